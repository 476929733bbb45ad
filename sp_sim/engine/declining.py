"""Declining: whom a link worker who may choose passes to the counsellor or returns to the practice, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.state import CARING, System
from sp_sim.mechanisms.counsellor import counsellor_places
from sp_sim.mechanisms.criteria import is_outside
from sp_sim.mechanisms.discretion import decline_odds, reroute_odds


@compiled
def turns_away(s: System, p: Any, position: int, worker_position: int, week: int) -> bool:
    """Return whether a worker declines somebody whose turn it is, who cannot be passed to the counsellor.

    Who is passed on is taken, and with the counsellor from now on. Nobody is asked who may do neither.
    """
    worker = s.workers[worker_position]
    own = s.params[worker.row]
    if own.discretion_may_decline <= 0.0 and own.discretion_may_reroute <= 0.0:
        return False
    case = s.cases[position]
    of_practice = s.params[s.sites[case.practice].row]
    outside = is_outside(case.severity, s.people[case.person].complexity, of_practice)
    odds = reroute_odds(case.severity, worker.skill, outside, own)
    if (
        odds > 0.0
        and happens(uniform(case.key, Decision.REROUTE, week, 0), odds)
        and _has_a_place(s, p, week)
    ):
        case.stepped_up = 1
        case.stepped_until = week + int(p.counsellor_weeks_per_case)
        return False
    odds = decline_odds(case.severity, worker.skill, outside, own)
    return odds > 0.0 and happens(uniform(case.key, Decision.DECLINE, week, 0), odds)


@compiled
def _has_a_place(s: System, p: Any, week: int) -> bool:
    """Return whether the counsellor can take one more case."""
    places = counsellor_places(p)
    for place in range(s.counts[CARING]):
        if s.cases[s.caring[place]].stepped_until > week:
            places -= 1
    return places > 0
