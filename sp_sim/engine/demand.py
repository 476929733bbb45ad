"""Demand: in which weeks people bring their need to their practice, over columns."""

from __future__ import annotations

from typing import Any

from sp_sim.draws import Decision, happens, uniform
from sp_sim.engine.compiled import compiled, inlined
from sp_sim.engine.state import Demand
from sp_sim.mechanisms.consulting import HISTORY_WEEKS
from sp_sim.world.people import brings_need

NOT_BROUGHT = 1.0
"""An answer by which nothing happens."""


@inlined
def is_brought(person: Any, week: int, demand: Demand) -> bool:
    """Return whether a person brings need to the practice in a week."""
    return brings_need(person.slot, week, demand.since, demand.prone, person.practice)


@inlined
def first_week_of_need(person: Any, week: int, until: int, demand: Demand) -> int:
    """Return the first week from `week` on in which a person brings need, or `until`."""
    while week < until and not is_brought(person, week, demand):
        week += 1
    return week


@compiled
def keep_from_practice(answers: Any, person: Any, week: int, weeks: int, demand: Demand) -> None:
    """Let nothing come of the answers of weeks, the first of them `week`, in which no need is brought."""
    for now in range(weeks):
        if not is_brought(person, week + now, demand):
            answers[now] = NOT_BROUGHT


@compiled
def visits_before_start(person: Any, starts: int, origin: int, odds: float, demand: Demand) -> int:
    """Return how often a person has consulted before the origin in the spell that is under way."""
    visited = 0
    for week in range(max(starts, origin - HISTORY_WEEKS), origin):
        if is_brought(person, week, demand) and happens(
            uniform(person.key, Decision.CONSULT, week, 0), odds
        ):
            visited += 1
    return visited
