"""Who sheet: who gains, a row a group and outcome, numbers as numbers, for filters and for charts of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.report.known import OF_AGE, OF_FIFTHS, OF_NEED, OF_ROWS, OF_SEX
from sp_sim.report.who import NO_RECORDS
from sp_sim.results.gains import gains
from sp_sim.results.kinds import KIND_MEASURES, kinds
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sp_sim.results.arm import Arm
    from sp_sim.results.gains import Group
    from sp_sim.results.reopen import Kept

Cells = tuple[Any, ...]
TITLE = "Who gains"
ALONE = "One scenario alone has nobody who gains: compare it with another."


def notes(kept: Kept) -> list[str]:
    """Return what must be known to read the rows; or why there are none."""
    if not kept.comparisons:
        return [ALONE]
    return [OF_FIFTHS, OF_ROWS, OF_NEED, OF_SEX, OF_AGE] if kept.arms else [NO_RECORDS]


def blocks(kept: Kept) -> Iterator[tuple[str, tuple[str, ...], list[Cells]]]:
    """Yield caption, heads and rows of each comparison; nothing where there are no records."""
    arms = {arm.name: arm for arm in kept.arms}
    for found in kept.comparisons if arms else ():
        base, other = arms[found["base"]], arms[found["other"]]
        heads = ("By", "Who", "Measure", base.name, other.name, "Difference", "Low (95%)", "High (95%)", "Verdict",
                 "Registered", "Unit", "Key")  # fmt: skip
        yield f"{other.name} against {base.name}", heads, list(_rows(base, other))


def _rows(base: Arm, other: Arm) -> Iterator[Cells]:
    places, people = gains(base, other), kinds(base, other)
    yield from _of("everyone", [places.everyone], registered=True)
    yield from _of("deprivation fifth of the practice", places.fifths, registered=True)
    yield from _of("kind of need", people.needs)
    yield from _of("sex", people.sexes)
    yield from _of("age", people.ages)
    yield from _of("practice", places.practices, registered=True)


def _of(by: str, groups: Sequence[Group], *, registered: bool = False) -> Iterator[Cells]:
    measures = MEASURES if registered else KIND_MEASURES
    for each in groups:
        for key, gain in each.gains.items():
            told, moved = measures[key], gain.difference
            yield (
                by, each.name, told.words, gain.base.mean, gain.other.mean, moved.difference, moved.low, moved.high,
                gain.verdict, each.registered if registered else None, told.unit, key,
            )  # fmt: skip
