"""`sp-sim sweep` and `sp-sim results` from outside: words, documents, exit codes."""

import csv
import io
import json

import pytest

from sp_sim.cli import telling
from sp_sim.cli.sweep import in_minutes, lines
from tests.doors.door import at_the_door, refused
from tests.experiments.sweeps import a_design_file, failing, kept, mended

DESIGN = """\
asks: Who is reached?
kind: grid
area: village.csv
weeks: 20
replications: 3
factors:
  support.supervised_share: [0, 0.5, 1]
  location.site_by_weekday:
    - [practice, practice, practice, practice, practice]
    - [head_office, head_office, head_office, head_office, head_office]
"""


@pytest.fixture
def design(tmp_path):
    return a_design_file(tmp_path, DESIGN)


@pytest.fixture
def swept(tmp_path, design):
    told = at_the_door("sweep", design, "--out", tmp_path / "out", "--workers", 1)
    assert told.code == 0, told.err
    return tmp_path / "out"


def test_a_sweep_says_what_it_will_take_and_where_it_is(swept, design, tmp_path):
    told = at_the_door("sweep", design, "--out", tmp_path / "again", "--workers", 1)

    assert "18 runs to live: less than a minute on one core (a guess)" in told.err
    assert f"18 runs of 6 points are in {tmp_path / 'again'}" in told.out
    assert kept(swept) == kept(tmp_path / "again")


def test_a_sweep_tells_in_json(design, tmp_path):
    words = ("sweep", design, "--out", tmp_path / "out", "--workers", 1, "--json", "--quiet")
    told = at_the_door(*words)

    assert (0, "") == (told.code, told.err)
    assert ("sweep", 18) == (told.document["manifest"]["kind"], told.document["manifest"]["runs"])


def test_a_used_folder_ends_with_2_and_resumes_with_0(swept, design):
    (problem,) = refused(swept.parent, "sweep", design, "--out", swept)

    assert "give --resume" in problem["remedy"]
    assert 0 == at_the_door("sweep", design, "--out", swept, "--resume").code


def test_growing_is_said_in_the_words_of_the_design(swept, design):
    grow = ("sweep", design, "--out", swept, "--workers", 1, "--expand")

    assert 0 == at_the_door(*grow, "replications=5").code
    assert 30 == len(at_the_door("results", "export", swept, "--csv", "-").out.splitlines()) - 1
    assert 2 == at_the_door(*grow, "points=4").code
    assert 2 == at_the_door(*grow, "runs=4").code


def test_failed_runs_end_with_1_and_their_causes(design, tmp_path, monkeypatch):
    from sp_sim.experiments import sweep as room

    real = room.sweep
    monkeypatch.setattr(room, "sweep", lambda *a, **k: real(*a, **(k | {"living": failing})))
    told = at_the_door("sweep", design, "--out", tmp_path / "out", "--workers", 1)
    shown = at_the_door("results", "show", tmp_path / "out", "--json").document

    assert 1 == told.code
    assert "10 of them failed" in told.out
    assert [6, 4] == [cause["runs"] for cause in shown["causes"]]
    assert "RuntimeError: nobody supervises" == shown["causes"][0]["cause"]
    key = shown["causes"][0]["such_as"]
    monkeypatch.setitem(telling.LIVING, "living", failing())
    again = at_the_door("results", "rerun", tmp_path / "out", key)
    assert 1 == again.code
    assert f"{key} failed: RuntimeError: nobody supervises" in again.out
    monkeypatch.setitem(telling.LIVING, "living", mended())
    at_the_door("results", "rerun", tmp_path / "out", key, "--keep")
    assert (
        9
        == at_the_door("results", "show", tmp_path / "out", "--json").document["manifest"]["failed"]
    )


def test_results_are_listed_where_they_are(swept):
    told = at_the_door("results", "list", swept.parent, "--json").document["results"]

    assert [("sweep", "small", 18, "complete")] == [
        (one["kind"], one["of"], one["runs"], one["state"]) for one in told
    ]
    assert "sweep  small" in at_the_door("results", "list", swept.parent).out
    assert "no results of sp_sim" in at_the_door("results", "list", swept / "parts").out


def test_results_are_shown_in_words(swept):
    told = at_the_door("results", "show", swept).out

    assert "asks: Who is reached?" in told
    assert "varied: support.supervised_share, location.site_by_weekday" in told
    assert "Referrals per 1,000 patients a year" in told
    assert "core minutes over 1 parts on one machine" in told


def test_a_query_is_answered(swept):
    ask = 'SELECT "support.supervised_share" AS share, count(*) AS runs FROM runs GROUP BY 1 ORDER BY 1'
    rows = [{"share": share, "runs": 6} for share in (0.0, 0.5, 1.0)]

    assert rows == at_the_door("results", "query", ask, swept, "--json").document["rows"]
    assert "share  runs" in at_the_door("results", "query", ask, swept).out


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM runs", "SELECT 1; SELECT 2", "COPY runs TO 'x.csv'", "SELECT nonsense FROM runs"],
)
def test_what_is_no_question_is_refused(swept, sql):
    (problem,) = refused(swept, "results", "query", sql, swept)

    assert "SELECT" in problem["rule"]


def test_long_tables_are_exported_for_r(swept, tmp_path):
    told = at_the_door("results", "export", swept, "--csv", tmp_path / "l.csv", "--table", "long")
    with (tmp_path / "l.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wide = list(
        csv.DictReader(io.StringIO(at_the_door("results", "export", swept, "--csv", "-").out))
    )
    (one,) = [
        row
        for row in rows
        if row["run"] == "4@2" and row["measure"] == "referrals_per_1000_per_year"
    ]

    assert 0 == told.code
    assert wide[4 * 3 + 1]["referrals_per_1000_per_year"] == one["value"]
    assert "practice|practice|practice|practice|practice" == rows[0]["location.site_by_weekday"]


def test_a_run_is_lived_again_the_same_to_the_bit(swept, tmp_path):
    told = at_the_door("results", "rerun", swept, "4@2", "--out", tmp_path / "whole")

    assert 0 == told.code, told.err
    assert "4@2: the same to the bit" in told.out
    assert (tmp_path / "whole" / "referrals.parquet").exists()


@pytest.mark.parametrize("key", ["6@1", "nonsense", "1@9"])
def test_a_run_that_there_is_not_is_refused(swept, key):
    (problem,) = refused(swept, "results", "rerun", swept, key)

    assert "there is no such run" == problem["message"]


def test_a_run_of_compare_is_lived_again_too(tmp_path, design):
    words = ("--area", design.parent / "village.csv", "--weeks", 20, "--replications", 3)
    out = tmp_path / "compared"
    assert 0 == at_the_door("compare", "in-practices", "head-office", *words, "--out", out).code
    told = at_the_door("results", "rerun", out, "head-office@2", "--json")
    count = at_the_door("results", "query", "SELECT count(*) AS n FROM runs", out, "--json")

    assert told.document["same"], told.document
    assert "NaN" not in told.out
    assert [{"n": 6}] == count.document["rows"]
    assert "compare" == at_the_door("results", "list", out, "--json").document["results"][0]["kind"]


def test_a_folder_without_results_is_refused(tmp_path):
    for words in (("show",), ("export", "--csv", "-"), ("rerun", "1@1")):
        told = at_the_door("results", words[0], tmp_path, *words[1:])
        assert 2 == told.code
        assert "holds no results of sp_sim" in told.err


def test_a_table_that_there_is_not_is_refused(swept):
    told = at_the_door("results", "export", swept, "--csv", "-", "--table", "lives")

    assert 2 == told.code
    assert "there are runs, long" in told.err


def test_progress_is_told_in_lines_with_the_time_left(capsys):
    times = iter([0.0, 0.0, 10.0, 20.0, 40.0, 500.0])
    show = lines(clock=lambda: next(times))
    for done in (100, 200, 300, 400, 500):
        show(done, 1_000)

    assert ["400 of 1,000 runs, 80 s left", "500 of 1,000 runs, 10 min left"] == (
        capsys.readouterr().err.splitlines()
    )
    assert "2 min" == in_minutes(120)


def test_check_knows_designs(design, tmp_path):
    told = at_the_door("check", design, "--json").document
    design.write_text(DESIGN.replace("grid", "gird"), encoding="utf-8")

    assert [("design", 6, 18)] == [(f["kind"], f["points"], f["runs"]) for f in told["files"]]
    assert 2 == at_the_door("check", design).code
    assert 'did you mean "grid"?' in at_the_door("check", design).err


def test_the_manifest_is_plain_json_and_names_no_machine(swept):
    text = (swept / "manifest.json").read_text(encoding="utf-8")
    told = json.loads(text)

    assert told["complete"]
    assert str(swept.parent) not in text
    assert {"started", "finished", "platform"} & set(told) == set()
