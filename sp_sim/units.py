"""Units: how rates of a year become rates and odds of a week."""

from __future__ import annotations

import math

from sp_sim.calendar import WEEKS_PER_YEAR

SURE = 700.0
"""A weekly rate from which on the event is certain for any number that a computer can hold."""


def weekly_rate(rate_per_year: float) -> float:
    """Return the weekly rate that belongs to a yearly one."""
    return rate_per_year / WEEKS_PER_YEAR


def odds_of_week(rate_per_week: float) -> float:
    """Return the odds that an event of this weekly rate happens within one week.

    A rate beyond `SURE` is as good as certain, and its exponential would be no number.
    """
    return math.exp(min(rate_per_week, SURE)) - 1.0
