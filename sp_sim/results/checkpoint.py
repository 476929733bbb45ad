"""Checkpoint: how a scenario stands at a week with every seed, from which many futures can go on."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim import __version__
from sp_sim.errors import CouldNotFinishError, Problem, Problems
from sp_sim.results.moments import SUFFIX, read_moment, write_moment

if TYPE_CHECKING:
    from sp_sim.engine.moment import Moment

TOLD = "checkpoint.json"
A_CHECKPOINT = "a checkpoint is a folder that `sp-sim checkpoint` wrote, used as it is"
MAKE_AGAIN = "make it again with `sp-sim checkpoint`"


@dataclass(frozen=True)
class Checkpoint:
    """How one scenario stands before `week`, one moment a seed.

    `past` is the fingerprint of what the scenario said of the weeks before; `engine` names the state
    of the program, since only the same program goes on to the same bytes.
    """

    scenario: str
    week: int
    seeds: tuple[int, ...]
    area: str
    area_fingerprint: str
    past: str
    engine: str
    moments: tuple[Moment, ...]

    def save(self, folder: Path) -> Path:
        """Write the checkpoint into a new folder, all or nothing, and return it."""
        check_unused(folder)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        except OSError as error:
            raise _could_not(folder, error) from error
        try:
            for seed, moment in zip(self.seeds, self.moments, strict=True):
                write_moment(moment, aside / f"seed-{seed}{SUFFIX}")
            text = json.dumps(self._told(), indent=2, ensure_ascii=False) + "\n"
            (aside / TOLD).write_text(text, encoding="utf-8")
            aside.chmod(0o755)
            os.replace(aside, folder)  # noqa: PTH105 - atomic, also over an empty folder
        except OSError as error:
            raise _could_not(folder, error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return folder

    def _told(self) -> dict[str, Any]:
        return {
            "program": "sp_sim checkpoint",
            "version": __version__,
            "scenario": self.scenario,
            "week": self.week,
            "seeds": list(self.seeds),
            "area": self.area,
            "area_fingerprint": self.area_fingerprint,
            "past": self.past,
            "engine": self.engine,
        }


def check_unused(folder: Path) -> None:
    """Refuse a folder that holds something already."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    problem = Problem(
        file=str(folder), key="out", message="is in use", rule="a checkpoint makes its own folder",
        remedy="give another --out",
    )  # fmt: skip
    raise Problems([problem])


def load_checkpoint(folder: Path | str) -> Checkpoint:
    """Return the checkpoint in a folder; refuse one that is not whole."""
    folder = Path(folder)
    told = _read_told(folder)
    moments = [read_moment(folder / f"seed-{seed}{SUFFIX}") for seed in told["seeds"]]
    broken = [seed for seed, found in zip(told["seeds"], moments, strict=True) if found is None]
    if broken:
        raise Problems(
            [_problem(folder / f"seed-{seed}{SUFFIX}", "cannot be read whole") for seed in broken]
        )
    return Checkpoint(
        scenario=told["scenario"], week=told["week"], seeds=tuple(told["seeds"]), area=told["area"],
        area_fingerprint=told["area_fingerprint"], past=told["past"], engine=told["engine"],
        moments=tuple(found for found in moments if found is not None),
    )  # fmt: skip


_KEYS = {
    "scenario": str, "week": int, "seeds": list, "area": str, "area_fingerprint": str, "past": str,
    "engine": str,
}  # fmt: skip


def _read_told(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / TOLD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problems([_problem(folder, "is not a checkpoint")]) from error
    whole = isinstance(told, dict) and all(
        isinstance(told.get(key), kind) for key, kind in _KEYS.items()
    )
    if not whole or not all(isinstance(seed, int) for seed in told["seeds"]):
        raise Problems([_problem(folder / TOLD, "does not say what a checkpoint says")])
    return dict(told)


def _problem(path: Path, message: str) -> Problem:
    return Problem(file=str(path), message=message, rule=A_CHECKPOINT, remedy=MAKE_AGAIN)


def _could_not(folder: Path, error: OSError) -> CouldNotFinishError:
    return CouldNotFinishError(f"could not write {folder}: {error}; nothing was left half-written")
