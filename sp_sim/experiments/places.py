"""Places: what the positions in a world's records are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.results.arm import Places

if TYPE_CHECKING:
    from sp_sim.world.world import World


def places_of(world: World) -> Places:
    """Return the codes of practices, posts and systems, and each practice's patients, first cover and service."""
    registered = tuple(int(patients) for patients in world.registered)
    service_of = tuple(int(service) for service in world.practices["system"])
    return Places(
        world.practice_codes, registered, world.post_codes, world.system_codes,
        first_covered(world), service_of,
    )  # fmt: skip


def first_covered(world: World) -> tuple[int, ...]:
    """Return the first week from 0 on in which a funded post covers each practice; -1 where none ever does."""
    found = np.full(len(world.practice_codes), -1)
    ends = [*world.segment_weeks[1:], np.inf]
    for segment in range(len(ends) - 1, -1, -1):
        if ends[segment] > 0:
            funded = world.post_levers["wte"][segment][world.pairs["post"]] > 0.0
            covered = funded & (world.pair_levers["covers"][segment] > 0.0)
            found[world.pairs["practice"][covered]] = max(0, int(world.segment_weeks[segment]))
    return tuple(int(week) for week in found)
