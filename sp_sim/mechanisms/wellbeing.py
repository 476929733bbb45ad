"""Wellbeing: how a person scores on the SWEMWBS (7 to 35) in a week, with and without the service.

Rule: each person has a level in calm; in a spell of trouble the score sinks a share of the way to the floor,
    comes up again a little in long spells, and recovers by and by once the spell is over; a spell that the
    service has ended recovers from then on, and the person is lifted a little, which fades.
Reads: how long ago the last spell began or ended, how long ago the service last ended one, stable traits.
Decides: the score in a week, or its mean over weeks; what a questionnaire shows of it.
Assumes: spells are the only thing that moves wellbeing; earlier spells than the last weigh nothing.
Source: the evidence has no SWEMWBS levels, spreads or changes: every number here is a wide assumption.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.curves import kept_after, within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform

LOWEST = 7.0
HIGHEST_SCORE = 35.0
"""The scale of the short Warwick-Edinburgh Mental Wellbeing Scale."""

GAIN_WEEKS = 26
"""How long after a referral wellbeing is asked again."""

WINDOW_WEEKS = 52
"""How long before and after a referral people are looked at, the week of referral aside."""

REMEMBERED_WEEKS = 2 * WINDOW_WEEKS
"""How far back from a person's first week spells of trouble are drawn; what came before counts as calm."""

SECTION = section(
    "wellbeing",
    "how people score on the SWEMWBS in calm, in trouble and after it",
    calm_level=param(
        24.0, unit="SWEMWBS points", limits=(7.0, 35.0), prior=uniform(20.0, 28.0), grade="assumption", dated=False,
        source="assumption: upper half of a scale from 7 to 35; the evidence has no level",
        meaning="score in calm of a person of middling level",
    ),
    level_spread=param(
        3.0, unit="SWEMWBS points", limits=(0.0, 10.0), prior=uniform(1.0, 5.0), grade="assumption", dated=False,
        source="assumption: people differ in a stable way; the evidence has no spread",
        meaning="standard deviation between people of the score in calm",
    ),
    share_lost=param(
        0.3, unit="share of the way to the floor", limits=(0.0, 1.0), prior=uniform(0.1, 0.5), grade="assumption",
        dated=False,
        source="assumption: trouble costs some points of the scale, nobody knows how many",
        meaning="how far a spell of trouble takes a middling person from the level in calm to the lowest score",
    ),
    depth_spread=param(
        0.5, unit="sd of log odds", limits=(0.0, 3.0), prior=uniform(0.0, 1.0), grade="assumption", dated=False,
        source="assumption: trouble hits some harder than others; no figure was found",
        meaning="how much people differ in how deep trouble takes them",
    ),
    sinking_half_life_weeks=param(
        2.0, unit="weeks", limits=(0.0, 52.0), prior=uniform(0.0, 6.0), grade="assumption", dated=False,
        source="assumption: trouble is felt within weeks; no figure was found",
        meaning="weeks in which half of the fall is done after a spell begins",
    ),
    adapting_share=param(
        0.3, unit="share", limits=(0.0, 1.0), prior=uniform(0.0, 0.6), grade="assumption", dated=False,
        source="assumption: people get used to long trouble in part; no figure was found",
        meaning="share of the fall that is made good in a spell that never ends",
    ),
    adapting_half_life_weeks=param(
        26.0, unit="weeks", limits=(0.0, 520.0), prior=lognormal(26.0, 2.0), grade="assumption", dated=False,
        source="assumption: months; no figure was found",
        meaning="weeks in which half of the getting used is done",
    ),
    recovery_half_life_weeks=param(
        6.0, unit="weeks", limits=(0.0, 26.0), prior=uniform(1.0, 12.0), grade="assumption", dated=False,
        source="assumption: wellbeing comes back by and by; no figure was found",
        meaning="weeks in which half of the fall is made good after a spell has ended",
    ),
    lift_share=param(
        0.05, unit="share of the way to the highest score", limits=(0.0, 1.0), prior=uniform(0.0, 0.15),
        grade="assumption", dated=False,
        source="assumption: company and activity may add something beyond the end of trouble; the prior includes nothing",
        meaning="how far the service lifts a person above the level in calm when it has ended a spell",
    ),
    lift_half_life_weeks=param(
        26.0, unit="weeks", limits=(0.0, 520.0), prior=lognormal(26.0, 2.0), grade="assumption", dated=False,
        source="assumption: what the service adds fades; no figure was found",
        meaning="weeks in which half of that lift is gone",
    ),
    noise_sd=param(
        2.0, unit="SWEMWBS points", limits=(0.0, 7.0), prior=uniform(1.0, 3.0), grade="assumption", dated=False,
        source="assumption: a questionnaire is not exact; the evidence has no figure",
        meaning="standard deviation of what a questionnaire shows about the score of that week",
    ),
)  # fmt: skip


def level_in_calm(deviation: float, p: Parameters) -> float:
    """Return a person's score in calm; `deviation` is the stable trait in standard deviations."""
    level = p.wellbeing_calm_level + p.wellbeing_level_spread * deviation
    return within(level, LOWEST, HIGHEST_SCORE)


def depth_of_trouble(deviation: float, p: Parameters) -> float:
    """Return how far (0 to 1) trouble takes a person to the floor; `deviation` is a stable trait."""
    lost = p.wellbeing_share_lost * math.exp(p.wellbeing_depth_spread * deviation)
    return lost / (1.0 - p.wellbeing_share_lost + lost)


def burden_in_spell(weeks_since: int, p: Parameters) -> float:
    """Return how much (0 to 1) of the depth is felt in a spell that began so many weeks ago."""
    sunk = 1.0 - kept_after(weeks_since + 1, p.wellbeing_sinking_half_life_weeks)
    used_to = 1.0 - kept_after(weeks_since + 1, p.wellbeing_adapting_half_life_weeks)
    return sunk * (1.0 - p.wellbeing_adapting_share * used_to)


def burden_after_spell(at_the_end: float, weeks_since: int, p: Parameters) -> float:
    """Return how much is still felt so many weeks after the first calm week; `at_the_end` in the last of trouble."""
    return at_the_end * kept_after(weeks_since + 1, p.wellbeing_recovery_half_life_weeks)


def lift_of_service(weeks_since: int, p: Parameters) -> float:
    """Return how far (0 to 1) the service lifts a person so many weeks after it ended a spell."""
    return p.wellbeing_lift_share * kept_after(weeks_since, p.wellbeing_lift_half_life_weeks)


def wellbeing_score(level: float, depth: float, burden: float, lift: float) -> float:
    """Return the score (7 to 35) in a week; or its mean over weeks, from the means of `burden` and `lift`."""
    return level - (level - LOWEST) * depth * burden + (HIGHEST_SCORE - level) * lift


def questionnaire_score(wellbeing: float, deviation: float, p: Parameters) -> float:
    """Return what a questionnaire shows (7 to 35); `deviation` is its error in standard deviations."""
    return within(wellbeing + p.wellbeing_noise_sd * deviation, LOWEST, HIGHEST_SCORE)
