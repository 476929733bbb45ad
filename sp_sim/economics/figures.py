"""Figures: what each key of a unit cost in a cost book may hold, and how to mend what it may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.economics.unit_cost import COST_GRADES, HIGHEST, PAYERS, PRICE_YEAR
from sp_sim.scenario import meant

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.economics.unit_cost import UnitCost
    from sp_sim.scenario.tree import Node, Plain

MOST_LETTERS = 400


@dataclass(frozen=True)
class Field:
    """One key of a unit cost: its rule, its test, and an example."""

    key: str
    message: str
    rule: Callable[[UnitCost], str]
    allows: Callable[[UnitCost, Plain], bool]
    example: Callable[[UnitCost], str]
    mend: Callable[[UnitCost, str], str | None] = lambda _told, _text: None

    def remedy(self, told: UnitCost, node: Node) -> str:
        """Return how to mend what stands there."""
        text = getattr(node, "text", None)
        near = None if text is None else self.mend(told, str(text))
        return near or self.example(told)


def _amount(key: str) -> Field:
    return Field(
        key,
        "must be an amount of money, nil or more",
        lambda told: f"a number from 0 to {HIGHEST:,.0f} ({told.unit})",
        lambda _, value: _is_number(value) and 0.0 <= float(value) <= HIGHEST,  # type: ignore[arg-type]
        lambda told: f"write `{key}: {told.default:g}` or your own figure",
        _as_number,
    )


def _is_number(value: Plain) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_number(told: UnitCost, text: str) -> str | None:
    """Return what number was meant by `£36,428`; nothing for what is a number already."""
    found = meant.number(text.strip("£ "), told.as_param)
    return None if found is None or found == f"write {text}" else found


def _is_text(value: Plain) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= MOST_LETTERS


def _choice(
    key: str, message: str, known: tuple[str, ...], usual: Callable[[UnitCost], str]
) -> Field:
    return Field(
        key,
        message,
        lambda _: f"{key} is one of {', '.join(known)}",
        lambda _, value: value in known,
        lambda told: f"write `{key}: {usual(told)}`",
        lambda _, text: meant.did_you_mean(text, known),
    )


_ALL = (
    _amount("value"),
    _amount("low"),
    _amount("high"),
    Field(
        "unit",
        "is not the unit in which this is counted",
        lambda told: f"the unit is {told.unit}",
        lambda told, value: value == told.unit,
        lambda told: f"bring the figure to that unit and write `unit: {told.unit}`",
    ),
    _choice("payer", "is not a payer", tuple(PAYERS), lambda told: told.payer),
    Field(
        "price_year",
        "must be a year",
        lambda _: "the financial year of the prices, by the year in which it begins",
        lambda _, value: isinstance(value, int) and not isinstance(value, bool),
        lambda _: f"write `price_year: {PRICE_YEAR}` for 2022/23",
    ),
    _choice("grade", "is not a grade", COST_GRADES, lambda told: told.grade),
    Field(
        "source",
        "must say where the figure is from",
        lambda _: f"text of 1 to {MOST_LETTERS} letters",
        lambda _, value: _is_text(value),
        lambda _: "name the document, the contract or the person",
    ),
    Field(
        "confirmed",
        "must be true or false",
        lambda _: "true once somebody answers for the figure, false until then",
        lambda _, value: isinstance(value, bool),
        lambda _: "write `confirmed: false`",
        lambda _, text: meant.switch(text),
    ),
)

FIELDS: dict[str, Field] = {each.key: each for each in _ALL}
"""Every key of a unit cost."""
OPTIONAL = ("low", "high")
