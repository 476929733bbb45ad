"""Beeswarm: the difference in every pair of runs, a dot a pair, beside what is too small to matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.plots.drawing import Drawing, canvas, finish
from sp_sim.plots.theme import FAINT, INK, OKABE_ITO, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sp_sim.plots.drawing import Source
    from sp_sim.results.counting import Floats

BLUE, ORANGE = OKABE_ITO[:2]
GREY = "#777777"
SHADE = "#E8E8E8"
DOTS_SHARE = 0.76
"""The share of a strip's height that dots may take; above them is the mean with its interval."""
BAR_AT = 0.89
MANY_PAIRS = 40
TITLE = "The difference, pair by pair"
READING = (
    "Dot: one pair of runs with the same people and luck. Bar: mean with its 95% interval. Grey field: too"
    " small to matter, by a limit that we assumed. Dots: circle better, cross worse, square neither."
)
COLUMNS_OF_DOTS = 46
"""So many places side by side for dots; those that share one are stacked."""


@dataclass(frozen=True, kw_only=True)
class Swarm:
    """One measure: its words and unit, a difference for each seed, and the mean with its interval."""

    words: str
    unit: str
    seeds: Sequence[int]
    differences: Floats
    mean: float
    low: float | None
    high: float | None
    smallest: float
    better: str
    verdict: str

    @property
    def label(self) -> str:
        """The words, and the unit where they do not say it already."""
        said = self.unit.split()[0] in self.words.replace("(", " ").split()
        return self.words if said else f"{self.words}\n({self.unit})"


def beeswarm(swarms: Sequence[Swarm], base: str, other: str, source: Source) -> Drawing:
    """Return a strip a measure, each on its own scale with its unit."""
    most = max(len(swarm.differences) for swarm in swarms)
    made = canvas((0.72 if most <= MANY_PAIRS else 0.95) * len(swarms))
    axes = made.subplots(len(swarms), 1, squeeze=False)[:, 0]
    for where, swarm in zip(axes, swarms, strict=True):
        _draw(where, swarm)
    notes = (READING,)
    subtitle = f"{other} minus {base}"
    finish(
        made,
        TITLE,
        source,
        notes=notes,
        subtitle=subtitle,
        room=0.3,
        left=0.34,
        right=0.86,
        hspace=0.95,
    )
    rows = [
        (swarm.words, swarm.unit, seed, float(value))
        for swarm in swarms
        for seed, value in zip(swarm.seeds, swarm.differences, strict=True)
        if np.isfinite(value)
    ]
    summary = [
        (s.words, s.unit, int(np.isfinite(s.differences).sum()), s.mean, s.low, s.high, s.verdict)
        for s in swarms
    ]
    return Drawing(
        name="beeswarm", title=f"{TITLE}: {subtitle}", described=_described(swarms, base, other), source=source,
        figure=made, columns=("measure", "unit", "seed", "difference"), rows=rows, shown=summary,
        shown_columns=("measure", "unit", "pairs", "mean difference", "low", "high", "verdict"),
    )  # fmt: skip


def _draw(axes: Axes, swarm: Swarm) -> None:
    values = swarm.differences[np.isfinite(swarm.differences)]
    reach = max(1.15 * float(np.abs(values).max(initial=0.0)), 1.6 * swarm.smallest)
    heights = stacked(values, 2 * reach / COLUMNS_OF_DOTS)
    axes.axvspan(-swarm.smallest, swarm.smallest, color=SHADE, linewidth=0)
    axes.axvline(0.0, color=FAINT, linewidth=0.9)
    for chosen, colour, marker in _kinds(values, swarm.better):
        look: dict[str, Any] = {"s": 9, "color": colour, "marker": marker, "linewidth": 0.8}
        axes.scatter(values[chosen], heights[chosen], alpha=0.75, **look)
    lowest = -float(np.abs(heights).max(initial=1.5)) - 0.7
    tall = -2.0 * lowest / DOTS_SHARE
    lift = [lowest + BAR_AT * tall]
    if swarm.low is not None and swarm.high is not None:
        axes.plot(
            [swarm.low, swarm.high], lift * 2, color=INK, linewidth=2.2, solid_capstyle="butt"
        )
    axes.plot([swarm.mean], lift, marker="D", color=INK, markersize=4)
    axes.set_ylim(lowest, lowest + tall)
    axes.set_xlim(-reach, reach)
    quiet(axes, along="x")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    _label(axes, swarm)


def _label(axes: Axes, swarm: Swarm) -> None:
    beside: dict[str, Any] = {"transform": axes.transAxes, "fontsize": 8, "color": INK}
    axes.text(-0.03, 0.5, swarm.label, ha="right", va="center", **beside)
    axes.text(1.02, 0.5, swarm.verdict, ha="left", va="center", weight="bold", **beside)


def _kinds(values: Floats, better: str) -> list[tuple[np.ndarray, str, str]]:
    if better == "neither":
        return [(np.ones(len(values), dtype=bool), GREY, "s")]
    gain = values if better == "up" else -values
    return [(gain > 0, BLUE, "o"), (gain < 0, ORANGE, "x"), (gain == 0, GREY, "s")]


def stacked(values: Floats, width: float) -> Floats:
    """Return a height for each value such that those that fall together stand apart, about zero."""
    places = np.floor(values / width).astype(np.int64)
    heights = np.zeros(len(values))
    for place in np.unique(places):
        (there,) = np.nonzero(places == place)
        heights[there] = np.arange(len(there)) - (len(there) - 1) / 2.0
    return heights


def _described(swarms: Sequence[Swarm], base: str, other: str) -> str:
    told = []
    for swarm in swarms:
        values = swarm.differences[np.isfinite(swarm.differences)]
        higher = int((values > 0).sum())
        told.append(f"{swarm.words}: {higher} of {len(values)} pairs higher, {swarm.verdict}")
    return f"{other} against {base}. {'; '.join(told)}."
