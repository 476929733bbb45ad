"""Levers: form fields made from the parameters' own declarations, and what was typed into them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sp_sim.dashboard.address import Changed, Fault
from sp_sim.errors import Problems
from sp_sim.mechanisms.registry import SECTIONS
from sp_sim.scenario import paths
from sp_sim.scenario.inherit import load, with_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.param import Param, Value
    from sp_sim.scenario.scenario import Scenario

LEVERS: dict[str, Param] = {
    param.key: param for section in SECTIONS for param in section.params if param.lever
}
SAID_AS = {"true": "Yes", "false": "No"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True)
class Option:
    """A value that may be chosen, and how it is said."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Input:
    """One control: its name in the address, its label, and what stands in it."""

    name: str
    label: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Lever:
    """One lever as a form shows it; several inputs where it is a list."""

    key: str
    name: str
    legend: str
    hint: str
    inputs: tuple[Input, ...]
    was: str
    is_moved: bool
    fault: str = ""


@dataclass(frozen=True)
class Group:
    """The levers of one section."""

    name: str
    meaning: str
    levers: tuple[Lever, ...]

    @property
    def moved(self) -> int:
        """How many of them were moved."""
        return sum(lever.is_moved or bool(lever.fault) for lever in self.levers)


@lru_cache(maxsize=1)
def shipped_names() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the program, by which alone they are reached."""
    return tuple(paths.names())


@lru_cache(maxsize=128)
def shipped(name: str) -> Scenario:
    """Return a scenario that comes with the program; `name` is one of `shipped_names`."""
    if name not in shipped_names():
        message = f"{name} is not shipped"
        raise ValueError(message)
    return load(paths.shipped() / f"{name}{paths.SUFFIX}")


def said(value: Value) -> str:
    """Return a value as an address and a form have it; reading it gives the same value."""
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else repr(value).removesuffix(".0")


def chosen(changed: Changed) -> tuple[Changed, Scenario, tuple[Fault, ...]]:
    """Return the scenario that was chosen, told by only what differs, and what cannot be used of it."""
    start = shipped(changed.start)
    moved: dict[str, Value] = {}
    faults: list[Fault] = []
    for key, text in changed.moved.items():
        try:
            value = with_values(start, {key: _value(key, text)}).values[key]
        except Problems as error:
            faults.append(Fault(f"{changed.letter}.{key}", _told(key, error)))
        except ValueError as error:
            faults.append(Fault(f"{changed.letter}.{key}", str(error)))
        else:
            moved |= {key: value} if value != start.values[key] else {}
    scenario = with_values(start, moved, name=f"{changed.letter.upper()} {changed.start}")
    told = {key: said(moved[key]) for key in LEVERS if key in moved}
    return Changed(changed.letter, changed.start, told), scenario, tuple(faults)


def groups(changed: Changed, typed: Mapping[str, str], faults: tuple[Fault, ...]) -> list[Group]:
    """Return every lever as the form shows it, section by section; what was typed wrongly stays."""
    start = shipped(changed.start)
    wrong = {fault.field: fault.message for fault in faults}
    found = []
    for section in SECTIONS:
        levers = tuple(
            _lever(param, changed, start, typed, wrong.get(f"{changed.letter}.{param.key}", ""))
            for param in section.params
            if param.lever
        )
        if levers:
            found.append(Group(section.name or "The start", section.meaning, levers))
    return found


def _lever(
    param: Param, changed: Changed, start: Scenario, typed: Mapping[str, str], fault: str
) -> Lever:
    was = said(start.values[param.key])
    text = typed.get(param.key, was) if fault else changed.moved.get(param.key, was)
    return Lever(
        key=param.key, name=plain_name(param), legend=f"{param.meaning[0].upper()}{param.meaning[1:]}",
        hint=_hint(param, start, was), inputs=_inputs(param, changed.letter, text), was=was,
        is_moved=param.key in changed.moved, fault=fault,
    )  # fmt: skip


def plain_name(param: Param) -> str:
    """Return a parameter's name as words."""
    return param.name.replace("_", " ").capitalize()


def _hint(param: Param, start: Scenario, was: str) -> str:
    told = [f"{start.name} has {_stood(was)}"]
    if param.is_number:
        low, high = param.limits
        told.insert(0, f"{param.unit}, from {low:g} to {high:g}")
    later = [change.week for change in start.changes if param.key in change.values]
    if later:
        told.append(f"it is set anew in week {later[0]} whatever you choose here")
    if any(param.key in placed.values for placed in start.placed):
        told.append("some places have values of their own")
    return ". ".join(f"{part[0].upper()}{part[1:]}" for part in told) + "."


def _stood(was: str) -> str:
    days = was.split(",")
    if len(days) > 1 and len(set(days)) == 1:
        return f"{days[0]} every day"
    return SAID_AS.get(was, ", ".join(days))


def _inputs(param: Param, letter: str, text: str) -> tuple[Input, ...]:
    name = f"{letter}.{param.key}"
    if param.kind == "choices":
        parts = [*text.split(","), *[""] * (param.length or 0)][: param.length]
        return tuple(
            Input(f"{name}.{place}", day, part, _options(param.choices, part))
            for place, (day, part) in enumerate(zip(DAYS, parts, strict=True))
        )
    words = {"switch": ("true", "false"), "choice": param.choices}.get(param.kind, ())
    return (Input(name, "", text, _options(words, text)),)


def _options(values: tuple[str, ...], text: str) -> tuple[Option, ...]:
    return tuple(
        Option(value, SAID_AS.get(value, value.replace("_", " ").capitalize()), value == text)
        for value in values
    )


def _value(key: str, text: str) -> Any:  # noqa: ANN401 - as a file would have said it
    """Return what was typed as a value, or raise ValueError with what to do about it."""
    param = LEVERS.get(key)
    if param is None:
        message = "This is not a lever that you can move"
        raise ValueError(message)
    if param.kind == "choices":
        return text.split(",")
    if param.kind == "choice":
        return text
    if param.kind == "switch":
        if text not in ("true", "false"):
            message = f"Choose yes or no for “{plain_name(param)}”"
            raise ValueError(message)
        return text == "true"
    return _number(param, text)


def _number(param: Param, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    is_count = param.kind == "count"
    if not math.isfinite(number) or (is_count and number != int(number)):
        kind = "a whole number" if is_count else "a number"
        message = f"{plain_name(param)} must be {kind}, like {said(param.default)}"
        raise ValueError(message)
    return int(number) if is_count else number


def _told(key: str, error: Problems) -> str:
    first = error.problems[0]
    remedy = f" ({first.remedy})" if first.remedy else ""
    return f"{plain_name(LEVERS[key])} {first.message}{remedy}"
