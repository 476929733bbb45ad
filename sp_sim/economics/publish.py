"""Publish: the cost book of placeholders, written from the declarations for people to copy."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from sp_sim.economics.book import placeholder_book, prices_of
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.unit_cost import PAYERS, PRICE_YEAR
from sp_sim.scenario import paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sp_sim.economics.book import Figure
    from sp_sim.economics.unit_cost import UnitCost

HEAD = """\
What everything costs. Nobody has confirmed any of these figures: nearly all are round numbers that
stand in for figures of yours. Copy this file, put in your own, say where each is from, and write
`confirmed: true` below it. Until then every number that rests on it is marked.
Beside value, a unit cost may have low and high: the range that you think possible. Check with
`sp-sim check FILE`; use with `sp-sim costs BASE OTHER --book FILE`."""


def book_text() -> str:
    """Return the cost book of placeholders as YAML."""
    book = placeholder_book()
    payers = ", ".join(f"{key} ({words})" for key, words in PAYERS.items())
    year = f"price_year: {PRICE_YEAR} is {prices_of(PRICE_YEAR)}; all figures of a book share it."
    lines = [*_comment(HEAD), *_comment(f"payer: {payers}."), *_comment(year), "name: placeholder"]
    lines += [f"price_year: {book.price_year}", "costs:"]
    for key, told in UNIT_COSTS.items():
        lines += _cost(told, book.figure(key))
    return "\n".join(lines) + "\n"


def write_published() -> Path:
    """Write the cost book of placeholders beside the scenarios of a checkout."""
    path = paths.checkout() / "costs" / "placeholder.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(book_text(), encoding="utf-8", newline="\n")
    return path


def _cost(told: UnitCost, figure: Figure) -> Iterator[str]:
    yield ""
    money = "" if told.is_cash else "; valued beside the costs, not a payment"
    yield from _comment(f"{told.words}: {told.meaning}{money}", "  ")
    yield from _comment(f"moved from {figure.low:g} to {figure.high:g} until confirmed", "  ")
    yield f"  {told.key}:"
    yield f"    value: {figure.value:g}"
    yield f"    unit: {figure.unit}"
    yield f"    payer: {figure.payer}"
    yield f"    price_year: {figure.price_year}"
    yield f"    grade: {figure.grade}"
    yield f"    source: {json.dumps(figure.source)}"
    yield f"    confirmed: {json.dumps(figure.confirmed)}"


def _comment(text: str, indent: str = "") -> list[str]:
    head = f"{indent}# "
    return textwrap.wrap(
        " ".join(text.split()), 98, initial_indent=head, subsequent_indent=head,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
