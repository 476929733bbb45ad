"""Identity: what is the same before the first change must have been lived the same, to the bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.domain.records import same_table
from sp_sim.errors import SpSimError
from sp_sim.scenario.services import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.domain.records import Table
    from sp_sim.param import Value
    from sp_sim.results.arm import Arm
    from sp_sim.scenario.scenario import Scenario

MADE = ["run", "practice", "slot", "generation", "gp", "referred"]
"""What a referral is when it is made; the rest comes later."""


class NotIdenticalError(SpSimError):
    """Two arms differ before anything in them does: the program is wrong, and says so."""


def first_difference(base: Scenario, other: Scenario) -> int | None:
    """Return the first week in which two scenarios differ, if they begin alike; or `None`."""
    if _beginning(base) != _beginning(other):
        return None
    weeks = sorted({week for each in (base, other) for week in each.weeks_of_change()})
    return next((week for week in weeks if _since(base, week) != _since(other, week)), None)


def _beginning(scenario: Scenario) -> tuple[object, ...]:
    """Return what holds from the start: values, services, and what some places have."""
    return (
        scenario.first_week, dict(scenario.values), canonical(scenario.services),
        _placed(scenario, None),
    )  # fmt: skip


def _since(scenario: Scenario, week: int) -> tuple[object, ...]:
    """Return what holds everywhere in a week, and what begins in it in some places."""
    return scenario.values_at(week), _placed(scenario, week)


def _placed(scenario: Scenario, week: int | None) -> list[tuple[str, dict[str, Value]]]:
    return [(where, dict(values)) for where, since, values in scenario.in_places() if since == week]


def check_identical(base: Arm, other: Arm) -> int | None:
    """Return the week before which two arms were found identical; `None` where none was promised.

    That is so for arms that differ by dated changes only. Compared to the bit are, week by week,
    practices, posts and offers, and who was referred by whom; a post that one arm alone has must not
    be funded yet. Arms lived under several parameter sets were compared while they were lived.
    """
    week = first_difference(base.scenario, other.scenario)
    if week is None or week <= 0:
        return None
    week = min(week, base.asked.weeks)
    if base.keeps_records and other.keeps_records:
        unlike = list(_unlike(base, other, week))
        if unlike:
            message = (
                f"{other.name} and {base.name} ask for the same until week {week}, but their "
                f"{', '.join(unlike)} differ before it: this is a fault of the program; please report it"
            )
            raise NotIdenticalError(message)
    return week


def _unlike(base: Arm, other: Arm, week: int) -> Iterator[str]:
    """Yield in what the arms differ before `week`."""
    for name in ("practice_weeks", "offer_weeks"):
        mine, yours = (_before(getattr(arm.records, name), "week", week) for arm in (base, other))
        if not same_table(mine, yours):
            yield name
    shared = set(base.places.posts) & set(other.places.posts)
    if not same_table(*(_staffed(arm, shared, week) for arm in (base, other))):
        yield "worker_weeks"
    mine, yours = (_before(arm.records.referrals, "referred", week)[MADE] for arm in (base, other))
    if not same_table(mine, yours):
        yield "referrals"


def _before(table: Table, column: str, week: int) -> Table:
    return np.asarray(table)[table[column] < week]


def _staffed(arm: Arm, shared: set[str], week: int) -> Table:
    """Return the rows of the posts that both arms have, in the order of codes, and other funded ones."""
    rows = _before(arm.records.worker_weeks, "week", week)
    codes = np.array(arm.places.posts, dtype=np.str_)
    is_shared = np.array([code in shared for code in arm.places.posts], dtype=np.bool_)
    kept = rows[is_shared[rows["post"]] | (rows["wte"] > 0.0)] if len(codes) else rows
    rank = np.argsort(np.argsort(codes))[kept["post"]] if len(codes) else kept["post"]
    ordered = kept[np.lexsort((kept["week"], rank, kept["run"]))].copy()
    ordered["post"] = 0
    return ordered
