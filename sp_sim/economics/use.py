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
    from sp_sim.world.settings import Settings
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
        return self.arm.whole_records.practice_weeks

    @property
    def worker_weeks(self) -> Table:
        """One row a post and week."""
        return self.arm.whole_records.worker_weeks

    @property
    def offer_weeks(self) -> Table:
        """One row a service's offer and week."""
        return self.arm.whole_records.offer_weeks

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

    @cached_property
    def _apart(self) -> Settings | None:
        """What is set for some places only; `None` where nothing is."""
        if not self.arm.scenario.placed:
            return None
        from sp_sim.world.build import settings_in  # noqa: PLC0415 - only where places differ
        from sp_sim.world.settings import add_posts  # noqa: PLC0415 - as above

        area = self.arm.asked.area
        settings = settings_in(area, self.arm.scenario)
        add_posts(settings, self.arm.places.posts, area.name)
        return settings

    def at_posts(self, key: str) -> list[list[object]]:
        """Return what a lever is set to for each post, week by week: `[week][post]`."""
        apart, posts = self._apart, self.arm.places.posts
        if apart is None:
            return [[value] * len(posts) for value in self.settings(key)]
        position = {code: number for number, (code, _) in enumerate(apart.systems)}
        told = [
            (position[code.rpartition("/")[0]], int(code.rpartition("/")[2]) - 1) for code in posts
        ]
        found = [
            [apart.of_post(segment, system, number)[key] for system, number in told]
            for segment in range(len(apart.weeks))
        ]
        return [list(found[segment]) for segment in self._segments(apart)]

    def by_post(self, key: str) -> Floats:
        """Return a number or switch for each week and post, shape (weeks, posts)."""
        shape = (self.weeks, len(self.arm.places.posts))
        return np.array(self.at_posts(key), dtype=np.float64).reshape(shape)

    def by_practice(self, key: str) -> Floats:
        """Return a number or switch for each week and practice, shape (weeks, practices)."""
        apart, codes = self._apart, self.arm.places.practices
        if apart is None:
            return np.repeat(self.lever(key)[:, np.newaxis], len(codes), axis=1)
        known = {
            practice.code: (position, practice)
            for position, (_, members) in enumerate(apart.systems)
            for practice in members
        }
        found = np.array(
            [
                [apart.of_practice(segment, *known[code])[key] for code in codes]
                for segment in range(len(apart.weeks))
            ]
        )
        return found[self._segments(apart)]

    def by_service(self, key: str) -> Floats:
        """Return a number or switch for each week and service, shape (weeks, services)."""
        apart = self._apart
        if apart is None:
            return np.repeat(self.lever(key)[:, np.newaxis], len(self.arm.places.systems), axis=1)
        found = np.array(
            [
                [apart.of_system(segment, number)[key] for number in range(len(apart.systems))]
                for segment in range(len(apart.weeks))
            ]
        )
        return found[self._segments(apart)]

    def _segments(self, apart: Settings) -> Ints:
        """Return the stretch between changes in which each week lies, shape (weeks,)."""
        starts = np.array(apart.weeks)
        return np.searchsorted(starts, np.arange(self.weeks), side="right") - 1

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
        names = dict.fromkeys((*self.arm.places.systems, *codes))
        known = {code: number for number, code in enumerate(names)}
        return np.array([known[code] for code in codes], dtype=np.int64)

    @cached_property
    def posts_by_service(self) -> Ints:
        """Funded posts by run, week and service, shape (runs, weeks, services)."""
        services = len(self.arm.places.systems)
        rows = self.worker_weeks[self.worker_weeks["wte"] > 0.0]
        if not len(rows):
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
