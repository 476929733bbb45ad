import pytest

from sp_sim.areas import synthetic
from sp_sim.experiments.compare import compare
from sp_sim.results.gains import OUTCOMES, gains

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

    assert found.gap.base.mean == pytest.approx(rate[found.gap.most] - rate[found.gap.least])


def test_against_itself_nobody_gains_and_the_gap_stays(told):
    result, _ = told
    found = gains(result.arms[0], result.arms[0])

    assert 0.0 == found.gap.wider.mean
    assert not found.warns
    assert {"equivalent"} == {group.gains[OUTCOMES[0]].verdict for group in found.practices}


def test_where_there_is_one_fifth_there_is_no_gap():
    area = synthetic.make(practices=1, seed=2)
    result = compare("head-office", "in-practices", area=area, weeks=30, replications=2, threads=1)

    assert gains(*result.arms).gap is None
