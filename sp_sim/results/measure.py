"""A measure: one reported number, with its words, its rules and which way is better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.estimate import Better
    from sp_sim.results.counting import Floats, Lives

    Kind = Literal["count", "rate", "stock", "score", "share"]

YEAR = "the last 52 weeks of the run (all of a shorter run, as a yearly rate)"
LAST_WEEK = "the last week of the run"
COHORT = (
    "referrals that reached a list, made at least 26 weeks before the end, followed to the end of the run;"
    " none where the run holds under 13 weeks of them"
)
FOLLOWED_26 = (
    "all referrals that reached a list in the run, with 26 weeks to follow; none where the run holds"
    " under 13 weeks of them"
)
NO_CENSORING = "none: events of the window are all seen"
OPEN_CASES = "cases still open at the end count with what had happened by then"
JUDGEMENT = "assumption: set by judgement, not by evidence; change it with your commissioner"

REFERRING = "Referring"
WAITING = "Waiting and first contact"
CARE = "Contacts and how referrals ended"
CONNECTING = "Connecting on"
WORKERS = "Link workers"


_INSIDE = ("formula", "limits")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One reported number: what it says, how it is counted, and which way is better.

    `smallest` is the smallest difference that matters: inside it, arms count as equivalent. It is
    an assumption (`smallest_source`).
    """

    key: str
    words: str
    theme: str
    definition: str
    numerator: str
    denominator: str
    window: str
    censoring: str
    unit: str
    kind: Kind
    better: Better
    smallest: float
    formula: Callable[[Lives], Floats]
    smallest_source: str = JUDGEMENT
    limits: tuple[float, float] | None = None

    @property
    def possible(self) -> tuple[float, float]:
        """The lowest and the highest value that there can be."""
        if self.limits is not None:
            return self.limits
        return (0.0, 1.0) if self.kind == "share" else (0.0, math.inf)

    @property
    def possible_difference(self) -> tuple[float, float]:
        """The largest fall and the largest rise that there can be."""
        low, high = self.possible
        return (low - high, high - low)

    def as_document(self) -> dict[str, Any]:
        """Return everything but the formula and the limits, ready for JSON."""
        told = {name: value for name, value in vars(self).items() if name not in _INSIDE}
        return told | {"smallest_difference_that_matters": told.pop("smallest")}


def rate(key: str, words: str, **told: Any) -> Measure:  # noqa: ANN401 - the fields of Measure
    """Return a measure over the last 52 weeks, unless told otherwise."""
    return Measure(key=key, words=words, **({"window": YEAR, "censoring": NO_CENSORING} | told))


def cohort(key: str, words: str, **told: Any) -> Measure:  # noqa: ANN401 - the fields of Measure
    """Return a share of the cohort of referrals, unless told otherwise."""
    usual: dict[str, Any] = {
        "window": COHORT,
        "censoring": OPEN_CASES,
        "denominator": "referrals of the cohort",
        "unit": "share",
        "kind": "share",
        "theme": CARE,
        "smallest": 0.05,
    }
    return Measure(key=key, words=words, **(usual | told))


def last_week(key: str, words: str, **told: Any) -> Measure:  # noqa: ANN401 - the fields of Measure
    """Return a measure over link workers in post in the last week."""
    usual: dict[str, Any] = {
        "window": LAST_WEEK,
        "censoring": "vacant posts are left out",
        "denominator": "link workers in post",
        "theme": WORKERS,
    }
    return Measure(key=key, words=words, **(usual | told))
