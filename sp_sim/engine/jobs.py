"""Jobs: the one compiled entry point; a job is a seed in a system, lived in every arm."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from sp_sim.engine.batch import Batch, Output
from sp_sim.engine.before_after import look_back
from sp_sim.engine.compiled import entry_point, inlined
from sp_sim.engine.consult import FULL
from sp_sim.engine.state import CASES, System, Tape
from sp_sim.engine.tape import write_tape
from sp_sim.engine.week import (
    change,
    count_gps,
    count_practices,
    count_referrals,
    count_workers,
    live_week,
    start,
)

TAPE_FULL, CASES_FULL, REFERRALS_FULL = 1, 2, 3
"""Why a call came back early; the caller makes room and goes on from the same job."""


@functools.cache
def entry() -> Callable[..., None]:
    """Return the compiled form of `live_jobs`, made or fetched from the cache when first asked for."""
    return entry_point(live_jobs)


def live_jobs(
    batch: Batch,
    output: Output,
    tape: Tape,
    room: System,
    referrals: Any,
    arm_of_referral: Any,
    run_keys: Any,
    weeks: int,
    first_job: int,
    last_job: int,
    report: Any,
) -> None:
    """Live jobs `first_job` to `last_job` (excluded) in every arm.

    Job j is run j // systems, system j % systems. `report` receives the next job to live, how many
    referrals were written, and why the call came back (0: all done).
    """
    systems = batch.systems.shape[1]
    written = 0
    report[2] = 0
    for job in range(first_job, last_job):
        report[0] = job
        report[1] = written
        run = job // systems
        people = _write_lives(batch, tape, job % systems, run_keys[run], weeks)
        if people == FULL:
            report[2] = TAPE_FULL
            return
        for arm in range(batch.arms.size):
            system = batch.systems[arm, job % systems]
            s = _fitted(room, people, system)
            if _live_arm(batch, output, s, arm, job % systems, run, run_keys, weeks) == FULL:
                report[2] = CASES_FULL
                return
            cases = s.counts[CASES]
            if written + cases > referrals.size:
                report[2] = REFERRALS_FULL
                return
            count_referrals(s, referrals, written, run, system.practice_first, system.gp_first)
            arm_of_referral[written : written + cases] = arm
            written += cases
    report[0] = last_job
    report[1] = written


@inlined
def _fitted(room: System, people: int, system: Any) -> System:
    """Return the columns with as many rows as a system has."""
    return System(
        room.people,
        room.spells,
        room.visits,
        room.drafts,
        room.first_visit,
        room.natural,
        room.skipped,
        room.lives[:people],
        room.gps[: system.gp_count],
        room.sites[: system.practice_count],
        room.workers[: system.post_count],
        room.pairs[: system.pair_count],
        room.pair_of,
        room.cases,
        room.waiting,
        room.caring,
        room.ended,
        room.due,
        room.scores,
        room.counts,
        room.recognition,
        room.ever_troubled,
        room.path,
        room.visited,
        room.felt,
    )


@inlined
def _write_lives(batch: Batch, tape: Tape, position: int, run_key: Any, weeks: int) -> int:
    """Write the tape of one system; return how many people there are, or `FULL`."""
    system = batch.systems[0, position]
    return write_tape(
        tape,
        run_key,
        batch.practices,
        system.practice_first,
        system.practice_count,
        system.gp_first,
        weeks,
        batch.params[0],
    )


@inlined
def _live_arm(
    batch: Batch,
    output: Output,
    s: System,
    arm_position: int,
    position: int,
    run: int,
    run_keys: Any,
    weeks: int,
) -> int:
    """Live one arm of one system through all weeks, recording each; return 0 or `FULL`."""
    arm = batch.arms[arm_position]
    system = batch.systems[arm_position, position]
    runs = run_keys.size
    first = system.practice_first
    practices = batch.practices.size
    practice_rows = ((arm_position * runs + run) * practices + first) * weeks
    worker_rows = arm.worker_row_first + (run * arm.posts + system.post_first) * weeks
    _start_arm(batch, s, arm, system, run_keys[run])
    segment = -1
    for week in range(weeks):
        while (
            segment + 1 < arm.segment_count
            and batch.segment_weeks[arm.segment_first + segment + 1] <= week
        ):
            segment += 1
            _change_arm(batch, s, arm, system, segment)
        levers = arm.practice_lever_first + segment * practices + first
        p = batch.params[arm.segment_first + segment]
        if live_week(s, p, batch.practice_levers[levers:], week) == FULL:
            return FULL
        count_practices(s, output.practice_weeks, practice_rows, weeks, week, run, first)
        count_workers(s, output.worker_weeks, worker_rows, weeks, week, run)
    gp_rows = output.gps.size // (batch.arms.size * runs) * (arm_position * runs + run)
    count_gps(s, output.gps, gp_rows + system.gp_first, run, first, system.gp_first)
    look_back(s, batch.params[arm.segment_first], weeks)
    return 0


@inlined
def _start_arm(batch: Batch, s: System, arm: Any, system: Any, run_key: Any) -> None:
    start(
        s,
        batch.params[arm.segment_first],
        run_key,
        system,
        batch.practices[system.practice_first :],
        batch.posts[arm.post_first + system.post_first :],
        batch.pairs[arm.pair_first + system.pair_first :],
    )


@inlined
def _change_arm(batch: Batch, s: System, arm: Any, system: Any, segment: int) -> None:
    practices = batch.practices.size
    post = arm.post_lever_first + segment * arm.posts + system.post_first
    practice = arm.practice_lever_first + segment * practices + system.practice_first
    pair = arm.pair_lever_first + segment * arm.pairs + system.pair_first
    change(
        s,
        batch.params[arm.segment_first + segment],
        batch.post_levers[post:],
        batch.practice_levers[practice:],
        batch.pair_levers[pair:],
    )
