"""Sampled: points of a design and their answers by seed, from a sweep's folder, a frame, or two of either."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.errors import Problem, Problems
from sp_sim.experiments import sampling
from sp_sim.results.store import SWEEP, Store, open_results

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from sp_sim.results.counting import Floats

METHODS = ("sobol", "morris", "latin-hypercube", "one-at-a-time")
ALIASES = {"lhs": "latin-hypercube", "csv": "latin-hypercube", "grid": "latin-hypercube"}
"""Points of any kind can be ranked as those of a hypercube are."""
A_SOURCE = "sensitivity reads a sweep's folder, or a table of runs and how its points were chosen"


@dataclass(frozen=True)
class Sampled:
    """Points (in the order of their design) and answers.

    `x` has shape (points, factors), words as places in their list; `shares` the same from 0 to 1
    where a design says it; each of `y` has shape (points, seeds).
    """

    method: str
    factors: tuple[str, ...]
    x: Floats
    y: Mapping[str, Floats]
    of: str
    shares: Floats | None = None
    second_order: bool = False
    words: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """Of factors that are no numbers: what each place in their list stands for."""
    notes: tuple[str, ...] = ()

    def less(self, other: Sampled) -> Sampled:
        """Return these answers less another's at the same points with the same seeds."""
        if self.factors != other.factors or not np.array_equal(self.x, other.x):
            raise wrong(other.of, "has other points", "sweep the same design with both scenarios")
        unlike = [key for key in self.y if self.y[key].shape != other.y[key].shape]
        if unlike:
            raise wrong(other.of, "has other seeds", "sweep the same design with both scenarios")
        y = {key: values - other.y[key] for key, values in self.y.items()}
        return replace(self, y=y, of=f"{self.of} less {other.of}")


def of_folder(folder: Path | str | Store, measures: Sequence[str]) -> Sampled:
    """Return what a finished sweep holds."""
    store = folder if isinstance(folder, Store) else open_results(folder)
    told = store.manifest
    if store.kind != SWEEP:
        raise wrong(str(store.folder), "is no sweep", "make one: sp-sim sweep DESIGN --out DIR")
    if not store.is_complete:
        remedy = "finish it: sp-sim sweep DESIGN --out DIR --resume"
        raise wrong(str(store.folder), "is not finished", remedy)
    design = told["design"]
    listed = {one["key"]: _listed(one) for one in design["factors"] if "values" in one}
    found = of_frame(
        store.runs, method=design["kind"], factors=store.factors, measures=measures,
        of=str(store.folder), listed=listed, second_order=bool(design["second_order"]),
    )  # fmt: skip
    scenarios = tuple(told["scenarios"])
    name = scenarios[0] if len(scenarios) == 1 else told["name"]
    return replace(found, shares=_shares(design, found), of=name)


def of_frame(  # noqa: PLR0913 - all but one by name
    frame: pd.DataFrame, *, method: str, factors: Sequence[str], measures: Sequence[str],
    of: str = "the table", listed: Mapping[str, Sequence[Any]] | None = None,
    second_order: bool = False,
) -> Sampled:  # fmt: skip
    """Return what a table holds: one row a run, columns `point` and `seed` if there are several."""
    import pandas as pd  # noqa: PLC0415 - tables are read when asked for

    missing = [key for key in (*factors, *measures) if key not in frame.columns]
    if missing or frame.empty:
        message = f"has no column {', '.join(missing)}" if missing else "has no rows"
        raise wrong(of, message, f"it has {', '.join(map(str, frame.columns[:30]))}")
    runs = frame.assign(
        point=frame["point"] if "point" in frame else np.arange(len(frame)),
        seed=frame.get("seed", 1),
    )
    points = runs.drop_duplicates("point").sort_values("point")
    words = {key: told for key in factors if (told := _words(points[key], (listed or {}).get(key)))}
    columns = [_numbers(points[key], words.get(key)) for key in factors]
    wide = runs.set_index(["point", "seed"]).sort_index()
    seeds = wide.index.get_level_values("seed").unique().sort_values()
    every = pd.MultiIndex.from_product([points["point"], seeds])
    y = {
        key: wide[key].reindex(every).to_numpy(dtype=np.float64).reshape(len(points), len(seeds))
        for key in measures
    }
    return Sampled(
        _method(method, of), tuple(factors), np.column_stack(columns), y, of,
        second_order=second_order, words=words,
    )  # fmt: skip


def _method(method: str, of: str) -> str:
    found = ALIASES.get(method, method)
    if found not in METHODS:
        raise wrong(of, f"{method} is no method", f"use {', '.join(METHODS)}")
    return found


def _words(column: pd.Series[Any], listed: Sequence[Any] | None) -> list[Any] | None:
    """Return the words of a factor in their order, those of the design first; `None` for numbers."""
    try:
        column.to_numpy(dtype=np.float64)
    except (TypeError, ValueError):
        return list(dict.fromkeys([*(listed or ()), *column]))
    return None


def _numbers(column: pd.Series[Any], words: Sequence[Any] | None) -> Floats:
    if words is None:
        return column.to_numpy(dtype=np.float64)
    places = {value: place for place, value in enumerate(words)}
    return np.array([places[value] for value in column], dtype=np.float64)


def _listed(factor: Mapping[str, Any]) -> list[Any]:
    return ["|".join(v) if isinstance(v, list) else v for v in factor["values"]]


def _shares(design: Mapping[str, Any], found: Sampled) -> Floats | None:
    """Return where the points of a Morris design lie; only it needs them."""
    if found.method != "morris":
        return None
    return sampling.morris(
        design["trajectories"], len(found.factors), design["levels"], design["sampling_seed"]
    )


def wrong(of: str, message: str, remedy: str) -> Problems:
    """Return why a source cannot be analysed."""
    return Problems([Problem(file=of, message=message, rule=A_SOURCE, remedy=remedy)])
