"""Practices without a link worker are told of, and so are those that no service names."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.experiments.compare import pair
from sp_sim.experiments.places import first_covered
from sp_sim.results.result import Result
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from tests.builders import a_change, a_scenario, an_area, keyed
from tests.results.handmade import PLACES, an_arm

AREA = an_area(practices=4, networks=2)
"""P00 and P02 in N1, P01 and P03 in N2; the world has them in that order."""
NONE = {"workforce_posts": 0, "workforce_wte_per_50000": 0.0}


def uncovered(name, *weeks):
    return replace(an_arm(name), places=replace(PLACES, first_covered=weeks))


def test_practices_without_a_post_are_counted_with_their_patients():
    (told,) = uncovered("ours", -1, 0).warnings

    assert told == (
        "ours: 1 of 2 practices (3,000 of 6,000 registered patients) has no funded link worker post in any"
        " week. Their patients count in every rate all the same."
    )


def test_a_post_that_comes_after_the_end_is_none():
    arm = an_arm("ours")

    assert () == uncovered("ours", 0, arm.asked.weeks - 1).warnings
    assert "2 of 2 practices" in uncovered("ours", arm.asked.weeks, arm.asked.weeks).warnings[0]


def test_where_cover_is_not_known_nothing_is_said():
    assert () == an_arm("old").warnings


def test_a_comparison_warns_of_both_arms_and_a_result_once():
    base, other = uncovered("base", -1, -1), uncovered("other", 0, -1)
    found = pair(base, other)
    result = Result((base, other), (found,))

    assert ["base: 2 of 2", "other: 1 of 2"] == [
        told.partition(" pr")[0] for told in found.warnings[-2:]
    ]
    assert found.warnings == result.warnings
    assert list(base.warnings) == result.document()["scenarios"]["base"]["warnings"]


def test_practices_that_no_service_names_are_told_with_what_becomes_of_them():
    arm = an_arm("ours")
    first = arm.asked.area.practices[0].code
    named = replace(arm, scenario=replace(arm.scenario, services={"new": (first,)}))

    assert (
        "named by no service and stay with the service that workforce.covers (pcn)"
        in named.warnings[-1]
    )


def test_the_first_week_of_cover_is_that_of_the_first_funded_post():
    later = Placed(Where("service", ("N2",)), 9, keyed({"workforce_posts": 1}))
    gone = a_change(20, **NONE)
    world = build(AREA, replace(a_scenario((gone,), **NONE), placed=(later,)))

    assert (-1, -1, 9, 9) == first_covered(world)


@pytest.mark.parametrize(("end", "first"), [(-1, -1), (0, -1), (1, 0)])
def test_cover_that_ends_before_the_first_week_is_none(end, first):
    mature = a_scenario((a_change(end, **NONE),), start="mature", workforce_posts=1)

    assert {first} == set(np.unique(first_covered(build(AREA, mature))))
