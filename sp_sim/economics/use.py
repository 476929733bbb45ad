"""Use: how much of everything that costs money a lived scenario used, by run and year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sp_sim.calendar import WEEKS_PER_YEAR

if TYPE_CHECKING:
    from sp_sim.domain.records import Table
    from sp_sim.results.arm import Arm
    from sp_sim.world.world import World

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Missing:
    """A quantity that the records do not have; it is not zero."""

    why: str


Quantity = Floats | Missing
"""A quantity by run and year, shape (runs, years); or the reason why there is none."""


@dataclass(frozen=True)
class Use:
    """One arm, asked for quantities; years are of 52 weeks from week 0, the last perhaps shorter."""

    arm: Arm

    @property
    def runs(self) -> int:
        """How many seeds were lived."""
        return len(self.arm.asked.seeds)

    @property
    def weeks(self) -> int:
        """How many weeks were lived from week 0 on."""
        return self.arm.asked.weeks

    @property
    def years(self) -> int:
        """How many years, the last perhaps not whole."""
        return -(-self.weeks // WEEKS_PER_YEAR)

    @property
    def began_mature(self) -> bool:
        """Whether the service was there before week 0."""
        return self.arm.scenario.first_week < 0

    @property
    def practice_weeks(self) -> Table:
        """One row a practice and week."""
        return self.arm.records.practice_weeks

    @property
    def worker_weeks(self) -> Table:
        """One row a post and week."""
        return self.arm.records.worker_weeks

    @property
    def offer_weeks(self) -> Table:
        """One row a service's offer and week."""
        return self.arm.records.offer_weeks

    def lever(self, key: str) -> Floats:
        """Return what a number or a switch is set to, week by week, shape (weeks,)."""
        return np.array([float(value) for value in self.settings(key)])  # type: ignore[arg-type]

    def settings(self, key: str) -> list[object]:
        """Return what a lever is set to, week by week."""
        found: list[object] = [self.arm.scenario.values[key]] * self.weeks
        for change in sorted(self.arm.scenario.changes, key=lambda change: change.week):
            if key in change.values and change.week < self.weeks:
                first = max(change.week, 0)
                found[first:] = [change.values[key]] * (self.weeks - first)
        return found

    def total(self, table: Table, amounts: npt.NDArray[np.generic]) -> Floats:
        """Return the sum of one amount a row of a weekly table, by run and year."""
        return self.summed(table["run"], table["week"], amounts)

    def summed(
        self,
        run: npt.NDArray[np.integer],
        week: npt.NDArray[np.integer],
        amounts: npt.NDArray[np.generic],
    ) -> Floats:
        """Return the sum of amounts by run and year."""
        group = run.astype(np.int64) * self.years + week // WEEKS_PER_YEAR
        weights = np.asarray(amounts, dtype=np.float64)
        sums = np.bincount(group, weights=weights, minlength=self.runs * self.years)
        return np.asarray(sums, dtype=np.float64).reshape(self.runs, self.years)

    @cached_property
    def system_of_post(self) -> Ints:
        """The position of each post's service, by the code of the post (`SERVICE/NUMBER`)."""
        codes = [code.rpartition("/")[0] for code in self.arm.places.posts]
        known = {code: number for number, code in enumerate(dict.fromkeys(codes))}
        return np.array([known[code] for code in codes], dtype=np.int64)

    @cached_property
    def posts_by_service(self) -> Ints:
        """Funded posts by run, week and service, shape (runs, weeks, services with posts)."""
        services = int(self.system_of_post.max()) + 1 if len(self.system_of_post) else 0
        rows = self.worker_weeks[self.worker_weeks["wte"] > 0.0]
        if not services or not len(rows):
            return np.zeros((self.runs, self.weeks, services), dtype=np.int64)
        place = rows["run"].astype(np.int64) * self.weeks + rows["week"]
        place = place * services + self.system_of_post[rows["post"]]
        counted = np.bincount(place, minlength=self.runs * self.weeks * services)
        return counted.reshape(self.runs, self.weeks, services)

    def by_year(self, weekly: Floats) -> Floats:
        """Return the sums by year of one amount a run and week, shape (runs, weeks)."""
        starts = np.arange(0, self.weeks, WEEKS_PER_YEAR)
        return np.asarray(np.add.reduceat(weekly, starts, axis=1), dtype=np.float64)

    @cached_property
    def world(self) -> World | None:
        """The starting world, for what the records do not repeat; `None` if it is not the arm's."""
        from sp_sim.world.build import build  # noqa: PLC0415 - built once, when it is asked for

        world = build(self.arm.asked.area, self.arm.scenario)
        return world if world.post_codes == tuple(self.arm.places.posts) else None
