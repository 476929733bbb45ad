"""The manifest: which program, which inputs, which seeds, which day; enough to run it again."""

from __future__ import annotations

import platform
import subprocess
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.results.arm import Arm, Asked
    from sp_sim.scenario.scenario import Scenario

PACKAGES = ("numpy", "numba", "scipy", "pandas", "duckdb", "mesa", "matplotlib")
DRAWS_IN_WORDS = {
    "point": (
        "Every parameter is at its central value. The intervals say how much is chance between"
        " runs; what nobody knows about the parameters is not in them: no lever's effect on social"
        " prescribing has ever been measured. Draws of posterior have both."
    ),
    "prior": (
        "Parameters are drawn from what was believed before calibration: the ranges over parameter"
        " sets say how much nobody knows, and they hold no better than those beliefs. Levers, and"
        " what a scenario sets itself, are not drawn."
    ),
    "posterior": (
        "Parameters are drawn from what is believed after calibration to published patterns; the"
        " ranges over parameter sets say how much nobody knows. Patterns say little of levers: what"
        " calibration left open is drawn from what was believed before. Levers themselves, and what"
        " a scenario sets, are not drawn."
    ),
}
PACKAGE = Path(__file__).resolve().parent.parent
SAME = (
    "version", "fingerprints", "seeds", "weeks", "draws", "parameter_sets", "posterior", "counterfactual",
)  # fmt: skip
"""What makes two results the same."""


def manifest(arms: Sequence[Arm], *, started: str = "", finished: str = "") -> dict[str, Any]:
    """Return the manifest of arms that were lived together."""
    asked = arms[0].asked
    area = asked.area
    return identity([arm.scenario for arm in arms], asked) | {
        "commit": commit(),
        "area": area.name,
        "area_source": area.source,
        "area_synthetic": area.synthetic,
        "area_practices": len(area.practices),
        "area_registered": area.registered,
        "draws_in_words": DRAWS_IN_WORDS[asked.draws],
        "by": list(asked.by),
        "packages": packages(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "started": started,
        "finished": finished,
    }


def identity(scenarios: Sequence[Scenario], asked: Asked) -> dict[str, Any]:
    """Return what makes results what they are; results that share it are the same."""
    return {
        "program": "sp_sim",
        "version": asked.version,
        "fingerprints": {
            "area": asked.area.fingerprint,
            "scenarios": {scenario.name: scenario.fingerprint for scenario in scenarios},
        },
        "seeds": list(asked.seeds),
        "weeks": asked.weeks,
        "draws": asked.draws,
        "counterfactual": asked.counterfactual,
        "parameter_sets": asked.sets,
        "posterior": asked.posterior or None,
    }


def is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two manifests describe the same results."""
    return all(one.get(key) == other.get(key) for key in SAME)


@cache
def packages() -> dict[str, str]:
    """Return the versions of the packages that results depend on."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


@cache
def commit(package: Path = PACKAGE) -> str | None:
    """Return the commit of the checkout that runs, `-changed` if edited; `None` outside one."""
    if not (package.parent / ".git").exists():
        return None
    head = _git(package, "rev-parse", "HEAD")
    changed = _git(package, "status", "--porcelain", "--untracked-files=no", "--", ".")
    return f"{head}-changed" if head and changed else head


def _git(folder: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", "-C", str(folder), *words],  # noqa: S607 - the user's own git
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
