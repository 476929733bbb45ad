"""Bars: a tornado of what an answer hangs on, and a waterfall of what a difference is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.plots.drawing import Drawing, canvas, finish
from sp_sim.plots.theme import FAINT, INK, OKABE_ITO, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from sp_sim.plots.drawing import Source

BLUE, ORANGE = OKABE_ITO[:2]
GREY = "#777777"
MOST = 14
"""So many bars fit a page; of more the widest are shown."""
HARDLY = 0.01
"""A bar that is narrower than this share of the widest cannot be seen."""
LETTER = 0.0088
"""The share of a picture's width that a letter of a name takes."""
READING = "Plain blue: at the low end of its range; hatched orange: at the high end. Line: everything as assumed."


@dataclass(frozen=True, kw_only=True)
class Swing:
    """One uncertain number: the answer at the low and at the high end of its range."""

    words: str
    low: str
    high: str
    at_low: float
    at_high: float
    unsure: bool = False
    name: str = ""
    """What it is called in the data, where `words` are cut short."""

    @property
    def width(self) -> float:
        """How far the answer moves from end to end."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What bars are measured in: the label of the axis, and how a number is written."""

    label: str
    written: Callable[[float], str]


def tornado(
    titles: tuple[str, str], swings: Sequence[Swing], centre: float, scale: Scale, source: Source
) -> Drawing:
    """Return the widest bars, each from the answer at the low end to that at the high end."""
    ordered = sorted(swings, key=lambda swing: -swing.width)
    told = [swing for swing in ordered[:MOST] if swing.width > HARDLY * ordered[0].width]
    title, subtitle = titles
    lines = max((swing.words.count("\n") for swing in told), default=0) + 2
    made = canvas(0.5 + (0.06 + 0.125 * lines) * len(told))
    axes = made.subplots(1, 1)
    for place, swing in enumerate(told):
        for end, colour, hatch in ((swing.at_low, BLUE, ""), (swing.at_high, ORANGE, "///")):
            axes.barh(place, end - centre, left=centre, height=0.62, color=colour, hatch=hatch, edgecolor="white",
                      linewidth=0.4)  # fmt: skip
    _zero(axes, scale)
    axes.axvline(centre, color=INK, linewidth=1.2)
    names = [
        f"{swing.words}{'*' if swing.unsure else ''}\n{swing.low} to {swing.high}" for swing in told
    ]
    axes.set_yticks(range(len(told)), names)
    axes.invert_yaxis()
    notes = [READING]
    if len(told) < len(ordered):
        notes.append(f"Shown are the {len(told)} widest of {len(ordered)}; all are in the data.")
    if any(swing.unsure for swing in told):
        notes.append("* nobody has confirmed this figure: its range is a placeholder.")
    finish(
        made,
        title,
        source,
        notes=notes,
        subtitle=subtitle,
        room=0.42,
        left=_left(names),
        right=0.95,
    )
    rows = [(s.name or s.words, s.low, s.high, s.at_low, s.at_high, s.width) for s in ordered]
    return Drawing(
        name="tornado", title=f"{title}: {subtitle}", described=_tornado_in_words(told, centre, scale), source=source,
        figure=made, rows=rows,
        columns=("what is uncertain", "low end", "high end", "answer at low end", "answer at high end", "swing"),
    )  # fmt: skip


def waterfall(
    titles: tuple[str, str], ends: tuple[tuple[str, float], tuple[str, float]],
    steps: Sequence[tuple[str, float]], scale: Scale, source: Source,
) -> Drawing:  # fmt: skip
    """Return the way from the first end to the second: each step adds its part, and all add up."""
    (first, start), (last, end) = ends
    title, subtitle = titles
    made = canvas(0.6 + 0.26 * (len(steps) + 2))
    axes = made.subplots(1, 1)
    levels = start + np.concatenate([[0.0], np.cumsum([part for _, part in steps])])
    spread = max(abs(start), abs(end), *map(abs, map(float, levels))) or 1.0
    axes.barh(0, start, height=0.62, color=GREY)
    axes.barh(len(steps) + 1, end, height=0.62, color=GREY)
    for place, (_, part) in enumerate(steps, 1):
        colour, hatch = (ORANGE, "///") if part > 0 else (BLUE, "")
        axes.barh(
            place,
            part,
            left=levels[place - 1],
            height=0.62,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.4,
        )
        axes.plot([levels[place]] * 2, [place - 0.31, place + 1.31], color=FAINT, linewidth=0.7)
    marks = [start, *(max(levels[n], levels[n + 1]) for n in range(len(steps))), end]
    words = [scale.written(start), *(_signed(part, scale) for _, part in steps), scale.written(end)]
    for place, (where, text) in enumerate(zip(marks, words, strict=True)):
        axes.annotate(text, (max(float(where), 0.0), place), xytext=(4, 0), textcoords="offset points", va="center",
                      fontsize=8, color=INK)  # fmt: skip
    axes.set_yticks(range(len(steps) + 2), [first, *(label for label, _ in steps), last])
    axes.invert_yaxis()
    axes.set_xlim(min(0.0, 1.12 * float(levels.min())), 1.16 * spread)
    _zero(axes, scale)
    finish(made, title, source, notes=("Grey: in all. Hatched orange: more. Plain blue: less. The parts add up.",),
           subtitle=subtitle, room=0.42, left=_left([label for label, _ in steps]), right=0.95)  # fmt: skip
    rows = [(first, start), *steps, (last, end)]
    told = "; ".join(f"{label} {text}" for (label, _), text in zip(rows, words, strict=True))
    return Drawing(
        name="waterfall", title=f"{title}: {subtitle}", described=f"From {first} to {last}. {told}.",
        source=source, figure=made,
        columns=("what", scale.label), rows=rows,
    )  # fmt: skip


def _left(names: Sequence[str]) -> float:
    """Return the share of the width that the longest line of the names needs."""
    longest = max(len(line) for name in names for line in name.split("\n")) if names else 0
    return min(0.5, max(0.2, 0.05 + LETTER * longest))


def _zero(axes: Axes, scale: Scale) -> None:
    quiet(axes, along="x")
    axes.tick_params(axis="y", labelsize=8, length=0)
    axes.set_xlabel(scale.label, fontsize=8.5, color=INK)
    axes.xaxis.set_major_formatter(lambda value, _: scale.written(value))
    axes.locator_params(axis="x", nbins=6)
    axes.axvline(0.0, color=FAINT, linewidth=0.9, linestyle=":")


def _signed(part: float, scale: Scale) -> str:
    text = scale.written(part)
    if not text.strip("-£0.,%"):
        return text.removeprefix("-")
    return f"+{text}" if part > 0 else text


def _tornado_in_words(told: Sequence[Swing], centre: float, scale: Scale) -> str:
    parts = [
        f"{swing.words} from {swing.low} to {swing.high}: {scale.written(swing.at_low)} to"
        f" {scale.written(swing.at_high)}"
        for swing in told
    ]
    return f"As assumed: {scale.written(centre)} ({scale.label}). {'; '.join(parts)}."
