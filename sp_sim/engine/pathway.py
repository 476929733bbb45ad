"""Pathway: accepting from the list, contacts, stepping up, leaving the list and disengaging, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import NOBODY, Ended, Stage
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.declining import turns_away
from sp_sim.engine.offers import (
    end_spell,
    give_places,
    live_in_activities,
    seek_place,
    wait_for_places,
)
from sp_sim.engine.rank import rank
from sp_sim.engine.state import CARING, ENDED, WAITING, System
from sp_sim.engine.tape import KEEN, troubled_until
from sp_sim.mechanisms.benefit import recovery_odds
from sp_sim.mechanisms.burnout import HIGHEST
from sp_sim.mechanisms.counsellor import counsellor_places, is_severe
from sp_sim.mechanisms.involvement import involvement_felt
from sp_sim.mechanisms.management import turn_on_list
from sp_sim.mechanisms.pathway import (
    attend_odds,
    closes_after_missing,
    disengage_odds,
    first_contact_odds,
    leave_waiting_odds,
    planned_contacts,
    rapport,
    weeks_to_next_contact,
)
from sp_sim.mechanisms.workforce import fits, hours_of_missed
from sp_sim.world.staff import tie_break

LONG_UNSEEN = 8
"""Weeks without a contact up to which an answer is screened."""

A_HAIR_MORE = 1.0 + 1e-9
"""Lifts the highest odds over any rounding."""


@compiled
def end_case(s: System, p: Any, position: int, week: int, how: int) -> None:
    """End a case; it stays on its list until `keep_open`."""
    case = s.cases[position]
    case.ended = how
    case.closed = week
    life = s.lives[case.person]
    life.stage = Stage.ELSEWHERE
    life.quiet_until = week + int(p.referral_quiet_weeks)
    s.ended[s.counts[ENDED]] = position
    s.counts[ENDED] += 1
    site = s.sites[case.practice]
    if how == Ended.COMPLETED:
        site.completed += 1
    elif how == Ended.MOVED:
        site.moved += 1
    elif how == Ended.DIED:
        site.died += 1
    elif how == Ended.RETURNED:
        site.returned += 1
    else:
        site.dropped_out += 1


@compiled
def keep_open(s: System, positions: Any, which: int) -> None:
    """Take ended cases off a list, keeping its order."""
    kept = 0
    for place in range(s.counts[which]):
        position = positions[place]
        if s.cases[position].ended == Ended.OPEN:
            positions[kept] = position
            kept += 1
    s.counts[which] = kept


@compiled
def accept(s: System, p: Any, week: int) -> None:
    """Take people from the list in their turn while workers have room, or return them to the practice."""
    if p.management_urgency_weeks > 0.0:
        take_turns(s, p)
    with_room = 0
    for worker_position in range(s.workers.size):
        if _has_room(s.workers[worker_position]):
            with_room += 1
    kept = 0
    for place in range(s.counts[WAITING]):
        position = s.waiting[place]
        chosen = _worker_with_most_room(s, s.cases[position].practice) if with_room > 0 else NOBODY
        if chosen == NOBODY:
            s.waiting[kept] = position
            kept += 1
            continue
        if turns_away(s, p, position, chosen, week):
            end_case(s, p, position, week, Ended.RETURNED)
            continue
        _take(s, position, chosen, week)
        if not _has_room(s.workers[chosen]):
            with_room -= 1
    s.counts[WAITING] = kept


@compiled
def take_turns(s: System, p: Any) -> None:
    """Put the waiting list in the order in which the service takes people."""
    count = s.counts[WAITING]
    for place in range(count):
        case = s.cases[s.waiting[place]]
        s.due[place] = s.waiting[place]
        s.scores[place] = turn_on_list(case.referred, case.tie, case.severity, p)
    rank(s.due, s.scores, count)
    for place in range(count):
        s.waiting[place] = s.due[place]


@inlined
def _has_room(worker: Any) -> bool:
    """Return whether a worker may and can take one more person this week."""
    return (
        worker.in_post == 1
        and worker.paused == 0
        and worker.open < worker.cap
        and fits(worker.hours_due + worker.hours_booked, worker.first_hours, worker.hours_available)
    )


@inlined
def _worker_with_most_room(s: System, practice: int) -> int:
    """Return the covering worker with the fewest open cases per wte, ties by this week's draw.

    Where nobody who covers the practice is in post, or a manager has opened its list, any worker of the
    service stands in.
    """
    chosen = NOBODY
    fewest = 0.0
    site = s.sites[practice]
    anyone = site.covering == 0 or site.list_open == 1
    for position in range(s.workers.size):
        pair = s.pair_of[position, practice]
        covers = pair >= 0 and s.pairs[pair].covers == 1
        worker = s.workers[position]
        if not (covers or anyone) or not _has_room(worker):
            continue
        cases = worker.open / worker.wte
        if (
            chosen == NOBODY
            or cases < fewest
            or (cases == fewest and worker.tie < s.workers[chosen].tie)
        ):
            chosen = position
            fewest = cases
    return chosen


@inlined
def _take(s: System, position: int, worker_position: int, week: int) -> None:
    case = s.cases[position]
    worker = s.workers[worker_position]
    case.accepted = week
    case.worker = worker_position
    case.post = worker.post
    case.due = week
    case.last = week
    worker.open += 1
    worker.hours_booked += worker.first_hours
    s.lives[case.person].stage = Stage.IN_CARE
    s.caring[s.counts[CARING]] = position
    s.counts[CARING] += 1


@compiled
def meet(s: System, p: Any, week: int) -> None:
    """Hold the contacts that are due, longest overdue first, while hours last; then step up."""
    count = 0
    for place in range(s.counts[CARING]):
        position = s.caring[place]
        case = s.cases[position]
        if case.due <= week and s.workers[case.worker].in_post == 1:
            s.due[count] = position
            tie = tie_break(case.key, Decision.FOLLOW_UP_TIE, week)
            s.scores[count] = case.due + tie
            count += 1
    rank(s.due, s.scores, count)
    for place in range(count):
        worker = s.workers[s.cases[s.due[place]].worker]
        _contact(s, s.params[worker.row], s.due[place], week)
    give_places(s, week)
    keep_open(s, s.caring, CARING)
    _step_up(s, p, week)


@inlined
def _contact(s: System, p: Any, position: int, week: int) -> None:
    case = s.cases[position]
    worker = s.workers[case.worker]
    hours = worker.first_hours if case.contacts == 0 else worker.contact_hours
    if not fits(worker.hours_used, hours, worker.hours_available):
        return
    if _attends(s, p, case, worker, week):
        worker.hours_used += hours
        worker.contacts += 1
        _attended(s, p, position, week)
    else:
        worker.hours_used += hours_of_missed(hours, p)
        worker.missed += 1
        _missed(s, p, position, week)


@inlined
def _attends(s: System, p: Any, case: Any, worker: Any, week: int) -> bool:
    """Return whether a person comes to a booked contact."""
    involvement = _involvement_in(s, case)
    if case.contacts == 0:
        site = s.sites[case.practice]
        odds = first_contact_odds(
            case.readiness, week - case.referred, worker.on_site, involvement, case.age_band, site.rural,
            s.params[site.row],
        )  # fmt: skip
        return happens(uniform(case.key, Decision.FIRST_CONTACT, week, 0), odds)
    together = rapport(case.together, p)
    odds = attend_odds(
        case.readiness, case.severity, week - case.last, together, worker.skill, involvement, p
    )
    return happens(uniform(case.key, Decision.ATTEND, week, 0), odds)


@inlined
def _attended(s: System, p: Any, position: int, week: int) -> None:
    case = s.cases[position]
    if case.contacts == 0:
        case.first_contact = week
        answer = uniform(case.key, Decision.PLANNED_CONTACTS, case.nth, 0)
        complexity, skill = s.people[case.person].complexity, s.workers[case.worker].skill
        case.planned = planned_contacts(answer, complexity, case.severity, skill, p)
        site = s.sites[case.practice]
        site.first_contacts += 1
        site.wait_sum += week - case.referred
        site.wait_count += 1
    case.contacts += 1
    case.together += 1
    case.missed_running = 0
    case.last = week
    _benefit(s, p, position, week)
    seek_place(s, p, position, week)
    if case.contacts >= case.planned:
        end_case(s, p, position, week, Ended.COMPLETED)
    else:
        case.due = week + weeks_to_next_contact(case.contacts, p)


@inlined
def _missed(s: System, p: Any, position: int, week: int) -> None:
    case = s.cases[position]
    case.missed += 1
    case.missed_running += 1
    if closes_after_missing(case.missed_running, p):
        _disengage(s, p, position, week)
    else:
        case.due = week + int(p.pathway_rebook_weeks)


@inlined
def _benefit(s: System, p: Any, position: int, week: int) -> None:
    """Ask whether the contact ended the spell of trouble that is under way."""
    case = s.cases[position]
    life = s.lives[case.person]
    until = troubled_until(s.people, s.spells, case.person, week)
    if until <= week or life.freed_until > week:
        return
    worker = s.workers[case.worker]
    odds = recovery_odds(
        worker.skill, _involvement_in(s, case), worker.exhaustion, case.readiness, case.prognosis, p
    )  # fmt: skip
    if happens(uniform(case.key, Decision.BENEFIT, week, 0), odds):
        end_spell(s, position, week, until)


@inlined
def _involvement_in(s: System, case: Any) -> float:
    """Return the involvement that is felt between a case's worker and its practice."""
    p = s.params[s.sites[case.practice].row]
    pair = s.pair_of[case.worker, case.practice]
    if pair < 0:
        return involvement_felt(0.0, p)
    return involvement_felt(s.pairs[pair].involvement, p)


@compiled
def _step_up(s: System, p: Any, week: int) -> None:
    """Give the counsellor's free places to the most severe cases in care."""
    places = counsellor_places(p)
    if places <= 0:
        return
    count = 0
    for place in range(s.counts[CARING]):
        position = s.caring[place]
        case = s.cases[position]
        if case.stepped_until > week:
            places -= 1
        if case.contacts > 0 and case.stepped_up == 0 and is_severe(case.severity, p):
            s.due[count] = position
            s.scores[count] = -case.severity
            count += 1
    rank(s.due, s.scores, count)
    for place in range(min(count, places)):
        case = s.cases[s.due[place]]
        case.stepped_up = 1
        case.stepped_until = week + int(p.counsellor_weeks_per_case)


@compiled
def live(s: System, p: Any, week: int) -> None:
    """Let activities help or end; let people leave the list, disengage, tire of waiting, move away and die."""
    live_in_activities(s, p, week)
    _live_waiting(s, p, week)
    keep_open(s, s.waiting, WAITING)
    _live_in_care(s, p, week)
    keep_open(s, s.caring, CARING)
    wait_for_places(s, p, week)


@compiled
def _live_waiting(s: System, p: Any, week: int) -> None:
    """Let people leave the list; most answers need no more than a look at the highest odds there can be."""
    if s.counts[WAITING] == 0:
        return
    longest = week - s.cases[s.waiting[0]].referred
    highest = leave_waiting_odds(longest, -KEEN, True, p) * A_HAIR_MORE
    for place in range(s.counts[WAITING]):
        position = s.waiting[place]
        case = s.cases[position]
        if case.leaves <= week + 1:
            _leave_area(s, p, position, week)
            continue
        answer = uniform(case.key, Decision.LEAVE_WAITING, week, 0)
        if case.readiness >= -KEEN and not happens(answer, highest):
            continue
        recovered = (
            s.lives[case.person].freed_until > week
            or troubled_until(s.people, s.spells, case.person, week) <= week
        )
        waited = week - case.referred
        if happens(answer, leave_waiting_odds(waited, case.readiness, recovered, p)):
            end_case(s, p, position, week, Ended.DROPPED_OUT_WAITING)


@compiled
def _live_in_care(s: System, p: Any, week: int) -> None:
    """Let people in care disengage; most answers need no more than a look at the highest odds there can be."""
    worst = KEEN if p.pathway_disengage_per_severity > 0.0 else -KEEN
    highest = disengage_odds(-KEEN, -KEEN, worst, LONG_UNSEEN, HIGHEST, 0.0, 0.0, 0.0, p)
    highest *= A_HAIR_MORE
    for place in range(s.counts[CARING]):
        position = s.caring[place]
        case = s.cases[position]
        if case.leaves <= week + 1:
            _leave_area(s, p, position, week)
            continue
        answer = uniform(case.key, Decision.DISENGAGE, week, 0)
        unseen = week - case.last
        usual = case.readiness >= -KEEN and case.prognosis >= -KEEN and unseen <= LONG_UNSEEN
        usual = usual and -KEEN <= case.severity <= KEEN
        if usual and not happens(answer, highest):
            continue
        worker = s.workers[case.worker]
        exhaustion = worker.exhaustion if worker.in_post == 1 else 0.0
        skill = worker.skill if worker.in_post == 1 else 0.0
        odds = disengage_odds(
            case.readiness, case.prognosis, case.severity, unseen, exhaustion, skill, rapport(case.together, p),
            _involvement_in(s, case), p,
        )  # fmt: skip
        if happens(answer, odds):
            _disengage(s, p, position, week)


@compiled
def _disengage(s: System, p: Any, position: int, week: int) -> None:
    first = s.cases[position].contacts == 0
    how = Ended.DROPPED_OUT_BEFORE_CONTACT if first else Ended.DISENGAGED
    end_case(s, p, position, week, how)


@compiled
def _leave_area(s: System, p: Any, position: int, week: int) -> None:
    """End a case whose person leaves the area at the end of this week."""
    dies = s.people[s.cases[position].person].dies == 1
    end_case(s, p, position, week, Ended.DIED if dies else Ended.MOVED)
