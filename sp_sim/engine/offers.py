"""Offers: activity offers that open and close, places sought, waited for, taken and left, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.domain.stages import NEVER, Ended
from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.rank import rank
from sp_sim.engine.state import FREEINGS, SEEKING, TAKING_PART, System
from sp_sim.engine.tape import skip_visits, troubled_until
from sp_sim.mechanisms.benefit import activity_recovery_odds
from sp_sim.mechanisms.offers import (
    chance_of_offer,
    closing_odds,
    connect_odds,
    is_over,
    stop_odds,
    waits_on,
    weeks_to_reopen,
)
from sp_sim.world.offers import is_open_at_start, is_provided, offer_key, places_of_offer
from sp_sim.world.people import ALWAYS
from sp_sim.world.staff import tie_break


@compiled
def start_offers(s: System, p: Any, run_key: Any, system: Any, practices: Any) -> None:
    """Set offers to how things stand before the first week; `practices` hold this system's rows first."""
    registered = 0
    for position in range(system.practice_count):
        registered += practices[position].registered
    for need in range(s.offers.size):
        offer = s.offers[need]
        offer.key = offer_key(run_key, system.key, need)
        offer.registered = registered
        offer.exists = 0
        offer.places = 0
        offer.taken = 0
        offer.used = 0
        offer.waiting = 0
        offer.open = 1 if is_open_at_start(offer.key, p) else 0
        offer.reopens = s.first
        if offer.open == 0:
            closed = weeks_to_reopen(uniform(offer.key, Decision.OFFER_REOPENS, ALWAYS, 1), p)
            offer.reopens = s.first + closed - 1


@compiled
def change_offers(s: System, p: Any) -> None:
    """Let a segment's levers set which offers there are and their places."""
    for need in range(s.offers.size):
        offer = s.offers[need]
        offer.exists = 1 if is_provided(offer.key, chance_of_offer(need, p)) else 0
        offer.places = 0
        if offer.exists == 1:
            offer.places = places_of_offer(offer.key, need, offer.registered, p)


@compiled
def open_and_close(s: System, p: Any, week: int) -> None:
    """Let each offer close for newcomers, or open again, by its own clock."""
    for need in range(s.offers.size):
        offer = s.offers[need]
        if offer.open == 0:
            if offer.reopens <= week:
                offer.open = 1
        elif happens(uniform(offer.key, Decision.OFFER_CLOSES, week, 0), closing_odds(p)):
            offer.open = 0
            offer.reopens = week + weeks_to_reopen(
                uniform(offer.key, Decision.OFFER_REOPENS, week, 0), p
            )


@inlined
def seek_place(s: System, p: Any, position: int, week: int) -> None:
    """Perhaps let a contact that was attended lead to seeking a place in the right kind of offer."""
    case = s.cases[position]
    offer = s.offers[case.need]
    if case.sought != NEVER or s.lives[case.person].takes_part == 1:
        return
    if offer.exists == 0 or offer.open == 0:
        return
    odds = connect_odds(case.readiness, s.workers[case.worker].skill, p)
    if happens(uniform(case.key, Decision.CONNECT, week, 0), odds):
        case.sought = week
        s.seeking[s.counts[SEEKING]] = position
        s.counts[SEEKING] += 1


@compiled
def give_places(s: System, week: int) -> None:
    """Give free places in open offers to those who seek one, the longest search first.

    A case that was completed this week still has its turn.
    """
    count = 0
    for place in range(s.counts[SEEKING]):
        position = s.seeking[place]
        case = s.cases[position]
        if case.ended == Ended.OPEN or (case.ended == Ended.COMPLETED and case.closed == week):
            s.due[count] = position
            s.scores[count] = case.sought + tie_break(case.key, Decision.PLACE_TIE, week)
            count += 1
    rank(s.due, s.scores, count)
    for place in range(count):
        case = s.cases[s.due[place]]
        offer = s.offers[case.need]
        if offer.exists == 1 and offer.open == 1 and offer.taken < offer.places:
            offer.taken += 1
            case.connected = week
            s.lives[case.person].takes_part = 1
            s.taking_part[s.counts[TAKING_PART]] = s.due[place]
            s.counts[TAKING_PART] += 1
    for need in range(s.offers.size):
        s.offers[need].used = s.offers[need].taken


@compiled
def live_in_activities(s: System, p: Any, week: int) -> None:
    """Let activities help, come to their end or be left; a place that is left is free next week."""
    kept = 0
    for place in range(s.counts[TAKING_PART]):
        position = s.taking_part[place]
        if _goes_on(s, p, position, week):
            s.taking_part[kept] = position
            kept += 1
        else:
            case = s.cases[position]
            s.offers[case.need].taken -= 1
            s.lives[case.person].takes_part = 0
    s.counts[TAKING_PART] = kept


@inlined
def _goes_on(s: System, p: Any, position: int, week: int) -> bool:
    """Let a week of an activity help; return whether it goes on."""
    case = s.cases[position]
    if case.leaves <= week + 1:
        return False
    answer = uniform(case.key, Decision.ACTIVITY_BENEFIT, week, 0)
    if happens(answer, activity_recovery_odds(True, p)):
        until = troubled_until(s.people, s.spells, case.person, week)
        if until > week and s.lives[case.person].freed_until <= week:
            end_spell(s, position, week, until)
    if is_over(week + 1 - case.connected, p):
        return False
    return not happens(
        uniform(case.key, Decision.STOP_COMING, week, 0), stop_odds(case.readiness, p)
    )


@compiled
def end_spell(s: System, position: int, week: int, until: int) -> None:
    """Let the service end the spell of trouble that would have lasted until a week."""
    case = s.cases[position]
    s.lives[case.person].freed_until = until
    skip_visits(s, int(case.person), week, until)
    freed = s.freed[s.counts[FREEINGS]]
    freed.practice = case.practice
    freed.slot = case.slot
    freed.generation = case.generation
    freed.week = week
    s.counts[FREEINGS] += 1
    if case.recovered == NEVER:
        case.recovered = week


@compiled
def wait_for_places(s: System, p: Any, week: int) -> None:
    """Let people wait on for a place while their case is open and patience lasts; count them."""
    for need in range(s.offers.size):
        s.offers[need].waiting = 0
    kept = 0
    for place in range(s.counts[SEEKING]):
        position = s.seeking[place]
        case = s.cases[position]
        waits = case.connected == NEVER and case.ended == Ended.OPEN
        if waits and waits_on(week + 1 - case.sought, p):
            s.seeking[kept] = position
            kept += 1
            s.offers[case.need].waiting += 1
    s.counts[SEEKING] = kept


@compiled
def count_offers(
    s: System, rows: Any, first: int, weeks: int, week: int, run: int, system: int
) -> None:
    """Record a week of each offer; `first` is the row of the first offer's week 0."""
    for need in range(s.offers.size):
        offer = s.offers[need]
        row = rows[first + need * weeks + week]
        row.run = run
        row.system = system
        row.need = need
        row.week = week
        row.open = offer.open
        row.places = offer.places
        row.taken = offer.used
        row.waiting = offer.waiting
