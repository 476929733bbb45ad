"""Every lever has a unit cost or a reason to have none; every figure says what it is."""

import re
from dataclasses import replace

import pytest

from sp_sim.economics.costs import UNIT_COSTS, WITHOUT, unpriced
from sp_sim.economics.publish import book_text
from sp_sim.economics.read import load_book, shipped
from sp_sim.economics.unit_cost import PLACEHOLDER
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import normal
from tests.house.test_parameters import evidence

LEVERS = [key for key, declared in PARAMETERS.items() if declared.lever]
ALL = list(UNIT_COSTS.values())
ONE = UNIT_COSTS["hire"]


def test_every_lever_has_a_unit_cost_or_a_reason_to_have_none():
    """A new lever: name it in the `levers` of a unit cost, or with its reason in `WITHOUT`."""
    assert [] == unpriced(LEVERS)


def test_a_lever_without_either_would_be_found():
    assert ["training.new_lever"] == unpriced([*LEVERS, "training.new_lever"])


def test_no_lever_is_both_priced_and_without():
    assert set() == {lever for told in ALL for lever in told.levers} & set(WITHOUT)


def test_every_lever_that_is_named_is_one():
    named = {lever for told in ALL for lever in told.levers} | set(WITHOUT)

    assert set() == named - set(LEVERS)


@pytest.mark.parametrize("told", ALL, ids=lambda told: told.key)
def test_a_figure_has_a_source_that_can_be_looked_up_or_is_a_placeholder(told):
    rows = re.findall(r"E\d{3}", told.source)

    assert [] == [row for row in rows if row not in evidence()]
    assert rows or told.source.startswith("placeholder: ")
    assert (told.grade == PLACEHOLDER) == told.source.startswith("placeholder: ")


def test_the_link_worker_costs_what_the_evidence_says():
    told, rows = UNIT_COSTS["link_worker_year"], evidence()

    assert float(rows["E061"]["value"]) == told.default
    assert (float(rows["E059"]["value"]), float(rows["E061"]["value"])) == told.moved


def test_an_hour_of_cover_is_the_year_of_the_evidence_by_the_hour_at_work():
    hours = 52 * PARAMETERS["workforce.hours_per_wte"].default
    at_work = hours * (1 - PARAMETERS["workforce.leave_share"].default)

    assert round(float(evidence()["E061"]["value"]) / at_work) == UNIT_COSTS["cover_hour"].default


def test_every_band_has_a_figure_of_its_own_and_a_higher_band_costs_more():
    low, high = PARAMETERS["workforce.band"].limits
    keys = [f"link_worker_year_band_{band}" for band in range(int(low), int(high) + 1)]
    told = [UNIT_COSTS[key if key in UNIT_COSTS else "link_worker_year"] for key in keys]
    figures = [each.default for each in told]

    assert sorted(set(figures)) == figures
    assert [PLACEHOLDER, PLACEHOLDER, "direct", PLACEHOLDER, PLACEHOLDER] == [
        each.grade for each in told
    ]


@pytest.mark.parametrize("told", ALL, ids=lambda told: told.key)
def test_a_range_holds_its_figure(told):
    low, high = told.moved

    assert 0.0 <= low <= told.default <= high
    assert low < high


@pytest.mark.parametrize(
    ("fact", "complaint"),
    [
        ({"unit": " "}, "hire declares no unit"),
        ({"payer": "somebody"}, "payer 'somebody'"),
        ({"grade": "guess"}, "grade 'guess'"),
        ({"prior": normal(5.0, 1.0)}, "a normal range, which has no ends"),
        ({"default": -1.0}, "outside its limits"),
    ],
)
def test_a_declaration_that_leaves_something_unsaid_is_refused(fact, complaint):
    with pytest.raises(ValueError, match=complaint):
        replace(ONE, **fact)


def test_the_shipped_book_is_what_is_declared_and_nobody_has_confirmed_any_of_it():
    """Stale: `sp-sim docs costs --write`."""
    path = shipped() / "placeholder.yaml"

    assert book_text() == path.read_text(encoding="utf-8")
    assert load_book(None).figures == load_book("placeholder").figures
    assert tuple(UNIT_COSTS) == load_book("placeholder").unconfirmed
