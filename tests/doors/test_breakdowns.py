"""`--by`: measures by practice, network, ... in words, in the document, in files and in Python."""

import duckdb
import pytest

import sp_sim
from sp_sim.areas.area import as_csv
from sp_sim.cli.main import main
from sp_sim.errors import Problems
from sp_sim.results.dimensions import BY
from sp_sim.results.splits import measures_of
from tests.builders import an_area
from tests.doors.door import at_the_door
from tests.doors.small import small, told_as_json
from tests.results.handmade import a_living

__all__ = ["small"]

QUICK = ("--weeks", "60", "--replications", "3", "--area", "area.csv", "--out", "told")
EVERY = tuple(word for by in BY for word in ("--by", by))


@pytest.fixture
def village(small):
    (small / "area.csv").write_text(as_csv(an_area()), encoding="utf-8")
    return small


def test_a_run_is_broken_down_in_words_within_a_hundred_columns(village, capsys):
    assert main(["run", "baseline", *QUICK, *EVERY]) == 0
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= 100
    for words in ("By practice", "By primary care network", "By age", "By need", "By year"):
        assert words in told
    for group in ("P01", "N1", "65 and over", "women", "loneliness"):
        assert f"\n {group} " in told
    assert "All measures by need are in the table summary_by_need." in told


@pytest.mark.parametrize("draws", [(), ("--draws", "prior", "--replications", "4")])
def test_a_comparison_is_broken_down_in_words_within_a_hundred_columns(village, capsys, draws):
    assert main(["compare", "head-office", "in-practices", *QUICK, *EVERY, *draws]) == 0
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= 100
    assert "By need: in-practices (other) against head-office (base)" in told
    assert "All measures by sex are in the table differences_by_sex." in told


def test_of_many_groups_the_first_are_shown(small, capsys):
    from dataclasses import replace

    from sp_sim.cli import telling

    area = an_area(practices=14)
    (small / "area.csv").write_text(as_csv(area), encoding="utf-8")
    codes = tuple(practice.code for practice in area.practices)
    living = a_living()
    places = replace(living.places(None), practices=codes, registered=(3_000,) * 14)
    telling.LIVING["living"] = replace(living, places=lambda _: places)

    assert main(["run", "baseline", *QUICK, "--by", "practice"]) == 0
    told = capsys.readouterr().out

    assert "The first 12 of 14 groups are shown." in told
    assert "\n P11 " in told
    assert "\n P12 " not in told


def test_rows_of_the_document_and_of_the_files_have_one_column_more(village, capsys):
    asked = ("compare", "head-office", "in-practices", *QUICK, "--by", "need")
    document = told_as_json(capsys, *asked)
    plain = document["scenarios"]["head-office"]["measures"]["wait_median_weeks"]
    rows = document["scenarios"]["head-office"]["breakdowns"]["need"]
    differences = document["comparisons"][0]["breakdowns"]["need"]

    assert set(rows[0]) == {*plain, "measure", "need"}
    assert {row["need"] for row in rows} == {"loneliness", "low_mood", "money", "housing", "caring"}
    whole = document["comparisons"][0]["measures"]["wait_median_weeks"]
    assert set(differences[0]) == {*whole, "measure", "words", "need"}
    assert document["manifest"]["by"] == ["need"]
    for table in ("summary", "measures", "differences"):
        one, other = (columns(f"told/{name}.parquet") for name in (table, f"{table}_by_need"))
        assert other == [*one, "need"]


def columns(path):
    return list(duckdb.read_parquet(path).df().columns)


def test_the_table_of_a_breakdown_has_every_seed_measure_and_group(village):
    main(["run", "baseline", *QUICK, "--by", "sex"])
    found = duckdb.read_parquet("told/measures_by_sex.parquet").df()
    has_change = sum(key.startswith(("naive_", "true_")) for key in measures_of("sex", 2))

    assert len(found) == 3 * 2 * (len(measures_of("sex", 2)) - has_change)
    assert found[found["sex"] == "women"]["value"].isna().any()  # nobody made up is a woman


def test_without_asking_nothing_is_broken_down(village, capsys):
    document = told_as_json(capsys, "run", "baseline", *QUICK)

    assert "breakdowns" not in document["scenarios"]["baseline"]
    assert not list((village / "told").glob("*_by_*"))


def test_python_takes_one_dimension_or_many_and_refuses_what_is_none():
    asked = {"area": an_area(), "weeks": 30, "replications": 2, "living": a_living()}

    assert sp_sim.run("baseline", by="need", **asked).asked.by == ("need",)
    assert sp_sim.run("baseline", by=["sex", "need", "sex"], **asked).asked.by == ("sex", "need")
    later = sp_sim.run("baseline", **asked).summary_by("practice")
    assert set(later["practice"]) == {"P00", "P01"}
    with pytest.raises(Problems, match="is none of practice, pcn, deprivation_fifth"):
        sp_sim.run("baseline", by="postcode", **asked)


def test_a_result_without_comparisons_has_an_empty_table_of_differences_by_group():
    asked = {"area": an_area(), "weeks": 30, "replications": 2, "living": a_living()}
    found = sp_sim.run("baseline", **asked).differences_by("sex")

    assert (len(found), list(found.columns)) == (0, ["base", "other", "measure", "sex"])


def test_the_help_says_which_measures_there_are():
    for command in ("run", "compare"):
        told = " ".join(at_the_door(command, "--help").out.split())

        assert "link workers and activities, which serve a whole network, are told only by" in told


def test_runs_that_were_added_for_precision_are_broken_down_too(village, capsys):
    few = ("--weeks", "60", "--area", "area.csv", "--out", "told", "--by", "sex")
    document = told_as_json(
        capsys, "run", "baseline", *few, "--precision", "exhaustion_mean=9", "--most", "30"
    )

    runs = document["stopping"]["runs"]
    rows = document["scenarios"]["baseline"]["breakdowns"]["sex"]
    assert {row["runs"] for row in rows if row["measure"] == "waiting_at_end"} == {runs}
