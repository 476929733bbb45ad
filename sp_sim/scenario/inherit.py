"""Inherit: a file and its parents, the oldest first, become one scenario."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problem, Problems
from sp_sim.scenario import meant, paths
from sp_sim.scenario.check import PlacedSettings, Told, check, faults_in, parent_of
from sp_sim.scenario.form import Sections, as_value, declared, parameters
from sp_sim.scenario.read import read
from sp_sim.scenario.scenario import DEFAULT, Change, Origin, Placed, Scenario
from sp_sim.scenario.tree import MOST_PROBLEMS, whole_if_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.param import Value
    from sp_sim.scenario.tree import Sheet

DEFAULT_ASKS = "What happens when every parameter keeps its default?"
A_PARENT = "a scenario extends one other, which stands in its folder or is shipped"
A_SCENARIO = "a scenario is a .yaml file, or the name of one in this folder or shipped"


def load(name_or_path: str | Path, *, sections: Sections | None = None) -> Scenario:
    """Return the scenario in a file, or the shipped one of that name.

    Every problem of the file and of its parents is raised at once, as `Problems`.
    """
    sections = declared() if sections is None else sections
    return _merged(chain(name_or_path, sections), sections)


def default_scenario(*, sections: Sections | None = None) -> Scenario:
    """Return the scenario in which every parameter keeps its default."""
    values = _defaults(declared() if sections is None else sections)
    return Scenario("default", DEFAULT_ASKS, values, (), dict.fromkeys(values, DEFAULT))


def with_values(
    scenario: Scenario,
    values: Mapping[str, Any],
    *,
    name: str | None = None,
    sections: Sections | None = None,
) -> Scenario:
    """Return the scenario with other values from the start, checked like those of a file.

    Dated changes stay as they are.
    """
    sections = declared() if sections is None else sections
    name = scenario.name if name is None else name
    plain = {key: _thawed(value) for key, value in values.items()}
    file = f"the values set on {scenario.name}"
    problems = _unknown_keys(plain, sections, file) or faults_in(nested(plain), sections, file)
    if problems:
        raise Problems(problems)
    known = parameters(sections)
    found = {key: as_value(known[key], value) for key, value in plain.items()}
    origin = Origin("set in code", None, name)
    origins = dict(scenario.origins) | dict.fromkeys(found, origin)
    return replace(scenario, name=name, values=dict(scenario.values) | found, origins=origins)


def chain(name_or_path: str | Path, sections: Sections) -> list[Told]:
    """Return what the file and its parents say, the oldest first; or raise every problem."""
    path = paths.locate(name_or_path)
    if path is None:
        raise Problems([_not_found(str(name_or_path))])
    told: list[Told] = []
    problems: list[Problem] = []
    seen: list[Path] = []
    while path is not None:
        seen.append(path.resolve())
        sheet = read(path)
        path = None
        if sheet.root is not None:
            told.append(check(sheet, sheet.root, sections))
            path = _parent(sheet, seen)
        problems.extend(_first(sheet))
    if problems:
        raise Problems(problems)
    return told[::-1]


def _first(sheet: Sheet) -> list[Problem]:
    """Return the sheet's problems; of very many, the first and how many more there are."""
    more = max(0, len(sheet.problems) - MOST_PROBLEMS) + sheet.more
    if more == 0:
        return sheet.problems
    rest = Problem(
        file=sheet.file, message=f"has {more} more problems", remedy="mend the others first",
        rule=f"of one file the first {MOST_PROBLEMS} problems are told",
    )  # fmt: skip
    return [*sheet.problems[:MOST_PROBLEMS], rest]


def _parent(sheet: Sheet, seen: list[Path]) -> Path | None:
    """Return the parent's file; one that cannot be had is a problem of the sheet."""
    asked = None if sheet.root is None else parent_of(sheet.root)
    if asked is None:
        return None
    name, line, column = asked
    found = None
    if not paths.is_name(name):
        message, remedy = (
            "must be a name, not a path",
            "put both files in one folder and write its name",
        )
    else:
        found = paths.find(name, sheet.path.parent, apart_from=sheet.path)
        message, remedy = _why_not(name, found, sheet.path.parent)
    if found is not None and found.resolve() not in seen:
        return found
    problem = Problem(
        file=sheet.file, line=line, column=column, key="extends", value=name, message=message,
        rule=A_PARENT, remedy=remedy,
    )  # fmt: skip
    sheet.problems.append(problem)
    return None


def _why_not(name: str, found: Path | None, folder: Path) -> tuple[str, str]:
    if found is not None:
        return (
            "leads back to a file that extends this one",
            "delete one `extends:` line of the circle",
        )
    known = sorted({*paths.names(folder), *paths.names()})
    near = meant.did_you_mean(name, known)
    return "names no scenario", near or f"shipped are {', '.join(paths.names())}"


def _not_found(name: str) -> Problem:
    known = [*paths.names(), *paths.names(Path())]
    near = meant.did_you_mean(Path(name).stem, known)
    remedy = near or f"shipped are {', '.join(paths.names())}"
    message = "there is no such scenario"
    return Problem(file=name, message=message, rule=A_SCENARIO, remedy=remedy)


def _merged(told: list[Told], sections: Sections) -> Scenario:
    values: dict[str, Value] = _defaults(sections)
    origins = dict.fromkeys(values, DEFAULT)
    changes: tuple[Change, ...] = ()
    placed: dict[str, tuple[Placed, ...]] = {}
    services: dict[str, tuple[str, ...]] = {}
    for one in told:
        for key, setting in one.values.items():
            values[key] = setting.value
            origins[key] = Origin(one.file, setting.line, one.name)
        if one.changes is not None:
            changes = _in_order(one)
        placed |= {name: _put(items) for name, items in placed_by(one).items()}
        services = services if one.services is None else one.services
    last = told[-1]
    everywhere = tuple(one for name in _LISTS for one in placed.get(name, ()))
    return Scenario(
        last.name, last.asks, values, changes, origins, last.notes, everywhere, services
    )


_LISTS = ("places", "changes", "roll_outs")
"""The lists that set values in places, in the order in which they take effect within a week."""


def placed_by(told: Told) -> dict[str, tuple[PlacedSettings, ...]]:
    """Return what each list of a file sets in places; lists that it leaves to its parent are not there."""
    found = {"places": told.places, "roll_outs": told.roll_outs}
    if told.changes is not None:
        found["changes"] = tuple(
            PlacedSettings(one.where, one.week, one.values)
            for one in told.changes
            if one.where is not None
        )
    return {name: items for name, items in found.items() if items is not None}


def _put(items: tuple[PlacedSettings, ...]) -> tuple[Placed, ...]:
    return tuple(
        Placed(item.where, item.week, {key: setting.value for key, setting in item.values.items()})
        for item in items
    )


def _in_order(told: Told) -> tuple[Change, ...]:
    """Return the changes by week, one for each week."""
    weeks: dict[int, dict[str, Value]] = {}
    for change in told.changes or ():
        if change.where is not None:
            continue
        weeks.setdefault(change.week, {}).update(
            {key: setting.value for key, setting in change.values.items()}
        )
    return tuple(Change(week, weeks[week]) for week in sorted(weeks))


def _defaults(sections: Sections) -> dict[str, Value]:
    known = parameters(sections)
    return {key: as_value(param, param.default) for key, param in known.items()}


def _thawed(value: Any) -> Any:
    """Return the value as a file would have said it; numpy's scalars become Python's."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, list | tuple):
        return list(value)
    return whole_if_whole(value) if isinstance(value, float) else value


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by key as a file would group them, by section."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        (found.setdefault(section, {}) if section else found)[name] = value
    return found


def _unknown_keys(values: Mapping[str, Any], sections: Sections, file: str) -> list[Problem]:
    return [unknown_key(key, sections, file) for key in values if key not in parameters(sections)]


def unknown_key(key: str, sections: Sections, file: str) -> Problem:
    """Return the problem of a key that is no parameter's, with the one that may be meant."""
    known = parameters(sections)
    same_name = [param.key for param in known.values() if param.name == key]
    remedy = f'did you mean "{same_name[0]}"?' if same_name else meant.did_you_mean(key, known)
    return Problem(
        file=file, key=key, message="is not a parameter", rule="keys are section.name",
        remedy=remedy or "see them all with: sp-sim scenario baseline",
    )  # fmt: skip
