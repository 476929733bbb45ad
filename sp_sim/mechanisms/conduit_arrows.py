"""Arrows of the conduit: what one share weighs, directly and through involvement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sp_sim.mechanisms import burnout, involvement, pathway, referral, support
from sp_sim.mechanisms.arrow import arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sp_sim.mechanisms.arrow import Arrow, Setting

Sign = Literal[1, -1]
SHARE = "involvement.direct_share"
_BRIEF = "brief: the conduit; levers act through involvement, and partly directly"
_FREE = {"discretion_level": 1.0, "discretion_usual": 0.5, "cases": 50}


def _passed(equation: Callable[..., Any], sign: Sign) -> Arrow:
    return arrow(
        equation, "involvement", sign, SHARE, "where all is direct, nothing passes through involvement",
        _BRIEF, neutral=1.0,
    )  # fmt: skip


def _direct(
    equation: Callable[..., Any], sign: Sign, effects: dict[str, str], given: Setting | None = None
) -> Iterator[Arrow]:
    for cause, effect in effects.items():
        yield arrow(equation, cause, sign, SHARE, effect, _BRIEF, given=given)


CONDUIT: tuple[Arrow, ...] = (
    _passed(referral.gp_offer_odds, 1),
    *_direct(
        referral.gp_offer_odds, 1,
        {"on_site": "being there, as far as it acts directly", "push": "a champion, as far as one acts directly",
         "support": "the practice's support, as far as it acts directly"},
        {"location_log_rate_ratio_on_site": 0.5},
    ),
    _passed(pathway.first_contact_odds, 1),
    *_direct(
        pathway.first_contact_odds, 1, {"on_site": "being there, as far as it acts directly"},
        {"location_first_contact_log_odds": 0.5, "rural": 0.0},
    ),
    _passed(burnout.resources, 1),
    *_direct(
        burnout.resources, 1,
        {"supervision": "supervision, as far as it acts directly", "peers": "peers, as far as they act directly",
         "manager": "the manager, as far as one acts directly"},
    ),
    _passed(support.isolation, -1),
    *_direct(
        support.isolation, -1,
        {"days_at_head_office": "peers at head office, as far as they act directly",
         "peers": "peers elsewhere, as far as they act directly"},
    ),
    *_direct(burnout.emotional_weight, -1, {"skill": "skill carries weight, as far as training acts directly"}),
    *_direct(
        burnout.emotional_weight, -1, {"support": "support against exposure, as far as it acts directly"}, _FREE
    ),
    *_direct(burnout.role_conflict, -1, {"core": "a clear role, as far as training acts directly"}),
    arrow(involvement.directly, "involvement_direct_share", 1, None, "direct terms weigh more", _BRIEF),
    arrow(involvement.through_involvement, "involvement_direct_share", -1, None, "the conduit weighs less", _BRIEF),
    arrow(involvement.involvement_next, "support", 1, "involvement.per_practice_support",
          "a practice that stands behind the service lets workers belong", "brief: rises with practice support"),
)  # fmt: skip
"""From levers to offers, first contacts and exhaustion, beside involvement and through it."""
