"""Indices: how much of an answer each factor decides, with intervals, chance between runs taken out.

All functions take answers by seed. Points share their seeds, so what a seed adds everywhere cancels;
what is left of chance is estimated from products of unlike seeds, which hold none of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sp_sim.estimate import half_width

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = npt.NDArray[np.float64]

RESAMPLES = 1000
_SEED = 20_241_105
_Z = 1.959963984540054
_NOTHING_LEFT = 1e-9


@dataclass(frozen=True)
class Index:
    """An index of every factor with its 95% interval."""

    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Sobol:
    """Shares of variance: of each factor alone, and with all that it takes part in.

    `plain_first` and `plain_total` are of the means over seeds, as SALib and scipy have them; chance
    between runs is in them.
    """

    first: Index
    total: Index
    plain_first: Floats
    plain_total: Floats


@dataclass(frozen=True)
class Morris:
    """Elementary effects, each for a factor's whole range: their mean, mean size and spread.

    `noise` is the mean size that chance alone would show.
    """

    mean: Floats
    size: Index
    spread: Floats
    noise: Floats


def unlike(one: Floats, other: Floats) -> Floats:
    """Return the mean of products of two arrays over unlike seeds (their last axis).

    With one seed there are none, and it is the plain product.

    >>> unlike(np.array([1.0, 3.0]), np.array([2.0, 4.0])).tolist()
    5.0
    """
    seeds = one.shape[-1]
    both = seeds * one.mean(axis=-1) * other.mean(axis=-1)
    if seeds == 1:
        return np.asarray(both, dtype=np.float64)
    same = (one * other).mean(axis=-1)
    return np.asarray((both - same) / (seeds - 1), dtype=np.float64)


def noise_share(y: Floats) -> float | None:
    """Return the share of chance in the variance of points' means; `None` for one seed.

    Args:
        y: Answers, shape (points, seeds).
    """
    points, seeds = y.shape
    if seeds < 2 or points < 2:
        return None
    centred = y - y.mean(axis=0)
    plain = float(np.mean(centred.mean(axis=1) ** 2))
    if plain == 0.0:
        return 0.0
    return min(max(1.0 - float(np.mean(unlike(centred, centred))) / plain, 0.0), 1.0)


def sobol(y: Floats) -> Sobol:
    """Return first and total indices by the estimators of Saltelli (2010) and Jansen.

    Args:
        y: Answers, shape (rows, factors + 2, seeds): at A, at A with each factor from B, at B.
    """
    a, mixed, b = y[:, :1], y[:, 1:-1], y[:, -1:]
    middle = 0.5 * (a + b).mean(axis=0, keepdims=True)
    a, mixed, b = a - middle, mixed - middle, b - middle
    change = mixed - a
    first, total = unlike(np.broadcast_to(b, change.shape), change), 0.5 * unlike(change, change)
    variance = 0.5 * (unlike(a, a) + unlike(b, b))
    means = [part.mean(axis=2) for part in (a, mixed, b)]
    plain = float(np.var(np.concatenate([means[0], means[2]])))
    moved = means[1] - means[0]
    return Sobol(
        _resampled(np.concatenate([first, variance], axis=1), _ratios),
        _resampled(np.concatenate([total, variance], axis=1), _ratios),
        _over((means[2] * moved).mean(axis=0), plain),
        _over(0.5 * (moved**2).mean(axis=0), plain),
    )


def sobol_pairs(y: Floats) -> Index:
    """Return what each two factors decide together, beyond what each does alone (Saltelli 2002).

    Pairs come as `pairs_of` has them.

    Args:
        y: Answers, shape (rows, 2 factors + 2, seeds): at A, at A with each factor from B, at B with
            each from A, at B.
    """
    factors = y.shape[1] // 2 - 1
    a, b = y[:, :1], y[:, -1:]
    middle = 0.5 * (a + b).mean(axis=0, keepdims=True)
    moved = y - middle
    a, b = moved[:, :1], moved[:, -1:]
    in_a, in_b = moved[:, 1 : factors + 1], moved[:, factors + 1 : -1]
    one, other = (list(each) for each in zip(*pairs_of(factors), strict=True))
    change = in_a - a
    first = unlike(np.broadcast_to(b, change.shape), change)
    both = unlike(in_b[:, one], in_a[:, other]) - unlike(a, b)
    variance = 0.5 * (unlike(a, a) + unlike(b, b))

    def beyond(means: Floats) -> Floats:
        shares = _ratios(means)
        alone = shares[..., :factors]
        return np.asarray(shares[..., factors:] - alone[..., one] - alone[..., other])

    return _resampled(np.concatenate([first, both, variance], axis=1), beyond)


def pairs_of(factors: int) -> list[tuple[int, int]]:
    """Return every two factors, by their places, in order."""
    return list(combinations(range(factors), 2))


def morris(effects: Floats) -> Morris:
    """Return what elementary effects come to.

    Args:
        effects: Shape (trajectories, factors, seeds); two trajectories or more.
    """
    means = effects.mean(axis=2)
    seeds = effects.shape[2]
    chance = effects.var(axis=2, ddof=1).mean(axis=0) / seeds if seeds > 1 else 0.0 * means[0]
    spread = means.var(axis=0, ddof=1)
    return Morris(
        means.mean(axis=0),
        _of_mean(np.abs(means)),
        np.sqrt(np.maximum(spread - chance, 0.0)),
        np.sqrt(2.0 / math.pi * chance),
    )


def effects_of(y: Floats, shares: Floats) -> Floats:
    """Return elementary effects (trajectories, factors, seeds) of Morris's trajectories.

    Args:
        y: Answers, shape (trajectories * (factors + 1), seeds).
        shares: Where each point lies, 0 to 1, shape (points, factors).
    """
    factors, seeds = shares.shape[1], y.shape[1]
    lives = y.reshape(-1, factors + 1, seeds)
    places = shares.reshape(-1, factors + 1, factors)
    moves, rises = np.diff(places, axis=1), np.diff(lives, axis=1)
    which = np.abs(moves).argmax(axis=2)
    found = np.empty((len(lives), factors, seeds))
    steps = np.take_along_axis(moves, which[:, :, None], axis=2)
    np.put_along_axis(found, np.broadcast_to(which[:, :, None], rises.shape), rises / steps, axis=1)
    return found


def rank_correlations(x: Floats, y: Floats) -> Index:
    """Return Spearman's correlation of each factor with the answer.

    Args:
        x: Factors, shape (points, factors).
        y: The mean answer of each point.
    """
    ranks, of_y = _ranks(x), _ranks(y[:, None])
    return _fisher(_correlations(ranks, of_y), len(y), 0)


def partial_rank_correlations(x: Floats, y: Floats) -> Index | None:
    """Return each factor's rank correlation with the answer, all other factors held alike.

    `None` where there are too few points for so many factors.
    """
    points, factors = x.shape
    if points <= factors + 3:
        return None
    ranks, of_y = _ranks(x), _ranks(y[:, None])
    found = np.zeros(factors)
    for factor in range(factors):
        others = np.column_stack([np.ones(points), np.delete(ranks, factor, axis=1)])
        both = np.column_stack([ranks[:, factor], of_y])
        left = both - others @ np.linalg.lstsq(others, both, rcond=None)[0]
        if np.all(np.abs(left).max(axis=0) > _NOTHING_LEFT * points):
            found[factor] = _correlations(left[:, :1], left[:, 1:])[0]
    return _fisher(found, points, factors - 1)


def _of_mean(each: Floats) -> Index:
    """Return the columns' means with Student's intervals."""
    value, sd = each.mean(axis=0), each.std(axis=0, ddof=1)
    half = np.array([half_width(float(one), len(each)) for one in sd], dtype=np.float64)
    return Index(value, value - half, value + half)


def _ratios(means: Floats) -> Floats:
    """Return all columns but the last, each over the last."""
    return _over(means[..., :-1], means[..., -1:])


def _over(above: Floats, below: Floats | float) -> Floats:
    """Return `above / below`, and 0 where nothing is below: what does not vary, nothing decides."""
    found: Floats = np.zeros_like(above)
    np.divide(above, below, out=found, where=np.asarray(below) > 0.0)
    return found


def _resampled(each: Floats, of: Callable[[Floats], Floats]) -> Index:
    """Return a function of the columns' means, and its interval over rows drawn anew."""
    rows = len(each)
    value = of(each.mean(axis=0))
    picked: Any = np.random.default_rng(_SEED).integers(rows, size=(RESAMPLES, rows))
    places = picked + rows * np.arange(RESAMPLES)[:, None]
    weights = np.bincount(places.ravel(), minlength=RESAMPLES * rows).reshape(RESAMPLES, rows)
    half = _Z * of(weights @ each / rows).std(axis=0, ddof=1)
    return Index(value, value - half, value + half)


def _ranks(columns: Floats) -> Floats:
    from scipy.stats import rankdata  # noqa: PLC0415 - takes a second

    return np.asarray(rankdata(columns, axis=0), dtype=np.float64)


def _correlations(ranks: Floats, of_y: Floats) -> Floats:
    left, right = ranks - ranks.mean(axis=0), of_y - of_y.mean(axis=0)
    size = np.sqrt((left**2).sum(axis=0) * (right**2).sum(axis=0))
    found = np.zeros(ranks.shape[1])
    np.divide((left * right).sum(axis=0), size, out=found, where=size > 0.0)
    return found


def _fisher(found: Floats, points: int, held: int) -> Index:
    """Return correlations with their intervals (Fisher 1921), `held` others held alike."""
    degrees = points - held - 3
    if degrees < 1:
        return Index(found, np.full_like(found, -1.0), np.ones_like(found))
    angle = np.arctanh(np.clip(found, -1.0 + 1e-12, 1.0 - 1e-12))
    half = _Z / math.sqrt(degrees)
    low, high = np.tanh(angle - half), np.tanh(angle + half)
    return Index(found, np.minimum(low, found), np.maximum(high, found))
