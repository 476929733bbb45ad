"""Units: how rates of a year become chances of a week, and counts of some weeks a yearly rate."""

from __future__ import annotations

import math

from sp_sim.calendar import WEEKS_PER_YEAR


def weekly_chance_from_yearly_rate(rate_per_year: float) -> float:
    """Return the chance that an event of this yearly rate happens within one week."""
    return -math.expm1(-rate_per_year / WEEKS_PER_YEAR)


def per_year(count: float, weeks: int) -> float | None:
    """Return the yearly rate of `count` events in `weeks` weeks; `None` when no week passed."""
    return None if weeks == 0 else count * WEEKS_PER_YEAR / weeks
