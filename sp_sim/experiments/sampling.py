"""Sampling: how a design spreads its points, such that a larger design holds the smaller one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    Floats = npt.NDArray[np.float64]


def latin_hypercube(points: int, factors: int, seed: int) -> Floats:
    """Return shares (points by factors, 0 to 1): one point in each of `points` equal slices.

    A hypercube grows by doubling: its first half is the hypercube of half as many points. New points
    take the half slices that the old ones left free.
    """
    from scipy.stats import qmc  # noqa: PLC0415 - takes a second

    first = points
    while first > 1 and first % 2 == 0:
        first //= 2
    sample: Floats = qmc.LatinHypercube(factors, rng=np.random.default_rng([seed, first])).random(
        first
    )
    while len(sample) < points:
        sample = _doubled(sample, np.random.default_rng([seed, len(sample), 2]))
    return sample


def sobol(points: int, factors: int, seed: int, *, second_order: bool) -> Floats:
    """Return shares in the order that Saltelli's estimators read (as SALib does).

    Each of `points` rows of a scrambled Sobol' sequence gives `factors + 2` points: one of A, A with
    each factor in turn from B (then, for second order, B with each in turn from A), and one of B.
    """
    from scipy.stats import qmc  # noqa: PLC0415 - takes a second

    sequence = qmc.Sobol(2 * factors, scramble=True, rng=np.random.default_rng(seed))
    both = sequence.random(points)
    a, b = both[:, :factors], both[:, factors:]
    swap = np.eye(factors, dtype=bool)
    rows = [a[:, None, :], np.where(swap[None], b[:, None, :], a[:, None, :])]
    if second_order:
        rows.append(np.where(swap[None], a[:, None, :], b[:, None, :]))
    rows.append(b[:, None, :])
    return np.concatenate(rows, axis=1).reshape(-1, factors)


def morris(trajectories: int, factors: int, levels: int, seed: int) -> Floats:
    """Return shares of Morris's trajectories: `factors + 1` points each, one factor moved at a time.

    Each trajectory has chance of its own, so more of them leave the first ones as they were. Factors
    move by `levels / (2 (levels - 1))`, up or down, in an order of chance.
    """
    return np.concatenate(
        [
            _trajectory(np.random.default_rng([seed, one]), factors, levels)
            for one in range(trajectories)
        ]
    )


def _trajectory(chance: np.random.Generator, factors: int, levels: int) -> Floats:
    step = levels // 2
    low = chance.integers(0, levels - step, size=factors)
    falls = chance.random(factors) < 0.5
    place = np.where(falls, low + step, low)
    rows = [place.copy()]
    for factor in chance.permutation(factors):
        place[factor] += -step if falls[factor] else step
        rows.append(place.copy())
    return np.asarray(rows, dtype=np.float64) / (levels - 1)


def _doubled(sample: Floats, chance: np.random.Generator) -> Floats:
    points, factors = sample.shape
    added = np.empty_like(sample)
    for factor in range(factors):
        taken = np.floor(sample[:, factor] * 2 * points).astype(np.int64)
        free = np.setdiff1d(np.arange(2 * points), taken)
        added[:, factor] = (chance.permutation(free) + chance.random(points)) / (2 * points)
    return np.concatenate([sample, added])
