"""Whatever the limits allow, chances are chances, shares are shares, and scores stay on their scale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.mechanisms.burnout import HIGHEST
from sp_sim.mechanisms.consulting import HISTORY_WEEKS
from sp_sim.mechanisms.management import HIGHEST_CAP, LOWEST_CAP
from sp_sim.mechanisms.pathway import LONGEST_PLAN
from sp_sim.mechanisms.turnover import leave_odds
from sp_sim.mechanisms.wellbeing import HIGHEST_SCORE, LOWEST
from tests.mechanisms.equations import FIELDS, RANGES, answer, equations, points

EQUATIONS = equations()
ODDS = sorted(name for name in EQUATIONS if name.endswith("_odds"))
SHARES = (
    "advice_for_each",
    "advised_skill",
    "awareness_at_start",
    "awareness_next",
    "core_next",
    "chance_of_offer",
    "burden_after_spell",
    "burden_in_spell",
    "depth_of_trouble",
    "emotional_weight",
    "energy_next",
    "expit",
    "involvement_felt",
    "involvement_next",
    "involvement_of_newcomer",
    "isolation",
    "kept_after",
    "kept_per_week",
    "learnt",
    "lift_of_service",
    "manager_support",
    "offered_share",
    "peer_support",
    "network_strength",
    "practice_support",
    "rapport",
    "presence_share",
    "role_conflict",
    "session_gain",
    "share_with_a_room",
    "share_of_need",
    "share_open",
    "share_troubled",
    "told_share",
    "signpost_chance",
    "unlearned_after_good_ending",
    "unlearned_after_week",
    "warm_handover",
    "skill_after_offer",
    "skill_after_week",
    "skill_next",
    "standing_after_bad_ending",
    "standing_after_good_ending",
    "success_share",
    "support_next",
    "trust_after_bad_ending",
    "trust_after_good_ending",
    "trust_after_week",
    "trust_at_start",
)
SCALES = {
    "strain": (0.0, HIGHEST),
    "exhaustion_next": (0.0, HIGHEST),
    "load_of_week": (0.0, 3.0),
    "planned_contacts": (1, LONGEST_PLAN),
    "weeks_to_next_contact": (1, math.inf),
    "weeks_of_lapse": (1, math.inf),
    "weeks_to_hire": (1, math.inf),
    "weeks_sick": (1, math.inf),
    "rested": (0.0, HIGHEST),
    "weeks_until_replaced": (1, math.inf),
    "weeks_until_leaving": (1, math.inf),
    "weeks_already_troubled": (0, HISTORY_WEEKS),
    "caseload_cap": (1, math.inf),
    "cap_factor_next": (LOWEST_CAP, HIGHEST_CAP),
    "managers": (1, math.inf),
    "kind_of_need": (0, 4),
    "places_of_kind": (0.0, 20.0),
    "places_provided": (0, math.inf),
    "weeks_to_reopen": (1, math.inf),
    "counsellor_places": (0, math.inf),
    "prone_people": (0, math.inf),
    "age_band": (0, 2),
    "bands_older": (-1.0, 1.0),
    "troubled_weeks": (1.0, math.inf),
    "known_wait_next": (0.0, RANGES["observed_wait"][1]),
    "hours_for_contacts": (0.0, 45.0),
    "hours_of_cover": (0.0, 45.0),
    "bands_gained": (-4, 4),
    "mean_weeks_to_hire": (1.0, math.inf),
    "hours_of_contact": (0.0, math.inf),
    "hours_of_first_contact": (0.0, math.inf),
    "expected_signposts": (0.0, math.inf),
    "hours_of_handover": (0.0, math.inf),
    "meeting_hours_per_week": (0.0, math.inf),
    "travel_hours_per_contact": (0.0, math.inf),
    "slowness": (1.0, math.inf),
    "recognition": (1.0, math.inf),
    "reading_of_readiness": (0.0, math.inf),
    "level_in_calm": (LOWEST, HIGHEST_SCORE),
    "wellbeing_score": (LOWEST, HIGHEST_SCORE),
    "questionnaire_score": (LOWEST, HIGHEST_SCORE),
    "odds_by_sex": (0.0, math.inf),
    "odds_by_criteria": (0.0, 1.0),
    "severity_beyond_skill": (0.0, 7.0),
    "own_initiative": (0.0, math.inf),
}
ROUNDING = 1e-12


@pytest.mark.parametrize("name", sorted(EQUATIONS))
@given(data=st.data())
def test_an_answer_is_a_finite_number(name, data):
    point = data.draw(points(EQUATIONS[name]))

    assert math.isfinite(answer(EQUATIONS[name], point))


@pytest.mark.parametrize("name", ODDS)
@given(data=st.data())
def test_odds_are_never_negative(name, data):
    assert answer(EQUATIONS[name], data.draw(points(EQUATIONS[name]))) >= 0.0


@pytest.mark.parametrize("name", SHARES)
@given(data=st.data())
def test_a_share_stays_a_share(name, data):
    share = answer(EQUATIONS[name], data.draw(points(EQUATIONS[name])))

    assert -ROUNDING <= share <= 1.0 + ROUNDING


@pytest.mark.parametrize("name", SCALES)
@given(data=st.data())
def test_a_score_stays_on_its_scale(name, data):
    low, high = SCALES[name]

    assert low <= answer(EQUATIONS[name], data.draw(points(EQUATIONS[name]))) <= high + ROUNDING


def test_the_odds_of_leaving_are_finite_in_every_corner_of_the_limits():
    corner = {field: told.limits[1] for field, told in FIELDS.items()}

    worst = corner | {"discrepancy": 4.0, "exhaustion": HIGHEST, "self_efficacy": -4.0}

    assert math.isfinite(answer(leave_odds, worst))


def test_the_range_of_every_argument_is_looked_at():
    asked = {name for equation in EQUATIONS.values() for name in equation.__code__.co_varnames}

    assert set() == RANGES.keys() - asked
