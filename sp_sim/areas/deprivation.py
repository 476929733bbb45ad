"""Deprivation: the national fifth that a practice's score lies in, 1 least and 5 most deprived."""

from __future__ import annotations

import statistics
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCORE_LIMITS = (0.0, 100.0)
IMD_YEAR = 2025
FIFTH_CUTS = (13.0, 18.4, 24.8, 33.3)
"""Cuts between the fifths of England's practices, IMD 2025 scores, as published and rounded."""
NATIONAL_PRACTICES = 5_000
"""A file with at least so many practices with a score covers England (6,143 did in 2025)."""


def fifth_of(score: float, cuts: Sequence[float] = FIFTH_CUTS) -> int:
    """Return the fifth of a score; a score that equals a cut is above it."""
    return 1 + bisect_right(cuts, score)


def cuts_of(scores: Sequence[float]) -> tuple[float, ...]:
    """Return the four scores that part these practices into fifths of equal number."""
    return tuple(statistics.quantiles(scores, n=5, method="inclusive"))
