"""Stories of whom a service is for: criteria, and the right to return somebody to the practice."""

import pytest

from sp_sim.domain.stages import NEVER, Ended, Stage
from tests.model.village import Village

NEARLY_SURELY = 1e-4
KNOWN = {"awareness_start": 1.0, "referral_accept_base_log_odds": 8.0}
FREE = {"discretion_may_decline": 1.0, "discretion_reluctance_base_log_odds": 5.0}
BEYOND = {"counsellor_severe_above": 1.0, "discretion_reluctance_per_severity": 5.0}


def is_offered(severity, complexity, **values):
    village = Village(**KNOWN | values).open_up()
    (ann,) = village.people(1)
    ann.severity, ann.complexity = severity, complexity
    return ann.gp.see(ann, 1, NEARLY_SURELY, 0) is not None


@pytest.mark.parametrize(("severity", "complexity"), [(1.5, 0.0), (0.0, -1.5)])
def test_who_is_outside_the_criteria_is_not_offered_where_they_are_kept(severity, complexity):
    lines = {"criteria_most_severity": 1.0, "criteria_least_complexity": -1.0}

    assert is_offered(severity, complexity)
    assert is_offered(0.0, 0.0, **lines)
    assert not is_offered(severity, complexity, **lines, criteria_kept_log_odds=15.0)
    assert is_offered(severity, complexity, **lines, criteria_kept_log_odds=0.0)


def after_sharing_out(severity=4.0, **values):
    """A village, one person who was on its list, and their case, after the link worker's turn."""
    village = Village(**BEYOND | FREE | values).open_up()
    (ann,) = village.people(1)
    ann.severity = severity
    (case,) = village.refer(ann)
    for worker in village.service.workers:
        worker.plan_hours(village.week)
    village.service.share_out(village.week)
    return village, ann, case


def test_who_is_far_beyond_the_worker_is_returned_to_the_practice():
    village, ann, case = after_sharing_out()

    assert (Ended.RETURNED, NEVER, None) == (case.ended, case.accepted, case.post)
    assert ([], []) == (village.service.waiting, village.service.caring)
    assert (1, 0) == (village.practice.returned, village.practice.dropped_out)
    assert Stage.ELSEWHERE is ann.stage
    assert not ann.may_be_offered(village.week + 1)


@pytest.mark.parametrize(
    "otherwise", [{"discretion_may_decline": 0.0}, {"severity": 0.5}], ids=["no right", "fits"]
)
def test_who_fits_is_taken_and_everybody_is_where_there_is_no_right_to_decline(otherwise):
    village, _, case = after_sharing_out(**otherwise)

    assert [case] == village.service.caring
    assert 0 == village.practice.returned


def test_a_practices_criteria_are_a_reason_to_decline():
    outside = {"criteria_least_complexity": 4.0, "discretion_reluctance_per_outside": 5.0}
    _, _, case = after_sharing_out(severity=0.0, **outside)

    assert Ended.RETURNED is case.ended


def test_a_referral_that_comes_back_is_heard_of_for_sure_and_costs_trust():
    village, ann, _ = after_sharing_out(trust_heard_chance=0.0)
    before = ann.gp.trust
    village.service.tell_gps(village.week)

    assert ann.gp.trust < before


RIGHT = {"discretion_may_reroute": 1.0}
COUNSELLOR = {"counsellor_hours_per_week": 5.0, "counsellor_advice_share": 0.0}


def test_a_severe_case_is_passed_to_the_counsellor_at_once_rather_than_returned():
    village, ann, case = after_sharing_out(**RIGHT | COUNSELLOR)

    assert [case] == village.service.caring
    assert case.stepped_up
    assert case.stepped_until > village.week
    assert Stage.IN_CARE is ann.stage


@pytest.mark.parametrize(
    "counsellor",
    [{}, COUNSELLOR | {"counsellor_session_hours": 8.0}],
    ids=["none", "too few hours"],
)
def test_where_the_counsellor_has_no_place_the_case_is_returned(counsellor):
    _, _, case = after_sharing_out(**RIGHT | counsellor)

    assert Ended.RETURNED is case.ended


def test_who_is_outside_the_criteria_and_not_severe_is_nothing_for_the_counsellor():
    outside = {"criteria_least_complexity": 4.0, "discretion_may_decline": 0.0}
    village, _, case = after_sharing_out(severity=0.0, **RIGHT | COUNSELLOR | outside)

    assert [case] == village.service.caring
    assert not case.stepped_up


def test_no_more_are_passed_on_than_the_counsellor_has_places_for():
    village = Village(**BEYOND | FREE | RIGHT, **COUNSELLOR | {"counsellor_session_hours": 2.5})
    people = village.open_up().people(4)
    for person in people:
        person.severity = 4.0
    cases = village.refer(*people)
    for worker in village.service.workers:
        worker.plan_hours(village.week)
    village.service.share_out(village.week)

    assert [True, True, False, False] == [case.stepped_up for case in cases]
    assert [Ended.RETURNED] * 2 == village.endings()
