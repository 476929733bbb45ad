"""Workers: how C10 to C13 are read from what was lived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.experiments.reporter.observed import MOMENTS
from sp_sim.experiments.reporter.pattern import Band, Part, Spec
from sp_sim.experiments.reporter.referring import MATURE_RUN, from_measure
from sp_sim.experiments.resampling import over, pooled

if TYPE_CHECKING:
    from sp_sim.estimate import Estimate, Floats
    from sp_sim.experiments.reporter.pattern import Told

GROUP = "C12-C13"
WEAK = Band(0.05, 0.35)


def burnt_out(told: Told) -> tuple[Part, ...]:
    """C10."""
    mean, unit = "mean exhaustion (21.1 published)", "points of 54"
    return (
        from_measure(told, "burnt_out_share", "exhaustion of 27 or more", Band(0.35, 0.65)),
        from_measure(told, "exhaustion_mean", mean, None, unit),
    )


def exits(told: Told) -> tuple[Part, ...]:
    """C11."""
    words, key = "leavers per funded post a year", "leavers_per_post_per_year"
    return (from_measure(told, key, words, Band(0.15, 0.30)),)


def cross_section(told: Told) -> tuple[Part, ...]:
    """C12."""
    found = pooled(told["half_supervised"]["workers"], correlation)
    words = "r of supervision received, exhaustion"
    return (Part(words, found, Band(-0.45, -0.15), "r"),)


def weak_effects(told: Told) -> tuple[Part, ...]:
    """C13."""
    return (
        Part("d of supervision for all against none", _d(told, "supervision_"), WEAK, "d less"),
        Part("d of training for all against none", _d(told, ""), WEAK, "d less"),
    )


def correlation(moments: Floats) -> Floats:
    """Return the correlation of x and y from their moments, over the last axis; NaN if one is flat."""
    n, x, y, xx, yy, xy = np.moveaxis(np.asarray(moments, dtype=np.float64), -1, 0)
    within_x, within_y = n * xx - x * x, n * yy - y * y
    below = np.sqrt(np.maximum(within_x * within_y, 0.0))
    flat = (within_x <= 1e-9 * n * xx) | (within_y <= 1e-9 * n * yy)
    return over(n * xy - x * y, np.where(flat, 0.0, below))


def _d(told: Told, kind: str) -> Estimate:
    """Return by how many standard deviations of workers exhaustion is lower with than without."""
    on, off = ("supervision_on", "supervision_off") if kind else ("trained", "untrained")
    fall = told[off]["exhaustion_year"] - told[on]["exhaustion_year"]
    both = np.isfinite(fall)
    ones = np.ones(int(both.sum()))
    return pooled(np.column_stack([ones, fall[both], told[off]["workers"][both]]), _standardised)


def _standardised(sums: Floats) -> Floats:
    """Return the mean fall by the standard deviation between workers, over the last axis."""
    pairs, fall = sums[..., 0], sums[..., 1]
    n, y, yy = (sums[..., 2 + MOMENTS.index(name)] for name in ("n", "y", "yy"))
    variance = over(yy - over(y * y, n), n - 1.0)
    return over(over(fall, pairs), np.sqrt(np.maximum(variance, 0.0)))


SPECS = (
    Spec(
        id="C10", title="Burnout level", weight="C", source="E076, E080, E082, E083",
        run="the scenario from its start; link workers in post in the last week, after six years",
        arms=("reference",), read=burnt_out,
    ),
    Spec(
        id="C11", title="Yearly exit rate", weight="C", source="E070, E072, E073",
        run=MATURE_RUN, arms=("reference",), read=exits,
    ),
    Spec(
        id="C12", title="Supervision and burnout, cross-section", weight="C", source="E085",
        run="supervision in half the posts; workers of all runs together who end with 26 "
        "weeks or more of it in post: sessions received a week against exhaustion in the last week",
        arms=("half_supervised",), read=cross_section, group=GROUP,
    ),
    Spec(
        id="C13", title="Interventions are weak", weight="C", source="E086",
        run="for everybody throughout against for nobody; mean exhaustion of the last year, by the "
        "standard deviation between workers without it",
        arms=("supervision_on", "supervision_off", "trained", "untrained"), read=weak_effects,
        group=GROUP,
    ),
)  # fmt: skip
