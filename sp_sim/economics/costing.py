"""Costing: one arm's quantities priced by a cost book, run by run and year by year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.domain.stages import NEVER
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.unit_cost import PAYERS
from sp_sim.economics.use import Missing, Use
from sp_sim.results.over_sets import mean_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.economics.book import Book
    from sp_sim.economics.use import Floats
    from sp_sim.estimate import Estimate
    from sp_sim.results.arm import Arm


@dataclass(frozen=True)
class Costing:
    """One arm, priced.

    `discount` is the yearly rate by which later years count less (0: not at all); `left_out` are
    unit costs that another arm of the study has no quantity for, so that sums are of the same things.
    """

    arm: Arm
    book: Book
    discount: float = 0.0
    left_out: frozenset[str] = frozenset()

    @cached_property
    def use(self) -> Use:
        """The arm, asked for quantities."""
        return Use(self.arm)

    @property
    def sets(self) -> int:
        """Over how many parameter sets the runs are spread."""
        return self.arm.asked.sets

    @cached_property
    def counted(self) -> dict[str, Floats | Missing]:
        """Every quantity by run and year, or why there is none."""
        return {key: told.count(self.use) for key, told in UNIT_COSTS.items()}

    @cached_property
    def quantities(self) -> dict[str, Floats]:
        """The quantities that there are."""
        return {
            key: amount for key, amount in self.counted.items() if not isinstance(amount, Missing)
        }

    @cached_property
    def missing(self) -> dict[str, str]:
        """Unit costs that could not be counted, and why; they are in no sum."""
        return {key: each.why for key, each in self.counted.items() if isinstance(each, Missing)}

    @property
    def weights(self) -> Floats:
        """What a pound of each year counts, shape (years,); the first year's counts in full."""
        return np.asarray((1.0 + self.discount) ** -np.arange(self.use.years, dtype=np.float64))

    @cached_property
    def priced(self) -> dict[str, Floats]:
        """Pounds by run and year for each unit cost that was counted."""
        return {
            key: amount * self.book.figure(key).value * self.weights
            for key, amount in self.quantities.items()
        }

    @cached_property
    def cash(self) -> dict[str, Floats]:
        """Pounds by run and year that some budget pays."""
        return {
            key: pounds
            for key, pounds in self.priced.items()
            if UNIT_COSTS[key].is_cash and key not in self.left_out
        }

    @cached_property
    def by_year(self) -> Floats:
        """Pounds by run and year, all payers."""
        return self.sum_of(self.cash)

    @cached_property
    def total(self) -> Floats:
        """Pounds over the whole run, one number a run."""
        return np.asarray(self.by_year.sum(axis=1))

    def of_payer(self, payer: str) -> Floats:
        """Pounds by run and year that one payer bears."""
        return self.sum_of(key for key in self.cash if self.book.figure(key).payer == payer)

    @property
    def payers(self) -> tuple[str, ...]:
        """The payers that bear any of the unit costs of the book, in the order of printing."""
        bearing = {self.book.figure(key).payer for key in self.cash}
        return tuple(payer for payer in PAYERS if payer in bearing)

    def sum_of(self, keys: Iterable[str]) -> Floats:
        """Pounds by run and year of some unit costs together."""
        sums = np.zeros((self.use.runs, self.use.years))
        for key in keys:
            sums = sums + self.priced[key]
        return sums

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The unit costs of which anything was used in any run."""
        return tuple(key for key, amount in self.quantities.items() if amount.any())

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The unconfirmed figures on which the total rests."""
        return self.book.unconfirmed_among(key for key in self.used if UNIT_COSTS[key].is_cash)

    @cached_property
    def completed(self) -> Floats:
        """Referrals closed as planned from week 0 on, one number a run."""
        rows = self.use.practice_weeks
        return np.asarray(self.use.total(rows, rows["completed"]).sum(axis=1))

    @cached_property
    def connected(self) -> Floats:
        """Referrals that led to an activity from week 0 on, one number a run."""
        rows = self.arm.whole_records.referrals
        began = (rows["connected"] != NEVER) & (rows["connected"] >= 0)
        counts = np.bincount(rows["run"][began], minlength=self.use.runs)
        return np.asarray(counts, dtype=np.float64)

    @cached_property
    def referrals(self) -> Floats:
        """Referrals made from week 0 on, one number a run."""
        rows = self.use.practice_weeks
        return np.asarray(self.use.total(rows, rows["referrals"]).sum(axis=1))

    def mean(self, pounds: Floats) -> Estimate:
        """Return the mean over runs of pounds by run and year (or by run); none are below nil."""
        each = pounds.reshape(self.use.runs, -1).sum(axis=1)
        return mean_over(each, self.sets).within(0.0, math.inf)

    def helped(self, what: str) -> Floats:
        """Return how many people were helped in one sense (`completed`, `connected`), run by run."""
        counts: Floats = getattr(self, what)
        return counts
