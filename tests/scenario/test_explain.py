"""A value explains itself: who set it, whom they overrode, and what is known of it."""

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario import explain
from tests.scenario.made_up import SECTIONS, written


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(
        tmp_path,
        "name: the parent\nworkforce:\n  posts: 4\n"
        "changes:\n  - week: 9\n    set: {workforce.posts: 8}\n",
        "parent.yaml",
    )
    written(tmp_path, "extends: parent\nworkforce:\n  posts: 5\n", "child.yaml")
    return tmp_path


def test_an_explanation_tells_the_whole_story(here):
    explanation = explain("child", "workforce.posts", sections=SECTIONS)

    assert [
        "workforce.posts = 5 (posts) in child",
        "  set by        child.yaml:3 (child)",
        "  instead of    4, by parent.yaml:3 (the parent)",
        "  instead of    2, the default",
        "  from week 9   8, by parent.yaml:6 (the parent)",
        "  default       2",
        "  must be       a whole number from 0 to 500 (posts)",
        "  prior         fixed",
        "  grade         assumption",
        "  source        E003",
        "  kind          lever: somebody may choose it",
        "  set for       all alike",
        "  meaning       number of link worker posts",
    ] == str(explanation).splitlines()


def test_what_nobody_set_is_a_default(here):
    text = str(explain("child", "workforce.covers", sections=SECTIONS))

    assert "workforce.covers = pcn (which practices) in child\n  set by        default\n" in text
    assert "lever: somebody may choose it; fixed when a run starts" in text


def test_an_assumption_is_called_one(here):
    text = str(explain("child", "workforce.leave_share", sections=SECTIONS))

    assert "  prior         uniform(0.12, 0.18)\n" in text
    assert "  kind          assumption: nobody chooses it\n" in text


def test_changes_that_a_child_replaces_are_not_told(here):
    written(
        here,
        "extends: parent\nchanges:\n"
        "  - {week: 30, set: {workforce.posts: 1, location.travel_hours: 1}}\n"
        "  - {week: 20, set: {workforce.posts: 3}}\n",
        "other.yaml",
    )

    explanation = explain("other", "workforce.posts", sections=SECTIONS)

    assert [(20, 3), (30, 1)] == [(one.week, one.value) for one in explanation.changes]


def test_an_explanation_is_a_document(here):
    told = explain("child", "workforce.posts", sections=SECTIONS).as_document()

    assert {
        "week": 0, "value": 5, "file": "child.yaml", "line": 3, "scenario": "child", "where": None,
    } == told["set_by"][0]  # fmt: skip
    assert ("posts", 2, True, True) == tuple(
        told[name] for name in ("unit", "default", "lever", "dated")
    )


def test_a_misspelt_key_is_a_problem_with_a_suggestion(here):
    with pytest.raises(Problems, match='child.yaml: workforce.post: is not.*"workforce.posts"'):
        explain("child", "workforce.post", sections=SECTIONS)
