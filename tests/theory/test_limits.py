"""Limits make sense through the whole engine: nothing from nothing, and what has no size changes nothing."""

from dataclasses import replace

import pytest

from sp_sim.domain import stages
from tests.theory.worlds import (
    ALL_WEEK_ON_SITE,
    NO_SERVICE,
    NO_TURNOVER,
    a_world,
    live,
)

SEEDS, WEEKS = 4, 78


def lives(*settings, **values):
    return live(a_world(*settings, **{"registered": 12_000} | values), seeds=SEEDS, weeks=WEEKS)


@pytest.fixture(scope="module")
def usual():
    return lives()


def test_by_default_people_are_offered_referred_seen_and_helped(usual):
    """What is nothing at the limits is something here."""
    assert usual.practice_weeks["offers"].sum() > 0
    assert (usual.referrals["contacts"] > 1).any()
    assert (usual.referrals["recovered"] >= 0).any()
    assert (usual.referrals["first_contact"] > usual.referrals["referred"]).any()


def test_without_posts_there_are_referrals_and_no_contacts():
    records = lives(NO_SERVICE)

    assert len(records.referrals) > 0
    assert 0 == records.referrals["contacts"].sum()
    assert {stages.NEVER} == set(records.referrals["accepted"])


def test_where_no_gp_is_aware_there_is_no_offer():
    """Nobody to make them aware: no champion, and nobody on site."""
    records = lives(
        awareness_start=0.0,
        champions_practices_share=0.0,
        location_site_by_weekday=("head_office",) * 5,
    )

    assert 0 == records.practice_weeks["offers"].sum()
    assert 0 == len(records.referrals)


def test_where_there_are_hours_for_all_nobody_waits():
    records = lives(
        NO_TURNOVER, workforce_posts=60, management_caseload_cap_per_wte=1e6, involvement_meeting_hours=0.0,
            referral_code_only_share=0.0,
    )  # fmt: skip

    assert len(records.referrals) > 0
    assert (records.referrals["accepted"] == records.referrals["referred"]).all()


def test_without_need_there_is_nobody_to_see():
    records = lives(consulting_demand_multiplier=0.0)

    assert 0 == records.practice_weeks["consultations"].sum()
    assert 0.0 == records.worker_weeks["hours_used"].sum()


def test_without_benefit_the_service_ends_no_spell_and_saves_no_consultation():
    """The same people in the same weeks, with and without a service."""
    idle = lives(benefit_base_log_odds=-80.0, benefit_per_activity=0.0)
    absent = lives(NO_SERVICE)
    helped = lives()

    consultations = [each.practice_weeks["consultations"] for each in (idle, absent, helped)]
    assert {stages.NEVER} == set(idle.referrals["recovered"])
    assert (consultations[0] == consultations[1]).all()
    assert consultations[2].sum() < consultations[1].sum()


@pytest.mark.parametrize(
    ("without", "size"),
    [
        ({"training_interval_weeks": 4}, {"training_mental_health_hours": 7.0}),
        (
            {"support_supervised_share": 0.0, "support_supervision_interval_weeks": 1},
            {"support_supervised_share": 1.0},
        ),
        (
            {
                "champions_practices_share": 0.0,
                "champions_hours_per_week": 5.0,
                "champions_training_hours": 9.0,
                "champions_network": True,
                "champions_replaced": False,
            },
            {"champions_practices_share": 1.0},
        ),
        ({"counsellor_weeks_per_case": 20}, {"counsellor_hours_per_week": 40.0}),
    ],
    ids=["training", "supervision", "champions", "counsellor"],
)
def test_a_lever_without_size_leaves_the_very_same_lives(without, size):
    """The rest of a lever may be set as one likes where there is none of it; with some, it matters."""
    none = {key: value for key, value in without.items() if key.endswith("_share")}
    nothing = lives(**none)

    assert nothing.same_bits(lives(**without))
    assert not nothing.same_bits(lives(**without | size))


def test_with_involvement_held_meetings_change_no_referral():
    """The conduit can be cut: meetings that take no hours act through involvement alone."""
    meetings = {"involvement_meeting_hours": 0.0, "involvement_meetings_per_month": 4.0}
    none = meetings | {"involvement_meetings_per_month": 0.0}
    held = {"involvement_held": True}

    assert same_referrals(lives(held, none), lives(held, meetings))
    assert not same_referrals(lives(none), lives(meetings))


def same_referrals(one, other):
    """Return whether two records have the very same referrals (NaN equals NaN)."""
    return replace(one, referrals=other.referrals).same_bits(one)


def test_being_on_site_all_week_makes_awareness_grow_faster_than_never():
    never = lives(location_site_by_weekday=("head_office",) * 5)
    always = lives(ALL_WEEK_ON_SITE)

    assert always.practice_weeks["awareness"].mean() > never.practice_weeks["awareness"].mean()
