"""Many: several comparisons at once, without finding something by asking often enough."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.estimate import Better, Floats, Verdict

STUDIES, FEWEST_STUDIES, MOST_DRAWN = 2000, 100, 4_000_000
"""How often paired runs are drawn anew to see which arm is best: less often where runs are many."""
FEWEST_TO_JUDGE_PAIRING = 10
"""With fewer pairs a correlation says nothing."""
_SEED = 1979


@dataclass(frozen=True)
class Contrast:
    """A mean difference with its standard error and that error's degrees of freedom."""

    difference: float
    error: float
    degrees: float

    def interval(self, confidence: float = CONFIDENCE) -> tuple[float, float]:
        """Return the t-interval that holds the truth this often."""
        from scipy.special import stdtrit  # noqa: PLC0415 - half a second that few commands need

        half = float(stdtrit(self.degrees, (1.0 + confidence) / 2.0)) * self.error
        return self.difference - half, self.difference + half

    def chance_if_none(self) -> float:
        """Return the two-sided p-value of there being no difference at all."""
        return min(1.0, 2.0 * self._tail(abs(self.difference)))

    def chance_if_it_matters(self, smallest: float) -> float:
        """Return the p-value of the difference being `smallest` or more, either way.

        Two one-sided tests (Schuirmann 1987), doubled: an interval of the confidence of all others
        lies inside the limits just where this is below one less that confidence.
        """
        return min(1.0, 2.0 * self._tail(smallest - abs(self.difference)))

    def _tail(self, distance: float) -> float:
        """Return the chance of an estimate at least `distance` beyond the truth."""
        if self.error == 0.0:
            return 0.0 if distance > 0.0 else 1.0
        from scipy.special import stdtr  # noqa: PLC0415 - as above

        return float(stdtr(self.degrees, -distance / self.error))


def paired(differences: Floats) -> Contrast | None:
    """Return the contrast of independent differences, NaN left out; `None` for fewer than two."""
    given = differences[np.isfinite(differences)]
    if len(given) < 2:
        return None
    return Contrast(float(given.mean()), math.sqrt(_variance(given) / len(given)), len(given) - 1)


def welch(base: Floats, other: Floats) -> Contrast | None:
    """Return other minus base for runs that share no luck (Welch 1947); `None` where there are too few."""
    given = [values[np.isfinite(values)] for values in (base, other)]
    if min(map(len, given)) < 2:
        return None
    parts = [_variance(values) / len(values) for values in given]
    squared = sum(
        part * part / (len(values) - 1) for part, values in zip(parts, given, strict=True)
    )
    total = sum(parts)
    degrees = total * total / squared if squared > 0.0 else float(sum(map(len, given)) - 2)
    return Contrast(float(given[1].mean() - given[0].mean()), math.sqrt(total), degrees)


def pairing_hurts(base: Floats, other: Floats, *, asked: int = 1) -> bool:
    """Return whether pairs are clearly unlike each other, so that pairing adds to the noise.

    Clearly: the correlation's interval (Fisher 1921) lies below zero, at a level divided by how
    often it is `asked`.
    """
    both = np.isfinite(base) & np.isfinite(other)
    pairs = int(both.sum())
    one, two = base[both], other[both]
    if pairs < FEWEST_TO_JUDGE_PAIRING or _variance(one) == 0.0 or _variance(two) == 0.0:
        return False
    from scipy.special import ndtri  # noqa: PLC0415 - half a second that few commands need

    correlation = max(-1.0 + 1e-12, float(np.corrcoef(one, two)[0, 1]))
    bound = float(ndtri(1.0 - (1.0 - CONFIDENCE) / 2.0 / asked)) / math.sqrt(pairs - 3)
    return math.atanh(min(correlation, 0.0)) + bound < 0.0


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted so that in a family with any error at all, errors stay rare.

    The step-down method (Holm 1979): a claim whose adjusted p-value is below 0.05 stands, and all
    such claims together are wrong in at most one study of twenty, however they hang together.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = highest
    return tuple(adjusted)


@dataclass(frozen=True)
class Corrected:
    """A verdict that holds beside all others of its family, and its simultaneous interval."""

    verdict: Verdict | None
    low: float | None
    high: float | None
    family: int


@dataclass(frozen=True)
class Claim:
    """One difference as it stands alone: its contrast, plain verdict, and what would matter."""

    contrast: Contrast | None
    verdict: Verdict | None
    better: Better
    smallest: float


def corrected(claims: Sequence[Claim]) -> tuple[Corrected, ...]:
    """Return each verdict corrected for all of them; none is surer than it was alone.

    Claims of a difference are a family, and claims of equivalence are one too (Holm for each). The simultaneous
    intervals are Bonferroni's: all hold their truths in nineteen studies of twenty.
    """
    different = holm([1.0 if c.contrast is None else c.contrast.chance_if_none() for c in claims])
    equivalent = holm(
        [1.0 if c.contrast is None else c.contrast.chance_if_it_matters(c.smallest) for c in claims]
    )
    return tuple(
        _corrected(claim, unlike, alike, len(claims))
        for claim, unlike, alike in zip(claims, different, equivalent, strict=True)
    )


def _corrected(claim: Claim, unlike: float, alike: float, family: int) -> Corrected:
    if claim.contrast is None:
        return Corrected("inconclusive", None, None, family)
    low, high = claim.contrast.interval(1.0 - (1.0 - CONFIDENCE) / family)
    allowed = 1.0 - CONFIDENCE
    stands = alike <= allowed if claim.verdict == "equivalent" else unlike <= allowed
    verdict = claim.verdict if stands else "inconclusive"
    return Corrected(verdict, low, high, family)


def chances_of_best(
    values: Floats, better: Better, *, resample: bool = True
) -> tuple[float, ...] | None:
    """Return for each arm how likely it is the best; `None` where no way is better, or too few runs.

    Runs are drawn anew, whole columns at a time so that pairs stay pairs, and it is counted in how
    many of those studies an arm's mean is the best; ties are shared. Without `resample` it is
    counted in how many columns the arm is the best: of parameter sets, of which one is true.

    Args:
        values: Shape (arms, runs or parameter sets); columns that are not finite in every arm are
            left out.
        better: Which way is better.
        resample: Whether columns are drawn anew.
    """
    usable = values[:, np.isfinite(values).all(axis=0)]
    columns = usable.shape[1]
    if better == "neither" or columns < 2:
        return None
    signed = usable if better == "up" else -usable
    studies = signed @ _drawn_anew(columns).T if resample else signed
    return tuple(float(share) for share in shares_of_best(studies) / studies.shape[1])


@lru_cache(maxsize=4)
def _drawn_anew(columns: int) -> Floats:
    """Return how often each column is drawn, shape (studies, columns); the same at every call."""
    studies = max(FEWEST_STUDIES, min(STUDIES, MOST_DRAWN // columns))
    picked = np.random.default_rng(_SEED).integers(columns, size=(studies, columns))
    places = picked + columns * np.arange(studies)[:, None]
    counted = np.bincount(places.ravel(), minlength=studies * columns)
    weights: Floats = counted.reshape(studies, columns).astype(np.float64)
    return weights


def shares_of_best(values: Floats) -> Floats:
    """Return for each arm (row) in how many columns it is the highest; ties are shared."""
    scale = np.abs(values).max(axis=0)
    best = values >= values.max(axis=0) - 1e-12 * scale
    shares: Floats = (best / best.sum(axis=0)).sum(axis=1)
    return shares


def _variance(values: Floats) -> float:
    """Return the sample variance: exactly zero for values that are all one."""
    if bool(np.all(values == values[0])):
        return 0.0
    return float(values.var(ddof=1))
