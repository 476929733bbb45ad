"""Settings: what holds in each service, practice and post, and which places an area does not have."""

from dataclasses import replace

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from sp_sim.world.build import build
from tests.builders import a_change, a_scenario, an_area, keyed

AREA = an_area(practices=4, networks=2)
"""P00 and P02 in N1, P01 and P03 in N2."""


def there(kind, codes, week=None, **values):
    return Placed(Where(kind, tuple(codes)), week, keyed(values))


def a_world(*placed, **values):
    return build(AREA, replace(a_scenario(**values), placed=placed))


def rows_of(world, table, segment=0):
    """The numbers that hold for each row of a table of levers."""
    return world.params[getattr(world, table)["row"][segment]]


def test_where_nothing_is_set_apart_all_read_the_row_of_the_segment():
    world = a_world()

    assert 1 == len(world.params)
    assert {0} == {
        int(row)
        for table in ("system_levers", "practice_levers", "post_levers")
        for row in getattr(world, table)["row"].ravel()
    }


@pytest.mark.parametrize(
    ("kind", "code", "reached"),
    [
        ("practice", "P01", [0, 0, 1, 0]),
        ("pcn", "N2", [0, 0, 1, 1]),
        ("service", "N1", [1, 1, 0, 0]),
    ],
)
def test_a_practice_has_what_is_set_for_it_its_network_or_its_service(kind, code, reached):
    world = a_world(
        there(kind, [code], involvement_warm_handover=1.0, champions_practices_share=1.0)
    )

    assert ("P00", "P02", "P01", "P03") == world.practice_codes
    assert reached == rows_of(world, "practice_levers")["involvement_warm_handover"].tolist()
    assert reached == [share == 1.0 for share in world.practice_levers["champion_share"][0]]


@pytest.mark.parametrize(
    ("kind", "code", "reached"),
    [("post", "N1/2", [0, 1, 0, 0]), ("pcn", "N2", [0, 0, 1, 1]), ("service", "N1", [1, 1, 0, 0])],
)
def test_a_post_has_what_is_set_for_it_its_network_or_its_service(kind, code, reached):
    office = ("head_office",) * 5
    placed = there(kind, [code], discretion_level=1.0, location_site_by_weekday=office)
    world = a_world(placed, workforce_posts=2)

    assert reached == [level == 1.0 for level in rows_of(world, "post_levers")["discretion_level"]]
    assert reached == [days == 5.0 for days in world.post_levers["days_head_office"][0]]


def test_a_worker_spends_the_mean_of_what_the_practices_covered_ask():
    world = a_world(
        there("practice", ["P01"], involvement_meetings_per_month=4.0),
        workforce_posts=1, involvement_meetings_per_month=1.0,
    )  # fmt: skip

    assert [1.0, 2.5] == rows_of(world, "post_levers")["involvement_meetings_per_month"].tolist()
    assert [1.0, 1.0] == rows_of(world, "system_levers")["involvement_meetings_per_month"].tolist()


def test_a_network_may_have_more_posts_and_more_need():
    world = a_world(
        there("pcn", ["N2"], workforce_posts_multiplier=2.0, consulting_demand_multiplier=2.0),
        workforce_posts=2, workforce_wte_per_post=0.5,
    )  # fmt: skip

    assert [0, 0, 1, 1, 1, 1] == world.posts["system"].tolist()
    assert [0.5] * 6 == world.post_levers["wte"][0].tolist()
    assert [750, 750, 1500, 1500] == world.practices["prone"].tolist()


def wtes_of(*placed, changes=(), **values):
    world = build(AREA, replace(a_scenario(changes, **values), placed=placed))
    return world.post_levers["wte"].tolist()


def test_a_post_may_have_hours_of_its_own_however_its_service_is_staffed():
    small = there("post", ["N1/1"], workforce_wte_per_post=0.5)

    assert [[0.5, 0.87, 0.87, 0.87]] == wtes_of(small, workforce_posts=2)
    assert [[0.5, 1.0]] == wtes_of(small, workforce_wte_per_50000=1.0 * 50_000 / 6_000)


def test_a_post_set_to_what_the_others_were_asked_for_has_it_and_not_its_even_share():
    own = there("post", ["N1/1"], workforce_wte_per_post=0.87)

    assert [[0.87, 1.0]] == wtes_of(own, workforce_wte_per_50000=1.0 * 50_000 / 6_000)


def test_what_is_said_of_all_later_prevails_over_the_hours_of_one_post():
    own = there("post", ["N2/1"], week=4, workforce_wte_per_post=0.5)
    later = (a_change(9, workforce_wte_per_post=0.8),)

    assert [[0.87, 0.87], [0.87, 0.5], [0.8, 0.8]] == wtes_of(own, changes=later, workforce_posts=1)


def test_a_post_that_is_not_funded_has_no_hours_of_its_own():
    own = there("post", ["N1/2"], workforce_wte_per_post=0.5)
    cut = (a_change(6, workforce_posts=1),)

    assert [[0.87, 0.5, 0.87, 0.87], [0.87, 0.0, 0.87, 0.0]] == wtes_of(
        own, changes=cut, workforce_posts=2
    )


def test_a_post_may_have_a_cap_of_its_own():
    world = a_world(
        there("post", ["N1/2"], management_caseload_cap_per_wte=20.0), workforce_posts=2
    )

    assert [60.0, 20.0, 60.0, 60.0] == rows_of(world, "post_levers")[
        "management_caseload_cap_per_wte"
    ].tolist()


def test_a_roll_out_takes_effect_in_its_weeks():
    steps = [
        Placed(
            Where("practice", ("P03", "P00"), step, 2),
            10 + step,
            keyed({"referral_other_staff": 0.0}),
        )
        for step in range(2)
    ]
    world = a_world(*steps)

    assert [0, 10, 11] == world.segment_weeks.tolist()
    assert [[1, 1, 1, 1], [1, 1, 1, 0], [0, 1, 1, 0]] == [
        rows_of(world, "practice_levers", segment)["referral_other_staff"].tolist()
        for segment in range(3)
    ]


@pytest.mark.parametrize(
    ("kind", "code", "values", "said"),
    [
        ("practice", "P99", {"referral_other_staff": 0.0}, "has no such practice"),
        ("pcn", "P00", {"referral_other_staff": 0.0}, "has no such pcn"),
        ("service", "AREA", {"discretion_level": 0.0}, "has no such service"),
        ("post", "N1/9", {"discretion_level": 0.0}, "has no such post"),
    ],
)
def test_a_place_that_the_area_does_not_have_is_refused_with_those_that_it_has(
    kind, code, values, said
):
    with pytest.raises(Problems) as caught:
        a_world(there(kind, [code], **values))
    (problem,) = caught.value.problems

    assert said in problem.message
    assert code == problem.value
    assert f"its {kind} codes are" in problem.remedy


def test_posts_of_one_service_for_the_area_belong_to_no_network():
    placed = there("pcn", ["N1"], discretion_level=1.0)

    with pytest.raises(Problems, match="its posts belong to no PCN"):
        a_world(placed, workforce_covers="area")


def test_practices_of_one_service_for_the_area_still_have_their_networks():
    world = a_world(there("pcn", ["N1"], referral_other_staff=0.0), workforce_covers="area")

    assert [0, 1, 0, 1] == rows_of(world, "practice_levers")["referral_other_staff"].tolist()
