"""Resampling: intervals that cover as often as they claim, and ratios that are refused."""

import numpy as np
import pytest

from sp_sim.experiments.resampling import over, pooled, ratio_of_means, resampled


def ratio(sums):
    return over(sums[..., 0], sums[..., 1])


def test_a_pooled_ratio_is_that_of_the_sums():
    rows = np.array([[1.0, 2.0], [3.0, 2.0], [2.0, 4.0]])

    found = pooled(rows, ratio)

    assert 6.0 / 8.0 == found.mean
    assert found.low < 0.75 < found.high
    assert 3 == found.runs


def test_rows_that_are_alike_leave_no_doubt():
    found = pooled(np.tile([1.0, 4.0], (9, 1)), ratio)

    assert (0.25, 0.25, 0.25) == (found.mean, found.low, found.high)


def test_one_row_says_nothing_of_chance_and_none_below_gives_nothing():
    assert (0.5, None) == (
        pooled(np.array([[1.0, 2.0]]), ratio).mean,
        pooled(np.ones((1, 2)), ratio).low,
    )
    assert pooled(np.zeros((4, 2)), ratio).mean is None
    assert resampled(np.array([[3.0]]), lambda rows: float(rows.mean())).low is None


def test_intervals_of_resampled_rows_cover_about_as_often_as_they_claim():
    """95% over 200 studies: five standard errors of a share are 0.077; half as wide would not do."""
    rng = np.random.default_rng(5)
    studies = [
        resampled(rng.normal(size=(40, 3)), lambda rows: float(rows.mean())) for _ in range(200)
    ]
    covered = np.mean([found.low <= 0.0 <= found.high for found in studies])
    halved = np.mean([abs(found.mean) <= (found.high - found.low) / 4.0 for found in studies])

    assert abs(covered - 0.95) < 5 * np.sqrt(0.95 * 0.05 / 200)
    assert halved < 0.95 - 5 * np.sqrt(0.95 * 0.05 / 200)


def test_intervals_of_a_ratio_of_means_cover_about_as_often_as_they_claim():
    rng = np.random.default_rng(6)
    covered = []
    for _ in range(400):
        below = 2.0 + rng.normal(size=20)
        found = ratio_of_means(0.5 * below + rng.normal(size=20), below)
        if found is not None:
            covered.append(found.low <= 0.5 <= found.high)

    assert len(covered) > 390
    assert abs(np.mean(covered) - 0.95) < 5 * np.sqrt(0.95 * 0.05 / len(covered))


def test_a_ratio_to_what_may_be_nothing_is_refused():
    rng = np.random.default_rng(7)

    assert ratio_of_means(rng.normal(size=9), rng.normal(size=9)) is None
    assert ratio_of_means(np.zeros(9), np.zeros(9)) is None
    assert ratio_of_means(np.ones(1), np.ones(1)) is None


def test_a_part_that_is_all_or_nothing_is_so_exactly():
    total = np.random.default_rng(8).normal(5.0, 1.0, size=30)

    whole, nothing = ratio_of_means(total, total), ratio_of_means(0.0 * total, total)

    assert (1.0, 1.0, 1.0) == pytest.approx((whole.mean, whole.low, whole.high))
    assert (0.0, 0.0, 0.0) == (nothing.mean, nothing.low, nothing.high)
