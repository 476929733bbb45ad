"""Staff: posts and their holders, learning and hours, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import Ended
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.pathway import end_case, keep_open
from sp_sim.engine.state import CARING, System
from sp_sim.mechanisms.consulting import FAR_OFF
from sp_sim.mechanisms.involvement import (
    hours_of_handover,
    involvement_of_newcomer,
    meeting_hours_per_week,
)
from sp_sim.mechanisms.location import travel_hours_per_contact
from sp_sim.mechanisms.management import caseload_cap
from sp_sim.mechanisms.pathway import (
    lost_at_change_odds,
    thinned_at_change_odds,
    weeks_to_next_contact,
)
from sp_sim.mechanisms.support import (
    peer_hours_per_week,
    received_odds,
    session_is_due,
    support_next,
)
from sp_sim.mechanisms.training import (
    core_hours_due,
    core_next,
    self_efficacy,
    skill_next,
    training_hours_due,
)
from sp_sim.mechanisms.turnover import weeks_to_hire
from sp_sim.mechanisms.workforce import (
    hours_due,
    hours_for_contacts,
    hours_of_contact,
    hours_of_cover,
    hours_of_first_contact,
)
from sp_sim.world.people import trait
from sp_sim.world.staff import exhaustion_of_newcomer, holder_key, tie_break


@compiled
def staff(s: System, week: int) -> None:
    """Let leavers go and starters arrive; note who is away sick."""
    for position in range(s.workers.size):
        worker = s.workers[position]
        if worker.in_post == 1 and (worker.goes <= week or worker.wte <= 0.0):
            _depart(s, s.params[worker.row], position, week)
        if worker.in_post == 0 and worker.wte > 0.0 and worker.filled <= week:
            _arrive(s, s.params[worker.row], position, week)
        if worker.in_post == 1:
            worker.sick = 1 if week < worker.sick_until else 0


@compiled
def _arrive(s: System, p: Any, position: int, week: int) -> None:
    worker = s.workers[position]
    worker.holder += 1
    key = holder_key(worker.key, worker.holder)
    worker.holder_key = key
    worker.in_post = 1
    worker.paused = 0
    worker.cap_factor = 1.0
    worker.started = week
    worker.goes = FAR_OFF
    worker.trained = -FAR_OFF
    worker.core_trained = -FAR_OFF
    worker.session = week
    worker.sick = 0
    worker.sick_until = week
    worker.trait = trait(key, Decision.STRAIN_TRAIT)
    worker.discrepancy = trait(key, Decision.DISCREPANCY_TRAIT)
    worker.efficacy_trait = trait(key, Decision.SELF_EFFICACY_TRAIT)
    worker.skill = p.training_skill_base
    worker.core = p.training_core_base
    worker.support = 0.0
    worker.load = 0.0
    worker.load_of_cases = 0.0
    worker.exhaustion = exhaustion_of_newcomer(worker.trait, p)
    for pair_position in range(s.pairs.size):
        pair = s.pairs[pair_position]
        if pair.post == position and pair.covers == 1:
            arrive_in_practice(pair, p)


@compiled
def arrive_in_practice(pair: Any, p: Any) -> None:
    """Let a worker begin in a practice: with a part of what the last one was to it, and no record."""
    pair.involvement = involvement_of_newcomer(pair.involvement, p)
    pair.well = 0
    pair.ended = 0


@compiled
def _depart(s: System, p: Any, position: int, week: int) -> None:
    """Let the holder go; each open case is kept, thinned or lost, and all are lost with an unfunded post."""
    worker = s.workers[position]
    worker.in_post = 0
    worker.sick = 0
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
        case.together = 0
        case.changed = week
        key = case.key
        if worker.wte <= 0.0 or happens(
            uniform(key, Decision.KEPT_AT_CHANGE, week, 0), lost_at_change_odds(p)
        ):
            end_case(s, p, case_position, week, Ended.LOST_AT_CHANGE)
        elif happens(uniform(key, Decision.KEPT_AT_CHANGE, week, 1), thinned_at_change_odds(p)):
            case.thinned += 1
            case.due = max(case.due, week) + weeks_to_next_contact(max(case.contacts, 1), p)
    keep_open(s, s.caring, CARING)


@compiled
def train_and_supervise(s: System, week: int) -> None:
    """Give each worker the training and the supervision that are due this week."""
    for position in range(s.workers.size):
        worker = s.workers[position]
        worker.training_hours = 0.0
        worker.supervision_hours = 0.0
        worker.received = 0
        if worker.in_post == 0:
            continue
        p = s.params[worker.row]
        _train(worker, p, week)
        if worker.supervised == 1 and worker.sick == 0 and session_is_due(week - worker.session, p):
            worker.session = week
            answer = uniform(worker.holder_key, Decision.SUPERVISION, week, 0)
            if happens(answer, received_odds(worker.load, worker.climate, p)):
                worker.received = 1
                worker.supervision_hours = p.support_supervision_hours
        worker.support = support_next(worker.support, worker.received == 1, p)


@compiled
def _train(worker: Any, p: Any, week: int) -> None:
    """Give a worker the rounds of each module that are due, unless away sick; let skills fade."""
    mental_health = 0.0
    core = 0.0
    if worker.sick == 0:
        in_post = week - worker.started
        mental_health = training_hours_due(week - worker.trained, in_post, p)
        core = core_hours_due(week - worker.core_trained, in_post, p)
    if mental_health > 0.0:
        worker.trained = week
    if core > 0.0:
        worker.core_trained = week
    worker.skill = skill_next(worker.skill, mental_health, p)
    worker.core = core_next(worker.core, core, p)
    worker.efficacy = self_efficacy(worker.efficacy_trait, worker.skill, worker.core, p)
    worker.training_hours = mental_health + core


@compiled
def plan_hours(s: System, week: int) -> None:
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
            worker.cover_hours = 0.0
            worker.hours_due = 0.0
            continue
        p = s.params[worker.row]
        travel = travel_hours_per_contact(worker.on_site, worker.rural, p)
        worker.first_hours = hours_of_first_contact(worker.exhaustion, travel, p)
        worker.first_hours += hours_of_handover(worker.on_site, p)
        worker.contact_hours = hours_of_contact(worker.exhaustion, travel, p)
        worker.cap = caseload_cap(worker.wte, worker.cap_factor, p)
        worker.tie = tie_break(worker.holder_key, Decision.WORKER_TIE, week)
        _find_hours(s, p, position, week - worker.started)
        worker.hours_due = hours_due(
            worker.due_first, worker.due_further, worker.first_hours, worker.contact_hours
        )


@compiled
def _find_hours(s: System, p: Any, position: int, weeks_in_post: int) -> None:
    """Work out the hours for contacts of a worker, if well, and of who stands in during training."""
    worker = s.workers[position]
    worker.hours_available = 0.0
    worker.cover_hours = 0.0
    if worker.sick == 1:
        return
    meetings = meeting_hours_per_week(_practices_covered(s, position), p)
    peers = peer_hours_per_week(worker.network, p)
    supervision, training = worker.supervision_hours, worker.training_hours
    worker.cover_hours = hours_of_cover(
        worker.wte, weeks_in_post, meetings, supervision, peers, training, p
    )
    own = hours_for_contacts(worker.wte, weeks_in_post, meetings, supervision, peers, training, p)
    worker.hours_available = own + worker.cover_hours


@compiled
def _practices_covered(s: System, position: int) -> int:
    count = 0
    for pair_position in range(s.pairs.size):
        pair = s.pairs[pair_position]
        if pair.post == position:
            count += pair.covers
    return count
