"""Uploads: areas that visitors brought, each kept in memory for its owner alone, and for a while."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.areas import nhs
from sp_sim.areas.area import load
from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sp_sim.domain.places import Area

KEPT_SECONDS = 4 * 3600.0
MOST_OF_ONE = 3
MOST_OF_ALL = 60
MOST_FILES = 8
AN_AREA = (
    "an upload is one area file, or the NHS files as published (map, list sizes, more if known)"
)


@dataclass(frozen=True)
class Sent:
    """One file that a visitor sent; the name is for messages only and reaches no file system."""

    name: str
    content: bytes


class Uploads:
    """The areas of all visitors; nobody has a way to another's."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none."""
        self.clock = clock
        self.kept: dict[tuple[str, str], tuple[float, Area, tuple[str, ...]]] = {}
        self.lock = threading.Lock()

    def keep(self, visitor: str, area: Area, notes: tuple[str, ...] = ()) -> str:
        """Keep an area for its owner, and return what addresses call it: the same for the same area."""
        with self.lock:
            self._forget_old()
            self.kept[visitor, area.fingerprint] = (self.clock(), area, notes)
            self._cut([key for key in self.kept if key[0] == visitor], MOST_OF_ONE)
            self._cut(list(self.kept), MOST_OF_ALL)
        return area.fingerprint

    def of(self, visitor: str, name: str) -> Area | None:
        """Return this visitor's area of that name; `None` where they have none."""
        with self.lock:
            self._forget_old()
            kept = self.kept.get((visitor, name)) if visitor else None
            return None if kept is None else kept[1]

    def notes(self, visitor: str, name: str) -> tuple[str, ...]:
        """Return what a reader should know of this visitor's area of that name."""
        with self.lock:
            kept = self.kept.get((visitor, name))
            return () if kept is None else kept[2]

    def has(self, visitor: str) -> bool:
        """Tell whether this visitor has brought anything."""
        with self.lock:
            return any(owner == visitor for owner, _ in self.kept)

    def forget(self, visitor: str) -> None:
        """Delete everything that a visitor brought."""
        with self.lock:
            self.kept = {key: value for key, value in self.kept.items() if key[0] != visitor}

    def _forget_old(self) -> None:
        oldest = self.clock() - KEPT_SECONDS
        self.kept = {key: value for key, value in self.kept.items() if value[0] >= oldest}

    def _cut(self, keys: list[tuple[str, str]], most: int) -> None:
        by_age = sorted(keys, key=lambda key: self.kept[key][0])
        for key in by_age[: max(0, len(keys) - most)]:
            del self.kept[key]


def read(sent: Sequence[Sent], codes: Sequence[str] = ()) -> tuple[Area, tuple[str, ...]]:
    """Return the area in what was sent and notes on it; raise `Problems` that name the visitor's files.

    The files are read in a folder of our own, under names of our own, which is gone afterwards.
    """
    names = {f"file-{number}.csv": one.name for number, one in enumerate(sent, start=1)}
    _check(sent)
    with tempfile.TemporaryDirectory(prefix="sp-sim-") as folder:
        files = [Path(folder) / name for name in names]
        for file, one in zip(files, sent, strict=True):
            file.write_bytes(one.content)
        try:
            area, notes = _area(files, codes)
        except Problems as error:
            told = [_renamed(problem, folder, names) for problem in error.problems]
            raise Problems(told) from None
    name = sent[0].name.removesuffix(".csv") if len(sent) == 1 else area.name
    source = area.source
    for ours, theirs in names.items():
        source = source.replace(ours, theirs)
    return replace(area, name=name, source=source), notes


def _area(files: Sequence[Path], codes: Sequence[str]) -> tuple[Area, tuple[str, ...]]:
    if len(files) == 1:
        return load(files[0]), ()
    published = nhs.open_files(*files)
    known = {
        "icb": {row["ICB_CODE"] for row in published.places.values()},
        "pcn": {row["PCN_CODE"] for row in published.places.values()},
    }
    chosen: dict[str, list[str]] = {"icb": [], "sub_icb": [], "pcn": []}
    for code in codes:
        level = next((level for level, has in known.items() if code in has), "sub_icb")
        chosen[level].append(code)
    reading = nhs.choose(published, icb=chosen["icb"], sub_icb=chosen["sub_icb"], pcn=chosen["pcn"])
    return reading.area, reading.notes


def _check(sent: Sequence[Sent]) -> None:
    problems = []
    if not 1 <= len(sent) <= MOST_FILES:
        message, remedy = f"{len(sent)} files were sent", f"send from 1 to {MOST_FILES} files"
        problems.append(Problem(file="upload", message=message, rule=AN_AREA, remedy=remedy))
    for one in sent:
        if not one.name.lower().endswith(".csv"):
            remedy = "save it as CSV UTF-8 (in a spreadsheet: save as, CSV UTF-8), and send that"
            message = "is not a CSV file: its name does not end in .csv"
            problems.append(Problem(file=one.name, message=message, rule=AN_AREA, remedy=remedy))
    if problems:
        raise Problems(problems)


def _renamed(problem: Problem, folder: str, names: dict[str, str]) -> Problem:
    """Return the problem with the visitor's own names in it, and nothing of our folder."""

    def told(text: str | None) -> str | None:
        if text is None:
            return None
        text = text.replace(f"{folder}/", "")
        for ours, theirs in names.items():
            text = text.replace(ours, theirs)
        return text

    return replace(
        problem, file=told(problem.file) or "", message=told(problem.message) or "",
        remedy=told(problem.remedy), rule=told(problem.rule),
    )  # fmt: skip
