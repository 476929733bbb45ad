"""Notes: what a reader of the comparison must know besides: proofs, pairing that hurt, and which is best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.report.compared import Table, plain
from sp_sim.results.beside import HEADLINES
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.results.reopen import Kept

FEWEST_FOR_BEST = 3
"""Of two scenarios the comparison itself says which is better."""


def notes(kept: Kept) -> list[str]:
    """Return what is to be said of the comparisons beside their tables."""
    return [words for found in kept.comparisons for words in _of(found)]


def _of(found: dict[str, Any]) -> Iterator[str]:
    names = f"{found['other']} and {found['base']}"
    if found["identical_until_week"] is not None:
        yield f"Checked: {names} were identical in everything until week {found['identical_until_week']}."
    unpaired, hurt = _with(found, "unpaired"), _with(found, "hurt")
    if unpaired:
        seeds = found["unpaired_seeds"]
        yield (
            f"The same luck makes these vary in opposite ways: {unpaired}. So {found['base']} was lived again with"
            f" other seeds ({seeds[0]} to {seeds[-1]}), and their differences and intervals are those of unpaired"
            " runs (Welch)."
        )
    if hurt:
        yield (
            f"The same luck makes these vary in opposite ways: {hurt}. Their intervals hold, but arms with unlike"
            " seeds would have needed fewer runs."
        )


def _with(found: dict[str, Any], pairing: str) -> str:
    told = found["measures"].items()
    return "; ".join(DECLARED[key].words for key, each in told if each["pairing"] == pairing)


def best(kept: Kept) -> Table | None:
    """Return how likely each scenario is the best of all in the main outcomes; `None` for two or fewer."""
    if len(kept.names) < FEWEST_FOR_BEST or not kept.document["best"]:
        return None
    how = "parameter sets" if kept.manifest["parameter_sets"] > 1 else "studies drawn anew"
    rows = [
        (
            DECLARED[key].words,
            *(_percent(kept.document["best"].get(key, {}).get(name)) for name in kept.names),
        )
        for key in HEADLINES
    ]
    return plain(
        f"Which is best of all: in what share of {how} its mean is",
        ("Measure", *kept.names),
        rows,
        "best",
    )


def _percent(chance: float | None) -> str:
    return NOTHING if chance is None else f"{100 * chance:.0f}%"
