"""Each equation once by hand, with round numbers that tell its terms apart."""

import math
from types import SimpleNamespace

import pytest

from tests.mechanisms.equations import DEFAULTS, FIELDS, equations, reads

EXAMPLES = [
    ("troubled_weeks", (2.0, 3.0), {"troubled_weeks": 11.0, "prognosis_spread": 0.5, "readiness_spread": 0.2},
     1 + 10 * math.exp(-1.6)),
    ("share_troubled", (20.0,), {"calm_weeks": 60.0}, 0.25),
    ("consult_odds", (2.0,), {"consult_chance": 0.2, "frequency_spread": 0.5}, 0.25 * math.e),
    ("prone_people", (1_001,), {"prone_share": 0.25, "demand_multiplier": 2.0}, 501),
    ("weeks_already_troubled", (math.exp(-2.5),), {"scale": -2.0}, 5),
    ("leaving_scale", (), {"moving_rate": 0.3, "death_rate": 0.22}, -100.0),
    ("weeks_until_leaving", (math.exp(-2.55),), {"scale": -10.0}, 26),
    ("leaves_by_death", (0.24,), {"moving_rate": 0.3, "death_rate": 0.1}, True),
    ("leaves_by_death", (0.26,), {"moving_rate": 0.3, "death_rate": 0.1}, False),
    ("gp_offer_odds", (0.5, 0.7, 2.0, 0.4, 0.6, 10.0),
     {"base_log_odds": -4.0, "per_log_awareness": 2.0, "per_trust": 1.5, "habit_spread": 0.8,
      "per_involvement": 0.5, "location_log_rate_ratio_on_site": 0.25, "per_week_of_known_wait": 0.03},
     math.exp(-4.0 + 2 * math.log(0.5) + 0.3 + 1.6 + 0.2 + 0.15 - 0.3)),
    ("recognition", (9,), {"per_repeat_visit": 0.5}, 3.0),
    ("reading_of_readiness", (0.5, 3.0), {"per_skill_and_readiness": 0.4}, math.exp(0.6)),
    ("accept_odds", (2.0, 0.5, 10.0),
     {"accept_base_log_odds": 1.0, "accept_per_readiness": 0.3, "accept_per_trust": 0.8,
      "accept_per_week_of_known_wait": 0.05}, math.exp(1.0 + 0.6 + 0.4 - 0.5)),
    ("awareness_at_start", (0.75,), {"start": 0.2}, 0.3),
    ("awareness_next", (0.2, 0.5, 2.5, 0.4),
     {"per_champion": 0.1, "per_presence": 0.2, "per_colleague": 0.25, "half_life_weeks": 1.0},
     0.2 + 0.25 * 0.8 - 0.1),
    ("awareness_next", (0.2, -1.0, 0.0, 0.0), {"per_champion": 0.5, "half_life_weeks": math.inf}, 0.1),
    ("skill_after_offer", (0.2,), {"skill_per_offer": 0.25}, 0.4),
    ("skill_after_week", (0.8,), {"skill_half_life_weeks": 1.0}, 0.4),
    ("trust_at_start", (2.0,), {"start": 0.5, "spread": 0.1}, 0.7),
    ("trust_after_good_ending", (0.6,), {"per_good_ending": 0.25}, 0.7),
    ("trust_after_bad_ending", (0.6,), {"per_bad_ending": 0.25}, 0.45),
    ("trust_after_week", (0.8, 10.0), {"per_week_of_known_wait": 0.01, "drift": 0.1, "start": 0.5}, 0.69),
    ("known_wait_next", (4.0, 9.0), {"wait_learning": 0.2}, 5.0),
    ("closes_after_missing", (2,), {"missed_limit": 2}, True),
    ("closes_after_missing", (1,), {"missed_limit": 2}, False),
    ("fits", (10.0, 2.0, 12.0), {}, True),
    ("fits", (10.0, 2.5, 12.0), {}, False),
    ("hours_due", (2, 4, 1.5, 0.5), {}, 5.0),
    ("hours_of_missed", (2.0,), {"missed_share": 0.25}, 0.5),
    ("is_review", (3,), {"review_weeks": 4}, True),
    ("is_review", (4,), {"review_weeks": 4}, False),
    ("session_is_due", (5,), {"supervision_interval_weeks": 5}, True),
    ("session_is_due", (4,), {"supervision_interval_weeks": 5}, False),
    ("training_hours_due", (26,), {"mental_health_hours": 7.0, "interval_weeks": 26}, 7.0),
    ("training_hours_due", (25,), {"mental_health_hours": 7.0, "interval_weeks": 26}, 0.0),
    ("week_of_leaving", (10,), {"notice_weeks": 4}, 15),
    ("wait_to_notice", (4.0, 2, 6, 10, 90), {}, 3.0),
    ("wait_to_notice", (4.0, 0, 0, 10, 90), {}, 9.0),
    ("wait_to_notice", (4.0, 0, 0, 10, 30), {}, 4.0),
    ("wait_to_notice", (4.0, 0, 0, 0, 0), {}, 4.0),
    ("champion_push", (2.0, 0.5, 0.8), {"alone": 0.2, "with_support": 1.0, "organisational_support": 0.3}, 0.4),
    ("energy_next", (0.9,),
     {"energy_base": 0.3, "energy_per_support": 0.4, "organisational_support": 0.5, "energy_speed": 0.25}, 0.8),
    ("credibility", (2.0,), {"credibility_mean": 0.6, "credibility_spread": 0.5}, 1.6),
    ("lapse_odds", (), {"lapse_rate": 5.2}, math.exp(0.1) - 1),
    ("travel_hours_per_contact", (0.6,), {"travel_hours": 0.5}, 0.2),
    ("presence_share", (2.0,), {}, 0.4),
    ("presence_share", (7.0,), {}, 1.0),
    ("involvement_next", (0.5, 0.6, 0.5, 0.8, 2.0, 0.7),
     {"speed": 0.1, "per_presence": 1.0, "per_meetings": 0.1, "meetings_per_month": 3.0, "per_champion": 0.4,
      "per_manager": 0.25, "per_confidence": 0.1, "per_success": 0.5, "reinforcement": 0.4, "threshold": 0.3,
      "fade": 0.05}, 0.5 + 0.1 * 1.6 * 0.5 + 0.4 * 0.25 * 0.2 - 0.05 * 0.4 * 0.5),
    ("involvement_next", (0.2, 0.0, -1.0, 0.0, 0.0, 0.5),
     {"speed": 0.1, "meetings_per_month": 0.0, "per_champion": 1.0, "reinforcement": 0.0, "fade": 0.0}, 0.18),
    ("involvement_of_newcomer", (0.8,), {"start": 0.1, "inherited_share": 0.5}, 0.4),
    ("meeting_hours_per_week", (4,), {"meetings_per_month": 2.0, "meeting_hours": 1.5}, 36 * 4 / 52),
    ("success_share", (2, 4), {}, 0.5),
    ("success_share", (4, 4), {}, 5 / 6),
    ("leave_waiting_odds", (10, 2.0, True),
     {"leave_waiting_base_log_odds": -5.0, "leave_waiting_per_week": 0.05, "leave_waiting_per_readiness": 0.4,
      "leave_waiting_if_recovered": 0.7}, math.exp(-5.0 + 0.5 - 0.8 + 0.7)),
    ("first_contact_odds", (2.0, 10, 0.5, 0.4),
     {"first_contact_base_log_odds": 2.0, "first_contact_per_readiness": 0.5, "first_contact_per_involvement": 0.5,
      "location_first_contact_log_odds": 0.3, "first_contact_per_week_waited": 0.04},
     math.exp(2.0 + 1.0 + 0.2 + 0.15 - 0.4)),
    ("attend_odds", (2.0,), {"attend_base_log_odds": 2.0, "attend_per_readiness": 0.4}, math.exp(2.8)),
    ("planned_contacts", (0.3, 2.0), {"continue_log_odds": -1.0, "continue_per_complexity": 0.5}, 2),
    ("weeks_to_next_contact", (3,), {"weeks_between_contacts": 2.0, "weeks_added_per_contact": 0.8}, 4),
    ("disengage_odds", (2.0, 3.0, 5, 27.0, 0.5),
     {"disengage_base_log_odds": -4.0, "disengage_per_readiness": 0.5, "disengage_per_prognosis": 0.2,
      "disengage_per_week_unseen": 0.08, "disengage_per_exhaustion": 0.6, "disengage_per_skill": 0.4},
     math.exp(-4.0 - 1.0 - 0.6 + 0.4 + 0.3 - 0.2)),
    ("lost_at_change_odds", (), {"lost_at_change_log_odds": -1.5}, math.exp(-1.5)),
    ("thinned_at_change_odds", (), {"thinned_at_change_log_odds": -0.5}, math.exp(-0.5)),
    ("counsellor_places", (), {"hours_per_week": 20.0, "services_sharing": 2.0, "session_hours": 1.5}, 6),
    ("is_severe", (1.1,), {"severe_above": 1.0}, True),
    ("is_severe", (1.0,), {"severe_above": 1.0}, False),
    ("recovery_odds", (0.5, 0.4, 27.0, 2.0, 3.0),
     {"base_log_odds": -3.0, "per_skill": 0.8, "per_involvement": 0.5, "per_exhaustion": 0.5, "per_readiness": 0.3,
      "per_prognosis": 0.1}, math.exp(-3.0 + 0.4 + 0.2 - 0.25 + 0.6 + 0.3)),
    ("level_in_calm", (2.0,), {"calm_level": 24.0, "level_spread": 3.0}, 30.0),
    ("level_in_calm", (-4.0,), {"calm_level": 18.0, "level_spread": 3.0}, 7.0),
    ("depth_of_trouble", (2.0,), {"share_lost": 0.25, "depth_spread": 0.5}, 0.25 * math.e / (0.75 + 0.25 * math.e)),
    ("burden_in_spell", (1,),
     {"sinking_half_life_weeks": 1.0, "adapting_half_life_weeks": 2.0, "adapting_share": 0.4}, 0.75 * 0.8),
    ("burden_after_spell", (0.8, 3), {"recovery_half_life_weeks": 2.0}, 0.2),
    ("lift_of_service", (4,), {"lift_share": 0.2, "lift_half_life_weeks": 2.0}, 0.05),
    ("wellbeing_score", (27.0, 0.5, 0.4, 0.25), {}, 27.0 - 4.0 + 2.0),
    ("questionnaire_score", (20.0, -1.5), {"noise_sd": 2.0}, 17.0),
    ("questionnaire_score", (34.0, 1.5), {"noise_sd": 2.0}, 35.0),
    ("skill_next", (0.8, 10.0), {"skill_base": 0.4, "half_life_weeks": 1.0, "skill_per_hour": 0.05},
     0.6 + 0.4 * (1 - math.exp(-0.5))),
    ("self_efficacy", (0.5, 0.7), {"confidence_per_skill": 2.0, "skill_base": 0.4}, 1.1),
    ("received_odds", (2.0,), {"received_base_log_odds": 2.5, "received_per_load": 1.5}, math.exp(-0.5)),
    ("support_next", (0.8, True), {"half_life_weeks": 1.0, "gain": 0.5}, 0.7),
    ("support_next", (0.8, False), {"half_life_weeks": 1.0, "gain": 0.5}, 0.4),
    ("isolation", (2.0, 1, 0.5), {"peers_at_head_office": 0.5, "belonging_instead_of_peers": 0.4}, 0.6),
    ("manager_support", (4,), {"manager_hours_per_week": 8.0, "hours_for_effect": 2.0}, 1 - math.exp(-1.0)),
    ("pauses_intake", (1.3,), {"authority": 1.0, "pause_above_load": 1.3}, False),
    ("caseload_cap", (0.5,), {"caseload_cap_per_wte": 31.0}, 16),
    ("emotional_weight", (5, 20, 0.6), {}, 0.1),
    ("strain", (1.0, 1.2, 0.5, 0.5, 0.5, 0.25, 0.4),
     {"base": 20.0, "trait_spread": 8.0, "per_load": 10.0, "load_at_ease": 0.7, "per_emotional_weight": 12.0,
      "per_isolation": 4.0, "per_supervision": 2.0, "per_manager": 4.0, "per_involvement": 5.0},
     20 + 8 + 5 + 6 + 2 - 1 - 1 - 2),
    ("exhaustion_next", (20.0, 30.0), {"speed": 0.1}, 21.0),
    ("leave_odds", (1.0, 37.0, 2.0),
     {"base_rate": 0.52, "per_discrepancy": 0.5, "per_exhaustion": 0.25, "per_low_self_efficacy": 0.15},
     math.exp(0.01 * math.exp(0.5 + 0.25 - 0.3)) - 1),
    ("weeks_to_hire", (0.3,), {"hiring_weeks": 2.0}, 2),
    ("hours_for_contacts", (0.8, 20, 1.0, 0.5, 2.0),
     {"hours_per_wte": 40.0, "leave_share": 0.25, "recording_share": 0.5, "settling_weeks": 8.0}, 8.5),
    ("hours_of_first_contact", (27.0, 0.2), {"first_contact_hours": 1.5, "slower_when_exhausted": 0.4}, 2.0),
    ("hours_of_contact", (27.0, 0.2), {"contact_hours": 0.5, "slower_when_exhausted": 0.4}, 0.8),
    ("load_of_week", (12.0, 30.0, 20.0, 0.1), {}, 0.75),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments", "numbers", "by_hand"),
    EXAMPLES,
    ids=[f"{place}-{each[0]}" for place, each in enumerate(EXAMPLES)],
)
def test_an_equation_gives_what_was_worked_out_by_hand(name, arguments, numbers, by_hand):
    equation = equations()[name]
    rest = {key: value for key, value in numbers.items() if key == "scale"}
    fields = {field_of(equation, key): value for key, value in numbers.items() if key != "scale"}
    if reads(equation):
        rest["p"] = SimpleNamespace(**(DEFAULTS | fields))

    assert math.isclose(by_hand, equation(*arguments, **rest), rel_tol=1e-12)


def field_of(equation, name):
    """Return the field of a parameter of the equation's own section, or of another if it says so."""
    own = f"{equation.__module__.rsplit('.', 1)[1]}_{name}"
    return own if own in FIELDS else name


def test_no_equation_is_left_out():
    curves = {
        "expit",
        "odds",
        "within",
        "kept_after",
        "kept_per_week",
        "slowness",
        "involvement_felt",
    }

    assert set(equations()) == {example[0] for example in EXAMPLES} | curves
