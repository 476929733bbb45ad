"""Chunk: many points with several seeds, lived in few compiled calls; what a worker does.

A run that raises is a row with its cause. Everything here goes to worker processes, also to those of
other machines, and comes back as columns of numbers.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sp_sim.errors import CouldNotFinishError
from sp_sim.experiments.ensemble import set_of, under
from sp_sim.experiments.factor import AREA, PLACES, SCENARIO
from sp_sim.experiments.live import compiled
from sp_sim.experiments.past import engine_of_now
from sp_sim.experiments.switches import never_changing
from sp_sim.results.counting import by_run
from sp_sim.results.measures import MEASURES, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living
    from sp_sim.param import Value
    from sp_sim.results.arm import Draws
    from sp_sim.scenario.scenario import Scenario

    Point = tuple[Value, ...]
    Floats = npt.NDArray[np.float64]

LONGEST_CAUSE = 300


@dataclass(frozen=True)
class Study:
    """What all chunks of a sweep share. `engine` is the state of the program that planned it."""

    scenarios: Mapping[str, Scenario]
    areas: Mapping[str, Area]
    keys: tuple[str, ...]
    weeks: int
    engine: str = ""
    living: Callable[[], Living] = compiled
    draws: Draws = "point"
    first_seed: int = 0
    """The seed of the first parameter set; each further seed has the next one, at every point."""

    def scenario(self, point: Point, seed: int) -> Scenario:
        """Return the scenario of a run: a point's values hold from the start to the end."""
        told = dict(zip(self.keys, point, strict=True))
        base = self.scenarios[str(told.get(SCENARIO, next(iter(self.scenarios))))]
        base = under(base, set_of(self.draws, seed - self.first_seed))
        return _with({key: value for key, value in told.items() if key not in PLACES}, base)

    def alike(self, seeds: Sequence[int]) -> list[slice]:
        """Return which of the seeds share a parameter set, and so a world."""
        if self.draws == "point":
            return [slice(0, len(seeds))]
        return [slice(place, place + 1) for place in range(len(seeds))]

    def area(self, point: Point) -> str:
        """Return the name of the area of a point."""
        told = dict(zip(self.keys, point, strict=True))
        return str(told.get(AREA, next(iter(self.areas))))


@dataclass(frozen=True)
class Block:
    """Consecutive points, each with the same seeds; `numbers` are the points' own."""

    numbers: tuple[int, ...]
    points: tuple[Point, ...]
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Job:
    """What one worker is given: the blocks that are missing from one part."""

    name: str
    study: Study
    blocks: tuple[Block, ...]

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return sum(len(block.points) * len(block.seeds) for block in self.blocks)


@dataclass(frozen=True)
class Lived:
    """What comes back: one row a run in the order of the blocks; `causes` of runs that failed."""

    name: str
    points: npt.NDArray[np.int64]
    seeds: npt.NDArray[np.int64]
    causes: tuple[str | None, ...]
    measures: Mapping[str, Floats]
    seconds: float = 0.0
    host: str = ""

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.points)


def live_chunk(job: Job) -> Lived:
    """Live every run of a job on one core."""
    _refuse_another_program(job.study)
    started = time.perf_counter()
    hands = replace(job.study.living(), advance=None)  # mature years are lived, not kept on disk
    lived = together(job.name, [_live_block(block, job.study, hands) for block in job.blocks])
    return replace(lived, seconds=time.perf_counter() - started, host=socket.gethostname())


def together(name: str, pieces: Sequence[Lived]) -> Lived:
    """Return the rows of several pieces as those of one job."""
    return Lived(
        name,
        np.concatenate([piece.points for piece in pieces]),
        np.concatenate([piece.seeds for piece in pieces]),
        tuple(cause for piece in pieces for cause in piece.causes),
        {key: np.concatenate([piece.measures[key] for piece in pieces]) for key in MEASURES},
        sum(piece.seconds for piece in pieces),
        next((piece.host for piece in pieces if piece.host), ""),
    )


def failed_run(job: Job, cause: str) -> Lived:
    """Return the row of a job of one run that never came back."""
    (block,) = job.blocks
    measures = {key: values.ravel() for key, values in _nothing(1, 1).items()}
    numbers = np.asarray(block.numbers, dtype=np.int64), np.asarray(block.seeds, dtype=np.int64)
    return Lived(job.name, *numbers, (cause,), measures)


def _with(values: Mapping[str, Value], base: Scenario) -> Scenario:
    """Return the base with values that the design has checked, whatever its changes and places say."""
    return never_changing(replace(base, values={**base.values, **values}), values)


_engine_of_now = cache(engine_of_now)


def _refuse_another_program(study: Study) -> None:
    if study.engine and study.engine != _engine_of_now():
        message = (
            f"a worker runs another state of the program: {_engine_of_now()}, not {study.engine}"
        )
        raise CouldNotFinishError(message)


def _live_block(block: Block, study: Study, hands: Living) -> Lived:
    """Live a block, the points of each area together, and put its rows into their order."""
    seeds, causes = len(block.seeds), dict[int, str]()
    found = {key: np.full((len(block.points), seeds), np.nan) for key in MEASURES}
    for name, places in _by_area(block, study).items():
        group = replace(block, points=tuple(block.points[place] for place in places))
        measured, failed = _live_points(group, study, study.areas[name], hands)
        for key, values in measured.items():
            found[key][places] = values
        causes |= {places[run // seeds] * seeds + run % seeds: why for run, why in failed.items()}
    return Lived(
        "",
        np.repeat(np.asarray(block.numbers, dtype=np.int64), seeds),
        np.tile(np.asarray(block.seeds, dtype=np.int64), len(block.points)),
        tuple(causes.get(run) for run in range(len(block.points) * seeds)),
        {key: values.ravel() for key, values in found.items()},
    )


def _by_area(block: Block, study: Study) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, point in enumerate(block.points):
        found.setdefault(study.area(point), []).append(place)
    return found


def _live_points(
    block: Block, study: Study, area: Area, hands: Living
) -> tuple[dict[str, Floats], dict[int, str]]:
    """Return measures (points by seeds) and causes by run; runs are tried alone if one fails."""
    try:
        return _measured(block.points, block.seeds, study, area, hands), {}
    except Exception as error:  # noqa: BLE001 - whatever a run raises is its row's cause
        if len(block.points) == len(block.seeds) == 1:
            return _nothing(1, 1), {0: cause_of(error)}
    causes: dict[int, str] = {}
    found = _nothing(len(block.points), len(block.seeds))
    for place, point in enumerate(block.points):
        for nth, seed in enumerate(block.seeds):
            alone = Block((0,), (point,), (seed,))
            measured, failed = _live_points(alone, study, area, hands)
            for key, values in measured.items():
                found[key][place, nth] = values[0, 0]
            causes |= {place * len(block.seeds) + nth: why for why in failed.values()}
    return found, causes


def _measured(
    points: Sequence[Point], seeds: Sequence[int], study: Study, area: Area, hands: Living
) -> dict[str, Floats]:
    """Live points as arms of one call for all seeds that are alike, and count the runs of each."""
    found = _nothing(len(points), len(seeds))
    for some in study.alike(seeds):
        worlds = [hands.build(area, study.scenario(point, seeds[some][0])) for point in points]
        lived = hands.simulate(worlds, seeds[some], weeks=study.weeks, threads=1)
        for place, (world, records) in enumerate(zip(worlds, lived, strict=True)):
            registered = np.asarray(hands.places(world).registered, dtype=np.float64)
            runs = some.stop - some.start
            lives = by_run(records, runs=runs, weeks=study.weeks, registered=registered)
            for key, values in measure(lives).items():
                found[key][place, some] = values
    return found


def _nothing(points: int, seeds: int) -> dict[str, Floats]:
    return {key: np.full((points, seeds), np.nan) for key in MEASURES}


def cause_of(error: Exception) -> str:
    """Return why a run failed, in one line."""
    first = (str(error).splitlines() or [""])[0]
    told = f"{type(error).__name__}: {first}"[:LONGEST_CAUSE]
    return told.rstrip(": ")
