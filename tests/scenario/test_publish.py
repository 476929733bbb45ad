"""What is published is made from the declarations, and what is committed is what would be made."""

import json

import pytest

from sp_sim.errors import Problems
from sp_sim.param import param, section
from sp_sim.scenario import default_scenario, load, scenario_text
from sp_sim.scenario.publish import (
    as_yaml,
    baseline_text,
    schema_text,
    start_text,
    write_new,
    write_published,
)
from tests.scenario.made_up import SECTIONS, loaded


@pytest.mark.parametrize(
    ("name", "text"), [("baseline.yaml", baseline_text), ("scenario.schema.json", schema_text)]
)
def test_the_committed_file_is_current(checkout, name, text):
    """If this fails: sp-sim scenario baseline --write."""
    assert text() == (checkout / "scenarios" / name).read_text(encoding="utf-8")


def test_the_baseline_is_the_default(tmp_path):
    scenario = loaded(tmp_path, baseline_text(SECTIONS))

    assert default_scenario(sections=SECTIONS).fingerprint == scenario.fingerprint


def test_the_baseline_tells_everything_of_a_parameter():
    assert (
        "\n# posts and hours\nworkforce:\n"
        "  # number of link worker posts\n"
        "  # unit: posts; from 0 to 500; grade: assumption; lever\n"
        "  # source: E003\n"
        "  posts: 2\n"
        "\n"
        "  # what one service covers\n"
        "  # unit: which practices; one of pcn, area; grade: assumption; lever;"
        " fixed when a run starts\n"
        "  # source: E004\n"
        "  covers: pcn\n"
    ) in baseline_text(SECTIONS)


def test_the_baseline_sets_every_parameter(tmp_path):
    scenario = loaded(tmp_path, baseline_text(SECTIONS))

    assert {"mine.yaml", "baseline"} != {origin.scenario for origin in scenario.origins.values()}
    assert all(origin.line is not None for origin in scenario.origins.values())


def test_the_schema_knows_limits_words_and_lists():
    told = json.loads(schema_text(SECTIONS))
    workforce = told["$defs"]["Section_workforce"]["properties"]
    location = told["$defs"]["Section_location"]["properties"]

    assert (0, 500, "integer") == tuple(
        workforce["posts"][name] for name in ("minimum", "maximum", "type")
    )
    assert ["pcn", "area"] == workforce["covers"]["enum"]
    assert (3, 3) == tuple(location["site_by_weekday"][name] for name in ("minItems", "maxItems"))
    assert "maximum" not in workforce["budget_gbp"]
    assert told["additionalProperties"] is False
    assert "workforce.covers" not in told["$defs"]["Set"]["properties"]


def test_a_start_is_the_baseline_with_every_lever_in_a_comment(tmp_path):
    text = start_text("my-own", SECTIONS)
    (tmp_path / "baseline.yaml").write_text(baseline_text(SECTIONS), encoding="utf-8")

    scenario = loaded(tmp_path, text)

    assert default_scenario(sections=SECTIONS).fingerprint == scenario.fingerprint
    assert "#   posts: 2  # number of link worker posts (posts)\n" in text
    assert "leave_share" not in text


def test_the_comments_of_a_start_can_be_taken_away(tmp_path):
    (tmp_path / "baseline.yaml").write_text(baseline_text(SECTIONS), encoding="utf-8")
    head, _, rest = start_text("my-own", SECTIONS).partition("# What somebody may choose:\n")
    lines = [line.removeprefix("# ") for line in rest.splitlines() if "From a week" not in line]

    scenario = loaded(tmp_path, head + "\n".join(lines) + "\n")

    assert default_scenario(sections=SECTIONS).fingerprint == scenario.fingerprint
    assert [26] == [change.week for change in scenario.changes]


def test_a_scenario_without_changes_is_written_without(tmp_path):
    text = scenario_text(default_scenario(sections=SECTIONS))

    assert "changes" not in text
    assert "notes" not in text


def test_without_levers_a_start_is_short():
    bare = section(
        "bare",
        "one assumption",
        told=param(
            "a", unit="word", choices=("a", "b"), grade="assumption", source="E1", meaning="m"
        ),
    )

    assert start_text("x", (bare,)).endswith("# What somebody may choose:\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (("practice", "home"), "[practice, home]"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (0.25, "0.25"),
        (1e-7, "1e-07"),
        ("pcn", "pcn"),
        ("no", '"no"'),
        ("two words", '"two words"'),
    ],
)
def test_a_value_is_written_as_yaml(value, expected):
    assert expected == as_yaml(value)


def test_a_scenario_is_written_with_its_words_and_changes(tmp_path):
    scenario = loaded(
        tmp_path,
        'name: "Service 1: practices"\nasks: "Why: how?"\nnotes: |\n  One.\n  Two £.\n'
        "changes:\n  - {week: 3, set: {location.site_by_weekday: [home, home, home]}}\n",
    )

    again = loaded(tmp_path, scenario_text(scenario), "again.yaml")

    assert (scenario.name, scenario.asks, scenario.notes, scenario.changes) == (
        again.name, again.asks, again.notes, again.changes,
    )  # fmt: skip


def test_publishing_rewrites_both_files(tmp_path):
    (tmp_path / "baseline.yaml").write_text("# old\n", encoding="utf-8")

    paths = write_published(tmp_path, SECTIONS)

    assert [baseline_text(SECTIONS), schema_text(SECTIONS)] == [
        path.read_text(encoding="utf-8") for path in paths
    ]
    assert sorted(paths) == sorted(tmp_path.iterdir())


def test_nothing_is_published_outside_a_checkout(tmp_path):
    with pytest.raises(Problems, match="is not there to be written; run it from a checkout"):
        write_published(tmp_path / "absent")


def test_a_new_scenario_loads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    path = write_new("mine", tmp_path)

    assert load("baseline").fingerprint == load(path).fingerprint


def test_a_scenario_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "mine.yaml").write_text("name: precious\n", encoding="utf-8")

    with pytest.raises(Problems, match="is there already; choose another name"):
        write_new("mine", tmp_path)

    assert "name: precious\n" == (tmp_path / "mine.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../mine", "a b", "", "-mine", "a.b"])
def test_an_odd_name_is_refused(tmp_path, name):
    with pytest.raises(Problems, match="cannot be the name of a scenario; use letters"):
        write_new(name, tmp_path)

    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_to_is_a_problem(tmp_path):
    with pytest.raises(Problems, match="cannot be written: no such file or directory; choose a"):
        write_new("mine", tmp_path / "absent")
