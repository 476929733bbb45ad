"""Indices of functions whose truth is known, with and without chance between runs."""

import numpy as np
import pytest
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol

from sp_sim.experiments import indices
from sp_sim.experiments.sampling import latin_hypercube, morris, sobol

ISHIGAMI_FIRST = (0.3139, 0.4424, 0.0, 0.0)
ISHIGAMI_TOTAL = (0.5576, 0.4424, 0.2437, 0.0)
ROWS, FACTORS = 1024, 4
PROBLEM = {"num_vars": FACTORS, "names": list("abcd"), "bounds": [[0.0, 1.0]] * FACTORS}


def ishigami(shares):
    """The usual function of three factors; the fourth is a dummy."""
    x = (2.0 * shares - 1.0) * np.pi
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def with_chance(answers, *, seeds=4, sd=2.0):
    """Return answers by seed: each seed lifts all points alike, and each run has chance of its own."""
    chance = np.random.default_rng(7)
    lifts = chance.normal(0.0, 5.0, seeds)
    return answers[:, None] + lifts + chance.normal(0.0, sd, (len(answers), seeds))


@pytest.fixture(scope="module")
def noisy():
    shares = sobol(ROWS, FACTORS, 1, second_order=False)
    return with_chance(ishigami(shares))


def blocks(y):
    return y.reshape(ROWS, FACTORS + 2, -1)


def test_sobol_recovers_the_ishigami_function_in_spite_of_chance(noisy):
    found = indices.sobol(blocks(noisy))

    assert ISHIGAMI_FIRST == pytest.approx(found.first.value, abs=0.05)
    assert ISHIGAMI_TOTAL == pytest.approx(found.total.value, abs=0.05)


def test_intervals_hold_the_truth(noisy):
    found = indices.sobol(blocks(noisy))

    for truth, index in ((ISHIGAMI_FIRST, found.first), (ISHIGAMI_TOTAL, found.total)):
        assert np.all(index.low - 1e-3 <= truth)
        assert np.all(truth <= index.high + 1e-3)
        assert np.all(index.high - index.low < 0.2)


def test_a_dummy_decides_nothing_once_chance_is_taken_out(noisy):
    found = indices.sobol(blocks(noisy))

    assert 0.0 == pytest.approx(found.total.value[3], abs=0.01)
    assert found.plain_total[3] > 0.05


def test_what_chance_is_left_in_agrees_with_salib(noisy):
    found = indices.sobol(blocks(noisy))
    told = salib_sobol.analyze(PROBLEM, noisy.mean(axis=1), calc_second_order=False)

    assert told["S1"] == pytest.approx(found.plain_first, abs=2e-3)
    assert told["ST"] == pytest.approx(found.plain_total, abs=2e-3)


ISHIGAMI_PAIRS = (0.0, 0.2437, 0.0, 0.0, 0.0, 0.0)


def of_second_order(*, sd):
    y = with_chance(ishigami(sobol(ROWS, FACTORS, 1, second_order=True)), sd=sd)
    return y.reshape(ROWS, 2 * FACTORS + 2, -1)


def test_what_two_decide_together_is_recovered_in_spite_of_chance():
    found = indices.sobol_pairs(of_second_order(sd=1.0))

    assert (0, 2) == indices.pairs_of(FACTORS)[1]
    assert ISHIGAMI_PAIRS == pytest.approx(found.value, abs=0.08)
    assert found.low[1] > 0.0
    assert np.all((found.low - 1e-3 <= ISHIGAMI_PAIRS) & (ISHIGAMI_PAIRS <= found.high + 1e-3))


def test_what_two_decide_together_agrees_with_salib():
    y = of_second_order(sd=0.0)[:, :, :1]
    found = indices.sobol_pairs(y)
    told = salib_sobol.analyze(PROBLEM, y.ravel(), calc_second_order=True)

    assert [told["S2"][pair] for pair in indices.pairs_of(FACTORS)] == pytest.approx(
        found.value, abs=0.02
    )


def test_one_seed_leaves_chance_in():
    y = blocks(ishigami(sobol(ROWS, FACTORS, 1, second_order=False))[:, None])
    found = indices.sobol(y)

    assert found.plain_total == pytest.approx(found.total.value)
    assert indices.noise_share(y.reshape(-1, 1)) is None


def test_an_answer_that_never_varies_is_decided_by_nothing():
    found = indices.sobol(np.full((8, 4, 2), 3.0))

    assert [0.0, 0.0] == found.total.value.tolist() == found.first.value.tolist()
    assert 0.0 == indices.noise_share(np.full((8, 2), 3.0))


def test_the_share_of_chance_is_recovered():
    chance = np.random.default_rng(3)
    points = chance.normal(0.0, 1.0, (4_000, 1))
    y = points + chance.normal(0.0, 2.0, (4_000, 8)) + chance.normal(0.0, 9.0, 8)

    assert (4.0 / 8.0) / (1.0 + 4.0 / 8.0) == pytest.approx(indices.noise_share(y), abs=0.02)


WEIGHTS = np.array([3.0, -1.0, 0.0])


def linear(*, sd, trajectories=30):
    shares = morris(trajectories, 3, 4, 1)
    return indices.effects_of(with_chance(shares @ WEIGHTS, sd=sd), shares)


def test_morris_recovers_a_line():
    found = indices.morris(linear(sd=0.0))

    assert [3.0, -1.0, 0.0] == pytest.approx(found.mean.tolist())
    assert [3.0, 1.0, 0.0] == pytest.approx(found.size.value.tolist())
    assert [0.0, 0.0, 0.0] == pytest.approx(found.spread.tolist(), abs=1e-9)


def test_morris_says_how_much_chance_alone_would_show():
    found = indices.morris(linear(sd=0.3, trajectories=200))

    assert found.size.value[2] == pytest.approx(found.noise[2], rel=0.2)
    assert found.size.low[0] > found.noise[0]
    assert np.all(found.spread < 0.3)


def test_morris_agrees_with_salib():
    shares = morris(20, FACTORS, 4, 1)
    answers = ishigami(shares)
    found = indices.morris(indices.effects_of(answers[:, None], shares))
    told = salib_morris.analyze(PROBLEM, shares, answers, num_levels=4)

    assert np.asarray(told["mu"]) == pytest.approx(found.mean)
    assert np.asarray(told["mu_star"]) == pytest.approx(found.size.value)
    assert np.asarray(told["sigma"]) == pytest.approx(found.spread)


def test_a_bend_shows_as_spread():
    shares = morris(30, 2, 4, 1)
    effects = indices.effects_of((shares[:, :1] - 0.5) ** 2, shares)
    found = indices.morris(effects)

    assert found.spread[0] > 0.2
    assert 0.0 == found.spread[1]


def test_rank_correlations_find_order_whatever_its_shape():
    x = latin_hypercube(512, 3, 1)
    found = indices.rank_correlations(x, np.exp(9.0 * x[:, 0]))

    assert [1.0, 0.0, 0.0] == pytest.approx(found.value.tolist(), abs=0.1)
    assert np.all((found.low <= found.value) & (found.value <= found.high))


def test_held_alike_a_weak_factor_shows_beside_a_strong_one():
    x = latin_hypercube(512, 3, 1)
    y = 10.0 * x[:, 0] - 1.0 * x[:, 1]
    plain, partial = indices.rank_correlations(x, y), indices.partial_rank_correlations(x, y)

    assert abs(plain.value[1]) < 0.2
    assert partial.value[1] < -0.8
    assert partial.low[2] < 0.0 < partial.high[2]


def test_too_few_points_hold_nothing_alike():
    assert indices.partial_rank_correlations(np.eye(4), np.arange(4.0)) is None


def test_a_factor_that_never_varies_correlates_with_nothing():
    x = latin_hypercube(64, 2, 1)
    x[:, 1] = 0.5
    found = indices.partial_rank_correlations(x, x[:, 0])

    assert 0.0 == found.value[1]
    assert 1.0 == pytest.approx(found.value[0])
    assert [0.0, 0.0] == indices.partial_rank_correlations(x, np.ones(64)).value.tolist()
