"""Every broken scenario file, tried at the door: exit 2, its place, and nothing left behind."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout

import pytest

from sp_sim.cli.main import main
from tests.scenario import test_broken_changes, test_broken_files, test_broken_values
from tests.scenario.made_up import written

BROKEN = {
    f"{module.__name__.rpartition('_')[2]}: {name}": text
    for module in (test_broken_files, test_broken_values, test_broken_changes)
    for name, (text, _) in module.BROKEN.items()
}


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def at_the_door(*words):
    """Return the exit code and the two streams of `sp-sim WORDS`."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(words))
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


def refused(folder, *words):
    """Return the problems of a refused command as an editor reads them."""
    before = sorted(folder.iterdir())
    code, _, plain = at_the_door(*words)
    again, out, err = at_the_door(*words, "--json")
    problems = json.loads(out)["problems"]

    assert (2, 2) == (code, again)
    assert "Traceback" not in plain + err
    assert before == sorted(folder.iterdir())
    assert problems
    for problem in problems:
        assert problem["message"] in plain
        assert problem["column"] is None or problem["line"] >= 1
    return problems


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_its_place(tmp_path, text):
    written(tmp_path, text)

    for problem in refused(tmp_path, "check", "mine.yaml"):
        assert "mine.yaml" == problem["file"]


def test_there_are_enough_broken_files():
    assert 80 <= len(BROKEN)


@pytest.mark.parametrize("name", ["files: a tab", "values: a misspelt section", "files: nothing"])
def test_a_broken_file_is_not_run(tmp_path, name):
    written(tmp_path, BROKEN[name])

    (problem, *_) = refused(tmp_path, "run", "mine.yaml", "--out", "results")

    assert "mine.yaml" == problem["file"]


def test_a_gigabyte_is_refused_unread(tmp_path):
    os.truncate(written(tmp_path, "name: x\n"), 1024**3)

    (problem,) = refused(tmp_path, "check", "mine.yaml")

    assert "is larger than 1 MB" == problem["message"]
    assert "practices belong in an area file" in problem["remedy"]


def test_a_circle_of_parents_is_told_where_it_closes(tmp_path):
    for name, parent in (("a", "b"), ("b", "c"), ("c", "a")):
        written(tmp_path, f"name: {name}\nextends: {parent}\n", f"{name}.yaml")

    (problem,) = refused(tmp_path, "check", "a.yaml")

    assert ("c.yaml", 2, 10, "a") == tuple(
        problem[key] for key in ("file", "line", "column", "value")
    )
    assert "delete one `extends:` line" in problem["remedy"]


def test_an_area_in_a_scenarios_place_is_told_what_to_write(tmp_path):
    written(tmp_path, "practice_code,pcn_code,registered\nA,N1,5000\n", "area.yaml")

    (problem,) = refused(tmp_path, "check", "area.yaml")

    assert ("does not consist of keys and values", 1) == (problem["message"], problem["line"])


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    (problem,) = refused(tmp_path, "check", "nowhere.yaml")

    assert "nowhere" in problem["file"] + str(problem["value"])
