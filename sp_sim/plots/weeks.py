"""Weeks: what happens week by week, a band over runs for each scenario, panel beside panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.plots.drawing import Drawing, canvas, finish, legend
from sp_sim.plots.theme import FAINT, INK, quiet, style
from sp_sim.plots.trajectories import Band, band, week_step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    from sp_sim.plots.drawing import Cell, Source
    from sp_sim.results.counting import Floats

SHOWN_WEEKS = 13
"""The table beside a picture has one week in so many."""
BAND = "Line: mean of the runs. Band: 8 of 10 runs."


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One panel: its words, its unit, and a table of runs by weeks for each scenario."""

    title: str
    unit: str
    series: Mapping[str, Floats]
    mark: float | None = None
    mark_words: str = ""
    top: float | None = None
    """As high as the scale goes, where the measure has a highest value."""


def over_weeks(
    name: str, title: str, panels: Sequence[Panel], described: str, source: Source
) -> Drawing:
    """Return the panels side by side: a line for the mean, a band for 8 runs in 10."""
    made = canvas(2.5)
    axes = made.subplots(1, len(panels), squeeze=False)[0]
    bands = [{arm: band(values) for arm, values in panel.series.items()} for panel in panels]
    for where, panel, told in zip(axes, panels, bands, strict=True):
        _draw(where, panel, told)
    finish(made, title, source, notes=(BAND,), head=0.84, wspace=0.24)
    legend(made, *axes[0].get_legend_handles_labels())
    rows = [row for panel, told in zip(panels, bands, strict=True) for row in _rows(panel, told)]
    last = max(len(found.mean) for told in bands for found in told.values())
    ends = {*range(SHOWN_WEEKS - 1, last, SHOWN_WEEKS), last - 1}
    return Drawing(
        name=name, title=title, described=described, source=source, figure=made, rows=rows,
        columns=("scenario", "what", "week", "mean", "low (1 run in 10 below)", "high (1 run in 10 above)"),
        shown=[row for row in rows if row[2] in ends],
    )  # fmt: skip


def _rows(panel: Panel, bands: Mapping[str, Band]) -> Iterator[tuple[Cell, ...]]:
    for arm, found in bands.items():
        for week, parts in enumerate(zip(found.mean, found.low, found.high, strict=True)):
            yield (arm, panel.title, week, *map(_number, parts))


def _draw(axes: Axes, panel: Panel, bands: Mapping[str, Band]) -> None:
    for number, (arm, told) in enumerate(bands.items()):
        look, weeks = style(number), np.arange(len(told.mean))
        axes.fill_between(weeks, told.low, told.high, color=look.colour, alpha=0.18, linewidth=0)
        axes.plot(
            weeks, told.mean, color=look.colour, linestyle=look.line, linewidth=1.8, label=arm
        )
    quiet(axes)
    axes.set_title(panel.title, loc="left", fontsize=9.5, color=INK, weight="bold", pad=8)
    axes.set_ylabel(panel.unit, fontsize=8, color=INK)
    axes.set_xlabel("week", fontsize=8, color=INK)
    last = max(len(told.mean) for told in bands.values())
    axes.set_xlim(0, last)
    axes.set_xticks(range(0, last + 1, week_step(last)))
    axes.set_ylim(0.0, _top(panel, bands))
    if panel.mark is not None:
        axes.axhline(panel.mark, color=FAINT, linewidth=0.9, linestyle=":")
        axes.annotate(
            panel.mark_words, (0.99, panel.mark), xycoords=("axes fraction", "data"), xytext=(0, 3),
            textcoords="offset points", fontsize=7.5, color=INK, ha="right",
        )  # fmt: skip


def _top(panel: Panel, bands: Mapping[str, Band]) -> float:
    seen = np.concatenate([told.high[np.isfinite(told.high)] for told in bands.values()])
    needed = max(1.12 * float(seen.max(initial=0.0)), 1.3 * (panel.mark or 0.0)) or 1.0
    return needed if panel.top is None else min(panel.top, needed)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
