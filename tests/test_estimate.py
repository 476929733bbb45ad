"""Estimates: intervals that cover as often as they claim, verdicts that refuse when they should."""

import math

import numpy as np
import pytest
from scipy import stats

from sp_sim.estimate import (
    Difference,
    estimate,
    half_width,
    judge,
    paired_difference,
    runs_to_settle,
)


def test_the_interval_is_the_textbook_t_interval():
    values = [3.0, 5.0, 4.0, 8.0]

    low, high = stats.t.interval(0.95, 3, loc=np.mean(values), scale=stats.sem(values))
    found = estimate(values)

    assert (found.mean, found.runs) == (5.0, 4)
    assert pytest.approx((low, high), rel=1e-12) == (found.low, found.high)


def width(found):
    """Half the width of an interval that must be there."""
    assert found.low is not None
    assert found.high is not None
    return (found.high - found.low) / 2


def coverage(width_factor=1.0, studies=4000, runs=8):
    """The share of simulated studies whose interval holds the true mean, 10."""
    values = np.random.default_rng(1).normal(10.0, 3.0, size=(studies, runs))
    held = 0
    for row in values:
        found = estimate(row)
        half = width(found) * width_factor
        held += abs((found.mean or 0.0) - 10.0) <= half
    return held / studies


COVERAGE_ERROR = math.sqrt(0.95 * 0.05 / 4000)


def test_ninety_five_of_a_hundred_intervals_hold_the_truth():
    assert abs(coverage() - 0.95) < 5 * COVERAGE_ERROR


def test_the_coverage_test_would_see_a_normal_interval_used_for_a_t():
    """Negative control: the commonest mistake, 1.96 for the t quantile of 7 degrees of freedom."""
    too_narrow = 1.96 / stats.t.ppf(0.975, 7)

    assert abs(coverage(too_narrow) - 0.95) > 5 * COVERAGE_ERROR


def test_one_run_has_a_mean_and_no_interval():
    found = estimate([4.0])

    assert (found.mean, found.low, found.high, found.runs) == (4.0, None, None, 1)


def test_no_run_has_nothing():
    found = estimate([math.nan, math.nan])

    assert (found.mean, found.low, found.high, found.runs) == (None, None, None, 0)


def test_runs_with_nothing_to_count_are_left_out():
    assert estimate([1.0, 3.0]) == estimate([1.0, math.nan, 3.0])


def test_a_pair_with_nothing_to_count_on_one_side_is_left_out():
    found = paired_difference(
        [1.0, 2.0, math.nan, 4.0], [2.0, math.nan, 3.0, 6.0], better="up", smallest=0.1
    )

    assert (found.difference, found.runs) == (1.5, 2)


def test_arms_of_unlike_length_cannot_be_paired():
    with pytest.raises(ValueError, match="3 runs cannot be paired with 2"):
        paired_difference([1.0, 2.0, 3.0], [1.0, 2.0], better="up", smallest=1.0)


def test_one_pair_is_inconclusive():
    found = paired_difference([1.0], [9.0], better="up", smallest=1.0)

    assert Difference(8.0, None, None, 1, None, None, None, "inconclusive", None) == found


def test_no_pair_is_inconclusive():
    found = paired_difference([math.nan], [9.0], better="up", smallest=1.0)

    assert (found.difference, found.verdict) == (None, "inconclusive")


def test_the_same_lives_are_equivalent_and_the_variance_reduction_is_not_infinite():
    same = [1.0, 5.0, 2.0]
    found = paired_difference(same, same, better="up", smallest=0.5, alike_is_known=True)

    assert Difference(0.0, 0.0, 0.0, 3, 0.5, 1.5, None, "equivalent", None) == found


def test_four_pairs_with_one_difference_are_no_certainty_and_ten_settle_it():
    found = paired_difference([29.0] * 4, [29.0] * 4, better="down", smallest=5.0)

    assert Difference(0.0, None, None, 4, None, None, None, "inconclusive", 10) == found


@pytest.mark.parametrize(("runs", "verdict"), [(9, "inconclusive"), (10, "worse"), (30, "worse")])
def test_how_many_pairs_with_one_difference_are_enough(runs, verdict):
    base = [float(number) for number in range(runs)]
    found = paired_difference(base, [b + 2.0 for b in base], better="down", smallest=0.5)

    assert (found.difference, found.verdict) == (2.0, verdict)


def test_of_a_few_pairs_of_which_one_is_unlike_the_interval_tells():
    found = paired_difference([1.0] * 4, [1.0, 1.0, 1.0, 1.1], better="up", smallest=1.0)

    assert (found.verdict, found.low is None) == ("equivalent", False)


def test_a_difference_without_variance_is_as_sure_as_can_be():
    base = [1.0, 5.0, 2.0] * 4
    found = paired_difference(base, [b + 2.0 for b in base], better="down", smallest=0.5)

    assert (
        found.difference, found.low, found.high, found.verdict, found.probability_better,
    ) == (2.0, 2.0, 2.0, "worse", 0.0)  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "better", "verdict"),
    [
        (0.5, 3.0, "up", "better"),
        (0.5, 3.0, "down", "worse"),
        (-3.0, -0.5, "up", "worse"),
        (-3.0, -0.5, "down", "better"),
        (-3.0, 0.5, "up", "inconclusive"),
        (0.0, 3.0, "up", "inconclusive"),
        (0.2, 0.9, "up", "equivalent"),
        (-1.0, 1.0, "neither", "equivalent"),
        (-3.0, 0.5, "neither", "inconclusive"),
        (0.5, 3.0, "neither", None),
    ],
)
def test_the_verdict_on_an_interval_when_one_is_the_smallest_difference_that_matters(
    low, high, better, verdict
):
    assert verdict == judge(low, high, better=better, smallest=1.0)


def test_ties_count_half():
    found = paired_difference([1.0, 1.0, 1.0, 1.0], [1.0, 0.0, 2.0, 3.0], better="up", smallest=0.1)

    assert (found.probability_better, found.runs_better) == (0.625, 2.5)


def test_where_neither_way_is_better_nothing_is_said_of_being_better():
    found = paired_difference([1.0, 1.0, 1.1], [3.0, 3.1, 3.0], better="neither", smallest=0.1)

    assert (found.verdict, found.probability_better, found.is_clear) == (None, None, True)


def test_pairing_pays_by_the_variance_that_the_arms_share():
    """With correlation r between arms of one variance, the reduction is 1 / (1 - r)."""
    draws = np.random.default_rng(2).normal(size=(20_000, 2))
    shared = 0.9
    base = draws[:, 0]
    other = shared * base + math.sqrt(1 - shared * shared) * draws[:, 1]

    found = paired_difference(base, other, better="up", smallest=0.1)

    assert found.variance_reduction is not None
    # The ratio of two variances of n values has a relative standard error near 2 / sqrt(n).
    assert abs(found.variance_reduction / 10.0 - 1.0) < 5 * 2 / math.sqrt(20_000)


def test_unpaired_arms_gain_nothing():
    """Negative control of the test above."""
    base, other = np.random.default_rng(3).normal(size=(2, 20_000))

    found = paired_difference(base, other, better="up", smallest=0.1)

    assert found.variance_reduction is not None
    assert abs(found.variance_reduction - 1.0) < 5 * 2 / math.sqrt(20_000)


def half(runs):
    return half_width(4.0, runs) or math.inf


def test_as_many_runs_as_are_said_to_settle_it_do_settle_it_and_one_fewer_does_not():
    runs = runs_to_settle(1.0, 4.0, smallest=0.5) or 0

    assert half(runs) < 1.0 <= half(runs - 1)


def test_a_difference_near_zero_is_settled_by_being_small_enough():
    runs = runs_to_settle(0.1, 4.0, smallest=0.5) or 0

    assert half(runs) < 0.4 <= half(runs - 1)


def test_what_a_million_runs_would_not_settle_is_not_promised():
    assert runs_to_settle(1e-9, 4.0, smallest=1e-8) is None
    assert runs_to_settle(0.0, 4.0, smallest=0.0) is None


def test_an_inconclusive_difference_says_how_many_runs_it_wants():
    found = paired_difference([0.0, 0.0, 0.0], [4.0, -3.0, 2.0], better="up", smallest=0.5)

    assert found.verdict == "inconclusive"
    assert found.runs_to_settle is not None
    assert found.runs_to_settle > 3


def test_two_runs_can_already_be_enough():
    assert runs_to_settle(1.0, 0.01, smallest=0.5) == 2


def test_an_interval_is_cut_to_what_is_possible():
    few = estimate([0.1, 0.9])

    assert (0.0, 1.0) == (few.within(0.0, 1.0).low, few.within(0.0, 1.0).high)
    assert few.low < 0.0
    assert few.high > 1.0
    assert few.mean == few.within(0.0, 1.0).mean


def test_what_has_no_interval_is_not_cut():
    assert estimate([0.5]).within(0.0, 1.0) == estimate([0.5])
    alone = paired_difference([0.5], [0.6], better="up", smallest=0.1)
    assert alone.within(-1.0, 1.0) == alone


def test_a_difference_of_shares_is_no_more_than_the_whole():
    found = paired_difference([0.0, 0.9], [0.9, 0.0], better="up", smallest=0.1)

    assert (-1.0, 1.0) == (found.within(-1.0, 1.0).low, found.within(-1.0, 1.0).high)


def test_rare_events_that_happened_nowhere_settle_nothing():
    rare = paired_difference(
        [0.0] * 12, [0.0] * 12, better="down", smallest=0.1, none_is_unknown=True
    )
    sure = paired_difference([0.0] * 12, [0.0] * 12, better="down", smallest=0.1)

    assert (rare.verdict, rare.low, rare.high) == ("inconclusive", None, None)
    assert sure.verdict == "equivalent"


def test_a_few_pairs_that_agree_say_nothing_of_those_with_nothing_to_count():
    nothing = [math.nan] * 8
    found = paired_difference([1.0, 2.0, *nothing], [1.1, 2.1, *nothing], better="up", smallest=0.5)

    assert (found.low, found.high, found.runs, found.verdict) == (None, None, 2, "inconclusive")


def test_ten_pairs_are_enough_however_many_others_had_nothing_to_count():
    values, nothing = [float(number) for number in range(10)], [math.nan] * 10
    one_less = values[1:]

    enough = paired_difference(values + nothing, values + nothing, better="up", smallest=0.5)
    few = paired_difference(one_less + nothing, one_less + nothing, better="up", smallest=0.5)

    assert ("equivalent", "inconclusive") == (enough.verdict, few.verdict)
