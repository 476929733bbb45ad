"""Curves: the few shapes that several mechanisms share."""

from __future__ import annotations

import math


def expit(log_odds: float) -> float:
    """Return the chance that belongs to log odds."""
    if log_odds >= 0.0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)


def within(value: float, low: float, high: float) -> float:
    """Return `value`, or the nearer limit where it lies outside `low` to `high`."""
    if value < low:
        return low
    if value > high:
        return high
    return value


def kept_per_week(half_life_weeks: float) -> float:
    """Return the share of a fading stock that is left after one week."""
    if half_life_weeks <= 0.0:
        return 0.0
    return math.exp(-math.log(2.0) / half_life_weeks)
