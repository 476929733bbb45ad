"""Flips: which assumptions, were they otherwise, would turn the answer; small enough for a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sp_sim.dashboard.values import Change, change_of
from sp_sim.experiments.breakeven import breakeven
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from sp_sim.dashboard.answers import Ask
    from sp_sim.experiments.live import Progress
    from sp_sim.results.breakeven import Answer, Breakeven, Ends, Turn

MOST = 5
"""So many turns of each outcome are pinned down: the nearest."""


@dataclass(frozen=True)
class Flip:
    """One assumption with the value at which an answer turns."""

    key: str
    meaning: str
    unit: str
    grade: str
    centre: float
    value: float
    deviations: float
    belief: float
    is_reversed: bool
    is_confirmed: bool


@dataclass(frozen=True)
class Reach:
    """One assumption whose turn was not pinned down: the difference at both ends of belief."""

    key: str
    meaning: str
    low: float
    high: float
    turns: bool


@dataclass(frozen=True)
class Flips:
    """One outcome: who is ahead as things are assumed, what would turn that, and what would not."""

    measure: str
    ahead: str | None
    behind: str | None
    change: Change
    flips: tuple[Flip, ...]
    others: tuple[Reach, ...]
    letters: str = "B less A"


@dataclass(frozen=True)
class FlipsFound:
    """What was searched, and what was found for each outcome."""

    answers: tuple[Flips, ...]
    beliefs: int
    pairs: int
    fresh_pairs: int
    runs: int


def flips(ask: Ask, which: int, on_progress: Progress) -> FlipsFound:
    """Return what would turn the answer on the scenario in place `which` against the base."""
    found = breakeven(
        ask.scenarios[0], ask.scenarios[which], most=MOST, on_progress=on_progress, **ask.question
    )
    letters = f"{found.other[0]} less {found.base[0]}"
    return _found(found, letters)


def _found(found: Breakeven, letters: str) -> FlipsFound:
    told = found.told
    return FlipsFound(
        tuple(replace(_answer(each), letters=letters) for each in found.answers),
        told["parameters"], len(told["seeds"]), len(told["fresh_seeds"]), told["runs"],
    )  # fmt: skip


def _answer(found: Answer) -> Flips:
    pinned = {turn.key for turn in found.turns}
    centre = found.centre
    return Flips(
        found.measure.key, found.ahead, found.behind,
        change_of(centre, None),
        tuple(_flip(turn) for turn in found.turns),
        tuple(_reach(each, found.left_out) for each in found.ends if each.key not in pinned),
    )  # fmt: skip


def _flip(turn: Turn) -> Flip:
    told = PARAMETERS[turn.key]
    centre, value = float(turn.centre), float(turn.value)  # type: ignore[arg-type]  # numbers
    return Flip(
        turn.key, told.meaning, told.unit, told.grade, centre, value, abs(turn.deviations),
        abs(turn.moved), turn.kind == "reversed", turn.is_confirmed,
    )  # fmt: skip


def _reach(ends: Ends, left_out: tuple[str, ...]) -> Reach:
    return Reach(ends.key, PARAMETERS[ends.key].meaning, ends.low, ends.high, ends.key in left_out)
