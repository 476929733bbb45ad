"""Variants: an area or a scenario changed in a way of which a law says what must come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sp_sim.domain.places import Area
from sp_sim.experiments.switches import changed_at, held_to
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario.scenario import Change
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from sp_sim.world.services import services_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sp_sim.domain.places import Practice
    from sp_sim.param import Value
    from sp_sim.scenario.scenario import Scenario

ONE_SERVICE = "AREA"
COPY = " copy"
AGAIN = " again"
HANDS = ("workforce.posts", "workforce.wte_per_50000")
NO_POSTS: dict[str, Value] = {"workforce.posts": 0, "workforce.wte_per_50000": 0.0}
NOT_BEGUN = "management.manager_hours_per_week"
"""A lever that adds no rows to any table, for an intervention that comes too late."""


def without_posts(scenario: Scenario) -> Scenario:
    """Return the scenario with no link worker at any time."""
    return held_to(scenario, NO_POSTS, "no posts")


def nobody_aware(scenario: Scenario) -> Scenario:
    """Return the scenario in which no GP knows the service or comes to know it."""
    values = {
        key: 0.0
        for key, told in PARAMETERS.items()
        if told.section == "awareness" and (told.name == "start" or told.name.startswith("per_"))
    }
    return held_to(scenario, values, "nobody aware")


def with_hours_doubled(scenario: Scenario) -> Scenario | None:
    """Return the scenario with twice the posts at every time; `None` where that is not allowed."""

    def doubled(values: Mapping[str, Value]) -> dict[str, Value]:
        return {key: _twice(v) if key in HANDS else v for key, v in values.items()}

    told = [scenario.values, *(change.values for change in scenario.changes)]
    told += [one.values for one in scenario.placed]
    for key in HANDS:
        highest = PARAMETERS[key].limits[1]
        if any(_twice(values[key]) > highest for values in told if key in values):
            return None
    changes = tuple(Change(each.week, doubled(each.values)) for each in scenario.changes)
    placed = tuple(replace(each, values=doubled(each.values)) for each in scenario.placed)
    values = doubled(scenario.values)
    return replace(scenario, name="hours doubled", values=values, changes=changes, placed=placed)


def said_again(scenario: Scenario, week: int) -> Scenario:
    """Return the scenario with a change in `week` that sets everything to what it is everywhere."""
    apart = {key for one in scenario.placed for key in one.values}
    values = {
        key: value
        for key, value in scenario.values_at(week).items()
        if PARAMETERS[key].dated and key not in apart
    }
    return changed_at(scenario, week, values, "nothing new")


def not_begun(scenario: Scenario, weeks: int) -> Scenario:
    """Return the scenario with an intervention that begins when the run is over."""
    now = float(scenario.values_at(weeks)[NOT_BEGUN])  # type: ignore[arg-type]  # a number
    other = now + 1.0 if now + 1.0 <= PARAMETERS[NOT_BEGUN].limits[1] else now - 1.0
    return changed_at(scenario, weeks, {NOT_BEGUN: other}, "not begun")


def by_network(scenario: Scenario, area: Area) -> tuple[Scenario, Area]:
    """Return scenario and area with a network for each service, where services were not those of networks."""
    if scenario.values["workforce.covers"] != "area" and not scenario.services:
        return scenario, area
    service = {
        practice.code: code for code, members in services_of(area, scenario) for practice in members
    }
    made = moved(area, lambda practice: _in_network(practice, service[practice.code]))
    placed = tuple(replace(each, where=_by_practice(each.where, area)) for each in scenario.placed)
    told = replace(scenario, placed=placed, services={})
    return held_to(told, {"workforce.covers": "pcn"}), made


def _in_network(practice: Practice, code: str) -> Practice:
    """Return the practice in another network; one that is its own service stays outside any."""
    return practice if code == practice.system else replace(practice, pcn_code=code)


def _by_practice(where: Where, area: Area) -> Where:
    """Return the places by their practices, where they were PCNs."""
    if where.kind != "pcn":
        return where
    meant = where.among(list(area.systems))
    codes = [practice.code for practice in area.practices if practice.system in meant]
    return Where("practice", tuple(sorted(codes)))


def copied(scenario: Scenario, area: Area) -> tuple[Scenario, Area]:
    """Return scenario and area twice: each network with a copy of itself beside it, and what is set for it."""
    copies = moved(area, lambda practice: _named(practice, practice.code + COPY, COPY))
    practices = (*area.practices, *copies.practices)
    twice = Area(f"{area.name}, twice", practices, area.synthetic, area.source)
    return _renamed(scenario, area, lambda code: (code, code + COPY)), twice


def reordered(area: Area) -> Area:
    """Return the area with its practices listed the other way round, and networks called otherwise."""
    turned = Area(area.name, area.practices[::-1], area.synthetic, area.source)
    return moved(turned, lambda practice: replace(practice, pcn_name=f"{practice.pcn_name} again"))


def relabelled(scenario: Scenario, area: Area) -> tuple[Scenario, Area, dict[str, str]]:
    """Return scenario and area with other codes, in another order, and each new code's old one."""
    if scenario.services:
        scenario, area = by_network(scenario, area)
    codes = sorted(practice.code for practice in area.practices)
    new = {code: f"R{len(codes) - place:05d}" for place, code in enumerate(codes)}
    made = moved(area, lambda practice: _named(practice, new[practice.code], AGAIN))
    one = scenario.values["workforce.covers"] == "area"
    networks = {ONE_SERVICE: ONE_SERVICE} if one else {}
    told = _renamed(scenario, area, lambda code: ((new | networks).get(code, code + AGAIN),))
    return told, made, {label: code for code, label in new.items()}


def _renamed(scenario: Scenario, area: Area, names: Callable[[str], tuple[str, ...]]) -> Scenario:
    """Return the scenario with every place that is set apart named by its code, under other names."""
    if not scenario.placed:
        return scenario
    known = {
        "service": list(area.systems),
        "pcn": list(area.systems),
        "practice": [practice.code for practice in area.practices],
        "post": build(area, scenario).post_codes,
    }

    def renamed(where: Where) -> Where:
        told = []
        for code in sorted(where.among(known[where.kind])):
            service, stroke, number = (
                code.rpartition("/") if where.kind == "post" else (code, "", "")
            )
            told += [f"{name}{stroke}{number}" for name in names(service)]
        return Where(where.kind, tuple(told))

    placed = tuple(replace(each, where=renamed(each.where)) for each in scenario.placed)
    return replace(scenario, placed=placed)


def moved(area: Area, change: Callable[[Practice], Practice]) -> Area:
    """Return the area with each practice changed."""
    return Area(area.name, tuple(map(change, area.practices)), area.synthetic, area.source)


def _named(practice: Practice, code: str, suffix: str) -> Practice:
    """Return a practice under another code, in a network of another code if it is in any."""
    alone = practice.system == practice.code
    network = practice.pcn_code if alone else practice.pcn_code + suffix
    return replace(practice, code=code, pcn_code=network)


def _twice(value: Value) -> float:
    """Return a number twice, a count as a count."""
    if isinstance(value, str | tuple):
        message = f"{value} is not a number"
        raise TypeError(message)
    return 2 * value
