"""Estimates: what a handful of replications says, how sure it is, and when it says nothing yet."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = npt.NDArray[np.float64]
Better = Literal["up", "down", "neither"]
Verdict = Literal["better", "worse", "inconclusive", "equivalent"]

CONFIDENCE = 0.95
"""How often an interval holds the truth, over many studies."""
FEWEST_PAIRS = 10
"""Fewer pairs than this say nothing of chance where they are all alike, or the others had nothing to count.

That none of n is unlike the others leaves room for one in n/3 to be so (the rule of three): of nine, a third.
"""
MOST_REPLICATIONS = 1_000_000
"""Nobody is told to run more than this many."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replications with its 95% interval; `None` where nothing can be said."""

    mean: float | None
    low: float | None
    high: float | None
    runs: int

    def within(self, lowest: float, highest: float) -> Estimate:
        """Return the estimate with its interval cut to what is possible."""
        if self.low is None or self.high is None:
            return self
        return replace(self, low=max(self.low, lowest), high=min(self.high, highest))


@dataclass(frozen=True)
class Difference:
    """How far the other arm lies from the base, run by run with the same seeds.

    `verdict` is `None` where the difference is clear but neither direction is better.
    `runs_to_settle` is how many paired runs would settle an inconclusive difference if it stays
    as large as it looks now; `None` where it is settled, or nothing can be said.
    """

    difference: float | None
    low: float | None
    high: float | None
    runs: int
    probability_better: float | None
    runs_better: float | None
    variance_reduction: float | None
    verdict: Verdict | None
    runs_to_settle: int | None

    def within(self, lowest: float, highest: float) -> Difference:
        """Return the difference with its interval cut to what is possible."""
        if self.low is None or self.high is None:
            return self
        return replace(self, low=max(self.low, lowest), high=min(self.high, highest))

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes no difference at all."""
        return (
            self.low is not None and self.high is not None and (self.low > 0.0 or self.high < 0.0)
        )


def estimate(values: Sequence[float] | Floats) -> Estimate:
    """Return the mean of the values; replications with nothing to count (NaN) are left out."""
    given = _finite(np.asarray(values, dtype=np.float64))
    if not len(given):
        return Estimate(None, None, None, 0)
    mean = float(given.mean())
    half = half_width(_sd(given), len(given))
    if half is None:
        return Estimate(mean, None, None, len(given))
    return Estimate(mean, mean - half, mean + half, len(given))


def paired_difference(
    base: Sequence[float] | Floats,
    other: Sequence[float] | Floats,
    *,
    better: Better,
    smallest: float,
    none_is_unknown: bool = False,
    alike_is_known: bool = False,
) -> Difference:
    """Return other minus base over pairs of runs that share a seed.

    Where some pairs had nothing to count and fewer than `FEWEST_PAIRS` are left, there is no interval:
    that these few agree says little of the others. Nor is there one where fewer pairs than that all have
    the same difference: no spread among so few is no certainty.

    Args:
        base: One value a replication; NaN where there was nothing to count.
        other: The other arm's values, in the same order of seeds.
        better: Which way is better.
        smallest: The smallest difference that matters, above zero.
        none_is_unknown: Whether events that happened in no run of either arm, being rare, say
            nothing of the difference.
        alike_is_known: Whether pairs with the same difference must have it, as those of two arms that
            ask for the same thing.
    """
    bases, others = _pairs(base, other)
    differences = others - bases
    runs = len(differences)
    found = estimate(differences)
    few_left = runs < min(len(base), FEWEST_PAIRS)
    if found.mean is None or found.low is None or found.high is None or few_left:
        return _unsettled(found.mean, runs)
    if none_is_unknown and not bases.any() and not others.any():
        return _unsettled(0.0, runs)
    if not alike_is_known and are_few_and_alike(differences):
        return _unsettled(found.mean, runs, settled_by=FEWEST_PAIRS)
    won = _runs_better(differences, better)
    verdict = judge(found.low, found.high, better=better, smallest=smallest)
    settle = None
    if verdict == "inconclusive":
        settle = runs_to_settle(found.mean, _sd(differences), smallest=smallest)
    return Difference(
        difference=found.mean,
        low=found.low,
        high=found.high,
        runs=runs,
        probability_better=None if won is None else won / runs,
        runs_better=won,
        variance_reduction=_variance_reduction(bases, others, differences),
        verdict=verdict,
        runs_to_settle=settle,
    )


def _unsettled(mean: float | None, runs: int, *, settled_by: int | None = None) -> Difference:
    return Difference(mean, None, None, runs, None, None, None, "inconclusive", settled_by)


def are_few_and_alike(values: Floats) -> bool:
    """Return whether all values are one, and too few for that to say anything of those to come."""
    return len(values) < FEWEST_PAIRS and _sd(values) == 0.0


def judge(low: float, high: float, *, better: Better, smallest: float) -> Verdict | None:
    """Return the verdict on an interval; `None` when it is clear and neither way is better."""
    if -smallest <= low and high <= smallest:
        return "equivalent"
    if low <= 0.0 <= high:
        return "inconclusive"
    if better == "neither":
        return None
    return "better" if (low > 0.0) == (better == "up") else "worse"


def runs_to_settle(mean: float, sd: float, *, smallest: float) -> int | None:
    """Return how many runs would make the interval exclude zero, or be small enough not to matter.

    It takes mean and standard deviation as they look now; `None` when a million would not do.
    """
    target = max(abs(mean), smallest - abs(mean))
    if target <= 0.0:
        return None
    few, many = 2, MOST_REPLICATIONS
    if not _is_narrow(sd, many, target):
        return None
    while few < many:
        middle = (few + many) // 2
        few, many = (few, middle) if _is_narrow(sd, middle, target) else (middle + 1, many)
    return few


def half_width(sd: float, runs: int) -> float | None:
    """Return half the width of the 95% interval of a mean; `None` for fewer than two runs."""
    if runs < 2:
        return None
    from scipy.special import stdtrit  # noqa: PLC0415 - half a second that most commands never need

    return float(stdtrit(runs - 1, (1.0 + CONFIDENCE) / 2.0)) * sd / math.sqrt(runs)


def _is_narrow(sd: float, runs: int, target: float) -> bool:
    half = half_width(sd, runs)
    return half is not None and half < target


def _finite(values: Floats) -> Floats:
    return values[np.isfinite(values)]


def _sd(values: Floats) -> float:
    """Return the sample standard deviation: exactly zero for values that are all one."""
    if len(values) < 2 or bool(np.all(values == values[0])):
        return 0.0
    return float(values.std(ddof=1))


def _pairs(
    base: Sequence[float] | Floats, other: Sequence[float] | Floats
) -> tuple[Floats, Floats]:
    bases, others = np.asarray(base, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if bases.shape != others.shape:
        message = f"{len(bases)} runs cannot be paired with {len(others)}"
        raise ValueError(message)
    both = np.isfinite(bases) & np.isfinite(others)
    return bases[both], others[both]


def _runs_better(differences: Floats, better: Better) -> float | None:
    """Return in how many runs the other arm is better; a tie counts half."""
    if better == "neither":
        return None
    signed = differences if better == "up" else -differences
    return float(np.sum(signed > 0.0)) + 0.5 * float(np.sum(signed == 0.0))


def _variance_reduction(bases: Floats, others: Floats, differences: Floats) -> float | None:
    """Return how many times fewer runs pairing needs; `None` where differences do not vary."""
    left = _sd(differences) ** 2
    if left == 0.0:
        return None
    return (_sd(bases) ** 2 + _sd(others) ** 2) / left
