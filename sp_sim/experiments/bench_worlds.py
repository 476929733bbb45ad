"""Bench worlds: the made-up networks that are timed, and how busy their people are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.domain.places import Area, Practice
from sp_sim.engine.run import simulate
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario import load, with_values
from sp_sim.world.build import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.domain.records import Records
    from sp_sim.scenario import Scenario
    from sp_sim.world.world import World

PCN_LISTS = (14_000, 11_500, 9_500, 8_000, 7_000)
"""A network of ordinary size: five practices, 50,000 registered."""
SMALL_LISTS = (1_200, 800)
"""A network so small that everyone can be a Mesa agent."""
PATIENTS_PER_GP = 2_296
MATURE_REFERRALS = 20.0
"""Referrals per 1,000 registered a year of a service that GPs know well; about twice the launch."""
ARMS = 5
"""Arms that are lived together to tell what a further one takes."""
BASE = "baseline"


@dataclass(frozen=True)
class Volume:
    """How busy the simulated people were: social consultations and referrals, a year."""

    consultations_per_1000: float
    referrals_per_1000: float


def network(lists: Sequence[int], networks: int = 1) -> Area:
    """Return a made-up area of networks whose practices have exactly these lists."""
    made = tuple(
        Practice(
            code=f"B{place:03d}{number}", pcn_code=f"BENCH{place:03d}", registered=registered,
            gps=registered / PATIENTS_PER_GP, gps_given=False,
        )
        for place in range(networks)
        for number, registered in enumerate(lists)
    )  # fmt: skip
    return Area("made up for timing", made, synthetic=True, source="synthetic: made up for timing")


def said(area: Area) -> str:
    """Return an area's size in words."""
    many = len(area.practices)
    return f"{many} practice{'s' if many > 1 else ''}, {area.registered:,} registered"


def seeds_for(area: Area, seeds: int) -> list[int]:
    """Return as many seeds as make the work of an area that of `seeds` made-up networks."""
    return list(range(1, max(1, round(seeds * sum(PCN_LISTS) / area.registered)) + 1))


def largest_network(area: Area) -> Area:
    """Return the part of an area that is its largest network."""
    largest = max(area.systems.values(), key=lambda found: sum(p.registered for p in found))
    return Area(area.name, largest, area.synthetic, area.source)


def like_arms(area: Area, scenario: Scenario) -> list[World]:
    """Return worlds that differ, but in nothing that changes how much there is to do."""
    key = "support.supervision_interval_weeks"
    return [build(area, with_values(scenario, {key: 4 + number})) for number in range(ARMS)]


def mature(area: Area, weeks: int) -> Scenario:
    """Return the base with as much awareness at the start as gives `MATURE_REFERRALS`, or most."""
    base, seeds = load(BASE), seeds_for(area, 8)
    low, high = PARAMETERS["awareness.start"].limits

    def referrals(start: float) -> float:
        world = build(area, with_values(base, {"awareness.start": start}))
        return volume(simulate([world], seeds, weeks=weeks), area, weeks, seeds).referrals_per_1000

    for _ in range(7):
        middle = (low + high) / 2
        low, high = (middle, high) if referrals(middle) < MATURE_REFERRALS else (low, middle)
    return with_values(base, {"awareness.start": high})


def volume(records: Sequence[Records], area: Area, weeks: int, seeds: Sequence[int]) -> Volume:
    """Return what was simulated, averaged over arms and seeds and the whole of the run."""
    thousand_years = area.registered / 1000 * weeks / 52 * len(seeds) * len(records)
    consultations = sum(int(each.practice_weeks["consultations"].sum()) for each in records)
    referrals = sum(len(each.referrals) for each in records)
    return Volume(consultations / thousand_years, referrals / thousand_years)
