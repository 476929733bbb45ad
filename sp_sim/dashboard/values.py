"""Values: one number of one scenario with its bands, and how it differs from the base's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """One measure in one scenario: the mean, its 95% interval, and the range over runs."""

    mean: float | None
    low: float | None
    high: float | None
    run_low: float | None
    run_high: float | None


@dataclass(frozen=True)
class Change:
    """How one scenario differs from the base in one measure, and the verdict as a word.

    `alone` is the word that the same runs give without the other comparisons of the page.
    """

    difference: float | None
    low: float | None
    high: float | None
    verdict: str
    runs_to_settle: int | None
    alone: str = ""
