"""Showing: numbers, ranges and rows as they are printed, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import NOTHING, number, shown_range, signed

__all__ = ["NOTHING", "shown_range"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sp_sim.estimate import Difference, Estimate
    from sp_sim.results.measure import Measure

WIDTH = 100
WORDS_WIDTH = 44
GAP = " "


def shown_mean(measure: Measure, found: Estimate) -> str:
    """Return a mean as it is printed: shares in per cent."""
    return NOTHING if found.mean is None else number(measure, found.mean)


def shown_difference(measure: Measure, found: Difference) -> str:
    """Return a difference with its interval, signed."""
    if found.difference is None:
        return NOTHING
    middle = signed(measure, found.difference)
    if found.low is None or found.high is None:
        return middle
    return f"{middle} ({shown_signed_range(measure, found.low, found.high)})"


def shown_signed_range(measure: Measure, low: float, high: float) -> str:
    """Return a range of differences, signed."""
    return f"{signed(measure, low)} to {signed(measure, high)}"


def paragraph(text: str) -> str:
    """Return the text wrapped."""
    return "\n".join(wrapped(text))


def table(rows: Mapping[str, tuple[str, ...]], heads: tuple[tuple[str, ...], ...]) -> str:
    """Return rows by theme; columns are as wide as they must be, and words take what is left."""
    told = [(DECLARED[key].theme, DECLARED[key].words, cells) for key, cells in rows.items()]
    return rows_below(told, heads)


def rows_below(
    rows: Sequence[tuple[str, str, tuple[str, ...]]], heads: tuple[tuple[str, ...], ...]
) -> str:
    """Return rows (heading, words, cells), each heading once above those that share it."""
    columns = zip(*heads, *(cells for _, _, cells in rows), strict=True)
    widths = [max(len(cell) for cell in column) for column in columns]
    first = min(WORDS_WIDTH, WIDTH - sum(widths) - len(GAP) * len(widths))
    lines = [_line("", head, first, widths) for head in heads]
    lines.append("-" * len(_line("", ["x" * width for width in widths], first, widths)))
    above = ""
    for heading, words, cells in rows:
        if heading != above:
            above = heading
            lines.append(heading)
        told = textwrap.wrap(words, first, initial_indent=" ", subsequent_indent="   ")
        lines += [_line(told[0], cells, first, widths), *told[1:]]
    return "\n".join(lines)


def _line(words: str, cells: Sequence[str], first: int, widths: Sequence[int]) -> str:
    rest = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
    return GAP.join([words.ljust(first), *rest]).rstrip()


def bullets(texts: Iterable[str]) -> list[str]:
    """Return each text as a bullet, wrapped."""
    return [line for text in texts for line in wrapped(f"- {text}", "  ")]


def wrapped(text: str, later: str = "") -> list[str]:
    """Return the text in lines; those after the first begin with `later`."""
    return textwrap.wrap(text, WIDTH, subsequent_indent=later) or [""]
