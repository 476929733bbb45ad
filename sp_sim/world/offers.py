"""Offers: which activity offers a service has to start with, drawn from what they are.

Plain functions of keys; the engine compiles them and the Mesa model calls them as they are.
"""

from __future__ import annotations

from sp_sim.draws import Decision, Kind, child_key, uniform
from sp_sim.mechanisms.needs import kind_of_need, share_of_need
from sp_sim.mechanisms.offers import places_provided, share_open
from sp_sim.mechanisms.values import Parameters
from sp_sim.world.people import ALWAYS


def need_of(key: int, p: Parameters) -> int:
    """Return the kind of need of the person with this key."""
    return kind_of_need(uniform(key, Decision.KIND_OF_NEED, ALWAYS, 0), p)


def offer_key(run_key: int, system_key: int, need: int) -> int:
    """Return the key of a service's offer for a kind of need."""
    return child_key(run_key ^ system_key, Kind.OFFER, need)


def is_provided(key_of_offer: int, chance: float) -> bool:
    """Return whether an offer is among those that exist, of which there is this `chance`."""
    return uniform(key_of_offer, Decision.OFFER_EXISTS, ALWAYS, 0) < chance


def places_of_offer(key_of_offer: int, need: int, registered: int, p: Parameters) -> int:
    """Return the places of an offer that exists, in a service for `registered` patients."""
    answer = uniform(key_of_offer, Decision.PLACES_ROUNDED, ALWAYS, 0)
    return places_provided(registered, need, share_of_need(need, p), answer, p)


def is_open_at_start(key_of_offer: int, p: Parameters) -> bool:
    """Return whether an offer is open when a run begins."""
    return uniform(key_of_offer, Decision.OPEN_AT_START, ALWAYS, 0) < share_open(p)
