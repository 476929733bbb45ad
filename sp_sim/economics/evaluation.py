"""Evaluation: what another arm costs more than the base, who bears it, and what it buys beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.economics.costs import UNIT_COSTS, unpriced
from sp_sim.economics.ratio import per_additional_person
from sp_sim.economics.tornado import tornado
from sp_sim.results.over_sets import by_set, difference_over, mean_over

if TYPE_CHECKING:
    from sp_sim.economics.costing import Costing
    from sp_sim.economics.ratio import Ratio
    from sp_sim.economics.tornado import Tornado
    from sp_sim.economics.use import Floats
    from sp_sim.estimate import Difference, Estimate
    from sp_sim.results.comparison import Comparison

HELPED = {"completed": "closed as planned", "connected": "connected to an activity"}
"""In which senses people are helped, and how that is said."""
A_PENNY = 0.01
MATTERS = 0.01
"""Costs that differ by less than this share of the base's count as the same: an assumption."""


@dataclass(frozen=True)
class Evaluation:
    """Other against base: the same people and luck, run by run, priced by one book."""

    base: Costing
    other: Costing
    comparison: Comparison

    @cached_property
    def difference(self) -> Difference:
        """The difference in cost over the whole run."""
        return self._paired(self.base.total, self.other.total)

    @property
    def asks_the_same(self) -> bool:
        """Whether both scenarios ask for the same thing, so that the same seeds must cost the same."""
        return not self.comparison.settings

    @property
    def smallest(self) -> float:
        """The smallest difference in cost over the whole run that matters, in pounds."""
        return smallest_of(self.base.total)

    @cached_property
    def per_completed(self) -> Difference:
        """The difference in what one completed referral costs; runs without any are left out."""
        return self._paired(*(_each(arm.total, arm.completed) for arm in (self.base, self.other)))

    @property
    def more_in_all(self) -> Estimate:
        """How many pounds more over the whole run."""
        return self._mean(self.other.total - self.base.total)

    def more(self, key: str) -> Estimate:
        """Return how many pounds more one unit cost comes to, over the whole run."""
        return self._mean((self.other.priced[key] - self.base.priced[key]).sum(axis=1))

    def more_used(self, key: str) -> Estimate:
        """Return how much more of one thing is used, over the whole run."""
        return self._mean((self.other.quantities[key] - self.base.quantities[key]).sum(axis=1))

    def of_payer(self, payer: str) -> Estimate:
        """Return how many pounds more one payer bears, over the whole run."""
        return self._mean((self.other.of_payer(payer) - self.base.of_payer(payer)).sum(axis=1))

    def of_payer_by_year(self, payer: str) -> list[Estimate]:
        """Return how many pounds more one payer bears in each year."""
        return self._yearly(self.other.of_payer(payer) - self.base.of_payer(payer))

    @cached_property
    def by_year(self) -> list[Estimate]:
        """How many pounds more in each year, all payers."""
        return self._yearly(self.other.by_year - self.base.by_year)

    def more_helped(self, what: str) -> Estimate:
        """Return how many more people were helped in one sense."""
        return self._mean(self.other.helped(what) - self.base.helped(what))

    def per_additional(self, what: str) -> Ratio:
        """Return the cost of one more person helped in one sense, or why there is no such number."""
        pounds = self.other.total - self.base.total
        people = self.other.helped(what) - self.base.helped(what)
        return per_additional_person(
            by_set(pounds, self.base.sets), by_set(people, self.base.sets), HELPED[what]
        )

    @cached_property
    def tornado(self) -> Tornado:
        """How the difference hangs on each unit cost."""
        helped = self.more_helped("completed")
        clear = helped.mean is not None and helped.low is not None and helped.low > 0.0
        return tornado(self.base, self.other, more_helped=helped.mean if clear else None)

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """The unit costs of which the arms used different amounts in any run."""
        return tuple(
            key
            for key in self.other.quantities
            if key in self.base.quantities
            and not np.array_equal(self.base.quantities[key], self.other.quantities[key])
        )

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The unconfirmed figures on which the difference rests."""
        return self.base.book.unconfirmed_among(
            key for key in self.differing if UNIT_COSTS[key].is_cash
        )

    @property
    def missing(self) -> dict[str, str]:
        """What could not be counted in one of the arms, and why."""
        return self.base.missing | self.other.missing

    @cached_property
    def unpriced(self) -> list[str]:
        """Levers in which the arms differ and which have no unit cost, nor a reason to have none."""
        return unpriced(setting.key for setting in self.comparison.levers)

    def _mean(self, values: Floats) -> Estimate:
        return mean_over(values, self.base.sets)

    def _yearly(self, differences: Floats) -> list[Estimate]:
        return [self._mean(differences[:, year]) for year in range(differences.shape[1])]

    def _paired(self, base: Floats, other: Floats) -> Difference:
        return difference_over(
            base, other, self.base.sets, better="down", smallest=smallest_of(base),
            alike_is_known=self.asks_the_same,
        )[0]  # fmt: skip

    def flags(self) -> dict[str, Any]:
        """Return what stands at every number that the difference gives, for JSON."""
        return {"confirmed": not self.unconfirmed, "unconfirmed": list(self.unconfirmed)}


def smallest_of(base: Floats) -> float:
    """Return the smallest difference that matters beside these pounds (one number a run)."""
    given = base[np.isfinite(base)]
    return max(MATTERS * float(given.mean()), A_PENNY) if len(given) else A_PENNY


def _each(pounds: Floats, people: Floats) -> Floats:
    shares: Floats = np.full(len(people), np.nan)
    return np.divide(pounds, people, out=shares, where=people > 0.0)
