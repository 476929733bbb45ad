"""Strain: what the week asked of link workers, what it did to them, who falls sick and who gives notice."""

from __future__ import annotations

from typing import Any

from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.management import support_of_managers, workers_in_post
from sp_sim.engine.state import CARING, System
from sp_sim.mechanisms.burnout import (
    demands,
    emotional_weight,
    exhaustion_next,
    resources,
    rested,
    role_conflict,
    strain,
)
from sp_sim.mechanisms.consulting import FAR_OFF
from sp_sim.mechanisms.counsellor import advice_for_each, advised_skill, is_severe
from sp_sim.mechanisms.involvement import involvement_felt
from sp_sim.mechanisms.sickness import fall_sick_odds, weeks_sick
from sp_sim.mechanisms.support import isolation
from sp_sim.mechanisms.turnover import job_discrepancy, leave_odds, week_of_leaving
from sp_sim.mechanisms.workforce import load_of_week


@compiled
def strain_and_leave(s: System, p: Any, week: int) -> None:
    """Turn demands and resources into exhaustion; ask who gives notice."""
    in_post = workers_in_post(s)
    support_of_manager = support_of_managers(s, p)
    advice = advice_for_each(in_post, p)
    _count_cases(s, p, week)
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 0:
            continue
        own = s.params[worker.row]
        _see_own_practices(s, own, position)
        if worker.sick == 1:
            _rest(worker, own)
        else:
            _work(worker, in_post - 1, support_of_manager, advice, own)
            _fall_sick(worker, own, week)
        if worker.goes == FAR_OFF:
            gap = job_discrepancy(worker.discrepancy, worker.involvement, own)
            odds = leave_odds(gap, worker.exhaustion, worker.efficacy, own)
            if happens(uniform(worker.holder_key, Decision.LEAVE_POST, week, 0), odds):
                worker.goes = week_of_leaving(week, own)


@compiled
def _rest(worker: Any, p: Any) -> None:
    """Nothing is asked of a worker who is away sick, and exhaustion recovers."""
    worker.load_of_cases = 0.0
    worker.load = 0.0
    worker.exhaustion = rested(worker.exhaustion, worker.trait, p)


@compiled
def _work(worker: Any, colleagues: int, support_of_manager: float, advice: float, p: Any) -> None:
    """Let what a week at work asked and gave move exhaustion."""
    asked = worker.hours_due + worker.hours_booked
    worker.load_of_cases = load_of_week(asked, 0.0, worker.hours_available, 0.0)
    worker.load = load_of_week(
        asked, worker.hours_waiting, worker.hours_available, p.burnout_waiting_weight
    )
    gap = job_discrepancy(worker.discrepancy, worker.involvement, p)
    demanded = demands(
        worker.load,
        emotional_weight(
            worker.severe, worker.open, advised_skill(worker.skill, advice, p), worker.support, p
        ),
        isolation(worker.days_head_office, colleagues, worker.involvement, worker.peers, p),
        role_conflict(gap, worker.core, p),
        p,
    )
    relieved = resources(
        worker.support,
        worker.peers,
        support_of_manager,
        worker.involvement,
        worker.climate,
        p,
    )
    strain_of_week = strain(worker.trait, demanded, relieved, p)
    worker.exhaustion = exhaustion_next(worker.exhaustion, strain_of_week, p)


@compiled
def _fall_sick(worker: Any, p: Any, week: int) -> None:
    """Perhaps begin a spell of sickness with next week."""
    key = worker.holder_key
    if happens(uniform(key, Decision.FALL_SICK, week, 0), fall_sick_odds(worker.exhaustion, p)):
        worker.sick_until = week + 1 + weeks_sick(uniform(key, Decision.WEEKS_SICK, week, 0), p)


@compiled
def _count_cases(s: System, p: Any, week: int) -> None:
    """Count each worker's open cases, and the severe ones that are not with the counsellor."""
    for position in range(s.workers.size):
        s.workers[position].open = 0
        s.workers[position].severe = 0
    for place in range(s.counts[CARING]):
        case = s.cases[s.caring[place]]
        worker = s.workers[case.worker]
        worker.open += 1
        if case.stepped_until <= week and is_severe(case.severity, p):
            worker.severe += 1


@compiled
def _see_own_practices(s: System, p: Any, position: int) -> None:
    """Work out a worker's mean involvement and part of the waiting list over the practices covered."""
    worker = s.workers[position]
    covered = 0
    involvement = 0.0
    waiting = 0.0
    for pair_position in range(s.pairs.size):
        pair = s.pairs[pair_position]
        if pair.post == position and pair.covers == 1:
            site = s.sites[pair.practice]
            covered += 1
            involvement += involvement_felt(pair.involvement, s.params[site.row])
            waiting += site.waiting / max(site.covering, 1)
    worker.involvement = involvement / covered if covered > 0 else involvement_felt(0.0, p)
    worker.hours_waiting = waiting * worker.first_hours
