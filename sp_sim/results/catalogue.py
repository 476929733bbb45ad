"""Catalogue: which folders of results there are below a folder, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.results.parts import CAUSE, KEY
from sp_sim.results.store import SWEEP, Store, open_results
from sp_sim.results.write import MANIFEST, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CAUSES = 10


def catalogue(folder: Path) -> list[Store]:
    """Return the results in a folder and in its folders, two levels down, by their names."""
    levels = (MANIFEST, f"*/{MANIFEST}", f"*/*/{MANIFEST}")
    found = sorted({path.parent for level in levels for path in folder.glob(level)})
    return [open_results(place) for place in found if read_manifest(place) is not None]


def entry(store: Store) -> dict[str, Any]:
    """Return what is told of one folder in a list."""
    told = store.manifest
    scenarios = list(told.get("scenarios") or told["fingerprints"]["scenarios"])
    runs = told["runs"] if store.kind == SWEEP else len(scenarios) * len(told["seeds"])
    return {
        "folder": str(store.folder),
        "kind": store.kind,
        "of": told.get("name") or " against ".join(scenarios),
        "runs": runs,
        "weeks": told["weeks"],
        "state": state(store),
        "version": told["version"],
    }


def state(store: Store) -> str:
    """Return in words whether all is there."""
    if not store.is_complete:
        return "stopped: go on with --resume"
    return f"{store.failed:,} failed" if store.failed else "complete"


def causes(store: Store) -> Iterator[dict[str, Any]]:
    """Yield why runs failed: the cause, how often, and one run to look at; the most frequent first."""
    failed = store.runs[store.runs[CAUSE].notna()]
    for cause, rows in sorted(failed.groupby(CAUSE), key=lambda each: -len(each[1]))[:MOST_CAUSES]:
        yield {"cause": cause, "runs": len(rows), "such_as": rows[KEY].iloc[0]}


def spread(store: Store) -> Iterator[dict[str, Any]]:
    """Yield how each measure spreads over the runs: mean, and the range that leaves out a tenth each side."""
    from sp_sim.results.measures import MEASURES  # noqa: PLC0415 - only when it is shown

    for key in store.measures:
        values = store.runs[key].dropna().astype("float64")
        low, mean, high = (
            (float(values.quantile(0.1)), float(values.mean()), float(values.quantile(0.9)))
            if len(values)
            else (None, None, None)
        )
        told = MEASURES[key]
        yield {
            "measure": key, "words": told.words, "unit": told.unit, "mean": mean, "run_low": low,
            "run_high": high, "runs": len(values),
        }  # fmt: skip
