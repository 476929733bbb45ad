"""Diagnosis: whether the method can be trusted, what was learned, and what cannot be met together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.experiments.calibration.space import generator
from sp_sim.experiments.calibration.target import NOWHERE
from sp_sim.experiments.calibration.weighing import effective

if TYPE_CHECKING:
    import numpy.typing as npt

    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.fitting import Fitted
    from sp_sim.experiments.calibration.space import Space
    from sp_sim.experiments.calibration.target import Board

NEAR_NOTHING, HARDLY_MOVED = 0.1, 0.05
"""Contraction and shift under these say that the patterns told next to nothing of a parameter."""
ERRORS = 3.0
"""They must also be so many standard errors, for the effective size of the sample, from nothing."""
BINS = 10
LEVELS = (0.5, 0.9)
LEAST_TRUTH_ESS = 30.0
"""A synthetic truth is judged where so many draws, effectively, stand for its posterior."""
MET = 1.0
"""Fewer standard deviations outside its band: a pattern that chance may have put there is met."""
NEVER = 2.0
FEW_EXPECTED = 5.0
"""Patterns that are met together less often than chance would have it are named from so many on."""
NINETY = 1.6449


EVEN_KURTOSIS = 0.8
"""The variance of the relative spread of an even sample, times its size."""


@dataclass(frozen=True)
class Checked:
    """Simulation-based calibration: where truths lay in the posteriors of data that they made."""

    truths: int
    too_few: int
    ranks: tuple[int, ...]
    cover: dict[float, float]
    cover_informed: dict[float, float]
    emulator_cover: float
    """Of the targets of truths never fitted to, the share in the emulator's 90% interval."""


@dataclass(frozen=True)
class Learned:
    """What the patterns told of one parameter: contraction of its spread, and how far it moved."""

    key: str
    active: bool
    contraction: float
    shift: float
    """Where the posterior mean lies in the prior, less one half."""
    ess: float

    @property
    def is_informed(self) -> bool:
        """Whether the patterns told something of it."""
        size = max(self.ess, 1.0)
        narrower = max(NEAR_NOTHING, ERRORS * math.sqrt(EVEN_KURTOSIS / size))
        moved = max(HARDLY_MOVED, ERRORS * math.sqrt(1.0 / 12.0 / size))
        return self.contraction >= narrower or abs(self.shift) >= moved


@dataclass(frozen=True)
class Conflict:
    """One pattern, or two, that no set met (together)."""

    patterns: tuple[str, ...]
    closest: float
    """The smallest implausibility, the worst of the two, over all sets."""
    met: tuple[int, ...]
    expected: float
    by: str = ""

    def words(self, sets: int) -> str:
        """Return the conflict in a sentence."""
        if self.closest >= NOWHERE:
            return f"{self.patterns[0]} has no value in any of {sets:,} parameter sets."
        if len(self.patterns) == 1:
            return (
                f"{self.patterns[0]} is met by none of {sets:,} parameter sets; the closest misses "
                f"its band by {self.closest:.1f} standard deviations: a structural misfit."
            )
        one, two = self.patterns
        told = (
            f"{one} and {two} are met together by none of {sets:,} sets, though {one} alone is met "
            f"by {self.met[0]:,} and {two} alone by {self.met[1]:,} (about {self.expected:.0f} would "
            f"meet both by chance); the closest misses by {self.closest:.1f} standard deviations."
        )
        return f"{told} {self.by}" if self.by else told


def learned(fitted: Fitted, space: Space) -> list[Learned]:
    """Return what was learned of each parameter, most first; spread is that of its place in the prior."""
    chances, weights = fitted.final[0], fitted.weighed.weights
    mean = weights @ chances
    variance = weights @ (chances - mean) ** 2
    found = [
        Learned(
            param.key,
            place in fitted.screened.active,
            float(1.0 - 12.0 * variance[place]),
            float(mean[place] - 0.5),
            fitted.weighed.ess,
        )
        for place, param in enumerate(space.params)
    ]
    return sorted(found, key=lambda each: (-each.contraction, each.key))


def conflicts(fitted: Fitted, board: Board, space: Space) -> list[Conflict]:
    """Return the patterns that no set met, and the pairs that no set met together."""
    names, worst = board.by_pattern(board.implausibility(fitted.lived[1], fitted.noise))
    met = worst <= MET
    alone = [
        Conflict((name,), float(worst[:, at].min()), (0,), 0.0)
        for at, name in enumerate(names)
        if worst[:, at].min() > NEVER
    ]
    pairs = []
    for one, two in combinations(range(len(names)), 2):
        counts = (int(met[:, one].sum()), int(met[:, two].sum()))
        expected = counts[0] * counts[1] / len(worst)
        if expected >= FEW_EXPECTED and not (met[:, one] & met[:, two]).any():
            both = (names[one], names[two])
            closest = float(np.maximum(worst[:, one], worst[:, two]).min())
            pairs.append(
                Conflict(both, closest, counts, expected, _why(fitted, board, space, both))
            )
    return alone + sorted(pairs, key=lambda each: -each.closest)


def closest_pairs(fitted: Fitted, board: Board) -> list[tuple[str, str, float]]:
    """Return for each two patterns the smallest joint implausibility over all sets."""
    names, worst = board.by_pattern(board.implausibility(fitted.lived[1], fitted.noise))
    return [
        (names[one], names[two], float(np.maximum(worst[:, one], worst[:, two]).min()))
        for one, two in combinations(range(len(names)), 2)
    ]


def _why(fitted: Fitted, board: Board, space: Space, patterns: tuple[str, ...]) -> str:
    """Return which parameter moves both patterns most, in words."""
    of = [
        np.abs(fitted.screened.effects[[t.pattern == name for t in board.targets]]).max(axis=0)
        for name in patterns
    ]
    both = np.minimum(*of)
    if not both.any():
        return ""
    return f"Both hang on {space.params[int(np.argmax(both))].key}."


def checked(fitted: Fitted, board: Board) -> Checked:
    """Return how truths that were kept from every fit lie in posteriors of data that they made.

    Each truth's own run, missed by the declared discrepancy, is put at a random place of bands as wide
    as the published ones; its posterior is the pool of prior draws, weighted by the emulator. Every
    target has one vote and none is doubted, since the data were made so; open bands are left out.
    """
    chances, values = fitted.truths
    closed = np.isfinite(board.column("low")) & np.isfinite(board.column("high"))
    inputs = list(fitted.screened.active)
    spread = np.sqrt(fitted.emulator.error)
    expected = fitted.emulator.predict(chances)
    within = np.abs(values - expected) <= NINETY * spread
    places, informed, few = [], [], 0
    for truth in range(len(chances)):
        weights = _posterior(fitted, board, values[truth], closed, truth)
        if effective(weights) < LEAST_TRUTH_ESS:
            few += 1
            continue
        pool = fitted.pool[0][:, inputs]
        places.append(weights @ (pool < chances[truth, inputs]))
        mean = weights @ pool
        informed.append(1.0 - 12.0 * (weights @ (pool - mean) ** 2) > NEAR_NOTHING)
    found = np.array(places).reshape(-1, len(inputs))
    known = np.array(informed, dtype=bool).reshape(found.shape)
    ranks = np.histogram(found, bins=BINS, range=(0.0, 1.0))[0]
    return Checked(
        len(places), few, tuple(int(count) for count in ranks), _cover(found.ravel()),
        _cover(found[known]), float(within[np.isfinite(values)].mean()) if len(values) else np.nan,
    )  # fmt: skip


def _posterior(
    fitted: Fitted, board: Board, run: Floats, closed: npt.NDArray[np.bool_], truth: int
) -> Floats:
    """Return the weights of the pool for data made by one truth's run."""
    random = generator(f"truth {truth}")
    low, high = board.column("low"), board.column("high")
    half = np.where(closed, (high - low) / 2.0, 0.0)
    z = run + board.column("discrepancy") * random.standard_normal(len(run))
    centre = z + half * (2.0 * random.random(len(run)) - 1.0)
    kept = closed & np.isfinite(centre)
    made = _Made(low=centre[kept] - half[kept], high=centre[kept] + half[kept])
    variance = board.column("discrepancy")[kept] ** 2 + fitted.emulator.error[kept]
    level = made.log_likelihood(fitted.pool[1][:, kept], variance)
    weights = np.exp(level - level.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


@dataclass(frozen=True)
class _Made:
    """Bands of made-up data."""

    low: Floats
    high: Floats

    def log_likelihood(self, values: Floats, variance: Floats) -> Floats:
        from scipy.special import ndtr  # noqa: PLC0415 - half a second that most commands never need

        spread = np.sqrt(variance)
        within = ndtr((self.high - values) / spread) - ndtr((self.low - values) / spread)
        return np.asarray(np.log(np.maximum(within, 1e-300)).sum(axis=1), dtype=np.float64)


def _cover(places: Floats) -> dict[float, float]:
    """Return how often central intervals of each level hold the truth; NaN where there was none."""
    return {
        level: float(np.mean(np.abs(places - 0.5) <= level / 2.0)) if len(places) else np.nan
        for level in LEVELS
    }
