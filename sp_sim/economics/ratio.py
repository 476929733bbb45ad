"""Ratio: pounds per person, with an interval; or in words why there is no such number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.estimate import estimate, half_width

if TYPE_CHECKING:
    from sp_sim.economics.use import Floats


@dataclass(frozen=True)
class Ratio:
    """Pounds per person with its 95% interval, or `why_not`."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why_not: str = ""

    @property
    def is_defined(self) -> bool:
        """Whether there is such a number."""
        return self.value is not None

    def as_document(self) -> dict[str, Any]:
        """Return the ratio ready for JSON."""
        return {
            "mean": self.value, "low": self.low, "high": self.high,
            "defined": self.is_defined, "why_not": self.why_not or None,
        }  # fmt: skip


def per_person(pounds: Floats, people: Floats, of_whom: str) -> Ratio:
    """Return pounds for each person over runs: the ratio of the means."""
    if not people.any():
        return Ratio(why_not=f"not defined: nobody is {of_whom}")
    return _with_interval(pounds, people)


def per_additional_person(pounds: Floats, people: Floats, of_whom: str) -> Ratio:
    """Return more pounds for each further person, from paired differences, one a run.

    There is none unless the interval of the difference in people lies above zero, nor where the
    other arm is clearly cheaper as well.
    """
    found, money = estimate(people), estimate(pounds)
    if found.mean is None or found.low is None or found.high is None:
        return Ratio(why_not="not defined: one run says nothing of chance")
    if found.low == found.high == 0.0:
        return Ratio(why_not=f"not defined: as many people are {of_whom}")
    if found.low <= 0.0 <= found.high:
        between = f"{found.low:+,.0f} to {found.high:+,.0f}"
        return Ratio(why_not=f"not defined: more or fewer may be {of_whom} ({between})")
    if found.high < 0.0:
        return Ratio(why_not=f"not defined: fewer people are {of_whom} ({found.mean:+,.0f})")
    if money.high is not None and money.high < 0.0:
        return Ratio(why_not=f"not needed: it costs less and more people are {of_whom}")
    return _with_interval(pounds, people)


def _with_interval(pounds: Floats, people: Floats) -> Ratio:
    """Return the ratio of two means with Fieller's interval; none where the lower mean may be zero."""
    above, below, runs = float(pounds.mean()), float(people.mean()), len(people)
    value = above / below
    spread = half_width(1.0, runs)
    if spread is None:
        return Ratio(value)
    (varied, together), (_, apart) = np.cov(pounds, people) * spread * spread
    first, middle, last = (
        below * below - apart, above * below - together, above * above - varied,
    )  # fmt: skip
    if first <= 0.0:
        return Ratio(value)
    half = math.sqrt(max(middle * middle - first * last, 0.0))
    return Ratio(value, (middle - half) / first, (middle + half) / first)
