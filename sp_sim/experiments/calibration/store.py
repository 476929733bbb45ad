"""The store: batches of parameter sets and what they gave, each file there whole or not there at all."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.errors import CouldNotFinishError, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.estimate import Floats

ASKED = "calibration.json"
SETS = "sets.csv"


@dataclass(frozen=True)
class Store:
    """A folder that a calibration keeps its work in."""

    folder: Path

    def open(self, asked: dict[str, Any], *, resume: bool) -> None:
        """Take the folder for this question; refuse one that is used, or that asked another."""
        self.refuse_used(resume=resume)
        place, text = self.folder / ASKED, as_text(asked)
        if place.exists():
            if place.read_text(encoding="utf-8") != text:
                message = "holds a calibration that asked something else, or of another program"
                raise _used(self.folder, message, "give --out another folder")
            return
        self.write(ASKED, text)

    def refuse_used(self, *, resume: bool) -> None:
        """Refuse a folder of other things, and one of a calibration that is not to be resumed."""
        if (self.folder / ASKED).exists():
            if not resume:
                raise _used(self.folder, "holds a calibration already", "give --resume to go on")
        elif self.folder.exists() and any(self.folder.iterdir()):
            raise _used(self.folder, "is in use", "give --out a new folder")

    def write(self, name: str, text: str) -> None:
        """Write a file aside, then put it in its place."""
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            number, aside = tempfile.mkstemp(dir=path.parent, suffix=".aside")
            try:
                with os.fdopen(number, "w", encoding="utf-8", newline="\n") as stream:
                    stream.write(text)
                Path(aside).chmod(0o644)
                Path(aside).replace(path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror or error}; --resume goes on"
            raise CouldNotFinishError(message) from error

    def table(self, name: str) -> Floats | None:
        """Return a table of numbers, shape (rows, columns); `None` where it is not there."""
        path = self.folder / name
        if not path.exists():
            return None
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        return np.array([[float(cell) for cell in line.split(",")] for line in lines])

    def keep(self, name: str, heads: Sequence[str], rows: Floats) -> None:
        """Write a table of numbers so that reading it gives the same bits."""
        lines = [",".join(heads), *(",".join(repr(float(v)) for v in row) for row in rows)]
        self.write(name, "\n".join(lines) + "\n")

    def sweep(self) -> None:
        """Delete what a process that was killed left aside."""
        for path in self.folder.rglob("*.aside"):
            path.unlink(missing_ok=True)


def as_text(document: dict[str, Any]) -> str:
    """Return a document as it is kept."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _used(folder: Path, message: str, remedy: str) -> Problems:
    rule = "a calibration starts in a folder of its own, and goes on in it with --resume"
    problem = Problem(file=str(folder), key="out", message=message, rule=rule, remedy=remedy)
    return Problems([problem])
