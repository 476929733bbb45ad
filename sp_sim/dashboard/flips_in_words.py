"""Flips in words: what would turn an answer, as the rows and sentences of a page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.dashboard import figures
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from sp_sim.dashboard.flips import Flip, Flips, Reach
    from sp_sim.results.measure import Measure

Cells = tuple[str, ...]


@dataclass(frozen=True)
class FlipsInWords:
    """One outcome: its sentence, the assumptions that turn it, and those that do not."""

    words: str
    unit: str
    standing: str
    verdict: str
    rows: tuple[Cells, ...]
    none: str
    others: tuple[Cells, ...]


def flips_in_words(found: Flips) -> FlipsInWords:
    """Return what would turn one outcome, in words."""
    measure = MEASURES[found.measure]
    return FlipsInWords(
        measure.words, figures.unit(measure, of_difference=True), _standing(found, measure),
        figures.VERDICTS[found.change.verdict],
        tuple(_row(each, found) for each in found.flips), _none(found),
        tuple(_other(each, measure) for each in found.others),
    )  # fmt: skip


def _standing(found: Flips, measure: Measure) -> str:
    if found.ahead is None:
        return "As things are assumed both are exactly alike, so neither is ahead."
    low, high = (figures.signed(measure, end) for end in (found.change.low, found.change.high))
    unit = figures.unit(measure, of_difference=True)
    much = figures.signed(measure, found.change.difference)
    return (
        f"As things are assumed, {found.ahead} is ahead: {found.letters} is {much} {unit}"
        f" ({figures.between(low, high)}), which is"
    )


def _none(found: Flips) -> str:
    """Return how many assumptions turn the answer nowhere within what is believed of them."""
    never = sum(not each.turns and _is_counted(each) for each in found.others)
    farther = sum(each.turns for each in found.others)
    every = "other assumptions" if found.flips or farther else "assumptions"
    told = [f"{never:,} {every} turn it nowhere within what is believed of them."]
    if farther:
        told.append(f"{farther:,} more turn it farther away, and were not pinned down.")
    return " ".join(told)


def _row(flip: Flip, found: Flips) -> Cells:
    what = f"{found.behind} comes out ahead" if flip.is_reversed else "too close to matter"
    far = f"{flip.deviations:.1f} standard deviations, {100 * flip.belief:.0f}% of belief"
    sure = "yes" if flip.is_confirmed else "no"
    was, at = (f"{_number(value)} {flip.unit}".strip() for value in (flip.centre, flip.value))
    way = "or less" if flip.value < flip.centre else "or more"
    return (_capital(flip.meaning), flip.key, was, f"{at} {way}", far, what, sure, flip.grade)


def _other(each: Reach, measure: Measure) -> Cells:
    ends = [None if math.isnan(end) else end for end in (each.low, each.high)]
    where = "none" if _is_counted(each) else "nothing to count at one end"
    said = "farther away" if each.turns else where
    return (
        _capital(each.meaning), each.key, said, *(figures.signed(measure, end) for end in ends),
    )  # fmt: skip


def _is_counted(each: Reach) -> bool:
    return not (math.isnan(each.low) or math.isnan(each.high))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _number(value: float) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
