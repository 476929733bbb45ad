"""Training: two modules, core and mental health, raise skill and confidence, cost hours at once, and fade.

Rule: a module is given to nobody, to new starters or to everybody, and again at its interval to who had it;
    hours of training fill part of the skill still missing; skill falls back to its base with a half-life;
    confidence follows skill.
Reads: hours of training this week, weeks in post, weeks since the last round, skill.
Decides: core and mental-health skill (0 to 1), what they add to self-efficacy, hours of training.
Assumes: refreshers are what keeps skill up.
Source: E091 (confidence d 0.21 to 0.58), E092 (help given d 0.23), both unclear past 6 to 12 months.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.consulting import FAR_OFF
from sp_sim.mechanisms.curves import kept_per_week
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform

SECTION = section(
    "training",
    "training of link workers, by module",
    mental_health_hours=param(
        0.0, unit="hours per round", limits=(0.0, 100.0), grade="assumption", lever=True, place="post",
        source="assumption: none in the baseline; what link workers receive was not found",
        meaning="hours of mental-health training in each round (0: nobody has any)",
    ),
    starters_only=param(
        False, unit="true or false", grade="assumption", lever=True, place="post",
        source="assumption: everybody in post is trained where there is training",
        meaning="whether mental-health training begins with new starters only, and not with who is in post",
    ),
    interval_weeks=param(
        52, unit="weeks", limits=(1, 520), grade="assumption", lever=True, place="post",
        source="assumption: yearly refreshers",
        meaning="weeks from one round of mental-health training to the next",
    ),
    core_hours=param(
        0.0, unit="hours per round", limits=(0.0, 100.0), grade="assumption", lever=True, place="post",
        source="assumption: none beyond settling in; what link workers receive was not found",
        meaning="hours of core training (the role, local offers, boundaries) in each round (0: nobody has any)",
    ),
    core_starters_only=param(
        False, unit="true or false", grade="assumption", lever=True, place="post",
        source="assumption: as starters_only",
        meaning="whether core training begins with new starters only, and not with who is in post",
    ),
    core_interval_weeks=param(
        52, unit="weeks", limits=(1, 520), grade="assumption", lever=True, place="post",
        source="assumption: yearly refreshers",
        meaning="weeks from one round of core training to the next",
    ),
    cover_share=param(
        0.0, unit="share of hours", limits=(0.0, 1.0), grade="assumption",
        lever=True, place="post",
        source="assumption: nobody stands in; whether link workers have cover was not found",
        meaning="share of the hours for contacts lost to training, of either module, that a stand-in works instead",
    ),
    core_base=param(
        0.5, unit="skill", limits=(0.0, 1.0), prior=uniform(0.3, 0.7), grade="assumption",
        source="assumption: no measurement of link workers' skill was found",
        meaning="core skill of a link worker without core training",
    ),
    skill_base=param(
        0.4, unit="skill", limits=(0.0, 1.0), prior=uniform(0.2, 0.6), grade="assumption",
        source="assumption: no measurement of link workers' skill was found",
        meaning="mental-health skill of an untrained link worker",
    ),
    skill_per_hour=param(
        0.05, unit="share of what is missing per hour", limits=(0.0, 1.0), prior=lognormal(0.05, 1.6), grade="analogous",
        source="E091, E092: small effects of courses of about a day or two; the scale is an assumption",
        meaning="rate at which an hour of training fills the skill that is missing",
    ),
    half_life_weeks=param(
        35.0, unit="weeks", limits=(1.0, 520.0), prior=lognormal(35.0, 1.4), grade="analogous",
        source="E091, E090: effects are unclear or gone after 6 to 12 months",
        meaning="time in which half of what training gave fades without refreshers",
    ),
    confidence_per_skill=param(
        1.0, unit="sd of self-efficacy per unit of skill", limits=(0.0, 10.0), prior=uniform(0.5, 2.0),
        grade="analogous",
        source="E091: effect of mental-health training on confidence, d 0.21 to 0.58",
        meaning="what mental-health skill above the base adds to self-efficacy",
    ),
    confidence_per_core_skill=param(
        1.0, unit="sd of self-efficacy per unit of skill", limits=(0.0, 10.0), prior=uniform(0.3, 2.0),
        grade="assumption",
        source="assumption: as confidence_per_skill; E091 is of mental-health training only",
        meaning="what core skill above the base adds to self-efficacy",
    ),
)  # fmt: skip


def learnt(skill: float, base: float, training_hours: float, p: Parameters) -> float:
    """Return skill (0 to 1) after a week with `training_hours` and a week's fading towards `base`."""
    kept = base + (skill - base) * kept_per_week(p.training_half_life_weeks)
    return kept + (1.0 - kept) * (1.0 - math.exp(-p.training_skill_per_hour * training_hours))


def skill_next(skill: float, training_hours: float, p: Parameters) -> float:
    """Return mental-health skill (0 to 1) after a week with `training_hours` of it."""
    return learnt(skill, p.training_skill_base, training_hours, p)


def core_next(core: float, training_hours: float, p: Parameters) -> float:
    """Return core skill (0 to 1) after a week with `training_hours` of core training."""
    return learnt(core, p.training_core_base, training_hours, p)


def self_efficacy(trait: float, skill: float, core: float, p: Parameters) -> float:
    """Return self-efficacy in standard deviations: a stable trait and what skills above their base add."""
    return (
        trait
        + p.training_confidence_per_skill * (skill - p.training_skill_base)
        + p.training_confidence_per_core_skill * (core - p.training_core_base)
    )


def course_is_due(
    weeks_since: int, weeks_in_post: int, interval: float, starters_only: float
) -> bool:
    """Return whether a round is due: again after `interval` weeks, or for the first time.

    `weeks_since` the last round is `FAR_OFF` or more for who never had one.
    """
    if weeks_since >= FAR_OFF:
        return weeks_in_post == 0 or starters_only == 0.0
    return weeks_since >= interval


def training_hours_due(weeks_since: int, weeks_in_post: int, p: Parameters) -> float:
    """Return the hours of mental-health training that are due this week."""
    due = course_is_due(
        weeks_since, weeks_in_post, p.training_interval_weeks, p.training_starters_only
    )
    return p.training_mental_health_hours if due else 0.0


def core_hours_due(weeks_since: int, weeks_in_post: int, p: Parameters) -> float:
    """Return the hours of core training that are due this week."""
    due = course_is_due(
        weeks_since, weeks_in_post, p.training_core_interval_weeks, p.training_core_starters_only
    )
    return p.training_core_hours if due else 0.0
