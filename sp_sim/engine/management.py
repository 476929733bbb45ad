"""Management: what managers give, and what they do at a review, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.draws import Decision, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.state import System
from sp_sim.mechanisms.management import (
    acts,
    cap_factor_next,
    is_review,
    manager_support,
    opens_list,
    pauses_intake,
)
from sp_sim.mechanisms.support import supervisor_hours


@compiled
def workers_in_post(s: System) -> int:
    """Return how many posts are filled."""
    count = 0
    for position in range(s.workers.size):
        count += s.workers[position].in_post
    return count


@compiled
def support_of_managers(s: System, p: Any) -> float:
    """Return the managers' support for each worker in post this week."""
    in_post = 0
    posts = 0
    hours = 0.0
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.wte > 0.0:
            posts += 1
        if worker.in_post == 1:
            in_post += 1
            hours += supervisor_hours(worker.supervision_hours, s.params[worker.row])
    return manager_support(in_post, posts, hours, p)


@compiled
def manage(s: System, p: Any, week: int) -> None:
    """At a review, stop or reopen intake, move caps, open or close lists, as far as authority goes."""
    if not is_review(week, p):
        return
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 0:
            continue
        worker.paused = 0
        if acts(uniform(worker.holder_key, Decision.MANAGER_ACTS, week, 0), p):
            worker.paused = 1 if pauses_intake(worker.load_of_cases, p) else 0
            worker.cap_factor = cap_factor_next(worker.cap_factor, worker.load_of_cases, p)
    for position in range(s.sites.size):
        site = s.sites[position]
        site.list_open = 0
        if acts(uniform(site.key, Decision.MANAGER_ACTS, week, 0), p):
            site.list_open = 1 if opens_list(site.waiting, site.waited_sum, p) else 0
