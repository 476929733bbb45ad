"""Showing: numbers, ranges and rows as they are printed, at most 100 columns wide."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sp_sim.estimate import Difference, Estimate
    from sp_sim.results.measure import Measure

WIDTH = 100
WORDS_WIDTH = 44
GAP = " "
NOTHING = "-"


def shown_mean(measure: Measure, found: Estimate) -> str:
    """Return a mean as it is printed: shares in per cent."""
    return NOTHING if found.mean is None else _number(measure, found.mean)


def shown_difference(measure: Measure, found: Difference) -> str:
    """Return a difference with its interval, signed."""
    if found.difference is None:
        return NOTHING
    middle = _signed(measure, found.difference)
    if found.low is None or found.high is None:
        return middle
    return f"{middle} ({shown_signed_range(measure, found.low, found.high)})"


def shown_signed_range(measure: Measure, low: float, high: float) -> str:
    """Return a range of differences, signed."""
    return f"{_signed(measure, low)} to {_signed(measure, high)}"


def shown_signed(measure: Measure, value: float) -> str:
    """Return one difference, signed."""
    return _signed(measure, value)


def paragraph(text: str) -> str:
    """Return the text wrapped."""
    return "\n".join(wrapped(text))


def _number(measure: Measure, value: float) -> str:
    if measure.kind == "share":
        return f"{100 * value:.{1 if measure.smallest < 0.01 else 0}f}%"
    return f"{value:,.{_places(measure)}f}"


def _signed(measure: Measure, value: float) -> str:
    is_share = measure.kind == "share"
    scaled, places = (100 * value, 1) if is_share else (value, _places(measure))
    text = f"{scaled:+,.{places}f}"
    return text if text.strip("+-0.") else text[1:]


def _places(measure: Measure) -> int:
    """Return decimals that show a tenth of what matters."""
    return 2 if measure.smallest < 0.5 else 1 if measure.smallest < 10.0 else 0


def shown_range(measure: Measure, low: float | None, high: float | None) -> str:
    """Return a range as it is printed; or that there is none."""
    if low is None or high is None:
        return NOTHING
    return f"{_number(measure, low)} to {_number(measure, high)}"


def table(rows: Mapping[str, tuple[str, ...]], heads: tuple[tuple[str, ...], ...]) -> str:
    """Return rows by theme; columns are as wide as they must be, and words take what is left."""
    columns = zip(*heads, *rows.values(), strict=True)
    widths = [max(len(cell) for cell in column) for column in columns]
    first = min(WORDS_WIDTH, WIDTH - sum(widths) - len(GAP) * len(widths))
    lines = [_line("", head, first, widths) for head in heads]
    lines.append("-" * len(_line("", ["x" * width for width in widths], first, widths)))
    theme = ""
    for key, cells in rows.items():
        measure = DECLARED[key]
        if measure.theme != theme:
            theme = measure.theme
            lines.append(theme)
        told = textwrap.wrap(measure.words, first, initial_indent=" ", subsequent_indent="   ")
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
