"""Rank sorts as Python does: by score, ties by position."""

import numba
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.engine.rank import rank


@numba.njit
def ranked(positions, scores, count):
    rank(positions, scores, count)


SCORES = st.floats(allow_nan=False) | st.sampled_from([0.0, -0.0, 1.0, 2.0])


def sort(numbers):
    """Rank numbered scores in place of Python's sorted."""
    positions = np.array([position for _, position in numbers], dtype=np.int64)
    scores = np.array([score for score, _ in numbers], dtype=np.float64)
    ranked(positions, scores, len(numbers))
    return list(zip(scores.tolist(), positions.tolist(), strict=True))


@given(st.lists(SCORES, max_size=200), st.randoms(use_true_random=False))
def test_scores_are_ranked_as_python_sorts_them(scores, chance):
    numbers = list(zip(scores, chance.sample(range(1_000), len(scores)), strict=True))

    assert sorted(numbers) == sort(numbers)


def test_equals_are_ranked_by_position():
    assert [(1.0, 2), (1.0, 5), (1.0, 9)] == sort([(1.0, 9), (1.0, 2), (1.0, 5)])


def test_what_lies_behind_the_count_is_left_alone():
    positions, scores = np.array([3, 2, 1]), np.array([3.0, 2.0, 1.0])

    ranked(positions, scores, 2)

    assert [2, 3, 1] == positions.tolist()
    assert [2.0, 3.0, 1.0] == scores.tolist()


def test_a_long_list_is_ranked():
    numbers = [((7_919 * number) % 4_001 / 3.0, number) for number in range(4_000)]

    assert sorted(numbers) == sort(numbers)
