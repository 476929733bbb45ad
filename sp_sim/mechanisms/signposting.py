"""Signposting: where GPs do not refer they point people elsewhere, a habit that good feedback unlearns slowly.

Rule: log odds of signposting at a visit without an offer fall with the GP's habit of offering and with what
    has been unlearned; each good ending that is heard of unlearns a little, and the habit comes back.
Reads: the GP's standing habit, good endings heard of.
Decides: how many people are expected to be signposted, and a term in the odds of an offer.
Assumes: signposting is counted as an expected number; nobody's own life is followed, and none is changed by it.
Source: E108 (nearly all signpost); how often they do, and what would change it, has no evidence.
"""

from __future__ import annotations

from sp_sim.mechanisms.curves import expit, kept_per_week
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, normal, param, section, uniform

SECTION = section(
    "signposting",
    "how often GPs point people elsewhere instead of referring, and what unlearns it",
    base_log_odds=param(
        -1.0, unit="log odds", limits=(-12.0, 5.0), prior=normal(-1.0, 1.0), grade="assumption",
        source="assumption: E108 has 96% who signpost, not how often they do",
        meaning="log odds that a GP of middling habit signposts at a visit without an offer",
    ),
    per_habit=param(
        0.5, unit="log odds lost per sd of habit", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: who refers more signposts less; no figure was found",
        meaning="how much less GPs signpost who are used to offering",
    ),
    per_unlearned=param(
        1.0, unit="log odds lost", limits=(0.0, 5.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: as per_good_ending",
        meaning="how much less a GP signposts who has wholly unlearned it",
    ),
    per_good_ending=param(
        0.02, unit="share of what is left", limits=(0.0, 1.0), prior=uniform(0.0, 0.05), grade="assumption",
        source="assumption: GPs say that good feedback reinforces referring; no rate was found",
        meaning="how much of the habit of signposting one good ending that is heard of unlearns",
    ),
    half_life_weeks=param(
        104.0, unit="weeks", limits=(1.0, 5000.0), prior=lognormal(104.0, 2.0), grade="assumption",
        source="assumption: old habits come back; no figure was found",
        meaning="time in which half of what was unlearned is a habit again",
    ),
)  # fmt: skip


def signpost_chance(habit: float, unlearned: float, p: Parameters) -> float:
    """Return the chance that a GP signposts at a visit without an offer.

    `habit` (of offering) is in standard deviations, `unlearned` from 0 to 1.
    """
    return expit(
        p.signposting_base_log_odds
        - p.signposting_per_habit * habit
        - p.signposting_per_unlearned * unlearned
    )


def unlearned_after_good_ending(unlearned: float, p: Parameters) -> float:
    """Return how far signposting is unlearned (0 to 1) after hearing of one good ending."""
    return unlearned + p.signposting_per_good_ending * (1.0 - unlearned)


def unlearned_after_week(unlearned: float, p: Parameters) -> float:
    """Return how far signposting is unlearned after a week."""
    return unlearned * kept_per_week(p.signposting_half_life_weeks)


def expected_signposts(consultations: int, referred: int, chance: float) -> float:
    """Return how many of a week's visits are expected to end in signposting.

    `referred` counts the visits that ended in an offer or a self-referral, `chance` is the mean over GPs.
    """
    return (consultations - referred) * chance
