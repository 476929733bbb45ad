"""Room: one thread's working columns, and what a call gives up; both grow when they prove too small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sp_sim.domain.needs import KINDS
from sp_sim.domain.records import REFERRAL
from sp_sim.engine.jobs import CASES_FULL, KEPT_FULL, REFERRALS_FULL, TAPE_FULL
from sp_sim.engine.rows import MARK
from sp_sim.engine.state import (
    Moments,
    Span,
    columns,
    new_block,
    new_moments,
    new_system,
    new_tape,
)
from sp_sim.world.world import World

JOBS_PER_CALL = 16
"""Jobs (a seed in a system, all arms) that one compiled call lives."""


@dataclass
class Part:
    """What one call gives up: referrals with the arm of each, and how its jobs stand at the end."""

    referrals: Any
    arms: Any
    kept: Moments
    used: Any = field(default_factory=lambda: columns(1, MARK))
    report: Any = field(default_factory=lambda: np.zeros(3, dtype=np.int64))
    first_job: int = 0

    @property
    def next_job(self) -> int:
        """The job to go on from."""
        return int(self.report[0])


class Room:
    """One thread's working columns."""

    def __init__(self, worlds: Sequence[World], span: Span, marks: Any) -> None:
        """Make room for what the largest system is expected to need."""
        self.span = span
        self.marks = marks
        weeks = span.last - span.origin
        prone = _most(worlds[0].practices["prone"], worlds[0].systems, "practice")
        self.people = prone + prone * weeks // 300 + 64
        self.spells = 3 * self.people + self.people * weeks // 52
        self.visits = self.people // 8 + 64
        self.cases = 256 + prone * weeks // 200
        self.referrals = 1024 + JOBS_PER_CALL * self.cases * len(worlds)
        self.kept = self.cases * len(worlds) if marks.size else 0
        self.sizes = {
            "gps": int(worlds[0].systems["gp_count"].max()),
            "sites": int(worlds[0].systems["practice_count"].max()),
            "workers": max(int(world.systems["post_count"].max()) for world in worlds),
            "pairs": max(int(world.systems["pair_count"].max()) for world in worlds),
        }
        self._furnish()

    def _furnish(self) -> None:
        self.tape = new_tape(self.people, self.spells, self.visits, self.span, self.sizes["sites"])
        self.block = new_block(self.span)
        self.system = new_system(self.tape, cases=self.cases, **self.sizes)

    def new_part(self) -> Part:
        """Return room for what a call gives up."""
        many = self.kept
        tables = (
            "lives",
            "cases",
            "waiting",
            "caring",
            "seeking",
            "taking_part",
            "offers",
            "freed",
            *self.sizes,
        )
        rows = dict.fromkeys(tables, many + max(KINDS, *self.sizes.values()) if many else 0)
        kept = new_moments(0, 0, **rows)._replace(marks=self.marks)
        arms = np.zeros(self.referrals, dtype=np.int16)
        return Part(columns(self.referrals, REFERRAL), arms, kept)

    def finished(self, part: Part, first_job: int) -> Part:
        """Return a part without the room that it did not need; make more where a call had too little."""
        _, written, reason = (int(value) for value in part.report)
        part.first_job = first_job
        part.referrals = part.referrals[:written].copy().view(np.ndarray)
        part.arms = part.arms[:written].copy()
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
        elif reason == KEPT_FULL and part.next_job == first_job:
            self.kept *= 2
        return part


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
