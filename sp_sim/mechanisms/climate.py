"""Climate: how well a service is run, a stable trait of the service and a common cause.

Rule: a well-run service offers clinical supervision to more of its posts, sees that sessions take place, and
    strains people less by other routes.
Reads: the service's climate (a stable trait in standard deviations), the share of posts to be supervised.
Decides: which posts are offered supervision, the chance to receive a session, relief from strain.
Assumes: climate does not move; it is no lever. It makes cross-sections look stronger than causes are.
Source: E085 (strong cross-section) against E086 and E087 (weak effects); E089 (organisational support).
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.curves import expit
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SECTION = section(
    "climate",
    "how well a service is run",
    offer_per_sd=param(
        1.0, unit="log odds per sd", limits=(0.0, 10.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: E085 and E086 together want a common cause (C12 with C13); no size was found",
        meaning="how much likelier a post of a well-run service is to be offered clinical supervision",
    ),
    received_per_sd=param(
        0.5, unit="log odds per sd", limits=(0.0, 10.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: as offer_per_sd",
        meaning="how much likelier a session that is due is received in a well-run service",
    ),
    relief_per_sd=param(
        2.5, unit="points per sd", limits=(0.0, 30.0), prior=uniform(0.0, 5.0), grade="analogous",
        source="E089: organisational support goes with less burnout; the size is chosen so that C12 holds with C13",
        meaning="points of strain that a well-run service takes away, whatever its supervision",
    ),
)  # fmt: skip


def offered_share(share: float, climate: float, p: Parameters) -> float:
    """Return the chance that a post is offered supervision where a `share` of all posts is.

    `climate` is in standard deviations. None stays none, and all stays all.
    """
    if share <= 0.0 or share >= 1.0:
        return share
    return expit(math.log(share) - math.log1p(-share) + p.climate_offer_per_sd * climate)
