"""Tape: every prone person's life without a service, written once per seed and system.

Spells, consultations and departures follow each person's own keyed clock, so they are the same in every
arm; an arm replays the tape and lives only what the service adds.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sp_sim.draws import Decision, geometric_scale, happens, normal, uniform
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.demand import first_week_of_need, keep_from_practice, visits_before_start
from sp_sim.engine.rows import CLASSES, NOT_ASKED
from sp_sim.engine.state import BLOCK, Block, Demand, Span, System, Tape
from sp_sim.mechanisms.consulting import (
    FAR_OFF,
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
    ALWAYS,
    age_of,
    is_female,
    is_troubled_at_arrival,
    person_key,
    trait,
    usual_gp,
    weeks_in_state,
    weeks_troubled_before,
)

KEEN = 2.5
"""Standard deviations of readiness within which answers are screened against the highest odds there can be."""

UNSCREENED = CLASSES
"""The class of the keen, whose visits are not screened."""


@inlined
def class_of_readiness(answer: float) -> int:
    """Return a person's class, so low an answer for each that no rounding puts anyone in too low a one.

    0.5, 0.8413 and 0.9938 of people answer less than those whose readiness is 0, 1 and `KEEN`.
    """
    if answer < 0.5:
        return 0
    if answer < 0.8413:
        return 1
    return 2 if answer < 0.9937 else UNSCREENED


@inlined
def most_ready(of_class: int) -> float:
    """Return the highest readiness in a class that is screened."""
    return 0.0 if of_class == 0 else (1.0 if of_class == 1 else KEEN)


A_HAIR_LESS = 1.0 - 1e-9
"""Lowers a bound under any rounding."""

FULL = -1
"""The tape had too little room; make it larger and write it again."""


@compiled
def write_tape(
    tape: Tape,
    block: Block,
    run_key: Any,
    practices: Any,
    first_practice: int,
    count: int,
    first_gp: int,
    span: Span,
    demand: Demand,
    p: Any,
) -> int:
    """Write the lives of one system's people; return how many people there are, or `FULL`.

    People who are gone before the span's first week are passed over. They are taken in blocks, and each
    question is put to a whole block: that way many answers are worked out at once.
    """
    sizes = (0, 0, 0)
    tape.visit_count[:] = 0
    tape.ever_troubled[:] = 0
    leave_scale = leaving_scale(p)
    for local in range(count):
        practice = practices[first_practice + local]
        gps_before = practice.gp_first - first_gp
        many = 0
        for slot in range(int(practice.prone)):
            many = _line_up(block, many, run_key, practice.key, slot, span, leave_scale)
            if many < BLOCK and slot < practice.prone - 1:
                continue
            if sizes[0] + many > tape.people.size:
                return FULL
            _draw_traits(block, many, p)
            _switch(block, many, span, p)
            sizes = _write_block(
                tape, block, many, sizes, local, gps_before, practice.gp_count, span, demand
            )
            if sizes[2] < 0:
                return FULL
            many = 0
        _count_visits(tape, local)
        for since in range(1, tape.visit_count.size):
            tape.ever_troubled[local, since] += tape.ever_troubled[local, since - 1]
    return sizes[0]


@compiled
def _count_visits(tape: Tape, local: int) -> None:
    """Write a practice's visits by week: all there are now less those of the practices before it."""
    for week in range(tape.visit_count.size):
        tape.natural[local, week] = tape.visit_count[week]
        for earlier in range(local):
            tape.natural[local, week] -= tape.natural[earlier, week]


@compiled
def _line_up(
    block: Block, many: int, run_key: Any, practice_key: Any, slot: int, span: Span, scale: float
) -> int:
    """Add those who hold a slot in turn to the block; return how many people it has then."""
    arrives = span.origin
    generation = 0
    while arrives < span.last:
        key = person_key(run_key, practice_key, slot, generation)
        leaves = _week_of_leaving(key, arrives, span.last, scale)
        block.key[many] = key
        block.slot[many] = slot
        block.generation[many] = generation
        block.arrives[many] = arrives
        block.leaves[many] = leaves
        many += 1 if leaves > span.first else 0
        generation += 1
        arrives = leaves
    return many


@inlined
def _week_of_leaving(key: Any, arrives: int, last: int, scale: float) -> int:
    """Return the week in which a person leaves the area; `FAR_OFF` where that is surely beyond `last`."""
    answer = uniform(key, Decision.LEAVE_AREA, 0, 0)
    if scale < 0.0 and answer < math.exp((last + 2 - arrives) / scale) * A_HAIR_LESS:
        return FAR_OFF
    return arrives + weeks_until_leaving(answer, scale)


@compiled
def _draw_traits(block: Block, many: int, p: Any) -> None:
    """Work out each person's mean spell and odds of consulting, and whether they arrive in trouble."""
    for i in range(many):
        block.ready[i] = uniform(block.key[i], Decision.READINESS, ALWAYS, 0)
        block.answer[i] = uniform(block.key[i], Decision.PROGNOSIS, ALWAYS, 0)
        block.odds[i] = uniform(block.key[i], Decision.FREQUENCY, ALWAYS, 0)
    for i in range(many):
        block.prognosis[i] = normal(block.answer[i])
    for i in range(many):
        mean = troubled_weeks(block.prognosis[i], normal(block.ready[i]), p)
        block.scale[i] = geometric_scale(mean)
        block.answer[i] = share_troubled(mean, p)
    for i in range(many):
        block.odds[i] = consult_odds(normal(block.odds[i]), p)
    for i in range(many):
        block.troubled[i] = 1 if is_troubled_at_arrival(block.key[i], block.answer[i]) else 0


@compiled
def _switch(block: Block, many: int, span: Span, p: Any) -> None:
    """Work out when each person falls into trouble and out of it, until they leave or the span ends."""
    calm_scale = geometric_scale(p.consulting_calm_weeks)
    for i in range(many):
        block.week[i] = block.arrives[i]
        block.state[i] = block.troubled[i]
        block.active[i] = i
    turn = 0
    active = many
    while active > 0:
        kept = 0
        for place in range(active):
            i = block.active[place]
            scale = block.scale[i] if block.state[i] == 1 else calm_scale
            ends = block.week[i] + weeks_in_state(block.key[i], block.week[i], scale)
            block.switches[turn, i] = ends
            block.week[i] = ends
            block.state[i] = 1 - block.state[i]
            block.active[kept] = i
            kept += 1 if ends < min(block.leaves[i], span.last) else 0
        active = kept
        turn += 1


@compiled
def _write_block(
    tape: Tape,
    block: Block,
    many: int,
    sizes: tuple[int, int, int],
    practice: int,
    gps_before: int,
    gps: int,
    span: Span,
    demand: Demand,
) -> tuple[int, int, int]:
    """Write a block's people, spells and visits; return how many of each there are now.

    The number of visits is -1 when there was too little room.
    """
    people, spells, drafts = sizes
    for i in range(many):
        person = tape.people[people]
        person.key = block.key[i]
        person.practice = practice
        person.slot = block.slot[i]
        person.generation = block.generation[i]
        person.arrives = block.arrives[i]
        person.leaves = block.leaves[i]
        person.gp = gps_before + usual_gp(block.key[i], gps)
        person.answer_of_readiness = block.ready[i]
        person.readiness = np.nan
        person.prognosis = block.prognosis[i]
        person.complexity = np.nan
        person.female = NOT_ASKED
        person.age_band = NOT_ASKED
        person.spell_first = spells
        person.draft_first = drafts
        spells, drafts = _write_spells(tape, block, i, people, spells, drafts, span, demand)
        if drafts < 0:
            break
        person.spell_count = spells - person.spell_first
        person.draft_count = drafts - person.draft_first
        people += 1
    return people, spells, drafts


@inlined
def _write_spells(
    tape: Tape, block: Block, i: int, position: int, spells: int, drafts: int, span: Span, demand: Demand
) -> tuple[int, int]:  # fmt: skip
    """Write a person's spells and visits; spells that ended long before the span leave no trace."""
    until = min(int(block.leaves[i]), span.last)
    week = int(block.arrives[i])
    troubled = block.troubled[i] == 1
    starts = week - weeks_troubled_before(block.key[i], block.scale[i]) if troubled else week
    turn = 0
    known = False
    while week < until:
        ends = int(block.switches[turn, i])
        if troubled and ends > span.first - HISTORY_WEEKS:
            if spells >= tape.spells.size or drafts + (until - week) >= tape.drafts.size:
                return spells, FULL
            tape.spells[spells].starts = starts
            tape.spells[spells].ends = ends
            spells += 1
            visited = 0
            if week == span.origin and starts < week:
                visited = visits_before_start(
                    tape.people[position], starts, span.origin, block.odds[i], demand
                )
            drafts = _write_visits(
                tape, position, week, min(ends, until), visited, block.odds[i], drafts, span.first,
                demand,
            )  # fmt: skip
            if drafts < 0:
                return spells, FULL
        if troubled and ends > 0 and not known:
            last = min(ends, until)
            seen = first_week_of_need(tape.people[position], max(week, 0), last, demand)
            known = seen < last
            if known:
                _note_trouble(tape, tape.people[position], seen, until, span)
        troubled = not troubled
        week = ends
        starts = ends
        turn += 1
    return spells, drafts


@inlined
def _note_trouble(tape: Tape, person: Any, week: int, until: int, span: Span) -> None:
    """Count a person among those troubled since week 0, from a week until they leave."""
    tape.ever_troubled[person.practice, max(week, span.first) - span.first] += 1
    if until < span.last:
        tape.ever_troubled[person.practice, until - span.first] -= 1


@inlined
def _write_visits(
    tape: Tape, position: int, week: int, until: int, visited: int, odds: float, drafts: int, first: int,
    demand: Demand,
) -> Any:  # fmt: skip
    """Write the visits of a spell's weeks, each with the answer to the GP's question; or `FULL`."""
    person = tape.people[position]
    key = person.key
    answers = tape.answers
    weeks = until - week
    for now in range(weeks):
        answers[now] = uniform(key, Decision.CONSULT, week + now, 0)
    if demand.since.size > 1:
        keep_from_practice(answers, person, week, weeks, demand)
    place = np.uint64(drafts)  # no sign to look at, which is quicker
    for now in range(weeks):
        tape.drafts[place].week = week + now
        place += np.uint64(happens(answers[now], odds))
    end = np.int64(place)
    for visit_position in range(end - drafts):
        answers[visit_position] = uniform(
            key, Decision.OFFER, tape.drafts[drafts + visit_position].week, 0
        )
    of_class = class_of_readiness(person.answer_of_readiness)
    most = tape.visits.shape[1]
    for visit_position in range(end - drafts):
        visited += 1
        since = tape.drafts[drafts + visit_position].week - first
        if since < 0:
            continue
        here = tape.visit_count[since]
        if here >= most:
            return FULL
        tape.visit_count[since] = here + 1
        visit = tape.visits[since, here]
        visit.person = position
        visit.gp = person.gp
        visit.number = min(visited, MOST_VISITS)
        visit.ready = of_class
        visit.answer = answers[visit_position]
    return end


@compiled
def know_readiness(person: Any) -> float:
    """Return a person's readiness, worked out when it is first asked for."""
    if np.isnan(person.readiness):
        person.readiness = normal(person.answer_of_readiness)
    return person.readiness


@compiled
def know_person(person: Any, p: Any) -> None:
    """Ask, once, what shows only when a person is referred: complexity, severity, whether leaving is dying."""
    if np.isnan(person.complexity):
        person.complexity = trait(person.key, Decision.COMPLEXITY)
        person.severity = trait(person.key, Decision.SEVERITY)
        person.dies = (
            1 if leaves_by_death(uniform(person.key, Decision.LEAVE_REASON, 0, 0), p) else 0
        )


@compiled
def know_sex(person: Any, p: Any) -> bool:
    """Ask, once, what matters only when an offer is near: whether a person is female."""
    if person.female == NOT_ASKED:
        person.female = 1 if is_female(person.key, p.consulting_female_share) else 0
    return bool(person.female == 1)


@compiled
def know_age(person: Any, site: Any) -> int:
    """Ask, once, what matters only when an offer is made: which band of age a person of this practice is in."""
    if person.age_band == NOT_ASKED:
        person.age_band = age_of(person.key, site.under_40, site.under_65)
    return int(person.age_band)


@compiled
def skip_visits(s: System, position: int, week: int, until: int) -> None:
    """Take note that a person's visits after `week` and before `until` do not happen."""
    person = s.people[position]
    for draft_position in range(person.draft_first, person.draft_first + person.draft_count):
        draft = s.drafts[draft_position]
        if week < draft.week < until:
            s.skipped[person.practice, draft.week - s.first] += 1


@compiled
def troubled_until(people: Any, spells: Any, position: int, week: int) -> int:
    """Return the first calm week after the spell that a person is in, or `week` if the person is calm."""
    person = people[position]
    for spell_position in range(person.spell_first, person.spell_first + person.spell_count):
        spell = spells[spell_position]
        if spell.starts <= week < spell.ends:
            return int(spell.ends)
    return week
