"""What another arm costs more: nothing where nothing differs, and by hand where something does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sp_sim
from sp_sim.economics.costing import Costing
from sp_sim.economics.evaluation import Evaluation
from sp_sim.economics.tornado import tornado
from sp_sim.experiments.compare import pair
from tests.builders import a_scenario, an_area
from tests.economics.villages import a_book, an_arm, staffed
from tests.results.handmade import an_arm as a_made_up_arm
from tests.results.handmade import made_up

SEEDS = (1, 2, 3, 4)


def supervised(name, hours, **values):
    rows = staffed(runs=len(SEEDS), supervisor_hours=lambda week: hours * (week % 4 == 0))
    return an_arm(name, seeds=SEEDS, rows=rows, **values)


def evaluated(base, other, *, discount=0.0, confirmed=False, **figures):
    book = a_book(confirmed=confirmed, **figures)
    priced = [Costing(arm, book, discount) for arm in (base, other)]
    return Evaluation(*priced, pair(base, other))


def made_up_pair():
    arms = [
        a_made_up_arm(name, made_up(4, 104, referred_a_week=rate), seeds=SEEDS)
        for name, rate in (("few", 0.35), ("many", 0.9))
    ]
    return evaluated(*arms)


def test_thirteen_sessions_a_year_cost_their_supervisors_hours():
    each = evaluated(supervised("without", 0.0), supervised("with", 1.5))

    assert 26 * 1.5 * 50.0 == each.more("supervisor_hour").mean
    assert 26 * 1.5 == each.more_used("supervisor_hour").mean
    assert 26 * 1.5 * 50.0 == pytest.approx(each.more_in_all.mean)
    assert [975.0, 975.0] == [year.mean for year in each.of_payer_by_year("icb")]
    assert 0.0 == each.of_payer("pcn").mean
    assert ("supervisor_hour",) == each.differing == each.unconfirmed


def test_what_is_the_same_costs_the_same_whatever_it_costs():
    each = evaluated(supervised("one", 1.0), supervised("two", 1.0), supervisor_hour=1e6)

    assert (0.0, 0.0, 0.0) == (each.more_in_all.mean, each.more_in_all.low, each.more_in_all.high)
    assert () == each.differing == each.unconfirmed == each.tornado.bars
    assert "equivalent" == each.difference.verdict


def test_a_lever_that_changes_nothing_costs_nothing_in_a_lived_world():
    base = a_scenario((), "base", workforce_posts=1)
    other = a_scenario((), "other", workforce_posts=1, support_peer_hours_per_month=9.0)
    told = sp_sim.costs(base, other, area=an_area(), weeks=26, replications=2, threads=1)
    (each,) = told.evaluations

    assert told.arms[0].total.min() > 0.0
    assert {} == told.missing
    assert () == each.differing
    assert np.array_equal(each.base.total, each.other.total)
    assert ["support.peer_hours_per_month"] == [setting.key for setting in each.comparison.levers]


def test_training_that_is_lived_is_paid_by_the_hour():
    told = sp_sim.costs(
        a_scenario((), "trained", workforce_posts=1, training_core_hours=6.0, turnover_base_rate=0.0),
        area=an_area(), weeks=4, replications=2, threads=1,
    )  # fmt: skip

    assert [[6.0], [6.0]] == told.arms[0].quantities["training_hour"].tolist()


def test_verdicts_on_cost_are_that_less_is_better():
    each = evaluated(supervised("without", 0.0), supervised("with", 40.0))

    assert "worse" == each.difference.verdict
    assert 0.0 == each.difference.probability_better


def test_a_cost_per_completed_referral_leaves_out_runs_without_any():
    each = evaluated(supervised("one", 0.0), supervised("two", 1.0))

    assert 0 == each.per_completed.runs


def test_the_widest_bar_comes_first_and_its_ends_are_the_difference_at_them():
    each = made_up_pair()
    found = each.tornado
    swings = [bar.swing for bar in found.bars]

    assert sorted(swings, reverse=True) == swings
    assert found.bars
    for bar in found.bars:
        for end, told in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
            moved = [
                Costing(arm.arm, a_book(**{bar.key: end})).total for arm in (each.base, each.other)
            ]
            assert told == pytest.approx(float((moved[1] - moved[0]).mean()))


def test_a_bar_gives_the_cost_of_one_more_only_where_clearly_more_are_helped():
    found = made_up_pair().tornado
    with_people = type(found)(found.difference, found.bars, found.least, found.most, 20.0)

    assert 5.0 == with_people.per_person(100.0)
    assert with_people.per_person(-100.0) is None
    assert type(found)(0.0, (), 0.0, 0.0).per_person(100.0) is None


def test_at_its_turning_point_both_cost_the_same():
    base = supervised("supervised", 2.0, champions_practices_share=0.0)
    rows = staffed(runs=len(SEEDS), training_hours=lambda week: 30.0 * (week == 0))
    other = an_arm("trained", seeds=SEEDS, rows=rows, champions_practices_share=0.0)
    each = evaluated(base, other)
    bars = {bar.key: bar for bar in each.tornado.bars}

    assert {"supervisor_hour", "training_hour"} == set(bars)
    assert 30 * 50.0 - 52 * 50.0 == pytest.approx(each.tornado.difference)
    assert 30 * 50.0 / 52 == pytest.approx(bars["supervisor_hour"].turns_at)
    assert bars["supervisor_hour"].flips
    assert each.tornado.flips


def test_with_every_figure_confirmed_nothing_moves():
    each = evaluated(supervised("without", 0.0), supervised("with", 1.0), confirmed=True)

    assert () == each.tornado.bars == each.unconfirmed
    assert each.tornado.least == each.tornado.most == each.tornado.difference
    assert not each.tornado.flips
    assert {"confirmed": True, "unconfirmed": []} == each.flags()


@given(value=st.integers(0, 500))
def test_all_figures_at_their_worst_hold_each_of_them_at_its_worst(value):
    found = evaluated(
        supervised("without", 0.0), supervised("with", 1.0), supervisor_hour=value
    ).tornado

    for bar in found.bars:
        assert found.least - 1e-6 <= min(bar.at_low, bar.at_high)
        assert max(bar.at_low, bar.at_high) <= found.most + 1e-6


def test_more_people_helped_for_more_money_have_a_price_and_fewer_have_none():
    more = made_up_pair()
    back = Evaluation(more.other, more.base, more.comparison)

    assert more.more_helped("connected").low > 0.0
    assert more.per_additional("connected").is_defined
    assert back.per_additional("connected").why_not.startswith("not defined: fewer people")


def test_discounting_counts_the_second_year_for_less_in_the_difference_too():
    arms = supervised("without", 0.0), supervised("with", 1.0)
    plain, less = evaluated(*arms), evaluated(*arms, discount=0.1)

    assert 650.0 + 650.0 == pytest.approx(plain.more_in_all.mean)
    assert 650.0 + 650.0 / 1.1 == pytest.approx(less.more_in_all.mean)
    assert tornado(less.base, less.other).difference == pytest.approx(less.more_in_all.mean)
