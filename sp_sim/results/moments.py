"""Moments on disk: how a run stands at a week, in one file a seed, there whole or not there at all."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.engine.moment import Moment

SUFFIX = ".npz"


def write_moment(moment: Moment, path: Path) -> None:
    """Write a moment aside, then put it in its place."""
    number, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(number, "wb") as stream:
            tables: Mapping[str, Any] = moment.tables
            np.savez(stream, week=np.int64(moment.week), **tables)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def read_moment(path: Path) -> Moment | None:
    """Return the moment in a file; `None` where there is none that can be read whole."""
    from sp_sim.engine.moment import Moment  # noqa: PLC0415 - numba takes its time

    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as found:
            tables = {name: found[name] for name in found.files}
        return Moment(int(tables.pop("week")), tables)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def make_room(folder: Path, most_bytes: int) -> None:
    """Delete the files of moments that were used longest ago until a folder is no larger than this."""
    found = []
    for path in folder.rglob(f"*{SUFFIX}"):
        try:
            told = path.stat()
        except OSError:
            continue  # somebody else has just deleted it
        found.append((told.st_mtime, told.st_size, path))
    size = sum(bytes_of for _, bytes_of, _ in found)
    for _, bytes_of, path in sorted(found):
        if size <= most_bytes:
            return
        path.unlink(missing_ok=True)
        size -= bytes_of
