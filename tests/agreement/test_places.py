"""Places: both models read the levers of each practice, post and service alike, and nobody else's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.domain.records import same_table
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import FINER, Where
from sp_sim.world.build import build
from tests.agreement.lives import first_difference, ran, read
from tests.agreement.worlds import BUSY, MOVING, any_value, seeds
from tests.builders import a_change, a_scenario, an_area, keyed

AREA = an_area(practices=5, registered=300, networks=2, link_worker_wte=1.5)
LEVERS = [key for key, told in PARAMETERS.items() if told.place != "all" and told.dated]
FEW = {"workforce.posts": (0, 5), "workforce.wte_per_50000": (0.0, 50.0)}
"""Drawn from a range, so that worlds stay small."""
OTHERWISE = {
    "criteria.most_severity": -1.0,
    "criteria.least_complexity": 0.5,
    "location.site_by_weekday": ("head_office", "community", "practice", "home", "practice"),
    "location.rooms": 0.0,
    "workforce.posts": 5,
    "management.posts_per_manager": 1,
    "counsellor.services_sharing": 3,
    "support.supervision_group_size": 3,
    "workforce.band": 7,
}
"""A value that makes a difference, where half or twice the usual one would not do."""


def a_world(*placed, changes=(), **values):
    return build(AREA, replace(a_scenario(changes, **(BUSY | values)), placed=placed))


def value_of(key):
    if key in FEW:
        low, high = FEW[key]
        return st.integers(low, high) if isinstance(low, int) else st.floats(low, high)
    return any_value(PARAMETERS[key])


def sorts_of_place(key):
    """The kinds of place for which a lever may be set in a world with a service for each PCN."""
    return sorted(FINER[PARAMETERS[key].place])


placed = st.lists(
    st.sampled_from(LEVERS).flatmap(
        lambda key: st.builds(
            lambda kind, step, week, value: Placed(Where(kind, (), step, 2), week, {key: value}),
            st.sampled_from(sorts_of_place(key)),
            st.integers(0, 1),
            st.none() | st.integers(0, 20),
            value_of(key),
        )
    ),
    min_size=1,
    max_size=6,
)


@given(placed=placed, seed=seeds)
def test_whatever_is_set_for_some_places_has_one_answer(placed, seed):
    world = a_world(*placed)

    assert "" == first_difference(read(world, seed), ran(world, seed))


def test_dated_changes_for_all_and_for_some_have_one_answer():
    world = a_world(
        Placed(
            Where("post", ("N1/1", "N2/3")),
            3,
            keyed({"discretion_level": 1.0, "training_core_hours": 9.0}),
        ),
        Placed(Where("practice", ("P00", "P03")), None, keyed({"champions_practices_share": 1.0})),
        Placed(
            Where("service", ("N2",)),
            12,
            keyed({"workforce_posts": 5, "offers_places_multiplier": 0.2}),
        ),
        changes=MOVING,
    )

    assert "" == first_difference(read(world, 4), ran(world, 4))


def other_value(key, **values):
    usual = a_scenario(**(BUSY | values)).values[key]
    if key in OTHERWISE:
        return OTHERWISE[key]
    if isinstance(usual, bool):
        return not usual
    low, high = PARAMETERS[key].limits
    twice = usual * 2 if usual * 2 <= high and usual > 0 else usual / 2
    return type(usual)(twice) if usual else type(usual)(min(high, low + 1))


@pytest.mark.parametrize("key", LEVERS)
def test_a_lever_set_for_one_service_changes_nobody_in_the_other(key):
    """And set to what holds anyway, it changes nobody at all."""
    usual = ran(a_world(), 7)
    changed = ran(a_world(Placed(Where("service", ("N2",)), 2, {key: other_value(key)})), 7)
    same = a_scenario(**BUSY).values[key]

    for table in ("practice_weeks", "gps"):
        here = getattr(usual, table)
        there = getattr(changed, table)
        assert same_table(here[here["practice"] < 3], there[there["practice"] < 3])
    assert "" == first_difference(
        usual, ran(a_world(Placed(Where("service", ("N2",)), 2, {key: same})), 7)
    )


ACTING = {
    "management_pause_above_load": 0.3,
    "management_cap_step": 0.2,
    "management_raise_below_load": 0.2,
    "management_open_list_above_weeks": 1.0,
    "training_interval_weeks": 3,
    "training_core_interval_weeks": 3,
    "training_core_starters_only": False,
}
"""Managers who find something to do, and rounds of training within half a year."""
LATER = {"training_mental_health_hours": 0.0, "training_core_hours": 0.0}
ON_WHICH = {
    "workforce.wte_per_50000": {"workforce_posts": 0},
    "workforce.as_published": {"workforce_posts": 0},
    "training.starters_only": LATER,
    "training.core_starters_only": LATER,
}
"""What a lever needs to have any effect."""


@pytest.mark.parametrize("key", LEVERS)
def test_a_lever_set_for_one_service_reaches_it(key):
    values = ACTING | ON_WHICH.get(key, {})
    course = a_change(10, training_mental_health_hours=5.0, training_core_hours=3.0)
    apart = Placed(Where("service", ("N2",)), None, {key: other_value(key, **values)})
    usual, changed = (a_world(*some, changes=(course,), **values) for some in ((), (apart,)))
    seen = [first_difference(ran(usual, seed), ran(changed, seed)) for seed in range(1, 7)]

    assert any(seen)


@pytest.mark.parametrize("key", LEVERS)
def test_a_lever_that_one_service_has_apart_has_one_answer(key):
    values = ACTING | ON_WHICH.get(key, {})
    world = a_world(
        Placed(Where("service", ("N1",)), 3, {key: other_value(key, **values)}), **values
    )

    assert "" == first_difference(read(world, 0), ran(world, 0))
