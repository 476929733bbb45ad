"""Calibration: what became of the fit to published patterns, told from the diagnosis that is kept with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sp_sim.docs.keep import HERE, keep
from sp_sim.docs.markdown import section, table
from sp_sim.experiments.calibrate import DIAGNOSIS
from sp_sim.experiments.posterior import SHIPPED, load_manifest
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from pathlib import Path

NAME = "calibration.md"
OPENING = (
    "Made by `sp-sim docs calibration` from the posterior ensemble that comes with the program; do not edit. How it"
    " was fitted, and what was left aside: [decision 0011](decisions/0011-calibration.md). To make it anew:"
    " `sp-sim calibrate --out DIR` (needs the extra `calibration`)."
)
READING = (
    "*Centres*: every parameter at its central value. *Before*, *after*: nine parameter sets in ten, as drawn from the"
    " priors and in the posterior. *Mean*: of the posterior, in its band or out. *Inside*: the share of the posterior"
    " in the band. Anywhere in a band is as good as anywhere else. Weights: A direct and numeric, B direct but thin or"
    " coded, C from a like occupation or service."
)
UNLEARNED = (
    "Of {none} of {all} uncertain parameters the patterns told next to nothing: there the posterior is the prior."
    " Most of levers' effects are among them. More runs cannot change that; measurements could."
)
CHECKED = (
    "{truths} parameter sets were kept from every fit and made data of their own. Intervals of 50% and of 90% held the"
    " truth in {half} and {ninety} of cases; the emulator's 90% intervals held {emulator} of what was lived. Places of"
    " truths in their posteriors, in tenths (even is right): {ranks}."
)


def calibration() -> str:
    """Return the document."""
    told = json.loads((SHIPPED / DIAGNOSIS).read_text(encoding="utf-8"))
    manifest = load_manifest()
    blocks = (
        section(
            1,
            "Calibration: what the published patterns leave standing",
            OPENING,
            _made(told, manifest),
        ),
        section(2, "Patterns before and after", _patterns(told), READING),
        section(2, "What cannot be met together", _conflicts(told)),
        section(2, "What the patterns told", _learned(told)),
        section(2, "Whether the method can be trusted", _checked(told)),
    )
    return "\n\n".join(blocks) + "\n"


def write(folder: Path = HERE) -> Path:
    """Rewrite the copy that is kept."""
    return keep(folder / NAME, calibration())


def _made(told: dict[str, Any], manifest: dict[str, Any]) -> str:
    ensemble, screening = told["ensemble"], told["screening"]
    return (
        f"{ensemble['lived']:,} parameter sets were lived, each on the arms that `sp-sim patterns` uses;"
        f" {len(screening['active'])} of {screening['uncertain']} uncertain parameters move a pattern and were fitted,"
        f" the others stay draws from their priors in every set. The ensemble has {ensemble['sets']} different sets,"
        f" with an effective size of {ensemble['ess']:.0f}. Engine: {manifest['engine']}."
    )


def _patterns(told: dict[str, Any]) -> str:
    heads = ("", "weight", "band", "centres", "before", "after", "mean", "", "inside")
    return table(heads, [_row(each) for each in told["patterns"]])


def _row(each: dict[str, Any]) -> tuple[str, ...]:
    said = {
        name: _shown(each["unit"], each[name])
        for name in (
            "band_low", "band_high", "point", "prior_low", "prior_high", "posterior", "posterior_low",
            "posterior_high",
        )
    }  # fmt: skip
    return (
        f"{each['pattern']} {each['words']}", each["weight"],
        _between(said["band_low"], said["band_high"]), said["point"],
        _between(said["prior_low"], said["prior_high"]),
        _between(said["posterior_low"], said["posterior_high"]),
        said["posterior"], "in" if each["pass"] else "**out**", f"{100.0 * each['posterior_in_band']:.0f}%",
    )  # fmt: skip


def _shown(unit: str, value: float | None) -> str:
    if value is None:
        return ""
    if unit in ("share", "points"):
        return f"{100.0 * value:.{0 if abs(value) >= 0.1 else 1}f}%"
    return f"{value:,.{2 if abs(value) < 10.0 else 1 if abs(value) < 100.0 else 0}f}"


def _between(low: str, high: str) -> str:
    if low and high:
        return f"{low} to {high}"
    return f"from {low}" if low else f"up to {high}"


def _conflicts(told: dict[str, Any]) -> str:
    lines = [f"- {each['words']}" for each in told["conflicts"]]
    alone = "Every pattern is met by some set, and every two are met together by some."
    met = told["sets_that_met_every_pattern"]
    at_once = f"All at once are met by {met:,} of {told['ensemble']['lived']:,} sets."
    return "\n".join(lines or [alone]) + "\n\n" + at_once


def _learned(told: dict[str, Any]) -> str:
    unlearned = set(told["not_informed"])
    rows = [
        (f"`{each['key']}`", PARAMETERS[each["key"]].meaning, f"{100.0 * each['contraction']:.0f}%",
         f"{100.0 * each['shift']:+.0f} points")
        for each in told["learned"]
        if each["key"] not in unlearned
    ]  # fmt: skip
    heads = ("parameter", "meaning", "spread of the prior that is gone", "its mean moved by")
    told_of = UNLEARNED.format(none=len(unlearned), all=told["screening"]["uncertain"])
    return f"{table(heads, rows)}\n\n{told_of}"


def _checked(told: dict[str, Any]) -> str:
    found = told["simulation_based_calibration"]
    cover = {level: f"{100.0 * share:.0f}%" for level, share in found["cover"].items()}
    return CHECKED.format(
        truths=found["truths"], half=cover["0.5"], ninety=cover["0.9"],
        emulator=f"{100.0 * found['emulator_cover_of_90']:.0f}%", ranks=", ".join(map(str, found["ranks"])),
    )  # fmt: skip
