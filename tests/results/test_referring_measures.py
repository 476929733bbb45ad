"""Referring: who is referred, how often and by which route, counted by hand."""

import numpy as np
import pytest

from sp_sim.domain.ages import AgeBand
from sp_sim.domain.stages import NEVER, Ended, Route
from sp_sim.results.measures import MEASURES
from tests.results.handmade import counted, lives, weeks_of


def test_rates_are_over_the_last_52_weeks_per_thousand_registered():
    assert counted("referrals_per_1000_per_year", practice_weeks=weeks_of(referrals=30)) == 6.0
    assert counted(
        "social_consultations_per_1000_per_year", practice_weeks=weeks_of(consultations=30)
    ) == pytest.approx(6.0)


def test_a_short_run_has_a_yearly_rate_all_the_same():
    short = lives(weeks=13, practice_weeks=[{"week": 12, "referrals": 30}])

    assert MEASURES["referrals_per_1000_per_year"].formula(short) == pytest.approx([12.0])


def test_a_gp_refers_when_the_last_referral_lies_in_the_last_52_weeks():
    gps = [{"gp": n, "last_referral": week} for n, week in enumerate((NEVER, 51, 52, 103))]

    assert counted("referring_gps_share", gps=gps) == 0.5


def test_shares_of_offers_and_consultations():
    rows = weeks_of(offers=10, declined=4, referrals=6, consultations=120)

    assert counted("declined_share", practice_weeks=rows) == 0.4
    assert np.isnan(counted("only_a_code_share", practice_weeks=weeks_of(offers=10)))
    assert counted("social_presentations_referred_share", practice_weeks=rows) == 0.05


def test_a_vacant_post_counts_as_wte_and_an_unfunded_one_does_not():
    posts = [
        {"week": week, "post": post, "in_post": in_post, "wte": wte}
        for week in range(52, 104)
        for post, in_post, wte in ((0, 1, 0.5), (1, 0, 0.5), (2, 0, 0.0))
    ]
    rows = {"practice_weeks": [{"week": 80, "referrals": 120}], "worker_weeks": posts}

    assert counted("referrals_per_wte_per_year", **rows) == 120.0
    assert counted("vacant_weeks_share", worker_weeks=posts) == 0.5


def test_coded_referrals_and_those_that_reach_a_list_are_told_apart():
    rows = weeks_of(referrals=30, self_referrals=10, not_a_case=5, consultations=400)
    posts = [{"week": week, "wte": 1.0} for week in range(52, 104)]

    assert counted("referrals_per_1000_per_year", practice_weeks=rows) == 4.0
    assert counted("only_a_code_share", practice_weeks=rows) == 0.25
    assert counted("social_presentations_referred_share", practice_weeks=rows) == 0.05
    assert counted("referrals_per_wte_per_year", practice_weeks=rows, worker_weeks=posts) == 50.0


def test_routes_and_sex_are_of_referrals_that_reached_a_list():
    referrals = [
        {"route": Route.GP, "female": 1},
        {"route": Route.OTHER_STAFF, "female": 1},
        {"route": Route.SELF, "female": 1},
        {"route": Route.GP},
        {"route": Route.GP, "ended": Ended.NOT_A_CASE},
    ]

    assert counted("medical_route_share", referrals=referrals) == 0.75
    assert counted("female_share", referrals=referrals) == 0.75


def test_the_share_aged_65_and_over_is_of_referrals_that_reached_a_list():
    old, middle = {"age_band": AgeBand.FROM_65}, {"age_band": AgeBand.FROM_40_TO_64}
    referrals = [old, middle, {}, {}, old | {"ended": Ended.NOT_A_CASE}]

    assert counted("aged_65_plus_share", referrals=referrals) == 0.25
