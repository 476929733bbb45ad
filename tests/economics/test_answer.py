"""The answer: the keys of the interface, tidy tables, and a mark at every unconfirmed number."""

import pytest

from sp_sim.cli.tables_of_costs import in_words
from sp_sim.economics.answer import costs
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.errors import Problems
from sp_sim.estimate import estimate
from sp_sim.experiments import live
from sp_sim.experiments.checkpoint import checkpoint
from tests.builders import a_scenario, an_area
from tests.economics.villages import a_book
from tests.results.handmade import a_living

BASE = a_scenario((), "base", workforce_posts=2)
UNKNOWN = a_scenario((), "unknown posts", workforce_posts=3)
"""Its posts are not those of the records, so nobody knows which practices they cover."""
OTHER = a_scenario((), "other", workforce_posts=2, training_core_hours=8.0)


def asked(*scenarios, **told):
    usual = {"area": an_area(), "living": a_living(), "replications": 4}
    return costs(*(scenarios or (BASE, OTHER)), **(usual | told))


def confirmed():
    return a_book(confirmed=True)


def test_the_document_has_the_measures_of_the_interface():
    told = asked().document()
    (comparison,) = told["comparisons"]

    for arm in told["scenarios"].values():
        assert {"cost_gbp", "cost_per_completed_gbp", "exhaustion_mean"} <= set(arm["measures"])
    assert {"budget_impact_gbp", "cost_per_completed_gbp"} <= set(comparison["measures"])
    assert told["manifest"]["fingerprints"]["cost_book"] == told["book"]["fingerprint"]


def test_cost_comes_with_its_consequence_and_without_a_magic_ratio():
    told = asked().document()["comparisons"][0]

    assert {"completed", "connected"} == set(told["per_additional_person"])
    for each in told["per_additional_person"].values():
        assert each["defined"] == (each["mean"] is not None)
        assert each["defined"] == (each["why_not"] is None)
    assert "referrals_per_1000_per_year" in told["measures"]


def money_in(told):
    """Yield every group of the document that gives pounds that were reckoned."""
    for arm in told["scenarios"].values():
        yield from (arm["measures"][key] for key in ("cost_gbp", "cost_per_completed_gbp"))
        yield from (*arm["costs"], *arm["payers"].values(), *arm["by_year"])
    for each in told["comparisons"]:
        yield from (
            each["measures"][key] for key in ("budget_impact_gbp", "cost_per_completed_gbp")
        )
        yield from each["per_additional_person"].values()
        yield from (*each["costs"].values(), *each["payers"].values(), *each["by_year"])
        yield from (each["sensitivity"], *each["sensitivity"]["bars"])


def test_every_number_says_whether_it_rests_on_confirmed_figures():
    assert {False} == {group["confirmed"] for group in money_in(asked().document())}
    assert {True} == {group["confirmed"] for group in money_in(asked(book=confirmed()).document())}


@pytest.mark.parametrize("scenarios", [(BASE,), (BASE, OTHER)], ids=["one", "two"])
def test_every_printed_line_with_pounds_is_marked_until_all_is_confirmed(scenarios):
    unsure, sure = (in_words(asked(*scenarios, **more)) for more in ({}, {"book": confirmed()}))
    lines = [line for line in unsure.splitlines() if "£" in line]

    assert len(lines) > 20
    assert [] == [line for line in lines if "*" not in line]
    assert "WARNING: nobody has confirmed" in unsure
    assert "*" not in sure
    assert "nobody has confirmed" not in sure


def test_what_cannot_be_counted_is_told_and_in_no_sum():
    told = asked(UNKNOWN)

    assert {"practice_meeting"} == set(told.missing)
    assert "NOT COUNTED, which is not the same as nothing:\n- Practice meetings" in in_words(told)
    assert told.document()["not_counted"] == told.missing
    assert told.table.loc[told.table["unit_cost"] == "practice_meeting", "cost_gbp"].isna().all()


def test_what_one_arm_cannot_count_is_in_the_sums_of_neither():
    alone, (base, _) = asked(BASE).arms[0], asked(BASE, UNKNOWN).arms
    meetings = alone.priced["practice_meeting"].sum(axis=1)

    assert {} == alone.missing == base.missing
    assert meetings.min() > 0.0
    assert alone.total - meetings == pytest.approx(base.total)


def test_payers_and_years_of_the_table_add_up_to_the_differences():
    told = asked()
    found = told.differences.set_index(["breakdown", "what"])["difference_gbp"]
    total = found.loc["total", "total"]

    assert found.loc["payer"].sum() == pytest.approx(total)
    assert found.loc["year"].sum() == pytest.approx(total)
    assert found.loc["payer_and_year"].sum() == pytest.approx(total)
    assert found.loc["unit_cost"].sum() == pytest.approx(total)


def test_the_table_adds_up_to_what_each_arm_costs():
    told = asked()
    paid = told.table[told.table["cash"]].groupby(["scenario", "seed"])["cost_gbp"].sum()

    for arm in told.arms:
        assert arm.total == pytest.approx(paid.loc[arm.arm.name].to_numpy())


def test_sensitivity_has_a_row_a_bar():
    told = asked()

    assert [bar.key for bar in told.evaluations[0].tornado.bars] == list(
        told.sensitivity["unit_cost"]
    )
    assert 0 == len(asked(BASE).sensitivity)


def test_a_long_run_says_that_years_count_in_full_unless_a_rate_is_given():
    assert "All 4 years count in full" in in_words(asked(BASE, weeks=208))
    assert "discounted at 3.5% a year" in in_words(asked(BASE, weeks=208, discount=0.035))
    assert "count in full" not in in_words(asked(BASE))


def test_a_last_year_that_is_not_whole_says_so():
    assert "year 2 (28 weeks)" in in_words(asked(BASE, weeks=80))
    assert "year 2 (28 weeks)" in in_words(asked(weeks=80))
    assert "weeks)" not in in_words(asked(weeks=104)).partition("WHO PAYS")[2].partition("\n")[0]


def test_without_posts_there_is_no_service_to_pay_for_and_nobody_is_helped():
    none = a_scenario((), "none", workforce_wte_per_50000=0.0, champions_practices_share=0.0)
    (arm,) = costs(none, area=an_area(), weeks=8, replications=2, threads=1).arms

    assert [0.0, 0.0] == arm.total.tolist()
    assert {} == arm.missing
    assert "not defined: nobody is closed as planned" in in_words(
        costs(none, area=an_area(), weeks=8, replications=2, threads=1)
    )


def test_a_lever_without_a_unit_cost_that_differs_is_told(monkeypatch):
    from sp_sim.economics import costs as declared

    monkeypatch.delitem(declared.WITHOUT, "support.peer_share")
    other = a_scenario((), "peers", workforce_posts=2, support_peer_share=1.0)
    told = asked(BASE, other)

    assert ["support.peer_share"] == told.document()["comparisons"][0]["levers_without_unit_cost"]
    assert "NOT PRICED: support.peer_share differ" in in_words(told)


@pytest.mark.parametrize("rate", [-0.01, 0.5, float("nan"), "3.5%", True])
def test_an_odd_discount_is_refused(rate):
    with pytest.raises(Problems, match="discount: cannot be used"):
        asked(discount=rate)


DRAWN = {"area": an_area(), "weeks": 30, "replications": 6, "draws": "prior", "sets": 3}


def test_drawn_parameters_are_priced_over_their_sets():
    told = costs(BASE, OTHER, **DRAWN)
    (base, other), (found,) = told.arms, told.evaluations
    of_sets = (other.total - base.total).reshape(3, 2).mean(axis=1)

    assert pytest.approx(of_sets.mean()) == found.more_in_all.mean
    assert found.more_in_all.low <= of_sets.mean() <= found.more_in_all.high
    assert estimate(of_sets).low == found.more_in_all.low
    assert "3 parameter sets with 2 runs each" in " ".join(in_words(told).split())


def test_where_no_records_were_kept_nothing_is_priced_at_nothing(monkeypatch):
    monkeypatch.setattr(live, "MOST_KEPT", 0)
    told = costs(BASE, **DRAWN)

    with pytest.raises(Problems, match="draws: cannot be told of so many runs of drawn parameters"):
        told.document()


def test_what_was_spent_before_a_checkpoint_is_priced_too():
    few = {"area": an_area(), "replications": 2}
    point = checkpoint(BASE, 20, **few)

    straight = costs(BASE, weeks=30, **few)
    going_on = costs(BASE, weeks=30, past=point, area=few["area"])

    assert straight.table.equals(going_on.table)


def test_it_says_what_it_is():
    several, alone = repr(asked()), repr(asked(BASE, book=confirmed()))
    figures = len(UNIT_COSTS)

    assert f"<Costs: base against other, {figures} of {figures} figures unconfirmed>" == several
    assert f"<Costs: base, 0 of {figures} figures unconfirmed>" == alone
