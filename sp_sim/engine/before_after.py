"""Before and after: wellbeing and GP visits of everyone referred, with the service and without it.

A person's life without a service is worked out again from their key, and the weeks in which the service
ended spells are kept in `System.freed`. So both lives of a person are at hand when all is over, and only
people who were referred are looked at.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sp_sim.domain.stages import NEVER, Ended
from sp_sim.draws import Decision, ask_again, geometric_scale, happens, normal, uniform
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.demand import is_brought
from sp_sim.engine.rank import rank
from sp_sim.engine.state import CASES, FREEINGS, PAST_SPELLS, Demand, Span, System
from sp_sim.mechanisms.beginning import is_recorded
from sp_sim.mechanisms.consulting import (
    HISTORY_WEEKS,
    consult_odds,
    leaving_scale,
    share_troubled,
    troubled_weeks,
    weeks_until_leaving,
)
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
from sp_sim.world.people import (
    is_troubled_at_arrival,
    more_weeks_before,
    trait,
    weeks_in_state,
    weeks_in_state_until,
    weeks_troubled_before,
)

BURDEN, KEPT, LIFT = 0, 1, 2
"""The rows of `System.felt`."""


class Life(NamedTuple):
    """One person's life around a referral: places in `System.path`, and what they feel and do."""

    first: int
    last: int
    freed_first: int
    """Where the weeks in which the service freed the person begin among the sorted ones."""
    freed_last: int
    until: int
    """The week from which nothing is known: the person has left, or the run is over."""
    level: float
    depth: float
    odds: float
    """Of consulting in a week of trouble."""


@compiled
def look_back(
    s: System, p: Any, span: Span, demand: Demand, rows: Any, first: int, years: bool
) -> None:
    """Write into every referral's row how its person fared; the system's rows begin at `first`.

    Without `years` only the questionnaires are written, and the years before and after stay blank.
    """
    for age in range(s.felt.shape[1]):
        s.felt[BURDEN, age] = burden_in_spell(age, p)
        s.felt[KEPT, age] = burden_after_spell(1.0, age, p)
        s.felt[LIFT, age] = lift_of_service(age, p)
    for place in range(s.counts[FREEINGS]):
        s.due[place] = place
        s.scores[place] = _place_of(s.freed[place])
    rank(s.due, s.scores, s.counts[FREEINGS])
    ask_again(True)
    written = first
    for position in range(s.counts[CASES]):
        case = s.cases[position]
        if is_recorded(case.ended == Ended.OPEN, case.closed):
            _look_back_at(s, p, span, demand, case, rows[written], years)
            written += 1
    ask_again(False)


@inlined
def _place_of(row: Any) -> float:
    """Return one number for each person of a system; no practice has four million of them."""
    return (row.practice * 4194304.0 + row.slot) * 4096.0 + row.generation


@compiled
def _look_back_at(
    s: System, p: Any, span: Span, demand: Demand, case: Any, row: Any, years: bool
) -> None:
    key = case.key
    leaves = case.arrives + weeks_until_leaving(
        uniform(key, Decision.LEAVE_AREA, 0, 0), leaving_scale(p)
    )
    until = min(span.last, leaves)
    week = case.referred
    is_known = years and (case.arrives == span.origin or week - WINDOW_WEEKS >= case.arrives)
    is_seen = years and week + WINDOW_WEEKS < until
    since = week - WINDOW_WEEKS if is_known else week
    to = min(until, week + WINDOW_WEEKS + 1)
    first, last = _write_path(s, p, case, since, to)
    freed_first, freed_last = _freed_of(s, _place_of(case))
    _mark_freed(s, first, last, freed_first, freed_last)
    life = Life(
        first, last, freed_first, freed_last, until,
        level_in_calm(trait(key, Decision.WELLBEING_LEVEL), p),
        depth_of_trouble(trait(key, Decision.WELLBEING_DEPTH), p),
        consult_odds(trait(key, Decision.FREQUENCY), p),
    )  # fmt: skip
    _ask_wellbeing(s, p, key, week, life, row)
    _blank_averages(row)
    if is_known:
        row.wellbeing_before = _mean_score(s, life, since, week, True)
        row.gp_before = _visits(s, case, demand, life, since, week, True)
    if is_seen:
        _after(s, case, demand, week, life, row)


@compiled
def _write_path(s: System, p: Any, case: Any, since: int, until: int) -> tuple[int, int]:
    """Write a person's spells that matter to weeks from `since` on and begin before `until`.

    Return where they begin and end in the path; those from the first week on stand at `PAST_SPELLS` or after.
    """
    key = case.key
    mean = troubled_weeks(case.prognosis, case.readiness, p)
    scale = geometric_scale(mean)
    calm_scale = geometric_scale(p.consulting_calm_weeks)
    troubled = is_troubled_at_arrival(key, share_troubled(mean, p))
    week = int(case.arrives)
    starts = week - weeks_troubled_before(key, scale) if troubled else week
    last = PAST_SPELLS
    while week < until:
        ends = week + weeks_in_state(key, week, scale if troubled else calm_scale)
        if troubled:
            last = _write_spell(s, last, starts, ends)
        troubled = not troubled
        week = ends
        starts = ends
    first = PAST_SPELLS
    while first + 1 < last and s.path[first + 1].starts <= since:
        first += 1
    if first == PAST_SPELLS:
        first = _write_past(s, key, int(case.arrives), last, scale, calm_scale)
    return first, last


@inlined
def _write_spell(s: System, place: int, starts: int, ends: int) -> int:
    """Write a spell into the path; return the next place."""
    s.path[place].starts = starts
    s.path[place].ends = ends
    s.path[place].freed = NEVER
    return place + 1


@compiled
def _write_past(
    s: System, key: Any, arrives: int, last: int, scale: float, calm_scale: float
) -> int:
    """Write the spells before a person's first week; return the place of the first.

    Neither spells nor calm have memory, so the past is drawn backwards by the law of the future.
    """
    oldest = arrives - REMEMBERED_WEEKS
    if last > PAST_SPELLS and s.path[PAST_SPELLS].starts <= arrives:
        ends = int(s.path[PAST_SPELLS].starts)
        if ends == arrives - HISTORY_WEEKS:
            ends -= more_weeks_before(key, ends, scale)
        s.path[PAST_SPELLS].starts = max(ends, oldest)
        if ends > oldest:
            ends -= weeks_in_state_until(key, ends, calm_scale)
    else:
        ends = arrives - more_weeks_before(key, arrives, calm_scale)
    place = PAST_SPELLS
    while ends > oldest:
        starts = ends - weeks_in_state_until(key, ends, scale)
        place -= 1
        _write_spell(s, place, max(starts, oldest), ends)
        ends = starts
        if starts > oldest:
            ends = starts - weeks_in_state_until(key, starts, calm_scale)
    return place


@compiled
def _freed_of(s: System, score: float) -> tuple[int, int]:
    """Return where among the sorted freeings those of a person begin and end."""
    low = 0
    high = s.counts[FREEINGS]
    while low < high:
        middle = (low + high) // 2
        if s.scores[middle] < score:
            low = middle + 1
        else:
            high = middle
    end = low
    while end < s.counts[FREEINGS] and s.scores[end] == score:
        end += 1
    return low, end


@compiled
def _mark_freed(s: System, first: int, last: int, freed_first: int, freed_last: int) -> None:
    """Write into the path which spells the service ended."""
    for freeing in range(freed_first, freed_last):
        week = s.freed[s.due[freeing]].week
        for place in range(first, last):
            if s.path[place].starts <= week < s.path[place].ends:
                s.path[place].freed = week


@compiled
def _ask_wellbeing(s: System, p: Any, key: Any, week: int, life: Life, row: Any) -> None:
    """Write what a questionnaire shows in the week of referral and half a year later."""
    error = normal(uniform(key, Decision.WELLBEING_NOISE, week, 0))
    score = _mean_score(s, life, week, week + 1, True)
    row.wellbeing_at_referral = questionnaire_score(score, error, p)
    row.wellbeing_26 = np.nan
    row.wellbeing_26_without = np.nan
    later = week + GAIN_WEEKS
    if later >= life.until:
        return
    error = normal(uniform(key, Decision.WELLBEING_NOISE, later, 1))
    score = _mean_score(s, life, later, later + 1, True)
    row.wellbeing_26 = questionnaire_score(score, error, p)
    score = _mean_score(s, life, later, later + 1, False)
    row.wellbeing_26_without = questionnaire_score(score, error, p)


@inlined
def _blank_averages(row: Any) -> None:
    row.wellbeing_before = np.nan
    row.wellbeing_after = np.nan
    row.wellbeing_after_without = np.nan
    row.gp_before = NEVER
    row.gp_after = NEVER
    row.gp_after_without = NEVER


@compiled
def _after(s: System, case: Any, demand: Demand, referred: int, life: Life, row: Any) -> None:
    """Write the 52 weeks after a referral, with and without the service."""
    since = referred + 1
    until = since + WINDOW_WEEKS
    row.wellbeing_after_without = _mean_score(s, life, since, until, False)
    row.wellbeing_after = row.wellbeing_after_without
    row.gp_after_without = _visits(s, case, demand, life, since, until, False)
    row.gp_after = row.gp_after_without
    if life.freed_last > life.freed_first:
        row.wellbeing_after = _mean_score(s, life, since, until, True)
        row.gp_after = _visits(s, case, demand, life, since, until, True)


@compiled
def _mean_score(s: System, life: Life, since: int, until: int, served: bool) -> float:
    """Return a person's mean score in the weeks from `since` to `until` (excluded)."""
    weeks = until - since
    burden = _burden(s, life, since, until, served) / weeks
    lift = _lift(s, life, since, until) / weeks if served else 0.0
    return wellbeing_score(life.level, life.depth, burden, lift)


@compiled
def _burden(s: System, life: Life, since: int, until: int, served: bool) -> float:
    """Return the sum of what is felt in these weeks, each of the last spell that has begun by then."""
    total = 0.0
    for place in range(life.first, life.last):
        starts = s.path[place].starts
        follows = min(until, s.path[place + 1].starts) if place + 1 < life.last else until
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
def _lift(s: System, life: Life, since: int, until: int) -> float:
    """Return the sum of what the service adds in these weeks, each by the last spell that it had ended."""
    total = 0.0
    for freeing in range(life.freed_first, life.freed_last):
        freed = s.freed[s.due[freeing]].week
        follows = until
        if freeing + 1 < life.freed_last:
            follows = min(until, s.freed[s.due[freeing + 1]].week)
        for week in range(max(since, freed), follows):
            total += s.felt[LIFT, week - freed]
    return total


@compiled
def _visits(
    s: System, case: Any, demand: Demand, life: Life, since: int, until: int, served: bool
) -> int:
    """Return how often a person consulted in the weeks from `since` to `until` (excluded)."""
    visits = 0
    for place in range(life.first, life.last):
        spell = s.path[place]
        ends = spell.ends
        if served and spell.freed != NEVER:
            ends = spell.freed + 1
        for week in range(max(since, spell.starts), min(until, ends)):
            if is_brought(case, week, demand) and happens(
                uniform(case.key, Decision.CONSULT, week, 0), life.odds
            ):
                visits += 1
    return visits
