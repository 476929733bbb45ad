"""Stories of managers: span, supervision that takes their hours, caps, and lists opened to colleagues."""

import pytest

from tests.model.village import Village

REVIEW = 3
"""With a review every four weeks, the first week that has one."""


def reviewed(*loads, **values):
    """A village whose worker had these loads at one review after another."""
    village = Village(management_review_weeks=4, **values).open_up()
    for number, load in enumerate(loads):
        village.worker.load_of_cases = load
        village.service.manager.review(REVIEW + 4 * number)
    return village


def test_a_span_of_control_gives_a_large_service_more_managers():
    supports = [
        Village(workforce_posts=6, management_posts_per_manager=span)
        .open_up()
        .service.manager.support
        for span in (0, 6, 3)
    ]

    assert supports[0] == supports[1] < supports[2]


@pytest.mark.parametrize(("supervises", "less"), [(False, False), (True, True)])
def test_sessions_that_managers_give_leave_them_fewer_hours_for_the_rest(supervises, less):
    village = Village(
        support_supervised_share=1.0,
        support_supervision_interval_weeks=1,
        support_received_base_log_odds=8.0,
        management_supervises=supervises,
    ).open_up()
    before = village.service.manager.support
    village.week = 1
    village.learn()

    assert village.worker.received
    assert (village.service.manager.support < before) is less


def test_caps_fall_at_high_load_and_rise_again_with_ease():
    factors = [
        reviewed(*loads, management_cap_step=0.2).worker.cap_factor
        for loads in ((2.0,), (2.0, 1.0), (2.0, 1.0, 0.3))
    ]

    assert [0.8, 0.8, pytest.approx(0.96)] == factors


def test_a_cap_that_fell_leaves_people_waiting():
    village = reviewed(
        2.0, management_cap_step=0.5, management_caseload_cap_per_wte=4.0, management_pause_above_load=1.3
    )  # fmt: skip
    village.worker.paused = False
    village.refer(*village.people(4))

    village.accept()

    assert (2, 2) == (len(village.service.caring), len(village.service.waiting))


@pytest.mark.parametrize(("weeks", "taken"), [(9, False), (2, True)])
def test_where_people_wait_long_colleagues_may_take_from_the_list(weeks, taken):
    """The worker who covers the practice is full; a colleague from elsewhere has room."""
    village = Village(
        workforce_posts=2, practices=2, management_review_weeks=4, management_open_list_above_weeks=weeks
    ).open_up()  # fmt: skip
    home = village.practice
    (own,) = [post for post in village.service.posts if home.position in post.standing]
    home.see_link_workers()
    (case,) = village.refer(home.patients[0])
    village.service.manager.review(REVIEW)
    village.week = REVIEW + 1
    own.holder.paused = True

    village.accept()

    assert taken is (case.worker is not None)
    assert taken is (case.worker is not own.holder and case.worker is not None)


def test_a_manager_with_some_authority_acts_sometimes():
    village = Village(management_authority=0.5, management_review_weeks=1).open_up()
    village.worker.load_of_cases = 2.0
    paused = []
    for week in range(40):
        village.service.manager.review(week)
        paused.append(village.worker.paused)

    assert 5 < sum(paused) < 35
