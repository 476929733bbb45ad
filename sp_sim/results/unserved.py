"""Unserved: practices without a link worker, and practices that no service names, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.world.services import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sp_sim.results.arm import Arm


def unserved(arm: Arm) -> Iterator[str]:
    """Yield what a reader must know of practices that no link worker, or no named service, serves."""
    yield from _without_a_post(arm)
    left = [practice.registered for practice in left_out(arm.asked.area, arm.scenario)]
    if left:
        yield (
            f"{arm.name}: {_of_all(arm, left)} {_are(left)} named by no service and stay with the service that"
            f" workforce.covers ({arm.scenario.values['workforce.covers']}) gives them."
        )


def _without_a_post(arm: Arm) -> Iterator[str]:
    """Yield that practices have no funded post in any week that was lived."""
    places = arm.places
    pairs = zip(places.first_covered, places.registered, strict=False)
    bare = [registered for week, registered in pairs if not 0 <= week < arm.asked.weeks]
    if bare:
        yield (
            f"{arm.name}: {_of_all(arm, bare)} {'has' if len(bare) == 1 else 'have'} no funded link worker post"
            " in any week. Their patients count in every rate all the same."
        )


def _of_all(arm: Arm, some: Iterable[int]) -> str:
    found, everybody = list(some), arm.places.registered
    return (
        f"{len(found):,} of {len(everybody):,} practices ({sum(found):,} of {sum(everybody):,} registered"
        " patients)"
    )


def _are(some: list[int]) -> str:
    return "is" if len(some) == 1 else "are"
