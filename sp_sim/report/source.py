"""Source: what every picture of a result says of where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.plots.drawing import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.results.reopen import Kept


def source_of(kept: Kept, other: Mapping[str, Any] | None = None) -> Source:
    """Return the lines below every picture, and the fingerprints in its file.

    `other` is the manifest of runs that are not those of the results, where a picture is of such.
    """
    told = kept.manifest | ({} if other is None else {"parameter_sets": 1} | dict(other))
    seeds, prints = told["seeds"], told["fingerprints"]
    where = "made up, no real place" if told["area_synthetic"] else told["area_source"]
    size = f"{told['area_practices']} practices, {told['area_registered']:,} registered"
    sets = f", {told['parameter_sets']} parameter sets" if told["parameter_sets"] > 1 else ""
    unknown = "is" if sets else "is not"
    runs = "1 run" if len(seeds) == 1 else f"{len(seeds)} runs"
    which = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {seeds[0]} to {seeds[-1]}"
    source = (
        f"Source: sp_sim {told['version']}, simulated, not observed. {runs} of {told['weeks']} weeks"
        f" ({which}{sets}). Draws: {told['draws']}: what nobody knows of the parameters"
        f" {unknown} in the spread."
    )
    lines = source, f"Area: {told['area']} ({size}; {where})."
    names = [f"scenario {name} {mark}" for name, mark in prints["scenarios"].items()]
    identity = "; ".join([*names, f"area {prints['area']}", which])
    return Source(version=told["version"], lines=lines, identity=identity)
