"""Design points: a user's own points, one a row of a CSV file whose first row names the factors."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sp_sim.experiments.design_notes import Notes, plain
from sp_sim.experiments.factor import PLACES, SCENARIO, Factor
from sp_sim.experiments.factors_told import is_known
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario import paths
from sp_sim.scenario.tree import Leaf, Row

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.experiments.factors_told import Named
    from sp_sim.param import Value
    from sp_sim.scenario.tree import Node

    Rows = list[tuple[Value, ...]]

MOST_BYTES = 50_000_000
A_FILE = "file names a CSV beside the design: a row of keys, then one row a point"


def points_told(node: Node, folder: Path, notes: Notes, named: Named) -> tuple[list[Factor], Rows]:
    """Return the factors and the points of a file; what is wrong is noted at its line."""
    name = plain(node)
    if not isinstance(name, str):
        if isinstance(node, Leaf):
            notes.add(node, "file", "must be a name", A_FILE, "write `file: points.csv`")
        return [], []
    text = _text(node, folder / name, notes)
    lines = list(csv.reader(io.StringIO(text))) if text is not None else []
    if not lines or len(lines) < 2:
        if text is not None:
            notes.add(node, "file", "has no points", A_FILE, "write keys, then one row a point")
        return [], []
    theirs = Notes(paths.shown(folder / name), notes.problems)
    keys = [key.strip() for key in lines[0]]
    if not _are_keys(keys, theirs):
        return [], []
    rows = [
        _row(cells, number, keys, theirs, named)
        for number, cells in enumerate(lines[1:], 2)
        if cells
    ]
    whole = [row for row in rows if row is not None]
    return [_factor(key, [row[at] for row in whole]) for at, key in enumerate(keys)], whole


def _text(node: Node, path: Path, notes: Notes) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            notes.add(node, "file", "is larger than 50 MB", A_FILE, "split it")
            return None
        return raw.decode("utf-8-sig")
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        notes.add(node, "file", f"cannot be read: {why}", A_FILE, "check the name")
    except UnicodeDecodeError:
        notes.add(node, "file", "is not text in UTF-8", A_FILE, "save it as CSV in UTF-8")
    return None


def _are_keys(keys: list[str], notes: Notes) -> bool:
    known = [is_known(key, _cell(key, 1, at), notes) for at, key in enumerate(keys, 1)]
    for at, key in enumerate(keys, 1):
        if key in keys[: at - 1]:
            place = _cell(key, 1, at)
            notes.add(place, key, "is there twice", "a factor is one column", "delete one")
            known.append(False)
    return all(known)


def _row(
    cells: list[str], line: int, keys: list[str], notes: Notes, named: Named
) -> tuple[Value, ...] | None:
    if len(cells) != len(keys):
        place = _cell("", line, 1)
        message = f"has {len(cells)} cells, and there are {len(keys)} keys"
        notes.add(place, "row", message, A_FILE, "give each key one value")
        return None
    before = len(notes.problems)
    values = tuple(
        _value(key, cell.strip(), line, at, notes, named)
        for at, (key, cell) in enumerate(zip(keys, cells, strict=True), 1)
    )
    return None if len(notes.problems) > before else values  # type: ignore[return-value]  # noted


def _value(key: str, cell: str, line: int, at: int, notes: Notes, named: Named) -> Value | None:
    place: Node = _cell(cell, line, at)
    if key in PLACES:
        take = named.scenario_named if key == SCENARIO else named.area_named
        take(place, key, notes)
        return cell
    if PARAMETERS[key].kind == "choices":
        place = Row(line, at, [_cell(word, line, at) for word in cell.split("|")])
    return notes.value(place, key)


def _factor(key: str, values: list[Value]) -> Factor:
    if key in PLACES or not PARAMETERS[key].is_number:
        return Factor(key, tuple(dict.fromkeys(values)))
    numbers = [float(value) for value in values] or [0.0]  # type: ignore[arg-type]  # numbers
    return Factor(key, low=min(numbers), high=max(numbers))


def _cell(text: str, line: int, column: int) -> Leaf:
    return Leaf(line, column, text, is_plain=True)
