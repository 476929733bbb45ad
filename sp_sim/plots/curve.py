"""Curve: one small picture of how an answer follows a cause, as SVG that is the same everywhere."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.plots.theme import GRID, INK, dress, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

FONT = "DejaVu Sans"
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "sp_sim",
    "svg.fonttype": "none",
    "font.family": FONT,
    "path.simplify": False,
}
"""Fixed names of parts, text as text, the font that comes with the plotting library."""
SHADE = "#BBBBBB"


@dataclass(frozen=True)
class Stroke:
    """One line: what it stands for, and its heights in the order of the picture's `across`."""

    label: str
    heights: Sequence[float]


@dataclass(frozen=True)
class Shade:
    """Where the first line might lie: what is uncertain, and the lowest and highest heights."""

    label: str
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything that is drawn: words with their units, places across, lines, perhaps a shade."""

    title: str
    across_label: str
    up_label: str
    across: Sequence[float]
    strokes: Sequence[Stroke]
    shade: Shade | None
    described: str
    in_counts: bool = False


def svg(picture: Picture) -> str:
    """Return the picture as the text of an SVG file, with no date in it."""
    import matplotlib as mpl  # noqa: PLC0415 - a second, only when something is drawn
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        made = Figure(figsize=(7.2, 4.4), facecolor="white")
        axes = made.add_axes((0.08, 0.29, 0.89, 0.56))
        _draw(axes, picture)
        text = io.StringIO()
        told = {"Date": None, "Title": picture.title, "Description": picture.described}
        made.savefig(text, format="svg", metadata=told)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "\n".join(lines).replace(f"'{FONT}'", f"'{FONT}', Verdana, sans-serif") + "\n"


def _draw(axes: Axes, picture: Picture) -> None:
    marker = "o" if picture.in_counts else ""
    for number, stroke in enumerate(picture.strokes):
        chosen = style(number)
        axes.plot(
            picture.across, stroke.heights, color=chosen.colour, linestyle=chosen.line,
            linewidth=2.2, label=stroke.label, marker=marker, markersize=4.5,
        )  # fmt: skip
    dress(axes, "", "")
    axes.set_title(picture.title, loc="left", fontsize=11, color=INK, fontweight="bold", pad=26)
    axes.text(0.0, 1.045, picture.up_label, transform=axes.transAxes, fontsize=10, color=INK)
    axes.set_xlabel(picture.across_label, fontsize=10, color=INK)
    axes.grid(visible=True, axis="x", color=GRID, linewidth=0.4)
    if picture.in_counts:
        axes.locator_params(axis="x", integer=True)
    axes.margins(x=0.02 if picture.in_counts else 0.0)
    _explain(axes, picture)
    axes.set_ylim(*_room(axes.get_ylim()))


def _explain(axes: Axes, picture: Picture) -> None:
    """Draw the shade, and say below the picture what the lines and the shade are."""
    usual: dict[str, Any] = {
        "loc": "upper left", "frameon": False, "fontsize": 9.5, "labelcolor": INK,
        "handlelength": 3.2, "columnspacing": 1.6,
    }  # fmt: skip
    lines = axes.legend(bbox_to_anchor=(-0.02, -0.2), ncols=2, **usual)
    if picture.shade is None:
        return
    axes.add_artist(lines)
    shade = picture.shade
    drawn = axes.fill_between(
        picture.across, shade.low, shade.high, color=SHADE, alpha=0.45, linewidth=0
    )
    below = -0.2 - 0.085 * ((len(picture.strokes) + 1) // 2)
    axes.legend([drawn], [shade.label], bbox_to_anchor=(-0.02, below), **usual)


def _room(limits: tuple[float, float]) -> tuple[float, float]:
    """Return limits that begin at nothing where that wastes less than half of the height."""
    low, high = limits
    return (0.0, high) if 0.0 < low < high / 2.0 or -0.06 * high < low <= 0.0 else (low, high)
