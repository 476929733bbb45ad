"""Belief: where a value lies in what is believed of a parameter, and how far two values are apart."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

from sp_sim.experiments.ensemble import is_uncertain
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.param import Param, Prior
    from sp_sim.scenario.scenario import Scenario

_NORMAL = NormalDist()
IN_WORDS = {
    "direct": "measured in social prescribing",
    "analogous": "measured elsewhere, not in social prescribing",
    "expert": "a judgement of experts, not measured",
    "assumption": "nobody has measured it",
}
"""What a grade of evidence comes to."""


def chance_below(prior: Prior, value: float) -> float:
    """Return the share of belief (0 to 1) below a value: what `Prior.quantile` inverts.

    >>> from sp_sim.param import uniform
    >>> chance_below(uniform(2.0, 6.0), 3.0)
    0.25
    """
    if prior.family == "normal":
        return _NORMAL.cdf((value - prior.first) / prior.second)
    if prior.family in ("uniform", "fixed"):
        return _between(value, prior.first, prior.second)
    if value <= 0.0:
        return 0.0
    if prior.family == "lognormal":
        return _NORMAL.cdf(math.log(value / prior.first) / math.log(prior.second))
    return _between(math.log(value), math.log(prior.first), math.log(prior.second))


def deviations(prior: Prior, start: float, end: float) -> float:
    """Return how many of the prior's standard deviations `end` lies above `start`.

    Those of the logarithm, where belief is about ratios (loguniform and lognormal).
    """
    if prior.family == "normal":
        return (end - start) / prior.second
    if prior.family == "uniform":
        return (end - start) / ((prior.second - prior.first) / math.sqrt(12.0))
    ratio = math.log(end / start) if min(start, end) > 0.0 else math.copysign(math.inf, end - start)
    if prior.family == "lognormal":
        return ratio / math.log(prior.second)
    return ratio / (math.log(prior.second / prior.first) / math.sqrt(12.0))


def shared_beliefs(scenarios: Sequence[Scenario]) -> list[Param]:
    """Return the parameters that nobody knows and all scenarios hold alike, at every time."""
    altered = {key for each in scenarios for change in each.changes for key in change.values}
    altered |= {key for each in scenarios for one in each.placed for key in one.values}
    return [
        told
        for key, told in PARAMETERS.items()
        if is_uncertain(told)
        and key not in altered
        and len({each.values[key] for each in scenarios}) == 1
    ]


def _between(value: float, low: float, high: float) -> float:
    if high <= low:
        return 0.5
    return min(max((value - low) / (high - low), 0.0), 1.0)
