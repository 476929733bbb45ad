"""Over sets: means and differences of runs that belong to parameter sets, a set being what is independent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import are_few_and_alike, estimate, judge, paired_difference
from sp_sim.nested import means_of_sets, nested

if TYPE_CHECKING:
    from sp_sim.estimate import Better, Difference, Estimate, Floats
    from sp_sim.nested import Nested


def by_set(values: Floats, sets: int) -> Floats:
    """Return one value a parameter set, its runs' mean; every run's own where there is one set.

    `values` has a row a run, (runs,) or (runs, anything); NaN marks runs with nothing to count.
    """
    if sets == 1:
        return values
    if values.ndim == 1:
        return means_of_sets(values.reshape(sets, -1))
    columns = [by_set(column, sets) for column in values.reshape(len(values), -1).T]
    return np.stack(columns, axis=1).reshape(sets, *values.shape[1:])


def mean_over(values: Floats, sets: int) -> Estimate:
    """Return the mean with its 95% interval: over runs, or over parameter sets where there are several."""
    found = estimate(by_set(values, sets))
    return replace(found, runs=int(np.isfinite(values).sum()))


def difference_over(  # noqa: PLR0913 - a difference of values, and what is known of them
    base: Floats,
    other: Floats,
    sets: int,
    *,
    better: Better,
    smallest: float,
    none_is_unknown: bool = False,
    alike_is_known: bool = False,
) -> tuple[Difference, Nested | None]:
    """Return how two arms differ, paired run by run, and with several sets what is chance and evidence.

    Over several parameter sets a difference is clear only if it is so in nearly all of them. What few
    runs, or few sets, have without any spread is not settled unless `alike_is_known`.
    """
    found = paired_difference(
        base, other, better=better, smallest=smallest, none_is_unknown=none_is_unknown,
        alike_is_known=alike_is_known,
    )  # fmt: skip
    if sets == 1:
        return found, None
    told = nested((other - base).reshape(sets, -1))
    if found.low is None:
        return found, told
    means = by_set(other - base, sets)
    if not alike_is_known and are_few_and_alike(means[np.isfinite(means)]):
        return _unsettled(found, told), told
    return _clear_in_nearly_all(found, told, better, smallest), told


def _unsettled(found: Difference, told: Nested) -> Difference:
    return replace(
        found, difference=told.mean, low=None, high=None, probability_better=None, runs_better=None,
        variance_reduction=None, verdict="inconclusive", runs_to_settle=None,
    )  # fmt: skip


def _clear_in_nearly_all(
    found: Difference, told: Nested, better: Better, smallest: float
) -> Difference:
    ends = (told.low, told.high, told.evidence_low, told.evidence_high)
    known = [end for end in ends if end is not None]
    whole = len(known) == len(ends)
    verdict = judge(min(known), max(known), better=better, smallest=smallest) if whole else None
    return replace(
        found, difference=told.mean, low=told.low, high=told.high,
        verdict=verdict if whole else "inconclusive", runs_to_settle=None,
    )  # fmt: skip


def share_better(means: Floats, better: Better) -> float | None:
    """Return in what share of parameter sets the other arm does better; ties count half."""
    given = means[np.isfinite(means)]
    if better == "neither" or not len(given):
        return None
    signed = given if better == "up" else -given
    return float(np.mean(signed > 0.0) + 0.5 * np.mean(signed == 0.0))
