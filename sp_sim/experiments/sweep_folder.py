"""Sweep folder: what a sweep's folder says of itself, and whether a sweep may go on there."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

from sp_sim import __version__
from sp_sim.areas.area import as_csv
from sp_sim.errors import CouldNotFinishError, Problem, Problems
from sp_sim.experiments import plan
from sp_sim.experiments.design import SIZES
from sp_sim.experiments.past import engine_of_now
from sp_sim.results.manifest import packages
from sp_sim.results.parts import write_text
from sp_sim.results.write import MANIFEST, as_json, read_manifest, sha256
from sp_sim.scenario.plain import as_plain

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.experiments.design import Design
    from sp_sim.results.parts import Parts

SWEEP = "sweep"
A_SWEEP = "a sweep goes on in its own folder, with its own design and the version that began it"
WHO = ("version", "engine", "packages")
"""Of which program the runs are: runs of two programs are never mixed."""


class Folder:
    """The folder of one design's sweep."""

    def __init__(self, path: Path, design: Design) -> None:
        """Look at what is there; nothing is written."""
        self.path = path
        self.design = design
        self.before = read_manifest(path)
        self.told = self._told()

    def check(self, *, resume: bool, grows: bool) -> None:
        """Refuse a folder in use by something else, or by a sweep that may not go on here."""
        if not self.path.exists() or (self.path.is_dir() and self._is_unused()):
            self.before = None
            return
        if self.before is None or self.before.get("kind") != SWEEP:
            message = "is in use and holds no sweep"
            raise self._refusal(message, "give another --out")
        if not (resume or grows):
            message, remedy = "is in use", "give --resume to go on with it, or another --out"
            raise self._refusal(message, remedy)
        self._refuse_another(grows=grows)

    def begin(self) -> None:
        """Say what is to be found here, before anything is."""
        for name, area in self.design.areas.items():
            write_text(self.path / self.told["areas"][name]["file"], as_csv(area))
        write_text(self.path / MANIFEST, as_json(self.told | {"complete": False}))

    def finish(self, parts: Parts) -> None:
        """Say that all is here, with the hash of each file."""
        try:
            for stray in self.path.glob(".aside-*"):
                stray.unlink(missing_ok=True)
            paths = sorted(path for folder in ("areas", "parts") for path in self._in(folder))
            files = {
                str(path.relative_to(self.path).as_posix()): {"sha256": sha256(path)}
                for path in paths
            }
            told = {"complete": True, "failed": parts.failed(), "files": files}
        except OSError as error:
            message = f"could not read {self.path}: {error}"
            raise CouldNotFinishError(message) from error
        write_text(self.path / MANIFEST, as_json(self.told | told))

    def _is_unused(self) -> bool:
        """A folder without a manifest in which a sweep was about to begin is as good as new."""
        return all(
            found.name.startswith(".aside-") or found.name == "areas"
            for found in self.path.iterdir()
        )

    def _in(self, folder: str) -> list[Path]:
        place = self.path / folder
        return [path for path in place.iterdir() if path.is_file()] if place.is_dir() else []

    def _told(self) -> dict[str, Any]:
        told = self.design
        area_files = {
            name: {"fingerprint": area.fingerprint, "file": f"areas/{area.fingerprint}.csv"}
            for name, area in told.areas.items()
        }
        return {
            "program": "sp_sim",
            "kind": SWEEP,
            "version": __version__,
            "engine": engine_of_now(),
            "name": told.name,
            "asks": told.asks,
            "runs": told.runs,
            "points": told.points,
            "weeks": told.weeks,
            "draws": told.draws,
            "design": told.as_document(),
            "bounds": {factor.key: list(factor.bounds()) for factor in told.factors},
            "columns": plan.types(told),
            "scenarios": {name: as_plain(one) for name, one in told.scenarios.items()},
            "areas": area_files,
            "packages": packages() | {"python": platform.python_version()},
        }

    def _refuse_another(self, *, grows: bool) -> None:
        before = self.before or {}
        for key in WHO:
            if before.get(key) != self.told[key]:
                message = f"was begun by another {key}: {_short(before.get(key), self.told[key])}"
                remedy = "give another --out, or go on with the version that began it"
                raise self._refusal(message, remedy)
        had, has = before.get("design", {}), self.told["design"]
        larger = {"replications", SIZES.get(self.design.kind, "replications")}
        differs = [key for key in has if had.get(key) != has[key]]
        if any(key not in larger for key in differs):
            message = f"holds a sweep of another design: {', '.join(differs)} differ"
            raise self._refusal(message, "give the design that began it, or another --out")
        if differs and not (grows and all(had[key] <= has[key] for key in differs)):
            told = ", ".join(f"{key}={had[key]}" for key in differs)
            message = f"holds another size of this design ({told})"
            raise self._refusal(
                message, f"give --expand {told.replace(', ', ' --expand ')} or more"
            )

    def _refusal(self, message: str, remedy: str) -> Problems:
        problem = Problem(
            file=str(self.path), key="out", message=message, rule=A_SWEEP, remedy=remedy
        )
        return Problems([problem])


def _short(before: Any, now: Any) -> str:  # noqa: ANN401 - of a manifest
    if isinstance(before, dict) and isinstance(now, dict):
        pairs = [(key, before.get(key), now[key]) for key in now if before.get(key) != now[key]]
        return ", ".join(f"{key} {had}, now {has}" for key, had, has in pairs)
    return f"{before}, now {now}"
