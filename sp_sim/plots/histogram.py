"""Histogram: how practices differ in involvement at the end, which their mean does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.plots.drawing import Drawing, canvas, finish, legend
from sp_sim.plots.theme import INK, quiet, style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes

    from sp_sim.plots.drawing import Cell, Source
    from sp_sim.results.counting import Floats

BINS = 10
EDGES = np.linspace(0.0, 1.0, BINS + 1)
TITLE = "Involvement of link workers at the end, practice by practice"
COUNTED = (
    "Line: of all practices with a link worker, in all runs, how many have the involvement in each tenth of the scale"
    " in the last week. Triangle: the mean, where there need not be any. Practices that start alike may part ways."
)
OTHERS = "Without a link worker, and not drawn, of every 100 of all practices: {}."
MIDDLE = (0.1, 0.9)


def histogram(involved: Mapping[str, Floats], source: Source) -> Drawing:
    """Return a line of steps a scenario; `involved` are practices in runs, NaN where nobody covers one.

    Every scenario has some that are not NaN.
    """
    made = canvas(2.4)
    axes = made.subplots(1, 1)
    for number, (arm, values) in enumerate(involved.items()):
        _draw(axes, number, arm, values)
    quiet(axes)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks(EDGES)
    axes.set_ylim(bottom=0.0)
    axes.set_xlabel("involvement in the practice (0 to 1)", fontsize=8.5, color=INK)
    axes.set_ylabel("of every 100 practices\nwith a link worker", fontsize=8.5, color=INK)
    finish(made, TITLE, source, notes=_notes(involved), room=0.4, head=0.8)
    legend(made, *axes.get_legend_handles_labels())
    return Drawing(
        name="involvement", title=TITLE, described=_described(involved), source=source, figure=made,
        columns=("scenario", "involvement from", "to", "practices in runs", "of every 100"),
        rows=[row for arm, values in involved.items() for row in _rows(arm, values)],
    )  # fmt: skip


def counts(values: Floats) -> Floats:
    """Return how many of the values lie in each tenth of the scale, the highest one included."""
    return np.asarray(np.histogram(values[np.isfinite(values)], bins=EDGES)[0], dtype=np.float64)


def _of_hundred(values: Floats) -> Floats:
    found = counts(values)
    shares: Floats = 100.0 * found / found.sum()
    return shares


def _draw(axes: Axes, number: int, arm: str, values: Floats) -> None:
    look = style(number)
    axes.stairs(
        _of_hundred(values), EDGES, color=look.colour, linestyle=look.line, linewidth=1.8, label=arm
    )
    axes.plot(
        [np.nanmean(values)], [0.0], marker="^", color=look.colour, markersize=7, clip_on=False,
        linestyle="none",
    )  # fmt: skip


def _rows(arm: str, values: Floats) -> Iterator[tuple[Cell, ...]]:
    told = zip(EDGES[:-1], EDGES[1:], counts(values), _of_hundred(values), strict=True)
    for low, high, count, share in told:
        yield arm, float(low), float(high), int(count), float(share)


def _notes(involved: Mapping[str, Floats]) -> tuple[str, ...]:
    left = {arm: 100.0 * float(np.isnan(values).mean()) for arm, values in involved.items()}
    if not any(left.values()):
        return (COUNTED,)
    return COUNTED, OTHERS.format(", ".join(f"{arm} {share:.0f}" for arm, share in left.items()))


def _described(involved: Mapping[str, Floats]) -> str:
    told = []
    for arm, values in involved.items():
        low, high = np.nanquantile(values, MIDDLE)
        told.append(
            f"{arm}: mean {np.nanmean(values):.2f}, 8 of 10 practices from {low:.2f} to {high:.2f}"
        )
    return f"{'; '.join(told)}."
