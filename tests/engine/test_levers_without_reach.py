"""Zero-size interventions change nothing at all; what has reach changes nothing before its time."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.domain.stages import NEVER
from sp_sim.mechanisms.registry import PARAMETERS
from tests.agreement.lives import first_difference, ran
from tests.agreement.worlds import a_busy_world
from tests.builders import a_change, keyed

IDLE = {
    "counsellor_weeks_per_case": ("counsellor_hours_per_week", 0.0, 20),
    "counsellor_services_sharing": ("counsellor_hours_per_week", 0.0, 3),
    "counsellor_advice_share": ("counsellor_hours_per_week", 0.0, 0.9),
    "counsellor_per_advice": ("counsellor_advice_share", 0.0, 0.9),
    "training_core_interval_weeks": ("training_core_hours", 0.0, 5),
    "training_interval_weeks": ("training_mental_health_hours", 0.0, 3),
    "champions_hours_per_week": ("champions_practices_share", 0.0, 9.0),
    "champions_training_hours": ("champions_practices_share", 0.0, 9.0),
    "champions_network": ("champions_practices_share", 0.0, False),
    "champions_replaced": ("champions_leave_rate", 0.0, False),
    "champions_replacement_weeks": ("champions_leave_rate", 0.0, 9.0),
    "champions_support_spread": ("champions_organisational_support", 0.0, 1.5),
    "referral_staff_log_odds": ("referral_other_staff", 0.0, 1.0),
    "referral_self_base_log_odds": ("referral_self_referral", 0.0, 1.0),
    "referral_self_per_readiness": ("referral_self_referral", 0.0, 1.5),
    "referral_accept_per_warm_handover": ("involvement_warm_handover", 0.0, 3.0),
    "involvement_letter_hours": ("involvement_feedback_letters", 0.0, 2.0),
    "trust_heard_per_shared_records": ("involvement_shared_records", 0.0, 3.0),
    "referral_code_only_per_shared_records": ("referral_code_only_share", 0.0, 3.0),
    "criteria_kept_log_odds": ("criteria_most_severity", 9.0, 6.0),
    "discretion_may_reroute": ("counsellor_hours_per_week", 0.0, 0.9),
    "management_pause_above_load": ("management_authority", 0.0, 0.2),
    "management_supervises": ("support_supervised_share", 0.0, True),
    "management_raise_below_load": ("management_cap_step", 0.0, 0.0),
    "management_open_list_above_weeks": ("management_authority", 0.0, 0.0),
    "support_supervision_interval_weeks": ("support_supervised_share", 0.0, 2),
    "involvement_reference": ("involvement_held", False, 0.9),
    "turnover_notice_weeks": ("turnover_base_rate", 0.0, 9),
    "turnover_hiring_weeks": ("turnover_base_rate", 0.0, 90.0),
    "support_supervision_group_size": ("support_supervised_share", 0.0, 4),
    "support_supervision_quality": ("support_supervised_share", 0.0, 0.5),
    "climate_received_per_sd": ("support_supervised_share", 0.0, 4.0),
    "support_peer_hours_per_month": ("support_peer_share", 0.0, 8.0),
    "sickness_weeks": ("sickness_base_log_odds", -30.0, 9.0),
    "workforce_wte_per_50000": ("workforce_posts", 2, 40.0),
    "location_travel_hours": ("location_site_by_weekday", ("practice",) * 5, 3.0),
    "workforce_settling_share": ("workforce_settling_weeks", 0, 0.1),
    "offers_places_multiplier": ("offers_exists_chance", 0.0, 0.3),
    "offers_places_per_50000": ("offers_exists_chance", 0.0, 5.0),
    "offers_activity_weeks": ("offers_places_per_50000", 0.0, 2),
    "offers_reopening_weeks": ("offers_closings_per_year", 0.0, 30.0),
    "benefit_per_activity": ("offers_places_per_50000", 0.0, 1.0),
    "turnover_leaving_per_band": ("workforce_band", 5, 2.0),
    "awareness_per_training_hour": ("awareness_staff_training_hours", 0.0, 0.5),
    "referral_per_ease": ("referral_ease", 0.0, 3.0),
    "offers_places_money": ("offers_exists_chance", 0.0, 3.0),
    "turnover_hiring_per_band": ("workforce_band", 5, -1.0),
}
"""A parameter, what takes its reach away (a field and its value), and another value for it."""

REACHING = {
    "management_cap_step": 0.2,
    "management_authority": 1.0,
    "involvement_held": True,
    "workforce_posts": 0,
    "workforce_settling_weeks": 12,
    "location_site_by_weekday": ("head_office",) * 5,
    "turnover_base_rate": 8.0,
    "offers_exists_chance": 0.9,
    "offers_places_per_50000": 500.0,
    "offers_closings_per_year": 3.0,
    "workforce_band": 3,
    "awareness_staff_training_hours": 20.0,
    "referral_ease": 1.0,
}
"""What gives reach again, where the busy world does not have it already."""


@pytest.mark.parametrize("field", IDLE)
def test_a_lever_without_reach_changes_nothing(field):
    switch, off, value = IDLE[field]

    expected = ran(a_busy_world(**{switch: off}), 3)
    actual = ran(a_busy_world(**{switch: off, field: value}), 3)

    assert "" == first_difference(actual, expected)


@pytest.mark.parametrize("field", IDLE)
def test_the_same_lever_with_reach_changes_something(field):
    switch, _, value = IDLE[field]
    reaching = {switch: REACHING[switch]} if switch in REACHING else {}

    without, changed = (
        ran(a_busy_world(**reaching), 3),
        ran(a_busy_world(**reaching, **{field: value}), 3),
    )

    assert first_difference(changed, without)


UNMOVED = {"turnover_leaving_per_band": 0.0, "turnover_hiring_per_band": 0.0}
UNTRAINED = {"training_mental_health_hours": 0.0, "training_core_hours": 0.0}


@pytest.mark.parametrize(
    ("lever", "without"),
    [({"workforce_band": 7}, UNMOVED), ({"training_cover_share": 1.0}, UNTRAINED)],
    ids=["band", "cover"],
)
def test_pay_that_nobody_heeds_and_cover_without_training_change_nothing(lever, without):
    assert "" == first_difference(
        ran(a_busy_world(**lever, **without), 3), ran(a_busy_world(**without), 3)
    )
    assert first_difference(ran(a_busy_world(**lever), 3), ran(a_busy_world(), 3))


@pytest.mark.parametrize(("authority", "matters"), [(1.0, False), (0.5, True)])
def test_what_authority_is_worth_in_hiring_matters_only_where_some_is_missing(authority, matters):
    less, more = (
        ran(a_busy_world(management_authority=authority, turnover_hiring_without_authority=size), 3)
        for size in (0.0, 3.0)
    )

    assert matters == bool(first_difference(less, more))


@pytest.mark.parametrize(("site", "reaches"), [("head_office", False), ("practice", True)])
def test_a_warm_hand_over_reaches_people_only_where_link_workers_sit_in_practices(site, reaches):
    without, changed = (
        ran(a_busy_world(location_site_by_weekday=(site,) * 5, involvement_warm_handover=share), 3)
        for share in (0.0, 1.0)
    )

    assert reaches == bool(first_difference(changed, without))


def test_a_dated_change_without_reach_changes_nothing():
    quiet = {"counsellor_hours_per_week": 0.0}
    expected = ran(a_busy_world(**quiet), 3)
    world = a_busy_world((a_change(10, counsellor_weeks_per_case=20),), **quiet)

    assert 2 == len(world.segment_weeks)
    assert "" == first_difference(ran(world, 3), expected)


def test_a_dated_change_to_what_holds_already_changes_nothing():
    same = (
        a_change(4, workforce_posts=3, trust_heard_chance=PARAMETERS["trust.heard_chance"].default),
    )

    assert "" == first_difference(ran(a_busy_world(same), 3), ran(a_busy_world(), 3))


def test_a_dated_change_that_is_taken_back_at_once_is_no_change():
    """Two changes in one week: the later one has the word."""
    there_and_back = (a_change(4, workforce_posts=1), a_change(4, workforce_posts=3))

    assert "" == first_difference(ran(a_busy_world(there_and_back), 3), ran(a_busy_world(), 3))


CHANGED = {
    "workforce_posts": 1,
    "champions_practices_share": 1.0,
    "training_mental_health_hours": 20.0,
    "location_site_by_weekday": ("head_office",) * 5,
    "referral_base_log_odds": 1.0,
    "management_caseload_cap_per_wte": 1.0,
    "involvement_held": True,
    "turnover_base_rate": 15.0,
    "pathway_missed_limit": 1,
    "support_supervised_share": 0.0,
    "counsellor_hours_per_week": 0.0,
    "offers_places_multiplier": 0.3,
    "offers_exists_chance": 0.3,
    "offers_places_low_mood": 0.0,
    "referral_ease": 1.0,
    "consulting_demand_multiplier": 2.0,
    "awareness_staff_training_hours": 50.0,
    "offers_activity_weeks": 2,
}


def until(records, week):
    """What had been recorded by the start of a week."""
    found = {
        "practices": records.practice_weeks[records.practice_weeks["week"] < week],
        "workers": records.worker_weeks[records.worker_weeks["week"] < week],
        "activities": records.offer_weeks[records.offer_weeks["week"] < week],
    }
    made = records.referrals[records.referrals["referred"] < week]
    names = ["practice", "slot", "generation", "gp", "referred", "need"]
    told = {name: made[name] for name in names}
    for name in ("accepted", "first_contact", "closed", "recovered", "sought", "connected"):
        told[name] = np.where(made[name] < week, made[name], NEVER)
    closed = told["closed"] >= 0
    for name in ("post", "contacts", "missed", "changes", "thinned", "ended", "stepped_up"):
        told[name] = made[name][closed]
    tables = {
        name: [table[field].tobytes() for field in table.dtype.names]
        for name, table in found.items()
    }
    return tables | {"referrals": {name: column.tolist() for name, column in told.items()}}


@pytest.mark.parametrize("field", CHANGED)
@pytest.mark.parametrize("week", [1, 13])
def test_before_a_dated_change_everything_is_as_without_it_and_afterwards_it_is_not(field, week):
    without = ran(a_busy_world(), 3)
    changed = ran(a_busy_world((a_change(week, **{field: CHANGED[field]}),)), 3)

    assert until(without, week) == until(changed, week)
    assert first_difference(changed, without)


def test_the_changes_tried_are_to_parameters_that_may_change():
    assert all(PARAMETERS[key].dated for key in keyed(CHANGED))


def test_how_wellbeing_is_felt_and_asked_changes_nobodys_way():
    """Wellbeing is looked at when all is over: it moves no visit, no referral and no contact."""
    felt = {
        "wellbeing_share_lost": 0.9,
        "wellbeing_recovery_half_life_weeks": 20.0,
        "wellbeing_lift_share": 0.5,
        "wellbeing_noise_sd": 7.0,
    }
    plain, other = ran(a_busy_world(), 3), ran(a_busy_world(**felt), 3)
    scores = [name for name in plain.referrals.dtype.names if name.startswith("wellbeing")]
    without_scores = plain.referrals.copy()
    without_scores[scores] = other.referrals[scores]

    assert first_difference(plain, other) != ""
    assert "" == first_difference(replace(plain, referrals=without_scores), other)
