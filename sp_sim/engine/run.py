"""Run: live many systems, seeds and arms in few compiled calls, and give up their records."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from sp_sim.domain.records import REFERRAL, Records
from sp_sim.draws import key_of_run
from sp_sim.engine.batch import batch_of, new_output, records_of_arm
from sp_sim.engine.jobs import CASES_FULL, REFERRALS_FULL, TAPE_FULL, entry
from sp_sim.engine.state import new_system, new_tape
from sp_sim.errors import Problem, Problems
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.world.world import World

JOBS_PER_CALL = 16
"""Jobs (a seed in a system, all arms) that one compiled call lives."""

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
    """
    groups: dict[tuple[Any, ...], list[int]] = {}
    for position, world in enumerate(worlds):
        _check_size(world)
        groups.setdefault(_what_a_tape_depends_on(world), []).append(position)
    records: dict[int, Records] = {}
    counter = _Counter(
        len(seeds) * sum(len(worlds[group[0]].systems) for group in groups.values()), on_progress
    )
    for group in groups.values():
        lived = _Lived([worlds[position] for position in group], seeds, weeks)
        lived.live(threads, counter)
        for arm, position in enumerate(group):
            records[position] = lived.records(arm)
    return [records[position] for position in range(len(worlds))]


def _check_size(world: World) -> None:
    gps = int(world.systems["gp_count"].max(initial=0))
    if gps > MOST_GPS:
        problem = Problem(
            file="area", key="gps", value=f"{gps:,}",
            message=f"one service would have {gps:,} GPs, and at most {MOST_GPS:,} are told apart",
            rule=f"at most {MOST_GPS:,} GPs a service",
            remedy="let each PCN have its own (workforce.covers: pcn), or take a smaller area",
        )  # fmt: skip
        raise Problems([problem])


def _what_a_tape_depends_on(world: World) -> tuple[Any, ...]:
    need = [told.field for told in PARAMETERS.values() if told.section == "consulting"]
    numbers = tuple(float(world.params[field][0]) for field in need)
    return world.system_codes, world.practices.tobytes(), numbers


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

    def __init__(self, worlds: Sequence[World], seeds: Sequence[int], weeks: int) -> None:
        self.worlds = worlds
        self.weeks = weeks
        self.run_keys = np.array([key_of_run(seed) for seed in seeds], dtype=np.uint64)
        self.batch = batch_of(worlds, len(seeds), weeks)
        self.output = new_output(worlds, len(seeds), weeks)
        self.jobs = len(seeds) * len(worlds[0].systems)
        self.parts: dict[int, list[Any]] = {}

    def live(self, threads: int, counter: _Counter) -> None:
        """Live all jobs on so many threads."""
        if self.weeks < 1 or self.jobs == 0:
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
        room = _Room(self.worlds, self.weeks)
        for first, last in chunks:
            self.parts[first] = room.live_chunk(self, first, last)
            counter.add(last - first)

    def records(self, arm: int) -> Records:
        """Return one arm's records."""
        referrals = [part for first in sorted(self.parts) for part in self.parts[first]]
        return records_of_arm(
            self.batch, self.output, referrals, arm, len(self.run_keys), self.weeks
        )


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


class _Room:
    """One thread's working columns; they grow when a system turns out larger than expected."""

    def __init__(self, worlds: Sequence[World], weeks: int) -> None:
        self.weeks = weeks
        prone = _most(worlds[0].practices["prone"], worlds[0].systems, "practice")
        self.people = prone + prone * weeks // 300 + 64
        self.spells = 3 * self.people + self.people * weeks // 52
        self.visits = self.people * weeks // 8 + 4 * self.people + 1024
        self.cases = 256 + prone * weeks // 200
        self.referrals = 1024 + 4 * self.cases * len(worlds)
        self.sizes = {
            "gps": int(worlds[0].systems["gp_count"].max()),
            "sites": int(worlds[0].systems["practice_count"].max()),
            "workers": max(int(world.systems["post_count"].max()) for world in worlds),
            "pairs": max(int(world.systems["pair_count"].max()) for world in worlds),
        }
        self._furnish()

    def _furnish(self) -> None:
        self.tape = new_tape(self.people, self.spells, self.visits, self.weeks, self.sizes["sites"])
        self.system = new_system(self.tape, cases=self.cases, **self.sizes)

    def live_chunk(self, lived: _Lived, first: int, last: int) -> list[Any]:
        """Live jobs `first` to `last`; return parts of (referrals, arm of each)."""
        parts = []
        report = np.zeros(3, dtype=np.int64)
        while first < last:
            referrals = np.zeros(self.referrals, dtype=REFERRAL).view(np.recarray)
            arms = np.zeros(self.referrals, dtype=np.int16)
            entry()(
                lived.batch, lived.output, self.tape, self.system, referrals, arms, lived.run_keys, self.weeks,
                first, last, report,
            )  # fmt: skip
            first, written, reason = (int(value) for value in report)
            parts.append((referrals[:written].copy().view(np.ndarray), arms[:written].copy()))
            self._make_room(reason, written)
        return parts

    def _make_room(self, reason: int, written: int) -> None:
        if reason == TAPE_FULL:
            self.people, self.spells, self.visits = (
                2 * self.people,
                2 * self.spells,
                2 * self.visits,
            )
            self._furnish()
        elif reason == CASES_FULL:
            self.cases *= 2
            self._furnish()
        elif reason == REFERRALS_FULL and written == 0:
            self.referrals *= 2


def _most(values: Any, systems: Any, kind: str) -> int:
    """Return the largest sum of `values` over the rows of one system."""
    sums = [
        int(
            values[
                system[f"{kind}_first"] : system[f"{kind}_first"] + system[f"{kind}_count"]
            ].sum()
        )
        for system in systems
    ]
    return max(sums, default=0)
