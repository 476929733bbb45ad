"""`sp-sim results by`: measures of a folder, broken down by place and by kind of person."""

import csv
import io

import pytest

from sp_sim.results.breakdown import BY, breakdown
from sp_sim.results.reopen import reopen
from tests.doors.door import at_the_door, refused
from tests.report.kept import a_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return a_folder(tmp_path_factory.mktemp("two"), "head-office", "in-practices")


@pytest.mark.parametrize("by", BY)
def test_a_folder_is_broken_down_by_whatever_is_known(folder, by):
    told = at_the_door("results", "by", folder, by, "--json").document
    frame = breakdown(reopen(folder).arms, by)

    assert by == told["by"]
    assert len(frame) == len(told["rows"])
    assert list(frame.columns) == list(told["rows"][0])


def test_the_two_scenarios_stand_one_below_the_other(folder):
    lines = at_the_door("results", "by", folder, "sex").out.splitlines()
    uptake = "Referrals per 1,000 patients of all kinds a year"
    first = [line.removeprefix(uptake) for line in lines if line.startswith(uptake)]

    assert ["words", "sex", "scenario"] == lines[0].split()[:3]
    assert ["men", "men", "women", "women"] == [line.split()[0] for line in first]
    assert ["head-office", "in-practices"] * 2 == [line.split()[1] for line in first]


def test_it_goes_to_a_spreadsheet(folder, tmp_path):
    printed = at_the_door("results", "by", folder, "age_band", "--csv", "-").out
    written = at_the_door("results", "by", folder, "age_band", "--csv", tmp_path / "ages.csv")

    assert 0 == written.code
    assert printed == (tmp_path / "ages.csv").read_text()
    bands = {row["age_band"] for row in csv.DictReader(io.StringIO(printed))}
    assert {"under_40", "from_40_to_64", "from_65"} == bands


def test_a_column_that_is_not_there_is_refused_with_the_nearest(folder):
    (problem,) = refused(folder, "results", "by", folder, "needs")

    assert "is no breakdown" in problem["message"]
    assert 'did you mean "need"' in problem["remedy"]
