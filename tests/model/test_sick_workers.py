"""Stories of sickness: no hours, no contacts, cases wait, and exhaustion recovers."""

from tests.model.village import Village

ALWAYS_COME = {"pathway_first_contact_base_log_odds": 8.0, "pathway_attend_base_log_odds": 8.0}
SURELY_SICK = {"sickness_base_log_odds": 5.0, "sickness_per_exhaustion": 0.0, "sickness_weeks": 1.0}


def sick(village):
    village.worker.is_sick = True
    return village


def test_cases_wait_for_a_worker_who_is_away_sick():
    village = Village(**ALWAYS_COME).open_up()
    (case,) = village.take_on(*village.people(1))
    sick(village).worker.plan_hours(village.week)

    village.meet()

    assert (0, village.week) == (case.contacts, case.due)
    assert village.worker is case.worker
    assert 0.0 == village.worker.hours_used


def test_nobody_new_is_taken_on_by_a_worker_who_is_away_sick():
    village = sick(Village().open_up())
    village.refer(*village.people(1))

    village.accept()

    assert 1 == len(village.service.waiting)


def test_a_sick_worker_is_not_in_the_practice_but_still_covers_it():
    village = sick(Village(location_site_by_weekday=("practice",) * 5).open_up())

    village.practice.see_link_workers()

    assert (0.0, 1) == (village.practice.presence, village.practice.covering)


def test_training_and_supervision_wait_until_the_worker_is_back():
    village = Village(
        training_mental_health_hours=6.0, support_supervised_share=1.0, support_received_base_log_odds=8.0
    )  # fmt: skip
    village.change()
    village.staff()
    village.week = 20
    sick(village).learn()
    away = village.worker.training_hours, village.worker.received
    village.week = 21
    village.staff()
    village.learn()

    assert (0.0, False) == away
    assert (6.0, True) == (village.worker.training_hours, village.worker.received)


def test_exhaustion_recovers_while_away_and_never_rises():
    village = sick(Village().open_up())
    village.worker.exhaustion, village.worker.strain_trait = 40.0, 0.0
    village.accept()
    village.strain()
    tired = village.worker.exhaustion
    village.worker.exhaustion = 5.0
    village.strain()

    assert 40.0 > tired > village.p.burnout_base
    assert (5.0, 0.0) == (village.worker.exhaustion, village.worker.load)


def test_a_spell_begins_the_week_after_and_ends():
    village = Village(**SURELY_SICK).open_up()
    village.accept()
    seen = []
    for _ in range(5):
        village.staff()
        seen.append(village.worker.is_sick)
        village.strain()
        village.week += 1

    assert [False, True, False, True, False] == seen
