"""Who gets how far, and who gains: counted by hand."""

import numpy as np
import pytest

from sp_sim.domain.stages import NEVER, Ended
from sp_sim.report import who
from sp_sim.report.people import Group, by_fifth, gap, referral_rates, stages
from sp_sim.results.arm import Arm, Asked
from tests.builders import a_scenario, an_area
from tests.report.kept import two_fifths
from tests.results.handmade import PLACES, records

SEEDS = tuple(range(1, 13))


def an_arm(seeds=(1,), weeks=104, **rows):
    return Arm(a_scenario(), Asked(an_area(), weeks, seeds), PLACES, records(**rows))


def a_group(words, base, other, registered=1_000):
    rates = [np.full(len(SEEDS), rate) + np.arange(len(SEEDS)) / 100 for rate in (base, other)]
    return Group(words=words, registered=registered, base=rates[0], other=rates[1])


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


def test_rates_are_of_the_last_year_and_of_registered_people():
    arm = an_arm(
        practice_weeks=[
            {"week": 51, "practice": 0, "referrals": 100},
            {"week": 52, "practice": 0, "referrals": 6},
            {"week": 103, "practice": 1, "referrals": 3},
        ]
    )
    rates = referral_rates(arm, lambda code: code)
    together = referral_rates(arm, lambda code: "all")

    assert rates["P00"].tolist() == [2.0]  # 6 of 3,000 registered
    assert rates["P01"].tolist() == [1.0]
    assert together["all"].tolist() == [1.5]


def test_a_short_run_is_told_as_a_yearly_rate():
    arm = an_arm(weeks=26, practice_weeks=[{"week": 3, "practice": 0, "referrals": 3}])

    assert referral_rates(arm, lambda code: code)["P00"].tolist() == [2.0]


def test_practices_without_a_fifth_are_in_none():
    arm = an_arm(practice_weeks=[{"week": 60, "practice": 0, "referrals": 3}])

    assert [each.words for each in by_fifth(arm, arm, two_fifths(4, None))] == ["4"]
    assert by_fifth(arm, arm, two_fifths(None, None)) == []


@pytest.mark.parametrize(
    ("least", "most", "hides"),
    [
        ((10.0, 20.0), (10.0, 12.0), True),  # all gain, the least deprived most
        ((10.0, 12.0), (10.0, 20.0), False),  # all gain, the most deprived most
        ((10.0, 11.0), (10.0, 4.0), False),  # the gap widens, and so does the average fall
    ],
)
def test_an_average_that_wins_while_the_gap_widens_is_warned_of(least, most, hides):
    found = gap([a_group("1", *least), a_group("5", *most)])

    assert found is not None
    assert found.hides is hides


def test_one_fifth_alone_has_no_gap():
    assert gap([a_group("3", 1.0, 2.0)]) is None


def test_of_very_many_practices_the_largest_are_listed(monkeypatch):
    monkeypatch.setattr(who, "MOST_ROWS", 2)
    groups = [a_group(code, 1.0, 2.0, size) for code, size in (("A", 10), ("B", 30), ("C", 20))]
    told = who._practices(groups, ("base", "other"), 1)

    assert [row.head for row in told.groups[0][1]] == ["B", "C"]
    assert "(the 2 largest of 3)" in told.caption
