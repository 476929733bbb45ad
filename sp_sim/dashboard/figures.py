"""Figures: numbers, ranges and verdicts as a page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.results import shown

if TYPE_CHECKING:
    from sp_sim.results.measure import Measure

NOTHING = "not known"
VERDICTS = {
    "better": "better", "worse": "worse", "inconclusive": "inconclusive", "equivalent": "the same",
    "higher": "higher", "lower": "lower",
}  # fmt: skip
"""The words of verdicts; `higher` and `lower` where neither way is better."""


def number(measure: Measure, value: float | None) -> str:
    """Return a value as it is said."""
    return NOTHING if value is None else shown.number(measure, value)


def signed(measure: Measure, value: float | None) -> str:
    """Return a difference as it is said, with a minus that is one."""
    if value is None:
        return NOTHING
    return shown.signed(measure, value).replace("-", "\N{MINUS SIGN}")


def between(low: str, high: str) -> str:
    """Return a range of two figures."""
    return NOTHING if NOTHING in (low, high) else f"{low} to {high}"


def unit(measure: Measure, *, of_difference: bool = False) -> str:
    """Return the unit as it follows a number."""
    if measure.kind == "share":
        return "percentage points" if of_difference else ""
    return measure.unit
