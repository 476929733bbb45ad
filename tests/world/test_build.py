"""Scenario and area become the starting columns, before any chance."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.areas.area import load as load_area
from sp_sim.draws import key_of_name
from sp_sim.experiments.ensemble import set_of, taken_by, with_values
from sp_sim.mechanisms.registry import NUMBERS, PARAMETERS
from sp_sim.scenario import load, paths
from sp_sim.world.build import build, redrawn
from tests.agreement.worlds import MOVING, areas, scenarios
from tests.builders import a_change, a_practice, a_scenario, an_area


def totals(world, segment=0):
    """The wte of each system in a segment."""
    return np.bincount(
        world.posts["system"],
        weights=world.post_levers["wte"][segment],
        minlength=len(world.system_codes),
    )


def test_systems_and_practices_stand_in_the_order_of_their_codes():
    area = replace(
        an_area(),
        practices=(
            a_practice("P9", pcn_code="N2"),
            a_practice("P7", pcn_code="U"),
            a_practice("P8", pcn_code="N1"),
            a_practice("P1", pcn_code="N2"),
        ),
    )
    world = build(area, a_scenario())

    assert ("N1", "N2", "P7") == world.system_codes
    assert ("P8", "P1", "P9", "P7") == world.practice_codes
    assert [0, 1, 1, 2] == world.practices["system"].tolist()
    assert [key_of_name(code) for code in world.practice_codes] == world.practices["key"].tolist()


def test_one_service_for_the_area_is_one_system():
    world = build(an_area(practices=4, networks=2), a_scenario(workforce_covers="area"))

    assert ("AREA",) == world.system_codes
    assert ("P00", "P01", "P02", "P03") == world.practice_codes
    assert [(0, 4)] == [(int(row.practice_first), int(row.practice_count)) for row in world.systems]


@pytest.mark.parametrize(("wte", "gps"), [(0.2, 1), (1.4, 1), (1.6, 2), (4.4, 4)])
def test_a_practice_has_whole_gps_and_at_least_one(wte, gps):
    world = build(an_area(practices=1, gps=wte), a_scenario())

    assert gps == world.practices[0].gp_count == len(world.gps)
    assert list(range(gps)) == world.gps["number"].tolist()


def test_what_is_not_known_to_be_rural_is_not_rural_and_a_post_has_the_share_of_what_it_covers():
    told = {"P0": True, "P1": False, "P2": None}
    places = tuple(a_practice(code, rural=rural) for code, rural in told.items())
    world = build(replace(an_area(), practices=places), a_scenario(workforce_posts=1))

    assert [1.0, 0.0, 0.0] == world.practices["rural"].tolist()
    assert [1 / 3] == world.post_levers["rural"][0].tolist()


def test_a_post_that_covers_no_practice_yet_covers_none_that_is_rural():
    area = an_area(practices=1, rural=True)
    world = build(area, a_scenario((a_change(5, workforce_posts=2),), workforce_posts=1))

    assert [[1.0, 0.0], [1.0, 1.0]] == world.post_levers["rural"].tolist()


ON_SITE = ("practice",) * 5


def where_two_sit(rooms, *changes):
    values = {"location_site_by_weekday": ON_SITE, "workforce_wte_per_post": 0.8}
    area = an_area(practices=1)
    return build(area, a_scenario(changes, workforce_posts=2, location_rooms=rooms, **values))


def test_two_whose_practice_has_one_room_share_it_and_work_at_head_office_else():
    world = where_two_sit(1.0)

    assert [2.5, 2.5] == pytest.approx(world.pair_levers["days"][0].tolist())
    assert [0.625, 0.625] == pytest.approx(world.post_levers["on_site"][0].tolist())
    assert [1.875, 1.875] == pytest.approx(world.post_levers["days_head_office"][0].tolist())


def test_a_practice_without_a_room_has_nobody_from_that_week_on():
    world = where_two_sit(2.0, a_change(5, location_rooms=0.0))

    assert [[4.0, 4.0], [0.0, 0.0]] == world.pair_levers["days"].tolist()
    assert [[1.0, 1.0], [0.0, 0.0]] == world.post_levers["on_site"].tolist()
    assert [[0.0, 0.0], [5.0, 5.0]] == world.post_levers["days_head_office"].tolist()


@given(area=areas, scenario=scenarios)
def test_rooms_that_nobody_lacks_change_nothing(area, scenario):
    usual, more = (
        build(area, replace(scenario, values=scenario.values | {"location.rooms": rooms}))
        for rooms in (40.0, 100.0)
    )

    for table in ("pair_levers", "post_levers"):
        assert getattr(usual, table).tobytes() == getattr(more, table).tobytes()


def test_a_quarter_of_a_list_is_prone_and_demand_multiplies_it():
    area = an_area(practices=1, registered=3_000)

    assert 750 == build(area, a_scenario()).practices[0].prone
    assert 1_500 == build(area, a_scenario(consulting_demand_multiplier=2.0)).practices[0].prone


def test_the_area_in_the_box_has_the_wte_of_its_registered():
    area = load_area(None)
    world = build(area, a_scenario(workforce_wte_per_50000=2.2))
    registered = np.bincount(world.practices["system"], weights=world.registered)

    assert area.registered == world.registered.sum()
    assert totals(world) == pytest.approx(2.2 * registered / 50_000)


@pytest.mark.parametrize("covers", ["pcn", "area"])
@pytest.mark.parametrize("posts", [1, 3, 7])
def test_a_service_has_the_posts_that_are_asked_for(posts, covers):
    world = build(
        an_area(practices=4, networks=2), a_scenario(workforce_posts=posts, workforce_covers=covers)
    )

    assert {posts} == set(np.bincount(world.posts["system"]).tolist())


def test_posts_are_called_by_their_system_and_number():
    world = build(an_area(practices=2, networks=2), a_scenario(workforce_posts=2))

    assert ("N1/1", "N1/2", "N2/1", "N2/2") == world.post_codes


def test_days_on_site_are_shared_among_the_practices_of_a_post():
    """Three of five days in practices, 0.8 wte, three practices: 0.8 days in each."""
    world = build(
        an_area(practices=3),
        a_scenario(
            workforce_posts=1,
            workforce_wte_per_post=0.8,
            location_site_by_weekday=("practice",) * 3 + ("head_office",) * 2,
        ),
    )

    assert [pytest.approx(0.8)] * 3 == world.pair_levers["days"][0].tolist()
    assert [1.0] * 3 == world.pair_levers["covers"][0].tolist()
    assert (0.6, 2.0) == (
        world.post_levers["on_site"][0][0],
        world.post_levers["days_head_office"][0][0],
    )


def test_levers_have_a_row_for_each_stretch_between_dated_changes():
    world = build(an_area(practices=5), a_scenario(MOVING, workforce_posts=3))

    assert [0, 5, 9, 15, 20] == world.segment_weeks.tolist()
    assert [3, 3, 5, 1, 2] == [(row > 0.0).sum() for row in world.post_levers["wte"]]
    assert [0.2, 0.2, 1.0, 0.0, 0.0] == world.practice_levers["champion_share"][:, 0].tolist()
    assert [0.6, 0.0, 0.0, 0.0, 0.0] == world.post_levers["on_site"][:, 0].tolist()
    assert [0.0, 0.0, 0.0, 0.0, 1.0] == world.params["involvement_held"].tolist()


def test_a_practice_that_a_post_gives_up_stays_a_pair_that_is_not_covered():
    world = build(
        an_area(practices=2), a_scenario((a_change(5, workforce_posts=2),), workforce_posts=1)
    )

    assert [(0, 0), (0, 1), (1, 1)] == [tuple(pair) for pair in world.pairs.tolist()]
    assert [[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]] == world.pair_levers["covers"].tolist()


def test_every_number_reaches_the_equations_under_its_name():
    values = a_scenario(trust_drift=0.125, management_authority=0.0).values
    world = build(an_area(), a_scenario(trust_drift=0.125, management_authority=0.0))

    assert {told.field: float(values[told.key]) for told in NUMBERS} == {
        name: float(world.params[name][0]) for name in world.params.dtype.names
    }
    assert {"start", "workforce.covers", "location.site_by_weekday"} == set(PARAMETERS) - {
        told.key for told in NUMBERS
    }


@given(areas, scenarios)
def test_in_any_world_every_practice_of_a_staffed_service_is_covered_in_every_stretch(
    area, scenario
):
    world = build(area, scenario)
    for segment in range(len(world.segment_weeks)):
        pairs = world.pairs[world.pair_levers["covers"][segment] > 0.0]
        staffed = set(world.posts["system"][world.post_levers["wte"][segment] > 0.0].tolist())
        covered = {place for place, row in enumerate(world.practices) if row.system in staffed}

        assert covered == set(pairs["practice"].tolist())
        assert (world.post_levers["wte"][segment][pairs["post"]] > 0.0).all()


@given(areas, scenarios)
def test_in_any_world_the_tables_fit_together(area, scenario):
    world = build(area, scenario)
    systems = world.systems

    assert len(area.practices) == systems["practice_count"].sum() == len(world.practices)
    assert len(world.posts) == systems["post_count"].sum() == len(world.post_codes)
    assert len(world.pairs) == systems["pair_count"].sum()
    assert len(world.gps) == systems["gp_count"].sum() == world.practices["gp_count"].sum()
    assert area.registered == world.registered.sum()
    for system, row in enumerate(systems):
        pairs = world.pairs[row.pair_first : row.pair_first + row.pair_count]
        assert {system} >= set(world.practices["system"][pairs["practice"]].tolist())
        assert {system} >= set(world.posts["system"][pairs["post"]].tolist())


@given(areas, scenarios)
def test_no_post_is_on_site_for_longer_than_it_works(area, scenario):
    world = build(area, scenario)
    for segment in range(len(world.segment_weeks)):
        days = np.bincount(
            world.pairs["post"],
            weights=world.pair_levers["days"][segment],
            minlength=len(world.posts),
        )
        there = 5.0 * world.post_levers["wte"][segment] * world.post_levers["on_site"][segment]

        assert np.allclose(days, there)


def bytes_of(world):
    """Everything in a world's tables, with the bytes between fields: arms share their people only if these are one."""
    tables = {field.name: getattr(world, field.name) for field in fields(world)}
    return {
        name: (t.dtype, t.tobytes()) if hasattr(t, "dtype") else t for name, t in tables.items()
    }


def check_redrawn(area, scenario, number):
    values = taken_by(scenario, set_of("prior", number))
    built = build(area, with_values(scenario, values))
    made = redrawn(build(area, scenario), scenario, values)

    assert bytes_of(built) == bytes_of(made)
    assert bytes_of(built) != bytes_of(build(area, scenario))


@pytest.mark.parametrize("name", paths.names())
def test_a_world_given_the_values_of_a_set_is_the_one_that_would_be_built_with_them(name):
    check_redrawn(load_area(None), load(name), 3)


@given(areas, scenarios, st.integers(0, 50))
def test_so_it_is_in_any_world(area, scenario, number):
    check_redrawn(area, scenario, number)


def test_a_world_is_not_altered_by_one_that_is_made_from_it():
    scenario = load("baseline")
    world, again = build(an_area(), scenario), build(an_area(), scenario)
    redrawn(world, scenario, taken_by(scenario, set_of("prior", 1)))

    assert bytes_of(again) == bytes_of(world)
