"""Who: which practices and deprivation fifths gain, and whether the average hides a wider gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.report.compared import Row, Table
from sp_sim.report.people import Gap, Group, by_fifth, by_practice, gap
from sp_sim.report.words import linked
from sp_sim.results.comparison import in_words
from sp_sim.results.shown import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from sp_sim.results.arm import Arm
    from sp_sim.results.reopen import Kept

FIFTHS = {"1": "1 (least deprived)", "5": "5 (most deprived)"}
RATES = "Referrals per 1,000 registered in the last year"
MOST_ROWS = 200
"""So many practices are listed on the page."""
NO_FIFTHS = (
    "The area does not know how deprived its practices are: nothing can be said of deprivation."
)
NO_RECORDS = (
    "Who gains cannot be told: parameters were drawn, and records of practices are not kept then."
)
NEED = (
    "Need is greater where deprivation is: equal rates would not be equal care. A fifth is that of the practice,"
    " not of each patient."
)


@dataclass(frozen=True)
class Who:
    """What one comparison says of who gains."""

    by_fifth: Table | None
    by_practice: Table
    counted: Markup
    gap_in_words: Markup | str
    warning: str


def who_gains(kept: Kept) -> list[Who]:
    """Return who gains in each comparison; nothing where there are no records."""
    arms = {arm.name: arm for arm in kept.arms}
    if not arms:
        return []
    return [
        _who(kept, arms[found["base"]], arms[found["other"]], number)
        for number, found in enumerate(kept.comparisons, 1)
    ]


def _who(kept: Kept, base: Arm, other: Arm, number: int) -> Who:
    practices, fifths = by_practice(base, other), by_fifth(base, other, kept.area)
    found = gap(fifths)
    names = base.name, other.name
    rows = [(*_cells(FIFTHS.get(each.words, each.words), each),) for each in fifths]
    if found is not None:
        rows.append(_of_gap(fifths, found))
    table = _table(
        f"{RATES}, by deprivation fifth of the practice: {names[1]} against {names[0]}",
        "Fifth",
        names,
        rows,
        f"fifth{number}",
    )
    return Who(
        by_fifth=table if fifths else None,
        by_practice=_practices(practices, names, number),
        counted=_counted(practices, other.name, number),
        gap_in_words=NO_FIFTHS if found is None else _gap(found, len(fifths), number),
        warning=_warning(found, other.name),
    )  # fmt: skip


def _practices(practices: Sequence[Group], names: tuple[str, str], number: int) -> Table:
    """Return a row a practice; of very many the largest lists only."""
    largest = sorted(practices, key=lambda each: -each.registered)[:MOST_ROWS]
    chosen = {each.words for each in largest}
    shown = [each for each in practices if each.words in chosen]
    which = (
        "" if len(shown) == len(practices) else f" (the {len(shown)} largest of {len(practices):,})"
    )
    rows = [_cells(each.words, each) for each in shown]
    return _table(
        f"{RATES}, by practice{which}: {names[1]} against {names[0]}",
        "Practice",
        names,
        rows,
        f"practice{number}",
    )


def _table(
    caption: str, head: str, names: tuple[str, str], rows: Sequence[tuple[str, ...]], prefix: str
) -> Table:
    heads = (head, "Registered", *names, "Difference (95% interval)", "Verdict")
    made = tuple(
        Row(f"{prefix}-{place}", row[0], row[1:], mark=row[-1]) for place, row in enumerate(rows, 1)
    )
    return Table(prefix, caption, heads, (("", made),))


def _cells(words: str, each: Group) -> tuple[str, ...]:
    found = each.difference
    means = (NOTHING if told.mean is None else f"{told.mean:.1f}" for told in each.means)
    return (
        words,
        f"{each.registered:,}",
        *means,
        _with_interval(found.difference, found.low, found.high),
        in_words(found),
    )


def _of_gap(fifths: Sequence[Group], found: Gap) -> tuple[str, ...]:
    means = (
        NOTHING if told.mean is None else f"{told.mean:+.1f}" for told in (found.base, found.other)
    )
    change = found.change
    head = f"Gap: fifth {fifths[0].words} minus fifth {fifths[-1].words}"
    word = "wider" if found.widens else "narrower" if _narrows(found) else "inconclusive"
    return head, "", *means, _with_interval(change.difference, change.low, change.high), word


def _narrows(found: Gap) -> bool:
    return found.change.high is not None and found.change.high < 0.0


def _with_interval(middle: float | None, low: float | None, high: float | None) -> str:
    if middle is None:
        return NOTHING
    return (
        f"{middle:+.1f}"
        if low is None or high is None
        else f"{middle:+.1f} ({low:+.1f} to {high:+.1f})"
    )


def _counted(practices: Sequence[Group], name: str, number: int) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    words = [in_words(each.difference) for each in practices]
    target = f"practice{number}"
    return Markup(
        "Of {} practices, {} have more referrals with {}, {} fewer, and of {} these runs do not tell, or the"
        " difference is too small to matter."
    ).format(
        linked(str(len(words)), target), linked(str(words.count("better")), target), name,
        linked(str(words.count("worse")), target),
        linked(str(words.count("inconclusive") + words.count("equivalent")), target),
    )  # fmt: skip


def _gap(found: Gap, fifths: int, number: int) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    change = _with_interval(found.change.difference, found.change.low, found.change.high)
    word = (
        "widens"
        if found.widens
        else "narrows"
        if _narrows(found)
        else "may widen or narrow: these runs do not tell"
    )
    return Markup(
        "The gap between the least and the most deprived practices changes by {} referrals per 1,000 a year: it {}."
    ).format(linked(change, f"fifth{number}-{fifths + 1}"), word)


def _warning(found: Gap | None, name: str) -> str:
    if found is None or not found.hides:
        return ""
    return (
        f"On average more people are referred with {name}, and yet the gap between the least and the most deprived"
        " practices widens: those who need it most gain least."
    )
