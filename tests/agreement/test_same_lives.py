"""The Mesa model and the engine live the same lives: the same records, to the bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from sp_sim.domain.stages import Ended, Route
from sp_sim.engine.run import simulate
from sp_sim.scenario import load, paths
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from tests.agreement.lives import HALF_A_YEAR, first_difference, ran, read
from tests.agreement.worlds import MOVING, a_busy_world, an_area_for, seeds, worlds
from tests.builders import a_change, an_area

SHIPPED = sorted(path.stem for path in paths.shipped().glob("*.yaml"))


def small_but_staffed(name):
    """A shipped scenario for 2,000 people, with posts, offers and places enough to try it."""
    scenario = load(name)
    busier = {"referral.base_log_odds": -1.0, "workforce.wte_per_50000": 50.0}
    busier |= {"offers.places_per_50000": 400.0}
    scenario = replace(scenario, values={**scenario.values, **busier})
    return build(an_area_for(scenario, practices=4, registered=500, networks=2), scenario)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_has_one_answer(name, seed):
    world = small_but_staffed(name)

    assert "" == first_difference(read(world, seed), ran(world, seed))


def test_every_shipped_scenario_is_tried_with_people_in_care():
    seen = {
        name: ran(small_but_staffed(name), 1).worker_weeks["contacts"].sum() for name in SHIPPED
    }

    assert [] == [name for name, contacts in seen.items() if contacts < 20]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_has_one_answer_as_it_is(name):
    scenario = load(name)
    world = build(an_area_for(scenario, practices=2, registered=1_000), scenario)

    assert "" == first_difference(read(world, 3), ran(world, 3))


@given(world=worlds, seed=seeds)
@settings(max_examples=max(100, settings().max_examples))
def test_any_scenario_has_one_answer(world, seed):
    assert "" == first_difference(read(world, seed), ran(world, seed))


@pytest.mark.parametrize("covers", ["pcn", "area"])
@pytest.mark.parametrize("seed", range(5))
def test_a_busy_service_under_dated_changes_has_one_answer(seed, covers):
    world = a_busy_world(MOVING, workforce_covers=covers)

    assert "" == first_difference(read(world, seed), ran(world, seed))


@pytest.mark.parametrize("seed", range(3))
def test_services_that_cut_across_networks_have_one_answer(seed):
    services = {"south": ("N1", "P01"), "north": ("P03",)}
    placed = (
        Placed(Where("service", ("south",)), None, {"workforce.posts": 4}),
        Placed(Where("service", ("north",)), 7, {"location.site_by_weekday": ("head_office",) * 5}),
    )
    world = a_busy_world(services=services, placed=placed)

    assert ("north", "south") == world.system_codes
    assert "" == first_difference(read(world, seed), ran(world, seed))


def test_in_the_busy_service_everything_happens():
    (records,) = simulate([a_busy_world(MOVING)], range(8), weeks=HALF_A_YEAR)
    weeks, workers, cases = records.practice_weeks, records.worker_weeks, records.referrals
    offers = records.offer_weeks
    seen = {
        "declined": weeks["declined"],
        "left": workers["left"],
        "changed worker": cases["changes"],
        "thinned": cases["thinned"],
        "dated change of worker": cases["changed"] >= 0,
        "sick": workers["sick"],
        "stepped up": cases["stepped_up"],
        "recovered": cases["recovered"] >= 0,
        "supervised": workers["supervised"],
        "lapsed": (weeks["champion_energy"] == 0.0)[1:] & (weeks["champion_energy"][:-1] > 0.0),
        "second holder": workers["holder"] > 0,
        "second champion": weeks["champion"] > 0,
        "trained": workers["training_hours"] > 0.0,
        "newcomer referred": cases["generation"] > 0,
        "waited for a place in vain": (cases["sought"] >= 0) & (cases["connected"] < 0),
        "waited for a place and got it": cases["connected"] > cases["sought"],
        "connected at the last contact": (cases["connected"] == cases["closed"])
        & (cases["connected"] >= 0),
        "closed for newcomers": (offers["open"] == 0) & (offers["places"] > 0),
        "no such offer": offers["places"] == 0,
        "more taken than there are": offers["taken"] > offers["places"],
        **{how.name: cases["ended"] == how for how in Ended},
        **{route.name: cases["route"] == route for route in Route},
        "woman": cases["female"] == 1,
        "man": cases["female"] == 0,
    }

    assert [] == [what for what, marks in seen.items() if not np.any(marks)]


@pytest.mark.parametrize(
    "values",
    [
        {"workforce_posts": 0, "workforce_wte_per_50000": 0.0},
        {"involvement_direct_share": 0.0},
        {"involvement_direct_share": 1.0},
        {
            "workforce_wte_per_post": 0.1,
            "workforce_hours_per_wte": 30.0,
            "workforce_leave_share": 0.9,
        },
        {"turnover_base_rate": 20.0, "turnover_hiring_weeks": 1.0, "turnover_notice_weeks": 0},
        {"pathway_missed_limit": 1, "management_caseload_cap_per_wte": 0.5},
        {"consulting_demand_multiplier": 5.0, "consulting_consult_chance": 0.95},
        {"champions_practices_share": 1.0, "champions_hours_per_week": 20.0},
        {"management_authority": 0.5, "management_cap_step": 0.5, "management_review_weeks": 1},
        {
            "management_open_list_above_weeks": 0.0,
            "management_pause_above_load": 0.1,
            "management_review_weeks": 2,
        },
        {"management_supervises": True, "management_posts_per_manager": 1},
        {"discretion_level": 1.0},
        {"discretion_level": 0.0, "support_supervision_group_size": 3},
        {"workforce_band": 3, "turnover_hiring_per_band": 1.0},
        {"workforce_band": 7, "turnover_leaving_per_band": 2.0},
        {"training_cover_share": 1.0, "training_mental_health_hours": 40.0},
        {"involvement_held": True, "management_authority": 0.0},
        {"referral_quiet_weeks": 1, "referral_accept_base_log_odds": -5.0},
        {"offers_places_per_50000": 0.0},
        {"offers_exists_chance": 0.0},
        {"offers_places_per_50000": 50_000.0, "offers_places_multiplier": 20.0},
        {"offers_closings_per_year": 50.0, "offers_reopening_weeks": 1.0},
        {"offers_activity_weeks": 104, "referral_quiet_weeks": 1, "benefit_per_activity": 5.0},
        {"offers_patience_weeks": 1, "offers_connect_base_log_odds": 10.0},
    ],
    ids=", ".join,
)
def test_an_extreme_has_one_answer(values):
    world = a_busy_world(**values)

    assert "" == first_difference(read(world, 11), ran(world, 11))


@pytest.mark.parametrize("gps", [0.1, 1.0])
@pytest.mark.parametrize("registered", [1, 2, 7])
def test_a_tiny_list_with_one_gp_has_one_answer(registered, gps):
    world = a_busy_world(area=an_area(practices=3, registered=registered, gps=gps))

    assert "" == first_difference(read(world, 4), ran(world, 4))


@pytest.mark.parametrize("rural", [False, True])
def test_town_and_country_have_one_answer_each(rural):
    world = a_busy_world(area=an_area(practices=5, registered=300, networks=2, rural=rural))

    assert "" == first_difference(read(world, 4), ran(world, 4))


def test_the_country_is_lived_otherwise_than_the_town():
    town, country = (
        ran(a_busy_world(area=an_area(practices=5, registered=300, networks=2, rural=rural)), 4)
        for rural in (False, True)
    )

    assert first_difference(town, country)


def test_workers_who_would_surely_leave_at_once_have_one_answer():
    world = a_busy_world(turnover_base_rate=20.0, turnover_per_discrepancy=5.0)

    for seed in range(5):
        assert "" == first_difference(read(world, seed), ran(world, seed))


@pytest.mark.slow
def test_a_whole_network_has_one_answer_over_two_years():
    area = an_area(practices=5, registered=10_000, gps=4.4)
    world = build(area, replace(load("baseline"), changes=(a_change(52, workforce_posts=3),)))

    assert "" == first_difference(read(world, 846, weeks=104), ran(world, 846, weeks=104))
