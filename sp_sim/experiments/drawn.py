"""Drawn: scenarios are lived under each parameter set in turn; records are kept while they fit in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from itertools import combinations
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.domain.records import joined
from sp_sim.experiments.ensemble import ensemble, left_open, with_values
from sp_sim.experiments.identity import check_identical
from sp_sim.experiments.past import mature
from sp_sim.results.arm import Arm
from sp_sim.results.drawn import DrawnArm, emptied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.records import Records
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.param import Value
    from sp_sim.results.arm import Asked
    from sp_sim.results.counting import Floats
    from sp_sim.results.splits import Split
    from sp_sim.scenario.scenario import Scenario

MOST_KEPT = 2 << 30
"""Records of all sets and arms are kept up to so many bytes."""


def live_drawn(
    scenarios: Sequence[Scenario],
    asked: Asked,
    hands: Living,
    threads: int,
    on_progress: Progress | None,
    most_kept: int,
) -> tuple[Arm, ...]:
    """Live scenarios under each parameter set, all arms of a set in one call of the engine.

    Each set has seeds of its own, shared by all arms, so that the sets' means are independent. Where
    the records of all sets would fill the memory (`most_kept` bytes), they are measured and let go set by set.
    """
    study = _Study(scenarios, asked, hands, on_progress, most_kept)
    sets = ensemble(asked.draws, asked.sets).sets
    study.live(0, sets[0], threads)
    side_by_side = 1 if any(each.first_week < 0 for each in scenarios) else threads
    within = threads if side_by_side == 1 else 1
    with ThreadPoolExecutor(side_by_side) as pool:
        try:
            for _ in pool.map(lambda n: study.live(n, sets[n], within), range(1, len(sets))):
                pass
        except BaseException:  # an interruption too must not wait for all that is still to come
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(each.arm() for each in study.kept)


class _Study:
    """Scenarios and seeds, what is kept of them, and how many parameter sets have been lived."""

    def __init__(
        self, scenarios: Sequence[Scenario], asked: Asked, hands: Living, on_progress: Progress | None,
        most_kept: int,
    ) -> None:  # fmt: skip
        self.scenarios, self.asked, self.hands = scenarios, asked, hands
        self.on_progress, self.done, self.lock = on_progress, 0, Lock()
        self.most_kept = most_kept
        self.open = [left_open(scenario) for scenario in scenarios]
        self.worlds = [hands.build(asked.area, one) for one in scenarios] if hands.redraw else []
        self.kept: list[_Kept] = []

    def live(self, number: int, values: Mapping[str, Value], threads: int) -> None:
        """Live every scenario under one set; the first set is lived before all others."""
        asked, hands, each = self.asked, self.hands, self.asked.replications
        runs = slice(number * each, (number + 1) * each)
        asked = replace(asked, seeds=asked.seeds[runs], sets=1)
        taken = [{key: values[key] for key in values if key in here} for here in self.open]
        scenarios = [with_values(*each) for each in zip(self.scenarios, taken, strict=True)]
        worlds = self._worlds(scenarios, taken)
        past = mature(scenarios, asked.area, asked.seeds, hands, threads)
        lived = hands.simulate(
            worlds, asked.seeds, weeks=asked.weeks, threads=threads, past=past,
            looks_back=asked.counterfactual,
        )  # fmt: skip
        arms = [
            Arm(scenario, asked, hands.places(world), records)
            for scenario, world, records in zip(scenarios, worlds, lived, strict=True)
        ]
        for base, other in combinations(arms, 2):
            check_identical(base, other)
        if not self.kept:
            whole = asked_for(self.asked.sets, arms) <= self.most_kept
            made = _Whole if whole else _Measured
            given = zip(self.scenarios, arms, strict=True)
            self.kept = [made(scenario, self.asked, arm) for scenario, arm in given]
        for kept, arm, own in zip(self.kept, arms, taken, strict=True):
            kept.keep(number, arm, own)
        self._tell()

    def _worlds(
        self, scenarios: Sequence[Scenario], taken: Sequence[Mapping[str, Value]]
    ) -> list[Any]:
        """Return the worlds of scenarios under one set, from those that were built without it."""
        redraw, area = self.hands.redraw, self.asked.area
        if redraw is None:
            return [self.hands.build(area, scenario) for scenario in scenarios]
        return [redraw(*each) for each in zip(self.worlds, scenarios, taken, strict=True)]

    def _tell(self) -> None:
        with self.lock:
            self.done += 1
            if self.on_progress is not None:
                self.on_progress(self.done * self.asked.replications, len(self.asked.seeds))


def asked_for(sets: int, arms: Sequence[Arm]) -> int:
    """Return how many bytes the records of all sets take, if each takes as many as these of one set."""
    tables = (getattr(arm.records, field.name) for arm in arms for field in fields(arm.records))
    return sets * sum(int(table.nbytes) for table in tables)


class _Kept(ABC):
    """What is kept of one arm, filled set by set."""

    def __init__(self, scenario: Scenario, asked: Asked, first: Arm) -> None:
        self.scenario, self.asked, self.places = scenario, asked, first.places
        self.parameters: list[Mapping[str, Value]] = [{} for _ in range(asked.sets)]

    def keep(self, number: int, arm: Arm, drawn: Mapping[str, Value]) -> None:
        """Keep one set, and the values of what was drawn."""
        self.parameters[number] = drawn
        self._keep(number, arm)

    @abstractmethod
    def _keep(self, number: int, arm: Arm) -> None: ...

    @abstractmethod
    def arm(self) -> Arm:
        """Return the arm, its runs in the order (set, seed)."""


class _Whole(_Kept):
    """The records of all runs."""

    def __init__(self, scenario: Scenario, asked: Asked, first: Arm) -> None:
        super().__init__(scenario, asked, first)
        self.records: dict[int, Records] = {}

    def _keep(self, number: int, arm: Arm) -> None:
        self.records[number] = arm.records

    def arm(self) -> Arm:
        """Return the arm, its runs in the order (set, seed)."""
        each = self.asked.replications
        records = joined([(self.records.pop(number), each) for number in range(self.asked.sets)])
        return Arm(self.scenario, self.asked, self.places, records, self.parameters)


class _Measured(_Kept):
    """A row a run of every measure and series."""

    def __init__(self, scenario: Scenario, asked: Asked, first: Arm) -> None:
        super().__init__(scenario, asked, first)
        self.records, runs = emptied(first.records), len(asked.seeds)
        self.values: dict[str, Floats] = {key: np.full(runs, np.nan) for key in first.measured}
        self.series: dict[str, Floats] = {
            name: np.full((runs, asked.weeks), np.nan) for name in first.weekly
        }
        self.splits = {by: _emptied(found, runs) for by, found in first.splits.items()}

    def _keep(self, number: int, arm: Arm) -> None:
        each = self.asked.replications
        runs = slice(number * each, (number + 1) * each)
        for key, values in arm.measured.items():
            self.values[key][runs] = values
        for name, series in arm.weekly.items():
            self.series[name][runs] = series
        for by, found in arm.splits.items():
            for key, values in found.measured.items():
                self.splits[by].measured[key][runs] = values

    def arm(self) -> DrawnArm:
        """Return the arm, its runs in the order (set, seed)."""
        return DrawnArm(
            self.scenario, self.asked, self.places, self.records, self.parameters,
            values=self.values, series=self.series, kept_splits=self.splits,
        )  # fmt: skip


def _emptied(found: Split, runs: int) -> Split:
    """Return the same breakdown with room for so many runs, all still to come."""
    room = {key: np.full((runs, len(found.groups)), np.nan) for key in found.measured}
    return replace(found, measured=room)
