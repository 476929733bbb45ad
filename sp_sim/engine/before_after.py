"""Before and after: wellbeing and GP visits of everyone referred, with the service and without it.

The tape holds each person's spells and visits without a service; a spell that the service ended carries the
week in which it did. So both lives of a person are at hand, and only people who were referred are looked at.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sp_sim.domain.stages import NEVER
from sp_sim.draws import Decision, geometric_scale, happens, normal, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.state import CASES, PAST_SPELLS, System
from sp_sim.mechanisms.consulting import HISTORY_WEEKS, troubled_weeks
from sp_sim.mechanisms.wellbeing import (
    GAIN_WEEKS,
    REMEMBERED_WEEKS,
    WINDOW_WEEKS,
    burden_after_spell,
    burden_in_spell,
    depth_of_trouble,
    level_in_calm,
    lift_of_service,
    questionnaire_score,
    wellbeing_score,
)
from sp_sim.world.people import more_weeks_before, trait, weeks_in_state_until

BURDEN, KEPT, LIFT = 0, 1, 2
"""The rows of `System.felt`."""


@compiled
def look_back(s: System, p: Any, weeks: int) -> None:
    """Write into every case how its person fared before and after, person by person."""
    for age in range(s.felt.shape[1]):
        s.felt[BURDEN, age] = burden_in_spell(age, p)
        s.felt[KEPT, age] = burden_after_spell(1.0, age, p)
        s.felt[LIFT, age] = lift_of_service(age, p)
    for position in range(s.counts[CASES]):
        person = s.cases[position].person
        if s.lives[person].last_case == position:
            _look_back_at(s, p, person, weeks)


@compiled
def _look_back_at(s: System, p: Any, position: int, weeks: int) -> None:
    """Write before and after of each of a person's cases, the last first."""
    person = s.people[position]
    first, last = _write_path(s, p, person)
    if person.arrives == 0:
        _visits_of_past(s, person, first)
    level = level_in_calm(trait(person.key, Decision.WELLBEING_LEVEL), p)
    depth = depth_of_trouble(trait(person.key, Decision.WELLBEING_DEPTH), p)
    until = min(weeks, person.leaves)
    case_position = s.lives[position].last_case
    while case_position != NEVER:
        case = s.cases[case_position]
        _ask_wellbeing(s, p, case, first, last, level, depth, until)
        _blank_averages(case)
        if person.arrives == 0 or case.referred - WINDOW_WEEKS >= person.arrives:
            _before(s, person, case, first, last, level, depth)
        if case.referred + WINDOW_WEEKS < until:
            _after(s, person, case, first, last, level, depth)
        case_position = case.case_before


@compiled
def _write_path(s: System, p: Any, person: Any) -> tuple[int, int]:
    """Write a person's spells, the past ones too, into the path; return where they begin and end.

    The spells of the run begin at `PAST_SPELLS`. Neither spells nor calm have memory, so the past is drawn
    backwards from the first week by the law of the future.
    """
    oldest = person.arrives - REMEMBERED_WEEKS
    scale = geometric_scale(troubled_weeks(person.prognosis, person.readiness, p))
    calm_scale = geometric_scale(p.consulting_calm_weeks)
    last = PAST_SPELLS
    for position in range(person.spell_first, person.spell_first + person.spell_count):
        s.path[last].starts = s.spells[position].starts
        s.path[last].ends = s.spells[position].ends
        s.path[last].freed = s.spells[position].freed
        last += 1
    if last > PAST_SPELLS and s.path[PAST_SPELLS].starts <= person.arrives:
        began = s.path[PAST_SPELLS].starts
        if began == person.arrives - HISTORY_WEEKS:
            began -= more_weeks_before(person.key, began, scale)
        s.path[PAST_SPELLS].starts = max(began, oldest)
        calm_since = began
        if began > oldest:
            calm_since -= weeks_in_state_until(person.key, began, calm_scale)
    else:
        calm_since = person.arrives - more_weeks_before(person.key, person.arrives, calm_scale)
    return _past_spells(s, person.key, calm_since, oldest, scale, calm_scale), last


@compiled
def _past_spells(
    s: System, key: Any, calm_since: int, oldest: int, scale: float, calm_scale: float
) -> int:
    """Write the spells that ended when a calm began, backwards; return the place of the first."""
    place = PAST_SPELLS
    ends = calm_since
    while ends > oldest:
        starts = ends - weeks_in_state_until(key, ends, scale)
        place -= 1
        s.path[place].starts = max(starts, oldest)
        s.path[place].ends = ends
        s.path[place].freed = NEVER
        ends = starts
        if starts > oldest:
            ends = starts - weeks_in_state_until(key, starts, calm_scale)
    return place


@compiled
def _visits_of_past(s: System, person: Any, first: int) -> None:
    """Write in which of the 52 weeks before week 0 a person consulted."""
    for place in range(HISTORY_WEEKS):
        bit = (person.visited_before >> np.uint64(place)) & np.uint64(1)
        s.visited[place] = 1 if bit == np.uint64(1) else 0
    for place in range(first, PAST_SPELLS):
        spell = s.path[place]
        for week in range(max(spell.starts, -HISTORY_WEEKS), spell.ends):
            if happens(uniform(person.key, Decision.CONSULT, week, 0), person.consult_odds):
                s.visited[week + HISTORY_WEEKS] = 1


@compiled
def _ask_wellbeing(
    s: System, p: Any, case: Any, first: int, last: int, level: float, depth: float, until: int
) -> None:
    """Write what a questionnaire shows in the week of referral and half a year later."""
    week = case.referred
    error = normal(uniform(case.key, Decision.WELLBEING_NOISE, week, 0))
    score = _mean_score(s, first, last, week, week + 1, True, level, depth)
    case.wellbeing_at_referral = questionnaire_score(score, error, p)
    case.wellbeing_26 = np.nan
    case.wellbeing_26_without = np.nan
    week += GAIN_WEEKS
    if week >= until:
        return
    error = normal(uniform(case.key, Decision.WELLBEING_NOISE, week, 1))
    score = _mean_score(s, first, last, week, week + 1, True, level, depth)
    case.wellbeing_26 = questionnaire_score(score, error, p)
    score = _mean_score(s, first, last, week, week + 1, False, level, depth)
    case.wellbeing_26_without = questionnaire_score(score, error, p)


@compiled
def _blank_averages(case: Any) -> None:
    case.wellbeing_before = np.nan
    case.wellbeing_after = np.nan
    case.wellbeing_after_without = np.nan
    case.gp_before = NEVER
    case.gp_after = NEVER
    case.gp_after_without = NEVER


@compiled
def _before(
    s: System, person: Any, case: Any, first: int, last: int, level: float, depth: float
) -> None:
    """Write the 52 weeks before a referral, as they were."""
    since = case.referred - WINDOW_WEEKS
    case.wellbeing_before = _mean_score(s, first, last, since, case.referred, True, level, depth)
    visits = _visits(s, person, last, since, case.referred, True)
    for week in range(since, min(case.referred, 0)):
        visits += s.visited[week + HISTORY_WEEKS]
    case.gp_before = visits


@compiled
def _after(
    s: System, person: Any, case: Any, first: int, last: int, level: float, depth: float
) -> None:
    """Write the 52 weeks after a referral, with and without the service."""
    since = case.referred + 1
    until = since + WINDOW_WEEKS
    case.wellbeing_after_without = _mean_score(s, first, last, since, until, False, level, depth)
    case.wellbeing_after = case.wellbeing_after_without
    case.gp_after_without = _visits(s, person, last, since, until, False)
    case.gp_after = case.gp_after_without
    if _was_helped(s, last):
        case.wellbeing_after = _mean_score(s, first, last, since, until, True, level, depth)
        case.gp_after = _visits(s, person, last, since, until, True)


@compiled
def _was_helped(s: System, last: int) -> bool:
    """Return whether the service ended any of a person's spells."""
    spells = 0
    for place in range(PAST_SPELLS, last):
        spells += 1 if s.path[place].freed != NEVER else 0
    return spells > 0


@compiled
def _mean_score(
    s: System,
    first: int,
    last: int,
    since: int,
    until: int,
    served: bool,
    level: float,
    depth: float,
) -> float:
    """Return a person's mean score in the weeks from `since` to `until` (excluded)."""
    weeks = until - since
    burden = _burden(s, first, last, since, until, served) / weeks
    lift = _lift(s, last, since, until) / weeks if served else 0.0
    return wellbeing_score(level, depth, burden, lift)


@compiled
def _burden(s: System, first: int, last: int, since: int, until: int, served: bool) -> float:
    """Return the sum of what is felt in these weeks, each of the last spell that has begun by then."""
    total = 0.0
    for place in range(first, last):
        starts = s.path[place].starts
        follows = min(until, s.path[place + 1].starts) if place + 1 < last else until
        if follows <= since:
            continue
        ends = s.path[place].ends
        if served and s.path[place].freed != NEVER:
            ends = s.path[place].freed + 1
        for week in range(max(since, starts), min(ends, follows)):
            total += s.felt[BURDEN, week - starts]
        calm = max(since, ends)
        if calm < follows:
            at_the_end = s.felt[BURDEN, ends - starts - 1]
            for week in range(calm, follows):
                total += at_the_end * s.felt[KEPT, week - ends]
    return total


@compiled
def _lift(s: System, last: int, since: int, until: int) -> float:
    """Return the sum of what the service adds in these weeks, each by the last spell that it had ended."""
    total = 0.0
    freed = NEVER
    for place in range(PAST_SPELLS, last):
        if s.path[place].freed == NEVER:
            continue
        if freed != NEVER:
            total = _lifted(s, total, freed, since, min(until, s.path[place].freed))
        freed = s.path[place].freed
    return _lifted(s, total, freed, since, until) if freed != NEVER else total


@compiled
def _lifted(s: System, total: float, freed: int, since: int, until: int) -> float:
    for week in range(max(since, freed), until):
        total += s.felt[LIFT, week - freed]
    return total


@compiled
def _visits(s: System, person: Any, last: int, since: int, until: int, served: bool) -> int:
    """Return how often a person consulted in the run's weeks from `since` to `until` (excluded)."""
    visits = 0
    for position in range(person.draft_first, person.draft_first + person.draft_count):
        week = s.drafts[position].week
        if since <= week < until:
            visits += 1
    if not served:
        return visits
    for place in range(PAST_SPELLS, last):
        spell = s.path[place]
        if spell.freed == NEVER:
            continue
        for position in range(person.draft_first, person.draft_first + person.draft_count):
            week = s.drafts[position].week
            if since <= week < until and spell.freed < week < spell.ends:
                visits -= 1
    return visits
