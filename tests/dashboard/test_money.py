"""What a what-if says of money, and of several scenarios at once."""

import re
from dataclasses import replace

import pytest

from sp_sim.areas import synthetic
from sp_sim.dashboard.answers import HEADLINES, Ask, answer
from sp_sim.dashboard.levers import shipped
from sp_sim.dashboard.money import money_of
from sp_sim.economics.answer import costs
from sp_sim.scenario.inherit import with_values
from tests.dashboard.site import SMALL, small, words

AREA = synthetic.make(practices=2, seed=3)


def asked(*values, weeks=104, runs=6):
    base = with_values(shipped("head-office"), {}, name="A head-office")
    others = [
        with_values(shipped("in-practices"), each, name=f"{letter} in-practices")
        for letter, each in zip("BCDEF", values, strict=False)
    ]
    return Ask(AREA, (base, *others), weeks, 1, runs)


@pytest.fixture(scope="module")
def pair():
    ask = asked({})
    return ask, answer(ask)


@pytest.fixture(scope="module")
def six():
    moved = [{"champions.hours_per_week": 1.0 + number} for number in range(5)]
    return answer(asked(*moved))


def test_cost_a_year_is_what_the_economics_say_of_the_run_shared_out_over_its_years(pair):
    ask, found = pair
    told = costs(*ask.scenarios, area=AREA, weeks=104, replications=6, seed=1)

    for value, arm in zip(found.prices.per_year.values, told.arms, strict=True):
        assert value.mean == pytest.approx(arm.total.mean() / 2.0)
    (change,) = found.prices.per_year.changes
    assert change.difference == pytest.approx(told.evaluations[0].difference.difference / 2.0)


def test_payers_add_up_to_a_year_and_years_to_the_run(pair):
    _, found = pair
    whole = found.prices.per_year.values[1].mean

    assert whole == pytest.approx(sum(line.values[1].mean for line in found.prices.payers))
    assert 2 * whole == pytest.approx(sum(line.values[1].mean for line in found.prices.years))


def test_a_year_that_was_not_lived_whole_is_said_to_be_short():
    found = answer(asked({}, weeks=60, runs=2))

    assert "Year 2, 8 weeks only" in found.prices.years[1].words


def test_cost_stands_beside_the_outcomes_marked_as_resting_on_placeholders(site):
    told = words(site.get(small()))

    assert "Cost a year, all payers" in told
    assert re.search(r"£[\d,]+\*", told)
    assert "Placeholder prices: nobody has confirmed" in told
    assert "Confirm each with your finance team" in told
    assert "NHS: primary care network" in told
    assert re.search(r"B costs £[\d,]+\* a year (more|less) than A|cost of B against A is", told)


def test_with_every_figure_confirmed_nothing_is_marked(pair):
    _, found = pair
    sure = replace(found.prices, unsure=(False, False), unconfirmed=0)

    told = money_of(sure, "AB")

    assert "" == told.warning
    assert "" == told.first.better
    assert "placeholder prices" in money_of(found.prices, "AB").first.better
    assert "*" not in told.first.cells[1].value + told.first.cells[1].change + told.sentence


def test_more_cost_is_neither_better_nor_worse(pair):
    _, found = pair

    assert found.prices.per_year.changes[0].verdict in ("higher", "lower")


def test_what_has_no_price_is_said(pair):
    _, found = pair
    told = money_of(
        replace(found.prices, missing=("rooms: not kept",), unpriced=("a.lever",)), "AB"
    )

    assert any("In no sum: rooms: not kept." in note for note in told.notes)
    assert any("a.lever" in note for note in told.notes)


def test_one_scenario_alone_is_not_corrected(site, pair):
    assert 0 == pair[1].family
    assert "Holm" not in words(site.get(small()))


def test_words_on_several_scenarios_are_those_that_hold_together(six):
    changes = [{**other.changes} for other in six.others]
    alone = [each[key].alone or each[key].verdict for each in changes for key in HEADLINES] + [
        change.alone or change.verdict for change in six.prices.per_year.changes
    ]
    together = [each[key].verdict for each in changes for key in HEADLINES]

    assert 5 * (len(HEADLINES) + 1) == six.family
    for one, other in zip(alone, together, strict=False):
        assert other in (one, "inconclusive")


def test_a_verdict_that_does_not_hold_beside_the_others_says_what_it_is_alone(six):
    weak = [
        change
        for other in six.others
        for key, change in other.changes.items()
        if key in HEADLINES and change.alone
    ]

    assert weak
    assert {"inconclusive"} == {change.verdict for change in weak}
    assert "inconclusive" not in {change.alone for change in weak}


def test_a_page_of_several_says_that_its_words_allow_for_all(site):
    five = "".join(f"&{letter}=in-practices" for letter in "bcdef")
    told = words(site.get(f"/what-if?{SMALL}&base=head-office{five}"))

    assert "allow for all 35 of these comparisons together (Holm" in told
