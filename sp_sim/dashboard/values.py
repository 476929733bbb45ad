"""Values: one number of one scenario with its bands, and how it differs from the base's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.results.comparison import in_words

if TYPE_CHECKING:
    from sp_sim.estimate import Difference
    from sp_sim.nested import Nested


@dataclass(frozen=True)
class Value:
    """One measure in one scenario: the mean, its 95% interval, and how far single outcomes lie apart.

    `far_low` to `far_high` hold 95% of parameter sets, or eight runs in ten where there is one set.
    """

    mean: float | None
    low: float | None
    high: float | None
    far_low: float | None
    far_high: float | None


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
    far_low: float | None = None
    far_high: float | None = None
    """The differences that are expected under 95% of parameter sets, where there are several."""
    alone: str = ""


def change_of(found: Difference, over: Nested | None) -> Change:
    """Return a difference as a page keeps it, with how far it ranges over parameter sets."""
    return Change(
        found.difference, found.low, found.high, in_words(found), found.runs_to_settle,
        over.evidence_low if over else None, over.evidence_high if over else None,
    )  # fmt: skip
