"""A file says only what differs from its parent; every value remembers who set it."""

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario import Change, default_scenario, load, paths
from tests.scenario.made_up import SECTIONS, loaded, written

PARENT = """
name: the parent
workforce: {posts: 4, leave_share: 0.2}
location:
  site_by_weekday: [home, home, home]
changes:
  - {week: 5, set: {workforce.posts: 6}}
"""


@pytest.fixture
def parent(tmp_path):
    written(tmp_path, PARENT, "parent.yaml")
    return load(tmp_path / "parent.yaml", sections=SECTIONS)


def test_a_child_keeps_what_it_does_not_mention(tmp_path, parent):
    child = loaded(tmp_path, "extends: parent\nworkforce:\n  posts: 9\n")

    assert parent.values | {"workforce.posts": 9} == child.values


def test_a_value_remembers_its_file_line_and_scenario(tmp_path, monkeypatch, parent):
    monkeypatch.chdir(tmp_path)
    child = loaded(tmp_path, "extends: parent\nworkforce:\n  posts: 9\n")

    assert "mine.yaml:3 (mine)" == str(child.origins["workforce.posts"])
    assert f"{tmp_path.name}" not in str(child.origins["workforce.leave_share"])
    assert "parent.yaml:3 (the parent)" == str(child.origins["workforce.leave_share"])
    assert "parent.yaml:5 (the parent)" == str(child.origins["location.site_by_weekday"])
    assert "default" == str(child.origins["workforce.covers"])


def test_lists_are_replaced_whole(tmp_path, parent):
    child = loaded(
        tmp_path,
        "extends: parent\n"
        "location: {site_by_weekday: [practice, home, practice]}\n"
        "changes:\n  - {week: 9, set: {workforce.leave_share: 0.1}}\n",
    )

    assert ("practice", "home", "practice") == child.values["location.site_by_weekday"]
    assert (Change(9, {"workforce.leave_share": 0.1}),) == child.changes


def test_changes_are_inherited_unless_they_are_given(tmp_path, parent):
    assert parent.changes == loaded(tmp_path, "extends: parent\n").changes
    assert () == loaded(tmp_path, "extends: parent\nchanges: []\n").changes


def test_the_parents_own_value_changes_nothing(tmp_path, parent):
    child = loaded(tmp_path, "extends: parent\nworkforce: {posts: 4, leave_share: 0.20}\n")

    assert parent.fingerprint == child.fingerprint


def test_a_grandchild_overrides_all(tmp_path, parent):
    written(tmp_path, "extends: parent\nworkforce: {posts: 7, covers: area}\n", "child.yaml")

    grandchild = loaded(tmp_path, "extends: child.yaml\nworkforce: {posts: 8}\n")

    assert (8, "area", 0.2) == tuple(
        grandchild.values[f"workforce.{name}"] for name in ("posts", "covers", "leave_share")
    )


def test_the_name_is_the_files_unless_it_is_given(tmp_path, parent):
    assert "the parent" == parent.name
    assert "mine" == loaded(tmp_path, "extends: parent\n").name


def test_words_are_not_inherited(tmp_path):
    written(tmp_path, "asks: Why?\nnotes: Because.\n", "parent.yaml")

    child = loaded(tmp_path, "extends: parent\n")

    assert ("", "") == (child.asks, child.notes)


def test_a_question_over_two_lines_is_one_line(tmp_path):
    scenario = loaded(tmp_path, "asks: >\n  What happens\n  if?\nnotes: |\n  One.\n  Two.\n")

    assert ("What happens if?", "One.\nTwo.") == (scenario.asks, scenario.notes)


def test_every_problem_of_the_whole_chain_is_told_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "extends: oldest\nworkforce: {posts: -1}\n", "older.yaml")
    written(tmp_path, "zebra: 1\n", "oldest.yaml")

    with pytest.raises(Problems) as found:
        loaded(tmp_path, "extends: older\nsupport: {shared_records: 2}\n")

    assert ["mine.yaml:2", "older.yaml:2", "oldest.yaml:1"] == [
        f"{problem.file}:{problem.line}" for problem in found.value.problems
    ]


def test_a_parent_that_cannot_be_read_is_told_as_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "", "parent.yaml")

    with pytest.raises(Problems, match=r"^parent.yaml: says nothing"):
        loaded(tmp_path, "extends: parent\n")


def test_a_circle_is_told_where_it_closes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "extends: b\n", "a.yaml")
    written(tmp_path, "extends: c\n", "b.yaml")
    written(tmp_path, "name: c\nextends: a\n", "c.yaml")

    with pytest.raises(Problems) as found:
        load("a.yaml", sections=SECTIONS)

    assert (
        "c.yaml:2:10: extends: leads back to a file that extends this one (got a);"
        " delete one `extends:` line of the circle" == str(found.value)
    )


def test_a_file_that_extends_itself_has_no_parent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Problems, match=r"^mine.yaml:1:10: extends: names no scenario"):
        loaded(tmp_path, "extends: mine\n")


def test_a_file_may_customise_a_shipped_one_and_keep_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "extends: head-office\nworkforce: {posts: 3}\n", "head-office.yaml")

    mine, shipped = load("head-office"), load(paths.shipped() / "head-office.yaml")

    assert 3 == mine.values["workforce.posts"]
    assert shipped.values | {"workforce.posts": 3} == mine.values


def test_the_own_folder_comes_before_the_shipped(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "name: my own\n", "baseline.yaml")
    written(tmp_path, "extends: baseline\n", "mine.yaml")

    assert "my own" == load("baseline").name
    assert default_scenario().fingerprint == load("mine").fingerprint


def test_a_parent_may_end_in_yml(tmp_path):
    written(tmp_path, "workforce: {posts: 8}\n", "parent.yml")

    assert 8 == loaded(tmp_path, "extends: parent\n").values["workforce.posts"]
    assert 8 == loaded(tmp_path, "extends: parent.yml\n").values["workforce.posts"]


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbfworkforce:\r\n  posts: 8\r\n")

    assert 8 == load(path, sections=SECTIONS).values["workforce.posts"]


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, "name: x\n")
    before = type(path).open

    def refuse(self, *args, **kwargs):
        if self.name == path.name:
            raise PermissionError(13, "Permission denied")
        return before(self, *args, **kwargs)

    monkeypatch.setattr(type(path), "open", refuse)

    with pytest.raises(Problems, match=r"^mine.yaml: cannot be read: permission denied; check the"):
        load(path, sections=SECTIONS)
