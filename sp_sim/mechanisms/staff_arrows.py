"""Arrows of link workers and managers beyond those of the slice: sickness, climate, peers, discretion."""

from __future__ import annotations

import math

from sp_sim.mechanisms import burnout, climate, sickness, support, workforce
from sp_sim.mechanisms.arrow import arrow

_FOREVER = math.inf

STAFF = (
    arrow(climate.offered_share, "climate", 1, "climate.offer_per_sd",
          "a well-run service supervises more of its posts", "brief: a well-run service gives more of it; E085"),
    arrow(climate.offered_share, "share", 1, None,
          "the lever supervises more posts", "brief, levers: clinical supervision"),
    arrow(support.received_odds, "climate", 1, "climate.received_per_sd",
          "in a well-run service sessions take place", "brief: a well-run service gives more of it; E085"),
    arrow(burnout.resources, "climate", 1, "climate.relief_per_sd",
          "a well-run service strains people less by other routes", "brief: climate is a common cause; E089"),
    arrow(support.session_gain, "support_supervision_quality", 1, "support.gain",
          "good supervision gives more", "brief, levers: quality of clinical supervision; E085"),
    arrow(support.session_gain, "support_supervision_group_size", -1, "support.group_gain",
          "a session in a group gives each less", "brief, levers: group or single", neutral=1.0),
    arrow(support.supervisor_hours, "support_supervision_group_size", -1, None,
          "a group shares its supervisor", "brief, levers: group or single"),
    arrow(support.supervisor_hours, "supervision_hours", 1, None,
          "sessions take the supervisor's hours", "brief: hours for supervision"),
    arrow(support.peer_support, "in_network", 1, "support.peer_hours_per_month",
          "a peer network supports", "brief: resources are peers"),
    arrow(support.peer_support, "support_peer_hours_per_month", 1, "support.peer_hours_for_effect",
          "more hours with peers support more", "brief, levers: peer network", neutral=_FOREVER),
    arrow(support.peer_hours_per_week, "in_network", 1, "support.peer_hours_per_month",
          "a peer network takes hours", "brief: capacity is less what support takes"),
    arrow(workforce.hours_for_contacts, "peer_hours", -1, None,
          "peers take hours", "brief: capacity is less what support takes"),
    arrow(support.isolation, "peers", -1, "support.peers_against_isolation",
          "peers elsewhere are peers", "brief: resources are peers; demands are isolation"),
    arrow(burnout.resources, "peers", 1, "burnout.per_peers",
          "peers relieve", "brief: resources are peers; E086"),
    arrow(burnout.demands, "conflict", 1, "burnout.per_role_conflict",
          "role conflict strains", "brief: demands are role conflict; E152"),
    arrow(burnout.role_conflict, "discrepancy", 1, "burnout.role_conflict_per_discrepancy",
          "a job that was not the one expected pulls two ways", "brief: job discrepancy (expected v found); E067"),
    arrow(burnout.strain, "demanded", 1, None,
          "demands strain", "brief: demands and resources become exhaustion"),
    arrow(burnout.strain, "relieved", -1, None,
          "resources relieve", "brief: demands and resources become exhaustion"),
    arrow(sickness.fall_sick_odds, "exhaustion", 1, "sickness.per_exhaustion",
          "the exhausted fall sick more often", "brief: demands and resources become exhaustion; sickness; E088"),
    arrow(burnout.rested, "exhaustion", -1, "burnout.speed",
          "a week away lets exhaustion recover", "brief: strain: exhaustion; sickness", event=True),
    arrow(burnout.rested, "trait", 1, "burnout.trait_spread",
          "people differ in what rest brings them to", "brief: people differ in a stable way; E083"),
)  # fmt: skip
"""Link workers and managers."""
