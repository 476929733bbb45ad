"""Parts: the record of a sweep, one Parquet file a chunk, there whole or not there at all.

A part is named by the points and seeds that it holds, so that nothing depends on who wrote it or when.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.errors import CouldNotFinishError
from sp_sim.results.undisturbed import undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

FOLDER = "parts"
ASIDE = ".aside-"
_NAME = re.compile(r"points-(\d+)-(\d+)-seeds-(\d+)-(\d+)\.parquet")
KEY, CAUSE = "run", "cause"
OWN = {"point": "BIGINT", "seed": "BIGINT", KEY: "VARCHAR", CAUSE: "VARCHAR"}
"""The first columns of every part: which run it is, and why it failed (null where it did not)."""


@dataclass(frozen=True, order=True)
class Held:
    """The points and seeds that a part holds; each range has its last one in it."""

    first_point: int
    last_point: int
    first_seed: int
    last_seed: int

    @property
    def file(self) -> str:
        """The name of the part."""
        points = f"points-{self.first_point:07d}-{self.last_point:07d}"
        return f"{points}-seeds-{self.first_seed}-{self.last_seed}.parquet"

    @property
    def runs(self) -> int:
        """How many runs the part holds."""
        points = self.last_point - self.first_point + 1
        return points * (self.last_seed - self.first_seed + 1)

    def begins_like(self, other: Held) -> bool:
        """Tell whether this part is the beginning of another one."""
        return (
            (self.first_point, self.first_seed) == (other.first_point, other.first_seed)
            and self.last_point <= other.last_point
            and self.last_seed <= other.last_seed
        )


class Parts:
    """The parts in one folder, written by one connection; columns have the given DuckDB types."""

    def __init__(self, folder: Path, types: Mapping[str, str]) -> None:
        """Keep the folder and the types; nothing is written yet."""
        self.folder = folder / FOLDER
        self.types = dict(types)
        self._connection: Any = None

    def held(self) -> list[Held]:
        """Return what is there, in order."""
        return sorted(held for path in self._files() if (held := held_by(path)) is not None)

    def write(self, held: Held, frame: pd.DataFrame) -> Path:
        """Write one part aside, then put it into its place."""
        path = self.folder / held.file
        aside = self.folder / f"{ASIDE}{os.getpid()}-{held.file}.unfinished"
        columns = ", ".join(_cast(name, kind) for name, kind in self.types.items())
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._copy(f"SELECT {columns} FROM rows_to_write", aside, frame)  # noqa: S608 - our own names
            with aside.open("rb") as written:
                os.fsync(written.fileno())
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            message = f"could not write {path}: {error}; what is done is kept: go on with --resume"
            raise CouldNotFinishError(message) from error
        return path

    def read(self, held: Held) -> pd.DataFrame:
        """Return the rows of one part."""
        path = _quoted(self.folder / held.file)
        frame: pd.DataFrame = self._connected().execute(f"SELECT * FROM '{path}'").df()  # noqa: S608 - our own file
        return frame

    def failed(self) -> int:
        """Return how many runs of all parts failed."""
        if not self.held():
            return 0
        every = _quoted(self.folder / "*.parquet")
        told = self._connected().execute(f"SELECT count({CAUSE}) FROM '{every}'").fetchone()  # noqa: S608 - as above
        return int(told[0])

    def drop(self, others: Sequence[Held]) -> None:
        """Take away parts that are no longer wanted, and whatever was left half-written."""
        for held in others:
            (self.folder / held.file).unlink(missing_ok=True)
        for path in self._files():
            if path.name.startswith(ASIDE):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _files(self) -> Iterator[Path]:
        return self.folder.iterdir() if self.folder.is_dir() else iter(())

    def _connected(self) -> Any:  # noqa: ANN401 - DuckDB's
        if self._connection is None:
            import duckdb  # noqa: PLC0415 - a third of a second, only when something is written

            self._connection = duckdb.connect(":memory:", config={"threads": 1})
        return self._connection

    def _copy(self, select: str, path: Path, frame: pd.DataFrame) -> None:
        import duckdb  # noqa: PLC0415 - as above

        connection = self._connected()
        with undisturbed():
            connection.register("rows_to_write", frame)
            try:
                options = "(FORMAT parquet, COMPRESSION zstd)"
                connection.execute(f"COPY ({select}) TO '{_quoted(path)}' {options}")
            except duckdb.IOException as error:
                raise OSError(str(error)) from error
            finally:
                connection.unregister("rows_to_write")


def held_by(path: Path) -> Held | None:
    """Return what a file holds by its name; `None` if it is no part."""
    found = _NAME.fullmatch(path.name)
    return None if found is None else Held(*map(int, found.groups()))


def write_text(path: Path, text: str) -> None:
    """Write a text aside, then put it into its place; what was there before is whole until then."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=ASIDE, dir=path.parent)
        aside = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            aside.chmod(0o644)
            aside.replace(path)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"could not write {path}: {error}; what is done is kept: go on with --resume"
        raise CouldNotFinishError(message) from error


def _cast(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    return f"CAST({quoted} AS {kind}) AS {quoted}"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
