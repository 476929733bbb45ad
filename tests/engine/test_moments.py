"""A run can stop at any week and go on: the records are those of living straight through, to the bit."""

import pytest

from sp_sim.domain.stages import Ended
from sp_sim.engine.run import advance, simulate
from sp_sim.errors import InputError
from tests.agreement.lives import first_difference, ran, read
from tests.agreement.worlds import MOVING, a_busy_world
from tests.builders import a_change, an_area

SEEDS = (1, 2, 3)
WEEKS = 40
STOPS = (1, 4, 5, 9, 14, 16, 20, 26, 39)
"""Around each dated change of `MOVING`, and at both ends."""


@pytest.fixture(scope="module")
def world():
    return a_busy_world(MOVING)


@pytest.fixture(scope="module")
def straight(world):
    (records,) = simulate([world], SEEDS, weeks=WEEKS)
    return records


@pytest.mark.parametrize("week", STOPS)
def test_going_on_from_a_week_is_as_if_it_had_never_stopped(world, straight, week):
    moments = advance([world], SEEDS, until=week)

    (records,) = simulate([world], SEEDS, weeks=WEEKS, past=moments)

    assert "" == first_difference(records, straight)


def test_a_run_may_stop_as_often_as_one_likes(world, straight):
    moments = advance([world], SEEDS, until=3)
    for week in (7, 8, 21):
        moments = advance([world], SEEDS, until=week, past=moments)

    (records,) = simulate([world], SEEDS, weeks=WEEKS, past=moments)

    assert "" == first_difference(records, straight)


def test_a_moment_forgets_where_it_was_made(world):
    (here,) = advance([world], SEEDS, until=17)
    (elsewhere,) = advance([world], SEEDS, until=17, threads=2)
    (alone,) = advance([world], SEEDS[1:2], until=17)

    assert all(one.same_bits(two) for one, two in zip(here, elsewhere, strict=True))
    assert here[0].tables["cases"].shape != here[2].tables["cases"].shape
    assert (alone[0].tables["cases"]["key"] == here[1].tables["cases"]["key"]).all()


FUTURES = {
    "none": (),
    "more posts": (a_change(18, workforce_posts=7),),
    "fewer posts": (a_change(18, workforce_posts=1), a_change(30, workforce_posts=4)),
    "no champions": (a_change(25, champions_practices_share=0.0),),
    "at once": (a_change(17, training_mental_health_hours=20.0, location_site_by_weekday=("practice",) * 5),),
}  # fmt: skip


@pytest.mark.parametrize("future", FUTURES)
def test_many_futures_go_on_from_one_past(future):
    """The past knows nothing of the future: neither its posts nor its horizon."""
    past = (MOVING[0], MOVING[1])
    moments = advance([a_busy_world(past)], SEEDS, until=17)
    world = a_busy_world((*past, *FUTURES[future]))
    (straight,) = simulate([world], SEEDS, weeks=55)

    (records,) = simulate([world], SEEDS, weeks=55, past=moments)

    assert "" == first_difference(records, straight)


def test_futures_that_differ_do_differ():
    past = (MOVING[0], MOVING[1])
    (moments,) = advance([a_busy_world(past)], SEEDS, until=17)
    worlds = [a_busy_world((*past, *FUTURES[future])) for future in ("none", "more posts")]

    one, other = simulate(worlds, SEEDS, weeks=55, past=[moments, moments])

    assert not one.same_bits(other)


def test_the_future_of_a_moment_can_be_lived_with_people_who_left_meanwhile():
    """Short stays: most of those whom the service changed are gone when the run goes on."""
    values = {"consulting_moving_rate": 2.0, "consulting_death_rate": 1.0}
    world = a_busy_world(**values)
    (straight,) = simulate([world], SEEDS, weeks=60, looks_back=True)

    (records,) = simulate(
        [world], SEEDS, weeks=60, past=advance([world], SEEDS, until=30), looks_back=True
    )

    assert "" == first_difference(records, straight)
    assert (records.referrals["generation"] > 2).any()


def test_there_is_no_going_on_to_a_week_that_has_passed(world):
    moments = advance([world], SEEDS, until=17)

    with pytest.raises(InputError, match="week 17.* nothing is left to live until week 17"):
        simulate([world], SEEDS, weeks=17, past=moments)


def a_mature_world(changes=(), /, **values):
    area = an_area(practices=2, registered=250, networks=1)
    return a_busy_world(changes, area=area, start="mature", turnover_base_rate=1.0, **values)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_mature_service_has_one_answer_in_both_models(seed):
    world = a_mature_world(
        (a_change(0, champions_practices_share=1.0), a_change(7, workforce_posts=4))
    )

    assert "" == first_difference(read(world, seed), ran(world, seed))


def test_going_on_at_week_0_is_living_five_years_and_then_the_run():
    future = (
        a_change(0, workforce_posts=4, pathway_missed_limit=1),
        a_change(9, workforce_posts=2),
    )
    moments = advance([a_mature_world()], SEEDS, until=0)
    world = a_mature_world(future)
    (straight,) = simulate([world], SEEDS, weeks=26)

    (records,) = simulate([world], SEEDS, weeks=26, past=moments)

    assert "" == first_difference(records, straight)


def test_a_mature_run_records_what_was_open_from_week_0_on():
    (records,) = simulate([a_mature_world()], SEEDS, weeks=26)
    cases = records.referrals
    earlier = cases[cases["referred"] < 0]

    assert len(earlier) > 0
    assert ((earlier["ended"] == Ended.OPEN) | (earlier["closed"] >= 0)).all()
    assert len(cases) - len(earlier) == records.practice_weeks["referrals"].sum()
    assert 0 == records.practice_weeks["week"].min()


def test_a_mature_service_is_known_from_the_start():
    (new,) = simulate(
        [a_busy_world(area=an_area(practices=2, registered=250, networks=1))], SEEDS, weeks=4
    )
    (mature,) = simulate([a_mature_world()], SEEDS, weeks=4)

    assert 0 == (new.referrals["referred"] < 0).sum()
    assert mature.worker_weeks["holder"].mean() > new.worker_weeks["holder"].mean() + 1.0
