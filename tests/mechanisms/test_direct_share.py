"""The conduit: what four levers do passes through involvement, or past it, as far as one share says."""

from types import SimpleNamespace

import pytest

from sp_sim.mechanisms import burnout, involvement, pathway, referral, support
from tests.mechanisms.equations import DEFAULTS

LEVERS_OFF = {
    "on_site": 0.0, "push": 0.0, "stands": 0.0, "supervision": 0.0, "peers": 0.0, "manager": 0.0,
    "days_at_head_office": 0.0, "skill": DEFAULTS["training_skill_base"], "core": DEFAULTS["training_core_base"],
}  # fmt: skip
LEVERS_ON = {
    "on_site": 0.8, "push": 1.0, "stands": 0.9, "supervision": 0.7, "peers": 0.6, "manager": 0.8,
    "days_at_head_office": 2.0, "skill": 0.9, "core": 0.9,
}  # fmt: skip


def at(share):
    """Numbers where workers are freer than usual and introduced at once, so that every term has something to do."""
    free = {
        "discretion_level": 1.0,
        "involvement_warm_handover": 0.7,
        "involvement_direct_share": share,
    }
    return SimpleNamespace(**(DEFAULTS | free))


def told(p, belongs, levers):
    """Return what equations make of involvement and of what levers have done, where both act side by side."""
    at_hand = SimpleNamespace(**levers)
    return (
        referral.gp_offer_odds(
            0.5, 0.5, 0.0, belongs, at_hand.on_site, 4.0, at_hand.push, at_hand.stands, 0.0, 0.0, p
        ),
        pathway.first_contact_odds(0.0, 4, at_hand.on_site, belongs, 1, 0.0, p),
        burnout.resources(at_hand.supervision, at_hand.peers, at_hand.manager, belongs, 0.0, p),
        support.isolation(at_hand.days_at_head_office, 3, belongs, at_hand.peers, p),
        burnout.emotional_weight(5, 20, at_hand.skill, at_hand.supervision, p),
        burnout.role_conflict(0.0, at_hand.core, p),
    )  # fmt: skip


PLACES = 6
WITH_INVOLVEMENT = 4
"""The first so many of them read involvement themselves; skill acts where others do."""


def test_at_one_half_both_weigh_exactly_one():
    assert (1.0, 1.0) == (involvement.directly(at(0.5)), involvement.through_involvement(at(0.5)))


def test_where_all_is_direct_involvement_is_felt_nowhere():
    assert told(at(1.0), 0.1, LEVERS_ON) == told(at(1.0), 0.9, LEVERS_ON)


def test_where_nothing_is_direct_no_lever_is_felt_beside_involvement():
    assert told(at(0.0), 0.4, LEVERS_OFF) == told(at(0.0), 0.4, LEVERS_ON)


@pytest.mark.parametrize("place", range(PLACES))
def test_the_more_is_direct_the_more_a_lever_does_by_itself(place):
    moved = [
        abs(told(at(share), 0.4, LEVERS_ON)[place] - told(at(share), 0.4, LEVERS_OFF)[place])
        for share in (0.1, 0.4)
    ]

    assert 0.0 < moved[0] < moved[1]


@pytest.mark.parametrize("place", range(WITH_INVOLVEMENT))
def test_the_more_is_direct_the_less_involvement_does(place):
    moved = [
        abs(told(at(share), 0.5, LEVERS_OFF)[place] - told(at(share), 0.1, LEVERS_OFF)[place])
        for share in (0.9, 0.6, 0.1)
    ]

    assert 0.0 < moved[0] < moved[1] < moved[2]


def test_a_practice_that_stands_behind_the_service_lets_workers_belong():
    p = at(0.5)
    felt = [
        involvement.involvement_next(0.3, 0.4, 0.0, 0.5, 0.0, 0.5, stands, p)
        for stands in (0.0, 0.5, 1.0)
    ]
    before = SimpleNamespace(**(vars(p) | {"involvement_per_practice_support": 0.0}))

    assert felt[0] < felt[1] < felt[2]
    assert felt[1] == involvement.involvement_next(0.3, 0.4, 0.0, 0.5, 0.0, 0.5, 1.0, before)
