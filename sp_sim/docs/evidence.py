"""Evidence: the rows of `evidence.csv`, told in words, and the doubts that priors leave."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sp_sim.docs.curve import believed, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sp_sim.param import Param

ROW = re.compile(r"\bE\d{3}\b")
SPAN = re.compile(r"\bE(\d{3}) to E(\d{3})\b")
MEASURED = ("direct", "analogous")
"""Grades that rest on a measurement, in social prescribing or near it."""
NEXT_TO_NOTHING = 0.1
"""Where the low end of belief is less than this part of the high end, there may be hardly any effect."""


@cache
def evidence() -> dict[str, dict[str, str]]:
    """Return the rows of evidence by their id."""
    file = resources.files("sp_sim.docs") / "evidence.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def rows_cited(texts: Iterable[str]) -> list[str]:
    """Return the ids of rows that texts cite, those of a span such as `E109 to E110` as well, in order."""
    found: set[str] = set()
    for text in texts:
        found.update(ROW.findall(text))
        for first, last in SPAN.findall(text):
            found.update(f"E{number:03d}" for number in range(int(first), int(last) + 1))
    return sorted(found & evidence().keys())


def told(key: str) -> str:
    """Return a row of evidence as one sentence with its source."""
    row = evidence()[key]
    numbers = row["value"]
    if row["low"] and row["high"]:
        span = f"{row['low']} to {row['high']}"
        numbers = f"{numbers} ({span})" if numbers else span
    year = f", {row['year']}" if row["year"] else ""
    where = row["doi_or_url"]
    return (
        f"**{key}**: {row['quantity']}: {numbers or row['low'] or row['high']} ({row['unit']});"
        f" {row['population']}{year}. {row['source']}, {where}"
    )


@dataclass(frozen=True)
class Doubt:
    """One number that is not certain: how wide belief in it is."""

    param: Param
    low: float
    high: float

    @property
    def is_measured(self) -> bool:
        """Whether it rests on a measurement, here or nearby."""
        return self.param.grade in MEASURED

    @property
    def may_be_nothing(self) -> bool:
        """Whether belief reaches from next to nothing, or from the other sign, to the high end."""
        if _is_level(self.param):
            return False
        return self.low * self.high <= 0.0 or self._small < NEXT_TO_NOTHING * self._large

    @property
    def factor(self) -> float:
        """By how many times the two ends of belief differ: odds or rates where it is a logarithm."""
        if _is_level(self.param):
            return math.exp(self.high - self.low)
        return self._large / self._small if self._small > 0.0 else math.inf

    @property
    def _small(self) -> float:
        return min(abs(self.low), abs(self.high))

    @property
    def _large(self) -> float:
        return max(abs(self.low), abs(self.high))

    def words(self) -> str:
        """Return the number with its range, and how wide that is."""
        span = f"`{self.param.key}` ({self.param.meaning}): {shown(self.low)} to {shown(self.high)}"
        if self.may_be_nothing:
            return f"{span}, so it may be next to nothing"
        what = "an odds factor" if _is_level(self.param) else "a factor"
        return f"{span}, {what} of {shown(self.factor)}"


def doubts(params: Sequence[Param]) -> list[Doubt]:
    """Return what is uncertain among parameters, the widest first."""
    found = [Doubt(each, *believed(each)) for each in params if is_uncertain(each)]
    return sorted(found, key=lambda doubt: (not doubt.may_be_nothing, -doubt.factor))


def is_uncertain(param: Param) -> bool:
    """Return whether a parameter is a number that is believed to lie in a range."""
    return param.is_number and param.prior.family != "fixed"


def _is_level(param: Param) -> bool:
    """Return whether a number is a level on a logarithmic scale, of which nothing is not zero."""
    return "base" in param.name and param.unit.startswith("log odds")
