"""Inputs: what a result was made from and what it said, kept beside its tables in files that can be read again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sp_sim.areas.area import as_csv
from sp_sim.results.write import as_json
from sp_sim.scenario.publish import scenario_text

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.results.arm import Arm
    from sp_sim.results.result import Result

AREA = "area.csv"
DOCUMENT = "document.json"
INPUTS = "inputs.json"


def write_inputs(result: Result, folder: Path) -> None:
    """Write the area, every scenario whole, what the positions in the records stand for, and the answer."""
    _put(folder / AREA, as_csv(result.asked.area))
    told = [_arm(arm, f"scenario-{number}.yaml") for number, arm in enumerate(result.arms, 1)]
    for arm, each in zip(result.arms, told, strict=True):
        _put(folder / each["file"], scenario_text(arm.scenario))
    _put(folder / INPUTS, as_json({"area": AREA, "scenarios": told}))
    document = {key: value for key, value in result.document().items() if key != "manifest"}
    _put(folder / DOCUMENT, as_json(document))


def _arm(arm: Arm, file: str) -> dict[str, Any]:
    return {
        "name": arm.name,
        "asks": arm.scenario.asks,
        "notes": arm.scenario.notes,
        "fingerprint": arm.scenario.fingerprint,
        "file": file,
        "places": asdict(arm.places),
    }


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
