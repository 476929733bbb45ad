"""Tables of breakdowns: the main measures by practice, pcn, ..., in words; all others are in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.cli.showing import (
    NOTHING,
    paragraph,
    rows_below,
    shown_difference,
    shown_mean,
    shown_range,
    shown_signed_range,
    wrapped,
)
from sp_sim.results.breakdowns import contrasted_parts, parts
from sp_sim.results.comparison import in_words
from sp_sim.results.dimensions import BY_PERSON, YEAR
from sp_sim.results.tables_by import DIFFERENCES, SUMMARY

if TYPE_CHECKING:
    from sp_sim.nested import Nested
    from sp_sim.results.arm import Arm
    from sp_sim.results.breakdowns import Contrasted
    from sp_sim.results.measure import Measure
    from sp_sim.results.result import Result

SHOWN = (
    "referrals_per_1000_per_year",
    "wait_median_weeks",
    "first_contact_share",
    "completed_share",
    "exhaustion_mean",
)
"""The measures that a table of words has, where the breakdown has them."""
MOST_GROUPS = 12
IN_WORDS = {
    "practice": "practice",
    "pcn": "primary care network",
    "deprivation_fifth": "deprivation fifth (5 is the most deprived)",
    "age_band": "age",
    "sex": "sex",
    "need": "need",
    "year": "year of the run",
}


def broken_down(result: Result) -> list[str]:
    """Return a block for each breakdown of each comparison, or of the only scenario."""
    blocks = []
    for by in result.asked.by:
        if not result.comparisons:
            blocks.append(_of_arm(result.arms[0], by))
        for each in result.comparisons:
            base, other = result.arm(each.base), result.arm(each.other)
            heading = f"{each.other} (other) against {each.base} (base)"
            blocks.append(_of_pair(base, other, by, heading))
    return blocks


def _of_arm(arm: Arm, by: str) -> str:
    rows = []
    for part in parts(arm, by, only=SHOWN, most=MOST_GROUPS):
        found, over = part.estimate, part.nested
        cells = (shown_mean(part.measure, found), shown_range(part.measure, found.low, found.high))
        ends = () if over is None else (_range(part.measure, over),)
        rows.append((part.measure.words, part.group, (*cells, *ends)))
    heads = ("mean", "95% interval", *(() if arm.asked.sets == 1 else ("95% of sets",)))
    return _block(f"By {IN_WORDS[by]}", rows, (heads,), by, SUMMARY, arm)


def _of_pair(base: Arm, other: Arm, by: str, heading: str) -> str:
    shown = contrasted_parts(base, other, by, only=SHOWN, most=MOST_GROUPS)
    rows = [(each.base.measure.words, each.base.group, _cells(each)) for each in shown]
    is_drawn = base.asked.sets > 1
    heads = (
        ("", "", "difference", *(("",) if is_drawn else ()), ""),
        ("base", "other", "(95% interval)", *(("95% of sets",) if is_drawn else ()), "verdict"),
    )
    return _block(f"By {IN_WORDS[by]}: {heading}", rows, heads, by, DIFFERENCES, base)


def _cells(each: Contrasted) -> tuple[str, ...]:
    told, over = each.base.measure, each.beside.nested
    middle = () if over is None else (_range(told, over, is_difference=True),)
    return (
        shown_mean(told, each.base.estimate), shown_mean(told, each.other.estimate),
        shown_difference(told, each.difference), *middle, in_words(each.difference),
    )  # fmt: skip


def _block(
    heading: str, rows: list[tuple[str, str, tuple[str, ...]]], heads: tuple[tuple[str, ...], ...],
    by: str, table: str, arm: Arm,
) -> str:  # fmt: skip
    note = _notes(by, len(arm.split(by).groups), table)
    return "\n".join([*wrapped(heading), rows_below(rows, heads), paragraph(note)])


def _notes(by: str, groups: int, table: str) -> str:
    told = f"All measures by {by} are in the table {table}{by}."
    if groups > MOST_GROUPS:
        told = f"The first {MOST_GROUPS} of {groups} groups are shown. {told}"
    if by in BY_PERSON:
        told += " Uptake is referrals of the group per 1,000 patients of all groups."
    if by == YEAR:
        told += (
            " Years are whole blocks of 52 weeks; waits and how referrals ended are of the"
            " referrals made in the year, and at least 26 weeks before the end of the run."
        )
    return f"{told} So many intervals miss now and then: one in twenty by chance."


def _range(measure: Measure, found: Nested, *, is_difference: bool = False) -> str:
    low, high = found.evidence_low, found.evidence_high
    if low is None or high is None:
        return NOTHING
    shown = shown_signed_range if is_difference else shown_range
    return shown(measure, low, high)
