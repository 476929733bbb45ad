"""Criteria: who may be referred at all; nobody else is offered the link worker unless a referrer overlooks them.

Rule: the odds of an offer to somebody outside a practice's criteria, by whatever route, are lower by one factor.
Reads: the most severe mental health and the least complexity that a practice's criteria allow; the person's own.
Decides: by how much the odds of an offer, or of coming by oneself, are multiplied; who is outside.
Assumes: GPs, other staff and people themselves overlook criteria alike; criteria do not change who consults.
Source: the brief names criteria among the levers; what services ask for and how far it is kept was not found.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

ANYBODY = 9.0
"""In standard deviations: nobody is as far out, so that a criterion there leaves everybody in."""

SECTION = section(
    "criteria",
    "who may be referred",
    most_severity=param(
        ANYBODY, unit="sd of severity", limits=(-4.0, ANYBODY), grade="assumption", lever=True, place="practice",
        source="assumption: everybody may be referred unless a scenario says otherwise",
        meaning="mental-health severity above which people are not for the service (9: no such line)",
    ),
    least_complexity=param(
        -ANYBODY, unit="sd of complexity", limits=(-ANYBODY, 4.0), grade="assumption", lever=True, place="practice",
        source="assumption: everybody may be referred unless a scenario says otherwise",
        meaning="complexity of needs below which people are not for the service (-9: no such line)",
    ),
    kept_log_odds=param(
        2.0, unit="log odds lost", limits=(0.0, 15.0), prior=uniform(0.5, 5.0), grade="assumption",
        source="assumption: referrers do not always know or keep to criteria; how far they do was not found",
        meaning="by how much the odds of an offer fall where the person is outside the criteria, by whatever route",
    ),
)  # fmt: skip


def has_criteria(p: Parameters) -> bool:
    """Return whether anybody can be outside the criteria."""
    return p.criteria_most_severity < ANYBODY or p.criteria_least_complexity > -ANYBODY


def is_outside(severity: float, complexity: float, p: Parameters) -> bool:
    """Return whether a person is outside the criteria; `severity` and `complexity` in standard deviations."""
    return severity > p.criteria_most_severity or complexity < p.criteria_least_complexity


def odds_by_criteria(severity: float, complexity: float, p: Parameters) -> float:
    """Return by how much the odds of an offer are multiplied because of the criteria (1 for those inside)."""
    return math.exp(-p.criteria_kept_log_odds) if is_outside(severity, complexity, p) else 1.0
