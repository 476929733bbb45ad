"""Curve: how a mechanism declares what to draw, and the values that its own equation gives."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sp_sim.mechanisms.registry import NUMBERS, PARAMETERS
from sp_sim.plots.curve import Picture, Shade, Stroke
from sp_sim.results.basis import BELIEVED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sp_sim.param import Param

POINTS = 61
FIELDS = {told.field: told for told in NUMBERS}
DEFAULTS = {name: float(told.default) for name, told in FIELDS.items()}  # type: ignore[arg-type]  # numbers


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a curve: its label and what is different on it.

    `given` fixes arguments, or parameters by field name. Where weeks are drawn, it starts at `start`,
    and a pulse hands an argument another value in the first step (`every` 0) or in every so many.
    """

    label: str
    given: Mapping[str, float] = field(default_factory=dict)
    start: float = 0.0
    pulses: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    equation: Callable[..., Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One picture of a mechanism: an equation against one of its arguments or parameters.

    `over` runs from `low` to `high`. With `again`, the answer goes back into that argument step by
    step and steps are drawn across; arguments in `follows` go along with it. `shaded` is the
    parameter whose prior (95% of it) is drawn about the first line. `is_odds` shows odds as a
    chance in per cent.
    """

    mechanism: str
    name: str
    title: str
    equation: Callable[..., Any]
    across: str
    up: str
    lines: tuple[Line, ...]
    over: str = ""
    low: float = 0.0
    high: float = 1.0
    given: Mapping[str, float] = field(default_factory=dict)
    shaded: str = ""
    is_odds: bool = False
    in_counts: bool = False
    again: str = ""
    follows: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the picture's file."""
        return f"{self.mechanism}-{self.name}.svg"

    @property
    def places(self) -> list[float]:
        """The places across at which the equation is asked."""
        if self.again or self.in_counts:
            return [float(place) for place in range(int(self.low), int(self.high) + 1)]
        step = (self.high - self.low) / (POINTS - 1)
        return [self.low + step * number for number in range(POINTS)]


def heights(curve: Curve, line: Line, changed: Mapping[str, float] | None = None) -> list[float]:
    """Return the values of a line at the curve's places, with some parameters `changed`."""
    told = dict(curve.given) | dict(line.given) | dict(changed or {})
    equation = line.equation or curve.equation
    found = (
        _steps(curve, line, equation, told)
        if curve.again
        else [_asked(equation, told | {curve.over: place}) for place in curve.places]
    )
    return [100.0 * value / (1.0 + value) for value in found] if curve.is_odds else found


def picture(curve: Curve) -> Picture:
    """Return what is drawn of a curve."""
    strokes = [Stroke(line.label, heights(curve, line)) for line in curve.lines]
    return Picture(
        title=curve.title, across_label=curve.across, up_label=curve.up, across=curve.places,
        strokes=strokes, shade=_shade(curve), described=described(curve), in_counts=curve.in_counts,
    )  # fmt: skip


def described(curve: Curve) -> str:
    """Return the picture in words: what is drawn against what, and where each line begins and ends."""
    ends = []
    for line in curve.lines:
        values = heights(curve, line)
        ends.append(f"{line.label}: from {shown(values[0])} to {shown(values[-1])}")
    low, high = shown(curve.places[0]), shown(curve.places[-1])
    return f"{curve.up} against {curve.across}, {low} to {high}. " + "; ".join(ends) + "."


def readings(curve: Curve) -> list[list[str]]:
    """Return a table of the curve: a row a line, its value at five places and at the ends of belief."""
    places = curve.places
    at = [round((len(places) - 1) * part / 4) for part in range(5)]
    rows = [["", *(shown(places[place]) for place in at)]]
    rows += [[line.label, *_at(heights(curve, line), at)] for line in curve.lines]
    shade = _shade(curve)
    if shade is not None:
        rows.append([f"at its lowest, {shade.label}", *_at(shade.low, at)])
        rows.append([f"at its highest, {shade.label}", *_at(shade.high, at)])
    return rows


def shown(value: float) -> str:
    """Return a number as it is told: three digits that count, and no minus before nothing."""
    return f"{value + 0.0:.3g}" if abs(value) >= 1e-12 else "0"


def believed(told: Param) -> tuple[float, float]:
    """Return the middle 95% of a parameter's prior."""
    low, high = (told.prior.quantile(chance) for chance in BELIEVED)
    return low, high


def _at(values: Sequence[float], places: Sequence[int]) -> list[str]:
    return [shown(values[place]) for place in places]


def _shade(curve: Curve) -> Shade | None:
    if not curve.shaded:
        return None
    told = PARAMETERS[curve.shaded]
    ends = believed(told)
    one, two = (heights(curve, curve.lines[0], {told.field: end}) for end in ends)
    pairs = list(zip(one, two, strict=True))
    label = f"the first line, were {told.key} {shown(ends[0])} to {shown(ends[1])}"
    return Shade(label, [min(pair) for pair in pairs], [max(pair) for pair in pairs])


def _steps(
    curve: Curve, line: Line, equation: Callable[..., Any], told: Mapping[str, float]
) -> list[float]:
    reached = [line.start]
    for step in range(len(curve.places) - 1):
        pulses = {
            name: value
            for name, (value, every) in line.pulses.items()
            if step == 0 or (every and step % every == 0)
        }
        now = dict.fromkeys((curve.again, *curve.follows), reached[-1])
        reached.append(_asked(equation, {**told, **now, **pulses}))
    return reached


def _asked(equation: Callable[..., Any], told: Mapping[str, float]) -> float:
    """Ask an equation with what is told: parameters by field name, everything else by argument."""
    arguments = {name: value for name, value in told.items() if name not in FIELDS}
    if "p" in inspect.signature(equation).parameters:
        changed = {name: value for name, value in told.items() if name in FIELDS}
        return float(equation(**arguments, p=SimpleNamespace(**(DEFAULTS | changed))))
    return float(equation(**arguments))
