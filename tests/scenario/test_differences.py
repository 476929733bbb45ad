"""Differences between two scenarios are told in words that a commissioner knows."""

from sp_sim.scenario import default_scenario, differences
from tests.scenario.made_up import SECTIONS, loaded


def told(base, other):
    return [one.words("A", "B") for one in differences(base, other, sections=SECTIONS)]


def test_a_scenario_does_not_differ_from_itself():
    scenario = default_scenario(sections=SECTIONS)

    assert [] == differences(scenario, scenario, sections=SECTIONS)


def test_differences_are_told_in_the_order_of_the_declarations(tmp_path):
    other = loaded(
        tmp_path,
        "support: {shared_records: true}\n"
        "workforce: {posts: 7, covers: area, leave_share: 0.20}\n"
        "location: {site_by_weekday: [head_office, home, home]}\n",
    )

    assert [
        (
            "location.site_by_weekday: practice x3 in A, head_office, home x2 in B"
            " (where the link worker sits)"
        ),
        "workforce.posts (posts): 2 in A, 7 in B (number of link worker posts)",
        "workforce.covers: pcn in A, area in B (what one service covers)",
        (
            "workforce.leave_share (share of hours): 0.15 in A, 0.2 in B"
            " (share of hours taken as leave)"
        ),
        "support.shared_records: false in A, true in B (whether records are shared)",
    ] == told(default_scenario(sections=SECTIONS), other)


def test_levers_are_told_from_assumptions(tmp_path):
    other = loaded(tmp_path, "workforce: {posts: 7, leave_share: 0.20}\n")

    found = differences(default_scenario(sections=SECTIONS), other, sections=SECTIONS)

    assert {"workforce.posts": True, "workforce.leave_share": False} == {
        one.key: one.is_lever for one in found
    }


def test_a_dated_change_is_part_of_the_difference(tmp_path):
    base = loaded(tmp_path, "changes:\n  - {week: 26, set: {workforce.posts: 4}}\n", "a.yaml")
    other = loaded(
        tmp_path,
        "workforce: {posts: 3}\nchanges:\n  - {week: 52, set: {workforce.posts: 4}}\n",
        "b.yaml",
    )

    (one,) = differences(base, other, sections=SECTIONS)

    assert one.is_dated
    assert (
        "workforce.posts (posts): 2, then 4 from week 26 in A, 3, then 4 from week 52 in B"
        " (number of link worker posts)" == one.words("A", "B")
    )


def test_a_difference_is_a_document(tmp_path):
    other = loaded(tmp_path, "workforce: {posts: 7}\n")

    (one,) = differences(default_scenario(sections=SECTIONS), other, sections=SECTIONS)

    assert not one.is_dated
    assert {
        "key": "workforce.posts",
        "where": None,
        "base": [[0, 2]],
        "other": [[0, 7]],
        "unit": "posts",
        "kind": "lever",
        "meaning": "number of link worker posts",
    } == one.as_document()


def test_the_real_parameters_are_used_unless_others_are_given():
    from sp_sim.scenario import load

    found = differences(load("in-practices"), load("head-office"))

    assert ["location.site_by_weekday"] == [one.key for one in found]
