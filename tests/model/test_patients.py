"""Stories of patients: spells of trouble, recovery, leaving the list, leaving the area."""

import pytest

from sp_sim.domain.stages import NEVER, Ended, Stage
from tests.model.village import Village

SURELY_BETTER = {
    "benefit_base_log_odds": 5.0,
    "benefit_per_skill": 5.0,
    "benefit_per_exhaustion": 0.0,
}
SEEN_AT_ONCE = {"pathway_first_contact_base_log_odds": 8.0, "pathway_continue_log_odds": 5.0}


def troubled(village):
    return next(patient for patient in village.practice.patients if patient.troubled)


def calm(village):
    return next(patient for patient in village.practice.patients if not patient.troubled)


def test_only_the_troubled_consult_for_it():
    village = Village(consulting_consult_chance=0.95, consulting_calm_weeks=2000.0).open_up()
    patient = calm(village)
    for week in range(min(patient.switches, 30)):
        patient.live_week(week)

    assert 0 == village.practice.consultations
    assert patient.switches > 0


def test_visits_are_counted_within_a_spell():
    village = Village(consulting_consult_chance=0.95, consulting_frequency_spread=0.0).open_up()
    patient = troubled(village)
    before = patient.visits
    for week in range(patient.switches):
        patient.live_week(week)
    within = patient.visits
    patient.live_week(patient.switches)

    assert before < within <= before + patient.switches
    assert 0 == patient.visits


def test_a_person_who_recovers_with_help_no_longer_consults_in_that_spell():
    village = Village(consulting_consult_chance=0.95, **SURELY_BETTER, **SEEN_AT_ONCE).open_up()
    patient = max(
        filter(lambda one: one.troubled, village.practice.patients), key=lambda one: one.switches
    )
    ends = patient.switches
    (case,) = village.take_on(patient)
    village.meet()
    for week in range(1, ends):
        village.week = week
        patient.live_week(week)

    assert ends > 10
    assert (0, ends) == (case.recovered, patient.freed_until)
    assert 0 == village.practice.consultations


def test_a_person_who_was_calm_already_has_nothing_to_recover_from():
    village = Village(**SURELY_BETTER, **SEEN_AT_ONCE).open_up()
    (case,) = village.take_on(calm(village))

    village.meet()

    assert (1, NEVER) == (case.contacts, case.recovered)


def test_the_next_spell_comes_when_it_would_have_come():
    helped, alone = (Village(**SURELY_BETTER, **SEEN_AT_ONCE).open_up() for _ in range(2))
    helped.take_on(troubled(helped))
    helped.meet()
    lives = []
    for village in helped, alone:
        patient = troubled(village)
        states = []
        for week in range(52):
            village.week = week
            patient.live_week(week)
            states.append(patient.troubled)
        lives.append(states)

    assert lives[0] == lives[1]
    assert False in lives[0]


def test_people_leave_a_list_on_which_they_wait_too_long():
    village = Village(pathway_leave_waiting_base_log_odds=5.0).open_up()
    village.refer(*village.people(5))

    village.live()

    assert [Ended.DROPPED_OUT_WAITING] * 5 == village.endings()
    assert [] == village.service.waiting


def test_people_stay_on_a_list_that_they_do_not_mind():
    village = Village(
        pathway_leave_waiting_base_log_odds=-15.0, pathway_leave_waiting_if_recovered=0.0
    ).open_up()
    village.refer(*village.people(5))

    village.live()

    assert 5 == len(village.service.waiting)


def test_whoever_has_recovered_leaves_the_list_more_readily():
    village = Village(
        pathway_leave_waiting_base_log_odds=-15.0,
        pathway_leave_waiting_if_recovered=5.0,
        pathway_leave_waiting_per_readiness=5.0,
    ).open_up()
    one, other = calm(village), troubled(village)
    one.readiness = other.readiness = -2.5
    village.refer(one, other)

    village.live()

    assert [one] == [case.patient for case in village.service.cases if not case.is_open]


@pytest.mark.parametrize("in_care", [True, False])
@pytest.mark.parametrize(("dies", "how"), [(True, Ended.DIED), (False, Ended.MOVED)])
def test_a_case_ends_in_the_last_week_of_a_person_in_the_area(dies, how, in_care):
    village = Village(
        pathway_leave_waiting_base_log_odds=-15.0, pathway_disengage_base_log_odds=-15.0
    )
    village.open_up()
    (patient,) = village.people(1)
    patient.leaves, patient.dies = 3, dies
    (case,) = village.take_on(patient) if in_care else village.refer(patient)
    endings = []
    for week in range(3):
        village.week = week
        village.live()
        endings.append(case.ended)

    assert [Ended.OPEN, Ended.OPEN, how] == endings
    assert 2 == case.closed


def test_a_newcomer_takes_the_place_of_a_person_who_has_left():
    village = Village(consulting_moving_rate=0.5).open_up()
    leaver = village.practice.patients[0]
    leaver.leaves = 4
    before = next(village.practice.patients_of_week(3))
    newcomer = next(village.practice.patients_of_week(4))

    assert before is leaver
    assert (0, 1, 4) == (newcomer.slot, newcomer.generation, newcomer.arrives)
    assert leaver.key != newcomer.key
    assert Stage.ELSEWHERE is newcomer.stage


def test_people_in_care_disengage():
    village = Village(pathway_disengage_base_log_odds=5.0).open_up()
    seen, unseen = village.take_on(*village.people(2))
    seen.contacts = 1

    village.live()

    assert (Ended.DISENGAGED, Ended.DROPPED_OUT_BEFORE_CONTACT) == (seen.ended, unseen.ended)
