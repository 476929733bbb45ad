"""Settings: what a scenario sets for each service, practice and post, between one change and the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sp_sim.domain.places import Area, Practice
from sp_sim.errors import Problem, Problems
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import Value
from sp_sim.scenario import Scenario
from sp_sim.scenario.where import Where
from sp_sim.world.services import ONE_FOR_ALL, Systems

Values = Mapping[str, Value]

MOST_CODES_TOLD = 6


@dataclass
class Settings:
    """What holds where: for everybody in `base`, and for places that are set apart.

    `weeks` are the first weeks of the stretches between changes (segments); all lists are in their order.
    """

    scenario: Scenario
    systems: Systems
    weeks: list[int]
    base: list[Values]
    meant: dict[Where, frozenset[str]]
    """The codes of the places that each `Where` of the scenario means."""
    found: dict[tuple[int, frozenset[Where]], Values] = field(default_factory=dict)

    def pcn_of(self, service: str) -> str:
        """Return the PCN to which a service's posts belong; none for one that is named, or serves all."""
        one_for_all = service == ONE_FOR_ALL and self.base[0]["workforce.covers"] == "area"
        return "" if one_for_all or service in self.scenario.services else service

    def of_system(self, segment: int, position: int) -> Values:
        """Return what holds for a service."""
        code = self.systems[position][0]
        return self._at(segment, service=code, pcn=self.pcn_of(code))

    def of_practice(self, segment: int, position: int, practice: Practice) -> Values:
        """Return what holds for a practice of the service at `position`."""
        service = self.systems[position][0]
        return self._at(segment, service=service, pcn=practice.system, practice=practice.code)

    def of_post(self, segment: int, position: int, number: int) -> Values:
        """Return what holds for a post (numbered from 0) of the service at `position`."""
        code = self.systems[position][0]
        return self._at(segment, service=code, pcn=self.pcn_of(code), post=post_code(code, number))

    def own_of_post(self, key: str, segment: int, position: int, number: int) -> Value | None:
        """Return what is set for a post by its own code; `None` where it has what its service has."""
        code = self.systems[position][0]
        post = post_code(code, number)
        wheres = self._meaning(service=code, pcn=self.pcn_of(code), post=post)
        if not any(where.kind == "post" for where in wheres):
            return None
        where = self.scenario.set_for(key, self.weeks[segment], wheres)
        if where is None or where.kind != "post":
            return None
        return self.of_post(segment, position, number)[key]

    def _meaning(self, **codes: str) -> frozenset[Where]:
        """Return those of the scenario's `Where` that mean a place of these codes."""
        return frozenset(
            where for where, meant in self.meant.items() if codes.get(where.kind) in meant
        )

    def _at(self, segment: int, **codes: str) -> Values:
        if not self.meant:
            return self.base[segment]
        wheres = self._meaning(**codes)
        key = (segment, wheres)
        if key not in self.found:
            values = self.scenario.values_at(self.weeks[segment], wheres)
            self.found[key] = values if wheres else self.base[segment]
        return self.found[key]


def settings_of(area: Area, scenario: Scenario, systems: Systems) -> Settings:
    """Return a scenario's settings for an area; refuse places that it does not have."""
    weeks = scenario.weeks_of_change()
    base: list[Values] = [scenario.values_at(week) for week in weeks]
    wheres = list(dict.fromkeys(one.where for one in scenario.placed))
    known = {
        "service": [code for code, _ in systems],
        "pcn": list(area.systems),
        "practice": [practice.code for practice in area.practices],
    }
    settings = Settings(scenario, systems, weeks, base, {})
    for where in wheres:
        if where.kind != "post":
            settings.meant[where] = where.among(known[where.kind])
            _check(scenario, where, settings.meant[where], known[where.kind], area.name)
    _check_pcns(settings)
    return settings


def add_posts(settings: Settings, posts: Sequence[str], area: str) -> None:
    """Let settings know the codes of all posts, which follow from settings of services."""
    for where in dict.fromkeys(one.where for one in settings.scenario.placed):
        if where.kind == "post":
            settings.meant[where] = where.among(posts)
            _check(settings.scenario, where, settings.meant[where], posts, area)


def post_code(system: str, number: int) -> str:
    """Return the code of a post: its service's and its number, counted from 1."""
    return f"{system}/{number + 1}"


def _check(
    scenario: Scenario, where: Where, meant: Iterable[str], known: Sequence[str], area: str
) -> None:
    """Refuse codes that the area does not have."""
    strangers = sorted(set(where.codes or meant) - set(known))
    if strangers or not known:
        some = ", ".join(list(known)[:MOST_CODES_TOLD]) or "none"
        more = f" and {len(known) - MOST_CODES_TOLD} more" if len(known) > MOST_CODES_TOLD else ""
        problem = Problem(
            file=scenario.name, key="where", value=", ".join(strangers[:MOST_CODES_TOLD]),
            message=f"{area} has no such {where.kind}",
            rule="a value is set for places of the area that is run",
            remedy=f"its {where.kind} codes are {some}{more}",
        )  # fmt: skip
        raise Problems([problem])


def _check_pcns(settings: Settings) -> None:
    """Refuse to set for a PCN what belongs to the service, where the PCN has no service of its own."""
    own = {settings.pcn_of(code) for code, _ in settings.systems}
    for one in settings.scenario.placed:
        lost = [key for key in one.values if PARAMETERS[key].place != "practice"]
        if one.where.kind == "pcn" and lost and settings.meant[one.where] - own:
            named = ", ".join(settings.scenario.services)
            who = (
                f"services are named ({named}), and their"
                if named
                else "one service serves the whole area, and its"
            )
            problem = Problem(
                file=settings.scenario.name, key=lost[0], value=str(one.where),
                message=f"{who} posts belong to no PCN",
                rule="what a post or service has is set for a PCN only where each PCN has its own service",
                remedy="set it for posts or for the service"
                + ("" if named else ", or set workforce.covers to pcn"),
            )  # fmt: skip
            raise Problems([problem])
