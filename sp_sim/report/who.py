"""Who: which practices, deprivation fifths, needs, sexes and ages gain, and whether the average hides a wider gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.report.compared import Row, Table
from sp_sim.report.known import OF_AGE, OF_FIFTHS, OF_NEED, OF_ROWS, OF_SEX, left_behind
from sp_sim.report.words import linked
from sp_sim.results.gains import OUTCOMES, UNKNOWN, gains
from sp_sim.results.kinds import KIND_MEASURES, kinds
from sp_sim.results.measures import MEASURES
from sp_sim.results.shown import NOTHING, signed
from sp_sim.results.shown import number as shown_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from sp_sim.estimate import Difference, Estimate
    from sp_sim.results.arm import Arm
    from sp_sim.results.gains import Gain, Gap, Group
    from sp_sim.results.kinds import Kinds
    from sp_sim.results.measure import Measure
    from sp_sim.results.reopen import Kept

FIFTHS = {"1": "1 (least deprived)", "5": "5 (most deprived)", UNKNOWN: "not known"}
UPTAKE = OUTCOMES[0]
KIND_OUTCOMES = (UPTAKE, "first_contact_share")
"""What is told of people by kind: whether they are referred, and whether they come."""
RATES = "Coded referrals per 1,000 registered a year"
MOST_ROWS = 200
"""So many practices are listed on the page."""
NO_FIFTHS = (
    "The area does not know how deprived its practices are: nothing can be said of deprivation."
)
NO_RECORDS = (
    "Who gains cannot be told: with so many runs of drawn parameters, records of practices would not"
    " have fitted in memory. Ask for fewer runs, a smaller area, or --draws point."
)
NEED = f"{OF_FIFTHS} Equal rates would not be equal care. A fifth is that of the practice, not of each patient."
KINDS = (OF_ROWS, OF_NEED, OF_SEX, OF_AGE)


@dataclass(frozen=True)
class Who:
    """What one comparison says of who gains."""

    by_fifth: Table | None
    by_practice: Table
    by_kind: tuple[Table, ...]
    left_behind: str
    counted: Markup
    gap_in_words: Markup | str
    warning: str


def who_gains(kept: Kept) -> list[Who]:
    """Return who gains in each comparison; nothing where there are no records."""
    arms = {arm.name: arm for arm in kept.arms}
    if not arms:
        return []
    return [
        _who(arms[found["base"]], arms[found["other"]], number)
        for number, found in enumerate(kept.comparisons, 1)
    ]


def _who(base: Arm, other: Arm, number: int) -> Who:
    found, people = gains(base, other), kinds(base, other)
    names = base.name, other.name
    known = [each for each in found.fifths if each.name != UNKNOWN]
    rows = [_cells(FIFTHS.get(each.name, each.name), each) for each in known]
    if found.gap is not None:
        rows.append(_of_gap(found.gap))
    table = _table(
        f"{RATES}, by deprivation fifth of the practice: {names[1]} against {names[0]}",
        "Fifth",
        names,
        rows,
        f"fifth{number}",
    )
    return Who(
        by_fifth=table if known else None,
        by_practice=_practices(found.practices, names, number),
        by_kind=tuple(_of_kinds(people, key, names, number) for key in KIND_OUTCOMES),
        left_behind=left_behind(people, other.name),
        counted=_counted(found.practices, other.name, number),
        gap_in_words=NO_FIFTHS if found.gap is None else _gap(found.gap, len(known), number),
        warning=_warning(other.name) if found.warns else "",
    )


def _practices(practices: Sequence[Group], names: tuple[str, str], number: int) -> Table:
    """Return a row a practice; of very many the largest lists only."""
    largest = sorted(practices, key=lambda each: -each.registered)[:MOST_ROWS]
    chosen = {each.name for each in largest}
    shown = [each for each in sorted(practices, key=lambda each: each.name) if each.name in chosen]
    which = (
        "" if len(shown) == len(practices) else f" (the {len(shown)} largest of {len(practices):,})"
    )
    rows = [_cells(each.name, each) for each in shown]
    return _table(
        f"{RATES}, by practice{which}: {names[1]} against {names[0]}",
        "Practice",
        names,
        rows,
        f"practice{number}",
    )


def _of_kinds(found: Kinds, key: str, names: tuple[str, str], number: int) -> Table:
    """Return one outcome of people by kind of need, by sex and by age."""
    told, prefix = KIND_MEASURES[key], f"kind{number}-{KIND_OUTCOMES.index(key) + 1}"
    parts = (("Kind of need", found.needs), ("Sex", found.sexes), ("Age", found.ages))
    groups = tuple(
        (
            head,
            tuple(
                _row_of_kind(f"{prefix}-{part}-{place}", each.name, told, each.gains[key])
                for place, each in enumerate(groups, 1)
            ),
        )
        for part, (head, groups) in enumerate(parts, 1)
    )
    caption = f"{told.words}, by need, sex and age: {names[1]} against {names[0]}"
    return Table(prefix, caption, ("Who", *names, "Difference (95% interval)", "Verdict"), groups)


def _row_of_kind(anchor: str, name: str, told: Measure, gain: Gain) -> Row:
    means = (
        NOTHING if each.mean is None else shown_number(told, each.mean)
        for each in (gain.base, gain.other)
    )
    found = gain.difference
    moved = _with_interval(found.difference, found.low, found.high, told)
    return Row(
        anchor, f"{name[:1].upper()}{name[1:]}", (*means, moved, gain.verdict), mark=gain.verdict
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
    gain = each.gains[UPTAKE]
    means = (
        NOTHING if told.mean is None else f"{told.mean:.1f}" for told in (gain.base, gain.other)
    )
    return (words, f"{each.registered:,}", *means, _difference(gain.difference), gain.verdict)


def _of_gap(found: Gap) -> tuple[str, ...]:
    means = (
        NOTHING if told.mean is None else signed(MEASURES[UPTAKE], told.mean)
        for told in (found.base, found.other)
    )
    head = f"Gap: fifth {found.least} minus fifth {found.most}"
    word = "wider" if found.widens else "narrower" if found.narrows else "inconclusive"
    return head, "", *means, _moved(found.wider), word


def _difference(found: Difference) -> str:
    return _with_interval(found.difference, found.low, found.high)


def _moved(found: Estimate) -> str:
    return _with_interval(found.mean, found.low, found.high)


def _with_interval(
    middle: float | None, low: float | None, high: float | None, measure: Measure = MEASURES[UPTAKE]
) -> str:
    if middle is None:
        return NOTHING
    if low is None or high is None:
        return signed(measure, middle)
    return f"{signed(measure, middle)} ({signed(measure, low)} to {signed(measure, high)})"


def _counted(practices: Sequence[Group], name: str, number: int) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 - only when a page is made

    words = [each.gains[UPTAKE].verdict for each in practices]
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

    word = "may widen or narrow: these runs do not tell"
    if found.widens or found.narrows:
        word = "widens" if found.widens else "narrows"
    return Markup(
        "The gap between the least and the most deprived practices changes by {} referrals per 1,000 a year: it {}."
    ).format(linked(_moved(found.wider), f"fifth{number}-{fifths + 1}"), word)


def _warning(name: str) -> str:
    return (
        f"On average more people are referred with {name}, and yet the gap between the least and the most deprived"
        " practices widens: the most deprived gain less."
    )
