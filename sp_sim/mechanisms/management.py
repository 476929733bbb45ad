"""Management: what a manager gives each worker, and the monthly review that acts within its authority.

Rule: managers' hours, less those for supervision where managers give it, are spread over the workers in post;
    at a review, as far as authority goes, managers stop new cases for workers whose load is too high, lower and
    raise caps, and open the list of a practice where people wait long to colleagues with room.
Reads: workers in post, posts, hours of supervision; load; weeks that people have waited.
Decides: the manager's support; whether a worker takes new cases; caps on caseloads; who may take from a list.
Assumes: authority is the chance to act on what is seen; without any, a manager only watches.
Source: no figure for span of control or manager hours was found.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

LOWEST_CAP = 0.25
"""No review lowers a cap below this multiple of the usual one."""

HIGHEST_CAP = 2.0
"""No review raises a cap above this multiple of the usual one."""

SECTION = section(
    "management",
    "the manager of a service",
    manager_hours_per_week=param(
        4.0, unit="hours per week", limits=(0.0, 200.0), grade="assumption", lever=True, place="service",
        source="assumption: hours per link worker were not found",
        meaning="hours per week that the service's manager has for its link workers",
    ),
    hours_for_effect=param(
        2.0, unit="hours per worker", limits=(0.05, 40.0), prior=uniform(1.0, 3.0), grade="assumption",
        source="assumption: more hours help less and less; no figure was found",
        meaning="hours per worker and week at which about two thirds of the manager's support is reached",
    ),
    posts_per_manager=param(
        0, unit="posts", limits=(0, 500), grade="assumption", lever=True, place="service",
        source="assumption: 0 means one manager a service, whatever its posts; no figure on spans was found",
        meaning="span of control: posts for which the service has one manager each",
    ),
    supervises=param(
        False, unit="true or false", grade="assumption", lever=True, place="service",
        source="assumption: clinical supervision from outside; who gives it was not found",
        meaning="whether clinical supervision takes the hours of the service's managers",
    ),
    authority=param(
        1.0, unit="chance to act", limits=(0.0, 1.0), grade="assumption", lever=True, place="service",
        source="assumption: authority to respond is what the seed study recommends (10.1111/hsc.13295)",
        meaning="how far the manager may act on what a review shows (0: only watches; 1: always acts)",
    ),
    review_weeks=param(
        4, unit="weeks", limits=(1, 52), grade="assumption", lever=True, place="service",
        source="assumption: a monthly review",
        meaning="weeks between the manager's reviews",
    ),
    pause_above_load=param(
        1.3, unit="load", limits=(0.1, 3.0), grade="assumption", lever=True, place="service",
        source="assumption: no rule in use was found",
        meaning="load above which the manager stops new cases until the next review",
    ),
    cap_step=param(
        0.0, unit="share of the cap", limits=(0.0, 0.5), grade="assumption", lever=True, place="service",
        source="assumption: caps stay unless a scenario moves them",
        meaning="by how much a review lowers the cap of an overloaded worker and raises that of one at ease",
    ),
    raise_below_load=param(
        0.6, unit="load", limits=(0.0, 3.0), grade="assumption", lever=True, place="service",
        source="assumption: no rule in use was found",
        meaning="load below which a review raises a cap",
    ),
    open_list_above_weeks=param(
        520.0, unit="weeks", limits=(0.0, 520.0), grade="assumption", lever=True, place="service",
        source="assumption: lists stay with those who cover the practice unless a scenario opens them",
        meaning="mean wait so far of a practice's list above which colleagues with room may take from it",
    ),
    caseload_cap_per_wte=param(
        60.0, unit="open cases per wte", limits=(0.5, 1000.0), grade="assumption", lever=True, place="post",
        source="assumption: E057 has 10 to 50 at once for youth link workers",
        meaning="open cases per whole-time equivalent above which a worker takes nobody new",
    ),
    urgency_weeks=param(
        0.0, unit="weeks of waiting per sd of severity", limits=(0.0, 520.0), grade="assumption", lever=True,
        place="service",
        source="assumption: which rule services take people by was not found",
        meaning="weeks of waiting that one standard deviation of severity is worth when people are taken from the list (0: first come, first served; very many: by urgency alone)",
    ),
)  # fmt: skip


def managers(posts: int, p: Parameters) -> int:
    """Return how many managers a service with so many funded posts has."""
    span = int(p.management_posts_per_manager)
    if posts <= 0 or span <= 0:
        return 1
    return (posts + span - 1) // span


def manager_support(workers: int, posts: int, supervising_hours: float, p: Parameters) -> float:
    """Return the managers' support for each of `workers` in post (0 to 1).

    `posts` are funded; `supervising_hours` are what this week's sessions cost their supervisors.
    """
    if workers <= 0:
        return 0.0
    hours = p.management_manager_hours_per_week * managers(posts, p)
    if p.management_supervises > 0.0:
        hours = max(0.0, hours - supervising_hours)
    return 1.0 - math.exp(-hours / workers / p.management_hours_for_effect)


def acts(answer: float, p: Parameters) -> bool:
    """Return whether a manager's authority lets it act, from a uniform `answer`."""
    return answer < p.management_authority


def pauses_intake(load: float, p: Parameters) -> bool:
    """Return whether a manager who acts stops new cases for a worker; `load` is of open cases alone."""
    return load > p.management_pause_above_load


def cap_factor_next(factor: float, load: float, p: Parameters) -> float:
    """Return a worker's cap as a multiple of the usual after the review of a manager who acts."""
    if load > p.management_pause_above_load:
        return max(LOWEST_CAP, factor * (1.0 - p.management_cap_step))
    if load < p.management_raise_below_load:
        return min(HIGHEST_CAP, factor * (1.0 + p.management_cap_step))
    return factor


def opens_list(waiting: int, weeks_of_waiting: int, p: Parameters) -> bool:
    """Return whether a manager who acts opens a practice's list to colleagues until the next review.

    `waiting` people have waited `weeks_of_waiting` in all.
    """
    return weeks_of_waiting > waiting * p.management_open_list_above_weeks


def caseload_cap(wte: float, factor: float, p: Parameters) -> int:
    """Return the most open cases that a worker may hold, at least 1; `factor` is the review's."""
    return max(1, int(p.management_caseload_cap_per_wte * wte * factor + 0.5))


def turn_on_list(referred: int, tie: float, severity: float, p: Parameters) -> float:
    """Return a person's turn on the waiting list, the lowest first.

    `referred` is the week of referral, `tie` (0 to 1) ranks those of one week, `severity` is in standard
    deviations.
    """
    return referred + tie - p.management_urgency_weeks * severity


def is_review(week: int, p: Parameters) -> bool:
    """Return whether the manager reviews at the end of this week."""
    return (week + 1) % int(p.management_review_weeks) == 0
