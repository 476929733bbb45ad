"""Consult: the tape's visits of a week, the offers made at them, and who joins the waiting list."""

from __future__ import annotations

import math
from typing import Any

from sp_sim.domain.stages import NEVER, NOBODY, Ended, Route, Stage
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.pathway import A_HAIR_MORE
from sp_sim.engine.rank import rank
from sp_sim.engine.rows import CLASSES
from sp_sim.engine.state import CASES, WAITING, System
from sp_sim.engine.tape import know_age, know_person, know_readiness, know_sex, most_ready
from sp_sim.mechanisms.criteria import has_criteria, odds_by_criteria
from sp_sim.mechanisms.curves import either_odds
from sp_sim.mechanisms.referral import (
    accept_odds,
    is_only_a_code,
    odds_by_sex,
    own_initiative,
    reading_of_readiness,
)
from sp_sim.world.offers import need_of
from sp_sim.world.staff import tie_break

FULL = -1
"""There was too little room for referrals; make it larger and live the system again."""


@compiled
def screen_week(s: System, position: int, p: Any) -> None:
    """Set odds that no visit exceeds, the keen aside: the GP's before recognition, and of all others together.

    A hair is added for rounding.
    """
    gp = s.gps[position]
    site = s.sites[gp.practice]
    top = max(odds_by_sex(True, p), odds_by_sex(False, p)) * A_HAIR_MORE
    for of_class in range(CLASSES):
        keenest = most_ready(of_class)
        highest = math.exp(p.referral_per_skill_and_readiness * gp.skill * keenest)
        s.bounds[position, of_class, 0] = gp.odds * highest * top
        s.bounds[position, of_class, 1] = either_odds(
            site.staff_odds * top, site.self_odds * own_initiative(keenest, p) * top
        )


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
            visit.answer,
            either_odds(
                s.bounds[visit.gp, visit.ready, 0] * recognised, s.bounds[visit.gp, visit.ready, 1]
            ),
        ):
            continue
        life = s.lives[visit.person]
        if life.stage != Stage.ELSEWHERE or week < life.quiet_until or week < life.freed_until:
            continue
        if s.counts[CASES] >= s.cases.size:
            return FULL
        _see(s, p, week, visit, recognised)
    _join_the_list(s, first_new)
    return 0


@inlined
def _see(s: System, p: Any, week: int, visit: Any, recognised: float) -> None:
    """Let the GP offer, or else other staff, or else the person come by themselves: one answer tells which."""
    person = s.people[visit.person]
    gp = s.gps[visit.gp]
    readiness = know_readiness(person)
    site = s.sites[person.practice]
    by_person = odds_by_sex(know_sex(person, p), p)
    by_person *= _by_criteria(person, p, s.params[site.row])
    by_gp = gp.odds * recognised * reading_of_readiness(gp.skill, readiness, p) * by_person
    if happens(visit.answer, by_gp):
        _gp_offers(s, p, week, visit.person, visit.gp)
        return
    by_practice = either_odds(by_gp, site.staff_odds * by_person)
    if happens(visit.answer, by_practice):
        _staff_offer(s, p, week, visit.person, visit.gp)
        return
    alone = site.self_odds * own_initiative(readiness, p) * by_person
    if happens(visit.answer, either_odds(by_practice, alone)):
        site.self_referrals += 1
        _refer(s, p, week, visit.person, visit.gp, Route.SELF)


@inlined
def _by_criteria(person: Any, p: Any, of_practice: Any) -> float:
    """Ask who the person is only where criteria could keep somebody out."""
    if not has_criteria(of_practice):
        return 1.0
    know_person(person, p)
    return odds_by_criteria(person.severity, person.complexity, of_practice)


@compiled
def _gp_offers(s: System, p: Any, week: int, position: int, gp_position: int) -> None:
    gp = s.gps[gp_position]
    gp.offers += 1
    gp.answered += 1
    if _accepts(s, p, week, position, gp.trust, gp.skill):
        gp.referrals += 1
        gp.last_referral = week
        _refer(s, p, week, position, gp_position, Route.GP)


@compiled
def _staff_offer(s: System, p: Any, week: int, position: int, gp_position: int) -> None:
    site = s.sites[s.people[position].practice]
    site.staff_offers += 1
    if _accepts(s, p, week, position, site.trust, site.skill):
        site.staff_referrals += 1
        _refer(s, p, week, position, gp_position, Route.OTHER_STAFF)
    else:
        site.staff_declined += 1


@compiled
def _accepts(s: System, p: Any, week: int, position: int, trust: float, skill: float) -> bool:
    """Return whether a person accepts an offer by someone of this trust and skill; leave who declines in peace."""
    person = s.people[position]
    site = s.sites[person.practice]
    site.offers += 1
    answer = uniform(person.key, Decision.ACCEPT_OFFER, week, 0)
    own = s.params[site.row]
    odds = accept_odds(
        person.readiness, trust, skill, site.service_standing, site.known_wait, site.on_site,
        know_age(person, site), know_sex(person, p), own,
    )  # fmt: skip
    if happens(answer, odds):
        return True
    site.declined += 1
    s.lives[position].quiet_until = week + int(p.referral_quiet_weeks)
    return False


@compiled
def _refer(s: System, p: Any, week: int, position: int, gp_position: int, route: int) -> None:
    person = s.people[position]
    s.sites[person.practice].referrals += 1
    s.lives[position].stage = Stage.WAITING
    case = s.cases[s.counts[CASES]]
    s.counts[CASES] += 1
    case.practice = person.practice
    case.slot = person.slot
    case.generation = person.generation
    case.gp = gp_position
    case.route = route
    case.female = person.female
    case.age_band = know_age(person, s.sites[person.practice])
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
    own = s.params[s.sites[person.practice].row]
    if route != Route.SELF and is_only_a_code(
        uniform(person.key, Decision.CODE_ONLY, week, 0), own
    ):
        _end_as_code(s, p, week, case)


@compiled
def _end_as_code(s: System, p: Any, week: int, case: Any) -> None:
    """End a referral that never reaches a list; nobody hears of it."""
    case.ended = Ended.NOT_A_CASE
    case.closed = week
    life = s.lives[case.person]
    life.stage = Stage.ELSEWHERE
    life.quiet_until = week + int(p.referral_quiet_weeks)
    s.sites[case.practice].not_a_case += 1


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
    case.together = 0
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
    """Append the week's referrals that are cases to the waiting list in the order of their tie-breaks."""
    count = 0
    for position in range(first_new, s.counts[CASES]):
        if s.cases[position].ended != Ended.OPEN:
            continue
        s.due[count] = position
        s.scores[count] = s.cases[position].tie
        count += 1
    rank(s.due, s.scores, count)
    for place in range(count):
        s.waiting[s.counts[WAITING]] = s.due[place]
        s.counts[WAITING] += 1
