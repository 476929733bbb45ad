"""Costs in words: pounds, people and ratios as they are printed, and marked where unconfirmed."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.cli.showing import WIDTH
from sp_sim.economics.use import Floats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sp_sim.economics.book import Book, Figure
    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.economics.ratio import Ratio
    from sp_sim.estimate import Difference, Estimate

UNSURE = "*"
"""Stands at every number that rests on a figure which nobody has confirmed."""
SAME = "the same"
GAP = "  "
FAR = 10.0
"""A turning point beyond so many times the highest thinkable unit cost is of no use to anybody."""

__all__ = ["Floats"]


def money(pounds: float, *, unsure: bool = False) -> str:
    """Return pounds, whole."""
    sign = "-" if round(pounds) < 0 else ""
    return f"{sign}£{abs(pounds):,.0f}{_mark(unsure=unsure)}"


def signed(pounds: float, *, unsure: bool = False) -> str:
    """Return pounds with their sign; none for nothing."""
    whole = money(pounds, unsure=unsure)
    return whole if round(pounds) <= 0 else f"+{whole}"


def perhaps(pounds: float | None, *, unsure: bool) -> str:
    """Return pounds, or that there are none."""
    return "-" if pounds is None else money(pounds, unsure=unsure)


def with_interval(found: Estimate, *, unsure: bool, plus: bool = True) -> str:
    """Return a mean of pounds with its interval."""
    shown = signed if plus else money
    if found.mean is None:
        return "-"
    if found.low is None or found.high is None:
        return shown(found.mean, unsure=unsure)
    if plus and found.low == found.high == 0.0:
        return SAME
    return f"{shown(found.mean)} ({shown(found.low)} to {shown(found.high)}){_mark(unsure=unsure)}"


def people(found: Estimate) -> str:
    """Return a difference in people with its interval."""
    if found.mean is None:
        return "-"
    middle = _count(found.mean)
    if found.low is None or found.high is None:
        return middle
    return f"{middle} ({_count(found.low)} to {_count(found.high)})"


def _count(number: float) -> str:
    text = f"{number:+,.1f}"
    return text if text.strip("+-0.") else "0"


def ratio(found: Ratio, *, unsure: bool) -> str:
    """Return pounds a person with the interval, or why there is no such number."""
    if found.value is None:
        return found.why_not
    if found.low is None or found.high is None:
        return money(found.value, unsure=unsure)
    ends = f"{money(found.low)} to {money(found.high)}"
    return f"{money(found.value)} ({ends}){_mark(unsure=unsure)}"


def amount(quantity: float) -> str:
    """Return a quantity to three figures or so."""
    return f"{quantity:,.{2 if abs(quantity) < 10 else 1 if abs(quantity) < 100 else 0}f}"


def turning_point(pounds: float | None, highest: float) -> str:
    """Return the unit cost at which arms cost the same; nothing far beyond what is thinkable."""
    return "-" if pounds is None or pounds > FAR * highest else unit_price(pounds)


def unit_price(pounds: float) -> str:
    """Return a unit cost, with pence where it is small."""
    return f"£{pounds:,.{0 if pounds >= 100 or pounds == round(pounds) else 2}f}"


def price(figure: Figure) -> str:
    """Return a unit cost with its unit."""
    return f"{unit_price(figure.value)}{_mark(unsure=not figure.confirmed)} {figure.unit.removeprefix('GBP ')}"


def dearer(found: Difference) -> str:
    """Return a verdict on cost in words."""
    if found.verdict == "equivalent":
        return "the same, to within 1% of the base's cost"
    return {"better": "costs less", "worse": "costs more"}.get(str(found.verdict), "inconclusive")


def warning(book: Book) -> str:
    """Return that figures are unconfirmed, and what to do."""
    count, every = len(book.unconfirmed), len(book.figures)
    return (
        f"WARNING: nobody has confirmed {count} of its {every} figures. Every number marked {UNSURE} rests"
        f" on one of them and is no estimate of what it would cost you. Copy scenarios/costs/placeholder.yaml,"
        f" put in your own figures, write `confirmed: true`, and give it with --book."
    )


def unpriced(each: Evaluation) -> str:
    """Return which levers that differ have no unit cost; or nothing."""
    if not each.unpriced:
        return ""
    told = f"NOT PRICED: {', '.join(each.unpriced)} differ and have no unit cost."
    return "\n".join(textwrap.wrap(told, WIDTH))


def years(
    sides: Sequence[Floats], changes: Sequence[Estimate], *, weeks: int, unsure: bool
) -> list[tuple[str, ...]]:
    """Return a row a year and one for all, of pounds by run and year on both sides."""
    count = sides[0].shape[1]
    labels = [f"  year {number + 1}{part_of_year(number, count, weeks)}" for number in range(count)]
    means = [[*map(float, side.mean(axis=0))] for side in sides]
    columns = [[*side, sum(side)] for side in means]
    rows = zip([*labels, "  in all"], *columns, changes, strict=True)
    told: list[tuple[str, ...]] = [
        (label, money(base, unsure=unsure), money(other, unsure=unsure),
         with_interval(change, unsure=unsure))
        for label, base, other, change in rows
    ]  # fmt: skip
    return told if count > 1 else told[-1:]


def part_of_year(number: int, count: int, weeks: int) -> str:
    """Return how long a last year is that is not whole."""
    left = weeks - 52 * number
    return f" ({left} weeks)" if number == count - 1 and left < 52 else ""


def grid(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table: words to the left, numbers to the right; a row of one cell is a heading."""
    full = [heads, *(row for row in rows if len(row) > 1)]
    widths = [max(len(row[place]) for row in full) for place in range(1, len(heads))]
    first = WIDTH - sum(widths) - len(GAP) * len(widths)
    first = min(first, max(len(row[0]) for row in full))
    lines = _line(heads, first, widths)
    lines.append("-" * (first + sum(widths) + len(GAP) * len(widths)))
    for row in rows:
        lines += [row[0]] if len(row) == 1 else _line(row, first, widths)
    return "\n".join(lines)


def _line(row: tuple[str, ...], first: int, widths: Sequence[int]) -> list[str]:
    indent = " " * (len(row[0]) - len(row[0].lstrip()))
    told = textwrap.wrap(row[0].strip(), first - len(indent) - 2, initial_indent=indent,
                         subsequent_indent=f"{indent}  ") or [""]  # fmt: skip
    if len(row[0]) <= first:
        told = [row[0]]
    cells = [cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True)]
    return [GAP.join([told[0].ljust(first), *cells]).rstrip(), *told[1:]]


def bullets(texts: Iterable[str]) -> list[str]:
    """Return a bullet a text, wrapped."""
    return [
        line for text in texts for line in textwrap.wrap(f"- {text}", WIDTH, subsequent_indent="  ")
    ]


def _mark(*, unsure: bool) -> str:
    return UNSURE if unsure else ""
