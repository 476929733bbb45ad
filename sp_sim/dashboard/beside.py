"""Beside: an answer as a page shows it, side by side, with a picture and a table for each measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.dashboard import figures
from sp_sim.dashboard.answers import HEADLINES
from sp_sim.dashboard.charts import Bands, bands
from sp_sim.dashboard.money import money_of
from sp_sim.dashboard.rows import Cell, Row, settle
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from sp_sim.dashboard.answers import Answer, Beside
    from sp_sim.dashboard.money import Money
    from sp_sim.dashboard.room import Told
    from sp_sim.dashboard.values import Value
    from sp_sim.results.measure import Measure


@dataclass(frozen=True)
class SideBySide:
    """All of an answer: the measures that come first, and the rest by theme."""

    names: tuple[str, ...]
    first: tuple[Row, ...]
    rest: dict[str, tuple[Row, ...]]
    sentence: str
    spoken: dict[str, str]
    """What is announced of each scenario, by its letter in addresses: one sentence, no figures."""
    money: Money


def side_by_side(told: Told, answer: Answer) -> SideBySide:
    """Return an answer as rows of words."""
    rows = {key: _row(DECLARED[key], answer, pictured=key in HEADLINES) for key in answer.values}
    rest: dict[str, tuple[Row, ...]] = {}
    for key, row in rows.items():
        if key not in HEADLINES:
            theme = DECLARED[key].theme
            rest[theme] = (*rest.get(theme, ()), row)
    first = tuple(rows[key] for key in HEADLINES if key in rows)
    money = money_of(answer.prices, [name[:1] for name in answer.names])
    spoken = {other.name[:1].lower(): _sentence(other) for other in answer.others}
    said = " ".join([*spoken.values(), money.sentence])
    return SideBySide(names(told), (*first, money.first), rest, said, spoken, money)


def names(told: Told) -> tuple[str, ...]:
    """Return what the scenarios are called on the page."""
    found = [f"A: {told.state.base}"]
    for one in told.state.others:
        count = len(one.moved)
        moved = f", {count} lever{'' if count == 1 else 's'} moved" if count else ""
        found.append(f"{one.letter.upper()}: {one.start}{moved}")
    return tuple(found)


def _row(measure: Measure, answer: Answer, *, pictured: bool) -> Row:
    values = answer.values[measure.key]
    cells = [_cell(measure, values[0])]
    for value, other in zip(values[1:], answer.others, strict=True):
        cells.append(_beside(measure, value, other))
    way = {"up": "higher is better", "down": "lower is better"}.get(measure.better, "")
    return Row(
        measure.key, measure.words, measure.definition, figures.unit(measure), way, tuple(cells),
        _picture(measure, answer) if pictured else None,
    )  # fmt: skip


def _cell(measure: Measure, value: Value) -> Cell:
    said = [figures.number(measure, each) for each in (value.low, value.high)]
    return Cell(figures.number(measure, value.mean), figures.between(*said))


def _beside(measure: Measure, value: Value, other: Beside) -> Cell:
    plain = _cell(measure, value)
    change = other.changes.get(measure.key)
    if change is None:
        return plain
    low, high = (figures.signed(measure, each) for each in (change.low, change.high))
    far = [figures.signed(measure, each) for each in (change.far_low, change.far_high)]
    unit = figures.unit(measure, of_difference=True)
    return Cell(
        plain.value, plain.band, f"{figures.signed(measure, change.difference)} {unit}",
        figures.between(low, high), figures.reaching(*far), figures.VERDICTS[change.verdict], settle(change),
    )  # fmt: skip


def _picture(measure: Measure, answer: Answer) -> Bands | None:
    marks = [
        (name[:1], value.mean, value.low, value.high, value.far_low, value.far_high)
        for name, value in zip(answer.names, answer.values[measure.key], strict=True)
    ]
    return bands(marks, lambda value: figures.number(measure, value), measure.possible)


def _sentence(other: Beside) -> str:
    """Return the answer in a sentence, for those who read no further."""
    by_word: dict[str, list[str]] = {}
    for key in HEADLINES:
        if key in other.changes:
            word = figures.VERDICTS[other.changes[key].verdict]
            by_word.setdefault(word, []).append(SHORT[key])
    parts = [
        f"{_and(by_word[word])} {'is' if len(by_word[word]) == 1 else 'are'} {word}"
        for word in ("better", "worse", "the same", "inconclusive", "higher", "lower")
        if word in by_word
    ]
    return f"With {other.name[:1]} instead of A, {'; '.join(parts)}."


SHORT = {
    "referrals_per_1000_per_year": "referral uptake",
    "wait_median_weeks": "the typical wait",
    "completed_share": "completion",
    "burnt_out_share": "the share burnt out",
    "exhaustion_mean": "exhaustion",
    "leavers_per_post_per_year": "leaving",
}


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
