"""Read: a YAML file becomes a tree in which every key and value knows its line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sp_sim.errors import Problem
from sp_sim.scenario import paths
from sp_sim.scenario.tree import Branch, Entry, Leaf, Node, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 1_000_000
MOST_DEPTH = 10
A_SCENARIO = "a scenario is a text file in UTF-8 of at most 1 MB, with keys and values in YAML"
PLAIN_YAML = f"no anchors, aliases, tags or second documents, and at most {MOST_DEPTH} levels"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(path: Path) -> Sheet:
    """Read one file; nothing is raised, and what is wrong is in `problems`."""
    sheet = Sheet(path, paths.shown(path))
    try:
        sheet.root = _Grower(sheet).grow(_text(sheet))
    except _UnreadableError as unreadable:
        sheet.problems.append(unreadable.problem)
    return sheet


class _UnreadableError(Exception):
    """The rest of the file cannot be understood."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _text(sheet: Sheet) -> str:
    """Return the words of the file, or say why there are none."""
    try:
        with sheet.path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise _unreadable(sheet, f"cannot be read: {reason}", "check the name") from error
    if len(raw) > MOST_BYTES:
        remedy = "a scenario says only what differs; practices belong in an area file"
        raise _unreadable(sheet, "is larger than 1 MB", remedy)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(sheet, "is written in UTF-16", "save it as UTF-8")
    if b"\0" in raw:
        raise _unreadable(sheet, "is not text", "give a scenario file, which ends in .yaml")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = "has a character that is not UTF-8"
        raise _unreadable(sheet, message, "save the file as UTF-8", place) from error
    strange = _FORBIDDEN.search(text)
    if strange:
        place = _place(text, strange.start())
        message = f"has a control character ({strange.group()!a})"
        raise _unreadable(sheet, message, "delete it", place)
    return text


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")


def _unreadable(
    sheet: Sheet,
    message: str,
    remedy: str,
    place: tuple[int, int] | None = None,
    *,
    rule: str = A_SCENARIO,
) -> _UnreadableError:
    line, column = (None, None) if place is None else place
    return _UnreadableError(
        Problem(
            file=sheet.file, message=message, line=line, column=column, rule=rule, remedy=remedy
        )
    )


class _Grower:
    """Grows the tree from the parser's events, so that nothing is built that we did not ask for."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.open: list[Row | Branch] = []
        self.key: list[tuple[str, int, int] | None] = []
        self.trail: list[str] = []
        self.root: Node | None = None
        self.documents = 0

    def grow(self, text: str) -> Branch | None:
        """Return the root; a root that is no branch is a problem."""
        for event in self._events(text):
            self._take(event)
        if self.root is None or (isinstance(self.root, Leaf) and self.root.value is None):
            remedy = (
                "write what differs from the baseline, or start one with: sp-sim scenario new NAME"
            )
            raise _unreadable(self.sheet, "says nothing", remedy)
        if not isinstance(self.root, Branch):
            remedy = "write lines such as `asks: What happens if ...?`"
            place = (self.root.line, self.root.column)
            raise _unreadable(self.sheet, "does not consist of keys and values", remedy, place)
        return self.root

    def _events(self, text: str) -> Iterator[object]:
        """Yield the parser's events; its complaints become ours, whatever their type."""
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            raise self._syntax(error) from error
        except Exception as error:  # the parser stumbles in many ways over what is not YAML
            message = "is not YAML that can be read"
            raise _unreadable(self.sheet, message, "start from a shipped scenario") from error

    def _syntax(self, error: MarkedYAMLError) -> _UnreadableError:
        said = str(error.problem)
        message, remedy = next(
            (ours for theirs, ours in _COMPLAINTS.items() if theirs in said),
            (f"is not YAML: {said}", "compare the line with a shipped scenario"),
        )
        is_open = remedy.startswith("close")
        mark = error.context_mark if is_open and error.context_mark else error.problem_mark
        place = None if mark is None else (mark.line + 1, mark.column + 1)
        return _unreadable(self.sheet, message, remedy, place)

    def _take(self, event: object) -> None:
        self._refuse_tricks(event)
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.open.pop()
            self.key.pop()
            self.trail.pop()
        elif isinstance(event, ScalarEvent):
            self._place_leaf(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            kind = Branch if isinstance(event, MappingStartEvent) else Row
            grown = kind(event.start_mark.line + 1, event.start_mark.column + 1)
            key = self.key[-1] if self.key else None
            self.trail.append("" if key is None else f"{key[0]}.")
            self._attach(grown)
            self.open.append(grown)
            self.key.append(None)

    def _refuse_tricks(self, event: object) -> None:
        """Refuse what a scenario never needs: it would hide values or build objects."""
        tricks = {
            "has an alias (*)": isinstance(event, AliasEvent),
            "has an anchor (&)": not isinstance(event, AliasEvent)
            and getattr(event, "anchor", None) is not None,
            "has a tag (!)": getattr(event, "tag", None) is not None,
            "has a second document (---)": isinstance(event, DocumentStartEvent)
            and self.root is not None,
            "is nested too deeply": len(self.open) > MOST_DEPTH,
        }
        for message, is_there in tricks.items():
            if is_there:
                mark = event.start_mark  # type: ignore[attr-defined]  # every event has one
                place = (mark.line + 1, mark.column + 1)
                remedy = "write plain keys and values"
                raise _unreadable(self.sheet, message, remedy, place, rule=PLAIN_YAML)

    def _place_leaf(self, event: ScalarEvent) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        is_plain = event.style is None or event.style == ""
        parent = self.open[-1] if self.open else None
        if isinstance(parent, Branch) and self.key[-1] is None:
            self.key[-1] = (str(event.value), line, column)
            return
        self._attach(Leaf(line, column, str(event.value), is_plain))

    def _attach(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Row):
            parent.items.append(node)
            return
        key = self.key[-1]
        if key is None:
            raise _unreadable(
                self.sheet,
                "has a list or a group as a key",
                "a key is one word",
                (node.line, node.column),
            )
        self.key[-1] = None
        self._enter(parent, key, node)

    def _enter(self, parent: Branch, key: tuple[str, int, int], node: Node) -> None:
        name, line, column = key
        first = parent.entries.get(name)
        if first is None:
            parent.entries[name] = Entry(line, column, node)
            return
        problem = Problem(
            file=self.sheet.file, line=line, column=column, key="".join(self.trail) + name,
            message=f"is given twice (first in line {first.line})",
            rule="a key appears once", remedy="keep one of the two",
        )  # fmt: skip
        self.sheet.problems.append(problem)


_COMPLAINTS = {
    "'\\t'": ("has a tab where spaces are needed", "indent with spaces"),
    "mapping values are not allowed": (
        "has a colon where a value should be",
        "put the value in quotation marks, or check the indentation",
    ),
    "could not find expected ':'": ("has a key without a colon", "write `key: value`"),
    "found unexpected end of stream": (
        "ends inside quotation marks",
        "close the quotation marks",
    ),
    "expected ',' or ']'": ("has a list that is not closed", "close it with ]"),
    "expected ',' or '}'": ("has a group that is not closed", "close it with }"),
    "expected <block end>": (
        "is not indented like its neighbours",
        "keys of one group start in the same column",
    ),
}
