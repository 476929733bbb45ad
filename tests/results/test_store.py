"""A folder of results opens as tidy frames that other tools take as they are."""

import json

import numpy as np
import pytest

import sp_sim
from sp_sim.errors import Problems
from sp_sim.experiments.factor import Factor
from sp_sim.experiments.live import Question, live
from sp_sim.results.measures import MEASURES
from tests.builders import an_area
from tests.experiments.sweeps import SHARE, START, a_design

FACTORS = (Factor(START), Factor("burnout.base"))


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    design = a_design("sobol", factors=FACTORS, size=16, replications=2, chunk=400)
    return sp_sim.sweep(design, tmp_path_factory.mktemp("sweep") / "out", workers=1)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared") / "out"
    asked = Question(area=an_area(registered=1_200), weeks=20, replications=3)
    live(["in-practices", "head-office"], asked).save(folder)
    return sp_sim.open_results(folder)


def test_one_row_is_one_run_with_factors_and_measures(swept):
    runs = swept.runs

    assert ["point", "seed", "run", "cause", START, "burnout.base"] == list(runs.columns[:6])
    assert tuple(MEASURES) == swept.measures == tuple(runs.columns[6:])
    assert 16 * 4 * 2 == len(runs) == runs["run"].nunique()
    assert runs["cause"].isna().all()


def test_long_is_one_row_a_run_and_measure(swept):
    long = swept.long

    assert len(swept.runs) * len(MEASURES) == len(long)
    one = long[(long["run"] == "3@2") & (long["measure"] == "declined_share")]
    kept = swept.runs[swept.runs["run"] == "3@2"]["declined_share"]
    assert [*kept] == [*one["value"]]


def test_salib_takes_a_sweep_without_glue(swept):
    sobol = pytest.importorskip("SALib.analyze.sobol")

    found = sobol.analyze(
        swept.problem, swept.y("referrals_per_1000_per_year"), calc_second_order=False, seed=1
    )

    assert [START, "burnout.base"] == swept.problem["names"]
    assert (64, 2) == swept.x().shape
    assert found["ST"][0] > found["ST"][1]


def test_a_comparison_opens_the_same_way(compared):
    assert "compare" == compared.kind
    assert ["head-office@1", "in-practices@1"] == sorted(
        key for key in compared.runs["run"] if key.endswith("@1")
    )
    assert 6 == len(compared.runs)
    assert "referrals" in compared.tables
    assert len(compared.table("referrals")) > 0


def test_what_the_store_says_is_what_the_tables_say(compared):
    told = compared.query("SELECT value FROM measures WHERE scenario = 'head-office' AND seed = 2")
    row = compared.runs[compared.runs["run"] == "head-office@2"]

    assert np.allclose(
        np.sort(told["value"].dropna()),
        np.sort(row[list(compared.measures)].to_numpy().ravel())[: told["value"].notna().sum()],
    )


def test_a_store_says_in_a_line_what_it_is(swept):
    assert repr(swept).startswith("<Store: sweep in ")
    assert repr(swept).endswith("2 factors>")


def test_a_sweep_that_has_only_begun_has_its_columns_and_no_rows(swept, tmp_path):
    (tmp_path / "manifest.json").write_text(
        json.dumps(swept.manifest | {"complete": False}), encoding="utf-8"
    )
    begun = sp_sim.open_results(tmp_path)

    assert not begun.is_complete
    assert list(swept.runs.columns) == list(begun.runs.columns)
    assert 0 == len(begun.runs)


def test_a_folder_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(Problems, match="holds no results of sp_sim"):
        sp_sim.open_results(tmp_path)


def test_a_share_is_no_column_of_another_design(swept):
    assert SHARE not in swept.runs.columns
