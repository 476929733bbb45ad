"""Arrows of link workers and managers beyond those of the slice: sickness, climate, peers, discretion."""

from __future__ import annotations

import math

from sp_sim.mechanisms import burnout, sickness
from sp_sim.mechanisms.arrow import arrow

_FOREVER = math.inf

STAFF = (
    arrow(sickness.fall_sick_odds, "exhaustion", 1, "sickness.per_exhaustion",
          "the exhausted fall sick more often", "brief: demands and resources become exhaustion; sickness; E088"),
    arrow(burnout.rested, "exhaustion", -1, "burnout.speed",
          "a week away lets exhaustion recover", "brief: strain: exhaustion; sickness", event=True),
    arrow(burnout.rested, "trait", 1, "burnout.trait_spread",
          "people differ in what rest brings them to", "brief: people differ in a stable way; E083"),
)  # fmt: skip
"""Link workers and managers."""
