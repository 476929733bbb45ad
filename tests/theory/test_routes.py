"""Routes and sex in whole lives: who refers, whom, and what closing a road does."""

import numpy as np
import pytest

from sp_sim.domain.stages import Ended, Route
from sp_sim.engine.run import simulate
from sp_sim.scenario import load
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area
from tests.theory.worlds import a_world, live

ROUTES = {Route.OTHER_STAFF: "referral_other_staff", Route.SELF: "referral_self_referral"}
WEEKS = 156


def made(**values):
    return live(a_world(**values), seeds=4, weeks=52).referrals


@pytest.fixture(scope="module")
def mature():
    """Referrals of the third year that reached a list, in one network as it comes."""
    world = build(an_area(practices=5, registered=10_000, gps=4.4), load("baseline"))
    (records,) = simulate([world], range(6), weeks=WEEKS)
    cases = records.referrals
    return cases[(cases["referred"] >= 104) & (cases["ended"] != Ended.NOT_A_CASE)]


def test_as_it_comes_most_are_referred_by_the_practice_and_three_in_five_are_women(mature):
    """Pattern C9, five points either way."""
    assert len(mature) > 3_000
    assert 0.67 < (mature["route"] != Route.SELF).mean() < 0.90
    assert 0.55 < mature["female"].mean() < 0.65


def test_every_route_is_taken(mature):
    assert set(Route) == set(mature["route"].tolist())


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_closed_road_is_not_taken_and_the_others_are(route):
    taken = set(made(**{ROUTES[route]: 0.0})["route"].tolist())

    assert set(Route) - {route} == taken


def test_where_no_gp_knows_the_service_nobody_is_referred_by_any_road():
    unknown = {
        "awareness_start": 0.0,
        "awareness_per_presence": 0.0,
        "awareness_per_colleague": 0.0,
        "champions_practices_share": 0.0,
    }

    assert 0 == len(made(**unknown))


def test_without_a_difference_by_sex_the_referred_are_as_the_registered():
    even = made(referral_women_log_odds=0.0)

    assert abs(even["female"].mean() - 0.5) < 5.0 * 0.5 / np.sqrt(len(even))


def test_all_codes_and_no_cases_leave_link_workers_without_work():
    records = live(
        a_world(referral_code_only_share=1.0, referral_self_referral=0.0), seeds=2, weeks=52
    )

    assert len(records.referrals) > 0
    assert {Ended.NOT_A_CASE} == set(records.referrals["ended"].tolist())
    assert not records.worker_weeks["contacts"].any()


def effects_of_champions(seeds):
    """By how much each practice's mean awareness after two years differs with and without champions."""
    area = an_area(practices=12, registered=500, gps=3.0)
    lived = [
        simulate(
            [build(area, a_scenario(champions_practices_share=share, workforce_posts=1))],
            range(seeds),
            weeks=104,
        )[0].practice_weeks
        for share in (0.0, 1.0)
    ]
    without, with_them = (
        weeks["awareness"][weeks["week"] == 103].reshape(seeds, 12) for weeks in lived
    )
    return with_them - without


def test_champions_help_in_the_middle_and_not_in_every_practice():
    effects = effects_of_champions(4).ravel()

    assert 0.0 < np.median(effects) < 0.6
    assert 0.02 < (effects <= 0.0).mean() < 0.5
