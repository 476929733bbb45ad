"""Figures: numbers, ranges and verdicts as a page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.report import words
from sp_sim.report.money import UNSURE
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
    return NOTHING if value is None else _minus(shown.number(measure, value))


def signed(measure: Measure, value: float | None) -> str:
    """Return a difference as it is said, with a minus that is one."""
    return NOTHING if value is None else _minus(shown.signed(measure, value))


def between(low: str, high: str) -> str:
    """Return a range of two figures."""
    return NOTHING if NOTHING in (low, high) else f"{low} to {high}"


def reaching(low: str, high: str) -> str:
    """Return how far a difference reaches over parameter sets; nothing where there is one set."""
    return "" if NOTHING in (low, high) else f"{low} to {high}"


def unit(measure: Measure, *, of_difference: bool = False) -> str:
    """Return the unit as it follows a number."""
    if measure.kind == "share":
        return "percentage points" if of_difference else ""
    return measure.unit


def pounds(value: float | None, *, unsure: bool) -> str:
    """Return pounds, marked where they rest on figures that nobody has confirmed."""
    return NOTHING if value is None else f"{_minus(words.pounds(value))}{UNSURE if unsure else ''}"


def signed_pounds(value: float | None, *, unsure: bool) -> str:
    """Return pounds more or less, marked likewise."""
    if value is None:
        return NOTHING
    said = words.signed_pounds(value).replace("+", "+\N{WORD JOINER}")
    return f"{_minus(said)}{UNSURE if unsure else ''}"


def _minus(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")
