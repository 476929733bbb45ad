"""Awareness: GPs come to know the service from champions, link workers on site and colleagues, and forget.

Rule: a GP who does not know the service comes to know it at a rate that adds up the champion's push, days of
    link workers on site and colleagues' awareness; what is known fades. Without fading this is Bass diffusion.
Reads: the champion's push, presence in the practice, colleagues' mean awareness.
Decides: the GP's awareness and offering skill.
Assumes: contact works on what is not yet known; skill grows with each answered offer and fades.
Source: E100 and E101 (opinion leaders); learning and forgetting rates have no evidence.
"""

from __future__ import annotations

from sp_sim.calendar import DAYS_PER_WEEK
from sp_sim.mechanisms.curves import kept_per_week, within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform

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
