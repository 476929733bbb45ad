"""Every declared arrow points where it says, and is carried by the coefficient that it names."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.mechanisms.arrows import ARROWS
from sp_sim.mechanisms.registry import PARAMETERS
from tests.house.test_parameters import missing_rows
from tests.mechanisms.equations import (
    DEFAULTS,
    FIELDS,
    answer,
    any_value,
    arguments,
    equations,
    field_of,
    range_of,
    reads,
)

POINTS = 200
ROUNDING = 1e-9
CARRIED = [arrow for arrow in ARROWS if arrow.coefficient is not None]

DIRECTIONLESS = {
    "champion_leave_odds": "a rate as odds",
    "closes_after_missing": "a rule by its limit",
    "closing_odds": "a rate as odds",
    "either_odds": "a curve",
    "expit": "a curve",
    "expected_signposts": "a product",
    "fits": "a comparison",
    "hours_due": "a sum",
    "hours_of_missed": "a parameter as hours",
    "has_criteria": "a comparison",
    "is_over": "a rule by its limit",
    "is_recorded": "a rule by its limit",
    "is_review": "a calendar",
    "kind_of_need": "a draw by shares",
    "share_of_need": "a share of shares",
    "told_share": "a parameter by its kind",
    "places_of_kind": "a parameter by its kind",
    "waits_on": "a rule by its limit",
    "weeks_to_reopen": "a draw",
    "session_is_due": "a calendar",
    "training_hours_due": "a calendar",
    "core_hours_due": "a calendar",
    "course_is_due": "a calendar",
    "learnt": "inside skill_next and core_next",
    "week_of_leaving": "a calendar",
    "odds": "a curve",
    "within": "a curve",
    "kept_after": "a curve",
    "kept_per_week": "a curve",
    "leaves_by_death": "a reason drawn by shares",
    "leaving_scale": "a scale",
    "lapse_odds": "a rate as odds",
    "lost_at_change_odds": "a parameter as odds",
    "presence_share": "a unit",
    "slowness": "inside hours_of_contact",
    "success_share": "a share",
    "thinned_at_change_odds": "a parameter as odds",
    "wait_to_notice": "what can be seen, before anyone learns from it",
    "weeks_already_troubled": "a draw",
    "weeks_sick": "a draw",
    "weeks_of_lapse": "a draw",
    "weeks_to_hire": "a draw",
    "weeks_until_replaced": "a draw",
    "weeks_until_leaving": "a draw",
}


def handed(arrow):
    """Return the name under which an arrow's equation gets the coefficient."""
    return arrow.handed_as or field_of(arrow.coefficient)


def movement(arrow, low, high):
    """Return how far the answer moves in the declared direction, and the rounding to allow."""
    if arrow.event:
        before, after = low[arrow.cause], answer(arrow.equation, low)
    else:
        before, after = answer(arrow.equation, low), answer(arrow.equation, high)
    return arrow.sign * (float(after) - float(before)), ROUNDING * max(1.0, abs(float(before)))


def settled(arrow, point):
    """Return a point as the arrow wants it; a coefficient with a sign of its own counts upwards."""
    settled = point | arrow.given
    if arrow.coefficient is not None:
        settled[handed(arrow)] = abs(settled[handed(arrow)])
    return settled


def pair(arrow, point, first, second):
    """Return two points that differ in the cause alone, the lower first."""
    point = settled(arrow, point)
    low, high = sorted((first, second))
    return point | {arrow.cause: low}, point | {arrow.cause: high}


def names(arrow):
    return sorted({*arguments(arrow.equation), *reads(arrow.equation), arrow.cause})


def drawn(arrow, name, luck):
    """Return a value by chance; for parameters, half the time the default."""
    low, high = range_of(arrow.equation, name)
    if name in FIELDS:
        return DEFAULTS[name] if luck.random() < 0.5 else luck.uniform(low, min(high, 100.0))
    return luck.randint(low, high) if isinstance(low, int) else luck.uniform(low, high)


def some_pairs(arrow, *, silenced=False):
    luck = random.Random(str(arrow))
    for _ in range(POINTS):
        point = {name: drawn(arrow, name, luck) for name in names(arrow)}
        low, high = pair(
            arrow, point, drawn(arrow, arrow.cause, luck), drawn(arrow, arrow.cause, luck)
        )
        if silenced:
            low[handed(arrow)] = high[handed(arrow)] = arrow.neutral
        yield low, high


def check_direction(arrow, pairs):
    """Refuse a movement the other way anywhere, and none at all everywhere."""
    strict = False
    for low, high in pairs:
        moved, rounding = movement(arrow, low, high)
        assert moved >= -rounding, f"{arrow} moves the other way at {low}, {high}"
        strict |= moved > rounding
    assert strict, f"{arrow} never moves"


@pytest.mark.parametrize("arrow", ARROWS, ids=str)
def test_an_arrow_points_where_it_says(arrow):
    check_direction(arrow, some_pairs(arrow))


@pytest.mark.parametrize("arrow", ARROWS, ids=str)
@given(data=st.data())
def test_an_arrow_never_points_the_other_way_within_the_limits(arrow, data):
    point = data.draw(
        st.fixed_dictionaries({name: any_value(arrow.equation, name) for name in names(arrow)})
    )
    low, high = pair(
        arrow, point, point[arrow.cause], data.draw(any_value(arrow.equation, arrow.cause))
    )

    moved, rounding = movement(arrow, low, high)

    assert moved >= -rounding


@pytest.mark.parametrize("arrow", CARRIED, ids=str)
def test_without_its_coefficient_an_arrow_is_gone_and_its_test_would_fail(arrow):
    pairs = list(some_pairs(arrow, silenced=True))

    assert [0.0] * POINTS == [abs(movement(arrow, low, high)[0]) for low, high in pairs]
    with pytest.raises(AssertionError, match="never moves"):
        check_direction(arrow, pairs)


@pytest.mark.parametrize("arrow", ARROWS, ids=str)
def test_an_arrow_that_points_the_other_way_would_be_found(arrow):
    class Turned:
        equation, cause, given = arrow.equation, arrow.cause, arrow.given
        coefficient, handed_as, event = arrow.coefficient, arrow.handed_as, arrow.event
        sign = -arrow.sign

    with pytest.raises(AssertionError, match="the other way"):
        check_direction(Turned, some_pairs(arrow))


@pytest.mark.parametrize("arrow", ARROWS, ids=str)
def test_an_arrow_names_what_its_equation_has(arrow):
    assert arrow.cause in names(arrow)
    assert set(arrow.given) <= set(names(arrow))
    if arrow.coefficient is not None:
        assert handed(arrow) in names(arrow)
    assert arrow.effect
    assert [] == missing_rows(arrow.source)
    assert re.search(r"\bbrief\b|E\d{3}", arrow.source)


def test_an_arrow_is_declared_once():
    told = [(arrow.equation, arrow.cause, arrow.coefficient, arrow.sign) for arrow in ARROWS]

    assert len(told) == len(set(told))


def test_every_coefficient_of_the_theory_carries_an_arrow():
    carriers = {arrow.coefficient for arrow in ARROWS}
    per = {key for key in PARAMETERS if "per_" in key.split(".")[-1]}
    units = {
        "workforce.wte_per_50000",
        "workforce.wte_per_post",
        "training.mental_health_hours",
        "support.supervision_interval_weeks",
        "management.manager_hours_per_week",
        "champions.hours_per_week",
        "involvement.meetings_per_month",
        "counsellor.weeks_per_case",
        "support.peer_hours_per_month",
    }

    assert set() == per - carriers - units


def test_every_equation_carries_an_arrow_or_has_no_direction():
    carrying = {arrow.equation.__name__ for arrow in ARROWS}

    assert set(equations()) == carrying | DIRECTIONLESS.keys()
    assert set() == carrying & DIRECTIONLESS.keys()
