"""Units: how rates of a year become chances of a week, and counts of some weeks a yearly rate."""

from __future__ import annotations

import math

from sp_sim.calendar import WEEKS_PER_YEAR


def weekly_chance_from_yearly_rate(rate_per_year: float) -> float:
    """Return the chance that an event of this yearly rate happens within one week."""
    return -math.expm1(-rate_per_year / WEEKS_PER_YEAR)


def weekly_chance_from_yearly_chance(chance_per_year: float) -> float:
    """Return the weekly chance that, week after week, adds up to this chance within a year."""
    if chance_per_year >= 1.0:
        return 1.0
    return -math.expm1(math.log1p(-chance_per_year) / WEEKS_PER_YEAR)


def per_year(count: float, weeks: int) -> float | None:
    """Return the yearly rate of `count` events in `weeks` weeks; `None` when no week passed."""
    return None if weeks == 0 else count * WEEKS_PER_YEAR / weeks


def per_1000(count: float, people: float) -> float | None:
    """Return `count` per 1,000 people; `None` when there is nobody."""
    return None if people == 0 else 1000.0 * count / people
