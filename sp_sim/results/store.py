"""Store: a folder of results, opened again as tidy frames: runs, comparisons and sweeps alike."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problem, Problems
from sp_sim.results.measures import MEASURES
from sp_sim.results.parts import CAUSE, KEY, held_by
from sp_sim.results.write import read_manifest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]

SWEEP = "sweep"
RUNS, LONG = "runs", "long"
A_STORE = "results are a folder that sp-sim run, compare or sweep wrote"
A_QUERY = "a query is one SELECT statement in DuckDB's SQL"


def open_results(folder: Path | str) -> Store:
    """Return what is in a folder of results; refuse one that holds none."""
    path = Path(folder)
    told = read_manifest(path)
    if told is None:
        remedy = "give a folder with a manifest.json; see: sp-sim results list"
        message = "holds no results of sp_sim"
        raise Problems([Problem(file=str(path), message=message, rule=A_STORE, remedy=remedy)])
    return Store(path, told)


class Store:
    """A folder of results. Frames are read when they are asked for.

    `runs` has one row a run: which (`run`, its key), why it failed (`cause`), the factors, and every
    measure. `long` has one row a run and measure.
    """

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        """Keep where it is and what it says of itself."""
        self.folder = folder
        self.manifest = manifest

    def __repr__(self) -> str:
        """Return the folder in one line."""
        return f"<Store: {self.kind} in {self.folder}, {len(self.factors)} factors>"

    @property
    def kind(self) -> str:
        """What left the folder: `run`, `compare` or `sweep`."""
        scenarios = (
            self.manifest["fingerprints"]["scenarios"] if "kind" not in self.manifest else {}
        )
        return str(self.manifest.get("kind") or ("run" if len(scenarios) == 1 else "compare"))

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be lived."""
        return bool(self.manifest.get("complete", True))

    @property
    def failed(self) -> int:
        """How many runs failed."""
        return int(self.manifest.get("failed", 0))

    @property
    def factors(self) -> tuple[str, ...]:
        """What was varied: the names of its columns in `runs`."""
        if self.kind != SWEEP:
            return ("scenario",)
        return tuple(one["key"] for one in self.manifest["design"]["factors"])

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the measures' columns in `runs`."""
        return tuple(key for key in self.runs.columns if key in MEASURES)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run: its key, its factors, its measures; null where there was nothing."""
        return self._swept() if self.kind == SWEEP else self._pivoted()

    @cached_property
    def long(self) -> pd.DataFrame:
        """One row a run and measure."""
        kept = [key for key in self.runs.columns if key not in MEASURES]
        order = [KEY, *(key for key in kept if key != KEY)]
        return self.runs.melt(
            id_vars=order, value_vars=list(self.measures), var_name="measure", value_name="value"
        )

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables that can be asked for."""
        return (RUNS, LONG, *(path.stem for path in self._files()))

    def table(self, name: str) -> pd.DataFrame:
        """Return one table by its name."""
        if name in (RUNS, LONG):
            return self.runs if name == RUNS else self.long
        if name not in self.tables:
            message, remedy = "there is no such table", f"there are {', '.join(self.tables)}"
            raise Problems(
                [Problem(file=name, message=message, rule="a table of the folder", remedy=remedy)]
            )
        path = _quoted(self.folder / f"{name}.parquet")
        return _select(f"SELECT * FROM '{path}'", {})  # noqa: S608 - our own file

    def query(self, sql: str) -> pd.DataFrame:
        """Return what a SELECT finds in the folder's tables."""
        frames = {name: self.table(name) for name in self.tables if name in sql}
        return _select(sql, frames)

    @property
    def problem(self) -> dict[str, Any]:
        """The factors as SALib describes them: `num_vars`, `names`, `bounds`."""
        bounds = self.manifest.get("bounds", {})
        names = [key for key in self.factors if key in bounds]
        return {"num_vars": len(names), "names": names, "bounds": [bounds[key] for key in names]}

    def x(self) -> Floats:
        """Return the factors of each point (points by factors), those that are numbers."""
        points = self.runs.drop_duplicates("point")
        return points[list(self.factors)].to_numpy(dtype="float64")

    def y(self, measure: str) -> Floats:
        """Return each point's mean of a measure over its seeds, in the order of `x`."""
        return self.runs.groupby("point", sort=True)[measure].mean().to_numpy(dtype="float64")

    def _swept(self) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415 - tables are read when asked for

        parts = self.folder / "parts"
        there = parts.is_dir() and any(held_by(path) for path in parts.iterdir())
        if not there:
            return pd.DataFrame(columns=list(self.manifest["columns"]))
        every = _quoted(parts / "points-*.parquet")
        return _select(f"SELECT * FROM '{every}' ORDER BY point, seed", {})  # noqa: S608 - ours

    def _pivoted(self) -> pd.DataFrame:
        long = self.table("measures")
        long["scenario"] = long["scenario"].astype(str)
        wide = long.pivot_table(
            index=["scenario", "seed"], columns="measure", values="value", sort=False, dropna=False,
            observed=True,
        )  # fmt: skip
        wide = wide[[key for key in MEASURES if key in wide.columns]].reset_index()
        wide.columns.name = None
        wide.insert(
            0, KEY, [f"{n}@{s}" for n, s in zip(wide["scenario"], wide["seed"], strict=True)]
        )
        wide.insert(1, CAUSE, None)
        return wide

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.parquet") if path.is_file())


def _select(sql: str, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    import duckdb  # noqa: PLC0415 - a third of a second, only when something is read

    with duckdb.connect(":memory:") as connection:
        for name, frame in frames.items():
            connection.register(name, frame)
        try:
            told = duckdb.extract_statements(sql)
            if len(told) != 1 or told[0].type != duckdb.StatementType.SELECT:
                raise _wrong(sql, "is not one SELECT statement")
            found: pd.DataFrame = connection.execute(told[0]).df()
        except duckdb.Error as error:
            raise _wrong(sql, str(error).splitlines()[0]) from error
    return found


def _wrong(sql: str, message: str) -> Problems:
    remedy = "ask for example: SELECT count(*) FROM runs"
    problem = Problem(
        file="query", key="SQL", value=sql[:200], message=message, rule=A_QUERY, remedy=remedy
    )
    return Problems([problem])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
