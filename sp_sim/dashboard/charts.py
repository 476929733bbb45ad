"""Charts: where marks stand in a picture; the words for who cannot see it are made here too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, LEFT, RIGHT, LINE = 640.0, 40.0, 24.0, 34.0
Mark = tuple[str, float | None, float | None, float | None, float | None, float | None]


@dataclass(frozen=True)
class Band:
    """One scenario's mark: the mean, its interval (thick) and the range over runs (thin)."""

    label: str
    y: float
    mean: float
    low: float
    high: float
    run_low: float
    run_high: float


@dataclass(frozen=True)
class Bands:
    """A picture of bands on one scale, and its words."""

    marks: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    words: str
    width: float = WIDTH


def bands(
    marks: Sequence[Mark], say: Callable[[float | None], str], possible: tuple[float, float]
) -> Bands | None:
    """Return the picture of some means with their bands; `None` where there is nothing to show."""
    known = [number for mark in marks for number in mark[1:] if number is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    gap = (high - low) or abs(high) or 1.0
    low, high = max(possible[0], low - 0.05 * gap), min(possible[1], high + 0.05 * gap)

    def x(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)

    found = []
    for number, (label, mean, *ends) in enumerate(marks):
        if mean is not None:
            places = [x(mean if end is None else end) for end in ends]
            found.append(Band(label, 20.0 + LINE * number, x(mean), *places))
    ticks = tuple((x(at), say(at)) for at in (low, (low + high) / 2.0, high))
    told = "; ".join(
        f"{label} {say(mean)}, 95% band {say(ends[0])} to {say(ends[1])}"
        for label, mean, *ends in marks
    )
    return Bands(tuple(found), ticks, 20.0 + LINE * len(marks) + 16.0, told)


@dataclass(frozen=True)
class Bar:
    """One bar from nought: where it is, how long, and which way it points."""

    label: str
    y: float
    x: float
    length: float
    kind: str
    words: str


@dataclass(frozen=True)
class Bars:
    """A picture of bars on both sides of nought, and its words."""

    bars: tuple[Bar, ...]
    nought: float
    height: float
    words: str
    width: float = WIDTH


BAR_LEFT, BAR_RIGHT = 150.0, 90.0


def bars(marks: Sequence[tuple[str, float | None, str]]) -> Bars | None:
    """Return the picture of some numbers, each with its words; `None` where there are none."""
    known = [value for _, value, _ in marks if value is not None]
    if not known:
        return None
    low, high = min(0.0, *known), max(0.0, *known)
    scale = (WIDTH - BAR_LEFT - BAR_RIGHT) / ((high - low) or 1.0)
    nought = round(BAR_LEFT - low * scale, 1)
    found = []
    for number, (label, value, words) in enumerate(marks):
        size = 0.0 if value is None else round(abs(value) * scale, 1)
        x = nought if (value or 0.0) >= 0.0 else nought - size
        kind = "more" if (value or 0.0) >= 0.0 else "less"
        found.append(Bar(label, 8.0 + LINE * number, round(x, 1), size, kind, words))
    told = "; ".join(f"{label} {words}" for label, _, words in marks)
    return Bars(tuple(found), nought, 16.0 + LINE * len(marks), told)
