"""Targets: one for each number of a pattern that has a band, and how far a miss is forgiven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.estimate import Floats
    from sp_sim.experiments.reporter.pattern import Part, Spec

RATIOS = (
    "per 1,000 a year", "a worker-year", "per wte a year", "times", "wte per 50,000", "odds ratio",
)  # fmt: skip
"""Units in which a miss is judged as a ratio, on the log scale."""
TINY = 1e-300
FARTHEST = 4.0
"""Ratios are judged no farther than this beyond their bands, in logs: far out is far out."""
NOWHERE = 1e6
"""The implausibility of a value that is not there."""


@dataclass(frozen=True)
class Discrepancy:
    """How far a right model may miss a band, as a standard deviation, and why.

    `share` is of half the band's width; `fixed` is in the target's own unit, for bands with one end.
    """

    share: float = 0.0
    fixed: float = 0.0
    why: str = ""


BY_WEIGHT = {
    "A": Discrepancy(0.10, why="direct and numeric: the band is the uncertainty, the model is coarse"),
    "B": Discrepancy(0.20, why="thin or coded data: what is counted is not quite what is lived"),
    "C": Discrepancy(0.30, why="from a like occupation or service: ours may differ by as much"),
}  # fmt: skip
DOUBT = {"A": 0.02, "B": 0.05, "C": 0.10}
"""The chance that a published figure says nothing of this model, by weight (an assumption)."""
STATED = {
    "C3.1": Discrepancy(fixed=20.0, why="a sign of growth; as many per wte are a tenth of the low end"),
    "C4.0": Discrepancy(fixed=0.03, why="few networks in a set are rolled out in steps, not in a line"),
    "C5.1": Discrepancy(fixed=0.10, why="that half must be left is our own reading"),
    "C7.0": Discrepancy(0.40, why="recording is a rival explanation of the loss"),
    "C7.1": Discrepancy(fixed=0.05, why="recording is a rival explanation of the loss"),
    "C15.2": Discrepancy(fixed=0.05, why="some practices at or below zero: chance alone gives a few"),
    "C16.0": Discrepancy(0.40, why="off-site services published had no queue of their own"),
}  # fmt: skip
"""What is declared for one number, beside the rule by weight."""
OPEN_ENDED = 0.05
"""For a band with one end that declares nothing, in its own unit."""


@dataclass(frozen=True)
class Target:
    """One number that a parameter set is asked to meet.

    `low` and `high` are the band's ends on the scale of judging (logs for ratios), minus or plus
    infinity where open; `discrepancy` is a standard deviation on that scale.
    """

    key: str
    pattern: str
    words: str
    unit: str
    weight: str
    low: float
    high: float
    is_log: bool
    discrepancy: float
    doubt: float
    vote: float
    why: str

    @property
    def half(self) -> float:
        """Half the band's width; for an open band, three times the discrepancy."""
        is_closed = np.isfinite(self.low) and np.isfinite(self.high)
        return (self.high - self.low) / 2.0 if is_closed else 3.0 * self.discrepancy

    def scaled(self, value: float | None) -> float:
        """Return a value on the scale of judging; NaN where there is none."""
        if value is None:
            return np.nan
        if not self.is_log:
            return value
        ends = self.low - FARTHEST, self.high + FARTHEST
        return float(np.clip(np.log(max(value, TINY)), *ends))

    def unscaled(self, value: float) -> float:
        """Return a value of the scale of judging in the target's unit."""
        return float(np.exp(value)) if self.is_log else float(value)


def targets_of(
    specs: Sequence[Spec], parts: Sequence[Sequence[Part]]
) -> tuple[list[Target], list[str]]:
    """Return the targets of patterns as once lived, and in words what the model does not measure."""
    found, missing = [], []
    members = [spec.group for spec in specs if spec.group]
    for spec, numbers in zip(specs, parts, strict=True):
        banded = [place for place, part in enumerate(numbers) if part.band is not None]
        for place in banded:
            part, key = numbers[place], f"{spec.id}.{place}"
            if part.why:
                missing.append(f"{spec.id} ({part.words}): {part.why}")
                continue
            vote = 1.0 / len(banded) / max(1, members.count(spec.group) if spec.group else 1)
            found.append(_target(key, spec, part, vote))
    return found, missing


def _target(key: str, spec: Spec, part: Part, vote: float) -> Target:
    band = part.band
    assert band is not None  # noqa: S101 - the caller keeps to parts with a band
    is_log = part.unit in RATIOS and bool(band.low) and bool(band.high)
    low, high = (
        end if value is None else float(np.log(value)) if is_log else value
        for value, end in ((band.low, -np.inf), (band.high, np.inf))
    )
    stated = STATED.get(key, BY_WEIGHT[spec.weight])
    closed = np.isfinite(low) and np.isfinite(high)
    spread = stated.share * (high - low) / 2.0 if closed else stated.fixed or OPEN_ENDED
    return Target(
        key, spec.id, part.words, part.unit, spec.weight, low, high, is_log, float(spread),
        DOUBT[spec.weight], vote, stated.why,
    )  # fmt: skip


@dataclass(frozen=True)
class Board:
    """All targets at once, as columns, for judging many parameter sets."""

    targets: tuple[Target, ...]

    def column(self, name: str) -> Floats:
        """Return one field of all targets."""
        return np.array([getattr(target, name) for target in self.targets], dtype=np.float64)

    def implausibility(self, values: Floats, variance: Floats | float) -> Floats:
        """Return how many standard deviations outside its band each value lies, 0 inside.

        Args:
            values: Shape (sets, targets), on the scale of judging; NaN where there is none.
            variance: What is uncertain beside the discrepancy, shape (targets,) or one number.
        """
        low, high = self.column("low"), self.column("high")
        outside = np.maximum(np.maximum(low - values, values - high), 0.0)
        spread = np.sqrt(self.column("discrepancy") ** 2 + variance)
        return np.where(np.isnan(values), NOWHERE, outside / spread)

    def log_likelihood(
        self, values: Floats, variance: Floats | float, *, doubted: bool = True
    ) -> Floats:
        """Return the log-likelihood of each set: anywhere in a band is as good as anywhere else.

        The truth is as likely in one place of the band as in another, and the model misses the truth
        by its discrepancy (normal). `doubted` adds each figure's chance to say nothing of this model
        and counts votes; without, every target has one vote and no doubt (for checking the method).
        """
        low, high = self.column("low"), self.column("high")
        spread = np.sqrt(self.column("discrepancy") ** 2 + variance)
        within = ndtr((high - values) / spread) - ndtr((low - values) / spread)
        within = np.where(np.isnan(values), 0.0, np.maximum(within, 0.0))
        doubt = self.column("doubt") if doubted else np.full(len(low), 1e-300)
        vote = self.column("vote") if doubted else np.ones(len(low))
        told = vote * np.log((1.0 - doubt) * within + doubt)
        return np.asarray(told.sum(axis=1), dtype=np.float64)

    def by_pattern(self, each: Floats) -> tuple[list[str], Floats]:
        """Return the patterns and for each its worst target, shape (sets, patterns)."""
        names = list(dict.fromkeys(target.pattern for target in self.targets))
        of = [target.pattern for target in self.targets]
        columns = [
            each[:, [at for at, other in enumerate(of) if other == name]].max(axis=1)
            for name in names
        ]
        return names, np.column_stack(columns)
