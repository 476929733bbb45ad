"""Moment: how one world with one seed stands at the end of a week, so that futures can go on from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sp_sim.domain.needs import KINDS
from sp_sim.domain.records import same_table
from sp_sim.engine.batch import Batch, Output
from sp_sim.engine.room import Part
from sp_sim.engine.rows import CASE, FREED, GP, KEPT_LIFE, MARK, OFFER, PAIR, SITE, WORKER
from sp_sim.engine.state import Moments, Span

TABLES = {
    "lives": KEPT_LIFE,
    "cases": CASE,
    "waiting": np.dtype("i8"),
    "caring": np.dtype("i8"),
    "seeking": np.dtype("i8"),
    "taking_part": np.dtype("i8"),
    "gps": GP,
    "sites": SITE,
    "workers": WORKER,
    "pairs": PAIR,
    "offers": OFFER,
    "freed": FREED,
}
"""The tables of a moment and what a row of each holds; `marks` says which rows belong to which system."""


@dataclass(frozen=True)
class Moment:
    """One world with one seed, before `week`; what was recorded until then is with it.

    `tables` holds `marks` (one row a system), `TABLES` and the record tables `practice_weeks`,
    `worker_weeks` and `offer_weeks` (weeks 0 to `week`, excluded), all numpy arrays.
    """

    week: int
    tables: dict[str, Any]

    def same_bits(self, other: Moment) -> bool:
        """Return whether everything in two moments equals to the bit (NaN equals NaN)."""
        return self.week == other.week and all(
            same_table(table, other.tables[name]) for name, table in self.tables.items()
        )


def joined(past: Sequence[Sequence[Moment]]) -> Moments:
    """Return the moments of arms (outer) and runs (inner) as the tables of one call."""
    flat = [moment for arm in past for moment in arm]
    marks = _stacked([moment.tables["marks"] for moment in flat], MARK).reshape(len(flat), -1)
    for table in TABLES:
        sizes = [len(moment.tables[table]) for moment in flat]
        marks[f"{table}_first"] += np.cumsum([0, *sizes[:-1]])[:, None]
    return Moments(
        marks=marks.reshape(len(past), -1).view(np.recarray),
        **{
            table: _as_columns(_stacked([moment.tables[table] for moment in flat], row))
            for table, row in TABLES.items()
        },
    )


def parted(
    parts: Iterable[Part], marks: Any, output: Output, arm: int, batch: Batch, span: Span
) -> list[Moment]:
    """Return one arm's moments, one a run, of the parts that its jobs gave up; `marks` is by job."""
    systems = batch.systems.shape[1]
    runs = len(marks) // systems
    tables = [_tables_of_jobs(parts, marks, run * systems, systems) for run in range(runs)]
    practices, workers, offers = _recorded(output, arm, batch, runs, max(span.last, 0))
    return [
        Moment(
            span.last,
            tables[run]
            | {
                "practice_weeks": practices[run].copy(),
                "worker_weeks": workers[run].copy(),
                "offer_weeks": offers[run].copy(),
            },
        )
        for run in range(runs)
    ]


def _tables_of_jobs(
    parts: Iterable[Part], marks: Any, first_job: int, systems: int
) -> dict[str, Any]:
    """Return the tables of one run: what its jobs kept, one behind the other."""
    own = np.zeros(systems, dtype=MARK)
    pieces: dict[str, list[Any]] = {table: [] for table in TABLES}
    rows = dict.fromkeys(TABLES, 0)
    for part in parts:
        last = min(part.next_job, first_job + systems)
        for job in range(max(part.first_job, first_job), last):
            for table in TABLES:
                first, count = int(marks[job][f"{table}_first"]), int(marks[job][f"{table}_count"])
                pieces[table].append(np.asarray(getattr(part.kept, table))[first : first + count])
                own[job - first_job][f"{table}_first"] = rows[table]
                own[job - first_job][f"{table}_count"] = count
                rows[table] += count
    return {"marks": own} | {table: _stacked(pieces[table], row) for table, row in TABLES.items()}


def _recorded(
    output: Output, arm: int, batch: Batch, runs: int, weeks: int
) -> tuple[Any, Any, Any]:
    """Return one arm's weekly tables, each of shape (runs, practices or posts or offers, weeks)."""
    practices = len(batch.practices)
    first = arm * runs * practices * weeks
    of_practices = np.asarray(output.practice_weeks)[first : first + runs * practices * weeks]
    first, posts = int(batch.arms[arm].worker_row_first), int(batch.arms[arm].posts)
    of_workers = np.asarray(output.worker_weeks)[first : first + runs * posts * weeks]
    offers = batch.systems.shape[1] * KINDS
    first = arm * runs * offers * weeks
    of_offers = np.asarray(output.offer_weeks)[first : first + runs * offers * weeks]
    return (
        of_practices.reshape(runs, practices, weeks),
        of_workers.reshape(runs, posts, weeks),
        of_offers.reshape(runs, offers, weeks),
    )


def record_again(
    past: Sequence[Sequence[Moment]], batch: Batch, output: Output, weeks: int
) -> None:
    """Write what had been recorded before the moments into the tables of a call.

    Posts that a scenario adds later have no rows in the past; the engine writes those.
    """
    runs = len(past[0])
    for arm, moments in enumerate(past):
        week = max(moments[0].week, 0)
        practices, workers, offers = _recorded(output, arm, batch, runs, weeks)
        firsts = batch.systems[arm]["post_first"]
        for run, moment in enumerate(moments):
            practices[run, :, :week] = moment.tables["practice_weeks"]
            practices["run"][run, :, :week] = run
            offers[run, :, :week] = moment.tables["offer_weeks"]
            offers["run"][run, :, :week] = run
            posts = np.concatenate(
                [
                    first + np.arange(mark["workers_count"])
                    for first, mark in zip(firsts, moment.tables["marks"], strict=True)
                ]
            )
            workers[run, posts, :week] = moment.tables["worker_weeks"]
            workers["run"][run, posts, :week] = run
            workers["post"][run, posts, :week] = posts[:, None]


def _stacked(pieces: Sequence[Any], row: np.dtype[Any]) -> Any:
    """Return tables one behind the other, laid out as the engine knows them: a file forgets how."""
    whole = np.zeros(sum(map(len, pieces)), dtype=row)
    first = 0
    for piece in pieces:
        whole[first : first + len(piece)] = piece
        first += len(piece)
    return whole


def _as_columns(table: Any) -> Any:
    return table.view(np.recarray) if table.dtype.names else table
