"""Runs within parameter sets: chance and evidence are told apart, on known answers and on average."""

import math

import numpy as np
import pytest

from sp_sim.nested import means_of_sets, nested


def draws(sets, runs, evidence_sd, chance_sd, seed):
    """One made-up study: sets differ by `evidence_sd`, runs within a set by `chance_sd`, mean 10."""
    rng = np.random.default_rng(seed)
    expected = 10.0 + evidence_sd * rng.normal(size=(sets, 1))
    return expected + chance_sd * rng.normal(size=(sets, runs))


def known(value):
    assert value is not None
    return value


def test_a_worked_example():
    """Means 2, 6, 10 (variance 16); within variance 2; so 16 - 2/2 = 15 is want of evidence."""
    found = nested(np.array([[1.0, 3.0], [5.0, 7.0], [9.0, 11.0]]))

    assert (6.0, 2.0, 15.0) == (found.mean, found.chance, found.evidence)
    assert (3, 6) == (found.sets, found.runs)
    assert pytest.approx(15 / 17) == found.evidence_share
    assert pytest.approx(2 / 17) == found.chance_share
    assert pytest.approx(6.0 - 4.302653 * 4.0 / math.sqrt(3)) == found.low


def test_parts_are_right_on_average():
    """Five standard errors over 400 studies of 20 sets with 3 runs."""
    studies = [nested(draws(20, 3, 2.0, 3.0, seed)) for seed in range(400)]
    for part, truth in (("chance", 9.0), ("evidence", 4.0)):
        values = np.array([known(getattr(found, part)) for found in studies])

        assert abs(values.mean() - truth) < 5 * values.std() / math.sqrt(400)


def test_the_naive_variance_of_means_would_be_seen_to_be_wrong():
    """Negative control: chance / 3 = 3 left in the variance between sets."""
    values = np.array(
        [draws(20, 3, 2.0, 3.0, seed).mean(axis=1).var(ddof=1) for seed in range(400)]
    )

    assert abs(values.mean() - 4.0) > 5 * values.std() / math.sqrt(400)


def coverage(evidence_sd, chance_sd):
    held = 0
    for seed in range(2000):
        found = nested(draws(12, 4, evidence_sd, chance_sd, seed))
        held += known(found.low) <= 10.0 <= known(found.high)
    return held / 2000


@pytest.mark.parametrize(("evidence_sd", "chance_sd"), [(2.0, 1.0), (0.0, 3.0), (0.5, 3.0)])
def test_ninety_five_of_a_hundred_intervals_hold_the_mean_over_all_sets(evidence_sd, chance_sd):
    assert abs(coverage(evidence_sd, chance_sd) - 0.95) < 5 * math.sqrt(0.95 * 0.05 / 2000)


def test_an_interval_over_all_runs_as_if_they_were_independent_would_be_far_too_narrow():
    """Negative control: pretending that 12 x 4 runs say as much as 48 parameter sets."""
    held = 0
    for seed in range(500):
        values = draws(12, 4, 2.0, 1.0, seed)
        held += abs(values.mean() - 10.0) <= 2.01 * values.std(ddof=1) / math.sqrt(values.size)

    assert held / 500 < 0.95 - 5 * math.sqrt(0.95 * 0.05 / 500)


def test_the_range_over_sets_is_that_of_what_is_expected_not_of_what_was_seen():
    """With 2,000 sets of 3 runs: 1.96 x 2 either way, though the means seen spread 1.96 x sqrt(7)."""
    values = draws(2000, 3, 2.0, 3.0, 1)
    found = nested(values)
    seen = np.quantile(values.mean(axis=1), 0.975)

    assert abs(known(found.evidence_high) - (10.0 + 1.96 * 2.0)) < 0.5
    assert seen > 10.0 + 1.96 * math.sqrt(7.0) - 0.5


def test_where_sets_do_not_differ_the_range_is_no_narrower_than_the_mean_is_known():
    found = nested(np.array([[1.0, 3.0], [3.0, 1.0], [0.0, 4.5]]))

    assert 0.0 == found.evidence
    assert (found.low, found.high) == (found.evidence_low, found.evidence_high)


def test_nothing_differs_at_all():
    found = nested(np.full((3, 2), 5.0))

    assert (5.0, 5.0) == (found.evidence_low, found.evidence_high)
    assert (None, None) == (found.evidence_share, found.chance_share)


def test_runs_and_sets_with_nothing_to_count_are_left_out():
    nan = math.nan
    found = nested(np.array([[1.0, 3.0, nan], [nan, nan, nan], [5.0, 7.0, nan], [9.0, 11.0, nan]]))

    assert (6.0, 15.0, 3, 6) == (found.mean, found.evidence, found.sets, found.runs)


def test_little_says_little():
    nan = math.nan
    nothing, one_set = nested(np.full((2, 2), nan)), nested(np.array([[1.0, 3.0], [nan, nan]]))
    one_run_each = nested(np.array([[1.0, nan], [3.0, nan]]))

    assert (None, 0, 0) == (nothing.mean, nothing.sets, nothing.runs)
    assert (2.0, None, 2.0, None) == (one_set.mean, one_set.low, one_set.chance, one_set.evidence)
    assert one_run_each.low is not None
    assert (None, None) == (one_run_each.chance, one_run_each.evidence_low)
    assert one_run_each.evidence_share is None


def test_means_of_sets_keep_their_places():
    nan = math.nan
    found = means_of_sets(np.array([[1.0, 3.0], [nan, nan], [5.0, nan]]))

    assert found[0] == 2.0
    assert np.isnan(found[1])
    assert found[2] == 5.0


def test_ranges_are_cut_to_what_is_possible():
    found = nested(np.array([[0.1, 0.3], [0.5, 0.9], [0.0, 0.1]])).within(0.0, 1.0)
    nothing = nested(np.full((2, 2), math.nan)).within(0.0, 1.0)

    assert (0.0, 1.0) == (found.low, found.evidence_high)
    assert nothing.low is None


@pytest.mark.parametrize("runs", [1, 2, 3, 20, 40])
def test_sets_with_all_their_runs_say_to_the_bit_what_each_says_by_itself(runs):
    """The quick way, all sets at once, and the way round missing runs give the same numbers."""
    values = draws(50, runs, 2.0, 3.0, 7)
    with_an_empty_set = np.vstack([values, np.full((1, runs), np.nan)])

    assert nested(values) == nested(with_an_empty_set)
