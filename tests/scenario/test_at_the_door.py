"""Broken scenario files at the other doors that read them: nothing is run, explained or left."""

import pytest

from tests.doors.broken import BROKEN
from tests.doors.door import refused
from tests.scenario.made_up import written

SOME = ["a tab", "a misspelt section", "nothing", "a very large file", "an absent parent"]
DOORS = {
    "run": ("run", "mine.yaml", "--out", "results"),
    "compare": ("compare", "baseline", "mine.yaml", "--out", "results"),
    "explain": ("scenario", "explain", "mine.yaml", "workforce.posts"),
    "diff": ("scenario", "diff", "baseline", "mine.yaml"),
}


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("words", DOORS.values(), ids=DOORS)
def test_a_broken_file_is_refused_at_every_door(tmp_path, words, name):
    written(tmp_path, BROKEN[f"scenario: {name}"].files["mine.yaml"])

    (problem, *_) = refused(tmp_path, *words)

    assert "mine.yaml" == problem["file"]


@pytest.mark.parametrize("name", ["x" * 5_000, "x" * 5_000 + ".yaml", "no/such/folder.yaml"])
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_name_that_no_file_can_have_is_told_so(tmp_path, command, name):
    (problem,) = refused(tmp_path, command, name)

    assert (name, "there is no such scenario") == (problem["file"], problem["message"])


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    (problem,) = refused(tmp_path, "check", "nowhere.yaml")

    assert "nowhere.yaml" == problem["file"]
    assert "the name of one in this folder or shipped" in problem["rule"]
