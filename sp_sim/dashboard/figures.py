"""Figures: numbers, ranges and verdicts as a page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sp_sim.results.measure import Measure

NOTHING = "not known"
VERDICTS = {
    "better": "better", "worse": "worse", "inconclusive": "inconclusive", "equivalent": "the same",
    "higher": "higher", "lower": "lower",
}  # fmt: skip
"""The words of verdicts; `higher` and `lower` where neither way is better."""


def number(measure: Measure, value: float | None) -> str:
    """Return a value as it is said: shares in per cent, others with decimals that matter."""
    if value is None:
        return NOTHING
    if measure.kind == "share":
        return f"{100 * value:.{_places(measure)}f}%"
    return f"{value:,.{_places(measure)}f}"


def signed(measure: Measure, value: float | None) -> str:
    """Return a difference as it is said; shares differ by percentage points."""
    if value is None:
        return NOTHING
    scaled = 100 * value if measure.kind == "share" else value
    text = f"{scaled:+,.{_places(measure)}f}"
    text = text if text.strip("+-0.,") else text[1:]
    return text.replace("-", "\N{MINUS SIGN}")


def between(low: str, high: str) -> str:
    """Return a range of two figures."""
    return NOTHING if NOTHING in (low, high) else f"{low} to {high}"


def unit(measure: Measure, *, of_difference: bool = False) -> str:
    """Return the unit as it follows a number."""
    if measure.kind == "share":
        return "percentage points" if of_difference else ""
    return measure.unit


def _places(measure: Measure) -> int:
    """Return decimals that show a tenth of what matters."""
    smallest = 100 * measure.smallest if measure.kind == "share" else measure.smallest
    return 2 if smallest < 0.5 else 1 if smallest < 10.0 else 0
