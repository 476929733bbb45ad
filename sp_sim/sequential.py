"""Sequential: intervals that hold however often one looks, so that one may stop when they are narrow."""

from __future__ import annotations

import math

from sp_sim.estimate import CONFIDENCE

FEWEST_RUNS = 20
"""Nothing stops before this many: the interval is exact for normal values only.

Looked at after every run from here on, it misses in 1 to 5 studies of a hundred for values that are
normal, symmetric or somewhat skewed, and in about 8 for values as skewed as waiting times (measured).
"""
RUNS_ALIKE = 60
"""So many runs that are all alike leave at most one run in twenty that is not."""
TIGHTEST_AT = 50
"""The interval is as narrow as it can be at about this many runs."""


def half_width_always(sd: float, runs: int, mistakes: float = 1.0 - CONFIDENCE) -> float | None:
    """Return half the width of an interval that holds the mean at every look at once.

    The chance that the mean is ever outside, over all numbers of runs, is at most `mistakes`,
    exactly so for normal values of unknown variance: the t-test's Bayes factor with a normal
    prior on the standardised mean is a martingale, and is inverted by Ville's inequality (Lai 1976;
    Wang and Ramdas 2023, "Anytime-valid t-tests and confidence sequences for Gaussian means with
    unknown variance"). For other values it holds in the long run (Waudby-Smith, Arbour, Sinha,
    Kennedy and Ramdas 2024, "Time-uniform central limit theory and asymptotic confidence
    sequences"). `None` where no width would do yet.

    >>> round(half_width_always(1.0, 50), 3)
    0.448
    >>> half_width_always(1.0, 2) is None
    True
    """
    if runs < 2:
        return None
    grown = 1.0 + runs * _prior_variance(mistakes)
    evidence = math.exp(2.0 / runs * (0.5 * math.log(grown) - math.log(mistakes)))
    if evidence >= grown:
        return None
    squared = (evidence - 1.0) / (1.0 - evidence / grown)
    return math.sqrt((runs - 1) * squared / runs) * sd


def is_precise(sd: float, runs: int, target: float, mistakes: float) -> bool:
    """Return whether one may stop: the interval that always holds is `target` wide or less, each way."""
    if runs < FEWEST_RUNS or (sd == 0.0 and runs < RUNS_ALIKE):
        return False
    half = half_width_always(sd, runs, mistakes)
    return half is not None and half <= target


def _prior_variance(mistakes: float) -> float:
    """Return the variance of the standardised mean that makes the interval narrowest where wanted."""
    twice = -2.0 * math.log(mistakes)
    return (twice + math.log(twice + 1.0)) / TIGHTEST_AT
