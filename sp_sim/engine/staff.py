"""Staff: dated changes, posts and their holders, learning, strain and management, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import Ended
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.pathway import end_case, keep_open
from sp_sim.engine.state import CARING, System
from sp_sim.mechanisms.burnout import emotional_weight, exhaustion_next, strain
from sp_sim.mechanisms.consulting import FAR_OFF
from sp_sim.mechanisms.counsellor import is_severe
from sp_sim.mechanisms.involvement import (
    hours_of_handover,
    involvement_felt,
    involvement_of_newcomer,
    meeting_hours_per_week,
)
from sp_sim.mechanisms.location import travel_hours_per_contact
from sp_sim.mechanisms.management import caseload_cap, is_review, manager_support, pauses_intake
from sp_sim.mechanisms.pathway import (
    lost_at_change_odds,
    thinned_at_change_odds,
    weeks_to_next_contact,
)
from sp_sim.mechanisms.support import isolation, received_odds, session_is_due, support_next
from sp_sim.mechanisms.training import self_efficacy, skill_next, training_hours_due
from sp_sim.mechanisms.turnover import leave_odds, week_of_leaving, weeks_to_hire
from sp_sim.mechanisms.workforce import (
    hours_due,
    hours_for_contacts,
    hours_of_contact,
    hours_of_first_contact,
    load_of_week,
)
from sp_sim.world.people import trait
from sp_sim.world.staff import exhaustion_of_newcomer, holder_key, tie_break


@compiled
def workers_in_post(s: System) -> int:
    """Return how many posts are filled."""
    count = 0
    for position in range(s.workers.size):
        count += s.workers[position].in_post
    return count


@compiled
def staff(s: System, p: Any, week: int) -> None:
    """Let leavers go and starters arrive."""
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 1 and (worker.goes <= week or worker.wte <= 0.0):
            _depart(s, p, position, week)
        if worker.in_post == 0 and worker.wte > 0.0 and worker.filled <= week:
            _arrive(s, p, position, week)


@compiled
def _arrive(s: System, p: Any, position: int, week: int) -> None:
    worker = s.workers[position]
    worker.holder += 1
    key = holder_key(worker.key, worker.holder)
    worker.holder_key = key
    worker.in_post = 1
    worker.paused = 0
    worker.started = week
    worker.goes = FAR_OFF
    worker.trained = -FAR_OFF
    worker.session = week
    worker.trait = trait(key, Decision.STRAIN_TRAIT)
    worker.discrepancy = trait(key, Decision.DISCREPANCY_TRAIT)
    worker.efficacy_trait = trait(key, Decision.SELF_EFFICACY_TRAIT)
    worker.skill = p.training_skill_base
    worker.support = 0.0
    worker.load = 0.0
    worker.load_of_cases = 0.0
    worker.exhaustion = exhaustion_of_newcomer(worker.trait, p)
    for pair_position in range(s.pairs.size):
        pair = s.pairs[pair_position]
        if pair.post == position:
            pair.involvement = involvement_of_newcomer(pair.involvement, p)
            pair.well = 0
            pair.ended = 0


@compiled
def _depart(s: System, p: Any, position: int, week: int) -> None:
    """Let the holder go; each open case is kept, thinned or lost, and all are lost with an unfunded post."""
    worker = s.workers[position]
    worker.in_post = 0
    worker.left = 1
    worker.filled = week + weeks_to_hire(
        uniform(worker.holder_key, Decision.HIRING_TIME, week, 0), p
    )
    for place in range(s.counts[CARING]):
        case_position = s.caring[place]
        case = s.cases[case_position]
        if case.worker != position:
            continue
        case.changes += 1
        key = s.people[case.person].key
        if worker.wte <= 0.0 or happens(
            uniform(key, Decision.KEPT_AT_CHANGE, week, 0), lost_at_change_odds(p)
        ):
            end_case(s, p, case_position, week, Ended.LOST_AT_CHANGE)
        elif happens(uniform(key, Decision.KEPT_AT_CHANGE, week, 1), thinned_at_change_odds(p)):
            case.thinned += 1
            case.due = max(case.due, week) + weeks_to_next_contact(max(case.contacts, 1), p)
    keep_open(s, s.caring, CARING)


@compiled
def train_and_supervise(s: System, p: Any, week: int) -> None:
    """Give each worker the training and the supervision that are due this week."""
    for position in range(s.workers.size):
        worker = s.workers[position]
        worker.training_hours = 0.0
        worker.supervision_hours = 0.0
        worker.received = 0
        if worker.in_post == 0:
            continue
        worker.training_hours = training_hours_due(week - worker.trained, p)
        if worker.training_hours > 0.0:
            worker.trained = week
        worker.skill = skill_next(worker.skill, worker.training_hours, p)
        worker.efficacy = self_efficacy(worker.efficacy_trait, worker.skill, p)
        if worker.supervised == 1 and session_is_due(week - worker.session, p):
            worker.session = week
            answer = uniform(worker.holder_key, Decision.SUPERVISION, week, 0)
            if happens(answer, received_odds(worker.load, p)):
                worker.received = 1
                worker.supervision_hours = p.support_supervision_hours
        worker.support = support_next(worker.support, worker.received == 1, p)


@compiled
def plan_hours(s: System, p: Any, week: int) -> None:
    """Work out each worker's hours for contacts this week and what is already due."""
    for position in range(s.workers.size):
        worker = s.workers[position]
        worker.open = 0
        worker.due_first = 0
        worker.due_further = 0
        worker.hours_booked = 0.0
    for place in range(s.counts[CARING]):
        case = s.cases[s.caring[place]]
        worker = s.workers[case.worker]
        worker.open += 1
        if case.due <= week:
            if case.contacts == 0:
                worker.due_first += 1
            else:
                worker.due_further += 1
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 0:
            worker.hours_available = 0.0
            worker.hours_due = 0.0
            continue
        travel = travel_hours_per_contact(worker.on_site, p)
        worker.first_hours = hours_of_first_contact(worker.exhaustion, travel, p)
        worker.first_hours += hours_of_handover(worker.on_site, p)
        worker.contact_hours = hours_of_contact(worker.exhaustion, travel, p)
        worker.cap = caseload_cap(worker.wte, p)
        worker.tie = tie_break(worker.holder_key, Decision.WORKER_TIE, week)
        worker.hours_available = hours_for_contacts(
            worker.wte,
            week - worker.started,
            meeting_hours_per_week(_practices_covered(s, position), p),
            worker.supervision_hours,
            worker.training_hours,
            p,
        )
        worker.hours_due = hours_due(
            worker.due_first, worker.due_further, worker.first_hours, worker.contact_hours
        )


@compiled
def _practices_covered(s: System, position: int) -> int:
    count = 0
    for pair_position in range(s.pairs.size):
        pair = s.pairs[pair_position]
        if pair.post == position:
            count += pair.covers
    return count


@compiled
def strain_and_leave(s: System, p: Any, week: int) -> None:
    """Turn demands and resources into exhaustion; ask who gives notice."""
    in_post = workers_in_post(s)
    support_of_manager = manager_support(in_post, p)
    _count_cases(s, p, week)
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 0:
            continue
        _see_own_practices(s, p, position)
        asked = worker.hours_due + worker.hours_booked
        worker.load_of_cases = load_of_week(asked, 0.0, worker.hours_available, 0.0)
        worker.load = load_of_week(
            asked, worker.hours_waiting, worker.hours_available, p.burnout_waiting_weight
        )
        worker.exhaustion = exhaustion_next(
            worker.exhaustion,
            strain(
                worker.trait,
                worker.load,
                emotional_weight(worker.severe, worker.open, worker.skill),
                isolation(worker.days_head_office, in_post - 1, worker.involvement, p),
                worker.support,
                support_of_manager,
                worker.involvement,
                p,
            ),
            p,
        )
        if worker.goes == FAR_OFF:
            odds = leave_odds(worker.discrepancy, worker.exhaustion, worker.efficacy, p)
            if happens(uniform(worker.holder_key, Decision.LEAVE_POST, week, 0), odds):
                worker.goes = week_of_leaving(week, p)


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
        if case.stepped_until <= week and is_severe(s.people[case.person].severity, p):
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
            involvement += pair.involvement
            waiting += site.waiting / max(site.covering, 1)
    mean = involvement / covered if covered > 0 else 0.0
    worker.involvement = involvement_felt(mean, p)
    worker.hours_waiting = waiting * worker.first_hours


@compiled
def manage(s: System, p: Any, week: int) -> None:
    """At a review, stop or reopen each worker's intake."""
    if not is_review(week, p):
        return
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 1:
            worker.paused = 1 if pauses_intake(worker.load_of_cases, p) else 0
