"""Writing: a folder of Parquet tables with its manifest, there whole or not there at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.errors import CouldNotFinishError, Problem, Problems
from sp_sim.results.manifest import is_same
from sp_sim.results.undisturbed import undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

MANIFEST = "manifest.json"
A_FOLDER = "results go into a folder that is new, empty, or holds the same results"
FOLDER = Path("sp-sim-results")
"""Where results go when nobody says where, below the working folder."""


def write(
    frames: Mapping[str, Callable[[], pd.DataFrame]],
    told: dict[str, Any],
    folder: Path,
    *,
    overwrite: bool = False,
    also: Sequence[Callable[[Path], object]] = (),
) -> Path:
    """Write each frame as `NAME.parquet`, whatever `also` adds, and last the manifest."""
    check_folder(folder, told, overwrite=overwrite)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _could_not(folder, error) from error
    try:
        _fill(aside, frames, told, also)
        _put(aside, folder)
    except OSError as error:
        raise _could_not(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def check_folder(folder: Path, told: dict[str, Any], *, overwrite: bool = False) -> None:
    """Refuse a folder in use, unless it holds the same results, or ours and `overwrite` is said."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if not folder.exists():
        return
    before = read_manifest(folder)
    if before is not None and (overwrite or is_same(before, told)):
        return
    if before is None:
        message, remedy = "is in use and does not hold results of sp_sim", "give another --out"
    else:
        message = "holds other results"
        remedy = "give another --out, or --overwrite to replace them"
    raise Problems([Problem(file=str(folder), message=message, rule=A_FOLDER, remedy=remedy)])


def free_folder(name: str, told: dict[str, Any], *, below: Path = FOLDER) -> Path:
    """Return `below/name`, or with a number behind it where that holds something else."""
    number = 1
    while True:
        folder = below / (name if number == 1 else f"{name}-{number}")
        try:
            check_folder(folder, told)
        except Problems:
            number += 1
        else:
            return folder


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a results folder; `None` where there is none of ours."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if isinstance(found, dict) and found.get("program") == "sp_sim":
        return found
    return None


def as_json(document: dict[str, Any]) -> str:
    """Return a document as text; refuse NaN and infinities, which JSON does not have."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _fill(
    aside: Path,
    frames: Mapping[str, Callable[[], pd.DataFrame]],
    told: dict[str, Any],
    also: Sequence[Callable[[Path], object]],
) -> None:
    counts = {f"{name}.parquet": _parquet(frame(), aside, name) for name, frame in frames.items()}
    for make in also:
        make(aside)
    files = {
        path.name: {"rows": counts.get(path.name), "sha256": sha256(path)}
        for path in sorted(aside.iterdir())
    }
    (aside / MANIFEST).write_text(as_json(told | {"files": files}), encoding="utf-8")


def _parquet(frame: pd.DataFrame, folder: Path, name: str) -> int:
    import duckdb  # noqa: PLC0415 - a third of a second, only when something is written

    path = str(folder / f"{name}.parquet").replace("'", "''")
    with undisturbed(), duckdb.connect(":memory:") as connection:
        connection.register("rows_to_write", frame)
        try:
            connection.execute(f"COPY rows_to_write TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        except duckdb.IOException as error:
            raise OSError(str(error)) from error
    return len(frame)


def _put(aside: Path, folder: Path) -> None:
    """Move the finished folder to its place; what was there is back if that fails."""
    aside.chmod(0o755)
    if not folder.exists() or not any(folder.iterdir()):
        os.replace(aside, folder)  # noqa: PTH105 - atomic, also over an empty folder
        return
    before = Path(tempfile.mkdtemp(prefix=f".{folder.name}-before-", dir=folder.parent))
    os.replace(folder, before)  # noqa: PTH105 - as above
    try:
        os.replace(aside, folder)  # noqa: PTH105 - as above
    except OSError:
        os.replace(before, folder)  # noqa: PTH105 - as above
        raise
    shutil.rmtree(before, ignore_errors=True)


def sha256(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _could_not(folder: Path, error: OSError) -> CouldNotFinishError:
    return CouldNotFinishError(f"could not write {folder}: {error}; nothing was left half-written")
