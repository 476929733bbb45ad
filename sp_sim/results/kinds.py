"""Kinds: who gains from a change by need, by sex and by age, as far as the model knows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.domain.ages import AGE_WORDS, AgeBand
from sp_sim.domain.needs import NEED_WORDS, Need
from sp_sim.results import formulas, outcomes
from sp_sim.results.counting import by_practice
from sp_sim.results.gains import OUTCOMES, Group, gain
from sp_sim.results.measure import Measure
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats

UPTAKE, WAIT, COMPLETED = OUTCOMES
SEXES = ("men", "women")
EFFECT = Measure(
    key="wellbeing_effect_26",
    words="Wellbeing the service adds after 26 weeks",
    theme=outcomes.PEOPLE,
    definition="SWEMWBS points of those referred, less what the same people would have had without the service",
    numerator="score 26 weeks after referral less that of the same person without the service, summed",
    denominator="referrals of people still there 26 weeks later",
    window="all referrals that reached a list in the run, with 26 weeks to follow",
    censoring="people who moved, died or were referred too late are left out",
    unit=outcomes.POINTS,
    kind="score",
    better="up",
    smallest=0.5,
    formula=outcomes.wellbeing_effect,
    limits=(-outcomes.MOST_POINTS, outcomes.MOST_POINTS),
)
"""The effect is known because it is a simulation: nobody can measure it so."""

KIND_MEASURES: dict[str, Measure] = {
    UPTAKE: replace(
        MEASURES[UPTAKE],
        words="Referrals per 1,000 patients of all kinds a year",
        denominator="registered patients of all kinds, in thousands",
        unit="per 1,000 registered of all kinds a year",
        formula=formulas.referrals_per_1000_of_kinds,
    ),
    **{key: MEASURES[key] for key in (WAIT, "first_contact_share", COMPLETED)},
    EFFECT.key: EFFECT,
}
"""What is told of each kind of person; uptake is referrals of the kind per 1,000 patients of all kinds.

So the rows add up to everyone. First contact is among them because it is where age acts.
"""


@dataclass(frozen=True)
class Kinds:
    """What people of each kind of need, of each sex and of each band of age gain."""

    needs: tuple[Group, ...]
    sexes: tuple[Group, ...]
    ages: tuple[Group, ...]

    @property
    def left_behind(self) -> tuple[str, ...]:
        """The kinds of person of whom clearly fewer are referred."""
        named = [(each.name, each) for each in (*self.needs, *self.sexes)]
        named += [(f"people aged {each.name}", each) for each in self.ages]
        return tuple(name for name, each in named if each.gains[UPTAKE].verdict == "worse")


def kinds(base: Arm, other: Arm) -> Kinds:
    """Return who gains in `other` against `base` by kind of need, by sex and by age, paired by seed."""
    return Kinds(
        needs=_groups(base, other, "need", tuple(NEED_WORDS[need] for need in Need)),
        sexes=_groups(base, other, "female", SEXES),
        ages=_groups(base, other, "age_band", tuple(AGE_WORDS[band] for band in AgeBand)),
    )


def _groups(base: Arm, other: Arm, column: str, names: tuple[str, ...]) -> tuple[Group, ...]:
    """Return the groups; as their uptakes are parts of one, so is the smallest difference that matters."""
    here, there = (_by_kind(arm, column, len(names)) for arm in (base, other))
    registered = int(sum(base.places.registered))
    uptake = KIND_MEASURES[UPTAKE]
    measures = KIND_MEASURES | {UPTAKE: replace(uptake, smallest=uptake.smallest / len(names))}
    return tuple(
        Group(
            name, len(base.places.practices), registered,
            {
                key: gain(told, here[key][:, place], there[key][:, place], base.asked.sets)
                for key, told in measures.items()
            },
        )
        for place, name in enumerate(names)
    )  # fmt: skip


def _by_kind(arm: Arm, column: str, groups: int) -> dict[str, Floats]:
    """Return each outcome as a table of runs by kinds; every kind has the whole list beside it."""
    runs, records = len(arm.asked.seeds), arm.whole_records
    told = records.referrals.copy()
    told["practice"] = told[column]
    whole = np.full(groups, float(sum(arm.places.registered)))
    lives = by_practice(
        replace(
            records, referrals=told, gps=records.gps[:0], practice_weeks=records.practice_weeks[:0]
        ),
        runs=runs, weeks=arm.asked.weeks, registered=whole,
    )  # fmt: skip
    return {key: each.formula(lives).reshape(runs, groups) for key, each in KIND_MEASURES.items()}
