"""An arm: one scenario, lived with every seed, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from sp_sim import __version__
from sp_sim.errors import Problem, Problems
from sp_sim.nested import nested
from sp_sim.results.by_service import by_service
from sp_sim.results.counterfactual import DECLARED, bands, change
from sp_sim.results.counting import by_run
from sp_sim.results.measures import measure
from sp_sim.results.over_sets import mean_over
from sp_sim.results.short_runs import short_run_warnings
from sp_sim.results.splits import split
from sp_sim.results.unserved import unserved
from sp_sim.results.weekly import weekly

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.domain.records import Records
    from sp_sim.estimate import Estimate
    from sp_sim.nested import Nested
    from sp_sim.param import Value
    from sp_sim.results.counterfactual import Band
    from sp_sim.results.counting import Floats, Lives
    from sp_sim.results.splits import Split
    from sp_sim.scenario.scenario import Scenario

    Draws = Literal["point", "prior", "posterior"]

RUN_RANGE = (0.1, 0.9)
"""The range over runs that is shown: a run in ten lies below it, and one in ten above."""


@dataclass(frozen=True)
class Asked:
    """What every arm of a study shares: the area, the horizon, the seeds and the kind of draws.

    `counterfactual` asks for naive and true changes as well.
    """

    area: Area
    weeks: int
    seeds: tuple[int, ...]
    draws: Draws = "point"
    sets: int = 1
    """Parameter sets; the seeds are those of the first set, then those of the next, ..."""
    version: str = __version__
    counterfactual: bool = False
    posterior: str = ""
    """Which posterior was drawn from, where one was."""
    by: tuple[str, ...] = ()
    """What measures are broken down by as well (see `results.dimensions`)."""

    @property
    def replications(self) -> int:
        """How many seeds each parameter set has."""
        return len(self.seeds) // self.sets

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the run is too short to tell."""
        return short_run_warnings(self.weeks, counterfactual=self.counterfactual)

    @property
    def set_of_each(self) -> list[int]:
        """The parameter set of each run, counted from 0."""
        return [run // max(1, self.replications) for run in range(len(self.seeds))]


@dataclass(frozen=True)
class Places:
    """What positions in the records stand for, in their order."""

    practices: tuple[str, ...]
    registered: tuple[int, ...]
    posts: tuple[str, ...]
    systems: tuple[str, ...] = ()
    first_covered: tuple[int, ...] = ()
    """The first week from 0 on in which a funded post covers each practice; -1 where none ever does."""
    service_of: tuple[int, ...] = ()
    """The position of each practice's service among the systems."""


@dataclass(frozen=True)
class Arm:
    """One scenario, lived with every seed."""

    scenario: Scenario
    asked: Asked
    places: Places
    records: Records
    parameters: Sequence[Mapping[str, Value]] = ()
    """What each parameter set changed in this scenario; nothing where there is one set."""

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.scenario.name

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know of the arm by itself: practices that nobody serves, or no service names."""
        return tuple(unserved(self))

    @cached_property
    def lives(self) -> Lives:
        """The records, counted run by run."""
        return by_run(
            self.records,
            runs=len(self.asked.seeds),
            weeks=self.asked.weeks,
            registered=np.asarray(self.places.registered, dtype=np.float64),
        )

    @cached_property
    def measured(self) -> dict[str, Floats]:
        """Every measure, one value a seed; NaN where there was nothing to count."""
        more = change(self.lives) if self.asked.counterfactual else {}
        return measure(self.lives) | more

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """Every measure's mean over seeds, or parameter sets, with its 95% interval."""
        return {
            key: mean_over(values, self.asked.sets).within(*DECLARED[key].possible)
            for key, values in self.measured.items()
        }

    @cached_property
    def services(self) -> Mapping[str, Mapping[str, Estimate]]:
        """Every measure of each service, where the scenario names them and records are kept."""
        return by_service(self)

    @cached_property
    def nested(self) -> Mapping[str, Nested]:
        """Every measure with chance and evidence apart; empty where there is one parameter set."""
        sets = self.asked.sets
        if sets == 1:
            return {}
        return {
            key: nested(values.reshape(sets, -1)).within(*DECLARED[key].possible)
            for key, values in self.measured.items()
        }

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """Naive and true changes by number of contacts; none where nobody asked for them."""
        return bands(self.lives, self.asked.sets) if self.asked.counterfactual else ()

    @cached_property
    def splits(self) -> Mapping[str, Split]:
        """The breakdowns that were asked for."""
        return {by: split(self, by) for by in self.asked.by}

    def split(self, by: str) -> Split:
        """Return the measures by practice, pcn, ...; an error where neither it nor records were kept."""
        return self.splits[by] if by in self.asked.by else split(self, by)

    @cached_property
    def weekly(self) -> dict[str, Floats]:
        """Weekly series, each a table of seeds by weeks."""
        return weekly(self.lives)

    @property
    def keeps_records(self) -> bool:
        """Whether the records of all runs are there."""
        return True

    @property
    def whole_records(self) -> Records:
        """The records of all runs, for what cannot be told without them; an error where they are not kept."""
        if self.keeps_records:
            return self.records
        problem = Problem(
            file="asked", key="draws", value=self.asked.draws,
            message="cannot be told of so many runs of drawn parameters",
            rule="it is counted from records, which are kept only as far as memory allows",
            remedy="ask for fewer runs, a smaller area, or --draws point",
        )  # fmt: skip
        raise Problems([problem])

    def run_range(self, key: str) -> tuple[float | None, float | None]:
        """Return the 10th and the 90th percentile of a measure over the runs."""
        return range_over_runs(self.measured[key])


def ask_the_same(base: Arm, other: Arm) -> bool:
    """Return whether two scenarios ask for the same thing, so that the same seeds must give the same lives."""
    return base.scenario.fingerprint == other.scenario.fingerprint


def range_over_runs(values: Floats) -> tuple[float | None, float | None]:
    """Return the 10th and the 90th percentile of the values that there are."""
    given = values[np.isfinite(values)]
    if not len(given):
        return None, None
    low, high = np.quantile(given, RUN_RANGE)
    return float(low), float(high)
