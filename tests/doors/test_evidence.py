"""`sp-sim evidence`: every parameter with its source, as words, JSON and CSV."""

import csv
import io
import json

import pytest

from sp_sim.cli.main import main
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import GRADES


def rows_of(capsys, *arguments):
    assert main(["evidence", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)["parameters"]


@pytest.mark.parametrize("option", ["--section", "--mechanism"])
def test_a_mechanism_that_there_is_not_is_complained_of_by_the_option_that_was_typed(
    capsys, option
):
    assert main(["evidence", option, "nothing"]) == 2

    assert f"{option}: is not a section of parameters" in capsys.readouterr().err


def test_the_two_names_of_one_option_give_the_same_and_are_not_given_both(capsys):
    assert rows_of(capsys, "--mechanism", "burnout") == rows_of(capsys, "--section", "burnout")
    assert main(["evidence", "--section", "burnout", "--mechanism", "burnout"]) == 2


def test_every_parameter_is_listed_with_what_it_rests_on(capsys):
    rows = rows_of(capsys)

    assert [row["key"] for row in rows] == list(PARAMETERS)
    assert [] == [row for row in rows if not (row["source"] and row["unit"] and row["meaning"])]


def test_a_section_alone(capsys):
    rows = rows_of(capsys, "--section", "burnout")

    assert {row["key"].split(".")[0] for row in rows} == {"burnout"}
    assert rows[0]["default"] == PARAMETERS[rows[0]["key"]].default


def test_a_grade_alone(capsys):
    for grade in GRADES:
        assert {row["grade"] for row in rows_of(capsys, "--grade", grade)} <= {grade}


def test_an_unknown_section_is_refused_with_those_there_are(capsys):
    assert main(["evidence", "--section", "burnot"]) == 2
    told = capsys.readouterr()

    assert "sections are consulting, " in told.err
    assert told.out == ""


def test_as_csv(capsys):
    assert main(["evidence", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [row["key"] for row in rows] == list(PARAMETERS)


def test_csv_and_json_exclude_each_other(capsys):
    assert main(["evidence", "--csv", "--json"]) == 2
    assert "exclude each other" in capsys.readouterr().out


def test_in_words_it_counts_the_grades(capsys):
    assert main(["evidence", "--section", "location"]) == 0
    told = capsys.readouterr().out

    assert "location.site_by_weekday = " in told
    assert told.splitlines()[-1].split(" parameters: ")[0] == str(
        sum(key.startswith("location.") for key in PARAMETERS)
    )


def test_nothing_of_a_grade_is_said_in_words(capsys, monkeypatch):
    monkeypatch.setattr("sp_sim.cli.evidence.parameters", lambda *_, **__: [])

    assert main(["evidence"]) == 0
    assert capsys.readouterr().out == "No parameter is like that.\n"


def test_a_summary_counts_grades_by_mechanism_and_in_all(capsys):
    assert main(["evidence", "--summary", "--json"]) == 0
    *mechanisms, total = json.loads(capsys.readouterr().out)["summary"]

    assert (len(PARAMETERS), "in all") == (total["in_all"], total["mechanism"])
    for grade in GRADES:
        assert total[grade] == sum(told.grade == grade for told in PARAMETERS.values())
        assert total[grade] == sum(row[grade] for row in mechanisms)
    assert total["uncertain"] == sum(row["uncertain"] for row in mechanisms) < total["in_all"]


def test_a_summary_in_words_is_a_table_with_what_grades_mean(capsys):
    assert main(["evidence", "--summary", "--mechanism", "burnout"]) == 0
    told = capsys.readouterr().out.splitlines()

    assert ["mechanism", *GRADES, "in", "all", "uncertain"] == told[0].split()
    assert ["burnout", "in"] == [told[2].split()[0], told[4].split()[0]]
    assert told[2].split()[1:] == told[4].split()[2:]
    assert told[-1].endswith(".")
    assert max(map(len, told)) <= 100


def test_a_summary_as_csv(capsys):
    assert main(["evidence", "--summary", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert str(len(PARAMETERS)) == rows[-1]["in_all"]
