"""Resampling: intervals of statistics that are no mean, over seeds or networks drawn anew."""

from __future__ import annotations

import math
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import CONFIDENCE, Estimate, half_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sp_sim.estimate import Floats

TINY = 1e-12
TIMES = 1000
"""How often rows are drawn anew."""
_TIMES = ContextVar("times", default=TIMES)
_SEED = 846
_TAILS = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)


@contextmanager
def drawn_anew(times: int) -> Iterator[None]:
    """Draw rows anew so often only: for those who want values and no intervals."""
    before = _TIMES.set(times)
    try:
        yield
    finally:
        _TIMES.reset(before)


def pooled(rows: Floats, statistic: Callable[[Floats], Floats]) -> Estimate:
    """Return a statistic of summed rows, with its bootstrap interval.

    Args:
        rows: One row of sums a seed (or network), shape (rows, sums).
        statistic: From sums, shape (..., sums), to values, shape (...); NaN where there is none.
    """
    found = float(statistic(rows.sum(axis=0)))
    if len(rows) < 2:
        return _estimate(found, np.empty(0), len(rows))
    drawn = np.random.default_rng(_SEED).multinomial(
        len(rows), [1.0 / len(rows)] * len(rows), size=_TIMES.get()
    )
    return _estimate(found, statistic(drawn @ rows), len(rows))


def resampled(rows: Floats, statistic: Callable[[Floats], float]) -> Estimate:
    """Return a statistic of all values of all rows, with its bootstrap interval over rows."""
    found = statistic(rows)
    if len(rows) < 2:
        return _estimate(found, np.empty(0), len(rows))
    drawn = np.random.default_rng(_SEED).integers(len(rows), size=(_TIMES.get(), len(rows)))
    return _estimate(found, np.array([statistic(rows[picked]) for picked in drawn]), len(rows))


def over(above: Floats, below: Floats) -> Floats:
    """Return `above / below`, and NaN where what is below is nothing or less."""
    numerator, denominator = (np.asarray(v, dtype=np.float64) for v in (above, below))
    nothing: Floats = np.full(numerator.shape, np.nan)
    return np.divide(numerator, denominator, out=nothing, where=denominator > TINY)


def ratio_of_means(above: Floats, below: Floats) -> Estimate | None:
    """Return the ratio of two paired means by Fieller's theorem.

    `None` where the interval of the mean below holds zero: the ratio might then be anything.
    """
    runs = len(below)
    unit = half_width(1.0, runs)
    if unit is None:
        return None
    x, y = float(above.mean()), float(below.mean())
    xx, xy, yx, yy = (float(v) for v in np.atleast_2d(np.cov(above, below)).ravel())
    first = y * y - unit * unit * yy
    if first <= 0.0 or y == 0.0:
        return None
    middle = x * y - unit * unit * (xy + yx) / 2.0
    last = x * x - unit * unit * xx
    root = math.sqrt(max(0.0, middle * middle - first * last))
    return Estimate(x / y, (middle - root) / first, (middle + root) / first, runs)


def _estimate(found: float, drawn: Floats, runs: int) -> Estimate:
    if not math.isfinite(found):
        return Estimate(None, None, None, runs)
    kept = drawn[np.isfinite(drawn)]
    if not len(kept):
        return Estimate(found, None, None, runs)
    low, high = np.quantile(kept, _TAILS)
    return Estimate(found, float(low), float(high), runs)
