"""`sp-sim laws`: what came of each law in words, as a document, and by the exit code."""

import json

import pytest

from sp_sim.areas.area import write
from sp_sim.cli import telling
from sp_sim.cli.main import main
from tests.builders import an_area
from tests.experiments.test_laws import count_up, misrecorded

QUICK = ("--weeks", "30", "--replications", "3", "--threads", "2", "--quiet")


@pytest.fixture
def village(tmp_path):
    """The file of an area of two small practices."""
    path = tmp_path / "village.csv"
    write(an_area(practices=2, registered=3_000), path)
    return str(path)


def test_laws_that_hold_are_told_in_words_that_fit_and_end_with_0(village, capsys):
    assert main(["laws", "baseline", "--area", village, *QUICK]) == 0
    told = capsys.readouterr().out

    assert "HELD       Without posts there are no contacts" in told
    assert "NOT SHOWN  Other codes for practices" in told
    assert "0 broken" in told
    assert max(map(len, told.splitlines())) <= 100


def test_a_broken_law_ends_with_1_and_says_which(village, capsys, monkeypatch):
    monkeypatch.setitem(telling.LIVING, "living", misrecorded(count_up()))

    assert main(["laws", "baseline", "--area", village, *QUICK, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)

    verdicts = {law["key"]: law["verdict"] for law in document["laws"]}
    assert "broken" == verdicts["same-seeds"]
    assert document["summary"]["broken"] == list(verdicts.values()).count("broken")
    assert {"version", "fingerprints", "seeds", "weeks"} <= set(document["manifest"])
