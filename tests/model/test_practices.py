"""Stories of practices: offers made and declined, managers, the counsellor, what GPs hear."""

import pytest

from sp_sim.domain.stages import NEVER, Ended, Stage
from tests.model.village import Village

SURELY = 1e-300
"""An answer that makes any offer happen whose odds are not nought."""


def test_whoever_declines_is_left_in_peace_for_so_many_weeks():
    village = Village(
        referral_accept_base_log_odds=-5.0, referral_accept_per_trust=0.0, referral_quiet_weeks=8
    ).open_up()
    (ann,) = village.people(1)

    assert ann.gp.see(ann, 1, SURELY, 0) is None
    assert (1, 1, 0) == (
        village.practice.offers,
        village.practice.declined,
        village.practice.referrals,
    )
    assert [False, True] == [ann.may_be_offered(week) for week in (7, 8)]


def test_in_peace_means_that_no_gp_offers():
    village = Village(referral_accept_base_log_odds=-5.0, referral_accept_per_trust=0.0).open_up()
    (ann,) = village.people(1)
    for week in range(8):
        ann.gp.see(ann, 1, SURELY, week)

    assert 1 == village.practice.offers


def test_whoever_accepts_waits_and_is_not_offered_again():
    village = Village(referral_accept_base_log_odds=8.0).open_up()
    (ann,) = village.people(1)
    case = ann.gp.see(ann, 1, SURELY, 0)

    assert case is ann.case
    assert Stage.WAITING is ann.stage
    assert ann.gp.see(ann, 2, SURELY, 1) is None
    assert (1, 1, 0) == (ann.gp.offers, ann.gp.referrals, ann.gp.last_referral)


def test_a_closed_case_leaves_the_person_in_peace_too():
    village = Village(referral_quiet_weeks=5).open_up()
    (case,) = village.take_on(*village.people(1))

    case.end(Ended.COMPLETED, 3)

    assert [False, True] == [case.patient.may_be_offered(week) for week in (7, 8)]


def test_a_gp_who_knows_nothing_of_the_service_offers_nothing():
    village = Village(
        awareness_start=0.0, awareness_per_presence=0.0, awareness_per_colleague=0.0
    ).open_up()
    (ann,) = village.people(1)

    assert 0.0 == ann.gp.odds
    assert ann.gp.see(ann, 1, SURELY, 0) is None
    assert 0 == village.practice.offers


def test_a_skilled_gp_offers_rather_to_those_who_are_ready():
    village = Village(referral_base_log_odds=0.0, awareness_start=1.0).open_up()
    ready, reluctant = village.people(2)
    ready.readiness, reluctant.readiness = 2.0, -2.0
    gp = ready.gp
    gp.skill, odds = 1.0, gp.odds
    answer = odds / (1.0 + odds)

    gp.see(reluctant, 1, answer, 0)
    assert 0 == village.practice.offers
    gp.see(ready, 1, answer, 0)
    assert 1 == village.practice.offers


@pytest.mark.parametrize(("authority", "paused"), [(1.0, True), (0.0, False)])
def test_only_a_manager_with_the_authority_stops_intake(authority, paused):
    village = Village(management_authority=authority, management_review_weeks=4).open_up()
    village.worker.load_of_cases = 2.0

    village.service.manager.review(3)

    assert paused is village.worker.paused


def test_between_reviews_nothing_is_stopped():
    village = Village(management_authority=1.0, management_review_weeks=4).open_up()
    village.worker.load_of_cases = 2.0
    for week in (0, 1, 2, 4, 5, 6):
        village.service.manager.review(week)

    assert not village.worker.paused


def test_intake_is_reopened_at_the_next_review_when_load_has_fallen():
    village = Village(management_authority=1.0, management_review_weeks=4).open_up()
    village.worker.load_of_cases = 2.0
    village.service.manager.review(3)
    village.refer(*village.people(2))
    village.accept()
    taken_while_stopped = len(village.service.caring)
    village.worker.load_of_cases = 0.5
    village.service.manager.review(7)
    village.accept()

    assert (0, 2) == (taken_while_stopped, len(village.service.caring))


COUNSELLOR = {
    "counsellor_hours_per_week": 5.0,
    "counsellor_advice_share": 0.0,
    "counsellor_session_hours": 2.5,
    "counsellor_severe_above": 1.0,
    "counsellor_weeks_per_case": 6,
}
"""Places for two cases, for six weeks each."""


def severe_cases(village, *severities, contacts=1):
    cases = village.take_on(*village.people(len(severities)))
    for case, severity in zip(cases, severities, strict=True):
        case.patient.severity, case.contacts, case.planned = severity, contacts, 30
    return cases


def test_the_counsellor_takes_the_most_severe_first():
    village = Village(**COUNSELLOR).open_up()
    cases = severe_cases(village, 1.5, 3.0, 2.0, 0.9)

    village.service.counsellor.take_cases(0)

    assert [False, True, True, False] == [case.stepped_up for case in cases]
    assert [6, 6] == [case.stepped_until for case in cases if case.stepped_up]


def test_when_a_course_is_over_the_next_most_severe_is_taken_and_nobody_twice():
    village = Village(**COUNSELLOR).open_up()
    cases = severe_cases(village, 1.5, 3.0, 2.0, 0.9)
    for week in (0, 5, 6):
        village.service.counsellor.take_cases(week)

    assert [12, 6, 6, NEVER] == [case.stepped_until for case in cases]


def test_who_has_not_been_seen_is_not_stepped_up():
    village = Village(**COUNSELLOR).open_up()
    cases = severe_cases(village, 3.0, contacts=0)

    village.service.counsellor.take_cases(0)

    assert [False] == [case.stepped_up for case in cases]


def test_without_hours_there_is_no_counsellor():
    village = Village(**(COUNSELLOR | {"counsellor_hours_per_week": 0.0})).open_up()
    cases = severe_cases(village, 3.0)

    village.service.counsellor.take_cases(0)

    assert [False] == [case.stepped_up for case in cases]


def test_services_that_share_a_counsellor_have_fewer_places():
    village = Village(**COUNSELLOR, counsellor_services_sharing=2).open_up()
    cases = severe_cases(village, 3.0, 2.0)

    village.service.counsellor.take_cases(0)

    assert [True, False] == [case.stepped_up for case in cases]


def test_a_case_with_the_counsellor_does_not_weigh_on_the_link_worker():
    """Severe cases only; the counsellor takes one of two villages' off the worker's mind."""
    exhausted = []
    for hours in (0.0, 5.0):
        village = Village(**(COUNSELLOR | {"counsellor_hours_per_week": hours})).open_up()
        severe_cases(village, 3.0, 2.0)
        village.service.counsellor.take_cases(0)
        village.strain()
        exhausted.append(village.worker.exhaustion)

    assert exhausted[1] < exhausted[0]


@pytest.mark.parametrize(("how", "better"), [(Ended.COMPLETED, True), (Ended.DISENGAGED, False)])
def test_gps_trust_follows_the_endings_they_hear_of(how, better):
    village = Village(trust_heard_chance=1.0).open_up()
    (case,) = village.take_on(*village.people(1))
    before = case.gp.trust
    case.end(how, 0)

    village.feed_back()

    assert (better, not better) == (case.gp.trust > before, case.gp.trust < before)


@pytest.mark.parametrize("how", [Ended.MOVED, Ended.DIED])
def test_moving_away_and_dying_are_nobodys_fault(how):
    village = Village(trust_heard_chance=1.0).open_up()
    (case,) = village.take_on(*village.people(1))
    before = case.gp.trust
    case.end(how, 0)

    village.feed_back()

    assert before == case.gp.trust
    assert 0 == village.worker.covered[0].ended


def test_a_gp_who_hears_nothing_keeps_the_trust_there_was():
    village = Village(trust_heard_chance=0.0).open_up()
    (case,) = village.take_on(*village.people(1))
    before = case.gp.trust
    case.end(Ended.DISENGAGED, 0)

    village.feed_back()

    assert before == case.gp.trust


def test_practices_learn_of_waits_when_people_are_first_seen():
    village = Village(trust_wait_learning=0.5).open_up()
    village.practice.waits = [4, 8]

    village.practice.learn_of_waits(week=9)

    assert 3.0 == village.practice.known_wait


def test_while_nobody_is_seen_practices_notice_how_long_people_have_waited():
    village = Village(trust_wait_learning=0.5).open_up()
    village.refer(*village.people(2))

    village.practice.learn_of_waits(week=8)

    assert 4.0 == village.practice.known_wait


def test_a_colleague_on_site_is_noticed_and_one_at_head_office_is_not():
    presence = []
    for site in ("practice", "head_office"):
        village = Village(location_site_by_weekday=(site,) * 5).open_up()
        presence.append((village.practice.presence, village.practice.on_site))

    assert [(5.0, 1.0), (0.0, 0.0)] == presence


def test_involvement_that_is_held_is_felt_at_its_reference_everywhere():
    village = Village(involvement_held=True, involvement_reference=0.7).open_up()
    village.worker.covered[0].involvement = 0.1
    village.practice.see_link_workers()

    assert 0.7 == village.practice.involvement
    assert 0.7 == village.worker.post.felt_involvement(village.practice)


def test_link_workers_carry_severe_cases_better_where_the_counsellor_advises_them():
    strained = []
    for share in (0.0, 0.9):
        advised = COUNSELLOR | {"counsellor_advice_share": share, "counsellor_per_advice": 0.9}
        village = Village(**advised).open_up()
        severe_cases(village, 3.0, 2.0)
        village.strain()
        strained.append(village.worker.exhaustion)

    assert strained[1] < strained[0]
