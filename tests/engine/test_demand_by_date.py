"""Demand that rises or falls at a date: the same people, and in which weeks they bring their need."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.engine.run import advance, simulate
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from tests.agreement.lives import HALF_A_YEAR, first_difference, ran, read
from tests.agreement.worlds import BUSY, MOVING, a_busy_world
from tests.builders import a_change, a_scenario, an_area, keyed

UP, DOWN = (
    a_change(8, consulting_demand_multiplier=2.0),
    a_change(16, consulting_demand_multiplier=0.4),
)
LATE = a_change(60, consulting_demand_multiplier=3.0)


def weekly(records, column):
    """The sum over practices of a column, week by week."""
    rows = records.practice_weeks
    return np.bincount(rows["week"], rows[column])


@pytest.mark.parametrize("start", ["new", "mature"])
@pytest.mark.parametrize("changes", [(UP,), (DOWN,), (UP, DOWN), (UP, *MOVING, DOWN)], ids=len)
def test_demand_that_changes_at_a_date_has_one_answer(changes, start):
    world = a_busy_world(tuple(sorted(changes, key=lambda one: one.week)), start=start)

    assert "" == first_difference(read(world, 2), ran(world, 2))


def test_two_years_around_a_change_of_demand_are_looked_back_on_alike():
    world = a_busy_world((LATE,), area=an_area(practices=2, registered=300))
    lived = ran(world, 5, 130)

    assert "" == first_difference(read(world, 5, 130), lived)
    assert (lived.referrals["gp_after"] >= 0).any()


def test_demand_that_changes_in_one_practice_has_one_answer_and_stays_there():
    there = Placed(Where("practice", ("P01",)), 8, keyed({"consulting_demand_multiplier": 3.0}))
    scenario = replace(a_scenario(**BUSY), placed=(there,))
    world = build(an_area(practices=3, registered=300), scenario)
    usual = build(an_area(practices=3, registered=300), a_scenario(**BUSY))
    before, after = (
        ran(one, 4).practice_weeks["consultations"].reshape(3, -1) for one in (usual, world)
    )

    assert "" == first_difference(read(world, 4), ran(world, 4))
    assert after[1, 8:].sum() > 2 * before[1, 8:].sum()
    assert (after[1, :8] == before[1, :8]).all()


def test_what_demand_becomes_is_what_a_run_with_that_demand_has_for_those_who_are_prone_then():
    """Without a service, a week depends on nobody but who brings need in it."""
    nobody = {"workforce_posts": 0, "workforce_wte_per_50000": 0.0}
    changing = ran(a_busy_world((UP, DOWN), **nobody), 3)
    seen = weekly(changing, "consultations")
    alone = {
        demand: weekly(
            ran(a_busy_world(consulting_demand_multiplier=demand, **nobody), 3), "consultations"
        )
        for demand in (1.0, 2.0, 0.4)
    }

    assert seen.tolist() == [*alone[1.0][:8], *alone[2.0][8:16], *alone[0.4][16:]]


@pytest.mark.parametrize("live", [ran, read])
def test_once_nobody_brings_need_nobody_consults_and_those_in_care_go_on(live):
    records = live(a_busy_world((a_change(10, consulting_demand_multiplier=0.0),)), 3)
    contacts = np.bincount(records.worker_weeks["week"], records.worker_weeks["contacts"])

    assert weekly(records, "consultations")[9] > 0
    assert not weekly(records, "consultations")[10:].any()
    assert not weekly(records, "referrals")[10:].any()
    assert contacts[10:14].sum() > 0


def test_a_change_of_demand_to_what_it_is_changes_nothing():
    same = a_busy_world((a_change(8, consulting_demand_multiplier=1.0),))

    assert "" == first_difference(ran(same, 3), ran(a_busy_world(), 3))
    assert [1, 3] == [len(one.demand[0]) for one in (same, a_busy_world((UP, DOWN)))]


def test_a_run_that_stops_before_demand_changes_goes_on_as_if_it_had_not_stopped():
    world = a_busy_world((UP, DOWN))
    whole = ran(world, 3)
    for week in (5, 8, 12, 20):
        moments = advance([a_busy_world((UP, DOWN))], [3], until=week)
        (later,) = simulate([world], [3], weeks=HALF_A_YEAR, past=moments, looks_back=True)

        assert "" == first_difference(later, whole)


def test_arms_with_other_demand_are_lived_side_by_side_as_alone():
    worlds = [a_busy_world(), a_busy_world((UP,)), a_busy_world((UP, DOWN)), a_busy_world((DOWN,))]
    together = simulate(worlds, [3, 4], weeks=HALF_A_YEAR, looks_back=True)
    for world, found in zip(worlds, together, strict=True):
        (alone,) = simulate([world], [3, 4], weeks=HALF_A_YEAR, looks_back=True)

        assert "" == first_difference(found, alone)
