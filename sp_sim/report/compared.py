"""Compared: the tables of a report, every cell already as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sp_sim.report.words import anchor, difference_in_words, mean_in_words, verdict
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import NOTHING, shown_range, signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.results.reopen import Kept


@dataclass(frozen=True)
class Row:
    """One row: its id in the page, its first cell, and the others."""

    id: str
    head: str
    cells: tuple[str, ...]
    key: str = ""
    mark: str = ""
    """The verdict as a word that the style sheet knows."""


@dataclass(frozen=True)
class Table:
    """A table: its id in the page, its caption, its heads, and rows by theme (or under none)."""

    id: str
    caption: str
    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def tables(kept: Kept) -> list[Table]:
    """Return a table a comparison; or one of the means, where there is none."""
    if not kept.comparisons:
        return [_alone(kept, place) for place in range(1, len(kept.names) + 1)]
    return [_compared(kept, place) for place in range(1, len(kept.comparisons) + 1)]


def _alone(kept: Kept, place: int) -> Table:
    name = kept.names[place - 1]
    told = kept.document["scenarios"][name]["measures"]
    rows = [
        Row(
            anchor(key, place), DECLARED[key].words,
            (
                mean_in_words(key, found),
                shown_range(DECLARED[key], found["low"], found["high"]),
                shown_range(DECLARED[key], found["run_low"], found["run_high"]),
            ),
            key,
        )
        for key, found in told.items()
    ]  # fmt: skip
    return Table(
        f"measures-{place}",
        f"What was found with {name}",
        ("Measure", "Mean", "95% interval", "8 runs in 10"),
        by_theme(rows),
    )


def _compared(kept: Kept, place: int) -> Table:
    found, many = kept.comparisons[place - 1], len(kept.comparisons) > 1
    scenarios = kept.document["scenarios"]
    drawn = kept.manifest["parameter_sets"] > 1
    rows = []
    for key, told in found["measures"].items():
        means = (
            mean_in_words(key, scenarios[found[side]]["measures"][key])
            for side in ("base", "other")
        )
        word = verdict(told, many=many)
        beside = (_evidence(key, told),) if drawn else ()
        cells = (*means, difference_in_words(key, told), *beside, _runs_better(told), word)
        rows.append(Row(anchor(key, place), DECLARED[key].words, cells, key, word))
    heads = (
        "Measure", found["base"], found["other"], "Difference (95% interval)",
        *(("Over parameter sets",) if drawn else ()), "Better in pairs", "Verdict",
    )  # fmt: skip
    caption = f"{found['other']} against {found['base']}, pair by pair"
    return Table(f"comparison-{place}", caption, heads, by_theme(rows))


def by_theme(rows: Iterable[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return rows under the theme of their measure."""
    return tuple(
        (theme, tuple(told)) for theme, told in groupby(rows, lambda row: DECLARED[row.key].theme)
    )


def _runs_better(found: dict[str, Any]) -> str:
    if found["runs_better"] is None:
        return NOTHING
    return f"{found['runs_better']:g} of {found['runs']}"


def _evidence(key: str, found: dict[str, Any]) -> str:
    low, high = found["evidence_low"], found["evidence_high"]
    if low is None or high is None:
        return NOTHING
    return f"{signed(DECLARED[key], low)} to {signed(DECLARED[key], high)}"


def plain(
    caption: str, heads: tuple[str, ...], rows: Iterable[Iterable[str]], prefix: str
) -> Table:
    """Return a table without themes; the first cell of a row is its head."""
    told = [tuple(row) for row in rows]
    made = tuple(Row(f"{prefix}-{number}", row[0], row[1:]) for number, row in enumerate(told, 1))
    return Table(prefix, caption, heads, (("", made),))
