"""A scenario for a part of its area keeps the services and places that lie in it, and no others."""

from dataclasses import replace

from sp_sim.experiments.cut import cut_to
from sp_sim.experiments.variants import moved
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area

WHOLE = an_area(practices=4, networks=2)
"""P00 and P02 in N1, P01 and P03 in N2."""
PART = replace(WHOLE, practices=tuple(one for one in WHOLE.practices if one.pcn_code == "N1"))
POSTS = {"workforce.posts": 2}


def cut(where, services=None, values=POSTS):
    scenario = replace(
        a_scenario(workforce_posts=1),
        services=services or {},
        placed=(Placed(where, None, values),),
    )
    return cut_to(scenario, PART)


def test_a_service_is_left_out_with_what_is_set_for_it_and_others_keep_what_they_have_there():
    services = {"south": ("P00", "N2"), "north": ("P02",), "far": ("P03",)}
    told = cut(Where("service", ("south", "far")), services | {"south": ("P00", "P01")})

    assert {"south": ("P00",), "north": ("P02",)} == told.services
    assert ("south",) == told.placed[0].where.codes
    assert ("north/1", "south/1", "south/2") == build(PART, told).post_codes
    assert () == cut(Where("service", ("far",)), services).placed


def test_places_outside_are_left_out():
    values = {"champions.practices_share": 1.0}

    assert ("P02",) == cut(Where("practice", ("P01", "P02")), values=values).placed[0].where.codes
    assert ("N1",) == cut(Where("pcn", ("N1", "N2"))).placed[0].where.codes
    assert ("N1/1",) == cut(Where("post", ("N1/1", "N2/1"))).placed[0].where.codes
    assert () == cut(Where("practice", ("P03",)), values=values).placed


def test_a_drawn_order_and_a_whole_area_stay_as_they_are():
    drawn = Where("practice", (), 0, 2)
    scenario = replace(a_scenario(), services={"all": ("N1", "N2")})

    assert drawn == cut(drawn, values={"champions.practices_share": 1.0}).placed[0].where
    assert scenario.fingerprint == cut_to(scenario, moved(WHOLE, lambda one: one)).fingerprint
