"""Looking often: the interval that always holds does, at every look at once, and the usual one does not."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from sp_sim.estimate import half_width
from sp_sim.sequential import (
    FEWEST_RUNS,
    RUNS_ALIKE,
    TIGHTEST_AT,
    half_width_always,
    is_precise,
)

STUDIES, LOOKS = 4000, 300
ALLOWED = 0.05
ERROR = math.sqrt(ALLOWED * (1 - ALLOWED) / STUDIES)


def ever_missed(values, widths, first=1):
    """The share of studies (rows) whose interval misses the true mean, 0, at any look from `first` on."""
    counts = np.arange(1, values.shape[1] + 1)
    means = values.cumsum(axis=1) / counts
    squares = (values * values).cumsum(axis=1) - counts * means * means
    sds = np.sqrt(np.maximum(squares, 0.0) / np.maximum(counts - 1, 1))
    missed = np.abs(means[:, first:]) > widths[first:] * sds[:, first:]
    return missed.any(axis=1).mean()


def widths_of(rule):
    return np.array([rule(runs) or np.inf for runs in range(1, LOOKS + 1)])


@pytest.fixture(scope="module")
def always():
    return widths_of(lambda runs: half_width_always(1.0, runs))


def normal_values():
    return np.random.default_rng(1).normal(size=(STUDIES, LOOKS))


def test_an_interval_looked_at_after_every_run_misses_in_one_study_of_twenty_at_most(always):
    assert ever_missed(normal_values(), always) < ALLOWED + 5 * ERROR


def test_the_usual_interval_misses_far_more_often_when_looked_at_after_every_run():
    """Negative control: this is what stopping by the t-interval does."""
    usual = widths_of(lambda runs: half_width(1.0, runs))

    assert ever_missed(normal_values(), usual) > ALLOWED + 100 * ERROR


SHAPES = {
    "somewhat skewed": lambda rng, size: rng.gamma(4.0, size=size) - 4.0,
    "few cases": lambda rng, size: rng.binomial(20, 0.2, size=size) - 4.0,
    "heavy tails": lambda rng, size: rng.laplace(size=size),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_values_that_are_not_normal_are_held_too_from_the_first_look_on(always, shape):
    values = SHAPES[shape](np.random.default_rng(2), (STUDIES, LOOKS))

    assert ever_missed(values, always, first=FEWEST_RUNS - 1) < ALLOWED + 5 * ERROR


def test_values_as_skewed_as_waiting_times_are_missed_somewhat_more_often_and_no_more(always):
    values = np.random.default_rng(2).exponential(size=(STUDIES, LOOKS)) - 1.0

    assert ever_missed(values, always, first=FEWEST_RUNS - 1) < 0.08 + 5 * ERROR


def test_stopping_when_narrow_enough_leaves_the_truth_inside():
    """Each study stops at its own first look at which the interval is narrow, and is judged there."""
    missed = 0
    for values in np.random.default_rng(3).normal(size=(1000, 400)):
        for runs in range(FEWEST_RUNS, 401):
            sd = values[:runs].std(ddof=1)
            if is_precise(sd, runs, 0.3, ALLOWED):
                missed += abs(values[:runs].mean()) > (half_width_always(sd, runs, ALLOWED) or 0.0)
                break
        else:
            pytest.fail("a study never stopped")

    assert missed / 1000 < ALLOWED + 5 * math.sqrt(ALLOWED * (1 - ALLOWED) / 1000)


@pytest.mark.parametrize("runs", [12, 40])
def test_the_edge_of_the_interval_is_where_the_bayes_factor_reaches_its_bound(runs):
    """The ratio of marginal likelihoods, integrated numerically, is twenty there (Ville)."""
    twice = -2 * math.log(ALLOWED)
    variance = (twice + math.log(twice + 1)) / TIGHTEST_AT
    t = (half_width_always(1.0, runs) or 0.0) * math.sqrt(runs)

    def density(effect):
        shift = effect * math.sqrt(runs)
        return stats.nct.pdf(t, runs - 1, shift) * stats.norm.pdf(effect, scale=math.sqrt(variance))

    marginal, _ = integrate.quad(density, -3, 3, limit=200, points=[t / math.sqrt(runs)])

    assert pytest.approx(1 / ALLOWED, rel=1e-4) == marginal / stats.t.pdf(t, runs - 1)


def test_few_runs_allow_no_interval():
    assert half_width_always(1.0, 1) is None
    assert half_width_always(1.0, 2) is None
    assert half_width_always(1.0, 10) is not None


def test_it_is_wider_than_the_usual_one_and_narrows_with_runs(always):
    usual = widths_of(lambda runs: half_width(1.0, runs))

    assert (always[1:] > usual[1:]).all()
    assert (np.diff(always[np.isfinite(always)]) < 0.0).all()


def test_nothing_is_precise_before_twenty_runs_nor_while_all_are_alike():
    assert not is_precise(0.001, FEWEST_RUNS - 1, 100.0, ALLOWED)
    assert is_precise(0.001, FEWEST_RUNS, 100.0, ALLOWED)
    assert not is_precise(0.0, RUNS_ALIKE - 1, 1.0, ALLOWED)
    assert is_precise(0.0, RUNS_ALIKE, 1.0, ALLOWED)
    assert not is_precise(1.0, FEWEST_RUNS, 0.1, ALLOWED)
    assert not is_precise(1.0, FEWEST_RUNS, 100.0, 1e-30)


def test_runs_that_are_all_alike_leave_one_in_twenty_at_most():
    assert 0.95**RUNS_ALIKE < 0.05 < 0.95 ** (RUNS_ALIKE - 2)
