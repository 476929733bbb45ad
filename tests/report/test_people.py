"""Who gets how far: counted by hand."""

from sp_sim.domain.stages import NEVER, Ended
from sp_sim.report import who
from sp_sim.report.people import stages, weekly_by_practice
from sp_sim.results.arm import Arm, Asked
from sp_sim.results.gains import gains
from tests.builders import a_scenario, an_area
from tests.results.handmade import PLACES, records


def an_arm(seeds=(1,), weeks=104, **rows):
    return Arm(a_scenario(), Asked(an_area(), weeks, seeds), PLACES, records(**rows))


def test_people_are_followed_from_the_offer_to_the_end_of_their_case():
    seen = {"referred": 10, "accepted": 11, "first_contact": 12}
    arm = an_arm(
        practice_weeks=[{"week": 10, "offers": 5, "self_referrals": 1}],
        referrals=[
            seen | {"connected": 15, "closed": 20, "ended": Ended.COMPLETED},
            seen | {"ended": Ended.DISENGAGED},
            {"referred": 10, "ended": Ended.DROPPED_OUT_WAITING},
            {"referred": 10, "ended": Ended.NOT_A_CASE},
        ],
    )

    assert stages(arm) == [6, 4, 3, 2, 1, 1]


def test_those_who_came_too_late_to_be_followed_are_left_out():
    late = {"referred": 78, "first_contact": 79, "ended": Ended.COMPLETED}
    arm = an_arm(practice_weeks=[{"week": 78, "offers": 3}], referrals=[late])

    assert stages(arm) == [0, 0, 0, 0, 0, 0]
    assert late["referred"] != NEVER


def test_practices_are_told_week_by_week_as_means_over_runs():
    arm = an_arm(
        seeds=(1, 2), weeks=3, practice_weeks=[{"run": 1, "week": 2, "practice": 1, "referrals": 4}]
    )

    assert [[0.0, 0.0, 0.0], [0.0, 0.0, 2.0]] == weekly_by_practice(arm, "referrals").tolist()


def test_of_very_many_practices_the_largest_are_listed(monkeypatch):
    monkeypatch.setattr(who, "MOST_ROWS", 1)
    weeks = [{"week": 60, "practice": place, "referrals": 3} for place in range(2)]
    arm = an_arm(practice_weeks=weeks)
    told = who._practices(gains(arm, arm).practices, ("base", "other"), 1)

    assert ["P00"] == [row.head for row in told.groups[0][1]]
    assert "(the 1 largest of 2)" in told.caption
