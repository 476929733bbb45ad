"""Training: mental-health training raises skill and confidence, costs hours at once, and fades.

Rule: hours of training fill part of the skill still missing; skill falls back to its base with a half-life;
    confidence follows skill.
Reads: hours of training this week, skill.
Decides: mental-health skill (0 to 1) and what it adds to self-efficacy.
Assumes: refreshers are what keeps skill up.
Source: E091 (confidence d 0.21 to 0.58), E092 (help given d 0.23), both unclear past 6 to 12 months.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.curves import kept_per_week
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform

SECTION = section(
    "training",
    "mental-health training of link workers",
    mental_health_hours=param(
        0.0, unit="hours per round", limits=(0.0, 100.0), grade="assumption", lever=True,
        source="assumption: none in the baseline; what link workers receive was not found",
        meaning="hours of mental-health training in each round",
    ),
    interval_weeks=param(
        52, unit="weeks", limits=(1, 520), grade="assumption", lever=True,
        source="assumption: yearly refreshers",
        meaning="weeks from one round of training to the next",
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
        meaning="what skill above the base adds to self-efficacy",
    ),
)  # fmt: skip


def skill_next(skill: float, training_hours: float, p: Parameters) -> float:
    """Return mental-health skill (0 to 1) after a week with `training_hours` of training and a week's fading."""
    kept = p.training_skill_base + (skill - p.training_skill_base) * kept_per_week(
        p.training_half_life_weeks
    )
    return kept + (1.0 - kept) * (1.0 - math.exp(-p.training_skill_per_hour * training_hours))


def self_efficacy(trait: float, skill: float, p: Parameters) -> float:
    """Return self-efficacy in standard deviations: a stable trait and what skill above the base adds."""
    return trait + p.training_confidence_per_skill * (skill - p.training_skill_base)


def training_hours_due(weeks_since: int, p: Parameters) -> float:
    """Return the hours of training that are due this week, `weeks_since` the last round."""
    return p.training_mental_health_hours if weeks_since >= p.training_interval_weeks else 0.0
