"""`sp-sim patterns` and `sp-sim conduit`: tables for a reviewer, documents of the interface."""

import json

import pytest

from sp_sim import conduit, patterns
from sp_sim.areas.area import write
from sp_sim.cli import tables_of_conduit, tables_of_patterns
from sp_sim.cli.main import main
from sp_sim.estimate import Estimate
from sp_sim.experiments.reporter.pattern import Band, Part
from tests.builders import a_scenario, an_area
from tests.experiments.small_reports import a_plan, a_report

QUICK = ("--replications", "2", "--threads", "2", "--quiet")
ROW = {"id", "title", "value", "low", "high", "band_low", "band_high", "pass", "weight", "source"}


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """The file of an area of two small practices."""
    path = tmp_path_factory.mktemp("village") / "village.csv"
    write(an_area(practices=2, registered=1_200), path)
    return str(path)


@pytest.fixture(scope="module")
def words():
    return tables_of_patterns.in_words(a_report(seeds=2, networks=2))


def test_the_report_fits_a_hundred_columns(words):
    assert max(map(len, words.splitlines())) <= 100


def test_the_report_says_for_each_pattern_what_a_reviewer_asks(words):
    (line,) = [line for line in words.splitlines() if line.startswith("C14 ")]

    assert line.startswith("C14 Link worker stock [A]")
    assert "Source: E048, E050, E051, E052, E115" in words
    assert "C14: Posts are an input here" in words
    assert "C6 to C8 share their sources" in words
    assert "Signs (reported, not scored)" in words


def test_draws_are_told_beside_the_table():
    found = patterns(a_scenario(), an_area(practices=2), draws=2, plan=a_plan("C1"), belief="prior")

    told = tables_of_patterns.in_words(found)

    assert "Over 2 draws from the prior" in told
    assert "Mean over draws inside: " in told
    assert "over 2 draws of every parameter" in " ".join(told.split())
    assert "before calibration" in " ".join(told.split())


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, "share", "-"),
        (0.0213, "share", "2.1%"),
        (0.86, "share", "86%"),
        (0.997, "share", "99.7%"),
        (0.0016, "points", "0.2%"),
        (197.4, "a worker-year", "197"),
        (17.94, "per 1,000 a year", "17.9"),
        (-0.123, "r", "-0.12"),
    ],
)
def test_values_are_shown_in_their_units(value, unit, said):
    part = Part("told", Estimate(value, None, None, 3), Band(0.0, 1.0), unit)

    assert said == tables_of_patterns.shown(part, value)


def test_the_document_of_patterns_is_that_of_the_interface(village, capsys):
    assert main(["patterns", "--area", village, *QUICK, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert {"patterns", "signs"} <= set(document)
    assert [f"C{number}" for number in range(1, 17)] == [row["id"] for row in document["patterns"]]
    assert all(ROW <= set(row) for row in document["patterns"])
    assert 8 == len(document["signs"])
    assert 250 == len(document["manifest"]["launch_seeds"])


def test_the_table_of_the_conduit_fits_and_says_what_on_and_off_mean(village, capsys):
    assert main(["conduit", "baseline", "--area", village, "--weeks", "60", *QUICK]) == 0
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= 100
    assert "location.site_by_weekday practice x5 v head_office x5" in " ".join(told.split())
    assert "share of total" in told
    assert "not settled" in told


def test_the_document_of_the_conduit_names_lever_and_outcome(village, capsys):
    assert main(["conduit", "baseline", "--area", village, "--weeks", "60", *QUICK, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert 8 == len(document["conduit"])
    assert {
        "total",
        "direct",
        "through_involvement",
        "share_through_involvement",
        "verdict",
    } <= set(document["conduit"][0])


def test_a_share_is_shown_in_per_cent_and_one_run_without_an_interval():
    area = an_area(practices=2)

    one = conduit(a_scenario(), area, weeks=30, replications=1)
    many = conduit(a_scenario(), area, weeks=60, replications=6, draws="point")

    assert "to" not in next(line for line in _rows(one) if line.startswith("location")).split()
    assert any("%" in line for line in _rows(many))


def _rows(found):
    return [
        line
        for line in tables_of_conduit.in_words(found).splitlines()
        if line.split()[:1] in (["location"], ["champions"], ["support"], ["training"])
    ]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["patterns", "--draws", "0"], "draws: must be a whole number from 1 to 10,000"),
        (["patterns", "--scenario", "nowhere"], "nowhere"),
        (["conduit", "baseline", "--weeks", "0"], "weeks: must be a whole number"),
        (["conduit"], "Missing argument 'SCENARIO'"),
    ],
)
def test_what_cannot_be_asked_is_refused(words, complaint, capsys):
    assert main(words) == 2
    assert complaint in capsys.readouterr().err
