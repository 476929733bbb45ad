"""Curves: the few shapes that several mechanisms share."""

from __future__ import annotations

import math

CERTAIN = 200.0
"""Log odds from which on an event is certain for any number that a computer can hold."""


def expit(log_odds: float) -> float:
    """Return the chance that belongs to log odds."""
    if log_odds >= 0.0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    ratio = math.exp(log_odds)
    return ratio / (1.0 + ratio)


def odds(log_odds: float) -> float:
    """Return the odds that belong to log odds; beyond `CERTAIN` nothing is more certain."""
    return math.exp(min(log_odds, CERTAIN))


def either_odds(one: float, other: float) -> float:
    """Return the odds that at least one of two independent events of these odds happens."""
    return one + other + one * other


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


def kept_after(weeks: int, half_life_weeks: float) -> float:
    """Return the share of a fading stock that is left after some weeks; nothing without a half-life."""
    if half_life_weeks <= 0.0:
        return 0.0
    return math.exp(-math.log(2.0) * weeks / half_life_weeks)
