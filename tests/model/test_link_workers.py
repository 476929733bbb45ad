"""Stories of link workers: full caseloads, missed contacts, short hours, leaving."""

import pytest

from sp_sim.domain.stages import Ended, Stage
from tests.builders import a_change
from tests.model.village import Village

NEVER_COME = {"pathway_first_contact_base_log_odds": -5.0, "pathway_attend_base_log_odds": -5.0}
ALWAYS_COME = {"pathway_first_contact_base_log_odds": 8.0, "pathway_attend_base_log_odds": 8.0}
ONE_CONTACT = {"pathway_continue_log_odds": -5.0, "pathway_continue_per_complexity": 0.0}
MANY_CONTACTS = {"pathway_continue_log_odds": 5.0}


def test_a_full_caseload_leaves_people_waiting():
    village = Village(management_caseload_cap_per_wte=2.0).open_up()
    ann, bob, cat = village.people(3)
    village.refer(ann, bob, cat)

    village.accept()

    assert [ann, bob] == [case.patient for case in village.service.caring]
    assert [cat] == [case.patient for case in village.service.waiting]


def test_full_hours_leave_people_waiting():
    """After recording and meetings, 23.6 hours are left: with ten hours a first contact, two people."""
    village = Village(
        workforce_first_contact_hours=10.0,
        workforce_slower_when_exhausted=0.0,
        location_site_by_weekday=("practice",) * 5,
    ).open_up()
    village.refer(*village.people(4))

    village.accept()

    assert (2, 2) == (len(village.service.caring), len(village.service.waiting))


def test_who_waits_goes_first_when_there_is_room_again():
    village = Village(management_caseload_cap_per_wte=1.0, **ALWAYS_COME, **ONE_CONTACT).open_up()
    ann, bob = village.people(2)
    village.refer(ann, bob)
    village.accept()
    village.meet()
    village.week = 1
    village.accept()

    assert Stage.ELSEWHERE is ann.stage
    assert [bob] == [case.patient for case in village.service.caring]
    assert (0, 1) == tuple(case.accepted for case in village.service.cases)


def test_of_two_link_workers_the_one_with_fewer_cases_takes_the_next():
    village = Village(workforce_posts=2).open_up()
    one, other = village.service.workers
    village.take_on(*village.people(3))
    (case,) = village.refer(village.practice.patients[3])

    village.accept()

    assert [3, 1] == [len(one.post.cases), len(other.post.cases)]
    assert other is case.worker


def test_where_nobody_in_post_covers_a_practice_a_colleague_stands_in():
    village = Village(workforce_posts=2, practices=2).open_up()
    home = village.practice
    (own,) = [post for post in village.service.posts if home.position in post.standing]
    (colleague,) = [post.holder for post in village.service.posts if post is not own]
    own.holder.goes = village.week
    village.staff()
    home.see_link_workers()
    (case,) = village.refer(home.patients[0])

    village.accept()

    assert 0 == home.covering
    assert colleague is case.worker


def test_people_who_come_are_seen_and_hours_are_used():
    village = Village(**ALWAYS_COME, **MANY_CONTACTS).open_up()
    (case,) = village.take_on(*village.people(1))

    village.meet()

    assert (1, 0, village.week) == (case.contacts, case.missed, case.first_contact)
    assert village.worker.first_hours == village.worker.hours_used


def test_people_who_do_not_come_cost_part_of_the_hours_and_are_booked_again():
    village = Village(workforce_missed_share=0.25, pathway_rebook_weeks=3, **NEVER_COME).open_up()
    (case,) = village.take_on(*village.people(1))

    village.meet()

    assert (0, 1, 3) == (case.contacts, case.missed, case.due)
    assert 0.25 * village.worker.first_hours == village.worker.hours_used


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_whoever_misses_so_many_contacts_in_a_row_is_let_go(limit):
    village = Village(pathway_missed_limit=limit, pathway_rebook_weeks=1, **NEVER_COME).open_up()
    (case,) = village.take_on(*village.people(1))
    while case.is_open:
        village.meet()
        village.week += 1
        village.worker.clear()

    assert (limit, Ended.DROPPED_OUT_BEFORE_CONTACT) == (case.missed, case.ended)


def test_whoever_is_missed_after_being_seen_has_disengaged():
    village = Village(pathway_missed_limit=1, **NEVER_COME).open_up()
    (case,) = village.take_on(*village.people(1))
    case.contacts, case.planned = 1, 9

    village.meet()

    assert Ended.DISENGAGED is case.ended


def test_a_plan_that_is_done_is_completed_and_the_practice_counts_it():
    village = Village(**ALWAYS_COME, **ONE_CONTACT).open_up()
    (case,) = village.take_on(*village.people(1))

    village.meet()

    assert (Ended.COMPLETED, 1) == (case.ended, village.practice.completed)
    assert Stage.ELSEWHERE is case.patient.stage


def test_when_hours_run_out_contacts_stay_due():
    village = Village(**ALWAYS_COME, **MANY_CONTACTS).open_up()
    cases = village.take_on(*village.people(4))
    village.worker.post.hours_available = 2.5 * village.worker.first_hours

    village.meet()

    assert 2 == sum(case.contacts for case in cases)
    assert 2 == sum(case.due == village.week for case in cases)


def test_the_longest_overdue_are_seen_first():
    village = Village(**ALWAYS_COME, **MANY_CONTACTS).open_up()
    recent, overdue = village.take_on(*village.people(2))
    overdue.due = -3
    village.worker.post.hours_available = village.worker.first_hours

    village.meet()

    assert (0, 1) == (recent.contacts, overdue.contacts)


LEAVING = {
    "kept": {"pathway_lost_at_change_log_odds": -8.0, "pathway_thinned_at_change_log_odds": -8.0},
    "thinned": {"pathway_lost_at_change_log_odds": -8.0, "pathway_thinned_at_change_log_odds": 8.0},
    "lost": {"pathway_lost_at_change_log_odds": 8.0},
}


@pytest.mark.parametrize(
    ("what", "still_open", "thinned", "due"),
    [("kept", 4, 0, 0), ("thinned", 4, 1, 2), ("lost", 0, 0, 0)],
)
def test_a_leavers_cases_are_kept_thinned_or_lost(what, still_open, thinned, due):
    village = Village(**LEAVING[what]).open_up()
    cases = village.take_on(*village.people(4))
    village.worker.goes = village.week

    village.staff()

    assert still_open == sum(case.is_open for case in cases) == len(village.service.caring)
    assert {(1, thinned, due)} == {(case.changes, case.thinned, case.due) for case in cases}


def test_while_a_post_is_vacant_its_cases_are_nobodys_and_are_not_seen():
    village = Village(turnover_hiring_weeks=260.0, **LEAVING["kept"], **ALWAYS_COME).open_up()
    (case,) = village.take_on(*village.people(1))
    village.worker.goes = village.week
    village.staff()
    village.accept()
    village.meet()

    assert case.worker is None
    assert (0, True) == (case.contacts, case.is_open)


def test_the_next_holder_takes_over_the_cases_that_were_kept():
    village = Village(turnover_hiring_weeks=1.0, **LEAVING["kept"]).open_up()
    (case,) = village.take_on(*village.people(1))
    leaver = village.worker
    leaver.goes = 0
    village.staff()
    village.week = 1
    village.staff()

    assert village.worker is case.worker
    assert leaver is not case.worker
    assert 1 == village.worker.post.holder_number


def test_people_must_come_to_know_the_next_holder_as_they_came_to_know_the_last():
    village = Village(
        turnover_hiring_weeks=1.0, location_site_by_weekday=("practice",) * 5, **LEAVING["kept"],
        **ALWAYS_COME, **MANY_CONTACTS,
    ).open_up()  # fmt: skip
    (case,) = village.take_on(*village.people(1))
    village.meet()
    village.worker.goes = 0
    known = case.together
    village.staff()

    assert (1, 0, 1) == (known, case.together, case.contacts)


def test_a_newcomer_inherits_part_of_the_involvement_and_none_of_the_reputation():
    village = Village(turnover_hiring_weeks=1.0, involvement_inherited_share=0.5).open_up()
    (standing,) = village.worker.covered
    standing.involvement, standing.well, standing.ended = 0.8, 3, 4
    village.worker.goes = 0
    village.staff()
    village.week = 1
    village.staff()

    assert (0.4, 0, 0) == (standing.involvement, standing.well, standing.ended)


def test_a_post_that_is_no_longer_paid_for_loses_its_holder_and_every_case():
    village = Village(
        a_change(1, workforce_posts=2), workforce_posts=3, **LEAVING["kept"]
    ).open_up()
    last = village.service.posts[2]
    cases = village.refer(*village.people(2))
    village.accept()
    for case in cases:
        case.post = last
    village.week = 1
    village.change()
    village.staff()

    assert last.holder is None
    assert [Ended.LOST_AT_CHANGE] * 2 == village.endings()


def test_notice_is_worked():
    village = Village(turnover_base_rate=20.0, turnover_notice_weeks=3).open_up()
    village.worker.discrepancy = 9.0
    village.accept()

    village.strain()

    assert village.week + 1 + 3 == village.worker.goes


def test_nobody_leaves_where_the_rate_is_nought():
    village = Village().open_up()
    village.worker.discrepancy = 9.0
    village.accept()
    away = village.worker.goes

    village.strain()

    assert away == village.worker.goes


def test_a_waiting_list_makes_for_more_load_but_not_of_cases():
    quiet, pressed = Village(burnout_waiting_weight=0.5), Village(burnout_waiting_weight=0.5)
    for village, waiting in (quiet, 0), (pressed, 20):
        village.open_up()
        village.worker.paused = True
        village.refer(*village.people(waiting))
        village.accept()
        village.strain()

    assert quiet.worker.load < pressed.worker.load
    assert quiet.worker.load_of_cases == pressed.worker.load_of_cases
    assert quiet.worker.exhaustion <= pressed.worker.exhaustion


def test_training_takes_hours_and_gives_skill():
    idle, trained = Village().open_up(), Village(training_mental_health_hours=6.0).open_up()
    for village in idle, trained:
        village.accept()

    assert 6.0 == pytest.approx(
        idle.worker.post.hours_available - trained.worker.post.hours_available
    )
    assert idle.worker.skill < trained.worker.skill


def test_a_session_of_supervision_is_due_after_its_interval_and_not_before():
    village = Village(
        support_supervised_share=1.0, support_supervision_interval_weeks=4, support_received_base_log_odds=8.0,
        support_received_per_load=0.0,
    ).open_up()  # fmt: skip
    received = []
    for week in range(1, 9):
        village.week = week
        village.worker.clear()
        village.worker.learn(week)
        received.append(village.worker.received)

    assert [False, False, False, True, False, False, False, True] == received
    assert 0.0 < village.worker.support <= 1.0


def test_the_severe_go_first_where_their_urgency_is_worth_the_weeks_that_others_have_waited():
    taken = []
    for weeks in (0.0, 2.0, 520.0):
        village = Village(
            management_caseload_cap_per_wte=1.0, management_urgency_weeks=weeks
        ).open_up()
        ann, bob = village.people(2)
        ann.severity, bob.severity = 0.0, 1.0
        village.refer(ann)
        village.week = 5
        village.refer(bob)
        village.accept()
        taken.append([case.patient is bob for case in village.service.caring])

    assert [[False], [False], [True]] == taken
