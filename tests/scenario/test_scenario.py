"""A scenario is frozen, knows what holds when, and has a fingerprint of what it asks."""

import pickle
from dataclasses import FrozenInstanceError

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario import Change, Origin, Scenario, default_scenario, with_values
from tests.builders import a_change, a_scenario
from tests.scenario.made_up import SECTIONS, loaded

DATED = """
changes:
  - week: 20
    set: {workforce.posts: 5, location.travel_hours: 1}
  - week: 10
    set: {workforce.posts: 4}
"""


def test_a_change_holds_from_its_week_on(tmp_path):
    scenario = loaded(tmp_path, DATED)

    assert [2, 2, 4, 4, 5, 5] == [
        scenario.values_at(week)["workforce.posts"] for week in (0, 9, 10, 19, 20, 999)
    ]


def test_segments_begin_where_something_changes(tmp_path):
    segments = loaded(tmp_path, DATED).segments()

    assert [0, 10, 20] == [week for week, _ in segments]
    assert [0.5, 0.5, 1.0] == [values["location.travel_hours"] for _, values in segments]


def test_a_change_to_what_holds_already_is_no_segment(tmp_path):
    still = loaded(tmp_path, "changes:\n  - week: 3\n    set: {workforce.posts: 2}\n")

    assert 1 == len(still.segments())
    assert default_scenario(sections=SECTIONS).fingerprint == still.fingerprint


def test_changes_of_one_week_are_one_change(tmp_path):
    scenario = loaded(
        tmp_path,
        "changes:\n"
        "  - {week: 3, set: {workforce.posts: 1}}\n"
        "  - {week: 3, set: {location.travel_hours: 1}}\n",
    )

    assert (Change(3, {"workforce.posts": 1, "location.travel_hours": 1.0}),) == scenario.changes


def test_every_parameter_has_a_value_and_an_origin(tmp_path):
    scenario = loaded(tmp_path, "workforce:\n  posts: 3\n")

    keys = {param.key for section in SECTIONS for param in section.params}
    assert keys == set(scenario.values) == set(scenario.origins)
    assert Origin("default", None, "default") == scenario.origins["location.travel_hours"]


def test_a_scenario_cannot_be_altered():
    scenario = default_scenario(sections=SECTIONS)

    with pytest.raises(FrozenInstanceError):
        scenario.name = "another"
    with pytest.raises(TypeError, match="does not support item assignment"):
        scenario.values["workforce.posts"] = 9


def test_nobody_keeps_a_handle_on_the_values():
    mine = {"workforce.posts": 1}
    scenario = Scenario("mine", "", mine, (), {})

    mine["workforce.posts"] = 2

    assert 1 == scenario.values["workforce.posts"]


def test_a_scenario_survives_the_way_to_a_worker(tmp_path):
    scenario = loaded(tmp_path, DATED)

    assert scenario == pickle.loads(pickle.dumps(scenario))  # noqa: S301  # our own bytes


def test_the_fingerprint_is_sixteen_letters_and_does_not_change():
    assert "cdb01fdecf0ca2f2" == default_scenario(sections=SECTIONS).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "workforce: {posts: 3, leave_share: 0}\nlocation: {travel_hours: 1}\n",
        "location:\n  travel_hours: 1.0\nworkforce:\n  leave_share: -0.0\n  posts: 3\n",
        (
            "name: another\nasks: Something else?\nnotes: Well.\n"
            "workforce: {posts: 3.0, leave_share: .0} # why not\nlocation: {travel_hours: 10e-1}\n"
        ),
        "extends: default-ish\nworkforce: {posts: 3, leave_share: 0}\n",
    ],
    ids=["plain", "another order", "other words and numbers", "inherited"],
)
def test_what_is_asked_the_same_has_the_same_fingerprint(tmp_path, text):
    (tmp_path / "default-ish.yaml").write_text(
        "location: {travel_hours: 1, site_by_weekday: [practice, practice, practice]}\n"
    )
    expected = loaded(
        tmp_path, "workforce: {posts: 3, leave_share: 0}\nlocation: {travel_hours: 1}\n", "a.yaml"
    )

    assert expected.fingerprint == loaded(tmp_path, text).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "workforce: {posts: 3}\n",
        "support: {shared_records: true}\n",
        "workforce: {covers: area}\n",
        "location: {site_by_weekday: [home, practice, practice]}\n",
        "changes:\n  - {week: 1, set: {workforce.posts: 3}}\n",
        "changes:\n  - {week: 2, set: {workforce.posts: 3}}\n",
    ],
)
def test_what_is_asked_otherwise_has_another_fingerprint(tmp_path, text):
    assert default_scenario(sections=SECTIONS).fingerprint != loaded(tmp_path, text).fingerprint


def test_values_set_in_code_are_checked_and_made_alike():
    base = default_scenario(sections=SECTIONS)

    scenario = with_values(
        base,
        {
            "workforce.posts": 3.0,
            "location.travel_hours": 1,
            "location.site_by_weekday": ("home",) * 3,
            "support.shared_records": True,
        },
        name="mine",
        sections=SECTIONS,
    )

    assert 3 == scenario.values["workforce.posts"]
    assert isinstance(scenario.values["workforce.posts"], int)
    assert isinstance(scenario.values["location.travel_hours"], float)
    assert ("home", "home", "home") == scenario.values["location.site_by_weekday"]
    assert "set in code (mine)" == str(scenario.origins["workforce.posts"])
    assert "default" == str(scenario.origins["workforce.covers"])


def test_numpy_numbers_are_numbers():
    import numpy as np

    scenario = with_values(
        default_scenario(sections=SECTIONS),
        {"workforce.posts": np.int64(4), "location.travel_hours": np.float64(0.25)},
        sections=SECTIONS,
    )

    assert 4 == scenario.values["workforce.posts"]
    assert type(scenario.values["location.travel_hours"]) is float


def test_values_set_in_code_leave_the_changes_and_the_name(tmp_path):
    base = loaded(tmp_path, DATED)

    scenario = with_values(base, {"workforce.leave_share": 0.3}, sections=SECTIONS)

    assert ("mine", base.changes) == (scenario.name, scenario.changes)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"workforce.leave_share": 2},
            "the values set on default: workforce.leave_share: must be 1 or less",
        ),
        (
            {"workforce.post": 2},
            'workforce.post: is not a parameter; did you mean "workforce.posts"',
        ),
        ({"posts": 2}, 'posts: is not a parameter; did you mean "workforce.posts"'),
        ({"zebra": 2}, "zebra: is not a parameter; see them all with: sp-sim scenario baseline"),
        (
            {"location.site_by_weekday": ["home", 7, "home"]},
            "item 2 must be one of practice, head_office, home .got 7.; write practice",
        ),
        ({"workforce.posts": None}, "workforce.posts: has no value"),
        ({"workforce.posts": float("nan")}, "workforce.posts: must be a whole number .got nan."),
        ({"workforce.posts": object}, "workforce.posts: must be a whole number"),
    ],
)
def test_bad_values_set_in_code_are_problems_too(values, message):
    with pytest.raises(Problems, match=message):
        with_values(default_scenario(sections=SECTIONS), values, sections=SECTIONS)


def test_a_change_in_the_first_week_is_how_a_new_service_starts():
    scenario = a_scenario((a_change(0, workforce_posts=5),))

    assert [(0, 5)] == [(week, values["workforce.posts"]) for week, values in scenario.segments()]


def test_a_change_in_week_0_comes_five_years_into_a_mature_service():
    scenario = a_scenario((a_change(0, workforce_posts=5),), start="mature", workforce_posts=2)

    assert [(-260, 2), (0, 5)] == [
        (week, values["workforce.posts"]) for week, values in scenario.segments()
    ]
