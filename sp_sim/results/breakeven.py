"""Break-even: for each belief the value at which the preferred scenario changes, kept and told."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from sp_sim import __version__
from sp_sim.results.comparison import difference_document
from sp_sim.results.manifest import commit, packages
from sp_sim.results.write import as_json, write

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from sp_sim.estimate import Difference
    from sp_sim.param import Value
    from sp_sim.results.measure import Measure

Kind = Literal["reversed", "too small"]
FILE = "breakeven.json"
KINDS: dict[Kind, str] = {
    "reversed": "the other scenario is ahead: the difference changes its sign",
    "too small": "the advantage falls below the smallest difference that matters",
}


@dataclass(frozen=True)
class Side:
    """One side of a turn: a value, the share of belief below it, and what fresh runs found there."""

    value: Value
    share: float
    found: Difference

    def as_document(self, measure: Measure) -> dict[str, Any]:
        """Return the side ready for JSON."""
        told = difference_document(measure, self.found)
        return {"value": self.value, "belief_below": self.share, "difference": told}


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Where an answer turns along one parameter's prior.

    `moved` is the share of belief between the value that both scenarios hold and the turn, signed;
    `deviations` is the same in standard deviations of the prior. `holds` and `turned` are the places
    next to it at which fresh runs show clearly that the answer holds, and that it has turned.
    """

    key: str
    kind: Kind
    centre: Value
    value: Value
    share: float
    moved: float
    deviations: float
    holds: Side | None
    turned: Side | None

    @property
    def is_confirmed(self) -> bool:
        """Whether fresh runs on both sides of it show that it is there."""
        return self.holds is not None and self.turned is not None


@dataclass(frozen=True)
class Ends:
    """What runs found at both ends of what is believed of a parameter; NaN for nothing to count."""

    key: str
    low: float
    high: float


@dataclass(frozen=True)
class Answer:
    """One measure: the answer as things are believed, where it turns, and what never turns it.

    `centre` is from fresh runs; `ahead` is the scenario that is preferred (where neither way is
    better: the one with more), `None` where both are exactly alike.
    """

    measure: Measure
    centre: Difference
    ahead: str | None
    behind: str | None
    turns: tuple[Turn, ...]
    ends: tuple[Ends, ...]
    left_out: tuple[str, ...] = ()
    """Parameters with turns that seem to be farther away, and were not pinned down."""

    def of(self, kind: Kind) -> list[Turn]:
        """Return the turns of a kind: first those that take the least belief to move."""
        return [turn for turn in self.turns if turn.kind == kind]

    @cached_property
    def never(self) -> tuple[str, ...]:
        """The parameters at both ends of whose priors the answer still holds."""
        others = {turn.key for turn in self.turns} | {*self.left_out} | {*self.unknown}
        return tuple(each.key for each in self.ends if each.key not in others)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The parameters at an end of whose priors nothing could be counted."""
        return tuple(one.key for one in self.ends if math.isnan(one.low) or math.isnan(one.high))


@dataclass(frozen=True, kw_only=True)
class Breakeven:
    """All answers, and what they rest on."""

    base: str
    other: str
    answers: tuple[Answer, ...]
    rows: tuple[dict[str, Any], ...]
    told: dict[str, Any]

    def __repr__(self) -> str:
        """Return the whole in one line."""
        turns = sum(len(answer.turns) for answer in self.answers)
        return f"<Breakeven: {self.other} against {self.base}, {turns} turns>"

    @property
    def turns(self) -> pd.DataFrame:
        """One row a measure and turn, ordered by how little belief must move."""
        import pandas as pd  # noqa: PLC0415 - tables are made when asked for

        return pd.DataFrame(list(self.rows), columns=list(TURN_COLUMNS))

    @property
    def screening(self) -> pd.DataFrame:
        """One row a measure and parameter: the difference at both ends of what is believed."""
        import pandas as pd  # noqa: PLC0415 - as above

        rows = [
            {"measure": answer.measure.key, "key": one.key, "low": one.low, "high": one.high}
            for answer in self.answers
            for one in answer.ends
        ]
        return pd.DataFrame(rows, columns=["measure", "key", "low", "high"])

    def document(self) -> dict[str, Any]:
        """Return the whole as one JSON-ready object."""
        return {
            "base": self.base,
            "other": self.other,
            "kinds": dict(KINDS),
            "answers": [_answer(answer, self.rows) for answer in self.answers],
            "manifest": self.manifest,
        }

    @property
    def manifest(self) -> dict[str, Any]:
        """Where the result came from."""
        return {
            "program": "sp_sim", "kind": "breakeven", "version": __version__, "commit": commit(),
            "packages": packages(), "draws": "point", **self.told,
        }  # fmt: skip

    def save(self, folder: Path, *, overwrite: bool = False, command: str = "") -> Path:
        """Write `breakeven.json` and tables into `folder`, all or nothing, and return it."""
        frames = {"breakeven": lambda: self.turns, "screening": lambda: self.screening}
        told = self.manifest | {"command": command}

        def put(place: Path) -> None:
            (place / FILE).write_text(as_json(self.document()), encoding="utf-8")

        return write(frames, told, folder, overwrite=overwrite, also=(put,))


TURN_COLUMNS = (
    "measure", "key", "meaning", "unit", "grade", "source", "kind", "centre", "value",
    "belief_below", "belief_moved", "deviations", "confirmed", "holds_at", "holds_difference",
    "holds_low", "holds_high", "turned_at", "turned_difference", "turned_low", "turned_high",
    "in_words",
)  # fmt: skip


def side_columns(name: str, side: Side | None) -> dict[str, Any]:
    """Return a side as columns; nothing where fresh runs did not show it."""
    found = None if side is None else side.found
    return {
        f"{name}_at": None if side is None else float(side.value),  # type: ignore[arg-type]  # a number
        f"{name}_difference": None if found is None else found.difference,
        f"{name}_low": None if found is None else found.low,
        f"{name}_high": None if found is None else found.high,
    }


def _answer(answer: Answer, rows: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    measure = answer.measure
    mine = [row for row in rows if row["measure"] == measure.key]
    sides = {(turn.key, turn.kind, turn.share): turn for turn in answer.turns}
    return {
        "measure": measure.key,
        "words": measure.words,
        "at_the_centre": difference_document(measure, answer.centre),
        "ahead": answer.ahead,
        "turns": [
            row | _sides(sides[row["key"], row["kind"], row["belief_below"]], measure)
            for row in mine
        ],
        "left_out": list(answer.left_out),
        "unknown": list(answer.unknown),
        "none_within_the_prior": list(answer.never),
    }


def _sides(turn: Turn, measure: Measure) -> dict[str, Any]:
    pairs = (("holds", turn.holds), ("turned", turn.turned))
    return {name: None if side is None else side.as_document(measure) for name, side in pairs}
