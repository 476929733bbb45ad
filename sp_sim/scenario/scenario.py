"""Scenario: a complete set of inputs, frozen; every value remembers who set it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sp_sim.mechanisms.beginning import FIRST_WEEK
from sp_sim.scenario.fingerprint import fingerprint
from sp_sim.scenario.services import canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sp_sim.param import Value
    from sp_sim.scenario.where import Where


@dataclass(frozen=True)
class Origin:
    """Who set a value: a line of a file, or nobody (`default`)."""

    file: str
    line: int | None
    scenario: str

    def __str__(self) -> str:
        """Return `file:line (scenario)`."""
        if self == DEFAULT:
            return "default"
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place} ({self.scenario})"


DEFAULT = Origin("default", None, "default")
"""The origin of values that no file sets."""


class _Frozen:
    """Mappings are read-only once inside, and survive the way to a worker process."""

    def __post_init__(self) -> None:
        for one in fields(self):  # type: ignore[arg-type]  # every child is a dataclass
            value = getattr(self, one.name)
            if isinstance(value, dict):
                object.__setattr__(self, one.name, MappingProxyType(dict(value)))

    def __reduce__(self) -> tuple[Any, ...]:
        values = (getattr(self, one.name) for one in fields(self))  # type: ignore[arg-type]  # as above
        thawed = (dict(v) if isinstance(v, MappingProxyType) else v for v in values)
        return type(self), tuple(thawed)


@dataclass(frozen=True)
class Change(_Frozen):
    """A dated alteration: from the start of `week` on, these values hold."""

    week: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Placed(_Frozen):
    """Values that hold in some places only, from the start of `week` on; without a week, from the start."""

    where: Where
    week: int | None
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Scenario(_Frozen):
    """A complete set of inputs: a value for every parameter, and dated changes in their order."""

    name: str
    asks: str
    values: Mapping[str, Value]
    changes: tuple[Change, ...]
    origins: Mapping[str, Origin]
    notes: str = ""
    placed: tuple[Placed, ...] = ()
    services: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes of practices and PCNs of each service that the scenario names; others follow `workforce.covers`."""

    @property
    def fingerprint(self) -> str:
        """The identity of what is asked; name, words and order make no difference."""
        return fingerprint(self.segments(), self.in_places(), canonical(self.services))

    def values_at(self, week: int, wheres: Collection[Where] = ()) -> dict[str, Value]:
        """Return the values that hold in `week`, in a place that is meant by all of `wheres`.

        The latest change prevails; of one week, what is said of a place prevails over what is said of all.
        """
        values = dict(self.values)
        for _, changed in self._said(week, wheres):
            values |= changed
        return values

    def set_for(self, key: str, week: int, wheres: Collection[Where]) -> Where | None:
        """Return for which of `wheres` the value that holds in `week` was set; `None` if for all alike."""
        found = None
        for where, changed in self._said(week, wheres):
            if key in changed:
                found = where
        return found

    def _said(
        self, week: int, wheres: Collection[Where]
    ) -> list[tuple[Where | None, Mapping[str, Value]]]:
        """Return what has been said up to `week` of all and of these places, the last of it prevailing."""
        dated: list[tuple[int, bool, Where | None, Mapping[str, Value]]] = [
            (change.week, False, None, change.values) for change in self.changes
        ]
        dated += [
            (self.first_week if one.week is None else one.week, True, one.where, one.values)
            for one in self.placed
            if one.where in wheres
        ]
        ordered = sorted(dated, key=lambda one: one[:2])
        return [(where, changed) for since, _, where, changed in ordered if since <= week]

    def in_places(self) -> list[tuple[str, int | None, Mapping[str, Value]]]:
        """Return what is set in places, each named in full, in the order in which it takes effect."""
        ordered = sorted(self.placed, key=lambda one: -1 if one.week is None else one.week)
        return [(one.where.in_full, one.week, one.values) for one in ordered]

    def weeks_of_change(self) -> list[int]:
        """Return the first week, and every later one in which something changes somewhere."""
        weeks = {week for week, _ in self.segments()}
        weeks |= {one.week for one in self.placed if one.week is not None}
        return sorted(weeks)

    def segments(self) -> list[tuple[int, dict[str, Value]]]:
        """Return `(week, values)` from the first week on, and one for each week at which something changes."""
        found = [(self.first_week, dict(self.values))]
        for week in sorted({change.week for change in self.changes}):
            values = self.values_at(week)
            if week == self.first_week:
                found = [(week, values)]
            elif values != found[-1][1]:
                found.append((week, values))
        return found

    @property
    def first_week(self) -> int:
        """The first week that is lived: 0, or before it where the service is mature at week 0."""
        return FIRST_WEEK[str(self.values.get("start", "new"))]
