"""The shapes made of an answer have the means, spreads and tails that theory gives them."""

import numpy as np
import pytest
from scipy import stats

from sp_sim.draws import exponential, geometric, geometric_scale, happens, normal, uniform
from tests.statistical.draw_checks import ASKED, FIVE, FIVE_KOLMOGOROV, answers, people

ANSWERS = answers(uniform, people(21))


def distance(sample, theory):
    """Return sqrt(n) times the Kolmogorov distance of a sample from a scipy distribution."""
    return np.sqrt(len(sample)) * stats.kstest(sample, theory.cdf).statistic


def test_waiting_times_are_exponential():
    waits = [exponential(answer) for answer in ANSWERS]

    assert distance(waits, stats.expon()) < FIVE_KOLMOGOROV
    assert distance(waits, stats.expon(scale=1.06)) > FIVE_KOLMOGOROV


def test_normals_are_normal():
    values = [normal(answer) for answer in ANSWERS]

    assert distance(values, stats.norm()) < FIVE_KOLMOGOROV
    assert distance(values, stats.norm(loc=0.05)) > FIVE_KOLMOGOROV


def deviate(numbers, mean):
    """Return the chi-square of counts against the geometric distribution, as a normal deviate."""
    theory = stats.geom(1.0 / mean)
    last = int(theory.ppf(1.0 - 50.0 / len(numbers)))
    counts = np.bincount(np.minimum(numbers, last), minlength=last + 1)[1:]
    chances = np.append(theory.pmf(np.arange(1, last)), theory.sf(last - 1))
    chi_square = float(np.sum((counts - chances * len(numbers)) ** 2 / (chances * len(numbers))))
    return stats.norm.isf(stats.chi2.sf(chi_square, last - 1))


@pytest.mark.parametrize("mean", [1.5, 4.0, 26.0])
def test_geometric_numbers_have_their_theory(mean):
    scale = geometric_scale(mean)
    numbers = np.array([geometric(answer, scale) for answer in ANSWERS])
    sd = np.sqrt(mean * (mean - 1.0))

    assert abs(numbers.mean() - mean) < FIVE * sd / np.sqrt(ASKED)
    assert deviate(numbers, mean) < FIVE


@pytest.mark.parametrize("mean", [1.5, 4.0, 26.0])
def test_a_geometric_mean_that_is_a_tenth_off_would_be_found(mean):
    scale = geometric_scale(1.1 * mean)
    numbers = np.array([geometric(answer, scale) for answer in ANSWERS])

    assert abs(numbers.mean() - mean) > FIVE * np.sqrt(mean * (mean - 1.0) / ASKED)
    assert deviate(numbers, mean) > FIVE


@pytest.mark.parametrize("odds", [0.02, 1.0, 9.0])
def test_things_happen_as_often_as_their_odds_say(odds):
    chance = odds / (1.0 + odds)
    share = np.mean([happens(answer, odds) for answer in ANSWERS])
    error = np.sqrt(chance * (1.0 - chance) / ASKED)

    assert abs(share - chance) < FIVE * error
    assert abs(np.mean([happens(answer, 1.4 * odds) for answer in ANSWERS]) - chance) > FIVE * error
