"""Services: which practices each service of an area has, named by the scenario or as the area has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sp_sim.domain.places import Area, Practice
from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from sp_sim.scenario.scenario import Scenario

Members = tuple[Practice, ...]
Systems = Sequence[tuple[str, Members]]

ONE_FOR_ALL = "AREA"
"""The service of all practices where `workforce.covers` says so."""
ONE_SERVICE = "a practice belongs to one service"
MOST_CODES_TOLD = 6


def services_of(area: Area, scenario: Scenario) -> list[tuple[str, Members]]:
    """Return each service's code and practices, both in the order of their codes.

    Practices that no service names stay with their PCN's service, or with the one for all the rest
    (`workforce.covers`). Raises `Problems` where services name what the area does not have, or twice.
    """
    if not scenario.services:
        return list(_unnamed(area, scenario).items())
    problems = list(_strangers(area, scenario))
    if problems:
        raise Problems(problems)
    named = {name: _meant(area, codes) for name, codes in scenario.services.items()}
    rest = replace(area, practices=left_out(area, scenario))
    others = _unnamed(rest, scenario)
    problems = [*_twice(scenario, named), *_namesakes(scenario, others)]
    if problems:
        raise Problems(problems)
    return sorted({**others, **named}.items(), key=lambda each: each[0])


def left_out(area: Area, scenario: Scenario) -> Members:
    """Return the practices that no service names; none where the scenario names no services."""
    if not scenario.services:
        return ()
    codes = [code for named in scenario.services.values() for code in named]
    named = {practice.code for practice in _meant(area, codes)}
    return tuple(practice for practice in area.practices if practice.code not in named)


def _unnamed(area: Area, scenario: Scenario) -> dict[str, Members]:
    """Return the services of an area of which the scenario names none."""
    if scenario.values["workforce.covers"] != "area":
        return area.systems
    practices = tuple(sorted(area.practices, key=lambda practice: practice.code))
    return {ONE_FOR_ALL: practices} if practices else {}


def _meant(area: Area, codes: Sequence[str]) -> Members:
    """Return the practices that codes mean, a PCN's standing for all of its; unknown ones mean none."""
    known = {practice.code: (practice,) for practice in area.practices} | area.systems
    found = {practice.code: practice for code in codes for practice in known.get(code, ())}
    return tuple(found[code] for code in sorted(found))


def _strangers(area: Area, scenario: Scenario) -> Iterator[Problem]:
    known = {*area.systems, *(practice.code for practice in area.practices)}
    for name, codes in scenario.services.items():
        strangers = [code for code in codes if code not in known]
        if strangers:
            yield _problem(
                scenario, name, ", ".join(strangers[:MOST_CODES_TOLD]),
                f"{area.name} has no such practice or PCN",
                "a service names practices of the area that is run, or their PCNs",
                f"its PCNs are {_some(area.systems)}; its practices are"
                f" {_some([practice.code for practice in area.practices])}",
            )  # fmt: skip


def _twice(scenario: Scenario, named: Mapping[str, Members]) -> Iterator[Problem]:
    """Yield a problem for each service with practices that another one, or a PCN's code, has as well."""
    owner: dict[str, str] = {}
    for name, members in named.items():
        again = [practice.code for practice in members if practice.code in owner]
        if again:
            others = ", ".join(dict.fromkeys(owner[code] for code in again))
            yield _problem(
                scenario, name, _some(again), f"is named by {others} as well", ONE_SERVICE,
                "name a practice once, by its own code or by its PCN's",
            )  # fmt: skip
        owner.update({practice.code: name for practice in members})


def _namesakes(scenario: Scenario, others: Mapping[str, Members]) -> Iterator[Problem]:
    """Yield a problem for each service that is called like another one, which was not named."""
    for name in scenario.services:
        if name in others:
            members = [practice.code for practice in others[name]]
            yield _problem(
                scenario, name, _some(members), "practices of a service of the same name are left over",
                "services have names of their own", "give it another name, or name those practices too",
            )  # fmt: skip


def _some(codes: Sequence[str] | Mapping[str, Members]) -> str:
    """Return the first codes, and how many more there are."""
    more = f" and {len(codes) - MOST_CODES_TOLD} more" if len(codes) > MOST_CODES_TOLD else ""
    return ", ".join(list(codes)[:MOST_CODES_TOLD]) + more


def _problem(
    scenario: Scenario, name: str, value: str, message: str, rule: str, remedy: str
) -> Problem:
    return Problem(
        file=scenario.name, key=f"services.{name}", value=value, message=message, rule=rule,
        remedy=remedy,
    )  # fmt: skip
