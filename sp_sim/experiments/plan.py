"""Plan: a design as parts, and which runs of each are still to be lived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.experiments.chunk import Block, Job, Study
from sp_sim.experiments.factor import PLACES
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.results.measures import MEASURES
from sp_sim.results.parts import CAUSE, KEY, OWN, Held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from sp_sim.experiments.chunk import Lived
    from sp_sim.experiments.design import Design
    from sp_sim.param import Value

SECONDS_PER_RUN = 0.0025
"""Usual seconds of one core for one network of 50,000 over 104 weeks: a guess for a first estimate."""
SECONDS_TO_START = 6.0
"""Usual seconds until worker processes are at work."""
BYTES_PER_RUN, BYTES_PER_PART = 330, 16_000
_SQL = {"number": "DOUBLE", "count": "BIGINT", "switch": "BOOLEAN"}


@dataclass(frozen=True)
class Estimate:
    """What a sweep will come to, before it starts."""

    runs: int
    minutes: float
    megabytes: float
    workers: int

    def words(self) -> str:
        """Return the estimate in one line."""
        minutes = "less than a minute" if self.minutes < 1 else f"about {self.minutes:,.0f} minutes"
        cores = "one core" if self.workers == 1 else f"{self.workers} cores"
        size = f"{self.megabytes:.1f} MB" if self.megabytes < 10 else f"{self.megabytes:,.0f} MB"
        return f"{self.runs:,} runs to live: {minutes} on {cores} (a guess), {size} on disk"


def estimate(design: Design, runs: int, workers: int) -> Estimate:
    """Return what so many runs of a design will come to."""
    areas = [area.registered for area in design.areas.values()]
    years = design.weeks + (260 if design.base.first_week < 0 else 0)
    size = sum(areas) / len(areas) / 50_000 * years / 104
    seconds = SECONDS_TO_START + runs * SECONDS_PER_RUN * max(size, 0.05) / workers
    points, seeds = design.chunk_shape
    disk = runs * BYTES_PER_RUN + max(1, runs // (points * seeds)) * BYTES_PER_PART
    return Estimate(runs, seconds / 60, disk / 1e6, workers)


def parts(design: Design) -> Iterator[Held]:
    """Yield every part of a design, in order."""
    points, seeds = design.chunk_shape
    last_seed = design.seed + design.replications - 1
    for first in range(0, design.points, points):
        last = min(first + points, design.points) - 1
        for seed in range(design.seed, last_seed + 1, seeds):
            yield Held(first, last, seed, min(seed + seeds - 1, last_seed))


def job(held: Held, known: Held | None, design: Design, study: Study) -> Job:
    """Return what is to be lived of a part of which the beginning may be known."""
    if known is None:
        return Job(held.file, study, (_block(held, design),))
    more_seeds = Held(known.first_point, known.last_point, known.last_seed + 1, held.last_seed)
    more_points = Held(known.last_point + 1, held.last_point, held.first_seed, held.last_seed)
    missing = (_block(one, design) for one in (more_seeds, more_points) if one.runs > 0)
    return Job(held.file, study, tuple(missing))


def types(design: Design) -> dict[str, str]:
    """Return the columns of a design's parts with their types in SQL."""
    factors = {key: "VARCHAR" if key in PLACES else _sql(key) for key in design.keys}
    return OWN | factors | dict.fromkeys(MEASURES, "DOUBLE")


def frame(lived: Lived, design: Design) -> pd.DataFrame:
    """Return what was lived as rows: which run, why it failed, its factors, its measures."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    told = {number: design.point(number) for number in sorted(set(lived.points.tolist()))}
    rows = [told[number] for number in lived.points.tolist()]
    keys = [run_key(*each) for each in zip(lived.points, lived.seeds, strict=True)]
    columns: dict[str, Any] = {
        "point": lived.points, "seed": lived.seeds, KEY: keys, CAUSE: list(lived.causes),
    }  # fmt: skip
    for place, key in enumerate(design.keys):
        columns[key] = [cell(row[place]) for row in rows]
    return pd.DataFrame(columns | dict(lived.measures))


def run_key(point: int, seed: int) -> str:
    """Return the name of a run: `POINT@SEED`."""
    return f"{point}@{seed}"


def cell(value: Value) -> Value:
    """Return a value as it stands in a table: the words of a list are joined by bars."""
    return "|".join(value) if isinstance(value, tuple) else value


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return rows in the order of points and seeds."""
    import pandas as pd  # noqa: PLC0415 - as above

    whole = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    return whole.sort_values(["point", "seed"], kind="stable", ignore_index=True)


def _block(held: Held, design: Design) -> Block:
    numbers = tuple(range(held.first_point, held.last_point + 1))
    seeds = tuple(range(held.first_seed, held.last_seed + 1))
    return Block(numbers, tuple(design.point(number) for number in numbers), seeds)


def _sql(key: str) -> str:
    return _SQL.get(PARAMETERS[key].kind, "VARCHAR")
