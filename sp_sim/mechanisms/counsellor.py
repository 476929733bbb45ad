"""Counsellor: a social prescribing counsellor who takes over the most severe cases and advises on the others.

Rule: the counsellor has so many places; severe cases in care are taken by severity; while with the
    counsellor a case does not weigh on its link worker. The hours kept for advice let link workers carry
    severe cases as if they had more skill, with less and less gain from each further hour.
Reads: severity of cases in care, free places, link workers in post.
Decides: which cases step up; the skill with which a link worker carries severe cases.
Assumes: services that share a counsellor share the hours evenly, and so do the link workers of a service. Each
    service has places of its own: hours that one leaves idle are of no use to the other (decisions/0016).
Source: one counsellor for two services in the seed study (10.1111/hsc.13295); there are no numbers.
"""

from __future__ import annotations

from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SECTION = section(
    "counsellor",
    "an optional social prescribing counsellor",
    hours_per_week=param(
        0.0, unit="hours per week", limits=(0.0, 200.0), grade="assumption", lever=True, place="service",
        source="assumption: none unless a scenario has one",
        meaning="hours per week of the counsellor, before sharing",
    ),
    services_sharing=param(
        1, unit="services", limits=(1, 50), grade="assumption", lever=True, place="service",
        source="assumption: the two services of the seed study shared one (10.1111/hsc.13295)",
        meaning="number of services that share the counsellor evenly",
    ),
    advice_share=param(
        0.2, unit="share of hours", limits=(0.0, 1.0), grade="assumption", lever=True, place="service",
        source="assumption: the counsellor of the seed study also advised link workers (10.1111/hsc.13295); no share is given",
        meaning="share of the counsellor's hours that is kept for advising link workers on their severe cases",
    ),
    advice_half_hours=param(
        0.5, unit="hours per week and link worker", limits=(0.05, 10.0), prior=uniform(0.2, 1.0), grade="assumption",
        source="assumption: no figure was found",
        meaning="hours of advice a week for each link worker that do half of what advice can do",
    ),
    per_advice=param(
        0.3, unit="share of missing skill", limits=(0.0, 1.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: no effect of a counsellor's advice was found",
        meaning="share of the skill that is missing for severe cases which all the advice one can use makes up for",
    ),
    session_hours=param(
        1.25, unit="hours", limits=(0.25, 8.0), prior=uniform(1.0, 1.5), grade="assumption",
        source="assumption: a session with its notes",
        meaning="hours of the counsellor that one case takes per week",
    ),
    weeks_per_case=param(
        8, unit="weeks", limits=(1, 104), prior=uniform(6, 12), grade="assumption",
        source="assumption: a short course of counselling",
        meaning="weeks that a case stays with the counsellor",
    ),
    severe_above=param(
        1.0, unit="sd of severity", limits=(-3.0, 4.0), prior=uniform(0.5, 1.5), grade="assumption",
        source="assumption: no number on severe cases was found",
        meaning="mental-health severity above which a case is severe",
    ),
)  # fmt: skip


def counsellor_places(p: Parameters) -> int:
    """Return how many cases the service's share of the counsellor, less advice, can hold at once."""
    hours = p.counsellor_hours_per_week / p.counsellor_services_sharing
    return int(hours * (1.0 - p.counsellor_advice_share) / p.counsellor_session_hours)


def advice_for_each(in_post: int, p: Parameters) -> float:
    """Return how much advice (0 to 1) each of the link workers `in_post` has from the counsellor."""
    if in_post <= 0:
        return 0.0
    hours = p.counsellor_hours_per_week / p.counsellor_services_sharing
    each = hours * p.counsellor_advice_share / in_post
    return each / (each + p.counsellor_advice_half_hours)


def advised_skill(skill: float, advice: float, p: Parameters) -> float:
    """Return the skill (0 to 1) with which a link worker carries severe cases, given `advice` (0 to 1)."""
    return skill + (1.0 - skill) * p.counsellor_per_advice * advice


def is_severe(severity: float, p: Parameters) -> bool:
    """Return whether a case weighs on the worker as severe; `severity` in standard deviations."""
    return severity > p.counsellor_severe_above
