"""Pairs: one scenario, or two with the same luck, lived under many parameter sets and measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.experiments.design import PERSON_WEEKS_PER_CHUNK
from sp_sim.experiments.live import asked_problem
from sp_sim.results.counting import by_run
from sp_sim.results.measures import MEASURES, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.domain.records import Records
    from sp_sim.errors import Problem
    from sp_sim.experiments.live import Living, Progress, Question
    from sp_sim.param import Value
    from sp_sim.results.counting import Floats
    from sp_sim.scenario.scenario import Scenario

    Set = Mapping[str, Value]

SEEDS_AT_ONCE = 8
"""Few, so that many parameter sets share the work of what people do without any service."""
MOST_SETS_AT_ONCE = 200


class Pairs:
    """Lives parameter sets as arms of few calls of the engine, and keeps measures only.

    Memory is bounded: a call lives so many sets as make up a part of a sweep. `done` and `all` count
    runs, those to come as far as they are known.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], area: Area, weeks: int, hands: Living, *,
        threads: int = 1, on_progress: Progress | None = None,
    ) -> None:  # fmt: skip
        """Keep what all sets share; nothing is lived yet."""
        self.scenarios, self.area, self.weeks = tuple(scenarios), area, weeks
        self.hands, self.threads, self.on_progress = hands, threads, on_progress
        self.done, self.all = 0, 0

    def expect(self, sets: int, seeds: int) -> None:
        """Count runs that are still to come."""
        self.all += sets * seeds * len(self.scenarios)

    def lived(self, sets: Sequence[Set], seeds: Sequence[int]) -> dict[str, Floats]:
        """Return each measure of each set (sets by seeds): the second scenario's less the first's."""
        found = {key: np.full((len(sets), len(seeds)), np.nan) for key in MEASURES}
        self.all = max(self.all, self.done + len(sets) * len(seeds) * len(self.scenarios))
        each = self._sets_at_once()
        for first in range(0, len(sets), each):
            for key, values in self._measured(sets[first : first + each], seeds).items():
                found[key][first : first + each] = values
        return found

    def _sets_at_once(self) -> int:
        first_week = min(each.first_week for each in self.scenarios)
        person_weeks = max(1, self.area.registered) * (self.weeks - first_week)
        runs = PERSON_WEEKS_PER_CHUNK // max(1, person_weeks)
        return max(1, min(runs // (SEEDS_AT_ONCE * len(self.scenarios)), MOST_SETS_AT_ONCE))

    def _measured(self, sets: Sequence[Set], seeds: Sequence[int]) -> dict[str, Floats]:
        """Live sets side by side, a few seeds at a time: what people do is shared by all arms."""
        arms = [_under(scenario, one) for one in sets for scenario in self.scenarios]
        worlds = [self.hands.build(self.area, arm) for arm in arms]
        found = {key: np.full((len(arms), len(seeds)), np.nan) for key in MEASURES}
        for first in range(0, len(seeds), SEEDS_AT_ONCE):
            some = slice(first, min(first + SEEDS_AT_ONCE, len(seeds)))
            lived = self.hands.simulate(worlds, seeds[some], weeks=self.weeks, threads=self.threads)
            for place, (world, records) in enumerate(zip(worlds, lived, strict=True)):
                for key, values in self._counted(world, records, some.stop - first).items():
                    found[key][place, some] = values
            self._tell(len(arms) * (some.stop - first))
        if len(self.scenarios) == 1:
            return found
        return {key: values[1::2] - values[::2] for key, values in found.items()}

    def _counted(self, world: Any, records: Records, seeds: int) -> dict[str, Floats]:  # noqa: ANN401 - of Living
        registered = np.asarray(self.hands.places(world).registered, dtype=np.float64)
        return measure(by_run(records, runs=seeds, weeks=self.weeks, registered=registered))

    def _tell(self, runs: int) -> None:
        self.done += runs
        if self.on_progress is not None:
            self.on_progress(self.done, self.all)


def not_moved(question: Question) -> Iterator[Problem]:
    """Yield what of a question cannot be asked where beliefs are moved on purpose."""
    if question.draws != "point":
        message = "beliefs are moved on purpose here, and not drawn"
        yield asked_problem("draws", question.draws, message, "leave it out")
    for key in ("past", "counterfactual"):
        if getattr(question, key):
            yield asked_problem(key, "given", "beliefs are moved from the start on", "leave it out")


def _under(scenario: Scenario, values: Set) -> Scenario:
    """Return the scenario with values that none of its changes alters (see `shared_beliefs`)."""
    return replace(scenario, values={**scenario.values, **values})
