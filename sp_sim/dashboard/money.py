"""Money: what scenarios cost as a page says it, with a mark where figures are placeholders."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.dashboard import figures
from sp_sim.dashboard.charts import bands
from sp_sim.dashboard.prices import COST
from sp_sim.dashboard.rows import Cell, Row, settle
from sp_sim.report.money import UNSURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.dashboard.charts import Bands
    from sp_sim.dashboard.prices import Line, Prices
    from sp_sim.dashboard.values import Change, Value

NO_RATIO = (
    "Cost stands beside what is achieved. No single figure, such as pounds for each referral,"
    " sums both up: the scenarios differ in several outcomes at once."
)


@dataclass(frozen=True)
class Money:
    """The row that stands beside the outcomes, its parts, and what to keep in mind."""

    first: Row
    parts: tuple[Row, ...]
    sentence: str
    warning: str
    notes: tuple[str, ...]


def money_of(found: Prices, letters: Sequence[str]) -> Money:
    """Return the cost of the scenarios, which the page calls by these letters, in words."""
    first = _row(
        found.per_year, found, "what link workers, practices and others spend on the service",
        letters,
    )  # fmt: skip
    parts = tuple(_row(each, found, "") for each in (*found.years, *found.payers))
    return Money(first, parts, _sentence(found, letters), _warning(found), _notes(found))


def _row(line: Line, found: Prices, definition: str, letters: Sequence[str] = ()) -> Row:
    base, *others = line.values
    cells = [_cell(base, unsure=found.unsure[0])]
    for value, change, unsure in zip(others, line.changes, found.unsure[1:], strict=True):
        cells.append(_beside(value, change, unsure=unsure))
    picture = _picture(line, letters) if letters else None
    mark = "placeholder prices, to be confirmed" if any(found.unsure) else ""
    return Row(COST, line.words, definition, "", mark, tuple(cells), picture)


def _cell(value: Value, *, unsure: bool) -> Cell:
    low, high = (figures.pounds(end, unsure=False) for end in (value.low, value.high))
    said = figures.pounds(value.mean, unsure=unsure)
    return Cell(said, figures.between(low, high))


def _beside(value: Value, change: Change, *, unsure: bool) -> Cell:
    plain = _cell(value, unsure=unsure)
    low, high = (figures.signed_pounds(end, unsure=False) for end in (change.low, change.high))
    far = [figures.signed_pounds(end, unsure=False) for end in (change.far_low, change.far_high)]
    more = figures.signed_pounds(change.difference, unsure=unsure)
    return Cell(
        plain.value, plain.band, more, figures.between(low, high), figures.reaching(*far),
        figures.VERDICTS[change.verdict], settle(change),
    )  # fmt: skip


def _picture(line: Line, letters: Sequence[str]) -> Bands | None:
    marks = [
        (letter, each.mean, each.low, each.high, each.far_low, each.far_high)
        for letter, each in zip(letters, line.values, strict=True)
    ]
    return bands(marks, lambda value: figures.pounds(value, unsure=False), (0.0, math.inf))


def _sentence(found: Prices, letters: Sequence[str]) -> str:
    """Return a sentence a scenario on what it costs more or less, which is neither good nor bad."""
    told = []
    for letter, change, unsure in zip(
        letters[1:], found.per_year.changes, found.unsure[1:], strict=True
    ):
        if change.difference is None or change.verdict not in ("higher", "lower"):
            words = figures.VERDICTS.get(change.verdict, change.verdict)
            told.append(f"The cost of {letter} against A is {words}.")
            continue
        much = figures.pounds(abs(change.difference), unsure=unsure)
        way = "more" if change.verdict == "higher" else "less"
        told.append(f"{letter} costs {much} a year {way} than A.")
    if any(found.unsure):
        told.append(f"({UNSURE} at placeholder prices)")
    return " ".join(told)


def _warning(found: Prices) -> str:
    if not any(found.unsure):
        return ""
    return (
        f"{UNSURE} Placeholder prices: nobody has confirmed {found.unconfirmed} of the"
        f" {found.figures} unit costs of the cost book “{found.book}”. They show how costs move and"
        " are no estimate of what you would pay. Confirm each with your finance team first."
    )


def _notes(found: Prices) -> tuple[str, ...]:
    told = [
        f"Prices of {found.price_year}. Later years count in full: nothing is discounted.",
        "Bands tell of chance and of what nobody knows of people and services, not of wrong prices.",
        NO_RATIO,
    ]
    told += [f"In no sum: {each}." for each in found.missing]
    if found.unpriced:
        told.append(f"These levers differ and have no price: {', '.join(found.unpriced)}.")
    return tuple(told)
