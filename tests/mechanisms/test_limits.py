"""Limits make sense: nothing from nothing, and every branch of an equation does what it says."""

import math
from types import SimpleNamespace

import pytest

from sp_sim.mechanisms import (
    awareness,
    burnout,
    champions,
    consulting,
    counsellor,
    curves,
    involvement,
    location,
    management,
    pathway,
    referral,
    support,
    training,
    turnover,
    wellbeing,
    workforce,
)
from sp_sim.mechanisms.week import WEEK
from tests.mechanisms.equations import DEFAULTS


def at(**fields):
    """Return the default parameters with some fields set."""
    return SimpleNamespace(**(DEFAULTS | fields))


def test_a_gp_who_knows_nothing_offers_nothing():
    assert referral.gp_offer_odds(0.0, 1.0, 4.0, 1.0, 1.0, 0.0, at()) == 0.0


def test_a_first_visit_is_recognised_as_such_and_recognition_ends_somewhere():
    most = referral.MOST_VISITS

    assert referral.recognition(1, at()) == 1.0
    assert referral.recognition(most, at()) == referral.recognition(most + 100, at())


def test_nobody_becomes_aware_where_nobody_speaks():
    assert awareness.awareness_next(0.0, 0.0, 0.0, 0.0, at()) == 0.0


def test_a_champion_whom_nobody_believes_takes_awareness_away():
    forgetting = awareness.awareness_next(0.5, 0.0, 0.0, 0.0, at())

    assert awareness.awareness_next(0.5, -1.0, 0.0, 0.0, at()) < forgetting


@pytest.mark.parametrize("gone", ["hours", "energy", "credibility"])
def test_a_champion_without_one_of_three_has_no_push(gone):
    has = {"hours": 1.0, "energy": 1.0, "credibility": 1.0} | {gone: 0.0}

    assert champions.champion_push(**has, p=at()) == 0.0


def test_energy_that_has_lapsed_comes_back_with_support():
    supported = at(champions_organisational_support=1.0)

    assert champions.energy_next(0.0, supported) > 0.0


def test_where_nobody_leaves_nobody_ever_does():
    stays = at(consulting_moving_rate=0.0, consulting_death_rate=0.0)
    scale = consulting.leaving_scale(stays)

    assert scale == 0.0
    assert consulting.weeks_until_leaving(0.5, scale) == consulting.FAR_OFF


def test_people_leave_by_the_reason_that_there_is():
    assert consulting.leaves_by_death(
        0.5, at(consulting_moving_rate=0.0, consulting_death_rate=1.0)
    )
    assert not consulting.leaves_by_death(
        0.5, at(consulting_moving_rate=1.0, consulting_death_rate=0.0)
    )


def test_an_endless_spell_is_remembered_for_a_year():
    assert consulting.weeks_already_troubled(1e-12, -1e6) == consulting.HISTORY_WEEKS


def test_a_spell_of_one_week_began_this_week():
    assert consulting.weeks_already_troubled(0.5, 0.0) == 0


def test_a_curve_is_the_same_from_both_sides():
    assert curves.expit(0.0) == 0.5
    assert math.isclose(curves.expit(3.0) + curves.expit(-3.0), 1.0)


def test_what_has_no_half_life_is_gone_at_once():
    assert curves.kept_per_week(0.0) == 0.0
    assert curves.kept_per_week(1.0) == 0.5
    assert curves.kept_after(0, 0.0) == 0.0
    assert math.isclose(curves.kept_after(3, 1.0), 0.125)


def test_where_trouble_takes_everything_or_nothing_people_do_not_differ():
    assert wellbeing.depth_of_trouble(3.0, at(wellbeing_share_lost=0.0)) == 0.0
    assert wellbeing.depth_of_trouble(-3.0, at(wellbeing_share_lost=1.0)) == 1.0


def test_trouble_that_sinks_and_heals_at_once_is_felt_in_its_weeks_alone():
    at_once = at(
        wellbeing_sinking_half_life_weeks=0.0,
        wellbeing_adapting_share=0.0,
        wellbeing_recovery_half_life_weeks=0.0,
    )

    assert wellbeing.burden_in_spell(0, at_once) == 1.0
    assert wellbeing.burden_after_spell(1.0, 0, at_once) == 0.0


def test_odds_double_with_every_log_of_two_and_stay_numbers():
    assert curves.odds(0.0) == 1.0
    assert math.isclose(curves.odds(math.log(2.0)), 2.0)
    assert curves.odds(1e6) == curves.odds(200.0) < math.inf


def test_a_value_within_its_limits_is_left_alone():
    assert [0.0, 0.5, 1.0] == [curves.within(value, 0.0, 1.0) for value in (-1.0, 0.5, 2.0)]


def test_nobody_goes_on_who_never_goes_on():
    assert pathway.planned_contacts(0.5, -1e6, at()) == 1


def test_no_plan_is_endless():
    assert pathway.planned_contacts(1e-9, 4.0, at()) == pathway.LONGEST_PLAN


def test_only_those_whose_trouble_has_passed_are_readier_to_leave_the_list():
    troubled = pathway.leave_waiting_odds(3, 0.0, False, at())

    assert pathway.leave_waiting_odds(3, 0.0, True, at()) > troubled


def test_without_workers_there_is_no_support_by_the_manager():
    assert management.manager_support(0, at()) == 0.0


def test_without_manager_hours_there_is_no_support():
    assert management.manager_support(3, at(management_manager_hours_per_week=0.0)) == 0.0


def test_a_manager_without_authority_only_watches():
    assert management.pauses_intake(3.0, at())
    assert not management.pauses_intake(3.0, at(management_authority=0.0))


def test_no_post_is_too_small_for_one_case():
    assert management.caseload_cap(0.1, at(management_caseload_cap_per_wte=0.5)) == 1


def test_without_counsellor_hours_there_are_no_places():
    assert counsellor.counsellor_places(at(counsellor_hours_per_week=0.0)) == 0


def test_an_empty_caseload_weighs_nothing_and_skill_carries_it_all():
    assert burnout.emotional_weight(0, 0, 0.0) == 0.0
    assert burnout.emotional_weight(5, 5, 1.0) == 0.0


def test_below_ease_less_load_does_not_help():
    p = at(burnout_load_at_ease=0.7)

    assert 1 == len({burnout.strain(0.0, load, 0, 0, 0, 0, 0, p) for load in (0.0, 0.3, 0.7)})


def test_alone_in_the_service_head_office_gives_no_peers():
    assert support.isolation(5.0, 0, 0.0, at()) == 1.0
    assert support.isolation(5.0, 3, 0.0, at()) < 1.0


def test_a_session_that_is_not_received_adds_nothing():
    assert support.support_next(0.0, False, at()) == 0.0
    assert support.support_next(0.0, True, at()) == at().support_gain


def test_without_training_skill_stays_at_its_base():
    base = at().training_skill_base

    assert training.skill_next(base, 0.0, at()) == base
    assert training.self_efficacy(0.7, base, at()) == 0.7


def test_with_no_base_rate_nobody_ever_leaves():
    assert turnover.leave_odds(4.0, 54.0, -4.0, at(turnover_base_rate=0.0)) == 0.0


def test_the_base_rate_is_the_hazard_of_a_middling_worker_at_27():
    odds = turnover.leave_odds(0.0, burnout.BURNT_OUT, 0.0, at(turnover_base_rate=0.52))

    assert math.isclose(1.0 - 1.0 / (1.0 + odds), 1.0 - math.exp(-0.01))


def test_hiring_within_a_week_takes_a_week():
    assert turnover.weeks_to_hire(0.5, at(turnover_hiring_weeks=1.0)) == 1


def test_meetings_never_make_hours_negative():
    assert workforce.hours_for_contacts(1.0, 100, 1_000.0, 0.0, 0.0, at()) == 0.0


def test_a_newcomer_has_the_settling_share_of_hours():
    p = at(workforce_settling_weeks=8.0, workforce_settling_share=0.5)
    usual = workforce.hours_for_contacts(1.0, 8, 0.0, 0.0, 0.0, p)

    assert usual / 2 == workforce.hours_for_contacts(1.0, 7, 0.0, 0.0, 0.0, p)


def test_without_hours_any_demand_is_the_highest_load():
    assert workforce.load_of_week(1.0, 0.0, 0.0, 0.0) == 3.0
    assert workforce.load_of_week(0.0, 0.0, 0.0, 0.0) == 0.0
    assert workforce.load_of_week(5.0, 0.0, 10.0, 0.0) == 0.5


def test_contacts_in_practices_need_no_travel():
    assert location.travel_hours_per_contact(1.0, at()) == 0.0


def test_involvement_grows_from_below_and_falls_when_what_builds_it_is_against_it():
    p = at(involvement_reinforcement=0.0)

    assert involvement.involvement_next(0.5, 1.0, 1.0, 1.0, 0.0, 0.5, p) > 0.5
    assert involvement.involvement_next(0.5, 1.0, -9.0, 0.0, 0.0, 0.5, p) < 0.5


def test_belonging_breeds_belonging_only_above_its_threshold():
    """With nothing else at work, two workers who start on either side of the threshold part ways."""
    alone = at(involvement_speed=0.0, involvement_fade=0.0, involvement_threshold=0.35)
    ends = []
    for start in (0.34, 0.36):
        felt = start
        for _ in range(520):
            felt = involvement.involvement_next(felt, 1.0, 0.0, 0.0, 0.0, 0.5, alone)
        ends.append(round(felt, 2))

    assert [0.0, 1.0] == ends


def test_the_standing_of_a_worker_with_no_endings_is_one_half():
    assert involvement.success_share(0, 0) == 0.5


def test_involvement_that_is_held_is_felt_at_its_reference():
    held = at(involvement_held=1.0, involvement_reference=0.4)

    assert {0.4} == {involvement.involvement_felt(real, held) for real in (0.0, 0.4, 1.0)}
    assert involvement.involvement_felt(0.9, at()) == 0.9


def test_a_newcomer_whom_nobody_preceded_starts_low():
    assert involvement.involvement_of_newcomer(0.0, at()) == at().involvement_start


def test_the_week_begins_with_changes_and_ends_with_the_record():
    names = [phase.name for phase in WEEK]

    assert ["change", "staff", "learn", "consult"] == names[:4]
    assert names.index("feed back") < names.index("strain") < names.index("count")
    assert all(phase.meaning for phase in WEEK)
