"""Reopen: a folder of results, read back; nothing is lived again."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sp_sim.areas.area import load as load_area
from sp_sim.errors import Problem, Problems
from sp_sim.results.arm import Arm, Asked, Places
from sp_sim.results.inputs import AREA, DOCUMENT, INPUTS
from sp_sim.results.rebuild import lacking, records
from sp_sim.results.tables import NAMES, WITHOUT_RECORDS
from sp_sim.results.write import read_manifest
from sp_sim.scenario import load

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from sp_sim.domain.places import Area
    from sp_sim.scenario.scenario import Scenario

A_RESULT = "a folder that `sp-sim run` or `sp-sim compare` wrote with --out, used as it is"
MAKE_AGAIN = "run it again with --out, then ask for the report of that folder"
NEEDED = ("summary", "measures", "differences", "weekly")


@dataclass(frozen=True)
class Kept:
    """Results as they are in their folder: the manifest, the answer, the tables and the inputs."""

    folder: Path
    manifest: dict[str, Any]
    document: dict[str, Any]
    inputs: dict[str, Any]

    @property
    def names(self) -> list[str]:
        """The names of the scenarios, in the order asked for."""
        return [each["name"] for each in self.inputs["scenarios"]]

    @property
    def warnings(self) -> list[str]:
        """What the question, and each comparison and scenario, was warned of; each once."""
        told = [self.document, *self.comparisons, *self.document["scenarios"].values()]
        return list(dict.fromkeys(words for each in told for words in each.get("warnings", ())))

    @property
    def comparisons(self) -> list[dict[str, Any]]:
        """What was found of each comparison, as `--json` tells it."""
        return list(self.document["comparisons"])

    def beside(self, file: str) -> str:
        """Return how a file of the folder is called by somebody who stands beside the folder."""
        return f"{self.folder.resolve().name}/{file}"

    def has(self, name: str) -> bool:
        """Return whether there is a table of that name."""
        return (self.folder / f"{name}.parquet").is_file()

    def table(self, name: str) -> pd.DataFrame:
        """Return a table as it was written, row for row."""
        return table_in(self.folder, name)

    @cached_property
    def area(self) -> Area:
        """The area that was lived in."""
        found = load_area(self.folder / self.inputs["area"])
        told = self.manifest
        return replace(found, name=told["area"], source=told["area_source"])

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Every scenario whole, in the order asked for; refused if a file was changed since the run."""
        return tuple(self._scenario(each) for each in self.inputs["scenarios"])

    @property
    def keeps_records(self) -> bool:
        """Whether there is a row for every referral, practice-week and worker-week."""
        return all(self.has(name) for name in NAMES if name not in WITHOUT_RECORDS)

    @cached_property
    def arms(self) -> tuple[Arm, ...]:
        """Every scenario with its records; none where records were not kept."""
        if not self.keeps_records:
            return ()
        told = self.manifest
        asked = Asked(
            self.area, told["weeks"], tuple(told["seeds"]), told["draws"],
            told["parameter_sets"], told["version"], told["counterfactual"],
            told.get("posterior") or "",
        )  # fmt: skip
        tables = {name: self.table(name) for name in NAMES if name not in WITHOUT_RECORDS}
        if missing := lacking(tables):
            message = f"has no {', '.join(missing)}: made by another version"
            raise Problems([_problem(self.folder, message)])
        arms = []
        for scenario, each in zip(self.scenarios, self.inputs["scenarios"], strict=True):
            places = Places(**{name: tuple(codes) for name, codes in each["places"].items()})
            own = {name: frame[frame["scenario"] == each["name"]] for name, frame in tables.items()}
            arms.append(Arm(scenario, asked, places, records(own, places, asked.seeds)))
        return tuple(arms)

    def _scenario(self, told: dict[str, Any]) -> Scenario:
        scenario = load(self.folder / told["file"])
        if scenario.fingerprint != told["fingerprint"]:
            raise Problems([_problem(self.folder / told["file"], "was changed since the run")])
        return scenario


def table_in(folder: Path, name: str) -> pd.DataFrame:
    """Return a table of a folder as it was written, row for row."""
    import duckdb  # noqa: PLC0415 - a third of a second, only when something is read

    path = folder / f"{name}.parquet"
    try:
        with duckdb.connect(":memory:") as connection:
            found: pd.DataFrame = connection.read_parquet(str(path)).df()
            return found
    except duckdb.Error as error:
        raise Problems([_problem(path, f"cannot be read: {error}")]) from error


def reopen(folder: Path) -> Kept:
    """Return the results in a folder; refuse one that does not hold them whole."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("kind") == "costs":
        raise Problems([_problem(folder, "does not hold results of sp_sim")])
    missing = [name for name in NEEDED if not (folder / f"{name}.parquet").is_file()]
    files = [name for name in (AREA, DOCUMENT, INPUTS) if not (folder / name).is_file()]
    if missing or files:
        what = ", ".join([*(f"{name}.parquet" for name in missing), *files])
        raise Problems([_problem(folder, f"has no {what}: made by another program or version")])
    return Kept(folder, manifest, _read(folder / DOCUMENT), _read(folder / INPUTS))


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problems([_problem(path, "cannot be read")]) from error
    if not isinstance(found, dict):
        raise Problems([_problem(path, "does not say what results say")])
    return found


def _problem(path: Path, message: str) -> Problem:
    return Problem(file=str(path), message=message, rule=A_RESULT, remedy=MAKE_AGAIN)
