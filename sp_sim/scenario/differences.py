"""Differences: what two scenarios do not share, in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sp_sim.scenario import services
from sp_sim.scenario.form import Sections, declared, parameters

if TYPE_CHECKING:
    from sp_sim.param import Param, Value
    from sp_sim.scenario.scenario import Scenario
    from sp_sim.scenario.where import Where

Course = tuple[tuple[int, "Value"], ...]
"""What a value is from which week on; the first week is 0."""


@dataclass(frozen=True)
class Difference:
    """One parameter in which two scenarios differ, at the start or from some week on."""

    param: Param
    base: Course
    other: Course
    where: Where | None = None
    """The places that are spoken of; everywhere else, if there are none."""

    @property
    def key(self) -> str:
        """The parameter's key."""
        return self.param.key

    @property
    def is_lever(self) -> bool:
        """Whether somebody may choose the value; otherwise it is an assumption."""
        return self.param.lever

    @property
    def is_dated(self) -> bool:
        """Whether either side changes on the way."""
        return len(self.base) > 1 or len(self.other) > 1

    def words(self, base: str, other: str) -> str:
        """Return the difference as one line, given what the two scenarios are called."""
        told = f"{course_in_words(self.base)} in {base}, {course_in_words(self.other)} in {other}"
        unit = f" ({self.param.unit})" if self.param.is_number else ""
        place = "" if self.where is None else f" for {self.where}"
        return f"{self.key}{unit}{place}: {told} ({_gist(self.param.meaning)})"

    def as_document(self) -> dict[str, Any]:
        """Return the difference as one JSON-ready object."""
        return {
            "key": self.key,
            "where": None if self.where is None else str(self.where),
            "base": [[week, value] for week, value in self.base],
            "other": [[week, value] for week, value in self.other],
            "unit": self.param.unit,
            "kind": "lever" if self.is_lever else "assumption",
            "meaning": self.param.meaning,
        }


def differences(
    base: Scenario, other: Scenario, *, sections: Sections | None = None
) -> list[Difference]:
    """Return every parameter whose course differs, in the order of the declarations; places and services come after.

    Of a place only what is set for it is told, in either scenario.
    """
    known = parameters(declared() if sections is None else sections)
    both = ((param, course(base, key), course(other, key)) for key, param in known.items())
    found = [Difference(param, here, there) for param, here, there in both if here != there]
    wheres = dict.fromkeys(one.where for one in (*base.placed, *other.placed))
    for where in wheres:
        keys = {
            key for one in (*base.placed, *other.placed) if one.where == where for key in one.values
        }
        for key in (key for key in known if key in keys):
            here, there = course(base, key, where), course(other, key, where)
            if here != there:
                found.append(Difference(known[key], here, there, where))
    return [*found, *_services(base, other)]


def _services(base: Scenario, other: Scenario) -> list[Difference]:
    """Return that services differ, if they do."""
    if services.canonical(base.services) == services.canonical(other.services):
        return []
    here, there = (((0, services.in_words(one.services)),) for one in (base, other))
    return [Difference(services.SERVICES, here, there)]


def course(scenario: Scenario, key: str, where: Where | None = None) -> Course:
    """Return what a value is from which week on, leaving out changes that change nothing.

    What holds at the start stands first, with week 0, however long before it a service began.
    """
    found: list[tuple[int, Value]] = []
    wheres = () if where is None else (where,)
    for week in scenario.weeks_of_change():
        values = scenario.values_at(week, wheres)
        if not found or found[-1][1] != values[key]:
            found.append((max(week, 0), values[key]))
    return tuple(found)


def in_words(value: Value) -> str:
    """Return a value as it is said: `practice x5`, `true`, `0.25`."""
    if isinstance(value, tuple):
        return ", ".join(_run(word, len(list(run))) for word, run in groupby(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:.12g}"


def course_in_words(told: Course) -> str:
    """Return a course as it is said: `0.2, then 0.4 from week 26`."""
    parts = [in_words(told[0][1])]
    parts.extend(f"then {in_words(value)} from week {week}" for week, value in told[1:])
    return ", ".join(parts)


def _run(word: str, length: int) -> str:
    return word if length == 1 else f"{word} x{length}"


def _gist(meaning: str) -> str:
    return meaning.strip().rstrip(".")
