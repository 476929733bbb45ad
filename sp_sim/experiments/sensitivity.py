"""Sensitivity: which of what varies decides an answer; from a sweep, a table, or runs of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.estimate import estimate
from sp_sim.experiments import indices
from sp_sim.experiments.own_design import live_design
from sp_sim.experiments.sampled import Sampled, of_folder, of_frame, wrong
from sp_sim.results.beside import HEADLINES
from sp_sim.results.sensitivity import Ranking, Sensitivity
from sp_sim.results.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from sp_sim.results.counting import Floats
    from sp_sim.scenario.scenario import Scenario

    Source = pd.DataFrame | Path | str | Store | Sampled

FEWEST_ROWS = 2
FEWEST_FOR_PAIRS = 2
ASKED, TABLE = "asked", "the table"
NOTHING_SAYS_HOW = "nothing says how its points were chosen"


def sensitivity(  # noqa: PLR0913 - all but one by name
    source: Source | None = None,
    *,
    measures: Sequence[str] = HEADLINES,
    minus: Source | None = None,
    method: str | None = None,
    factors: Sequence[str] | None = None,
    base: Scenario | str | Path | None = None,
    other: Scenario | str | Path | None = None,
    **own: Any,  # noqa: ANN401 - of `live_design`
) -> Sensitivity:
    """Rank factors by how much they decide each measure.

    Args:
        source: A finished sweep's folder, or a table of runs (columns `point`, `seed`, factors and
            measures; with `method` and `factors`). Left out, a design of its own is lived.
        measures: What is decided.
        minus: A sweep of the same design with another scenario: what is ranked is then what decides
            the difference, source less minus, run by run.
        method: `sobol`, `morris`, `latin-hypercube` (or `lhs`) or `one-at-a-time`; a folder knows.
        factors: The factors of a table; for a design of its own, keys of parameters (`burnout.*`).
        base: The scenario of a design of its own.
        other: What is ranked is then what decides the difference, other less base.
        own: `points`, `most`, `area`, `weeks`, `seed`, `replications`, `threads`, `on_progress`,
            `second_order`, `on_estimate` of a design of its own.

    A linear answer of two factors, the second three times as strong:

    >>> import pandas as pd
    >>> table = pd.DataFrame({"a": [0.0, 1.0, 0.0], "b": [0.0, 0.0, 1.0], "out": [0.0, 1.0, 3.0]})
    >>> found = sensitivity(table, method="one-at-a-time", factors=["a", "b"], measures=["out"])
    >>> [(row["factor"], row["difference"]) for row in found.rankings[0].rows]
    [('b', 3.0), ('a', 1.0)]
    """
    if source is None:
        if base is None:
            raise wrong(ASKED, "there is nothing to analyse", "give a sweep's folder, or base")
        sampled, told = live_design(base, other, method or "morris", factors, measures, **own)
        return _ranked(sampled, told)
    if base is not None or other is not None or own:
        raise wrong(ASKED, "a source was lived already", "leave out scenarios and what runs take")
    sampled = _sampled(source, measures, method, factors)
    if minus is not None:
        sampled = sampled.less(_sampled(minus, measures, method, factors))
    return _ranked(sampled, {})


def _sampled(
    source: Source, measures: Sequence[str], method: str | None, factors: Sequence[str] | None
) -> Sampled:
    if isinstance(source, Sampled):
        return source
    if isinstance(source, Store | str | Path):
        found = of_folder(source, measures)
        return found if method is None else replace(found, method=_fitting(found, method))
    if method is None or factors is None:
        raise wrong(TABLE, NOTHING_SAYS_HOW, "give method, factors")
    return of_frame(source, method=method, factors=factors, measures=measures)


def _fitting(found: Sampled, method: str) -> str:
    """Return the method that was asked for, if points of this design serve it."""
    asked = {"lhs": "latin-hypercube"}.get(method, method)
    if asked not in (found.method, "latin-hypercube"):
        message = f"was designed for {found.method}, not for {method}"
        raise wrong(found.of, message, f"leave out the method, or sweep a {method} design")
    return asked


def _ranked(sampled: Sampled, told: dict[str, Any]) -> Sensitivity:
    how = _METHODS[sampled.method]
    sampled = replace(sampled, y={key: _counted(y) for key, y in sampled.y.items()})
    rankings = tuple(how(sampled, key) for key in sampled.y)
    return Sensitivity(sampled.method, sampled.of, rankings, told | {"notes": list(sampled.notes)})


def _counted(y: Floats) -> Floats:
    """Leave out seeds with which most points had nothing to count: nobody in post, say."""
    counted = np.isfinite(y).mean(axis=0) > 0.5
    return y[:, counted] if counted.any() else y


def _sobol(sampled: Sampled, key: str) -> Ranking:
    factors = len(sampled.factors)
    size = 2 * factors + 2 if sampled.second_order else factors + 2
    y = _blocks(sampled, key, size)
    kept = y[np.isfinite(y).all(axis=(1, 2))]
    _refuse_few(kept, sampled, key)
    used = np.concatenate([kept[:, : factors + 1], kept[:, -1:]], axis=1)
    found = indices.sobol(used)
    rows = [
        {
            "factor": name,
            **_index("first", found.first, at),
            **_index("total", found.total, at),
            "first_with_chance": float(found.plain_first[at]),
            "total_with_chance": float(found.plain_total[at]),
        }
        for at, name in enumerate(sampled.factors)
    ]
    both = used[:, [0, -1]].reshape(-1, used.shape[2])
    dropped = (len(y) - len(kept)) * size
    ranking = _ranking(sampled, key, rows, both, "total", dropped)
    if not sampled.second_order or factors < FEWEST_FOR_PAIRS:
        return ranking
    return replace(ranking, pairs=_pairs(sampled.factors, indices.sobol_pairs(kept)))


def _pairs(factors: Sequence[str], found: indices.Index) -> tuple[dict[str, Any], ...]:
    """Return a row a pair, the one that decides most together first."""
    rows = [
        {"factor": factors[one], "with": factors[other], **_index("second", found, at)}
        for at, (one, other) in enumerate(indices.pairs_of(len(factors)))
    ]
    return tuple(sorted(rows, key=lambda row: -abs(row["second"])))


def _morris(sampled: Sampled, key: str) -> Ranking:
    size = len(sampled.factors) + 1
    y = _blocks(sampled, key, size)
    whole = np.isfinite(y).all(axis=(1, 2))
    _refuse_few(y[whole], sampled, key)
    places = _places(sampled).reshape(len(y), size, -1)[whole]
    seeds = y.shape[2]
    lived = y[whole].reshape(-1, seeds)
    found = indices.morris(indices.effects_of(lived, places.reshape(len(lived), -1)))
    rows = [
        {
            "factor": name,
            **_index("mu_star", found.size, at),
            "mu": float(found.mean[at]),
            "sigma": float(found.spread[at]),
            "mu_star_of_chance": float(found.noise[at]),
        }
        for at, name in enumerate(sampled.factors)
    ]
    dropped = int((~whole).sum()) * size
    return _ranking(sampled, key, rows, lived, "mu_star", dropped)


def _rank(sampled: Sampled, key: str) -> Ranking:
    y = sampled.y[key]
    kept = np.isfinite(y).all(axis=1)
    _refuse_few(y[kept], sampled, key)
    x, means = sampled.x[kept], y[kept].mean(axis=1)
    plain = indices.rank_correlations(x, means)
    partial = indices.partial_rank_correlations(x, means)
    rows = [
        {
            "factor": name,
            **_index("rank_correlation", plain, at),
            **({} if partial is None else _index("partial", partial, at)),
        }
        for at, name in enumerate(sampled.factors)
    ]
    by = "rank_correlation" if partial is None else "partial"
    ranking = _ranking(sampled, key, rows, y[kept], by, int((~kept).sum()))
    if partial is not None:
        return ranking
    fewest = len(sampled.factors) + 4
    note = f"partial correlations of so many factors need {fewest} points or more"
    return replace(ranking, notes=(note,))


def _tornado(sampled: Sampled, key: str) -> Ranking:
    y, x = sampled.y[key], sampled.x
    rows: list[dict[str, Any]] = []
    for at, name in enumerate(sampled.factors):
        found = {
            int(move): estimate(y[move] - y[0]) for move in np.flatnonzero(x[:, at] != x[0, at])
        }
        swing = _swing([told.mean for told in found.values()])
        rows += [
            {
                "factor": name, "from": _value(sampled, name, x[0, at]),
                "to": _value(sampled, name, x[move, at]),
                "difference": told.mean, "difference_low": told.low,
                "difference_high": told.high, "swing": swing,
            }
            for move, told in found.items()
        ]  # fmt: skip
    kept = np.isfinite(y).all(axis=1)
    return _ranking(sampled, key, rows, y[kept], "swing", int((~kept).sum()))


def _value(sampled: Sampled, factor: str, at: float) -> Any:  # noqa: ANN401 - a number or a word
    words = sampled.words.get(factor)
    return float(at) if words is None else words[int(at)]


def _swing(differences: Sequence[float | None]) -> float:
    """Return how far apart the answers of a factor's moves, and of none, are."""
    given = [0.0, *(one for one in differences if one is not None)]
    return max(given) - min(given)


_METHODS: dict[str, Callable[[Sampled, str], Ranking]] = {
    "sobol": _sobol, "morris": _morris, "latin-hypercube": _rank, "one-at-a-time": _tornado,
}  # fmt: skip


def _blocks(sampled: Sampled, key: str, size: int) -> Floats:
    """Return the answers block by block (blocks, points in each, seeds)."""
    y = sampled.y[key]
    if len(y) % size or not len(y):
        message = (
            f"has {len(y)} points, which is no whole number of {sampled.method} rows of {size}"
        )
        raise wrong(sampled.of, message, "give all points of the design, in its order")
    return y.reshape(-1, size, y.shape[1])


def _places(sampled: Sampled) -> Floats:
    """Return where points lie from 0 to 1; from their lowest and highest values if nothing says it."""
    if sampled.shares is not None:
        return sampled.shares
    low, high = sampled.x.min(axis=0), sampled.x.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    return np.asarray((sampled.x - low) / span, dtype=np.float64)


def _refuse_few(kept: Floats, sampled: Sampled, key: str) -> None:
    if len(kept) < FEWEST_ROWS:
        message = f"{key} could be counted in too few points"
        raise wrong(sampled.of, message, "take another measure, more weeks or more points")


def _index(name: str, found: indices.Index, at: int) -> dict[str, float]:
    return {
        name: float(found.value[at]),
        f"{name}_low": float(found.low[at]),
        f"{name}_high": float(found.high[at]),
    }


def _ranking(
    sampled: Sampled, key: str, rows: list[dict[str, Any]], y: Floats, by: str, dropped: int
) -> Ranking:
    ordered = sorted(rows, key=lambda row: -abs(row[by]))
    points, seeds = sampled.y[key].shape
    return Ranking(key, tuple(ordered), points, seeds, indices.noise_share(y), dropped)
