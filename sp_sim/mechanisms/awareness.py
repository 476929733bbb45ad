"""Awareness: GPs come to know the service by champions, link workers on site, training and colleagues, and forget.

Rule: a GP who does not know the service comes to know it at a rate that adds up the champion's push, days of
    link workers on site, hours in which practice staff are told of it and colleagues' awareness; what is known
    fades. Without fading this is Bass diffusion.
Reads: the champion's push, presence in the practice, hours of telling its staff, colleagues' mean awareness.
Decides: the GP's awareness and offering skill.
Assumes: contact works on what is not yet known; hours of telling are spread over the year; skill grows with each answered offer and fades.
Source: E100 and E101 (opinion leaders); learning and forgetting rates have no evidence.
"""

from __future__ import annotations

from sp_sim.calendar import DAYS_PER_WEEK, WEEKS_PER_YEAR
from sp_sim.mechanisms.curves import kept_per_week, within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, loguniform, param, section, uniform

SECTION = section(
    "awareness",
    "how GPs come to know the service and whom to offer it to, and how both fade",
    start=param(
        0.06, unit="share", limits=(0.0, 1.0), prior=uniform(0.02, 0.12), grade="assumption", dated=False,
        source="assumption: few GPs know a service that is new; no figure was found; chosen together so that growth takes years (C2, C4)",
        meaning="mean awareness of GPs when a service is new (they differ evenly from 0 to twice this)",
    ),
    per_champion=param(
        0.01, unit="per week and unit of push", limits=(0.0, 1.0), prior=lognormal(0.01, 2.0), grade="analogous",
        source="E100, E101: opinion leaders add some 9 to 10 percentage points; the rate is an assumption, chosen so that growth takes years (C2, C4)",
        meaning="rate at which a champion's push makes colleagues aware",
    ),
    per_presence=param(
        0.002, unit="per week and unit of presence", limits=(0.0, 1.0), prior=lognormal(0.002, 2.0), grade="assumption",
        source="assumption: E096 has the sign only; chosen together so that growth takes years (C2, C4)",
        meaning="rate at which a link worker who is there all week makes GPs of the practice aware",
    ),
    per_colleague=param(
        0.015, unit="per week and unit of colleagues' awareness", limits=(0.0, 1.0), prior=lognormal(0.015, 2.0),
        grade="assumption",
        source="assumption: spread between colleagues carries much of the growth; no figure was found; chosen together so that growth takes years (C2, C4)",
        meaning="rate at which aware colleagues make a GP aware",
    ),
    half_life_weeks=param(
        104.0, unit="weeks", limits=(1.0, 5000.0), prior=lognormal(104.0, 1.8), grade="assumption",
        source="assumption: no decay rate for GP awareness was found; training effects are unclear past 6 to 12 months",
        meaning="time in which half of what GPs know of the service is forgotten",
    ),
    skill_per_offer=param(
        0.05, unit="share of what is to learn", limits=(0.0, 1.0), prior=uniform(0.0, 0.1), grade="assumption",
        source="assumption: offering skill is learned by each offer and its answer; no figure was found",
        meaning="how much of the offering skill still to be learned one answered offer teaches",
    ),
    skill_half_life_weeks=param(
        104.0, unit="weeks", limits=(1.0, 5000.0), prior=lognormal(104.0, 2.0), grade="assumption",
        source="assumption: unused skill fades; no figure was found",
        meaning="time in which half of a GP's offering skill fades",
    ),
    staff_training_hours=param(
        0.0, unit="hours per year", limits=(0.0, 100.0), grade="assumption", lever=True, place="practice",
        source="assumption: how often practice staff are told about a service was not found; none beyond what presence does",
        meaning="hours a year in which a practice's staff, GPs among them, are told about the service and whom it is for",
    ),
    per_training_hour=param(
        0.06, unit="per hour", limits=(0.0, 1.0), prior=loguniform(0.01, 0.4), grade="assumption",
        source="assumption: the brief has the sign only; from hardly anything to two fifths of what a practice does not know",
        meaning="how much of what a GP does not yet know of the service an hour of telling the practice's staff teaches",
    ),
)  # fmt: skip


def awareness_at_start(answer: float, p: Parameters) -> float:
    """Return a GP's awareness of a new service from a uniform `answer`."""
    return within(2.0 * p.awareness_start * answer, 0.0, 1.0)


def awareness_next(
    awareness: float, push: float, presence: float, colleagues: float, p: Parameters
) -> float:
    """Return a GP's awareness one week later (0 to 1).

    `push` is the champion's (may be negative), `presence` link workers' days on site this week, and
    `colleagues` the mean awareness of the practice's other GPs.
    """
    gain = (
        p.awareness_per_champion * push
        + p.awareness_per_presence * (presence / DAYS_PER_WEEK)
        + p.awareness_per_colleague * colleagues
        + p.awareness_per_training_hour * (p.awareness_staff_training_hours / WEEKS_PER_YEAR)
    )
    room = 1.0 - awareness if gain > 0.0 else awareness
    forgotten = (1.0 - kept_per_week(p.awareness_half_life_weeks)) * awareness
    return within(awareness + gain * room - forgotten, 0.0, 1.0)


def skill_after_offer(skill: float, p: Parameters) -> float:
    """Return a GP's offering skill (0 to 1) after one more answered offer."""
    return skill + p.awareness_skill_per_offer * (1.0 - skill)


def skill_after_week(skill: float, p: Parameters) -> float:
    """Return a GP's offering skill after a week's fading."""
    return skill * kept_per_week(p.awareness_skill_half_life_weeks)
