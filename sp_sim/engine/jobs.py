"""Jobs: the one compiled entry point; a job is a seed in a system, lived in every arm."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from sp_sim.domain.stages import Ended
from sp_sim.engine.batch import Batch, Output
from sp_sim.engine.before_after import look_back
from sp_sim.engine.compiled import entry_point, inlined
from sp_sim.engine.consult import FULL
from sp_sim.engine.keep import keep, take_up
from sp_sim.engine.offers import count_offers
from sp_sim.engine.state import CASES, Block, Demand, Moments, Span, System, Tape
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
from sp_sim.mechanisms.beginning import is_recorded

TAPE_FULL, CASES_FULL, REFERRALS_FULL, KEPT_FULL = 1, 2, 3, 4
"""Why a call came back early; the caller makes room and goes on from the same job."""


@functools.cache
def entry() -> Callable[..., None]:
    """Return the compiled form of `live_jobs`, made or fetched from the cache when first asked for."""
    return entry_point(live_jobs)


def live_jobs(
    batch: Batch,
    output: Output,
    tape: Tape,
    block: Block,
    room: System,
    referrals: Any,
    arm_of_referral: Any,
    run_keys: Any,
    span: Span,
    past: Moments,
    kept: Moments,
    used: Any,
    first_job: int,
    last_job: int,
    report: Any,
    looks_back: bool,
) -> None:
    """Live jobs `first_job` to `last_job` (excluded) in every arm.

    Job j is run j // systems, system j % systems. Where the span begins after its origin, arms go on
    from `past`; if `kept` has marks, how they end is kept there. `report` receives the next job to
    live, how many referrals were written, and why the call came back (0: all done). With `looks_back`
    the years before and after each referral are told.
    """
    systems = batch.systems.shape[1]
    written = 0
    report[2] = 0
    for job in range(first_job, last_job):
        report[0] = job
        report[1] = written
        position = job % systems
        run = job // systems
        people = _write_lives(batch, tape, block, position, run_keys[run], span)
        if people == FULL:
            report[2] = TAPE_FULL
            return
        for arm in range(batch.arms.size):
            system = batch.systems[arm, position]
            s = _system_of(room, system, people, span.first, batch.params)
            if _live_arm(batch, output, s, past, arm, job, run_keys, span) == FULL:
                report[2] = CASES_FULL
                return
            if kept.marks.size > 0:
                if keep(s, kept, kept.marks[arm, job], used[0], system, span.last) == FULL:
                    report[2] = KEPT_FULL
                    return
                continue
            cases = _cases_to_record(s)
            if written + cases > referrals.size:
                report[2] = REFERRALS_FULL
                return
            count_referrals(s, referrals, written, run, system.practice_first, system.gp_first)
            p = batch.params[batch.arms[arm].segment_first]
            demand = _demand_of(batch, system)
            look_back(s, p, span, demand, referrals, written, looks_back)
            arm_of_referral[written : written + cases] = arm
            written += cases
    report[0] = last_job
    report[1] = written


@inlined
def _system_of(room: System, system: Any, people: int, first: int, params: Any) -> System:
    """Return the part of a room that one system fills."""
    return System(
        room.people,
        room.spells,
        room.visits,
        room.drafts,
        room.visit_count,
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
        room.bounds,
        room.recognition,
        room.offers,
        room.seeking,
        room.taking_part,
        first,
        params,
        room.ever_troubled,
        room.freed,
        room.path,
        room.felt,
    )


@inlined
def _cases_to_record(s: System) -> int:
    count = 0
    for position in range(s.counts[CASES]):
        case = s.cases[position]
        if is_recorded(case.ended == Ended.OPEN, case.closed):
            count += 1
    return count


@inlined
def _demand_of(batch: Batch, system: Any) -> Demand:
    """Return who brings need in one system, whose first practice comes first."""
    return Demand(batch.demand.since, batch.demand.prone[:, system.practice_first :])


@inlined
def _write_lives(
    batch: Batch, tape: Tape, block: Block, position: int, run_key: Any, span: Span
) -> int:
    """Write the tape of one system; return how many people there are, or `FULL`."""
    system = batch.systems[0, position]
    return write_tape(
        tape,
        block,
        run_key,
        batch.practices,
        system.practice_first,
        system.practice_count,
        system.gp_first,
        span,
        _demand_of(batch, system),
        batch.params[0],
    )


@inlined
def _live_arm(
    batch: Batch,
    output: Output,
    s: System,
    past: Moments,
    arm_position: int,
    job: int,
    run_keys: Any,
    span: Span,
) -> int:
    """Live one arm of one system through all weeks, recording those from 0 on; return 0 or `FULL`."""
    arm = batch.arms[arm_position]
    position = job % batch.systems.shape[1]
    run = job // batch.systems.shape[1]
    system = batch.systems[arm_position, position]
    runs = run_keys.size
    first = system.practice_first
    practices = batch.practices.size
    weeks = max(span.last, 0)
    practice_rows = ((arm_position * runs + run) * practices + first) * weeks
    worker_rows = arm.worker_row_first + (run * arm.posts + system.post_first) * weeks
    offer_rows = (
        ((arm_position * runs + run) * batch.systems.shape[1] + position) * s.offers.size * weeks
    )
    _start_arm(batch, s, arm, system, position, run_keys[run])
    segment = -1
    if span.first > span.origin:
        segment = _segment_before(batch, arm, span.first)
        if _go_on(batch, output, s, past, arm_position, job, segment, worker_rows, span) == FULL:
            return FULL
    for week in range(span.first, span.last):
        while (
            segment + 1 < arm.segment_count
            and batch.segment_weeks[arm.segment_first + segment + 1] <= week
        ):
            segment += 1
            _change_arm(batch, s, arm, system, position, segment)
        levers = arm.practice_lever_first + segment * practices + first
        p = batch.params[_row_of_system(batch, arm, position, segment)]
        if live_week(s, p, batch.practice_levers[levers:], week) == FULL:
            return FULL
        if week >= 0:
            count_practices(s, output.practice_weeks, practice_rows, weeks, week, run, first)
            count_workers(s, output.worker_weeks, worker_rows, weeks, week, run, 0)
            count_offers(s, output.offer_weeks, offer_rows, weeks, week, run, position)
    gp_rows = output.gps.size // (batch.arms.size * runs) * (arm_position * runs + run)
    count_gps(s, output.gps, gp_rows + system.gp_first, run, first, system.gp_first)
    return 0


@inlined
def _segment_before(batch: Batch, arm: Any, week: int) -> int:
    """Return the segment that is in force before a week."""
    segment = 0
    while (
        segment + 1 < arm.segment_count
        and batch.segment_weeks[arm.segment_first + segment + 1] < week
    ):
        segment += 1
    return segment


@inlined
def _go_on(
    batch: Batch,
    output: Output,
    s: System,
    past: Moments,
    arm_position: int,
    job: int,
    segment: int,
    worker_rows: int,
    span: Span,
) -> int:
    """Take a started arm to the span's first week; record the past of posts that the past did not have."""
    arm = batch.arms[arm_position]
    system = batch.systems[arm_position, job % batch.systems.shape[1]]
    run = job // batch.systems.shape[1]
    mark = past.marks[arm_position, job]
    if mark.cases_count > s.cases.size or mark.freed_count > s.freed.size:
        return FULL
    weeks = max(span.last, 0)
    position = job % batch.systems.shape[1]
    p = batch.params[_row_of_system(batch, arm, position, segment)]
    for week in range(max(span.first, 0)):
        count_workers(s, output.worker_weeks, worker_rows, weeks, week, run, mark.workers_count)
    take_up(s, past, mark, system, p, span.first)
    _change_arm(batch, s, arm, system, position, segment)
    return 0


@inlined
def _row_of_system(batch: Batch, arm: Any, position: int, segment: int) -> int:
    """Return the row of `params` that holds for a system in a segment."""
    levers = arm.system_lever_first + segment * batch.systems.shape[1] + position
    return batch.system_levers[levers].row


@inlined
def _start_arm(batch: Batch, s: System, arm: Any, system: Any, position: int, run_key: Any) -> None:
    start(
        s,
        batch.params[_row_of_system(batch, arm, position, 0)],
        run_key,
        system,
        batch.practices[system.practice_first :],
        batch.posts[arm.post_first + system.post_first :],
        batch.pairs[arm.pair_first + system.pair_first :],
    )


@inlined
def _change_arm(
    batch: Batch, s: System, arm: Any, system: Any, position: int, segment: int
) -> None:
    practices = batch.practices.size
    post = arm.post_lever_first + segment * arm.posts + system.post_first
    practice = arm.practice_lever_first + segment * practices + system.practice_first
    pair = arm.pair_lever_first + segment * arm.pairs + system.pair_first
    change(
        s,
        batch.params[_row_of_system(batch, arm, position, segment)],
        batch.post_levers[post:],
        batch.practice_levers[practice:],
        batch.pair_levers[pair:],
    )
