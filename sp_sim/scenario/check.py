"""Check: one sheet against the form, with every problem at its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sp_sim.errors import Problem
from sp_sim.scenario.form import Sections, as_value, form, parameters
from sp_sim.scenario.tree import MOST_PROBLEMS, Branch, Leaf, Node, Row, Sheet
from sp_sim.scenario.wording import Fault, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.param import Section, Value

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


@dataclass
class Told:
    """What one file says, checked; `changes` is `None` when it leaves them to its parent."""

    file: str
    name: str
    asks: str = ""
    notes: str = ""
    values: dict[str, Setting] = field(default_factory=dict)
    changes: tuple[DatedSettings, ...] | None = None


def check(sheet: Sheet, root: Branch, sections: Sections) -> Told:
    """Return what the sheet says; what is wrong is added to the sheet's problems."""
    told = Told(sheet.file, sheet.path.stem)
    try:
        form(sections).model_validate(_plain(root))
    except ValidationError as error:
        findings = error.errors(include_url=False)
        told_of = findings[:MOST_PROBLEMS]
        sheet.problems.extend(_problem(sheet, root, found, sections) for found in told_of)
        sheet.more += len(findings) - len(told_of)
    else:
        _fill(told, root, sections)
        sheet.problems.extend(_clashes(sheet, root, told.changes or ()))
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
        elif isinstance(node, Row):
            node = node.items[int(part)]
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
        row = root.entries["changes"].node
        items = row.items if isinstance(row, Row) else []
        told.changes = tuple(_dated(item, sections) for item in items if isinstance(item, Branch))


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


def _dated(item: Branch, sections: Sections) -> DatedSettings:
    return DatedSettings(
        int(_plain(item.entries["week"].node)), dict(_settings(_branch(item, "set"), "", sections))
    )


def _clashes(sheet: Sheet, root: Branch, changes: tuple[DatedSettings, ...]) -> Iterator[Problem]:
    """Yield a problem for each change that sets nothing, or sets a value again in its week."""
    first: dict[tuple[int, str], tuple[int, int]] = {}
    for number, change in enumerate(changes):
        if not change.values:
            message, remedy = (
                "sets nothing",
                "add a `section.name: value` line, or delete the change",
            )
            yield _clash(sheet, root, ("changes", number, "set"), message, remedy)
        for key, setting in change.values.items():
            before, line = first.setdefault((change.week, key), (number, setting.line))
            if before != number:
                message = f"is set twice in week {change.week} (first in line {line})"
                yield _clash(sheet, root, ("changes", number, "set", key), message, "keep one")


def _clash(
    sheet: Sheet, root: Branch, loc: tuple[str | int, ...], message: str, remedy: str
) -> Problem:
    line, column = _find(root, loc)[1]
    key = Fault("", loc, {}, None, None, ()).key
    return Problem(
        file=sheet.file, line=line, column=column, key=key, message=message, rule=ONE_CHANGE,
        remedy=remedy,
    )  # fmt: skip


def parent_of(root: Branch) -> tuple[str, int, int] | None:
    """Return the text of `extends:` with its place, if it is text."""
    node = root.entries["extends"].node if "extends" in root.entries else None
    if not isinstance(node, Leaf) or not isinstance(node.value, str) or not node.text:
        return None
    return node.text, node.line, node.column
