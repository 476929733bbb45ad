"""Staff: GPs, champions and link workers as they start, drawn from what they are.

Plain functions of keys; the engine compiles them and the Mesa model calls them as they are.
"""

from __future__ import annotations

from sp_sim.draws import Decision, Kind, child_key, uniform
from sp_sim.mechanisms.burnout import strain
from sp_sim.mechanisms.champions import champion_standing
from sp_sim.mechanisms.values import Parameters
from sp_sim.world.people import ALWAYS, trait


def gp_key(run_key: int, practice_key: int, number: int) -> int:
    """Return the key of a practice's `number`-th GP."""
    return child_key(run_key ^ practice_key, Kind.GP, number)


def site_key(run_key: int, practice_key: int) -> int:
    """Return the key under which a practice itself (its champion) is asked."""
    return child_key(run_key ^ practice_key, Kind.PRACTICE, 0)


def post_key(run_key: int, system_key: int, number: int) -> int:
    """Return the key of a service's `number`-th post."""
    return child_key(run_key ^ system_key, Kind.POST, number)


def holder_key(key_of_post: int, holder: int) -> int:
    """Return the key of the `holder`-th holder of a post (from 0)."""
    return child_key(key_of_post, Kind.HOLDER, holder)


def champion_key(key_of_site: int, number: int) -> int:
    """Return the key of a practice's `number`-th champion (from 0)."""
    return child_key(key_of_site, Kind.CHAMPION, number)


def has_champion(key_of_site: int, share: float) -> bool:
    """Return whether a practice is among the `share` of practices with a champion."""
    return uniform(key_of_site, Decision.CHAMPION_PRACTICE, ALWAYS, 0) < share


def standing_of_champion(key_of_champion: int, receptivity: float, p: Parameters) -> float:
    """Return a champion's standing in a practice of this `receptivity`; it may be nil or negative."""
    return champion_standing(trait(key_of_champion, Decision.CHAMPION_CREDIBILITY), receptivity, p)


def is_offered_supervision(key_of_post: int, share: float) -> bool:
    """Return whether a post is among the `share` of posts that are offered supervision."""
    return uniform(key_of_post, Decision.SUPERVISION, ALWAYS, 0) < share


def has_peer_network(key_of_post: int, share: float) -> bool:
    """Return whether a post is among the `share` of posts that belong to a peer network."""
    return uniform(key_of_post, Decision.PEER_NETWORK, ALWAYS, 0) < share


def climate_of_service(run_key: int, system_key: int) -> float:
    """Return how well a service is run, in standard deviations."""
    return trait(child_key(run_key ^ system_key, Kind.SERVICE, 0), Decision.SERVICE_CLIMATE)


def exhaustion_of_newcomer(strain_trait: float, p: Parameters) -> float:
    """Return the exhaustion that a new holder brings along: that of the trait alone, at ease and alone."""
    return strain(strain_trait, 0.0, 0.0, p)


def tie_break(key: int, decision: int, week: int) -> float:
    """Return the number that ranks equals in one week's competition."""
    return uniform(key, decision, week, 0)
