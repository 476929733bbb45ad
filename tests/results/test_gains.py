"""Gains: by practice and by fifth, counted by hand and against the comparison itself."""

import pytest

from sp_sim.areas import synthetic
from sp_sim.errors import Problems
from sp_sim.experiments import live
from sp_sim.experiments.compare import compare
from sp_sim.results.arm import Arm, Asked
from sp_sim.results.gains import OUTCOMES, gains
from tests.builders import a_scenario
from tests.report.kept import two_fifths
from tests.results.handmade import PLACES, records

AREA = synthetic.make(practices=6, seed=2)


@pytest.fixture(scope="module")
def told():
    result = compare("head-office", "in-practices", area=AREA, weeks=60, replications=4, threads=1)
    return result, gains(*result.arms)


def test_everyone_together_gain_what_the_comparison_says(told):
    result, found = told
    whole = found.everyone.gains["referrals_per_1000_per_year"].difference

    assert result.comparisons[0].differences["referrals_per_1000_per_year"] == whole


def test_practices_and_fifths_hold_all_patients_once(told):
    _, found = told

    assert AREA.registered == sum(group.registered for group in found.practices)
    assert AREA.registered == sum(group.registered for group in found.fifths)
    assert 6 == sum(group.practices for group in found.fifths)
    assert {str(p.deprivation_fifth) for p in AREA.practices} == {g.name for g in found.fifths}


def test_referrals_of_practices_add_up_to_those_of_everyone(told):
    _, found = told
    key = "referrals_per_1000_per_year"
    parts = sum(group.gains[key].other.mean * group.registered for group in found.practices)

    assert found.everyone.gains[key].other.mean * AREA.registered == pytest.approx(parts)


def test_the_gap_is_between_the_most_and_the_least_deprived(told):
    _, found = told
    rate = {group.name: group.gains[OUTCOMES[0]].base.mean for group in found.fifths}

    assert found.gap.base.mean == pytest.approx(rate[found.gap.least] - rate[found.gap.most])


def test_against_itself_nobody_gains_and_the_gap_stays(told):
    result, _ = told
    found = gains(result.arms[0], result.arms[0])

    assert 0.0 == found.gap.wider.mean
    assert not found.warns
    assert {0.0} == {group.gains[OUTCOMES[0]].difference.difference for group in found.practices}


def test_where_there_is_one_fifth_there_is_no_gap():
    area = synthetic.make(practices=1, seed=2)
    result = compare("head-office", "in-practices", area=area, weeks=30, replications=2, threads=1)

    assert gains(*result.arms).gap is None


UPTAKE = OUTCOMES[0]
RUNS = 12


def an_arm(*weeks, area=None, runs=1, horizon=104):
    """An arm of two practices of 3,000 patients, with these practice-weeks."""
    asked = Asked(area or two_fifths(1, 5), horizon, tuple(range(1, runs + 1)))
    return Arm(a_scenario(), asked, PLACES, records(practice_weeks=list(weeks)))


def rates(least, most):
    """An arm in which so many per 1,000 are referred in the two practices, a little more in each run."""
    return an_arm(
        *({"run": run, "week": 60, "practice": place, "referrals": 3 * rate + run}
          for run in range(RUNS) for place, rate in enumerate((least, most))),
        runs=RUNS,
    )  # fmt: skip


def uptake_of(arm):
    return {group.name: group.gains[UPTAKE].base.mean for group in gains(arm, arm).practices}


def test_uptake_is_of_coded_referrals_of_the_last_year_by_registered_people():
    arm = an_arm(
        {"week": 51, "practice": 0, "referrals": 100},
        {"week": 52, "practice": 0, "referrals": 8, "self_referrals": 2},
        {"week": 103, "practice": 1, "referrals": 3},
    )

    assert {"P00": 2.0, "P01": 1.0} == uptake_of(arm)
    assert 1.5 == gains(arm, arm).everyone.gains[UPTAKE].base.mean


def test_a_short_run_is_told_as_a_yearly_rate():
    arm = an_arm({"week": 3, "practice": 0, "referrals": 3}, horizon=26)

    assert 2.0 == uptake_of(arm)["P00"]


def test_practices_whose_deprivation_is_not_known_are_in_no_gap():
    week = {"week": 60, "practice": 0, "referrals": 3}
    some, none = (an_arm(week, area=two_fifths(*known)) for known in ((4, None), (None, None)))

    assert ["4", "not known"] == [group.name for group in gains(some, some).fifths]
    assert ["not known"] == [group.name for group in gains(none, none).fifths]
    assert gains(some, some).gap is None


@pytest.mark.parametrize(
    ("least", "most", "warns"),
    [
        ((10, 20), (10, 12), True),  # all gain, the least deprived most
        ((10, 12), (10, 20), False),  # all gain, the most deprived most, who are ahead then
        ((10, 11), (10, 4), False),  # the gap widens, and so does the average fall
    ],
)
def test_an_average_that_wins_while_the_most_deprived_fall_behind_is_warned_of(least, most, warns):
    found = gains(*(rates(*both) for both in zip(least, most, strict=True)))

    assert (least[1] - most[1]) - (least[0] - most[0]) == pytest.approx(found.gap.wider.mean)
    assert found.warns is warns
    assert found.gap.narrows is (most[1] > least[1])


DRAWN = {"area": AREA, "weeks": 60, "replications": 8, "draws": "prior", "sets": 4}


def test_what_is_gained_under_drawn_parameters_is_told_over_their_sets():
    result = compare("head-office", "in-practices", **DRAWN)
    (comparison,) = result.comparisons

    told = gains(*result.arms).everyone.gains[OUTCOMES[0]].difference
    assert comparison.differences[OUTCOMES[0]].verdict == told.verdict
    assert pytest.approx(comparison.differences[OUTCOMES[0]].low) == told.low


def test_where_no_records_were_kept_nobody_is_said_to_gain_nothing(monkeypatch):
    monkeypatch.setattr(live, "MOST_KEPT", 0)
    result = compare("head-office", "in-practices", **DRAWN)

    with pytest.raises(Problems, match="cannot be told of so many runs of drawn parameters"):
        gains(*result.arms)
