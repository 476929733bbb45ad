"""Drawn: scenarios are lived under each parameter set in turn, and little is kept of each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import combinations
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.experiments.ensemble import ensemble, under
from sp_sim.experiments.identity import check_identical
from sp_sim.experiments.past import mature
from sp_sim.results.arm import Arm
from sp_sim.results.drawn import DrawnArm, emptied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.records import Records
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.param import Value
    from sp_sim.results.arm import Asked, Places
    from sp_sim.results.counting import Floats
    from sp_sim.scenario.scenario import Scenario


@dataclass(frozen=True)
class _Kept:
    """What is kept of one arm under one parameter set."""

    places: Places
    values: Mapping[str, Floats]
    series: Mapping[str, Floats]
    records: Records
    parameters: Mapping[str, Value]


def live_drawn(
    scenarios: Sequence[Scenario],
    asked: Asked,
    hands: Living,
    threads: int,
    on_progress: Progress | None = None,
) -> tuple[DrawnArm, ...]:
    """Live scenarios under each parameter set, all arms of a set in one call of the engine.

    Each set has seeds of its own, shared by all arms, so that the sets' means are independent.
    Records are measured and let go set by set: at any time there are no more than `threads` sets'.
    """
    study = _Study(scenarios, asked, hands, on_progress)
    sets = ensemble(asked.draws, asked.sets).sets
    first = study.live(0, sets[0], threads)
    side_by_side = 1 if any(each.first_week < 0 for each in scenarios) else threads
    within = threads if side_by_side == 1 else 1
    with ThreadPoolExecutor(side_by_side) as pool:
        numbers = range(1, len(sets))
        rest = pool.map(lambda number: study.live(number, sets[number], within), numbers)
        kept = [first, *rest]
    return tuple(
        _arm(scenario, asked, parts) for scenario, *parts in zip(scenarios, *kept, strict=True)
    )


class _Study:
    """Scenarios and seeds, and how many parameter sets have been lived."""

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        asked: Asked,
        hands: Living,
        on_progress: Progress | None,
    ) -> None:
        self.scenarios, self.asked, self.hands = scenarios, asked, hands
        self.on_progress, self.done, self.lock = on_progress, 0, Lock()

    def live(self, number: int, values: Mapping[str, Value], threads: int) -> list[_Kept]:
        """Live every scenario under one set."""
        asked, hands, each = self.asked, self.hands, self.asked.replications
        asked = replace(asked, seeds=asked.seeds[number * each : (number + 1) * each], sets=1)
        scenarios = [under(scenario, values) for scenario in self.scenarios]
        worlds = [hands.build(asked.area, scenario) for scenario in scenarios]
        past = mature(scenarios, asked.area, asked.seeds, hands, threads)
        lived = hands.simulate(worlds, asked.seeds, weeks=asked.weeks, threads=threads, past=past)
        arms = [
            Arm(scenario, asked, hands.places(world), records)
            for scenario, world, records in zip(scenarios, worlds, lived, strict=True)
        ]
        for base, other in combinations(arms, 2):
            check_identical(base, other)
        self._tell()
        return [_kept(arm, scenario) for arm, scenario in zip(arms, self.scenarios, strict=True)]

    def _tell(self) -> None:
        with self.lock:
            self.done += 1
            if self.on_progress is not None:
                self.on_progress(self.done * self.asked.replications, len(self.asked.seeds))


def _kept(arm: Arm, scenario: Scenario) -> _Kept:
    before, after = scenario.values, arm.scenario.values
    changed = {key: value for key, value in after.items() if value != before[key]}
    return _Kept(arm.places, arm.measured, arm.weekly, emptied(arm.records), changed)


def _arm(scenario: Scenario, asked: Asked, parts: Sequence[_Kept]) -> DrawnArm:
    first = parts[0]
    return DrawnArm(
        scenario, asked, first.places, first.records,
        values={key: np.concatenate([part.values[key] for part in parts]) for key in first.values},
        series={key: np.concatenate([part.series[key] for part in parts]) for key in first.series},
        parameters=[part.parameters for part in parts],
    )  # fmt: skip
