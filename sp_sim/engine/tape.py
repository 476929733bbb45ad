"""Tape: every prone person's life without a service, written once per seed and system.

Spells, consultations and departures follow each person's own keyed clock, so they are the same in every
arm; an arm replays the tape and lives only what the service adds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sp_sim.domain.stages import NEVER
from sp_sim.draws import Decision, geometric_scale, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.state import System, Tape
from sp_sim.mechanisms.consulting import (
    HISTORY_WEEKS,
    consult_odds,
    leaves_by_death,
    leaving_scale,
    share_troubled,
    troubled_weeks,
    weeks_until_leaving,
)
from sp_sim.mechanisms.referral import MOST_VISITS
from sp_sim.world.people import (
    is_troubled_at_arrival,
    person_key,
    trait,
    usual_gp,
    weeks_in_state,
    weeks_troubled_before,
)

KEEN = 2.5
"""Standard deviations of readiness within which answers are screened against the highest odds there can be."""

NO_WEEK = np.uint64(0)

FULL = -1
"""The tape had too little room; make it larger and write it again."""


@compiled
def write_tape(
    tape: Tape,
    run_key: Any,
    practices: Any,
    first_practice: int,
    count: int,
    first_gp: int,
    weeks: int,
    p: Any,
) -> int:
    """Write the lives of one system's people; return how many people there are, or `FULL`."""
    people = 0
    spells = 0
    drafts = 0
    tape.first_visit[:] = 0
    tape.natural[:] = 0
    tape.ever_troubled[:] = 0
    calm_scale = geometric_scale(p.consulting_calm_weeks)
    leave_scale = leaving_scale(p)
    for local in range(count):
        practice = practices[first_practice + local]
        for slot in range(practice.prone):
            arrives = 0
            generation = 0
            while arrives < weeks:
                if people >= tape.people.size:
                    return FULL
                key = person_key(run_key, practice.key, slot, generation)
                leaves = _born(tape, people, key, local, slot, generation, arrives, leave_scale, p)
                tape.people[people].gp = (
                    practice.gp_first - first_gp + usual_gp(key, practice.gp_count)
                )
                spells, drafts = _live_spells(
                    tape, people, spells, drafts, arrives, min(leaves, weeks), calm_scale, p
                )
                if drafts < 0:
                    return FULL
                _note_trouble(tape, people, weeks)
                people += 1
                generation += 1
                arrives = leaves
    _put_in_order_of_weeks(tape, drafts, weeks)
    for local in range(count):
        for week in range(1, weeks):
            tape.ever_troubled[local, week] += tape.ever_troubled[local, week - 1]
    return people


@compiled
def _note_trouble(tape: Tape, position: int, weeks: int) -> None:
    """Note when a person joins those who have been troubled since week 0, and when the person is gone."""
    person = tape.people[position]
    if person.spell_count == 0:
        return
    first = max(tape.spells[person.spell_first].starts, person.arrives)
    tape.ever_troubled[person.practice, first] += 1
    if person.leaves < weeks:
        tape.ever_troubled[person.practice, person.leaves] -= 1


@compiled
def _born(
    tape: Tape, position: int, key: Any, practice: int, slot: int, generation: int, arrives: int, leave_scale: float,
    p: Any,
) -> int:  # fmt: skip
    """Write who a person is; return the week in which the person leaves the area."""
    person = tape.people[position]
    person.key = key
    person.practice = practice
    person.slot = slot
    person.generation = generation
    person.complexity = np.nan
    person.severity = np.nan
    person.prognosis = trait(key, Decision.PROGNOSIS)
    person.readiness = trait(key, Decision.READINESS)
    person.visited_before = NO_WEEK
    person.arrives = arrives
    person.leaves = arrives + weeks_until_leaving(
        uniform(key, Decision.LEAVE_AREA, 0, 0), leave_scale
    )
    person.dies = 1 if leaves_by_death(uniform(key, Decision.LEAVE_REASON, 0, 0), p) else 0
    return person.leaves


@compiled
def _live_spells(
    tape: Tape,
    position: int,
    spells: int,
    drafts: int,
    arrives: int,
    until: int,
    calm_scale: float,
    p: Any,
) -> tuple[int, int]:
    """Write a person's spells and visits until a week; return how many of each there are now.

    The number of visits is -1 when there was too little room.
    """
    person = tape.people[position]
    key = person.key
    mean = troubled_weeks(person.prognosis, person.readiness, p)
    scale = geometric_scale(mean)
    odds = -1.0
    first_draft = drafts
    person.spell_first = spells
    person.draft_first = drafts
    week = arrives
    starts = arrives
    visited = 0
    troubled = is_troubled_at_arrival(key, share_troubled(mean, p))
    if troubled:
        odds = consult_odds(trait(key, Decision.FREQUENCY), p)
        starts = arrives - weeks_troubled_before(key, scale)
        if arrives == 0:
            visited = _visits_before_start(person, starts, odds)
    while week < until:
        if troubled:
            ends = week + weeks_in_state(key, week, scale)
            visits_end = min(ends, until)
            if spells >= tape.spells.size or drafts + (visits_end - week) >= tape.drafts.size:
                return spells, -1
            if odds < 0.0:
                odds = consult_odds(trait(key, Decision.FREQUENCY), p)
            tape.spells[spells].starts = starts
            tape.spells[spells].ends = ends
            tape.spells[spells].freed = NEVER
            spells += 1
            drafts = _visits_of_spell(tape, position, key, week, visits_end, visited, odds, drafts)
        else:
            ends = week + weeks_in_state(key, week, calm_scale)
        troubled = not troubled
        week = ends
        starts = ends
        visited = 0
    person.consult_odds = odds
    person.spell_count = spells - person.spell_first
    person.draft_count = drafts - first_draft
    return spells, drafts


@compiled
def _visits_before_start(person: Any, starts: int, odds: float) -> int:
    """Return how often a person has consulted before week 0 in the spell that is under way; note when."""
    visited = 0
    for week in range(max(starts, -HISTORY_WEEKS), 0):
        if happens(uniform(person.key, Decision.CONSULT, week, 0), odds):
            visited += 1
            person.visited_before |= np.uint64(1) << np.uint64(week + HISTORY_WEEKS)
    return visited


@compiled
def _visits_of_spell(
    tape: Tape,
    position: int,
    key: Any,
    week: int,
    until: int,
    visited: int,
    odds: float,
    drafts: int,
) -> int:
    for now in range(week, until):
        draft = tape.drafts[drafts]
        consults = 1 if happens(uniform(key, Decision.CONSULT, now, 0), odds) else 0
        visited += consults
        draft.person = position
        draft.week = now
        draft.number = visited
        drafts += consults
    return drafts


@compiled
def _put_in_order_of_weeks(tape: Tape, drafts: int, weeks: int) -> None:
    """Sort visits by week, keeping the order of people within a week, and ask the GP's question of each."""
    first = tape.first_visit
    for position in range(drafts):
        first[tape.drafts[position].week + 2] += 1
    for week in range(2, weeks + 2):
        first[week] += first[week - 1]
    for draft_position in range(drafts):
        draft = tape.drafts[draft_position]
        place = first[draft.week + 1]
        first[draft.week + 1] = place + 1
        person = tape.people[draft.person]
        tape.natural[person.practice, draft.week] += 1
        visit = tape.visits[place]
        visit.person = draft.person
        visit.gp = person.gp
        number = min(draft.number, MOST_VISITS)
        visit.number = -number if person.readiness > KEEN else number
        visit.answer = uniform(person.key, Decision.OFFER, draft.week, 0)


@compiled
def know_person(person: Any) -> None:
    """Ask, once, what shows only when a person is referred: complexity and severity."""
    if np.isnan(person.complexity):
        person.complexity = trait(person.key, Decision.COMPLEXITY)
        person.severity = trait(person.key, Decision.SEVERITY)


@compiled
def skip_visits(s: System, position: int, week: int, until: int) -> None:
    """Take note that a person's visits after `week` and before `until` do not happen."""
    person = s.people[position]
    for draft_position in range(person.draft_first, person.draft_first + person.draft_count):
        draft = s.drafts[draft_position]
        if week < draft.week < until:
            s.skipped[person.practice, draft.week] += 1


@compiled
def spell_in(people: Any, spells: Any, position: int, week: int) -> int:
    """Return the position of the spell that a person is in, or `NEVER` if the person is calm."""
    person = people[position]
    for spell_position in range(person.spell_first, person.spell_first + person.spell_count):
        spell = spells[spell_position]
        if spell.starts <= week < spell.ends:
            return spell_position
    return NEVER


@compiled
def forget_service(people: Any, spells: Any, position: int) -> None:
    """Let a person's spells end when they would without a service."""
    person = people[position]
    for spell_position in range(person.spell_first, person.spell_first + person.spell_count):
        spells[spell_position].freed = NEVER
