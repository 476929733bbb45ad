"""Tornado: each unit cost moved over its range, and what that does to the difference in cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.unit_cost import HIGHEST

if TYPE_CHECKING:
    from sp_sim.economics.book import Figure
    from sp_sim.economics.costing import Costing


@dataclass(frozen=True)
class Bar:
    """One unit cost at both ends of its range, everything else as the book has it; pounds.

    `turns_at` is the value at which the arms would cost the same; `None` where there is none.
    """

    key: str
    low: float
    high: float
    at_low: float
    at_high: float
    turns_at: float | None
    flips: bool
    confirmed: bool

    @property
    def swing(self) -> float:
        """How far the difference in cost moves from end to end."""
        return abs(self.at_high - self.at_low)

    def as_document(self) -> dict[str, Any]:
        """Return the bar ready for JSON."""
        return asdict(self) | {"words": UNIT_COSTS[self.key].words, "swing": self.swing}


@dataclass(frozen=True)
class Tornado:
    """Every unit cost that has a range and differs in its quantity, the widest first.

    `least` and `most` are the difference in cost with all of them at their worst together;
    `more_helped` is how many more referrals are closed as planned, `None` unless clearly more are.
    """

    difference: float
    bars: tuple[Bar, ...]
    least: float
    most: float
    more_helped: float | None = None

    def per_person(self, difference: float) -> float | None:
        """Return a difference in cost for each further referral closed as planned, if it costs more."""
        if self.more_helped is None or difference < 0.0:
            return None
        return difference / self.more_helped

    @property
    def flips(self) -> bool:
        """Whether figures within their ranges may turn which arm is cheaper."""
        return self.least < 0.0 < self.most

    def as_document(self) -> dict[str, Any]:
        """Return the whole ready for JSON."""
        return {
            "difference": self.difference, "least": self.least, "most": self.most,
            "flips": self.flips,
            "bars": [
                bar.as_document()
                | {
                    "per_additional_completed_at_low": self.per_person(bar.at_low),
                    "per_additional_completed_at_high": self.per_person(bar.at_high),
                }
                for bar in self.bars
            ],
        }  # fmt: skip


def tornado(base: Costing, other: Costing, *, more_helped: float | None = None) -> Tornado:
    """Return how the mean difference in cost (other minus base) hangs on each unit cost."""
    difference = float((other.total - base.total).mean())
    more = {key: _more_used(base, other, key) for key in other.cash if key in base.cash}
    bars = [
        _bar(base.book.figure(key), amount, difference)
        for key, amount in more.items()
        if amount != 0.0 and not base.book.figure(key).is_sure
    ]
    bars.sort(key=lambda bar: -bar.swing)
    least = difference + sum(min(bar.at_low, bar.at_high) - difference for bar in bars)
    most = difference + sum(max(bar.at_low, bar.at_high) - difference for bar in bars)
    return Tornado(difference, tuple(bars), least, most, more_helped)


def _more_used(base: Costing, other: Costing, key: str) -> float:
    """Return how much more of one thing the other arm uses, discounted as its cost is."""
    more = (other.quantities[key] - base.quantities[key]) * base.weights
    return float(more.sum(axis=1).mean())


def _bar(figure: Figure, more: float, difference: float) -> Bar:
    at_low, at_high = (
        difference + more * (end - figure.value) for end in (figure.low, figure.high)
    )
    turns = figure.value - difference / more
    return Bar(
        key=figure.key,
        low=figure.low,
        high=figure.high,
        at_low=at_low,
        at_high=at_high,
        turns_at=turns if 0.0 <= turns <= HIGHEST else None,
        flips=at_low * at_high < 0.0,
        confirmed=figure.confirmed,
    )
