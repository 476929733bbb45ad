"""Gains: who gains from a change, by practice and by deprivation fifth, and whether the gap widens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.results.comparison import in_words
from sp_sim.results.counting import by_practice
from sp_sim.results.measures import MEASURES
from sp_sim.results.over_sets import difference_over, mean_over

if TYPE_CHECKING:
    import numpy.typing as npt

    from sp_sim.domain.places import Practice
    from sp_sim.domain.records import Records, Table
    from sp_sim.estimate import Difference, Estimate
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats
    from sp_sim.results.measure import Measure

    Ints = npt.NDArray[np.int64]

OUTCOMES = ("referrals_per_1000_per_year", "wait_median_weeks", "completed_share")
UNKNOWN = "not known"


@dataclass(frozen=True)
class Gain:
    """One outcome of one group: in either arm, and how they differ."""

    base: Estimate
    other: Estimate
    difference: Difference

    @property
    def verdict(self) -> str:
        """The verdict as a word."""
        return in_words(self.difference)


@dataclass(frozen=True)
class Group:
    """Some practices: what they are called, how many they are, and what they gain by outcome."""

    name: str
    practices: int
    registered: int
    gains: dict[str, Gain]


@dataclass(frozen=True)
class Gap:
    """Referral uptake of the least deprived fifth less that of the most deprived, in either arm.

    `wider` is by how much more of it there is in the other arm.
    """

    most: str
    least: str
    base: Estimate
    other: Estimate
    wider: Estimate

    @property
    def widens(self) -> bool:
        """Whether the most deprived clearly fall further behind in the other arm."""
        return self.wider.low is not None and self.wider.low > 0.0

    @property
    def narrows(self) -> bool:
        """Whether the most deprived clearly catch up in the other arm, or get further ahead."""
        return self.wider.high is not None and self.wider.high < 0.0


@dataclass(frozen=True)
class Gains:
    """All of an area, its fifths, its practices, and the gap; none where there are not two fifths."""

    everyone: Group
    fifths: tuple[Group, ...]
    practices: tuple[Group, ...]
    gap: Gap | None

    @property
    def warns(self) -> bool:
        """Whether uptake is better on average while the gap widens."""
        on_average = self.everyone.gains[OUTCOMES[0]].verdict == "better"
        return on_average and self.gap is not None and self.gap.widens


def gains(base: Arm, other: Arm) -> Gains:
    """Return who gains in `other` against `base`, paired by seed."""
    practices = _in_order(base)
    fifths = [_fifth(practice) for practice in practices]
    names = sorted(set(fifths), key=lambda name: (name == UNKNOWN, name))
    everyone = _groups(base, other, ["everyone"] * len(practices), ["everyone"])[0][0]
    by_fifth, uptake = _groups(base, other, fifths, names)
    codes = [practice.code for practice in practices]
    each, _ = _groups(base, other, codes, codes)
    return Gains(everyone, tuple(by_fifth), tuple(each), _gap(names, uptake, base.asked.sets))


def _groups(
    base: Arm, other: Arm, labels: list[str], names: list[str]
) -> tuple[list[Group], tuple[Floats, Floats]]:
    """Return the groups of practices that share a label, and their uptake (runs by groups) in both arms."""
    of = np.array([names.index(label) for label in labels], dtype=np.int64)
    here, there = (_by_group(arm, of, len(names)) for arm in (base, other))
    sets = base.asked.sets
    registered = np.bincount(of, weights=base.places.registered, minlength=len(names))
    found = [
        Group(
            name, int((of == place).sum()), int(registered[place]),
            {
                key: gain(MEASURES[key], here[key][:, place], there[key][:, place], sets)
                for key in OUTCOMES
            },
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    return found, (here[OUTCOMES[0]], there[OUTCOMES[0]])


def _by_group(arm: Arm, of: Ints, groups: int) -> dict[str, Floats]:
    """Return each outcome as a table of runs by groups of practices."""
    runs = len(arm.asked.seeds)
    registered = np.bincount(of, weights=arm.places.registered, minlength=groups).astype(np.float64)
    lives = by_practice(
        _relabelled(arm.whole_records, of), runs=runs, weeks=arm.asked.weeks, registered=registered
    )
    return {key: MEASURES[key].formula(lives).reshape(runs, groups) for key in OUTCOMES}


def _relabelled(records: Records, of: Ints) -> Records:
    """Return the records with the group of each practice in the place of the practice."""

    def told(table: Table) -> Table:
        made = table.copy()
        made["practice"] = of[table["practice"]]
        return made

    return replace(
        records, referrals=told(records.referrals), gps=told(records.gps),
        practice_weeks=told(records.practice_weeks),
    )  # fmt: skip


def gain(told: Measure, here: Floats, there: Floats, sets: int) -> Gain:
    """Return one outcome of one group in either arm (one number a run), and how they differ.

    Runs are spread over so many parameter `sets`.
    """
    found, _ = difference_over(
        here, there, sets, better=told.better, smallest=told.smallest,
        none_is_unknown=told.kind == "rate",
    )  # fmt: skip
    found = found.within(*told.possible_difference)
    return Gain(mean_over(here, sets), mean_over(there, sets), found)


def _gap(names: list[str], uptake: tuple[Floats, Floats], sets: int) -> Gap | None:
    known = [place for place, name in enumerate(names) if name != UNKNOWN]
    if len(known) < 2:
        return None
    least, most = known[0], known[-1]
    here, there = (values[:, least] - values[:, most] for values in uptake)
    over = (mean_over(values, sets) for values in (here, there, there - here))
    return Gap(names[most], names[least], *over)


def _in_order(arm: Arm) -> list[Practice]:
    known = {practice.code: practice for practice in arm.asked.area.practices}
    return [known[code] for code in arm.places.practices]


def _fifth(practice: Practice) -> str:
    return UNKNOWN if practice.deprivation_fifth is None else str(practice.deprivation_fifth)
