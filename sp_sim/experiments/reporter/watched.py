"""Watched: what is told of the runs of one arm for the qualitative signs, as one row a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR

if TYPE_CHECKING:
    from sp_sim.estimate import Floats
    from sp_sim.experiments.reporter.observed import Observed

LAG_WEEKS = 26
WINDOW_WEEKS = 4
OVERLOAD = 1.0
"""More is asked of a worker than there are hours for."""
UNDER_USE = 0.5
"""Less than half of a worker's hours for contacts are used."""


def load(seen: Observed) -> dict[str, Floats]:
    """Tell the mean load of workers in post over the last year."""
    return {"load": seen.lives.year_workers.mean("load")}


def skill(seen: Observed) -> dict[str, Floats]:
    """Tell mean skill in each week of the last year, shape (runs, weeks)."""
    grid = seen.grid("skill", min(WEEKS_PER_YEAR, seen.weeks))
    filled = np.isfinite(grid)
    sums = np.where(filled, grid, 0.0).sum(axis=1)
    many = filled.sum(axis=1)
    return {"skill": np.divide(sums, many, out=np.full(sums.shape, np.nan), where=many > 0)}


def loops(seen: Observed) -> dict[str, Floats]:
    """Tell moments of load and exhaustion now and half a year on, of the same holder.

    Shape (runs, 15): how many, sums of load, exhaustion, later load, later exhaustion, then sums
    of products of each pair of these four, a pair once.
    """
    span = LAG_WEEKS + WINDOW_WEEKS
    if seen.weeks < span:
        return {"loops": np.zeros((seen.runs, 15))}
    holder = seen.grid("holder", span)
    stays = (holder == holder[:, :, :1]).all(axis=2)
    means = [
        seen.grid(column, span)[:, :, at].mean(axis=2)
        for at in (slice(0, WINDOW_WEEKS), slice(LAG_WEEKS, span))
        for column in ("load", "exhaustion")
    ]
    clean = [np.where(stays, values, 0.0) for values in means]
    pairs = [one * two for first, one in enumerate(clean) for two in clean[first:]]
    columns = (stays.astype(np.float64), *clean, *pairs)
    return {"loops": np.column_stack([column.sum(axis=1) for column in columns])}


def mixed(seen: Observed) -> dict[str, Floats]:
    """Tell in which services a month of under-use and a month of overload met in the last year.

    Shape (runs, 2): services, and those in which in one and the same four weeks one worker had less
    than half the hours used and another more asked than there are hours for.
    """
    weeks = min(WEEKS_PER_YEAR, seen.weeks) // WINDOW_WEEKS * WINDOW_WEEKS
    months = (seen.runs, len(seen.world.posts), weeks // WINDOW_WEEKS, WINDOW_WEEKS)
    if weeks == 0:
        return {"mixed": np.zeros((seen.runs, 2))}
    used, there, asked = (
        seen.grid(column, weeks).reshape(months).mean(axis=3)
        for column in ("hours_used", "hours_available", "load")
    )
    idle = used < UNDER_USE * there
    pressed = asked > OVERLOAD
    system = np.asarray(seen.world.posts["system"])
    met = np.zeros((seen.runs, len(seen.world.systems)))
    for place in range(len(seen.world.systems)):
        of = system == place
        met[:, place] = (idle[:, of].any(axis=1) & pressed[:, of].any(axis=1)).any(axis=1)
    return {"mixed": np.column_stack([np.full(seen.runs, met.shape[1]), met.sum(axis=1)])}


def need(seen: Observed) -> dict[str, Floats]:
    """Tell the rank correlation of networks' deprivation with funded wte per registered patient.

    NaN where fewer than three networks have a known deprivation, or posts do not differ.
    """
    scores, system = _scores(seen), np.asarray(seen.world.posts["system"])
    funded = np.asarray(seen.world.post_levers["wte"][-1])
    wte = np.bincount(system, funded, minlength=len(scores))
    people = np.bincount(seen.world.practices["system"], seen.world.registered)
    known, supply = np.isfinite(scores), wte / people
    found = np.nan
    if known.sum() > 2 and np.ptp(supply[known]) > 1e-9 * supply[known].max():
        found = float(np.corrcoef(_ranks(scores[known]), _ranks(supply[known]))[0, 1])
    return {"need": np.full(seen.runs, found)}


def _scores(seen: Observed) -> Floats:
    """Return the mean deprivation of each service's practices, weighted by list; NaN: not known."""
    by_code = {each.code: each for each in seen.world.area.practices}
    rows = seen.world.practices
    given = [by_code[code].deprivation_score for code in seen.world.practice_codes]
    scores = np.array([np.nan if score is None else score for score in given])
    weights = np.asarray(seen.world.registered, dtype=np.float64)
    sums = np.bincount(rows["system"], scores * weights)
    return np.asarray(sums / np.bincount(rows["system"], weights), dtype=np.float64)


def _ranks(values: Floats) -> Floats:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)
