"""People: how far they get on the pathway, and how many are referred in each practice week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.domain.stages import NEVER, Ended

if TYPE_CHECKING:
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats

FOLLOWED_WEEKS = 26
"""Referrals made later than this before the end have not had time to show how they end."""
STAGES = (
    "offered, or asked",
    "referred",
    "reached a list",
    "seen",
    "connected to an activity",
    "closed as planned",
)


def stages(arm: Arm) -> list[float]:
    """Return how many people a run got to each stage, of those offered or asking early enough."""
    runs, last = len(arm.asked.seeds), arm.asked.weeks - FOLLOWED_WEEKS
    weeks, rows = arm.whole_records.practice_weeks, arm.whole_records.referrals
    early = (weeks["week"] >= 0) & (weeks["week"] < last)
    asked = weeks["offers"][early].sum() + weeks["self_referrals"][early].sum()
    mine = rows[(rows["referred"] >= 0) & (rows["referred"] < last)]
    listed = mine[mine["ended"] != Ended.NOT_A_CASE]
    counts = (
        asked, len(mine), len(listed), (listed["first_contact"] != NEVER).sum(),
        (listed["connected"] != NEVER).sum(), (listed["ended"] == Ended.COMPLETED).sum(),
    )  # fmt: skip
    return [float(count) / runs for count in counts]


def involvement_at_the_end(arm: Arm) -> Floats:
    """Return link workers' involvement in each practice of each run in the last week; NaN where there is none."""
    rows = arm.whole_records.practice_weeks
    last = rows[rows["week"] == arm.asked.weeks - 1]
    return np.asarray(last["involvement"], dtype=np.float64)


def weekly_by_practice(arm: Arm, column: str) -> Floats:
    """Return the mean over runs of a column by practice and week, shape (practices, weeks)."""
    rows = arm.whole_records.practice_weeks
    mine = rows[rows["week"] >= 0]
    shape = len(arm.places.practices), arm.asked.weeks
    place = mine["practice"].astype(np.int64) * shape[1] + mine["week"]
    sums = np.bincount(
        place, weights=mine[column].astype(np.float64), minlength=shape[0] * shape[1]
    )
    return np.asarray(sums.reshape(shape) / len(arm.asked.seeds))
