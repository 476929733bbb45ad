"""Theme: the colours, lines and footer that all pictures share."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
"""Colours that people with any colour vision tell apart (Okabe and Ito 2008)."""
LINES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1.5, 2)))
"""A line style for each arm, so that grey paper is enough."""
INK = "#222222"
FAINT = "#666666"
GRID = "#DDDDDD"
FOOTER_WIDTH = 170


@dataclass(frozen=True)
class Style:
    """How one arm is drawn."""

    colour: str
    line: Any


def style(number: int) -> Style:
    """Return the style of the arm with this number, from 0; the first twelve are all unlike."""
    return Style(OKABE_ITO[number % len(OKABE_ITO)], LINES[number % len(LINES)])


def figure() -> Figure:
    """Return an empty figure that belongs to nobody else (no global state)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - only when drawn
    from matplotlib.figure import Figure  # noqa: PLC0415 - a second, only when something is drawn

    made = Figure(figsize=(11.0, 5.6), dpi=150, facecolor="white")
    FigureCanvasAgg(made)
    return made


def quiet(axes: Axes, *, along: str = "y") -> None:
    """Give a panel a grid along one axis and a frame that does not shout."""
    axes.grid(visible=True, axis=along, color=GRID, linewidth=0.8)  # type: ignore[arg-type]  # x or y
    axes.set_axisbelow(True)
    axes.tick_params(colors=INK, labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)


def dress(axes: Axes, title: str, unit: str) -> None:
    """Give a panel its title, unit, grid and quiet frame."""
    axes.set_title(title, loc="left", fontsize=12, color=INK, fontweight="bold", pad=10)
    axes.set_ylabel(unit, fontsize=10, color=INK)
    axes.set_xlabel("week", fontsize=10, color=INK)
    quiet(axes)
    axes.tick_params(labelsize=9)


def footer_text(*lines: str, width: int = FOOTER_WIDTH) -> str:
    """Return the lines of a footer, wrapped."""
    return "\n".join(part for line in lines for part in textwrap.wrap(line, width))


def place(made: Figure, footer: str) -> None:
    """Write the footer at the bottom and give the panels the room between it and the legend."""
    line_inches, height = 0.135, 4.7
    below = 0.65 + line_inches * (1 + footer.count("\n"))
    height += below
    made.set_figheight(height)
    made.text(0.012, 0.012, footer, fontsize=7.5, color=FAINT, ha="left", va="bottom")
    made.subplots_adjust(
        left=0.08, right=0.98, top=1.0 - 0.95 / height, bottom=below / height, wspace=0.2
    )
