"""Services that a scenario names, in an area: whose practices are whose, and what an area cannot have."""

from dataclasses import replace

import pytest

from sp_sim.domain.places import Area
from sp_sim.errors import Problems
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from sp_sim.world.services import left_out, services_of
from tests.builders import a_practice, a_scenario, an_area, keyed

AREA = an_area(practices=6, networks=2)
"""P00, P02, P04 in N1, P01, P03, P05 in N2."""
ACROSS = {"south": ("P00", "N2"), "north": ("P02", "P04")}


def naming(services, placed=(), **values):
    return replace(a_scenario(**values), services=services, placed=placed)


def set_for(kind, code, **values):
    return Placed(Where(kind, (code,)), None, keyed(values))


def dealt(services, area=AREA, **values):
    """The practices of each service, by its code."""
    found = services_of(area, naming(services, **values))
    return {code: [practice.code for practice in members] for code, members in found}


def complaint(services, area=AREA, placed=(), **values):
    with pytest.raises(Problems) as caught:
        build(area, naming(services, placed, **values))
    (problem,) = caught.value.problems
    return problem


def test_a_named_service_has_its_practices_whatever_the_networks_are():
    world = build(AREA, naming(ACROSS, workforce_posts=2))

    assert ("north", "south") == world.system_codes
    assert ("P02", "P04", "P00", "P01", "P03", "P05") == world.practice_codes
    assert [0, 0, 1, 1, 1, 1] == world.practices["system"].tolist()
    assert ("north/1", "north/2", "south/1", "south/2") == world.post_codes
    assert {(0, 0), (1, 1)} == {
        (int(world.posts["system"][pair.post]), int(world.practices["system"][pair.practice]))
        for pair in world.pairs
    }


@pytest.mark.parametrize(
    ("covers", "rest"),
    [("pcn", {"N1": ["P02", "P04"], "N2": ["P05"]}), ("area", {"AREA": ["P02", "P04", "P05"]})],
)
def test_practices_that_are_not_named_stay_with_the_service_that_covers_gives_them(covers, rest):
    services = {"new": ("P03", "P01", "P00")}

    assert {"new": ["P00", "P01", "P03"], **rest} == dealt(services, workforce_covers=covers)
    assert ["P02", "P04", "P05"] == [one.code for one in left_out(AREA, naming(services))]


def test_where_no_service_is_named_none_is_left_out():
    assert () == left_out(AREA, a_scenario())


def test_a_practice_outside_any_network_can_be_named():
    area = Area("one alone", (*AREA.practices, a_practice("P99", pcn_code="U")), True, "a test")

    assert ["P00", "P99"] == dealt({"new": ("P99", "P00")}, area)["new"]
    assert ["P99"] == dealt({"new": ("P00",)}, area)["P99"]


def test_a_network_named_as_itself_is_the_service_that_it_was():
    plain, named = (build(AREA, naming(each, workforce_posts=1)) for each in ({}, {"N1": ("N1",)}))

    assert plain.system_codes == named.system_codes
    assert plain.systems.tobytes() == named.systems.tobytes()
    assert plain.practices.tobytes() == named.practices.tobytes()


def test_what_is_set_for_a_named_service_reaches_its_posts_and_practices_alone():
    placed = (
        set_for("service", "south", workforce_posts=3, involvement_warm_handover=1.0),
        set_for("service", "north", location_site_by_weekday=("head_office",) * 5),
    )
    world = build(AREA, naming(ACROSS, placed, workforce_posts=1))
    handover = world.params[world.practice_levers["row"][0]]["involvement_warm_handover"]

    assert [0, 1, 1, 1] == world.posts["system"].tolist()
    assert [True, False, False, False] == [
        days == 5.0 for days in world.post_levers["days_head_office"][0]
    ]
    assert [0.0, 0.0, 1.0, 1.0, 1.0, 1.0] == handover.tolist()


def test_practices_of_a_named_service_still_have_their_networks():
    world = build(AREA, naming(ACROSS, (set_for("pcn", "N1", referral_other_staff=0.0),)))
    staff = world.params[world.practice_levers["row"][0]]["referral_other_staff"]

    assert [0.0, 0.0, 0.0, 1.0, 1.0, 1.0] == staff.tolist()


def test_posts_of_named_services_belong_to_no_network():
    placed = (set_for("pcn", "N1", discretion_level=1.0),)

    assert "services are named (south, north), and their posts belong to no PCN" == (
        complaint(ACROSS, placed=placed).message
    )


def test_posts_of_a_network_that_is_not_named_are_set_for_it_as_ever():
    placed = (set_for("pcn", "N2", workforce_posts=4),)
    world = build(AREA, naming({"new": ("N1",)}, placed, workforce_posts=1))

    assert ["N2/1", "N2/2", "N2/3", "N2/4", "new/1"] == list(world.post_codes)


@pytest.mark.parametrize(
    ("services", "key", "value", "said"),
    [
        ({"a": ("N1", "P88", "N9")}, "a", "P88, N9", "has no such practice or PCN"),
        ({"a": ("P00",), "b": ("N1",)}, "b", "P00", "is named by a as well"),
        ({"a": ("N1",), "N2": ("P01",)}, "N2", "P03, P05", "of the same name are left over"),
    ],
)
def test_what_an_area_cannot_have_is_refused_with_a_remedy(services, key, value, said):
    problem = complaint(services)

    assert f"services.{key}" == problem.key
    assert value == problem.value
    assert said in problem.message
    assert problem.remedy


def test_one_service_for_all_the_rest_cannot_share_its_name():
    assert "P01" in str(complaint({"AREA": ("N1",)}, workforce_covers="area").value)


def test_codes_that_an_area_has_are_told_and_of_many_the_first():
    remedy = complaint({"a": ("X",)}, an_area(practices=9, networks=2)).remedy

    assert "its PCNs are N1, N2;" in remedy
    assert remedy.endswith("P05 and 3 more")
