"""Consult: the tape's visits of a week, the offers made at them, and who joins the waiting list."""

from __future__ import annotations

import math
from typing import Any

from sp_sim.domain.stages import NEVER, NOBODY, Stage
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.pathway import A_HAIR_MORE
from sp_sim.engine.rank import rank
from sp_sim.engine.rows import CLASSES
from sp_sim.engine.state import CASES, WAITING, System
from sp_sim.engine.tape import know_person, know_readiness, most_ready
from sp_sim.mechanisms.referral import accept_odds, reading_of_readiness
from sp_sim.world.offers import need_of
from sp_sim.world.staff import tie_break

FULL = -1
"""There was too little room for referrals; make it larger and live the system again."""


@compiled
def screen_week(s: System, position: int, p: Any) -> None:
    """Work out the odds that no visit's offer exceeds before recognition; a hair is added for rounding."""
    gp = s.gps[position]
    for of_class in range(CLASSES):
        highest = math.exp(p.referral_per_skill_and_readiness * gp.skill * most_ready(of_class))
        s.bounds[position, of_class] = gp.odds * highest * A_HAIR_MORE


@compiled
def consult(s: System, p: Any, week: int) -> int:
    """Live the visits of a week; return 0, or `FULL`."""
    first_new = s.counts[CASES]
    since = week - s.first
    for position in range(s.sites.size):
        s.sites[position].consultations = s.natural[position, since] - s.skipped[position, since]
    for position in range(s.visit_count[since]):
        visit = s.visits[since, position]
        recognised = s.recognition[visit.number]
        if visit.ready < CLASSES and not happens(
            visit.answer, s.bounds[visit.gp, visit.ready] * recognised
        ):
            continue
        gp = s.gps[visit.gp]
        life = s.lives[visit.person]
        if life.stage != Stage.ELSEWHERE or week < life.quiet_until or week < life.freed_until:
            continue
        readiness = know_readiness(s.people[visit.person])
        odds = gp.odds * recognised * reading_of_readiness(gp.skill, readiness, p)
        if happens(visit.answer, odds):
            if s.counts[CASES] >= s.cases.size:
                return FULL
            _offer(s, p, week, visit.person, visit.gp)
    _join_the_list(s, first_new)
    return 0


@compiled
def _offer(s: System, p: Any, week: int, position: int, gp_position: int) -> None:
    person = s.people[position]
    gp = s.gps[gp_position]
    site = s.sites[person.practice]
    site.offers += 1
    gp.offers += 1
    gp.answered += 1
    answer = uniform(person.key, Decision.ACCEPT_OFFER, week, 0)
    if not happens(answer, accept_odds(person.readiness, gp.trust, site.known_wait, p)):
        site.declined += 1
        s.lives[position].quiet_until = week + int(p.referral_quiet_weeks)
        return
    site.referrals += 1
    gp.referrals += 1
    gp.last_referral = week
    s.lives[position].stage = Stage.WAITING
    case = s.cases[s.counts[CASES]]
    s.counts[CASES] += 1
    case.practice = person.practice
    case.slot = person.slot
    case.generation = person.generation
    case.gp = gp_position
    case.person = position
    life = s.lives[position]
    if life.cases == 0:
        life.need = need_of(person.key, p)
        life.takes_part = 0
    case.nth = life.cases
    life.cases += 1
    case.need = life.need
    know_person(person, p)
    case.key = person.key
    case.readiness = person.readiness
    case.prognosis = person.prognosis
    case.arrives = person.arrives
    case.severity = person.severity
    case.leaves = person.leaves
    case.referred = week
    case.tie = tie_break(person.key, Decision.WAITING_TIE, week)
    _blank(case)


@compiled
def _blank(case: Any) -> None:
    case.post = NOBODY
    case.worker = NOBODY
    case.accepted = NEVER
    case.first_contact = NEVER
    case.closed = NEVER
    case.recovered = NEVER
    case.sought = NEVER
    case.connected = NEVER
    case.due = NEVER
    case.last = NEVER
    case.contacts = 0
    case.missed = 0
    case.changes = 0
    case.thinned = 0
    case.changed = NEVER
    case.ended = 0
    case.stepped_up = 0
    case.planned = 0
    case.missed_running = 0
    case.stepped_until = NEVER


@compiled
def _join_the_list(s: System, first_new: int) -> None:
    """Append the week's referrals to the waiting list in the order of their tie-breaks."""
    count = 0
    for position in range(first_new, s.counts[CASES]):
        s.due[count] = position
        s.scores[count] = s.cases[position].tie
        count += 1
    rank(s.due, s.scores, count)
    for place in range(count):
        s.waiting[s.counts[WAITING]] = s.due[place]
        s.counts[WAITING] += 1
