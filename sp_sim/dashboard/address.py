"""Address: what a page shows, read from its address and written back, so that a link is the page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LETTERS = "bcdef"
"""The scenarios beside the base (a): six in all."""
MOST_LENGTH = 400
FEW_PAIRS, MANY_PAIRS = 20, 200
AREAS = ("box", "synthetic", "upload")


@dataclass(frozen=True)
class Place:
    """Where: an area, and the PCN of it that is lived (blank: its first; `all`: all of it)."""

    area: str = "box"
    practices: int = 12
    made: int = 1
    upload: str = ""
    pcn: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """Return what the address says of it; what is usual is left out."""
        told = [] if self.area == "box" else [("area", self.area)]
        if self.area == "synthetic":
            told += [("practices", str(self.practices)), ("made", str(self.made))]
        if self.area == "upload":
            told.append(("upload", self.upload))
        return [*told, *([("pcn", self.pcn)] if self.pcn else [])]


@dataclass(frozen=True)
class Changed:
    """One scenario beside the base: where it starts from, and which levers were moved to what."""

    letter: str
    start: str
    moved: Mapping[str, str] = field(default_factory=dict)

    def pairs(self) -> list[tuple[str, str]]:
        """Return what the address says of it."""
        levers = [(f"{self.letter}.{key}", text) for key, text in self.moved.items()]
        return [(self.letter, self.start), *levers]


@dataclass(frozen=True)
class Fault:
    """Something in an address or a form that cannot be used, the field it came from, and what was in it."""

    field: str
    message: str
    typed: str = ""


@dataclass(frozen=True)
class State:
    """Everything that a page shows."""

    place: Place = Place()
    base: str = "head-office"
    others: tuple[Changed, ...] = (Changed("b", "in-practices"),)
    weeks: int = 104
    seed: int = 1
    runs: int = FEW_PAIRS
    faults: tuple[Fault, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """Return the address as pairs, in one order."""
        told = [*self.place.pairs(), ("base", self.base)]
        told += [pair for other in self.others for pair in other.pairs()]
        for name, value, usual in (("weeks", self.weeks, 104), ("seed", self.seed, 1)):
            told += [(name, str(value))] if value != usual else []
        return [*told, *([("pairs", str(self.runs))] if self.runs != FEW_PAIRS else [])]

    @property
    def query(self) -> str:
        """The address after the question mark."""
        return urlencode(self.pairs())

    def with_runs(self, runs: int) -> State:
        """Return the same page with another number of pairs."""
        return replace(self, runs=runs)

    def other(self, letter: str) -> Changed:
        """Return the scenario of that letter, or the first beside the base."""
        return next((one for one in self.others if one.letter == letter), self.others[0])

    def with_other(self, changed: Changed) -> State:
        """Return the page with one scenario put in the place of the one of its letter, or added."""
        kept = [one for one in self.others if one.letter != changed.letter]
        return replace(self, others=tuple(sorted([*kept, changed], key=lambda one: one.letter)))

    def without(self, letter: str) -> State:
        """Return the page without one scenario."""
        return replace(self, others=tuple(one for one in self.others if one.letter != letter))

    @property
    def free_letter(self) -> str | None:
        """The letter that a further scenario would have."""
        taken = {one.letter for one in self.others}
        return next((letter for letter in LETTERS if letter not in taken), None)


def read(query: Sequence[tuple[str, str]], scenarios: Iterable[str]) -> State:
    """Return the state that an address tells; what cannot be used is left at its usual, and is a fault."""
    given: dict[str, str] = {}
    for key, text in query:
        given.setdefault(key[:MOST_LENGTH], text[:MOST_LENGTH].strip())
    names, faults = set(scenarios), list[Fault]()
    place = _place(given, faults)
    numbers = {
        "weeks": _whole(given, "weeks", 104, (27, 520), faults),
        "seed": _whole(given, "seed", 1, (0, 2**31), faults),
        "runs": _whole(given, "pairs", FEW_PAIRS, (2, MANY_PAIRS), faults),
    }
    base = _known(given, "base", State.base, names, faults)
    others = tuple(
        Changed(letter, _known(given, letter, base, names, faults), _moved(given, letter))
        for letter in LETTERS
        if letter in given or _moved(given, letter)
    )
    found = State(place=place, base=base, **numbers, faults=tuple(faults))  # type: ignore[arg-type]  # whole numbers
    usual = State.others if base == State.base else (Changed("b", base),)
    return replace(found, others=others or usual)


def _moved(given: Mapping[str, str], letter: str) -> dict[str, str]:
    """Return the levers of one scenario; a list's parts (`key.0`, `key.1`, ...) are joined."""
    found: dict[str, str] = {}
    for name, text in given.items():
        if not name.startswith(f"{letter}."):
            continue
        key = name[2:]
        head, _, part = key.rpartition(".")
        if part.isdigit():
            found[head] = f"{found[head]},{text}" if head in found else text
        else:
            found[key] = text
    return found


def _place(given: Mapping[str, str], faults: list[Fault]) -> Place:
    area = given.get("area", "box")
    if area not in AREAS:
        faults.append(Fault("area", f"Choose an area: there is no “{area}”"))
        area = "box"
    practices = _whole(given, "practices", 12, (1, 200), faults)
    made = _whole(given, "made", 1, (0, 2**31), faults)
    return Place(area, practices, made, given.get("upload", ""), given.get("pcn", ""))


def _known(
    given: Mapping[str, str], key: str, usual: str, names: set[str], faults: list[Fault]
) -> str:
    name = given.get(key, usual)
    if name in names:
        return name
    faults.append(Fault(key, f"Choose a scenario from the list: there is no “{name}”"))
    return usual


def _whole(
    given: Mapping[str, str], key: str, usual: int, limits: tuple[int, int], faults: list[Fault]
) -> int:
    text, (low, high) = given.get(key, str(usual)), limits
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    message = f"{_NAMES[key]} must be a whole number from {low:,} to {high:,}, like {usual}"
    faults.append(Fault(key, message, text))
    return usual


_NAMES = {
    "weeks": "Weeks", "seed": "The first seed", "pairs": "Pairs of runs",
    "practices": "The number of practices", "made": "The number of the made-up area",
}  # fmt: skip
