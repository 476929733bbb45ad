"""Plain and compiled chance give the same bits, whoever asks what of whom and when."""

import numba
import numpy as np
import pytest

from sp_sim import draws
from sp_sim.engine import compiled  # noqa: F401 - registers the compiled twins

KEYS = np.array([draws.mix(number) for number in range(100_000)], dtype=np.uint64)
NUMBERS = np.arange(len(KEYS)) % 1_000


@numba.njit
def uniforms(keys, weeks, decision, nth):
    found = np.empty(len(keys))
    for place in range(len(keys)):
        found[place] = draws.uniform(keys[place], decision, weeks[place], nth)
    return found


@numba.njit
def children(keys, numbers, kind):
    found = np.empty(len(keys), dtype=np.uint64)
    for place in range(len(keys)):
        found[place] = draws.child_key(keys[place], kind, numbers[place])
    return found


@numba.njit
def shapes(answers, scale, odds):
    found = np.empty((len(answers), 4))
    for place in range(len(answers)):
        answer = answers[place]
        found[place, 0] = draws.normal(answer)
        found[place, 1] = draws.exponential(answer)
        found[place, 2] = draws.geometric(answer, scale)
        found[place, 3] = draws.happens(answer, odds)
    return found


def test_plain_and_compiled_answers_are_equal_on_100_000_keys():
    weeks = NUMBERS - 52
    plain = [
        draws.uniform(key, draws.Decision.CONSULT, week, 3)
        for key, week in zip(KEYS.tolist(), weeks.tolist(), strict=True)
    ]

    assert np.array_equal(plain, uniforms(KEYS, weeks, draws.Decision.CONSULT.value, 3))


@pytest.mark.parametrize("week", [-draws.PAST_WEEKS, -1, 0, 5_200])
@pytest.mark.parametrize("nth", [0, draws.REPEATS - 1])
def test_plain_and_compiled_answers_are_equal_at_the_edges(week, nth):
    keys = np.array([0, 1, 2**63 - 1, 2**63, 2**64 - 1], dtype=np.uint64)
    plain = [draws.uniform(key, draws.DECISIONS - 1, week, nth) for key in keys.tolist()]

    assert np.array_equal(plain, uniforms(keys, np.full(len(keys), week), draws.DECISIONS - 1, nth))


def test_plain_and_compiled_keys_are_equal_on_100_000_keys():
    plain = [
        draws.child_key(key, draws.Kind.PERSON, number)
        for key, number in zip(KEYS.tolist(), NUMBERS.tolist(), strict=True)
    ]

    assert plain == children(KEYS, NUMBERS, draws.Kind.PERSON.value).tolist()


def test_plain_and_compiled_shapes_are_equal():
    answers = uniforms(KEYS, NUMBERS, 1, 0)[:20_000]
    answers[:6] = [2.0**-54, 1e-9, 0.075, 0.5, 0.925, 1.0 - 2.0**-53]
    scale = draws.geometric_scale(7.5)
    plain = [
        (
            draws.normal(answer),
            draws.exponential(answer),
            draws.geometric(answer, scale),
            draws.happens(answer, 0.3),
        )
        for answer in answers.tolist()
    ]

    assert np.array_equal(plain, shapes(answers, scale, 0.3))
