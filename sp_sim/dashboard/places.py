"""Places: the area that an address means, and the PCN of it that is lived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sp_sim.areas import synthetic
from sp_sim.areas.area import load
from sp_sim.dashboard.address import Fault
from sp_sim.domain.places import Area
from sp_sim.errors import Problems
from sp_sim.world.services import services_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.dashboard.address import Place
    from sp_sim.dashboard.uploads import Uploads
    from sp_sim.scenario.scenario import Scenario

MOST_PATIENTS = 150_000
"""Above this, a page would not answer while somebody waits."""
ALL = "all"


@dataclass(frozen=True)
class Somewhere:
    """An area, what its systems are called, and the part of it that is lived."""

    place: Place
    area: Area
    lived: Area
    systems: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...] = ()

    @property
    def words(self) -> str:
        """The place in one line."""
        patients = f"{self.lived.registered:,} patients"
        count = len(self.lived.practices)
        practices = f"{count} practice{'' if count == 1 else 's'}"
        return f"{self.lived.name}: {practices}, {patients}"


def found(place: Place, uploads: Uploads, visitor: str) -> Somewhere:
    """Return the area of an address; an area that this visitor does not have is a fault."""
    faults: tuple[Fault, ...] = ()
    area = _whole(place, uploads, visitor)
    if area is None:
        message = "You have no upload like this here. Upload the file again, or ask whoever sent you the link for it"
        faults = (Fault("upload", message),)
        area = box()
        place = replace(place, area="box", upload="", pcn="")
    systems = tuple((code, _called(code, area)) for code in area.systems)
    pcn = place.pcn or systems[0][0]
    if pcn != ALL and pcn not in area.systems:
        faults += (Fault("pcn", f"Choose a PCN from the list: there is no “{pcn}” in this area"),)
        pcn = systems[0][0]
    if pcn == ALL and area.registered > MOST_PATIENTS:
        message = (
            f"The whole area has {area.registered:,} patients, and a page takes up to"
            f" {MOST_PATIENTS:,}. Choose one PCN; for the whole, use the command line"
        )
        faults += (Fault("pcn", message),)
        pcn = systems[0][0]
    kept = "" if pcn == systems[0][0] else pcn
    return Somewhere(replace(place, pcn=kept), area, _part(area, pcn), systems, faults)


def with_services(somewhere: Somewhere, scenarios: Sequence[Scenario]) -> Somewhere:
    """Return the place, whole where a scenario names its services: in a part they would be others."""
    naming = [scenario for scenario in scenarios if scenario.services]
    if not naming:
        return somewhere
    area = somewhere.area
    faults = [fault for scenario in naming for fault in _unknown(scenario, area)]
    if not faults and area.registered > MOST_PATIENTS:
        message = (
            f"“{naming[0].name}” names services over the whole area, and with {area.registered:,} patients it is"
            f" more than the {MOST_PATIENTS:,} that a page takes. Use the command line, or choose another scenario"
        )
        faults = [Fault("pcn", message)]
    if faults:
        return replace(somewhere, faults=(*somewhere.faults, *faults))
    return replace(somewhere, lived=area, place=replace(somewhere.place, pcn=ALL))


def _unknown(scenario: Scenario, area: Area) -> list[Fault]:
    """Return why an area cannot have the services that a scenario names."""
    try:
        services_of(area, scenario)
    except Problems as error:
        first = error.problems[0]
        message = (
            f"“{scenario.name}” names services for another area: {first.message} ({first.value})"
        )
        return [
            Fault("pcn", f"{message}. Choose the area that it was written for, or another scenario")
        ]
    return []


@lru_cache(maxsize=1)
def box() -> Area:
    """Return the area in the box."""
    return load(None)


@lru_cache(maxsize=32)
def _made(practices: int, seed: int) -> Area:
    return synthetic.make(practices=practices, seed=seed)


def _whole(place: Place, uploads: Uploads, visitor: str) -> Area | None:
    if place.area == "upload":
        return uploads.of(visitor, place.upload)
    return _made(place.practices, place.made) if place.area == "synthetic" else box()


def _called(code: str, area: Area) -> str:
    first = area.systems[code][0]
    name = first.pcn_name if first.system == first.pcn_code else ""
    count = len(area.systems[code])
    patients = sum(practice.registered for practice in area.systems[code])
    return f"{name or code} ({count} practice{'' if count == 1 else 's'}, {patients:,} patients)"


def _part(area: Area, pcn: str) -> Area:
    if pcn == ALL:
        return area
    members = area.systems[pcn]
    name = f"{members[0].pcn_name or pcn}, in {area.name}"
    return Area(name, members, area.synthetic, area.source)
