"""Nested: runs within parameter sets, so that chance and want of evidence are told apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import CONFIDENCE, half_width

if TYPE_CHECKING:
    from sp_sim.estimate import Floats

BELIEVED = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)
"""The range over parameter sets leaves out the lowest and the highest fortieth."""


@dataclass(frozen=True)
class Nested:
    """What runs under several parameter sets say; `None` where nothing can be said.

    `low` and `high` are the 95% interval of the mean over all sets. `chance` is the variance of
    runs within one set, `evidence` that of the expected outcome between sets. `evidence_low` and
    `evidence_high` hold 95% of the sets' expected outcomes, and never less than the mean's interval:
    where chance is large, sets that look alike need not be.
    """

    mean: float | None
    low: float | None
    high: float | None
    chance: float | None
    evidence: float | None
    evidence_low: float | None
    evidence_high: float | None
    sets: int
    runs: int

    @property
    def evidence_share(self) -> float | None:
        """Which share of a single run's variance is want of evidence, not chance."""
        if self.chance is None or self.evidence is None or self.chance + self.evidence <= 0.0:
            return None
        return self.evidence / (self.chance + self.evidence)

    @property
    def chance_share(self) -> float | None:
        """Which share of a single run's variance is chance."""
        share = self.evidence_share
        return None if share is None else 1.0 - share

    def within(self, lowest: float, highest: float) -> Nested:
        """Return the same with all ranges cut to what is possible."""
        ends = {
            name: None if value is None else min(max(value, lowest), highest)
            for name, value in (
                ("low", self.low),
                ("high", self.high),
                ("evidence_low", self.evidence_low),
                ("evidence_high", self.evidence_high),
            )
        }
        return replace(self, **ends)  # type: ignore[arg-type]  # all are numbers or None


def nested(values: Floats) -> Nested:
    """Return what values of shape (parameter sets, runs) say; NaN marks runs with nothing to count.

    Sets and the seeds within them are drawn independently, so the means of the sets are too. Their
    variance holds chance as well, divided by the runs behind each mean: that part is taken off
    before the rest is called want of evidence, and the means are drawn together by as much before
    their range is told (one-way random effects, by moments; Searle, Casella and McCulloch 1992).
    """
    means, counts, chance = _within_sets(values)
    sets, runs = len(means), int(counts.sum())
    if sets == 0:
        return Nested(None, None, None, None, None, None, None, 0, 0)
    mean = float(means.mean())
    between = _variance(means)
    half = half_width(math.sqrt(between), sets)
    if half is None:
        return Nested(mean, None, None, chance, None, None, None, sets, runs)
    ends = (mean - half, mean + half)
    if chance is None:
        return Nested(mean, *ends, None, None, None, None, sets, runs)
    evidence = max(0.0, between - chance * float((1.0 / counts).mean()))
    drawn_together = math.sqrt(evidence / between) if between > 0.0 else 0.0
    expected = mean + drawn_together * (means - mean)
    low, high = (float(end) for end in np.quantile(expected, BELIEVED, method="weibull"))
    range_over_sets = min(low, ends[0]), max(high, ends[1])
    return Nested(mean, *ends, chance, evidence, *range_over_sets, sets, runs)


def means_of_sets(values: Floats) -> Floats:
    """Return the mean over runs of each parameter set, `values` being (sets, runs); NaN where none."""
    usable = np.isfinite(values)
    counts = usable.sum(axis=1)
    totals = np.where(usable, values, 0.0).sum(axis=1)
    means: Floats = np.full(len(values), np.nan)
    np.divide(totals, counts, out=means, where=counts > 0)
    return means


def _within_sets(values: Floats) -> tuple[Floats, Floats, float | None]:
    """Return means and numbers of runs of the sets that have any, and the variance within sets."""
    if values.size and np.isfinite(values).all():
        means, squares = _means_and_squares(values)
        counts = np.full(len(values), float(values.shape[1]))
    else:
        usable = [row[np.isfinite(row)] for row in values]
        parts = [_means_and_squares(row[np.newaxis]) for row in usable if len(row)]
        means, squares = (np.array([part[n][0] for part in parts]) for n in (0, 1))
        counts = np.array([len(row) for row in usable if len(row)], dtype=np.float64)
    degrees = float(counts.sum()) - len(means)
    if degrees < 1.0:
        return means, counts, None
    return means, counts, sum(squares.tolist()) / degrees


def _means_and_squares(values: Floats) -> tuple[Floats, Floats]:
    """Return the mean of each row, and the sum of the squares of how far its values lie from it."""
    values = np.ascontiguousarray(values)
    means = values.mean(axis=1)
    apart = values - means[:, np.newaxis]
    return means, (apart * apart).sum(axis=1)


def _variance(means: Floats) -> float:
    """Return the sample variance: exactly zero for values that are all one."""
    if len(means) < 2 or bool(np.all(means == means[0])):
        return 0.0
    return float(means.var(ddof=1))
