"""Rows: one line of a table of scenarios side by side, as words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.dashboard import figures

if TYPE_CHECKING:
    from sp_sim.dashboard.charts import Bands
    from sp_sim.dashboard.values import Change


@dataclass(frozen=True)
class Cell:
    """One scenario in one measure: the value and its band; beside the base, the difference in words."""

    value: str
    band: str
    change: str = ""
    change_band: str = ""
    change_far: str = ""
    verdict: str = ""
    settle: str = ""


@dataclass(frozen=True)
class Row:
    """One measure in all scenarios."""

    key: str
    words: str
    definition: str
    unit: str
    better: str
    cells: tuple[Cell, ...]
    picture: Bands | None


def settle(change: Change) -> str:
    """Return what would settle an inconclusive verdict, or what it was without the others."""
    if change.alone:
        return f"{figures.VERDICTS[change.alone]} by itself; not beside the other comparisons"
    if change.runs_to_settle is None:
        return ""
    return f"about {change.runs_to_settle:,} pairs would settle it"
