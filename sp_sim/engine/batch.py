"""Batch: several arms side by side, so that one compiled call lives all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sp_sim.domain.needs import KINDS
from sp_sim.domain.records import (
    GP_END,
    OFFER_WEEK,
    PRACTICE_WEEK,
    REFERRAL,
    WORKER_WEEK,
    Records,
    stacked,
)
from sp_sim.engine.state import Demand
from sp_sim.world.world import World

ARM = np.dtype(
    [
        ("segment_first", "i8"),
        ("segment_count", "i8"),
        ("system_lever_first", "i8"),
        ("posts", "i8"),
        ("pairs", "i8"),
        ("post_first", "i8"),
        ("pair_first", "i8"),
        ("post_lever_first", "i8"),
        ("practice_lever_first", "i8"),
        ("pair_lever_first", "i8"),
        ("worker_row_first", "i8"),
    ]
)
"""Where an arm's rows begin in the tables of a batch."""


class Batch(NamedTuple):
    """The tables of all arms, one behind the other; practices and GPs are the same in every arm."""

    practices: Any
    arms: Any
    systems: Any
    """Shape (arms, systems)."""
    posts: Any
    pairs: Any
    segment_weeks: Any
    params: Any
    system_levers: Any
    post_levers: Any
    practice_levers: Any
    pair_levers: Any
    demand: Demand
    """Of all practices; the same in every arm."""


class Output(NamedTuple):
    """Where a call writes what it lived; the weekly tables are shared by all threads."""

    practice_weeks: Any
    """Shape (arms, runs, practices, weeks), flat."""
    worker_weeks: Any
    """For each arm shape (runs, posts, weeks), flat, one arm behind the other."""
    gps: Any
    """Shape (arms, runs, GPs), flat."""
    offer_weeks: Any
    """Shape (arms, runs, systems, kinds of need, weeks), flat."""


def batch_of(worlds: Sequence[World], runs: int, weeks: int) -> Batch:
    """Put arms side by side; they must share their systems, practices and need."""
    arms = np.zeros(len(worlds), dtype=ARM).view(np.recarray)
    worker_rows = 0
    firsts = dict.fromkeys(
        ("segment", "post", "pair", "system_lever", "post_lever", "practice_lever", "pair_lever"), 0
    )
    for arm, world in zip(arms, worlds, strict=True):
        segments = len(world.segment_weeks)
        arm.segment_count, arm.posts, arm.pairs = segments, len(world.posts), len(world.pairs)
        for name, rows in (
            ("segment", segments),
            ("post", len(world.posts)),
            ("pair", len(world.pairs)),
            ("system_lever", world.system_levers.size),
            ("post_lever", world.post_levers.size),
            ("practice_lever", world.practice_levers.size),
            ("pair_lever", world.pair_levers.size),
        ):
            arm[f"{name}_first"] = firsts[name]
            firsts[name] += rows
        arm.worker_row_first = worker_rows
        worker_rows += runs * len(world.posts) * weeks
    return Batch(
        practices=worlds[0].practices,
        arms=arms,
        systems=np.stack([world.systems for world in worlds]).view(np.recarray),
        posts=_joined([world.posts for world in worlds]),
        pairs=_joined([world.pairs for world in worlds]),
        segment_weeks=np.concatenate([world.segment_weeks for world in worlds]),
        params=_joined([world.params for world in worlds]),
        system_levers=_joined_by_row(worlds, "system_levers"),
        post_levers=_joined_by_row(worlds, "post_levers"),
        practice_levers=_joined_by_row(worlds, "practice_levers"),
        pair_levers=_joined([world.pair_levers for world in worlds]),
        demand=Demand(*worlds[0].demand),
    )


def _joined(tables: Sequence[Any]) -> Any:
    return stacked([table.ravel() for table in tables]).view(np.recarray)


def _joined_by_row(worlds: Sequence[World], table: str) -> Any:
    """Join tables of levers; their rows of numbers stand where those of their world stand in the batch."""
    shifted = []
    first = 0
    for world in worlds:
        levers = getattr(world, table).copy()
        levers["row"] += first
        first += len(world.params)
        shifted.append(levers)
    return _joined(shifted)


def new_output(worlds: Sequence[World], runs: int, weeks: int) -> Output:
    """Return room for the weekly tables of all arms."""
    practices, gps = len(worlds[0].practices), len(worlds[0].gps)
    posts = sum(len(world.posts) for world in worlds)
    return Output(
        practice_weeks=np.zeros(len(worlds) * runs * practices * weeks, dtype=PRACTICE_WEEK).view(
            np.recarray
        ),
        worker_weeks=np.zeros(runs * posts * weeks, dtype=WORKER_WEEK).view(np.recarray),
        gps=np.zeros(len(worlds) * runs * gps, dtype=GP_END).view(np.recarray),
        offer_weeks=np.zeros(
            len(worlds) * runs * len(worlds[0].systems) * KINDS * weeks, dtype=OFFER_WEEK
        ).view(np.recarray),
    )


def records_of_arm(
    batch: Batch, output: Output, referrals: Sequence[Any], arm: int, runs: int, weeks: int
) -> Records:
    """Return one arm's records; `referrals` are parts of (rows, arm of each row) in the order of runs."""
    practice_rows = output.practice_weeks.size // len(batch.arms)
    gp_rows = output.gps.size // len(batch.arms)
    offer_rows = output.offer_weeks.size // len(batch.arms)
    first = int(batch.arms[arm].worker_row_first)
    worker_rows = runs * int(batch.arms[arm].posts) * weeks
    return Records(
        referrals=_of_arm(referrals, arm),
        practice_weeks=output.practice_weeks[arm * practice_rows : (arm + 1) * practice_rows].view(
            np.ndarray
        ),
        worker_weeks=output.worker_weeks[first : first + worker_rows].view(np.ndarray),
        gps=output.gps[arm * gp_rows : (arm + 1) * gp_rows].view(np.ndarray),
        offer_weeks=output.offer_weeks[arm * offer_rows : (arm + 1) * offer_rows].view(np.ndarray),
    )


def _of_arm(referrals: Sequence[Any], arm: int) -> Any:
    """Return the referrals of one arm from all parts, copied once: of a country they are many."""
    found = np.zeros(sum(int((arms == arm).sum()) for _, arms in referrals), dtype=REFERRAL)
    written = 0
    for rows, arms in referrals:
        own = rows[arms == arm]
        found[written : written + len(own)] = own
        written += len(own)
    return found
