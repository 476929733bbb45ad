"""Limits make sense: nothing from nothing, and every branch of an equation does what it says."""

import math
from types import SimpleNamespace

import pytest

from sp_sim.domain.stages import NEVER
from sp_sim.mechanisms import (
    awareness,
    beginning,
    burnout,
    champions,
    consulting,
    counsellor,
    curves,
    discretion,
    involvement,
    location,
    management,
    needs,
    offers,
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
    assert referral.gp_offer_odds(0.0, 1.0, 4.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, at()) == 0.0


def test_a_first_visit_is_recognised_as_such_and_recognition_ends_somewhere():
    most = referral.MOST_VISITS

    assert referral.recognition(1, at()) == 1.0
    assert referral.recognition(most, at()) == referral.recognition(most + 100, at())


def test_nobody_becomes_aware_where_nobody_speaks():
    assert awareness.awareness_next(0.0, 0.0, 0.0, 0.0, at()) == 0.0


def test_a_champion_whom_nobody_believes_takes_awareness_away():
    forgetting = awareness.awareness_next(0.5, 0.0, 0.0, 0.0, at())

    assert awareness.awareness_next(0.5, -1.0, 0.0, 0.0, at()) < forgetting


@pytest.mark.parametrize("gone", ["hours", "energy", "standing"])
def test_a_champion_without_one_of_three_has_no_push(gone):
    has = {"hours": 1.0, "energy": 1.0, "standing": 1.0} | {gone: 0.0}

    assert champions.champion_push(**has, training=9.0, support=1.0, p=at()) == 0.0


def test_energy_that_has_lapsed_comes_back_with_support():
    assert champions.energy_next(0.0, 1.0, 0.0, at()) > 0.0


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
    assert pathway.planned_contacts(0.5, -1e6, 0.0, 0.4, at()) == 1


def shares_of(*shares):
    """Parameters in which the kinds of need have these shares, in their order."""
    names = ("loneliness", "low_mood", "money", "housing", "caring")
    return at(**{f"needs_{name}_share": share for name, share in zip(names, shares, strict=True)})


@pytest.mark.parametrize("need", range(5))
def test_where_there_is_one_kind_of_need_everybody_has_it(need):
    p = shares_of(*(1.0 if kind == need else 0.0 for kind in range(5)))

    assert {need} == {needs.kind_of_need(answer, p) for answer in (0.001, 0.5, 0.999)}
    assert needs.share_of_need(need, p) == 1.0


def test_where_no_kind_of_need_has_a_share_all_are_alike():
    p = shares_of(0.0, 0.0, 0.0, 0.0, 0.0)

    assert [0, 1, 2, 3, 4] == [
        needs.kind_of_need(answer, p) for answer in (0.1, 0.3, 0.5, 0.7, 0.9)
    ]


def test_shares_of_need_add_up_to_one():
    assert math.isclose(1.0, sum(needs.share_of_need(need, at()) for need in range(5)))


def test_beyond_the_last_share_stands_the_last_kind():
    assert needs.kind_of_need(2.0, at()) == 4


def test_no_places_are_none_however_they_are_rounded():
    none = at(offers_places_per_50000=0.0)

    assert offers.places_provided(1_000_000, 0, 1.0, 0.999, none) == 0
    assert offers.places_provided(0, 0, 1.0, 0.999, at()) == 0


def test_a_part_of_a_place_is_a_chance_of_a_whole_one():
    p = at(offers_places_per_50000=50.0, offers_match_to_need=0.0)
    rounded = [offers.places_provided(1_500, 0, 0.5, (n + 0.5) / 100, p) for n in range(100)]

    assert {0, 1} == set(rounded)
    assert 30 == sum(rounded)


def test_an_offer_that_never_closes_is_always_open():
    never = at(offers_closings_per_year=0.0)

    assert offers.share_open(never) == 1.0
    assert offers.closing_odds(never) == 0.0


def test_no_plan_is_endless():
    assert pathway.planned_contacts(1e-9, 4.0, 0.0, 0.4, at()) == pathway.LONGEST_PLAN
    assert pathway.planned_contacts(0.5, 1e6, 0.0, 0.4, at()) == pathway.LONGEST_PLAN


def test_only_those_whose_trouble_has_passed_are_readier_to_leave_the_list():
    troubled = pathway.leave_waiting_odds(3, 0.0, False, at())

    assert pathway.leave_waiting_odds(3, 0.0, True, at()) > troubled


def test_without_workers_there_is_no_support_by_the_manager():
    assert management.manager_support(0, 3, 0.0, at()) == 0.0


def test_without_manager_hours_there_is_no_support():
    assert management.manager_support(3, 3, 0.0, at(management_manager_hours_per_week=0.0)) == 0.0


def test_a_manager_without_authority_only_watches():
    answers = (1e-12, 0.3, 0.7, 1.0 - 1e-12)

    assert [True] * 4 == [management.acts(answer, at()) for answer in answers]
    assert [False] * 4 == [management.acts(each, at(management_authority=0.0)) for each in answers]


def test_a_manager_who_gives_supervision_has_no_more_hours_than_there_are():
    giving = at(management_supervises=1.0, management_manager_hours_per_week=4.0)

    assert management.manager_support(3, 3, 5.0, giving) == 0.0
    assert management.manager_support(3, 3, 5.0, at()) == management.manager_support(3, 3, 0, at())


def test_no_post_is_too_small_for_one_case():
    assert management.caseload_cap(0.1, 0.25, at(management_caseload_cap_per_wte=0.5)) == 1


def test_without_counsellor_hours_there_are_no_places():
    assert counsellor.counsellor_places(at(counsellor_hours_per_week=0.0)) == 0


def test_without_counsellor_hours_there_is_no_advice_and_skill_is_ones_own():
    nobody = at(counsellor_hours_per_week=0.0)

    assert counsellor.advice_for_each(3, nobody) == 0.0
    assert counsellor.advised_skill(0.37, 0.0, at()) == 0.37


def test_an_empty_caseload_weighs_nothing_and_skill_carries_it_all():
    assert burnout.emotional_weight(0, 0, 0.0, 0.0, at()) == 0.0
    assert burnout.emotional_weight(5, 5, 1.0, 0.0, at()) == 0.0


def net_effect_of_discretion(severe, support):
    """Return by how much the strain of a worker with 20 cases differs between all discretion and none."""
    felt = []
    for level in (0.0, 1.0):
        p = at(discretion_level=level)
        weight = burnout.emotional_weight(severe, 20, at().training_skill_base, support, p)
        demanded = burnout.demands(1.0, weight, 0.5, 0.5, p)
        relieved = burnout.resources(support, 0.0, 0.5, 0.4, 0.0, p)
        felt.append(burnout.strain(0.0, demanded, relieved, p))
    return felt[1] - felt[0]


def test_discretion_relieves_the_supported_and_strains_the_exposed():
    assert net_effect_of_discretion(severe=1, support=0.9) < 0.0
    assert net_effect_of_discretion(severe=8, support=0.0) > 0.0


def test_at_the_usual_level_discretion_does_nothing():
    some = [at(discretion_level=0.5, discretion_per_relief=points) for points in (0.0, 9.0)]

    assert 1 == len({burnout.resources(0.5, 0.5, 0.5, 0.5, 0.5, p) for p in some})
    assert [1.0] * 3 == [
        discretion.lengthening(at()), discretion.attention_to_complexity(at()), discretion.exposure(0.0, at())
    ]  # fmt: skip


def test_below_ease_less_load_does_not_help():
    p = at(burnout_load_at_ease=0.7)

    assert 1 == len({burnout.demands(load, 0.0, 0.0, 0.5, p) for load in (0.0, 0.3, 0.7)})


def test_alone_in_the_service_head_office_gives_no_peers():
    assert support.isolation(5.0, 0, 0.0, 0.0, at()) == 1.0
    assert support.isolation(5.0, 3, 0.0, 0.0, at()) < 1.0


def test_a_session_that_is_not_received_adds_nothing():
    assert support.support_next(0.0, False, at()) == 0.0
    assert support.support_next(0.0, True, at()) == at().support_gain


def test_without_training_skill_stays_at_its_base():
    base = at().training_skill_base

    assert training.skill_next(base, 0.0, at()) == base
    assert training.self_efficacy(0.7, base, at().training_core_base, at()) == 0.7


def test_with_no_base_rate_nobody_ever_leaves():
    assert turnover.leave_odds(4.0, 54.0, -4.0, at(turnover_base_rate=0.0)) == 0.0


def test_the_base_rate_is_the_hazard_of_a_middling_worker_at_27():
    odds = turnover.leave_odds(0.0, burnout.BURNT_OUT, 0.0, at(turnover_base_rate=0.52))

    assert math.isclose(1.0 - 1.0 / (1.0 + odds), 1.0 - math.exp(-0.01))


def test_hiring_within_a_week_takes_a_week():
    assert turnover.weeks_to_hire(0.5, at(turnover_hiring_weeks=1.0)) == 1


def test_at_the_usual_band_nothing_hangs_on_pay_and_with_all_authority_nothing_on_the_manager():
    names = "leaving_per_band", "hiring_per_band", "hiring_without_authority"
    some = [at(**{f"turnover_{name}": size for name in names}) for size in (0.0, 1.0)]

    assert 1 == len({turnover.leave_odds(0.5, 20.0, -0.5, p) for p in some})
    assert {at().turnover_hiring_weeks} == {turnover.mean_weeks_to_hire(p) for p in some}


def test_full_cover_gives_back_what_training_takes_and_none_gives_nothing():
    week = 0.9, 20, 1.5, 1.0, 0.5
    taken = [workforce.hours_for_contacts(*week, hours, at()) for hours in (0.0, 7.5)]
    cover = [workforce.hours_of_cover(*week, 7.5, at(training_cover_share=x)) for x in (0.0, 1.0)]

    assert taken[0] - taken[1] == 7.5
    assert [0.0, 7.5] == cover


def test_a_stand_in_covers_no_more_than_there_was_to_lose():
    covered = at(training_cover_share=1.0)
    usual = workforce.hours_for_contacts(0.2, 20, 0.0, 0.0, 0.0, 0.0, covered)

    assert usual < 15.0
    assert usual == workforce.hours_of_cover(0.2, 20, 0.0, 0.0, 0.0, 15.0, covered)


def test_meetings_never_make_hours_negative():
    assert workforce.hours_for_contacts(1.0, 100, 1_000.0, 0.0, 0.0, 0.0, at()) == 0.0


def test_a_newcomer_has_the_settling_share_of_hours():
    p = at(workforce_settling_weeks=8.0, workforce_settling_share=0.5)
    usual = workforce.hours_for_contacts(1.0, 8, 0.0, 0.0, 0.0, 0.0, p)

    assert usual / 2 == workforce.hours_for_contacts(1.0, 7, 0.0, 0.0, 0.0, 0.0, p)


def test_without_hours_any_demand_is_the_highest_load():
    assert workforce.load_of_week(1.0, 0.0, 0.0, 0.0) == 3.0
    assert workforce.load_of_week(0.0, 0.0, 0.0, 0.0) == 0.0
    assert workforce.load_of_week(5.0, 0.0, 10.0, 0.0) == 0.5


def test_contacts_in_practices_need_no_travel():
    assert location.travel_hours_per_contact(1.0, 1.0, at()) == 0.0


def test_involvement_grows_from_below_and_falls_when_what_builds_it_is_against_it():
    p = at(involvement_reinforcement=0.0)

    assert involvement.involvement_next(0.5, 1.0, 1.0, 1.0, 0.0, 0.5, 0.5, p) > 0.5
    assert involvement.involvement_next(0.5, 1.0, -9.0, 0.0, 0.0, 0.5, 0.5, p) < 0.5


def test_belonging_breeds_belonging_only_above_its_threshold():
    """With nothing else at work, two workers who start on either side of the threshold part ways."""
    alone = at(involvement_speed=0.0, involvement_fade=0.0, involvement_threshold=0.35)
    ends = []
    for start in (0.34, 0.36):
        felt = start
        for _ in range(520):
            felt = involvement.involvement_next(felt, 1.0, 0.0, 0.0, 0.0, 0.5, 0.5, alone)
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


def test_a_case_is_recorded_if_it_was_open_in_a_week_from_0_on():
    assert beginning.is_recorded(True, NEVER)
    assert beginning.is_recorded(False, 0)
    assert not beginning.is_recorded(False, -1)
