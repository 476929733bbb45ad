"""Shown: a measure's numbers as people read them, with decimals that show a tenth of what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sp_sim.results.measure import Measure

NOTHING = "-"


def number(measure: Measure, value: float) -> str:
    """Return a value: shares in per cent."""
    if measure.kind == "share":
        return f"{100 * value:.{1 if measure.smallest < 0.01 else 0}f}%"
    return f"{value:,.{places(measure)}f}"


def signed(measure: Measure, value: float) -> str:
    """Return a difference with its sign; of shares in percentage points."""
    is_share = measure.kind == "share"
    scaled, decimals = (100 * value, 1) if is_share else (value, places(measure))
    text = f"{scaled:+,.{decimals}f}"
    return text if text.strip("+-0.") else text[1:]


def places(measure: Measure) -> int:
    """Return decimals that show a tenth of what matters."""
    return 2 if measure.smallest < 0.5 else 1 if measure.smallest < 10.0 else 0


def shown_range(measure: Measure, low: float | None, high: float | None) -> str:
    """Return a range as it is printed; or that there is none."""
    if low is None or high is None:
        return NOTHING
    return f"{number(measure, low)} to {number(measure, high)}"
