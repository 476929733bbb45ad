"""Rerun: one run of a folder of results, lived again from its manifest, and held against what is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim import __version__
from sp_sim.errors import Problem, Problems
from sp_sim.experiments.chunk import Study, cause_of
from sp_sim.experiments.factor import PLACES
from sp_sim.experiments.live import Question, compiled, live, read_area
from sp_sim.experiments.past import engine_of_now
from sp_sim.experiments.priors import as_given
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.results.parts import CAUSE, KEY, Parts, write_text
from sp_sim.results.store import SWEEP, Store, open_results
from sp_sim.results.write import MANIFEST, as_json, sha256
from sp_sim.scenario.form import as_value
from sp_sim.scenario.plain import from_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living
    from sp_sim.param import Value
    from sp_sim.results.result import Result
    from sp_sim.scenario.scenario import Scenario

A_KEY = "a run is named as in the column `run`: POINT@SEED of a sweep, SCENARIO@SEED of others"


@dataclass(frozen=True)
class Rerun:
    """A run lived again: what is kept of it and what came out now, measure by measure."""

    key: str
    kept: dict[str, Any]
    found: dict[str, Any]
    result: Result | None
    another_program: str | None

    @property
    def is_same(self) -> bool:
        """Whether both are the same to the bit, with the same cause where both failed."""
        return self.kept[CAUSE] == self.found[CAUSE] and not self.differing

    @property
    def differing(self) -> tuple[str, ...]:
        """The measures that are not the same to the bit."""
        return tuple(
            key for key, value in self.found.items()
            if key != CAUSE and not _same(value, self.kept.get(key))
        )  # fmt: skip


def rerun(
    folder: Path | str, key: str, *, living: Callable[[], Living] = compiled, keep: bool = False
) -> Rerun:
    """Live one run again and compare it with what the folder holds.

    Args:
        folder: What `run`, `compare` or `sweep` left.
        key: The run, as its row calls it.
        living: What builds and lives worlds.
        keep: Put the run's new row into a sweep's folder, when it had failed before.
    """
    store = open_results(folder)
    row = _row(store, key)
    scenario, area = _asked(store, row)
    question = Question(
        area=area, draws="point", weeks=store.manifest["weeks"], seed=int(row["seed"]), replications=1, threads=1,
        counterfactual=bool(store.manifest.get("counterfactual", False)),
    )  # fmt: skip
    result, cause = None, None
    try:
        result = live([replace(scenario, name=key)], question, living=living())
        measured = {name: float(values[0]) for name, values in result.arms[0].measured.items()}
    except Exception as error:  # noqa: BLE001 - whatever a run raises is its row's cause
        measured, cause = dict.fromkeys(store.measures, np.nan), cause_of(error)
    found = {CAUSE: cause, **measured}
    told = Rerun(key, row, found, result, _another_program(store))
    if keep and row[CAUSE] is not None and told.another_program is None:
        _keep(store, row, found)
    return told


def _row(store: Store, key: str) -> dict[str, Any]:
    rows = store.runs[store.runs[KEY] == key]
    if not len(rows):
        some = ", ".join(map(str, store.runs[KEY].head(3)))
        remedy = f"there are {some} ..." if some else "nothing is lived yet: go on with --resume"
        raise _refused(store, key, "there is no such run", remedy)
    row = {str(name): cell for name, cell in rows.iloc[0].to_dict().items()}
    row[CAUSE] = row[CAUSE] if isinstance(row[CAUSE], str) else None
    return row


def _asked(store: Store, row: dict[str, Any]) -> tuple[Scenario, Area]:
    """Return the scenario and the area of a row, as the manifest tells them."""
    told = store.manifest
    if "scenarios" not in told or "areas" not in told:
        message = "its manifest does not tell what it was made of"
        raise _refused(store, row[KEY], message, "make it again with this version")
    scenarios = {name: from_plain(name, one) for name, one in told["scenarios"].items()}
    areas = {name: read_area(store.folder / one["file"]) for name, one in told["areas"].items()}
    if store.kind != SWEEP:
        scenario = scenarios[row["scenario"]]
        scenario = replace(scenario, values={**scenario.values, **_drawn(store, row)})
        return scenario, next(iter(areas.values()))
    study = Study(
        scenarios, areas, store.factors, told["weeks"], draws=told["draws"],
        first_seed=told["design"]["seed"],
    )  # fmt: skip
    point = tuple(_value(key, row[key]) for key in store.factors)
    return study.scenario(point, int(row["seed"])), areas[study.area(point)]


def _drawn(store: Store, row: dict[str, Any]) -> dict[str, Value]:
    """Return what was drawn for the run, as the folder tells it."""
    if store.manifest.get("draws", "point") == "point":
        return {}
    sets, measures = store.table("parameter_sets"), store.table("measures")
    mine = measures[(measures["scenario"] == row["scenario"]) & (measures["seed"] == row["seed"])]
    of = (sets["scenario"] == row["scenario"]) & (sets["draw"] == mine["draw"].iloc[0])
    pairs = zip(sets["parameter"][of], sets["value"][of], strict=True)
    return {key: as_given(PARAMETERS[key], value) for key, value in pairs}


def _value(key: str, cell: Any) -> Any:  # noqa: ANN401 - a table's cell
    if key in PLACES:
        return str(cell)
    param = PARAMETERS[key]
    plain = cell.split("|") if param.kind == "choices" else cell
    return as_value(param, plain.item() if hasattr(plain, "item") else plain)


def _keep(store: Store, row: dict[str, Any], found: dict[str, Any]) -> None:
    """Put a run's new row into its part, and say so in the manifest."""
    parts = Parts(store.folder, store.manifest["columns"])
    point, seed = int(row["point"]), int(row["seed"])
    held = next(
        one for one in parts.held()
        if one.first_point <= point <= one.last_point and one.first_seed <= seed <= one.last_seed
    )  # fmt: skip
    frame = parts.read(held)
    place = frame.index[frame[KEY] == row[KEY]][0]
    for name, value in found.items():
        frame.loc[place, name] = value
    path = parts.write(held, frame)
    told = dict(store.manifest)
    if store.is_complete:
        told["failed"] = parts.failed()
        told["files"] = {**told["files"], f"parts/{path.name}": {"sha256": sha256(path)}}
        write_text(store.folder / MANIFEST, as_json(told))
    parts.close()


def _another_program(store: Store) -> str | None:
    """Return which other program made the results, if another one did."""
    told = store.manifest
    if told["version"] != __version__:
        return f"version {told['version']}"
    engine = told.get("engine")
    return None if engine in (None, engine_of_now()) else f"engine {engine}"


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - numbers or nothing
    one, other = (np.nan if value is None else float(value) for value in (one, other))
    return bool(one == other or (np.isnan(one) and np.isnan(other)))


def _refused(store: Store, key: str, message: str, remedy: str) -> Problems:
    problem = Problem(
        file=str(store.folder), key="run", value=key, message=message, rule=A_KEY, remedy=remedy
    )
    return Problems([problem])
