"""Cut: a scenario for a part of its area, without the services and places that lie outside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sp_sim.world.services import services_of

if TYPE_CHECKING:
    from sp_sim.domain.places import Area
    from sp_sim.scenario.scenario import Placed, Scenario


def cut_to(scenario: Scenario, area: Area) -> Scenario:
    """Return the scenario with only those services and places that an area has.

    What is set for all, posts of a service among it, stays as it is.
    """
    practices = {practice.code for practice in area.practices}
    known = {*practices, *area.systems}
    kept = {
        name: tuple(code for code in codes if code in known)
        for name, codes in scenario.services.items()
    }
    cut = replace(scenario, services={name: codes for name, codes in kept.items() if codes})
    services = {code for code, _ in services_of(area, cut)}
    places = {"practice": practices, "pcn": set(area.systems), "service": services}
    placed = (_within(one, places) for one in cut.placed)
    return replace(cut, placed=tuple(one for one in placed if one is not None))


def _within(one: Placed, places: dict[str, set[str]]) -> Placed | None:
    """Return what is set for those of its places that there are; nothing where there are none."""
    where = one.where
    if not where.codes:
        return one
    if where.kind == "post":
        codes = tuple(code for code in where.codes if code.rpartition("/")[0] in places["service"])
    else:
        codes = tuple(code for code in where.codes if code in places[where.kind])
    return replace(one, where=replace(where, codes=codes)) if codes else None
