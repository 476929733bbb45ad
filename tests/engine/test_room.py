"""Room: where the columns turn out too small they grow, and nothing else changes."""

from typing import ClassVar

import pytest

from sp_sim.engine import run
from sp_sim.engine.room import Room
from sp_sim.engine.run import advance, simulate
from sp_sim.errors import InputError
from tests.agreement.lives import HALF_A_YEAR, first_difference, ran, read
from tests.agreement.worlds import a_busy_world
from tests.builders import an_area

SEEDS = range(6)
ARMS = (3, 1)


def lived():
    """Two arms, so that referrals of both share one table."""
    arms = [a_busy_world(workforce_posts=posts) for posts in ARMS]
    return simulate(arms, SEEDS, weeks=HALF_A_YEAR, looks_back=True)


@pytest.fixture(scope="module")
def expected():
    return lived()


class Cramped(Room):
    """Working columns that start far too small, and remember every size they had."""

    small: ClassVar[dict[str, int]] = {}
    sizes_seen: ClassVar[list[dict[str, int]]] = []

    def __init__(self, worlds, span, marks):
        super().__init__(worlds, span, marks)
        vars(self).update(self.small)
        self._furnish()

    def _furnish(self):
        super()._furnish()
        type(self).sizes_seen.append({name: getattr(self, name) for name in self.small})

    def finished(self, part, first_job):
        part = super().finished(part, first_job)
        type(self).sizes_seen.append({name: getattr(self, name) for name in self.small})
        return part


@pytest.mark.parametrize(
    "small",
    [
        {"people": 3},
        {"spells": 2},
        {"visits": 1},
        {"cases": 1},
        {"referrals": 1},
        {"referrals": 60},
        {"people": 3, "spells": 2, "visits": 1, "cases": 1, "referrals": 1},
    ],
    ids=lambda small: ", ".join(f"{name} {size}" for name, size in small.items()),
)
def test_too_little_room_grows_and_gives_the_same_records(monkeypatch, expected, small):
    monkeypatch.setattr(run, "Room", Cramped)
    monkeypatch.setattr(Cramped, "small", small)
    monkeypatch.setattr(Cramped, "sizes_seen", [])

    actual = lived()

    for one, other in zip(actual, expected, strict=True):
        assert "" == first_difference(one, other)
    last = Cramped.sizes_seen[-1]
    assert all(last[name] >= size for name, size in small.items())
    assert small == {"referrals": 60} or any(last[name] > size for name, size in small.items())


@pytest.mark.parametrize("kept", [1, 30])
def test_too_little_room_for_what_is_kept_grows_and_keeps_the_same(monkeypatch, kept):
    arms = [a_busy_world(workforce_posts=posts) for posts in ARMS]
    expected = advance(arms, SEEDS, until=10)
    monkeypatch.setattr(run, "Room", Cramped)
    monkeypatch.setattr(Cramped, "small", {"kept": kept})
    monkeypatch.setattr(Cramped, "sizes_seen", [])

    actual = advance(arms, SEEDS, until=10)

    assert kept < Cramped.sizes_seen[-1]["kept"]
    for one, other in zip(actual, expected, strict=True):
        assert [moment.same_bits(twin) for moment, twin in zip(one, other, strict=True)] == [
            True
        ] * 6


def test_progress_is_told_of_every_job():
    told = []
    world = a_busy_world()
    seeds = range(20)

    simulate([world], seeds, weeks=3, on_progress=lambda done, jobs: told.append((done, jobs)))

    assert [(16, 40), (32, 40), (40, 40)] == told


def test_no_seeds_give_empty_records():
    (records,) = simulate([a_busy_world()], [], weeks=5)

    assert (0, 0, 0, 0) == tuple(
        len(table)
        for table in (records.referrals, records.practice_weeks, records.worker_weeks, records.gps)
    )


def test_no_worlds_give_no_records():
    assert [] == simulate([], [1, 2], weeks=5)


def test_spells_that_last_far_beyond_a_run_take_no_room(monkeypatch):
    """A spell may last a million weeks; a run of half a year has room for half a year of it."""
    monkeypatch.setattr(run, "Room", Cramped)
    monkeypatch.setattr(Cramped, "small", {"visits": 1_600})
    monkeypatch.setattr(Cramped, "sizes_seen", [])
    far = {"consulting_troubled_weeks": 520.0, "consulting_prognosis_spread": 2.0}
    staying = {"consulting_moving_rate": 0.0, "consulting_death_rate": 0.0}

    simulate([a_busy_world(area=an_area(practices=2), **far, **staying)], SEEDS, weeks=HALF_A_YEAR)

    assert 1_600 == Cramped.sizes_seen[-1]["visits"]


def test_a_service_may_have_as_many_gps_as_a_country():
    """England has some 28,000 in whole-time equivalents, and a service may cover all of it."""
    world = a_busy_world(area=an_area(practices=1, registered=2_000, gps=40_000.0))
    records = ran(world, 1, weeks=4)

    assert (records.referrals["gp"] >= 0).all()
    assert records.referrals["gp"].max() > 2**15
    assert "" == first_difference(read(world, 1, weeks=4), records)


def test_more_gps_than_can_be_told_apart_are_refused():
    world = a_busy_world(area=an_area(practices=2, registered=10, gps=33_000.0))

    with pytest.raises(InputError, match="66,000 GPs, and at most 65,535 .* smaller area"):
        simulate([world], [1], weeks=1)
