import json

import pytest
from click.testing import CliRunner

from sp_sim.areas.area import BOX, load
from sp_sim.cli.area import group
from sp_sim.errors import InputError, Problems
from tests.areas.made_up import a_lists, a_map, a_size, an_area_file


def say(*words):
    """Return what `sp-sim area ...` did."""
    return CliRunner().invoke(group, [str(word) for word in words])


def words_of(result):
    """Return the rows of a printed summary."""
    return dict(line.split("  ", 1) for line in result.stdout.splitlines())


def test_published_files_become_an_area_file(tmp_path):
    out = tmp_path / "area.csv"
    result = say(
        *("nhs", "--map", a_map(tmp_path), "--lists", a_lists(tmp_path)),
        *("--icb", "QJK", "--icb", "QT6", "--sub-icb", "15N", "--pcn", "U1", "--out", out),
    )

    assert 0 == result.exit_code, result.output
    assert ["A1", "A2"] == [practice.code for practice in load(out).practices]
    assert "2" == words_of(result)["practices"].strip()
    assert f"wrote {out}; use it with --area {out}\n" == result.stderr


def test_what_was_left_out_is_said(tmp_path):
    files = ("--map", a_map(tmp_path, "A1", "A2"), "--lists", a_lists(tmp_path, a_size("A1")))
    result = say("nhs", *files, "--out", tmp_path / "area.csv", "--json")

    assert "note: 1 left out, in the map but not in the list sizes: A2\n" in result.stderr
    document = json.loads(result.stdout)
    assert {
        "only_in_map": ["A2"],
        "only_in_lists": [],
        "cut_pcns": [],
        "unmatched": {},
    } == document["left_out"]
    assert ["1 left out, in the map but not in the list sizes: A2"] == document["notes"]
    assert (1, str(tmp_path / "area.csv")) == (document["area"]["practices"], document["file"])


def test_bad_files_leave_nothing_behind(tmp_path):
    files = ("--map", a_lists(tmp_path), "--lists", a_map(tmp_path))
    result = say("nhs", *files, "--out", tmp_path / "area.csv")

    assert isinstance(result.exception, Problems)
    assert 2 == len(result.exception.problems)
    assert ["lists.csv", "map.csv"] == sorted(file.name for file in tmp_path.iterdir())


def test_a_file_that_is_read_is_not_overwritten(tmp_path):
    practice_map = a_map(tmp_path)
    before = practice_map.read_bytes()
    result = say("nhs", "--map", practice_map, "--lists", a_lists(tmp_path), "--out", practice_map)

    assert isinstance(result.exception, Problems)
    assert "out: would overwrite a file that is read; give --out another name" in str(
        result.exception
    )
    assert before == practice_map.read_bytes()


def test_a_synthetic_area_is_the_same_for_the_same_seed(tmp_path):
    for name in ("one.csv", "two.csv"):
        say("synthetic", "--practices", 20, "--seed", 0, "--out", tmp_path / name)

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert 20 == len(load(tmp_path / "one.csv").practices)


def test_an_impossible_number_of_practices_is_refused(tmp_path):
    result = say("synthetic", "--practices", 0, "--seed", 1, "--out", tmp_path / "area.csv")

    assert isinstance(result.exception, InputError)
    assert "asked: practices: must be from 1 to 20,000 (got 0); England has about 6,000" == str(
        result.exception
    )
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["synthetic", "--practices", "3", "--seed", "-1", "--out", "x"], "'--seed': -1"),
        (["synthetic", "--practices", "3", "--out", "x"], "Missing option '--seed'"),
        (["nhs", "map.csv", "lists.csv"], "Missing option '--out'"),
    ],
)
def test_wrong_usage_ends_with_2(words, why):
    result = say(*words)

    assert 2 == result.exit_code
    assert why in result.stderr


def test_an_area_file_is_shown_in_plain_words(tmp_path):
    result = say("show", an_area_file(tmp_path, "A,N1,999", "B,U,5000"))

    words = {what: value.strip() for what, value in words_of(result).items()}
    assert 0 == result.exit_code
    assert "real practices" == words["kind"]
    assert ("2", "5,999") == (words["practices"], words["registered patients"])
    assert ("1: A", "1, with 5,000 patients") == (
        words["lists under 1,000"],
        words["outside any PCN"],
    )


def test_without_a_file_the_box_is_shown():
    box = json.loads(say("show", "--json").stdout)
    same = json.loads(say("show", BOX, "--json").stdout)

    assert (None, True, 12) == (box["file"], box["area"]["synthetic"], box["area"]["practices"])
    assert box["area"]["fingerprint"] == same["area"]["fingerprint"]


def test_a_broken_area_file_is_not_shown(tmp_path):
    result = say("show", an_area_file(tmp_path, "A,N1,none"))

    assert isinstance(result.exception, Problems)
    assert "" == result.stdout


def test_devon_can_be_made_and_shown(nhs_data, tmp_path):
    out = tmp_path / "devon.csv"
    say(
        *("nhs", "--map", nhs_data / "gp_practice_map_2026-07.csv"),
        *("--lists", nhs_data / "gp_list_size_age_2026-07.csv", "--sub-icb", "15N", "--out", out),
    )
    shown = json.loads(say("show", out, "--json").stdout)["area"]

    assert (116, 1_292_235, False) == (
        shown["practices"],
        shown["registered"],
        shown["synthetic"],
    )
