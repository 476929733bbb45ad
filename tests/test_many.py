"""Many comparisons at once: corrections that keep their promise, and tests that would see if not."""

import math

import numpy as np
import pytest
from scipy import stats

from sp_sim.estimate import judge, paired_difference
from sp_sim.many import (
    Claim,
    Contrast,
    chances_of_best,
    corrected,
    holm,
    paired,
    pairing_hurts,
    shares_of_best,
    welch,
)

ONE = np.array([3.0, 5.0, 4.0, 8.0, 6.0])
OTHER = np.array([4.0, 9.0, 4.5, 8.5, 11.0])


def there(found):
    assert found is not None
    return found


def test_a_paired_contrast_is_the_textbook_t_test():
    found = there(paired(OTHER - ONE))
    told = stats.ttest_rel(OTHER, ONE)

    assert pytest.approx(told.pvalue) == found.chance_if_none()
    assert pytest.approx(tuple(told.confidence_interval(0.95))) == found.interval()
    assert pytest.approx(tuple(told.confidence_interval(0.99))) == found.interval(0.99)


def test_an_unpaired_contrast_is_the_textbook_welch_test():
    found = there(welch(ONE, OTHER[:4]))
    told = stats.ttest_ind(OTHER[:4], ONE, equal_var=False)

    assert pytest.approx(told.pvalue) == found.chance_if_none()
    assert pytest.approx(tuple(told.confidence_interval(0.95))) == found.interval()
    assert pytest.approx(told.df) == found.degrees


def test_nothing_can_be_said_of_too_few_runs():
    nan = math.nan

    assert paired(np.array([1.0, nan])) is None
    assert welch(ONE, np.array([1.0, nan])) is None


def test_runs_that_are_all_alike_have_no_error():
    same, higher = there(paired(np.zeros(3))), there(paired(np.ones(3)))
    apart = there(welch(np.zeros(3), np.ones(4)))

    assert (1.0, 0.0) == (same.chance_if_none(), same.chance_if_it_matters(0.5))
    assert (0.0, 1.0) == (higher.chance_if_none(), higher.chance_if_it_matters(0.5))
    assert (1.0, 0.0, 5.0) == (apart.difference, apart.error, apart.degrees)


@pytest.mark.parametrize("seed", range(20))
def test_p_values_and_intervals_give_the_same_verdicts(seed):
    rng = np.random.default_rng(seed)
    found = there(paired(rng.normal(0.3, 0.5, size=12)))
    low, high = found.interval()

    assert (found.chance_if_it_matters(0.5) < 0.05) == (-0.5 < low and high < 0.5)
    assert (found.chance_if_none() < 0.05) == (not low <= 0.0 <= high)


def test_holms_worked_example():
    """Sorted 0.005, 0.01, 0.03, 0.04: times 4, 3, 2, 1, never falling."""
    assert pytest.approx((0.03, 0.06, 0.06, 0.02)) == holm([0.01, 0.04, 0.03, 0.005])
    assert holm([]) == ()
    assert (1.0, 1.0) == holm([0.8, 0.9])


STUDIES, FAMILY, RUNS = 2000, 6, 10


def claims_of(differences, smallest):
    for row in differences:
        contrast = there(paired(row))
        verdict = judge(*contrast.interval(), better="up", smallest=smallest)
        yield Claim(contrast, verdict, "up", smallest)


def share_with_a_false_claim(wrong, *, smallest, correct, mean=0.0):
    """The share of studies in which any of six verdicts is among the `wrong`."""
    rng = np.random.default_rng(1)
    found = 0
    for _ in range(STUDIES):
        claims = list(claims_of(rng.normal(mean, 1.0, size=(FAMILY, RUNS)), smallest))
        told = corrected(claims) if correct else claims
        found += any(each.verdict in wrong for each in told)
    return found / STUDIES


ERROR = math.sqrt(0.05 * 0.95 / STUDIES)
DIFFERENT = ("better", "worse")


def test_of_six_arms_without_any_difference_one_study_in_twenty_at_most_claims_one():
    found = share_with_a_false_claim(DIFFERENT, smallest=0.01, correct=True)

    assert 0.05 - 10 * ERROR < found < 0.05 + 5 * ERROR


def test_without_correction_it_would_be_one_in_four():
    """Negative control: 1 - 0.95^6 is 26%."""
    found = share_with_a_false_claim(DIFFERENT, smallest=0.01, correct=False)

    assert abs(found - (1 - 0.95**6)) < 5 * math.sqrt(0.26 * 0.74 / STUDIES)


def test_of_six_differences_that_just_matter_one_study_in_twenty_at_most_claims_equivalence():
    asked = {"smallest": 1.5, "mean": 1.5}
    found = share_with_a_false_claim(("equivalent",), correct=True, **asked)
    plain = share_with_a_false_claim(("equivalent",), correct=False, **asked)

    assert found < 0.05 + 5 * ERROR
    assert plain > found


def test_all_simultaneous_intervals_hold_in_nineteen_studies_of_twenty():
    rng, held = np.random.default_rng(4), 0
    for _ in range(STUDIES):
        told = corrected(list(claims_of(rng.normal(size=(FAMILY, RUNS)), 0.1)))
        held += all(there(each.low) <= 0.0 <= there(each.high) for each in told)

    assert held / STUDIES > 0.95 - 5 * ERROR


def test_a_corrected_verdict_is_never_surer_than_the_plain_one():
    contrast = Contrast(5.0, 0.1, 9.0)
    unsure = corrected([Claim(contrast, "inconclusive", "up", 1.0)])
    nothing = corrected([Claim(None, "inconclusive", "up", 1.0)])
    neither = corrected([Claim(contrast, None, "neither", 1.0)])

    assert "inconclusive" == unsure[0].verdict
    assert ("inconclusive", None, 1) == (nothing[0].verdict, nothing[0].low, nothing[0].family)
    assert neither[0].verdict is None


def correlated(correlation, runs, seed=1):
    rng = np.random.default_rng(seed)
    one, own = rng.normal(size=(2, runs))
    return one, correlation * one + math.sqrt(1 - correlation * correlation) * own


def test_pairing_hurts_where_the_same_luck_works_in_opposite_ways():
    assert pairing_hurts(*correlated(-0.8, 20), asked=38)
    assert not pairing_hurts(*correlated(0.8, 20))
    assert not pairing_hurts(*correlated(-0.8, 9))
    assert not pairing_hurts(np.zeros(20), np.arange(20.0))
    assert not pairing_hurts(np.arange(20.0), np.zeros(20))
    assert pairing_hurts(np.arange(20.0), -np.arange(20.0), asked=38)


def test_pairing_is_seldom_blamed_for_nothing():
    """One in forty, by the lower end of a 95% interval."""
    found = np.mean([pairing_hurts(*correlated(0.0, 20, seed)) for seed in range(2000)])

    assert abs(found - 0.025) < 5 * math.sqrt(0.025 * 0.975 / 2000)


def missed(interval, correlation=-0.7, studies=2000, runs=20):
    found = 0
    for seed in range(studies):
        one, other = correlated(correlation, runs, seed)
        low, high = interval(one, other)
        found += not low <= 0.0 <= high
    return found / studies


def test_an_unpaired_interval_on_shared_seeds_would_miss_too_often_where_pairing_hurts():
    """Why the base is lived again with other seeds: Welch's interval supposes that no luck is shared."""
    error = math.sqrt(0.05 * 0.95 / 2000)

    assert missed(lambda one, other: there(welch(one, other)).interval()) > 0.05 + 5 * error
    assert abs(missed(lambda one, other: there(paired(other - one)).interval()) - 0.05) < 5 * error


def test_an_unpaired_interval_on_other_seeds_holds_and_is_narrower():
    error, narrower = math.sqrt(0.05 * 0.95 / 2000), []

    def with_other_seeds(one, other):
        fresh = np.random.default_rng(int(1e6 * abs(one[0]))).normal(size=len(one))
        found = there(welch(fresh, other))
        narrower.append(found.error < there(paired(other - one)).error)
        return found.interval()

    assert abs(missed(with_other_seeds) - 0.05) < 5 * error
    assert np.mean(narrower) > 0.8


def test_ties_for_the_best_are_shared():
    assert [1.5, 0.5, 1.0] == shares_of_best(
        np.array([[1.0, 5.0, 0.0], [1.0, 4.0, -1.0], [0.0, 3.0, 9.0]])
    ).tolist()


def test_the_chance_of_being_best_is_that_of_the_textbook():
    """Two arms whose paired difference is normal: the chance that its mean is above zero."""
    rng = np.random.default_rng(3)
    one = rng.normal(size=200)
    other = one + rng.normal(0.1, 1.0, size=200)
    differences = other - one
    expected = stats.norm.cdf(differences.mean() / (differences.std() / math.sqrt(200)))

    found = there(chances_of_best(np.stack([one, other]), "up"))
    downwards = there(chances_of_best(np.stack([one, other]), "down"))

    assert abs(found[1] - expected) < 5 * 0.5 / math.sqrt(2000)
    assert pytest.approx(found[1]) == downwards[0]
    assert pytest.approx(1.0) == sum(found)


def test_over_parameter_sets_it_is_counted_in_how_many_an_arm_is_best():
    values = np.array([[1.0, 2.0, 3.0, math.nan], [2.0, 1.0, 4.0, 9.0]])

    assert pytest.approx((1 / 3, 2 / 3)) == chances_of_best(values, "up", resample=False)


def test_nobody_is_best_where_no_way_is_better_or_nothing_was_seen():
    values = np.array([[1.0, 2.0], [2.0, 1.0]])

    assert chances_of_best(values, "neither") is None
    assert chances_of_best(values[:, :1], "up") is None


def test_one_comparison_needs_no_correction():
    found = paired_difference(ONE, OTHER, better="up", smallest=0.1)
    (told,) = corrected([Claim(paired(OTHER - ONE), found.verdict, "up", 0.1)])

    assert found.verdict == told.verdict
    assert pytest.approx((found.low, found.high)) == (told.low, told.high)
