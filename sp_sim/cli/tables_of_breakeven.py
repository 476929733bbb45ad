"""Tables of break-even: how little belief must move before an answer turns, in plain words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sp_sim.cli import showing
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.results.breakeven import KINDS
from sp_sim.results.comparison import in_words as verdict
from sp_sim.results.shown import signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.results.breakeven import Answer, Breakeven, Turn

NEAREST = 5
"""Parameters that are told of those that do not turn the answer."""
IN_FULL = 5
"""Proved turns that are told in a sentence each."""


def in_words(found: Breakeven) -> str:
    """Return everything that was found, as text."""
    told = found.manifest
    lines = [
        f"{found.other} against {found.base}",
        showing.paragraph(
            f"Area: {told['area']}; {told['weeks']} weeks. {told['parameters']} parameters that nobody"
            f" knows were each taken from {100 * told['believed'][0]:g}% to"
            f" {100 * told['believed'][1]:g}% of belief, alone, with {len(told['seeds'])} seeds; turns"
            f" were proved with {len(told['fresh_seeds'])} fresh ones ({told['runs']:,} runs). A turn"
            " and a return before the end are not seen, nor what several beliefs do together (see: sp-sim"
            " compare)."
        ),
    ]
    for answer in found.answers:
        lines += ["", *_answer(answer, found)]
    return "\n".join(lines)


def _answer(answer: Answer, found: Breakeven) -> Iterator[str]:
    measure = answer.measure
    yield f"{measure.words} ({measure.unit})"
    yield from showing.wrapped(_centre(answer))
    if answer.ahead is None:
        return
    for kind in KINDS:
        turns = answer.of(kind)
        if turns:
            yield ""
            yield from showing.wrapped(f"Where {KINDS[kind]}, the least belief first:")
            yield from _table(turns)
            sentences = [
                row["in_words"]
                for row in found.rows
                if row["measure"] == measure.key and row["kind"] == kind and row["confirmed"]
            ]
            yield from showing.bullets(
                f"{text[0].upper()}{text[1:]}" for text in sentences[:IN_FULL]
            )
    if answer.left_out:
        yield from showing.wrapped(
            f"Turns of {len(answer.left_out)} more parameters seem to be farther away and were not"
            " pinned down: see --most."
        )
    if answer.unknown:
        yield from showing.wrapped(f"Nothing to count at an end: {', '.join(answer.unknown)}.")
    yield ""
    yield from showing.wrapped(_never(answer))


def _centre(answer: Answer) -> str:
    found = answer.centre
    text = f"As things are believed: {showing.shown_difference(answer.measure, found)}"
    text += f" ({verdict(found)}, fresh seeds)"
    if answer.ahead is None:
        return f"{text}. Both are exactly alike: there is no answer that could turn."
    text += f"; {answer.ahead} is {'higher' if answer.measure.better == 'neither' else 'ahead'}."
    if not found.is_clear:
        text += " That is not clear: turns of an answer which is none say little."
    elif found.verdict == "equivalent":
        text += (
            " That is less than matters: a change of sign is looked for, and may matter as little."
        )
    return text


def _table(turns: list[Turn]) -> Iterator[str]:
    heads = (
        "parameter", "now", "turns at", "belief", "sd", "holds at", "turned at", "grade", "proved",
    )  # fmt: skip
    rows = [heads, *map(_cells, turns)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([first, *rest]).rstrip()


def _cells(turn: Turn) -> tuple[str, ...]:
    places = (side.value if side else None for side in (turn.holds, turn.turned))
    return (
        turn.key, _number(turn.centre), _number(turn.value), f"{100 * abs(turn.moved):.0f}%",
        f"{turn.deviations:+.1f}", *map(_number, places), PARAMETERS[turn.key].grade,
        "yes" if turn.is_confirmed else "NO",
    )  # fmt: skip


def _never(answer: Answer) -> str:
    never = [each for each in answer.ends if each.key in set(answer.never)]
    text = f"None within the prior: {len(never)} of {len(answer.ends)} parameters."
    sign = math.copysign(1.0, answer.centre.difference or 0.0)
    reached = [(min(sign * one.low, sign * one.high), one.key) for one in never]
    nearest = [
        f"{key} ({signed(answer.measure, sign * margin)})"
        for margin, key in sorted(reached)[:NEAREST]
    ]
    return (
        f"{text} Those that take the difference nearest to nothing: {', '.join(nearest)}."
        if nearest
        else text
    )


def _number(value: object) -> str:
    if value is None:
        return showing.NOTHING
    return f"{value:.3g}" if isinstance(value, float) else str(value)
