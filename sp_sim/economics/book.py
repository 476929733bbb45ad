"""A cost book: a figure for every unit cost, each with its source, its payer, and whether it is confirmed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.unit_cost import PRICE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sp_sim.economics.unit_cost import UnitCost


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What somebody says that one thing costs; `low` and `high` are the range that is thinkable."""

    key: str
    value: float
    low: float
    high: float
    unit: str
    payer: str
    price_year: int
    grade: str
    source: str
    confirmed: bool

    @property
    def told(self) -> UnitCost:
        """The declaration of the unit cost that the figure is for."""
        return UNIT_COSTS[self.key]

    @property
    def is_sure(self) -> bool:
        """Whether there is nothing to move: a confirmed figure without a range."""
        return self.low == self.high

    def as_document(self) -> dict[str, Any]:
        """Return the figure ready for JSON."""
        told = self.told
        return asdict(self) | {"words": told.words, "meaning": told.meaning, "cash": told.is_cash}


@dataclass(frozen=True)
class Book:
    """A figure for every unit cost, in prices of one year."""

    name: str
    price_year: int
    figures: Mapping[str, Figure]
    file: str = ""
    about: str = ""

    def figure(self, key: str) -> Figure:
        """Return the figure for a unit cost."""
        return self.figures[key]

    @cached_property
    def unconfirmed(self) -> tuple[str, ...]:
        """The unit costs whose figures nobody has confirmed, in the order of printing."""
        return self.unconfirmed_among(self.figures)

    def unconfirmed_among(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return which of these unit costs nobody has confirmed, in the order of printing."""
        asked = set(keys)
        return tuple(key for key in UNIT_COSTS if key in asked and not self.figures[key].confirmed)

    @cached_property
    def fingerprint(self) -> str:
        """The identity of the figures; names and words make no difference."""
        told = {
            key: [each.value, each.low, each.high, each.payer, each.confirmed]
            for key, each in sorted(self.figures.items())
        }
        text = json.dumps([self.price_year, told], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def as_document(self) -> dict[str, Any]:
        """Return the book ready for JSON."""
        return {
            "name": self.name,
            "fingerprint": self.fingerprint,
            "price_year": self.price_year,
            "unconfirmed": list(self.unconfirmed),
            "figures": {key: each.as_document() for key, each in self.figures.items()},
        }


def placeholder_book() -> Book:
    """Return the figures as they are declared, none of them confirmed."""
    return Book(
        "placeholder", PRICE_YEAR, {key: declared(each) for key, each in UNIT_COSTS.items()}
    )


def declared(told: UnitCost) -> Figure:
    """Return a declaration as an unconfirmed figure."""
    low, high = told.moved
    return Figure(
        key=told.key, value=told.default, low=low, high=high, unit=told.unit, payer=told.payer,
        price_year=PRICE_YEAR, grade=told.grade, source=told.source, confirmed=False,
    )  # fmt: skip


def prices_of(year: int) -> str:
    """Return a financial year in words: `2022/23`."""
    return f"{year}/{(year + 1) % 100:02d}"
