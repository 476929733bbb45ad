"""Counsellor: a social prescribing counsellor who takes over the most severe mental-health cases for a time.

Rule: the counsellor has so many places; severe cases in care are taken by severity; while with the
    counsellor a case does not weigh on its link worker.
Reads: severity of cases in care, free places.
Decides: which cases step up.
Assumes: services that share a counsellor share the hours evenly.
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
    """Return how many cases the service's share of the counsellor can hold at once."""
    hours = p.counsellor_hours_per_week / p.counsellor_services_sharing
    return int(hours / p.counsellor_session_hours)


def is_severe(severity: float, p: Parameters) -> bool:
    """Return whether a case weighs on the worker as severe; `severity` in standard deviations."""
    return severity > p.counsellor_severe_above
