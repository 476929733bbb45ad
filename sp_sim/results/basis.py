"""Basis: the assumptions through which changed levers act, with their ranges and grades."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.mechanisms.registry import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sp_sim.param import Param, Value

BELIEVED = (0.025, 0.975)
"""A range of belief leaves out the lowest and the highest fortieth."""


@dataclass(frozen=True)
class Footing:
    """One assumption that an answer stands on: the value used, and the range it may lie in."""

    param: Param
    value: float
    low: float
    high: float

    @property
    def is_ratio(self) -> bool:
        """Whether the number is the logarithm of a ratio, and better told as the ratio."""
        return self.param.unit.startswith("log ")

    def words(self, *, is_drawn: bool = False) -> str:
        """Return the assumption in one line: what it is, the value used, the range, the grade.

        Where parameters were drawn, no one value was used: that of the centre is told.
        """
        told = [self.value, self.low, self.high]
        if self.is_ratio:
            used, low, high = (f"x{math.exp(number):.3g}" for number in told)
            unit = self.param.unit.replace("log ", "", 1)
        else:
            used, low, high = (f"{number:.3g}" for number in told)
            unit = self.param.unit
        if is_drawn:
            told_of = f"believed {low} to {high} {unit}, {used} at the centre"
        else:
            told_of = f"{used} {unit} was used; believed {low} to {high}"
        return f"{self.param.meaning}: {told_of} ({self.param.grade})"

    def as_document(self) -> dict[str, Any]:
        """Return the assumption ready for JSON."""
        return {
            "key": self.param.key,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.param.unit,
            "grade": self.param.grade,
            "meaning": self.param.meaning,
            "source": self.param.source,
        }


def basis(levers: Iterable[Param], values: Mapping[str, Value]) -> tuple[Footing, ...]:
    """Return what is uncertain in the sections of the changed levers, at the values that were used."""
    sections = {lever.section for lever in levers}
    return tuple(
        _footing(param, values[param.key])
        for section in SECTIONS
        if section.name in sections
        for param in section.params
        if param.is_number and param.prior.family != "fixed"
    )


def _footing(param: Param, value: Value) -> Footing:
    if isinstance(value, str | tuple):
        message = f"{param.key} is not a number"
        raise TypeError(message)
    low, high = (param.prior.quantile(chance) for chance in BELIEVED)
    return Footing(param, float(value), low, high)
