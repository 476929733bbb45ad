"""Tree: what a file says, as it was written; every key and value knows its line and column."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.errors import Problem

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = ("", "~", "null", "Null", "NULL")

Plain = float | int | bool | str | None


@dataclass
class Leaf:
    """A single value, as it was written; `is_plain` when it stood without quotation marks."""

    line: int
    column: int
    text: str
    is_plain: bool

    @property
    def value(self) -> Plain:
        """The value, by the rules of YAML 1.2: `yes` is a word, `1e-2` a number."""
        if not self.is_plain:
            return self.text
        if self.text in _NOTHING:
            return None
        if self.text in _WORDS:
            return _WORDS[self.text]
        if _ENDLESS.fullmatch(self.text):
            return float(self.text.replace(".", ""))
        if _NUMBER.fullmatch(self.text):
            return whole_if_whole(float(self.text))
        return self.text


@dataclass
class Row:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass
class Entry:
    """One key of a branch with what it holds; the place is the key's."""

    line: int
    column: int
    node: Node


@dataclass
class Branch:
    """Keys with what they hold, in the order of the file."""

    line: int
    column: int
    entries: dict[str, Entry] = field(default_factory=dict)


Node = Leaf | Row | Branch

MOST_PROBLEMS = 200
"""So many problems of one file are put into words; nobody reads more at once."""


@dataclass
class Sheet:
    """A file that was read: its tree (`None` where there is none) and what is wrong with it.

    `more` counts problems that were found and not put into words.
    """

    path: Path
    file: str
    root: Branch | None = None
    problems: list[Problem] = field(default_factory=list)
    more: int = 0


def whole_if_whole(number: float) -> float | int:
    """Return 7 for 7.0, and any other number as it is."""
    return int(number) if math.isfinite(number) and number == int(number) else number
