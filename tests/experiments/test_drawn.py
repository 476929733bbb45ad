"""Living under many parameter sets: the same sets in every arm, nested, records kept while they fit."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.errors import Problems
from sp_sim.experiments import live, past
from sp_sim.experiments.compare import compare, compare_results, pair
from sp_sim.experiments.ensemble import prior, under
from sp_sim.experiments.live import Question
from sp_sim.experiments.rerun import rerun
from sp_sim.experiments.run import run
from sp_sim.results.measures import MEASURES
from sp_sim.results.over_sets import by_set
from tests.builders import a_change, a_scenario, an_area

KEY = "referrals_per_1000_per_year"
LATER = a_change(10, location_site_by_weekday=("practice",) * 5)
BASE, OTHER = a_scenario((), "base"), a_scenario((LATER,), "moved")
ASKED = {"area": an_area(), "weeks": 20, "threads": 1, "replications": 3}
BY = ("practice", "need")
DRAWN = ASKED | {"draws": "prior", "sets": 5, "replications": 15, "by": BY}
BROKEN_DOWN = {f"{table}_by_{by}" for table in ("summary", "measures", "differences") for by in BY}


@pytest.fixture(scope="module")
def result():
    return compare(BASE, OTHER, **DRAWN)


def test_each_set_has_seeds_of_its_own(result):
    assert tuple(range(1, 16)) == result.asked.seeds
    assert [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4] == result.asked.set_of_each


@pytest.mark.parametrize("number", [0, 3])
def test_a_run_is_that_of_its_parameters_lived_alone(result, number):
    scenario = under(OTHER, prior(5).sets[number])
    alone = run(scenario, **(ASKED | {"seed": 1 + 3 * number}))

    for key in MEASURES:
        found = result.arms[1].measured[key][3 * number : 3 * number + 3]
        assert np.array_equal(alone.arms[0].measured[key], found, equal_nan=True)


def test_threads_make_no_difference(result):
    again = compare(BASE, OTHER, **(DRAWN | {"threads": 2}))

    assert result.document()["comparisons"] == again.document()["comparisons"]


def test_fewer_sets_are_the_first_of_more(result):
    fewer = compare(BASE, OTHER, **(DRAWN | {"sets": 2, "replications": 6}))

    assert np.array_equal(result.arms[0].measured[KEY][:6], fewer.arms[0].measured[KEY])


def test_ranges_over_sets_have_names_of_their_own(result):
    told = result.document()
    mean = told["scenarios"]["moved"]["measures"][KEY]
    difference = told["comparisons"][0]["measures"][KEY]

    for found in (mean, difference):
        assert found["evidence_low"] <= found["low"] < found["high"] <= found["evidence_high"]
        assert found["run_low"] < found["run_high"]
        assert pytest.approx(1.0) == found["chance_share"] + found["evidence_share"]
    assert 0.0 <= difference["evidence_probability_better"] <= 1.0
    assert difference["runs_to_settle"] is None
    assert ("prior", 5) == (told["manifest"]["draws"], told["manifest"]["parameter_sets"])


def test_a_verdict_holds_in_nearly_all_sets(result):
    for key, found in result.comparisons[0].differences.items():
        nested = result.comparisons[0].beside[key].nested
        if found.verdict in ("better", "worse"):
            assert nested.evidence_low > 0.0 or nested.evidence_high < 0.0
        if found.verdict == "equivalent":
            smallest = MEASURES[key].smallest
            assert -smallest <= nested.evidence_low <= nested.evidence_high <= smallest


def test_records_are_kept_run_by_run(result):
    rows = result.arms[1].records.practice_weeks

    assert list(range(15)) == sorted(set(rows["run"].tolist()))
    assert result.arms[1].keeps_records
    assert {"referrals", "parameter_sets"} < set(result.tables)


@pytest.fixture(scope="module")
def spare():
    """The same, where no byte of records may be kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "MOST_KEPT", 0)
        return compare(BASE, OTHER, **DRAWN)


def test_records_that_would_fill_the_memory_are_let_go_and_the_answer_is_the_same(result, spare):
    assert all(0 == len(arm.records.referrals) for arm in spare.arms)
    kept = {"summary", "measures", "differences", "weekly", "parameter_sets"}
    assert kept | BROKEN_DOWN == set(spare.tables)
    for told in ("scenarios", "comparisons", "best"):
        assert result.document()[told] == spare.document()[told]
    assert result.weekly.equals(spare.weekly)
    assert result.measures_by("need").equals(spare.measures_by("need"))
    with pytest.raises(Problems, match="cannot be told of so many runs"):
        spare.summary_by("sex")


def test_means_of_groups_of_runs_are_over_sets(result):
    values = result.arms[0].measured[KEY]
    of_sets = values.reshape(5, 3).mean(axis=1)

    assert pytest.approx(of_sets.mean()) == result.arms[0].estimates[KEY].mean
    assert 15 == result.arms[0].estimates[KEY].runs
    assert np.allclose(of_sets, by_set(values, 5))
    assert np.allclose(
        np.stack([of_sets, 2 * of_sets], axis=1),
        by_set(np.stack([values, 2 * values], axis=1), 5),
    )


def test_one_run_is_lived_again_with_what_was_drawn(result, tmp_path):
    result.save(tmp_path / "kept")
    told = rerun(tmp_path / "kept", "moved@11")

    assert told.is_same
    assert told.found[KEY] == result.arms[1].measured[KEY][10]


def test_parameters_are_told(result):
    sets = result.parameter_sets

    assert 5 == sets["draw"].nunique()
    assert 1 == sets[sets["draw"] == 2].groupby("parameter")["value"].nunique().max()
    assert list(range(5)) == sorted(result.measures["draw"].unique())


def test_what_was_let_go_is_in_no_file(spare, tmp_path):
    folder = spare.save(tmp_path / "kept")

    assert (folder / "parameter_sets.parquet").is_file()
    assert not (folder / "referrals.parquet").exists()


def test_few_sets_are_warned_of(result):
    assert "5 parameter sets are few" in result.comparisons[0].warnings[-1]
    enough = compare(
        a_scenario((), "one"),
        a_scenario((), "two"),
        **(DRAWN | {"sets": 39, "replications": 78, "weeks": 2}),
    )
    assert not any("few" in told for told in enough.comparisons[0].warnings)


def test_progress_is_reported_in_runs():
    told = []
    run(BASE, on_progress=lambda done, jobs: told.append((done, jobs)), **DRAWN)

    assert (15, 15) == told[-1]
    assert 5 == len(told)


def test_mature_services_are_drawn_too(tmp_path, monkeypatch):
    monkeypatch.setattr(past, "_place", lambda scenario, area: tmp_path / scenario.fingerprint)
    old = a_scenario((), "old", start="mature")
    found = run(old, **(DRAWN | {"sets": 2, "replications": 4}))
    alone = run(under(old, prior(2).sets[1]), **(ASKED | {"seed": 3, "replications": 2}))

    assert np.array_equal(
        alone.arms[0].measured["caseload_mean"],
        found.arms[0].measured["caseload_mean"][2:],
        equal_nan=True,
    )


def test_other_draws_cannot_be_paired(result):
    point = run(BASE, **(ASKED | {"replications": 15, "draws": "point"}))

    with pytest.raises(Problems, match=r"draws: arms can be compared only when they share it"):
        pair(point.arms[0], result.arms[1])


def test_results_of_another_posterior_cannot_be_paired():
    asked = ASKED | {"replications": 4, "weeks": 2}
    one, two = run(BASE, **asked).arms[0], run(OTHER, **asked).arms[0]
    elsewhere = replace(two, asked=replace(two.asked, posterior="another"))

    assert pair(one, two)
    with pytest.raises(Problems, match="posterior: arms can be compared only when they share it"):
        pair(one, elsewhere)


def test_results_of_the_same_draws_that_were_lived_apart_are_compared_alike(result):
    apart = compare_results(run(BASE, **DRAWN), run(OTHER, **DRAWN))

    assert result.document()["comparisons"] == apart.document()["comparisons"]


@pytest.mark.parametrize(
    ("asked", "kind", "runs", "sets"),
    [
        ({}, "posterior", 80, 40),
        ({"draws": "point"}, "point", 20, 1),
        ({"draws": "prior"}, "prior", 80, 40),
        ({"sets": 100}, "posterior", 200, 100),
        ({"replications": 200}, "posterior", 200, 100),
        ({"replications": 21}, "posterior", 21, 7),
        ({"replications": 3}, "point", 3, 1),
    ],
)
def test_runs_are_spread_over_as_many_sets_as_have_two_each(asked, kind, runs, sets):
    question = Question(**asked)

    assert (kind, runs, sets) == (question.kind, question.runs, question.how_many_sets)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"replications": 17}, r"replications: cannot be spread.*got 17.*ask for 18, say"),
        ({"replications": 3, "draws": "prior"}, r"ask for 4, say, or for draws 'point'"),
        ({"replications": 20, "sets": 6}, r"evenly over 6 parameter sets.*ask for 18, say"),
        ({"replications": 6, "sets": 6}, r"two or more runs each.*ask for 12, say"),
        ({"sets": 1}, r"sets: must be a whole number from 2"),
        ({"sets": 60_000}, r"120,000 runs are too many"),
        ({"sets": 3, "draws": "point"}, r"with draws 'point' there is one parameter set"),
        ({"draws": "guess"}, r"draws: is none of point, prior, posterior"),
    ],
)
def test_what_cannot_be_spread_is_refused_with_what_can(asked, told):
    with pytest.raises(Problems, match=told):
        Question(**asked).asked()
