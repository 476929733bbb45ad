"""Multiples: the same small picture for every practice, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.plots.drawing import Drawing, canvas, finish, legend
from sp_sim.plots.theme import INK, quiet, style
from sp_sim.plots.trajectories import week_step
from sp_sim.plots.weeks import SHOWN_WEEKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sp_sim.plots.drawing import Source
    from sp_sim.results.counting import Floats

MOST = 20
COLUMNS = 4
TITLE = "Referral uptake, practice by practice"


@dataclass(frozen=True, kw_only=True)
class Small:
    """One practice: its code, its list, its fifth, and a mean by week for each scenario."""

    code: str
    registered: int
    fifth: int | None
    means: Mapping[str, Floats]

    @property
    def words(self) -> str:
        """The practice in a line: code, list, deprivation fifth where it is known."""
        fifth = "" if self.fifth is None else f", fifth {self.fifth}"
        return f"{self.code}: {self.registered:,}{fifth}"


def multiples(practices: Sequence[Small], unit: str, source: Source) -> Drawing:
    """Return a panel a practice, the largest lists first; of very many practices only those."""
    told = sorted(practices, key=lambda each: (-each.registered, each.code))
    drawn = told[:MOST]
    made = _figure(drawn, unit)
    notes = _notes(len(drawn), len(told))
    finish(made, TITLE, source, notes=notes, room=0.3, head=0.8, hspace=0.5, wspace=0.12)
    legend(made, *made.axes[0].get_legend_handles_labels())
    rows = [
        (each.code, arm, week, float(value) if np.isfinite(value) else None)
        for each in told
        for arm, mean in each.means.items()
        for week, value in enumerate(mean)
    ]
    last = [
        (each.words, arm, float(mean[-1])) for each in drawn for arm, mean in each.means.items()
    ]
    return Drawing(
        name="practices", title=TITLE, described=_described(told), source=source, figure=made,
        columns=("practice", "scenario", "week", unit), rows=rows, shown=last,
        shown_columns=("practice: registered, deprivation fifth", "scenario", f"{unit}, last week"),
    )  # fmt: skip


def _figure(drawn: Sequence[Small], unit: str) -> Figure:
    """Return the panels, all on one scale."""
    down = -(-len(drawn) // COLUMNS)
    made = canvas(1.25 * down)
    grid = made.subplots(down, COLUMNS, squeeze=False, sharex=True, sharey=True)
    for axes, each in zip(grid.ravel(), drawn, strict=False):
        _draw(axes, each)
    for axes in grid.ravel()[len(drawn) :]:
        axes.set_visible(False)
    weeks = max(len(mean) for mean in drawn[0].means.values())
    grid[0, 0].set_ylim(bottom=0.0)
    grid[0, 0].set_xlim(0, weeks)
    grid[0, 0].set_xticks(range(0, weeks + 1, max(week_step(weeks), weeks // 4)))
    made.supylabel(unit, fontsize=8, color=INK, x=0.01)
    return made


def _draw(axes: Axes, each: Small) -> None:
    for number, (arm, mean) in enumerate(each.means.items()):
        look, weeks = style(number), np.arange(len(mean))
        axes.plot(weeks, mean, color=look.colour, linestyle=look.line, linewidth=1.5, label=arm)
    quiet(axes)
    axes.set_title(each.words, loc="left", fontsize=7.5, color=INK, pad=3)
    axes.tick_params(labelsize=7)


def _notes(drawn: int, every: int) -> tuple[str, ...]:
    line = "Line: mean of the runs. Above each: practice, registered patients, deprivation fifth (5 most deprived)."
    return (
        (line,)
        if drawn == every
        else (line, f"Shown are the {drawn} largest of {every} practices; all are in the data.")
    )


def _described(told: Sequence[Small]) -> str:
    parts = []
    for arm in told[0].means:
        last = [float(each.means[arm][-1]) for each in told]
        parts.append(f"{arm}: from {min(last):.1f} to {max(last):.1f} in the last week")
    return f"{len(told)} practices, {SHOWN_WEEKS}-week moving rate. {'; '.join(parts)}."
