"""Check: one sheet against the form, with every problem at its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sp_sim.errors import Problem
from sp_sim.scenario.form import Sections, as_value, form, parameters
from sp_sim.scenario.groups import WHERE_RULE
from sp_sim.scenario.tree import MOST_PROBLEMS, Branch, Entry, Leaf, Node, Row, Sheet
from sp_sim.scenario.where import FINER, Where
from sp_sim.scenario.wording import Fault, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.param import Section, Value

ONE_SERVICE = "a practice belongs to one service"
Loc = tuple[str | int, ...]
"""The address of something in a file: keys, and places in lists from 0."""

ONE_CHANGE = "a change sets at least one value, and each value once a week"


@dataclass(frozen=True)
class Setting:
    """A value with the line that sets it."""

    value: Value
    line: int


@dataclass(frozen=True)
class DatedSettings:
    """The values that hold from one week on, each with its line."""

    week: int
    values: dict[str, Setting]
    where: Where | None = None


@dataclass(frozen=True)
class PlacedSettings:
    """The values that hold in some places from one week on (`None`: the start), each with its line."""

    where: Where
    week: int | None
    values: dict[str, Setting]


@dataclass
class Told:
    """What one file says, checked; a list is `None` when the file leaves it to its parent."""

    file: str
    name: str
    asks: str = ""
    notes: str = ""
    values: dict[str, Setting] = field(default_factory=dict)
    changes: tuple[DatedSettings, ...] | None = None
    places: tuple[PlacedSettings, ...] | None = None
    roll_outs: tuple[PlacedSettings, ...] | None = None
    services: dict[str, tuple[str, ...]] | None = None


def check(sheet: Sheet, root: Branch, sections: Sections) -> Told:
    """Return what the sheet says; what is wrong is added to the sheet's problems."""
    told = Told(sheet.file, sheet.path.stem)
    wrong: tuple[Loc, ...] = ()
    try:
        form(sections).model_validate(_plain(root))
    except ValidationError as error:
        findings = error.errors(include_url=False)
        wrong = tuple(found["loc"] for found in findings)
        told_of = findings[:MOST_PROBLEMS]
        sheet.problems.extend(_problem(sheet, root, found, sections) for found in told_of)
        sheet.more += len(findings) - len(told_of)
    else:
        _fill(told, root, sections)
    sheet.problems.extend(_clashes(sheet, root, wrong))
    sheet.problems.extend(_misplaced(sheet, root, wrong, sections))
    if _is_sound(wrong, "services"):
        sheet.problems.extend(_named_twice(sheet, root))
    return told


def faults_in(plain: dict[str, Any], sections: Sections, file: str) -> list[Problem]:
    """Return what is wrong with values that stand in no file."""
    try:
        form(sections).model_validate(plain)
    except ValidationError as error:
        return [
            _as_problem(_fault(found, _within(plain, found["loc"]), None, sections), file, None)
            for found in error.errors()
        ]
    return []


def _within(plain: Any, loc: tuple[str | int, ...]) -> Any:
    for part in loc:
        plain = plain[part]
    return plain


def _plain(node: Node) -> Any:
    if isinstance(node, Branch):
        return {key: _plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Row):
        return [_plain(item) for item in node.items]
    return node.value


def _problem(sheet: Sheet, root: Branch, found: Any, sections: Sections) -> Problem:
    node, place = _find(root, found["loc"])
    points_at_key = found["type"] == "extra_forbidden"
    if not points_at_key and not (isinstance(node, Leaf) and node.value is None):
        place = (node.line, node.column)
    text = node.text if isinstance(node, Leaf) else None
    return _as_problem(_fault(found, _plain(node), text, sections), sheet.file, place)


def _find(root: Branch, loc: tuple[str | int, ...]) -> tuple[Node, tuple[int, int]]:
    """Return the node at an address, or its nearest parent, with the place of its key."""
    node: Node = root
    place = (root.line, root.column)
    for part in loc:
        if isinstance(node, Branch) and part in node.entries:
            entry = node.entries[str(part)]
            node, place = entry.node, (entry.line, entry.column)
        elif isinstance(node, Row) and isinstance(part, int):
            node = node.items[part]
            place = (node.line, node.column)
    return node, place


def _fault(found: Any, plain: Any, text: str | None, sections: Sections) -> Fault:
    if text is None and not isinstance(plain, list | dict):
        text = str(plain)
    return Fault(found["type"], found["loc"], found.get("ctx", {}), plain, text, sections)


def _as_problem(fault: Fault, file: str, place: tuple[int, int] | None) -> Problem:
    message, rule, remedy = say(fault)
    is_shown = fault.kind not in ("extra_forbidden", "missing") and fault.plain is not None
    line, column = (None, None) if place is None else place
    return Problem(
        file=file, line=line, column=column, key=fault.key, message=message, rule=rule,
        remedy=remedy, value=_short(fault.text) if is_shown else None,
    )  # fmt: skip


def _short(text: str | None) -> str | None:
    """Return the value as it is quoted; a list or a group is not."""
    if text is None:
        return None
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else one_line[:57] + "..."


def _fill(told: Told, root: Branch, sections: Sections) -> None:
    """Copy what a valid tree says."""
    words = {name: _plain(entry.node) for name, entry in root.entries.items()}
    told.name = words.get("name", told.name)
    told.asks = " ".join(words.get("asks", "").split())
    told.notes = words.get("notes", "").strip()
    for section in sections:
        group, prefix = _group(root, section)
        told.values |= dict(_settings(group, prefix, sections))
    if "changes" in root.entries:
        told.changes = tuple(_dated(item, sections) for item in _items(root, "changes"))
    if "places" in root.entries:
        told.places = tuple(_placed(item, sections) for item in _items(root, "places"))
    if "roll_outs" in root.entries:
        rolled = (_rolled(item, sections) for item in _items(root, "roll_outs"))
        told.roll_outs = tuple(step for steps in rolled for step in steps)
    if "services" in root.entries:
        named = _branch(root, "services").entries
        told.services = {name: tuple(_plain(entry.node)) for name, entry in named.items()}


def _group(root: Branch, section: Section) -> tuple[Branch, str]:
    """Return where a section's parameters stand, and how their keys begin."""
    if section.name:
        return _branch(root, section.name), f"{section.name}."
    names = {param.name for param in section.params}
    own = {key: entry for key, entry in root.entries.items() if key in names}
    return Branch(root.line, root.column, own), ""


def _branch(parent: Branch, name: str) -> Branch:
    entry = parent.entries.get(name)
    node = parent if entry is None else entry.node
    return node if isinstance(node, Branch) and entry is not None else Branch(0, 0)


def _settings(group: Branch, prefix: str, sections: Sections) -> Iterator[tuple[str, Setting]]:
    known = parameters(sections)
    for name, entry in group.entries.items():
        key = prefix + name
        yield key, Setting(as_value(known[key], _plain(entry.node)), entry.line)


def _items(root: Branch, name: str) -> list[Branch]:
    return [item for _, item in _numbered(root, name)]


def _numbered(root: Branch, name: str) -> Iterator[tuple[int, Branch]]:
    """Yield the items of a list that have keys, each with its place; none where there is no list."""
    row = root.entries[name].node if name in root.entries else None
    for number, item in enumerate(row.items if isinstance(row, Row) else ()):
        if isinstance(item, Branch):
            yield number, item


def _dated(item: Branch, sections: Sections) -> DatedSettings:
    week = int(_plain(item.entries["week"].node))
    values = dict(_settings(_branch(item, "set"), "", sections))
    return DatedSettings(week, values, _where(item) if "where" in item.entries else None)


def _placed(item: Branch, sections: Sections) -> PlacedSettings:
    values = dict(_settings(_branch(item, "set"), "", sections))
    return PlacedSettings(_where(item), None, values)


def _rolled(item: Branch, sections: Sections) -> Iterator[PlacedSettings]:
    """Yield what each step of a roll-out sets, and when."""
    values = dict(_settings(_branch(item, "set"), "", sections))
    told = {name: _plain(item.entries[name].node) for name in item.entries if name != "set"}
    for step in range(told["steps"]):
        where = Where(told["by"], tuple(told.get("order", ())), step, told["steps"])
        yield PlacedSettings(where, told["first_week"] + step * told["every_weeks"], values)


def _where(item: Branch) -> Where:
    """Return the places that an item names; of none or several kinds the first (`misplaced` tells)."""
    told = {kind: _plain(entry.node) for kind, entry in _branch(item, "where").entries.items()}
    kind, codes = next(iter(told.items()), ("practice", ()))
    return Where(kind, tuple(codes))


def _is_sound(wrong: tuple[Loc, ...], *loc: str | int) -> bool:
    """Return whether the form found nothing wrong with what stands at an address, below or above it."""
    shared = (min(len(each), len(loc)) for each in wrong)
    return not any(each[:size] == loc[:size] for each, size in zip(wrong, shared, strict=True))


def _clashes(sheet: Sheet, root: Branch, wrong: tuple[Loc, ...]) -> Iterator[Problem]:
    """Yield a problem for each change that sets nothing, or sets a value again in its week."""
    first: dict[tuple[int, Where | None, str], tuple[int, int]] = {}
    for number, item in _numbered(root, "changes"):
        loc, values = ("changes", number), _branch(item, "set").entries
        if not values and _is_sound(wrong, *loc, "set"):
            remedy = "add a `section.name: value` line, or delete the change"
            yield clash(sheet, root, (*loc, "set"), "sets nothing", remedy)
        if not all(_is_sound(wrong, *loc, key) for key in ("week", "where")):
            continue
        week = int(_plain(item.entries["week"].node))
        where = _where(item) if "where" in item.entries else None
        for key, entry in values.items():
            before, line = first.setdefault((week, where, key), (number, entry.line))
            if before != number:
                message = f"is set twice in week {week} (first in line {line})"
                yield clash(sheet, root, (*loc, "set", key), message, "keep one")


def clash(
    sheet: Sheet, root: Branch, loc: tuple[str | int, ...], message: str, remedy: str,
    rule: str = ONE_CHANGE,
) -> Problem:  # fmt: skip
    """Return the problem of something that the form allows and sense does not."""
    line, column = _find(root, loc)[1]
    key = Fault("", loc, {}, None, None, ()).key
    return Problem(
        file=sheet.file, line=line, column=column, key=key, message=message, rule=rule,
        remedy=remedy,
    )  # fmt: skip


def _misplaced(
    sheet: Sheet, root: Branch, wrong: tuple[Loc, ...], sections: Sections
) -> Iterator[Problem]:
    """Yield a problem for each item that names no place, or sets what its places do not have."""
    for name in ("changes", "places", "roll_outs"):
        for number, item in _numbered(root, name):
            loc = (name, number)
            if _is_sound(wrong, *loc, "order") and _is_sound(wrong, *loc, "steps"):
                yield from _in_turn(sheet, root, loc, item)
            if all(_is_sound(wrong, *loc, key) for key in ("by", "where")):
                yield from _of_places(sheet, root, loc, item, wrong, sections)
            if name != "changes" and _is_sound(wrong, *loc, "set") and not _set(item):
                remedy = "add a line, or delete the item"
                yield clash(sheet, root, (*loc, "set"), "sets nothing", remedy)


def _set(item: Branch) -> dict[str, Entry]:
    return _branch(item, "set").entries


def _in_turn(sheet: Sheet, root: Branch, loc: tuple[str, int], item: Branch) -> Iterator[Problem]:
    """Yield a problem for an order of places in which not every step begins somewhere."""
    if "order" not in item.entries:
        return
    order, steps = (_plain(item.entries[key].node) for key in ("order", "steps"))
    if len(order) < steps or len(set(order)) < len(order):
        message, remedy = "has fewer places than steps, or one twice", "name each place once"
        yield clash(sheet, root, (*loc, "order"), message, remedy, "each step begins somewhere")


def _of_places(
    sheet: Sheet, root: Branch, loc: tuple[str, int], item: Branch, wrong: tuple[Loc, ...],
    sections: Sections,
) -> Iterator[Problem]:  # fmt: skip
    """Yield a problem for an item that names no place, and for each value that its places do not have."""
    kinds = list(_branch(item, "where").entries)
    if "by" in item.entries:
        kinds = [_plain(item.entries["by"].node)]
    if not kinds and "where" not in item.entries and loc[0] == "changes":
        return
    if len(kinds) != 1:
        message = f"names {len(kinds)} kinds of place" if kinds else "names no place"
        remedy = "write one, such as {practice: [CODE]}"
        yield clash(sheet, root, (*loc, "where"), message, remedy, WHERE_RULE)
        return
    for key in _set(item):
        place = (*loc, "set", key)
        fits = FINER[parameters(sections)[key].place] if _is_sound(wrong, *place) else {kinds[0]}
        if kinds[0] not in fits:
            message = f"cannot be set for a {kinds[0]}"
            rule = f"it is set for {_one_of(sorted(fits))}" if fits else "it is the same everywhere"
            remedy = "name places that have it" if fits else "set it for all, outside this list"
            yield clash(sheet, root, place, message, remedy, rule)


def _named_twice(sheet: Sheet, root: Branch) -> Iterator[Problem]:
    """Yield a problem for each code that a service names again, or another one has named."""
    first: dict[str, int] = {}
    for name, entry in _branch(root, "services").entries.items():
        items = entry.node.items if isinstance(entry.node, Row) else []
        for number, item in enumerate(items):
            code = str(_plain(item))
            if code in first:
                message = f"names {code} again (first in line {first[code]})"
                loc = ("services", name, number)
                yield clash(sheet, root, loc, message, "keep one", ONE_SERVICE)
            first.setdefault(code, item.line)


def _one_of(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def parent_of(root: Branch) -> tuple[str, int, int] | None:
    """Return the text of `extends:` with its place, if it is text."""
    node = root.entries["extends"].node if "extends" in root.entries else None
    if not isinstance(node, Leaf) or not isinstance(node.value, str) or not node.text:
        return None
    return node.text, node.line, node.column
