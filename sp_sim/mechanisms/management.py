"""Management: what a manager gives each worker, and the monthly review that acts within its authority.

Rule: the manager's hours are spread over the workers in post; every review, a manager with the authority
    stops new cases for workers whose load is too high, until the next review.
Reads: workers in post, load.
Decides: the manager's support; whether a worker takes new cases; the cap on a caseload.
Assumes: a manager without authority only watches.
Source: no figure for span of control or manager hours was found.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SECTION = section(
    "management",
    "the manager of a service",
    manager_hours_per_week=param(
        4.0, unit="hours per week", limits=(0.0, 200.0), grade="assumption", lever=True,
        source="assumption: hours per link worker were not found",
        meaning="hours per week that the service's manager has for its link workers",
    ),
    hours_for_effect=param(
        2.0, unit="hours per worker", limits=(0.05, 40.0), prior=uniform(1.0, 3.0), grade="assumption",
        source="assumption: more hours help less and less; no figure was found",
        meaning="hours per worker and week at which about two thirds of the manager's support is reached",
    ),
    authority=param(
        True, unit="true or false", grade="assumption", lever=True,
        source="assumption: authority to respond is what the seed study recommends (10.1111/hsc.13295)",
        meaning="whether the manager may stop new cases for an overloaded worker",
    ),
    review_weeks=param(
        4, unit="weeks", limits=(1, 52), grade="assumption", lever=True,
        source="assumption: a monthly review",
        meaning="weeks between the manager's reviews",
    ),
    pause_above_load=param(
        1.3, unit="load", limits=(0.1, 3.0), grade="assumption", lever=True,
        source="assumption: no rule in use was found",
        meaning="load above which the manager stops new cases until the next review",
    ),
    caseload_cap_per_wte=param(
        60.0, unit="open cases per wte", limits=(0.5, 1000.0), grade="assumption", lever=True,
        source="assumption: E057 has 10 to 50 at once for youth link workers",
        meaning="open cases per whole-time equivalent above which a worker takes nobody new",
    ),
)  # fmt: skip


def manager_support(workers: int, p: Parameters) -> float:
    """Return the manager's support for each of `workers` in post (0 to 1)."""
    if workers <= 0:
        return 0.0
    hours = p.management_manager_hours_per_week / workers
    return 1.0 - math.exp(-hours / p.management_hours_for_effect)


def pauses_intake(load: float, p: Parameters) -> bool:
    """Return whether the manager stops new cases for a worker at a review; `load` is of open cases alone."""
    return p.management_authority > 0.0 and load > p.management_pause_above_load


def caseload_cap(wte: float, p: Parameters) -> int:
    """Return the most open cases that a worker may hold, at least 1."""
    return max(1, int(p.management_caseload_cap_per_wte * wte + 0.5))


def is_review(week: int, p: Parameters) -> bool:
    """Return whether the manager reviews at the end of this week."""
    return (week + 1) % int(p.management_review_weeks) == 0
