"""Writing: a place that cannot be written to is refused before any work is done."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from pathlib import Path

A_FOLDER = "results go into a folder that can be made, or replaced, where you may write"
A_FILE = "a file is written into a folder that is there, and where you may write"


def check_new_folder(folder: Path) -> None:
    """Refuse a folder that could not be made: nothing is left of the attempt."""
    try:
        above = next(place for place in folder.absolute().parents if place.exists())
        if folder.exists() and not folder.is_dir():
            raise _refused(folder, "is a file, not a folder", A_FOLDER)
        os.listdir(folder if folder.exists() else above)  # noqa: PTH208 - refused before it is used
        _try(above)
    except OSError as error:
        raise _refused(folder, _why(error), A_FOLDER) from error


def check_new_file(path: Path) -> None:
    """Refuse a file that could not be written: nothing is left of the attempt."""
    try:
        if path.is_dir():
            raise _refused(path, "is a folder, not a file", A_FILE)
        _try(path.absolute().parent)
    except OSError as error:
        raise _refused(path, _why(error), A_FILE) from error


def _try(folder: Path) -> None:
    """Write into a folder and take it away again; only that tells on every file system."""
    with tempfile.TemporaryFile(dir=folder):
        pass


def _why(error: OSError) -> str:
    return f"cannot be written: {error.strerror or error}"


def _refused(place: Path, message: str, rule: str) -> Problems:
    remedy = "give --out a place that is there and where you may write"
    problem = Problem(file=str(place), key="out", message=message, rule=rule, remedy=remedy)
    return Problems([problem])
