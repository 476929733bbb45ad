"""Run: live many systems, seeds and arms in few compiled calls, and give up their records."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from sp_sim.domain.records import Records
from sp_sim.draws import key_of_run
from sp_sim.engine.batch import batch_of, new_output, records_of_arm
from sp_sim.engine.compiled import compiling
from sp_sim.engine.jobs import entry
from sp_sim.engine.moment import Moment, joined, parted, record_again
from sp_sim.engine.room import JOBS_PER_CALL, Part, Room
from sp_sim.engine.rows import MARK
from sp_sim.engine.state import Span, columns, new_moments
from sp_sim.errors import Problem, Problems
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.world.world import World

MOST_GPS = 65_535
"""GPs of one system that a visit can tell apart (see `state.VISIT`)."""

Progress = Callable[[int, int], None]


def simulate(
    worlds: Sequence[World],
    seeds: Sequence[int],
    *,
    weeks: int,
    threads: int = 1,
    on_progress: Progress | None = None,
    past: Sequence[Sequence[Moment] | None] | None = None,
    looks_back: bool = False,
) -> list[Records]:
    """Live each world (arm) with each seed; return one `Records` an arm, in the order of `worlds`.

    Worlds with the same systems and the same need share their people and their luck, and the lives
    without a service are written once for all of them.

    Args:
        worlds: what `world.build.build` made, all of one area.
        seeds: whole numbers from 0 up; `run` in the records is the position in this list.
        weeks: the horizon, at least 1.
        threads: how many to use; results do not depend on it.
        on_progress: called with jobs done and jobs in all.
        past: for each world, one moment a seed to go on from, all of one week (see `advance`), or
            `None` to begin at its start. What was recorded before that week is recorded again.
        looks_back: also tell the year before and the year after each referral, with the service and
            without it; these columns are blank otherwise.
    """
    records: dict[int, Records] = {}
    how = {"keeps": False, "looks_back": looks_back}
    for group, lived in _lived(worlds, seeds, weeks, threads, on_progress, past, **how):
        for arm, position in enumerate(group):
            records[position] = lived.records(arm)
    return [records[position] for position in range(len(worlds))]


def advance(
    worlds: Sequence[World],
    seeds: Sequence[int],
    *,
    until: int,
    threads: int = 1,
    on_progress: Progress | None = None,
    past: Sequence[Sequence[Moment] | None] | None = None,
) -> list[list[Moment]]:
    """Live each world with each seed up to a week (excluded), and return how things stand then.

    Returns:
        For each world one `Moment` a seed; `simulate` goes on from there, with the same records as if
        it had never stopped.
    """
    moments: dict[int, list[Moment]] = {}
    for group, lived in _lived(worlds, seeds, until, threads, on_progress, past, keeps=True):
        for arm, position in enumerate(group):
            moments[position] = lived.moments(arm)
    return [moments[position] for position in range(len(worlds))]


def _lived(
    worlds: Sequence[World],
    seeds: Sequence[int],
    last: int,
    threads: int,
    on_progress: Progress | None,
    past: Sequence[Sequence[Moment] | None] | None,
    *,
    keeps: bool,
    looks_back: bool = False,
) -> Iterator[tuple[list[int], _Lived]]:
    """Yield the positions of worlds that share their people, and those worlds lived."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for position, world in enumerate(worlds):
        _check_size(world)
        _check_past(None if past is None else past[position], last)
        begins = past is None or past[position] is None
        groups.setdefault((begins, *_what_a_tape_depends_on(world)), []).append(position)
    counter = _Counter(
        len(seeds) * sum(len(worlds[group[0]].systems) for group in groups.values()), on_progress
    )
    for group in groups.values():
        moments = [] if past is None else [past[position] for position in group]
        before = [one for one in moments if one is not None] or None
        lived = _Lived([worlds[position] for position in group], seeds, last, before, keeps=keeps)
        lived.looks_back = looks_back
        lived.live(threads, counter)
        yield group, lived


def _check_past(past: Sequence[Moment] | None, last: int) -> None:
    if past and past[0].week >= last:
        message = f"stands at week {past[0].week}, and nothing is left to live until week {last}"
        rule, remedy = "a run goes on to a later week", "ask for more weeks"
        raise Problems([Problem(file="past", message=message, rule=rule, remedy=remedy)])


def _check_size(world: World) -> None:
    gps = int(world.systems["gp_count"].max(initial=0))
    if gps > MOST_GPS:
        problem = Problem(
            file="area", key="gps", value=f"{gps:,}",
            message=f"one service would have {gps:,} GPs, and at most {MOST_GPS:,} are told apart",
            rule=f"at most {MOST_GPS:,} GPs a service",
            remedy="let each PCN have its own (workforce.covers: pcn), name smaller services, or take a smaller area",
        )  # fmt: skip
        raise Problems([problem])


def _what_a_tape_depends_on(world: World) -> tuple[Any, ...]:
    need = [
        told.field
        for told in PARAMETERS.values()
        if told.section == "consulting" and not told.dated
    ]
    numbers = tuple(float(world.params[field][0]) for field in need)
    demand = tuple(table.tobytes() for table in world.demand)
    return world.first_week, world.system_codes, world.practices.tobytes(), demand, numbers


class _Counter:
    """Counts jobs over threads and tells the caller."""

    def __init__(self, jobs: int, on_progress: Progress | None) -> None:
        self.jobs = jobs
        self.done = 0
        self.on_progress = on_progress
        self.lock = threading.Lock()

    def add(self, jobs: int) -> None:
        with self.lock:
            self.done += jobs
            if self.on_progress is not None:
                self.on_progress(self.done, self.jobs)


class _Lived:
    """The runs of arms that share their people."""

    def __init__(
        self,
        worlds: Sequence[World],
        seeds: Sequence[int],
        last: int,
        past: Sequence[Sequence[Moment]] | None,
        *,
        keeps: bool,
    ) -> None:
        self.worlds = worlds
        origin = worlds[0].first_week
        self.span = Span(origin, origin if past is None else past[0][0].week, last)
        self.weeks = max(last, 0)
        self.looks_back = False
        self.run_keys = np.array([key_of_run(seed) for seed in seeds], dtype=np.uint64)
        self.batch = batch_of(worlds, len(seeds), self.weeks)
        self.output = new_output(worlds, len(seeds), self.weeks)
        self.jobs = len(seeds) * len(worlds[0].systems)
        arms = len(worlds)
        self.marks = columns((arms, self.jobs if keeps else 0), MARK)
        self.past = new_moments(arms, 0) if past is None else joined(past)
        if past is not None:
            record_again(past, self.batch, self.output, self.weeks)
        self.parts: dict[int, list[Part]] = {}

    def live(self, threads: int, counter: _Counter) -> None:
        """Live all jobs on so many threads."""
        if self.span.last <= self.span.first or self.jobs == 0:
            return
        chunks = [
            (first, min(first + JOBS_PER_CALL, self.jobs))
            for first in range(0, self.jobs, JOBS_PER_CALL)
        ]
        entry()
        if threads <= 1:
            self._live_chunks(iter(chunks), counter)
            return
        source = _Shared(chunks)
        with ThreadPoolExecutor(threads) as pool:
            for future in [pool.submit(self._live_chunks, source, counter) for _ in range(threads)]:
                future.result()

    def _live_chunks(self, chunks: Any, counter: _Counter) -> None:
        room = Room(self.worlds, self.span, self.marks)
        for first, last in chunks:
            self.parts[first] = list(self.live_chunk(room, first, last))
            counter.add(last - first)

    def live_chunk(self, room: Room, first: int, last: int) -> Iterator[Part]:
        """Live jobs `first` to `last` in a room; yield what each call gives up."""
        while first < last:
            part = room.new_part()
            lived = entry()
            with compiling(lived):
                lived(
                self.batch, self.output, room.tape, room.block, room.system, part.referrals, part.arms,
                self.run_keys, self.span, self.past, part.kept, part.used, first, last, part.report,
                self.looks_back,
                )  # fmt: skip
            yield room.finished(part, first)
            first = part.next_job

    def records(self, arm: int) -> Records:
        """Return one arm's records."""
        parts = [(part.referrals, part.arms) for part in self._in_order()]
        return records_of_arm(self.batch, self.output, parts, arm, len(self.run_keys), self.weeks)

    def moments(self, arm: int) -> list[Moment]:
        """Return how one arm's runs stand at the end."""
        return parted(self._in_order(), self.marks[arm], self.output, arm, self.batch, self.span)

    def _in_order(self) -> list[Part]:
        return [part for first in sorted(self.parts) for part in self.parts[first]]


class _Shared:
    """An iterator that threads may share."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = iter(items)
        self.lock = threading.Lock()

    def __iter__(self) -> _Shared:
        return self

    def __next__(self) -> Any:
        with self.lock:
            return next(self.items)
