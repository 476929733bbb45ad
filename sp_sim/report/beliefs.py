"""Beliefs: a tornado of the assumptions that a difference hangs on, from a break-even search."""

from __future__ import annotations

import math
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.plots.bars import Scale, Swing, tornado
from sp_sim.report.flip import searched
from sp_sim.report.source import source_of
from sp_sim.results.basis import BELIEVED
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.reopen import table_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from sp_sim.plots.drawing import Drawing
    from sp_sim.results.measure import Measure
    from sp_sim.results.reopen import Kept

SCREENING = "screening"
LONGEST = 44


def beliefs(kept: Kept, folder: Path | None) -> Iterator[Drawing]:
    """Return a tornado a measure; none where nobody has searched."""
    found = searched(kept, folder)
    place = kept.folder if folder is None else Path(folder)
    if found is None or not (place / f"{SCREENING}.parquet").is_file():
        return
    ends = table_in(place, SCREENING)
    for answer in found["answers"]:
        key, centre = answer["measure"], answer["at_the_centre"]["difference"]
        swings = _swings(ends[ends["measure"] == key], DECLARED[key])
        if centre is None or not swings:
            continue
        times, unit = _unit(DECLARED[key])
        scale = Scale(label=f"difference ({unit})", written=lambda value: f"{value:+.3g}")
        titles = (
            f"What hangs on which assumption: {DECLARED[key].words}",
            f"{found['other']} minus {found['base']}",
        )
        drawn = tornado(titles, swings, times * centre, scale, source_of(kept, found["manifest"]))
        yield replace(drawn, name=f"beliefs-{key}")


def _swings(ends: pd.DataFrame, measure: Measure) -> list[Swing]:
    times, _ = _unit(measure)
    columns = (ends[name].tolist() for name in ("key", "low", "high"))
    return [
        Swing(
            words=in_two_lines(PARAMETERS[key].meaning), name=f"{PARAMETERS[key].meaning} ({key})",
            low=believed(key, BELIEVED[0]), high=believed(key, BELIEVED[1]),
            at_low=times * low, at_high=times * high,
        )
        for key, low, high in zip(*columns, strict=True)
        if key in PARAMETERS and math.isfinite(low) and math.isfinite(high)
    ]  # fmt: skip


def in_two_lines(words: str) -> str:
    """Return words in at most two lines; what does not fit is left to the data."""
    return "\n".join(textwrap.wrap(words, LONGEST, max_lines=2, placeholder=" …"))


def believed(key: str, chance: float) -> str:
    """Return the value below which a share of belief lies."""
    return f"{PARAMETERS[key].prior.quantile(chance):.3g}"


def _unit(measure: Measure) -> tuple[float, str]:
    return (100.0, "percentage points") if measure.kind == "share" else (1.0, measure.unit)
