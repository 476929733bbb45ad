"""Places: what the positions in a world's records are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.results.arm import Places

if TYPE_CHECKING:
    from sp_sim.world.world import World


def places_of(world: World) -> Places:
    """Return the codes of practices, posts and systems, and each practice's registered patients."""
    registered = tuple(int(patients) for patients in world.registered)
    return Places(world.practice_codes, registered, world.post_codes, world.system_codes)
