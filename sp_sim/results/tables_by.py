"""Tables by practice, pcn, ...: those of everyone with one column more, which names the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.results.tables import as_differences, as_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from sp_sim.results.arm import Arm
    from sp_sim.results.breakdowns import Breakdown

SUMMARY, MEASURES, DIFFERENCES = "summary_by_", "measures_by_", "differences_by_"
_OF_SUMMARY = (
    "scenario", "measure", "words", "mean", "low", "high", "run_low", "run_high", "runs", "unit",
    "kind", "better", "evidence_low", "evidence_high", "chance_share", "evidence_share",
)  # fmt: skip


def summary_by(names: Sequence[str], found: Breakdown) -> pd.DataFrame:
    """Return one row an arm (these are their names), measure and group."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    told = zip(names, found.of_arms, strict=True)
    rows = [{"scenario": name} | row for name, rows in told for row in rows]
    return as_summary(pd.DataFrame(rows)[[*_OF_SUMMARY, found.by]])


def measures_by(arms: Sequence[Arm], by: str) -> pd.DataFrame:
    """Return one row an arm, seed, measure and group; the value is null where there was nothing."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    frames = []
    for arm in arms:
        found = arm.split(by)
        for key, values in found.measured.items():
            for place, group in enumerate(found.groups):
                told = {
                    "scenario": arm.name, "seed": arm.asked.seeds, "measure": key,
                    "value": values[:, place], "draw": arm.asked.set_of_each, by: group,
                }  # fmt: skip
                frames.append(pd.DataFrame(told))
    return pd.concat(frames, ignore_index=True)


def differences_by(names: Sequence[tuple[str, str]], found: Breakdown) -> pd.DataFrame:
    """Return one row a comparison (these are the names of base and other), measure and group."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = [
        {"base": base, "other": other} | row
        for (base, other), rows in zip(names, found.of_pairs, strict=True)
        for row in rows
    ]
    if not rows:
        return pd.DataFrame(columns=["base", "other", "measure", found.by])
    return as_differences(pd.DataFrame(rows))
