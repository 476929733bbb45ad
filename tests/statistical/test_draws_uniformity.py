"""Answers are even over the unit interval, in every bit, and like those of a trusted generator."""

import numpy as np
import pytest
from scipy import stats

from sp_sim.draws import GOLDEN, MASK, Decision, mix, uniform
from tests.statistical.draw_checks import (
    ASKED,
    FIVE,
    FIVE_KOLMOGOROV,
    answers,
    lopsided_bits,
    people,
    unevenness,
)

DECISIONS = [Decision.CONSULT, Decision.OFFER, Decision.USUAL_GP, Decision.CHAMPION_PRACTICE]


@pytest.mark.parametrize("seed", [0, 1, 20_260])
@pytest.mark.parametrize("decision", DECISIONS)
def test_answers_are_even(seed, decision):
    asked = answers(uniform, people(seed), decision)

    assert unevenness(asked) < FIVE_KOLMOGOROV
    assert lopsided_bits(asked) < FIVE


def test_one_persons_answers_over_the_weeks_are_even():
    (key,) = people(3, count=1)
    asked = np.array(
        [uniform(key, Decision.CONSULT, week, nth) for week in range(1000) for nth in range(40)]
    )

    assert unevenness(asked) < FIVE_KOLMOGOROV
    assert lopsided_bits(asked) < FIVE


def test_answers_are_like_those_of_philox():
    trusted = np.random.Generator(np.random.Philox(1)).random(ASKED)

    told = stats.ks_2samp(trusted, answers(uniform, people(4)))

    assert told.statistic < FIVE_KOLMOGOROV * np.sqrt(2.0 / ASKED)


def test_sums_of_twelve_are_like_those_of_philox():
    """Sums show dependence between a person's weeks that single answers hide."""
    keys = people(5, count=10_000)
    trusted = np.random.Generator(np.random.Philox(2)).random((10_000, 12)).sum(axis=1)
    asked = sum(answers(uniform, keys, week=week) for week in range(12))

    told = stats.ks_2samp(trusted, asked)

    assert told.statistic < FIVE_KOLMOGOROV * np.sqrt(2.0 / 10_000)


def test_chances_that_are_two_points_off_would_be_found():
    asked = answers(uniform, people(6))
    trusted = np.random.Generator(np.random.Philox(3)).random(ASKED)
    off = asked**1.06  # the distance from even is 0.06 / e = 0.022

    assert unevenness(off) > FIVE_KOLMOGOROV
    assert stats.ks_2samp(trusted, off).statistic > FIVE_KOLMOGOROV * np.sqrt(2.0 / ASKED)


def test_a_weak_bit_would_be_found():
    def weak(key, decision, week, nth):
        """Set the sixth bit of three answers in a hundred."""
        answer = uniform(key, decision, week, nth)
        word = int(answer * 2**32)
        return (word | (1 << 26) if key % 100 < 6 else word) / 2**32

    assert lopsided_bits(answers(weak, people(7))) > FIVE


@pytest.mark.parametrize("bit", [0, 1, 17, 31, 32, 62, 63])
def test_turning_one_bit_of_a_key_turns_half_the_bits_of_the_hash(bit):
    turned = [
        (mix(key) ^ mix(key ^ (1 << bit))).bit_count() for key in range(GOLDEN, GOLDEN + 2_000)
    ]

    assert abs(np.mean(turned) - 32.0) < FIVE * 4.0 / np.sqrt(2_000)


def test_a_hash_that_spreads_poorly_would_be_found():
    def poor(key):
        return key * GOLDEN & MASK

    turned = [(poor(key) ^ poor(key ^ (1 << 62))).bit_count() for key in range(2_000)]

    assert abs(np.mean(turned) - 32.0) > FIVE * 4.0 / np.sqrt(2_000)
