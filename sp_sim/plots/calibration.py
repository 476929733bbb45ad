"""Calibration: the patterns before and after against their bands, and what was learned of parameters."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from sp_sim import __version__
from sp_sim.experiments.calibration.summary import RANGE
from sp_sim.plots.theme import FAINT, GRID, INK, OKABE_ITO, figure, footer_text

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sp_sim.experiments.calibration.summary import Calibration, Row

NAME = "calibration"
MOST_PARAMETERS = 24
FARTHEST = 4.0
"""Bands are drawn from -1 to 1; what lies farther out than this is drawn at the edge."""
BEFORE, AFTER = OKABE_ITO[4], OKABE_ITO[0]


@dataclass(frozen=True)
class Bar:
    """One line of the picture: a pattern's number in half widths of its band, or a place in a prior."""

    kind: str
    name: str
    words: str
    before_low: float
    before_high: float
    low: float
    middle: float
    high: float


def draw(found: Calibration, folder: Path) -> tuple[Path, Path]:
    """Draw a calibration; return the picture and its data, which lie beside each other."""
    bars = [*_patterns(found), *_parameters(found)]
    data, picture = folder / f"{NAME}.csv", folder / f"{NAME}.png"
    with data.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Bar)])
        writer.writerows(astuple(bar) for bar in bars)
    _figure(bars, found).savefig(picture, metadata={"Title": "sp_sim calibration"})
    return picture, data


def _patterns(found: Calibration) -> list[Bar]:
    """Return the numbers of patterns on the scale of their bands, where all are known."""
    bars = []
    for row in found.rows():
        told = (*row.prior, row.posterior[0], row.mean, row.posterior[1])
        known = [_placed(row, value) for value in told if value is not None]
        if len(known) == len(told):
            before_low, before_high, low, middle, high = known
            words = f"{row.target.pattern} {row.target.words}"
            bars.append(
                Bar("pattern", row.target.key, words, before_low, before_high, low, middle, high)
            )
    return bars


def _placed(row: Row, value: float) -> float:
    """Return where a value lies: -1 and 1 are the band's ends, for an open band only the one."""
    target, scaled = row.target, row.target.scaled(value)
    if np.isinf(target.high):
        return float((scaled - target.low) / target.half - 1.0)
    if np.isinf(target.low):
        return float((scaled - target.high) / target.half + 1.0)
    return float((scaled - (target.low + target.high) / 2.0) / target.half)


def _parameters(found: Calibration) -> list[Bar]:
    """Return the parameters that were informed most, as places in their priors."""
    chances, weights = found.fitted.final[0], found.fitted.weighed.weights
    columns = {param.key: place for place, param in enumerate(found.space.params)}
    bars = []
    for each in [each for each in found.learned if each.is_informed][:MOST_PARAMETERS]:
        values = chances[:, columns[each.key]]
        order = np.argsort(values, kind="stable")
        below = np.cumsum(weights[order])
        low, high = values[order][np.minimum(np.searchsorted(below, RANGE), len(values) - 1)]
        mean = float(weights @ values)
        bars.append(Bar("parameter", each.key, each.key, *RANGE, float(low), mean, float(high)))
    return bars


def _figure(bars: list[Bar], found: Calibration) -> Figure:
    made = figure()
    panels = {kind: [bar for bar in bars if bar.kind == kind] for kind in ("pattern", "parameter")}
    height = 1.9 + 0.27 * max(1, *(len(panel) for panel in panels.values()))
    made.set_size_inches(14.0, height)
    left, right = made.subplots(1, 2)
    _panel(left, panels["pattern"], "Patterns against their bands", "half widths from mid-band")
    left.axvspan(-1.0, 1.0, color=GRID, zorder=0)
    left.set_xlim(-FARTHEST, FARTHEST)
    _panel(right, panels["parameter"], "Parameters that were informed", "place in the prior")
    right.set_xlim(0.0, 1.0)
    made.text(0.012, 0.012, _footer(found), fontsize=7.5, color=FAINT, ha="left", va="bottom")
    made.subplots_adjust(
        left=0.24, right=0.985, top=1.0 - 0.55 / height, bottom=1.1 / height, wspace=0.62
    )
    return made


def _panel(axes: Axes, bars: list[Bar], title: str, unit: str) -> None:
    """Draw thin bars before and thick ones after, one line each, the first on top."""
    for place, bar in enumerate(bars):
        for low, high, colour, width in (
            (bar.before_low, bar.before_high, BEFORE, 2.0),
            (bar.low, bar.high, AFTER, 6.0),
        ):
            ends = np.clip([low, high], -FARTHEST, FARTHEST)
            axes.plot(ends, [place, place], color=colour, linewidth=width, solid_capstyle="butt")
        middle = float(np.clip(bar.middle, -FARTHEST, FARTHEST))
        axes.plot([middle], [place], "o", color="white", markeredgecolor=INK, markersize=5)
    axes.set_yticks(range(len(bars)), [bar.words for bar in bars], fontsize=8, color=INK)
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_title(title, loc="left", fontsize=12, color=INK, fontweight="bold")
    axes.set_xlabel(unit, fontsize=9, color=INK)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _footer(found: Calibration) -> str:
    return footer_text(
        "Thin: nine in ten draws from the priors. Thick: nine in ten of the posterior; circle: its mean. "
        "Grey: the published band; of a band with one end only that end counts.",
        f"sp_sim {__version__}; {found.lived_sets:,} parameter sets lived, effective size of the "
        f"posterior {found.fitted.weighed.ess:,.0f}.",
    )
