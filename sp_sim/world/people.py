"""People: who is registered and prone to need, and with what they were born.

Plain functions of keys; the engine compiles them and the Mesa model calls them as they are.
"""

from __future__ import annotations

from typing import Any

from sp_sim.draws import Decision, Kind, child_key, geometric, normal, uniform
from sp_sim.mechanisms.ages import age_band
from sp_sim.mechanisms.consulting import FAR_OFF, weeks_already_troubled

ALWAYS = 0
"""Traits are questions about nobody's week in particular; they are asked of week 0."""


def person_key(run_key: int, practice_key: int, slot: int, generation: int) -> int:
    """Return the key of the `generation`-th person to hold a `slot` of a practice's prone people."""
    return child_key(child_key(run_key ^ practice_key, Kind.PERSON, slot), Kind.PERSON, generation)


def brings_need(slot: int, week: int, since: Any, prone: Any, practice: int) -> bool:
    """Return whether whoever holds a slot of a practice brings need to it in a week.

    From each week of `since` on, as many do as `prone` has for each practice, shape (weeks, practices);
    before the first of these weeks as many as from it on.
    """
    step = 0
    while step + 1 < len(since) and since[step + 1] <= week:
        step += 1
    return bool(slot < prone[step, practice])


def trait(key: int, decision: int) -> float:
    """Return a stable trait in standard deviations."""
    return normal(uniform(key, decision, ALWAYS, 0))


def is_troubled_at_arrival(key: int, share: float) -> bool:
    """Return whether a person arrives (or is met at week 0) in the middle of a spell."""
    return uniform(key, Decision.TROUBLED_AT_START, ALWAYS, 0) < share


def weeks_troubled_before(key: int, scale: float) -> int:
    """Return how many weeks ago the spell began in the middle of which a person is met."""
    return weeks_already_troubled(uniform(key, Decision.ELAPSED_AT_START, ALWAYS, 0), scale)


def weeks_in_state(key: int, since: int, scale: float) -> int:
    """Return for how many weeks from `since` a person stays calm or troubled, at most `FAR_OFF`."""
    return min(geometric(uniform(key, Decision.SPELL_LENGTH, since, 0), scale), FAR_OFF)


def more_weeks_before(key: int, week: int, scale: float) -> int:
    """Return for how many weeks before `week` a state has lasted that is known to be on in `week`."""
    return min(geometric(uniform(key, Decision.SPELL_BEFORE, week, 1), scale) - 1, FAR_OFF)


def weeks_in_state_until(key: int, until: int, scale: float) -> int:
    """Return how long a state lasted whose last week was the one before `until`."""
    return min(geometric(uniform(key, Decision.SPELL_BEFORE, until, 0), scale), FAR_OFF)


def is_female(key: int, share: float) -> bool:
    """Return whether a person is among the `share` of people who are female."""
    return uniform(key, Decision.SEX, ALWAYS, 0) < share


def age_of(key: int, under_40: float, under_65: float) -> int:
    """Return a person's `AgeBand`, by the shares of the practice's adults below 40 and below 65."""
    return age_band(uniform(key, Decision.AGE, ALWAYS, 0), under_40, under_65)


def usual_gp(key: int, gps: int) -> int:
    """Return the number of the person's usual GP among the practice's `gps` (from 0)."""
    return int(uniform(key, Decision.USUAL_GP, ALWAYS, 0) * gps)
