"""Flip: which beliefs, if they were wrong, would turn the answer; from a break-even search that was kept."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problem, Problems
from sp_sim.report.compared import Table, plain

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.economics.answer import Costs
    from sp_sim.results.reopen import Kept

FILE = "breakeven.json"
A_SEARCH = "a folder that `sp-sim breakeven` wrote with --out, for scenarios of the report"
HEADS = ("Assumption", "As believed", "Turns at", "What turns", "Confirmed by fresh runs", "Grade")
PARTS = ("measure", "words", "at_the_centre", "turns", "none_within_the_prior")
COST_HEADS = ("Unit cost", "In the book", "Turns at", "Within its range", "Confirmed figure")


def searched(kept: Kept, folder: Path | None) -> dict[str, Any] | None:
    """Return what a break-even search found: of the folder given, or beside the results."""
    place = kept.folder if folder is None else folder
    path = place / FILE
    if not path.is_file():
        if folder is None:
            return None
        raise Problems([_problem(path, "is not there")])
    found = _read(path)
    pair = found["base"], found["other"]
    if pair not in [(each["base"], each["other"]) for each in kept.comparisons]:
        raise Problems(
            [_problem(path, f"is of {pair[1]} against {pair[0]}, which is not in the report")]
        )
    if _marks(found["manifest"], pair) != _marks(kept.manifest, pair):
        raise Problems(
            [_problem(path, "is of other scenarios of the same name, or of another area")]
        )
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        parts = [found[name] for name in ("base", "other", "answers", "kinds", "manifest")]
        parts += [each[name] for each in found["answers"] for name in PARTS]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problems([_problem(path, "does not say what a break-even search says")]) from error
    return dict(found)


def _marks(manifest: dict[str, Any], pair: tuple[str, str]) -> list[str]:
    """Return the fingerprints of the area and of both scenarios."""
    prints = manifest.get("fingerprints", {})
    return [prints.get("area"), *(prints.get("scenarios", {}).get(name) for name in pair)]


def turn_tables(found: dict[str, Any]) -> list[Table]:
    """Return a table a measure: the turns, first those for which the least belief must move."""
    return [
        plain(
            f"What would turn {each['words']}: {found['other']} against {found['base']}", HEADS,
            [_turn(turn, found["kinds"]) for turn in each["turns"]], f"turn{number}",
        )
        for number, each in enumerate(found["answers"], 1)
        if each["turns"]
    ]  # fmt: skip


def never(found: dict[str, Any]) -> list[str]:
    """Return, for each measure, how many beliefs were tried that never turn the answer."""
    return [
        f"{each['words']}: assumptions that turn it nowhere within what is believed of them:"
        f" {len(each['none_within_the_prior'])}."
        for each in found["answers"]
    ]


def _turn(turn: dict[str, Any], kinds: dict[str, str]) -> tuple[str, ...]:
    words = f"{turn.get('meaning', turn['key'])} ({turn['key']})"
    sure = "yes" if turn.get("confirmed") else "no"
    unit = turn.get("unit", "")
    return (
        words, _number(turn["centre"], unit), _number(turn["value"], unit),
        kinds.get(turn["kind"], turn["kind"]), sure, str(turn.get("grade", "")),
    )  # fmt: skip


def _number(value: Any, unit: str) -> str:  # noqa: ANN401 - a number or a word
    told = f"{value:.3g}" if isinstance(value, int | float) else str(value)
    return f"{told} {unit}".strip()


def how_to_find_out(kept: Kept) -> list[str]:
    """Return the command of a break-even search for each comparison."""
    files = {each["name"]: kept.beside(each["file"]) for each in kept.inputs["scenarios"]}
    area = ["--area", kept.beside(kept.inputs["area"]), "--out", "breakeven"]
    return [
        shlex.join(["sp-sim", "breakeven", files[each["base"]], files[each["other"]], *area])
        for each in kept.comparisons
    ]


def cost_table(costs: Costs) -> Table | None:
    """Return the unit costs that would turn which arm is cheaper; `None` where none would."""
    rows = [
        (
            f"{bar_words(costs, bar.key)} ({each.other.arm.name})", _pounds(costs.book.figure(bar.key).value),
            _pounds(bar.turns_at), "yes" if bar.flips else "no", "yes" if bar.confirmed else "no",
        )
        for each in costs.evaluations
        for bar in each.tornado.bars
        if bar.turns_at is not None and bar.turns_at <= 10.0 * bar.high
    ]  # fmt: skip
    return (
        plain("Unit costs at which the scenarios would cost the same", COST_HEADS, rows, "unit")
        if rows
        else None
    )


def bar_words(costs: Costs, key: str) -> str:
    """Return what a unit cost is called."""
    return costs.book.figure(key).told.words


def _pounds(value: float) -> str:
    return f"£{value:,.2f}"


def _problem(path: Path, message: str) -> Problem:
    remedy = "give the folder of `sp-sim breakeven BASE OTHER --out FOLDER`"
    return Problem(file=str(path), key="breakeven", message=message, rule=A_SEARCH, remedy=remedy)
