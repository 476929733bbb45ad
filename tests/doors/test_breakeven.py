"""`sp-sim breakeven` from outside: words, documents, folders, refusals."""

import json

import pytest

from sp_sim.cli import telling
from tests.doors.door import at_the_door, refused
from tests.experiments.toys import GAIN, MEASURE, a_toy

ASKED = (
    "breakeven", "head-office", "in-practices", "--weeks", 4, "--replications", 10, "--measure", MEASURE,
)  # fmt: skip


def level(scenario):
    """In practices people are less exhausted where the gain is above 0.3."""
    return 25.0 - 20.0 * (scenario.name == "in-practices") * (scenario.values[GAIN] - 0.3)


@pytest.fixture
def toy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(telling.LIVING, "living", a_toy(level))
    return tmp_path


def test_the_table_begins_with_what_takes_the_least_belief(toy):
    told = at_the_door(*ASKED)

    assert (0, "") == (told.code, told.err)
    assert "the other scenario is ahead" in told.out
    assert f"{GAIN}" in told.out
    assert "Head-office would be ahead if" in told.out
    assert "None within the prior: " in told.out
    assert max(map(len, told.out.splitlines())) <= 130


def test_json_is_one_document(toy):
    told = at_the_door(*ASKED, "--json")
    (answer,) = told.document["answers"]

    assert "in-practices" == answer["ahead"]
    assert {GAIN} == {turn["key"] for turn in answer["turns"]}
    assert all(turn["confirmed"] for turn in answer["turns"])
    assert len(answer["none_within_the_prior"]) > 150


def test_a_folder_is_written_and_not_overwritten(toy):
    first = at_the_door(*ASKED, "--out", "out")
    there = json.loads((toy / "out" / "breakeven.json").read_text(encoding="utf-8"))

    assert "Written to out" in first.out
    assert "in-practices" == there["other"]
    (problem,) = refused(toy, *ASKED, "--out", "out")
    assert "holds other results" in problem["message"]
    assert 0 == at_the_door(*ASKED, "--out", "out", "--overwrite").code
    assert 0 == at_the_door("results", "list", ".").code


def test_two_that_are_alike_have_no_answer_to_turn(toy, monkeypatch):
    monkeypatch.setitem(telling.LIVING, "living", a_toy(lambda _: 20.0))

    assert "there is no answer that could turn" in " ".join(at_the_door(*ASKED).out.split())


def test_an_answer_that_is_not_clear_says_so(toy, monkeypatch):
    monkeypatch.setitem(telling.LIVING, "living", a_toy(lambda _: 20.0, chance=9.0))

    assert "turns of an answer which is none say little" in " ".join(
        at_the_door(*ASKED).out.split()
    )


def test_only_so_many_are_pinned_down(toy, monkeypatch):
    def all_turn(scenario):
        moved = scenario.values[GAIN] != 0.5 or scenario.values["trust.start"] != 0.5
        return 25.0 + (scenario.name == "in-practices") * (8.0 if moved else -8.0)

    monkeypatch.setitem(telling.LIVING, "living", a_toy(all_turn))
    told = at_the_door(*ASKED, "--most", 1)

    assert "more parameters seem to be farther away" in told.out


@pytest.mark.parametrize(
    "more", [("--measure", "happiness"), ("--most", 0), ("--replications", 1), ("--weeks", 0)]
)
def test_what_cannot_be_asked_is_refused(toy, more):
    assert refused(toy, *ASKED, *more)
