"""Reopening: what was kept comes back to the bit."""

import json
import shutil

import duckdb
import pytest

from sp_sim.errors import Problems
from sp_sim.experiments.compare import compare
from sp_sim.results.inputs import DOCUMENT, INPUTS
from sp_sim.results.reopen import reopen
from tests.builders import an_area
from tests.results.handmade import a_living

ASKED = {"weeks": 60, "replications": 3}


@pytest.fixture(scope="module")
def result():
    return compare("head-office", "rural", area=an_area(), living=a_living(), **ASKED)


@pytest.fixture
def folder(result, tmp_path):
    return result.save(tmp_path / "kept")


def test_records_scenarios_and_area_come_back_to_the_bit(result, folder):
    kept = reopen(folder)

    assert kept.names == ["head-office", "rural"]
    assert kept.area == result.asked.area
    for before, after in zip(result.arms, kept.arms, strict=True):
        assert before.records.same_bits(after.records)
        assert before.places == after.places
        assert before.asked == after.asked
        assert before.scenario.fingerprint == after.scenario.fingerprint


def test_the_answer_comes_back_as_it_was_told(result, folder):
    kept = reopen(folder)
    told = result.document()

    assert kept.comparisons == json.loads(json.dumps(told["comparisons"]))
    assert kept.manifest["seeds"] == told["manifest"]["seeds"]


def test_drawn_parameters_leave_no_records_and_that_is_no_error(folder):
    (folder / "referrals.parquet").unlink()
    kept = reopen(folder)

    assert not kept.keeps_records
    assert kept.arms == ()
    assert len(kept.scenarios) == 2


@pytest.mark.parametrize("name", [DOCUMENT, INPUTS, "area.csv", "weekly.parquet"])
def test_a_folder_with_a_file_missing_is_refused_by_its_name(folder, name):
    (folder / name).unlink()

    with pytest.raises(Problems, match=name):
        reopen(folder)


@pytest.mark.parametrize("text", ["not JSON", "[]"])
def test_a_document_that_says_something_else_is_refused(folder, text):
    (folder / DOCUMENT).write_text(text)

    with pytest.raises(Problems, match=r"document\.json"):
        reopen(folder)


def test_records_of_a_version_that_knew_no_ages_are_refused(folder):
    path = folder / "referrals.parquet"
    with duckdb.connect(":memory:") as connection:
        older = connection.read_parquet(str(path)).df().drop(columns="age_band")
        connection.from_df(older).write_parquet(str(path))

    with pytest.raises(Problems, match=r"has no referrals\.age_band: made by another version"):
        _ = reopen(folder).arms


def test_a_torn_table_is_refused(folder):
    (folder / "weekly.parquet").write_bytes(b"PAR1")
    kept = reopen(folder)

    with pytest.raises(Problems, match="cannot be read"):
        kept.table("weekly")


def test_a_folder_can_be_carried_elsewhere(folder, tmp_path):
    moved = tmp_path / "elsewhere"
    shutil.move(folder, moved)

    assert len(reopen(moved).arms) == 2
