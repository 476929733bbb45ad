"""Naive and true changes, worked out by hand on a few referrals."""

import numpy as np
import pytest

from sp_sim.domain.stages import NEVER, Ended
from sp_sim.results.counterfactual import BANDS, COUNTERFACTUAL, bands, change
from sp_sim.results.measures import MEASURES
from sp_sim.results.result import Result
from tests.results.handmade import a_living, an_arm, lives, records

FOLLOWED = [
    {
        "contacts": 1,
        "wellbeing_before": 20.0,
        "wellbeing_after": 23.0,
        "wellbeing_after_without": 22.5,
        "gp_before": 10,
        "gp_after": 6,
        "gp_after_without": 8,
    },
    {
        "contacts": 7,
        "wellbeing_before": 18.0,
        "wellbeing_after": 19.0,
        "wellbeing_after_without": 18.0,
        "gp_before": 30,
        "gp_after": 14,
        "gp_after_without": 12,
    },
]
CENSORED = [
    {"contacts": 1, "wellbeing_before": 9.0, "gp_before": 99},
    {
        "contacts": 1,
        "wellbeing_after": 35.0,
        "wellbeing_after_without": 7.0,
        "gp_after": 0,
        "gp_after_without": 50,
    },
]


def changes(*referrals):
    return {key: value for key, (value,) in change(lives(referrals=referrals)).items()}


def test_naive_sets_after_against_before_and_true_against_no_service():
    assert changes(*FOLLOWED) == pytest.approx(
        {
            "naive_wellbeing_gain": 2.0,
            "true_wellbeing_gain": 0.75,
            "naive_gp_consultations_change_share": -0.5,
            "true_gp_consultations_change_share": 0.0,
        }
    )


def test_the_censored_count_in_neither():
    assert changes(*FOLLOWED, *CENSORED) == changes(*FOLLOWED)


@pytest.mark.parametrize("other", [{"ended": Ended.NOT_A_CASE}, {"referred": -1}], ids=str)
def test_a_code_without_a_case_and_a_referral_from_before_the_run_count_in_neither(other):
    """Of those from before the run only the long cases are still there."""
    strange = FOLLOWED[0] | {"gp_after": 0, "wellbeing_after": 35.0} | other

    assert changes(*FOLLOWED, strange) == changes(*FOLLOWED)


def test_nobody_followed_is_nothing_and_never_a_zero():
    assert all(np.isnan(value) for value in changes(*CENSORED).values())


def test_wellbeing_gain_is_of_everyone_with_a_second_questionnaire():
    referrals = [
        {"wellbeing_at_referral": 15.0, "wellbeing_26": 21.0},
        {"wellbeing_at_referral": 20.0, "wellbeing_26": 18.0},
        {"wellbeing_at_referral": 7.0},
    ]

    assert MEASURES["wellbeing_gain_mean"].formula(lives(referrals=referrals)) == [2.0]


def test_consultations_are_by_years_of_people_who_have_been_troubled():
    weeks = [
        {"week": week, "consultations": 12, "ever_troubled": count}
        for week, count in ((0, 500), (52, 100), (103, 140))
    ]

    found = MEASURES["gp_consultations_per_person_per_year"].formula(lives(practice_weeks=weeks))
    assert found == pytest.approx([24 * 52 / 240])


def test_bands_take_referrals_by_their_contacts():
    numbers = (0, 1, 2, 3, 5, 6, 40)
    referrals = [FOLLOWED[0] | {"contacts": number} for number in numbers]
    found = bands(lives(referrals=referrals))

    assert [band.contacts for band in found] == ["all", *BANDS]
    assert [band.referrals for band in found] == [7.0, 1.0, 1.0, 1.0, 2.0, 2.0]


def test_bands_are_changes_of_their_own_referrals():
    everyone, none, once, *_, most = bands(lives(referrals=FOLLOWED))

    assert everyone.estimates["naive_wellbeing_gain"].mean == 2.0
    assert none.estimates["naive_wellbeing_gain"].mean is None
    assert once.estimates["naive_gp_consultations_change_share"].mean == pytest.approx(-0.4)
    assert most.estimates["true_wellbeing_gain"].mean == 1.0


def asked(counterfactual):
    from dataclasses import replace

    arm = an_arm("base")
    return Result((replace(arm, asked=replace(arm.asked, counterfactual=counterfactual)),))


def test_the_keys_are_there_when_asked_for():
    result = asked(counterfactual=True)
    told = result.document()["scenarios"]["base"]

    assert set(told["measures"]) == set(MEASURES) | set(COUNTERFACTUAL)
    assert [band["contacts_band"] for band in told["counterfactual"]] == ["all", *BANDS]
    assert len(result.counterfactual) == 4 * (1 + len(BANDS))
    assert set(COUNTERFACTUAL) <= set(result.summary["measure"])
    assert "counterfactual" in result.tables


def test_the_keys_are_absent_when_nobody_asks():
    result = asked(counterfactual=False)
    told = result.document()["scenarios"]["base"]

    assert set(told["measures"]) == set(MEASURES)
    assert set(told) == {"measures", "warnings"}
    assert len(result.counterfactual) == 0
    assert "counterfactual" not in result.tables


def test_what_is_not_known_is_null_in_the_table_of_referrals():
    table = Result((an_arm(given=records(referrals=[FOLLOWED[0], CENSORED[0]])),)).referrals

    assert table["gp_after"].isna().tolist() == [False, True]
    assert table["gp_before"].to_list() == [10, 99]
    assert NEVER not in table["gp_after"].dropna().to_list()


def test_a_gain_may_be_a_loss_and_its_interval_says_so():
    referrals = [
        {"run": run, "wellbeing_at_referral": 20.0, "wellbeing_26": 17.0 + run} for run in (0, 1)
    ]
    found = an_arm(given=records(referrals=referrals)).estimates["wellbeing_gain_mean"]

    assert found.mean == -2.5
    assert found.low < -2.5


def test_made_up_runs_can_be_followed():
    (made,) = a_living().simulate([None], (1, 2), weeks=104)

    assert (made.referrals["gp_after"] != NEVER).any()
