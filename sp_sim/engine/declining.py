"""Declining: whom on the list a link worker who may choose returns to the practice, over columns."""

from __future__ import annotations

from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled
from sp_sim.engine.state import System
from sp_sim.mechanisms.criteria import is_outside
from sp_sim.mechanisms.discretion import decline_odds


@compiled
def declines(s: System, position: int, worker_position: int, week: int) -> bool:
    """Return whether a worker declines somebody whose turn it is; nobody is asked who may not decline."""
    worker = s.workers[worker_position]
    own = s.params[worker.row]
    if own.discretion_may_decline <= 0.0:
        return False
    case = s.cases[position]
    of_practice = s.params[s.sites[case.practice].row]
    outside = is_outside(case.severity, s.people[case.person].complexity, of_practice)
    odds = decline_odds(case.severity, worker.skill, outside, own)
    return odds > 0.0 and happens(uniform(case.key, Decision.DECLINE, week, 0), odds)
