"""People: how far they get, and in which practices and deprivation fifths they gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.domain.stages import NEVER, Ended
from sp_sim.estimate import estimate, paired_difference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Difference, Estimate
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
MATTERS = 1.0
"""Fewer referrals per 1,000 a year than this are no difference that matters, as for the whole area."""


def stages(arm: Arm) -> list[float]:
    """Return how many people a run got to each stage, of those offered or asking early enough."""
    runs, last = len(arm.asked.seeds), arm.asked.weeks - FOLLOWED_WEEKS
    weeks, rows = arm.records.practice_weeks, arm.records.referrals
    early = (weeks["week"] >= 0) & (weeks["week"] < last)
    asked = weeks["offers"][early].sum() + weeks["self_referrals"][early].sum()
    mine = rows[(rows["referred"] >= 0) & (rows["referred"] < last)]
    listed = mine[mine["ended"] != Ended.NOT_A_CASE]
    counts = (
        asked, len(mine), len(listed), (listed["first_contact"] != NEVER).sum(),
        (listed["connected"] != NEVER).sum(), (listed["ended"] == Ended.COMPLETED).sum(),
    )  # fmt: skip
    return [float(count) / runs for count in counts]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Some practices: referrals per 1,000 registered in the last year, in both arms, run by run."""

    words: str
    registered: int
    base: Floats
    other: Floats

    @property
    def means(self) -> tuple[Estimate, Estimate]:
        """The mean of each arm over the runs."""
        return estimate(self.base), estimate(self.other)

    @property
    def difference(self) -> Difference:
        """Other minus base, run by run."""
        return paired_difference(self.base, self.other, better="up", smallest=MATTERS)


def by_practice(base: Arm, other: Arm) -> list[Group]:
    """Return a group a practice, in the order of their codes."""
    codes = base.places.practices
    rates = [referral_rates(arm, lambda code: code) for arm in (base, other)]
    sizes = dict(zip(codes, base.places.registered, strict=True))
    return [
        Group(words=code, registered=sizes[code], base=rates[0][code], other=rates[1][code])
        for code in sorted(codes)
    ]


def by_fifth(base: Arm, other: Arm, area: Area) -> list[Group]:
    """Return a group a deprivation fifth, the least deprived first; none where no fifth is known."""
    fifths = {p.code: p.deprivation_fifth for p in area.practices if p.deprivation_fifth}
    if not fifths:
        return []
    sizes = dict(zip(base.places.practices, base.places.registered, strict=True))
    rates = [referral_rates(arm, lambda code: str(fifths.get(code, ""))) for arm in (base, other)]
    return [
        Group(
            words=fifth,
            registered=sum(size for code, size in sizes.items() if str(fifths.get(code)) == fifth),
            base=rates[0][fifth], other=rates[1][fifth],
        )
        for fifth in sorted({str(number) for number in fifths.values()})
        if fifth in rates[0]
    ]  # fmt: skip


def referral_rates(arm: Arm, group_of: Callable[[str], str]) -> dict[str, Floats]:
    """Return referrals per 1,000 registered in the last year (all of a shorter run), run by run."""
    weeks = min(WEEKS_PER_YEAR, arm.asked.weeks)
    counted = last_year(arm, "referrals")
    found: dict[str, tuple[Floats, float]] = {}
    for place, (code, size) in enumerate(
        zip(arm.places.practices, arm.places.registered, strict=True)
    ):
        events, people = found.get(group_of(code), (np.zeros(len(counted)), 0.0))
        found[group_of(code)] = events + counted[:, place], people + size
    year = WEEKS_PER_YEAR / weeks
    return {group: events * year * 1000.0 / people for group, (events, people) in found.items()}


def last_year(arm: Arm, column: str) -> Floats:
    """Return events of the last 52 weeks by run and practice."""
    rows = arm.records.practice_weeks
    recent = rows[rows["week"] >= max(arm.asked.weeks - WEEKS_PER_YEAR, 0)]
    return _table(recent, column, (len(arm.asked.seeds), len(arm.places.practices)), "practice")


def weekly_by_practice(arm: Arm, column: str) -> Floats:
    """Return the mean over runs of a column by practice and week, shape (practices, weeks)."""
    rows = arm.records.practice_weeks
    mine = rows[rows["week"] >= 0]
    shape = len(arm.places.practices), arm.asked.weeks
    place = mine["practice"].astype(np.int64) * shape[1] + mine["week"]
    sums = np.bincount(
        place, weights=mine[column].astype(np.float64), minlength=shape[0] * shape[1]
    )
    return np.asarray(sums.reshape(shape) / len(arm.asked.seeds))


def _table(rows: npt.NDArray[np.void], column: str, shape: tuple[int, int], across: str) -> Floats:
    place = rows["run"].astype(np.int64) * shape[1] + rows[across]
    sums = np.bincount(
        place, weights=rows[column].astype(np.float64), minlength=shape[0] * shape[1]
    )
    return np.asarray(sums.reshape(shape))


@dataclass(frozen=True, kw_only=True)
class Gap:
    """How many more people are referred where deprivation is least than where it is most, per 1,000."""

    base: Estimate
    other: Estimate
    change: Difference
    average: Difference

    @property
    def widens(self) -> bool:
        """Whether the whole interval of the change in the gap lies on the wider side."""
        return self.change.low is not None and self.change.low > 0.0

    @property
    def hides(self) -> bool:
        """Whether the average clearly gains while the gap clearly widens."""
        return self.widens and self.average.low is not None and self.average.low > 0.0


def gap(groups: Sequence[Group]) -> Gap | None:
    """Return the gap between the least and the most deprived fifth there are; `None` with fewer than two."""
    if len(groups) < 2:
        return None
    least, most = groups[0], groups[-1]
    people = sum(group.registered for group in groups)
    sides = [
        sum(
            (getattr(group, side) * group.registered for group in groups), np.zeros(len(least.base))
        )
        / people
        for side in ("base", "other")
    ]
    base, other = least.base - most.base, least.other - most.other
    return Gap(
        base=estimate(base), other=estimate(other),
        change=paired_difference(base, other, better="neither", smallest=MATTERS),
        average=paired_difference(sides[0], sides[1], better="up", smallest=MATTERS),
    )  # fmt: skip
