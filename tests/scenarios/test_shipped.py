"""Every scenario that is shipped loads, says what it asks, and is short enough to be read."""

import pytest

from sp_sim.areas.area import load as load_area
from sp_sim.scenario import default_scenario, differences, load, paths
from sp_sim.world.build import build

FOLDER = paths.shipped()
FILES = sorted(FOLDER.glob("*.yaml"))
SMALL = [path for path in FILES if path.stem != "baseline"]
AS_THE_BASELINE = "training-off"
"""A counterpart that says what the baseline has anyway, so that whoever looks for it finds it."""
PAIRS = {
    "champions": ("champions-on", "champions-off"),
    "discretion": ("discretion-on", "discretion-off"),
    "involvement": ("involvement-on", "involvement-off"),
    "location": ("in-practices", "head-office"),
    "support": ("support-on", "support-off"),
    "training": ("training-on", "training-off"),
}
"""Each family of levers, set one way alone and the other."""
SUPPORTED_BY = {"support": {"management"}}
"""Sections that a family reaches into: a manager's time is support."""


def values_that_differ(base, other):
    return {one.key: (one.base[0][1], one.other[0][1]) for one in differences(base, other)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_scenario_loads_and_asks_a_question(path):
    scenario = load(path)

    assert path.stem == scenario.name
    assert scenario.asks.endswith("?")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_editor_finds_the_schema(path):
    (first, *_) = path.read_text(encoding="utf-8").splitlines()

    assert "# yaml-language-server: $schema=scenario.schema.json" == first


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_a_shipped_scenario_says_only_what_differs(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40


def test_no_two_shipped_scenarios_ask_the_same():
    prints = {path.stem: load(path).fingerprint for path in FILES if path.stem != AS_THE_BASELINE}

    assert len(prints) == len(set(prints.values()))
    assert load("baseline").fingerprint == load(AS_THE_BASELINE).fingerprint


@pytest.mark.parametrize("family", PAIRS)
def test_each_family_of_levers_is_there_both_ways_and_alone(family):
    on, off = (load(name) for name in PAIRS[family])
    found = values_that_differ(off, on)

    assert found
    assert {key.split(".")[0] for key in found} <= {family} | SUPPORTED_BY.get(family, set())
    for one, other in ((on, off), (off, on)):
        assert other.name in one.notes or "counterpart" not in one.notes
    assert any("counterpart" in one.notes for one in (on, off))


def test_the_baseline_is_every_default():
    assert default_scenario().fingerprint == load("baseline").fingerprint


def test_head_office_and_practices_differ_in_location_only():
    assert {"location.site_by_weekday": (("practice",) * 5, ("head_office",) * 5)} == (
        values_that_differ(load("in-practices"), load("head-office"))
    )


def test_the_services_as_studied_have_seven_and_four_posts():
    one, two = load("service-1-practice-based"), load("service-2-head-office")

    assert {
        "location.site_by_weekday": (("practice",) * 5, ("head_office",) * 5),
        "workforce.posts": (7, 4),
    } == values_that_differ(one, two)
    assert ("area", 2) == (
        one.values["workforce.covers"],
        one.values["counsellor.services_sharing"],
    )


def test_both_services_stand_side_by_side_in_the_area_that_is_shipped():
    world = build(load_area(None), load("two-services"))
    posts = [world.system_codes[post.system] for post in world.posts]
    sites = {
        (world.system_codes[post.system], float(lever.on_site), float(lever.days_head_office))
        for post, lever in zip(world.posts, world.post_levers[0], strict=True)
    }

    assert {"practice-based": 7, "head office": 4} == {code: posts.count(code) for code in posts}
    assert {("practice-based", 1.0, 0.0), ("head office", 0.0, 5.0)} == sites


@pytest.mark.parametrize(
    "name", ["service-1-practice-based", "service-2-head-office", "two-services"]
)
def test_the_services_say_where_they_come_from_and_what_the_study_does_not_give(name):
    notes = load(name).notes

    assert "10.1111/hsc.13295" in notes
    assert "gives no" in notes
