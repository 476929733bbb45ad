"""Sensitivity from tables, from sweeps' folders, and from a design of its own."""

import json

import numpy as np
import pandas as pd
import pytest

from sp_sim.cli.tables_of_sensitivity import in_words
from sp_sim.errors import Problems
from sp_sim.experiments.factor import Factor
from sp_sim.experiments.sampling import latin_hypercube, sobol
from sp_sim.experiments.sensitivity import sensitivity
from sp_sim.experiments.sweep import sweep
from sp_sim.results.sensitivity import FILE
from sp_sim.results.store import open_results
from tests.builders import a_scenario, an_area
from tests.experiments.sweeps import FACTORS, a_design
from tests.experiments.test_indices import ISHIGAMI_TOTAL, ishigami
from tests.experiments.toys import GAIN, MEASURE, QUIET, a_toy, gains, turning_at

PLAIN, OTHER = a_scenario((), "plain"), a_scenario((), "other")
NAMES = list("abcd")
TRUST = "trust.start"


def a_table(shares, answers, *, seeds=3):
    """Return runs as rows, in no order; each seed lifts all points."""
    frame = pd.DataFrame(shares, columns=NAMES[: shares.shape[1]])
    frame["point"] = range(len(frame))
    lives = [frame.assign(seed=seed, out=answers + 10.0 * seed) for seed in range(seeds)]
    return pd.concat(lives).sample(frac=1.0, random_state=1)


def by_factor(found, what, measure=0):
    return {row["factor"]: row[what] for row in found.rankings[measure].rows}


def own(method, toy=None, **more):
    usual = {
        "measures": [MEASURE], "factors": [GAIN, TRUST], "area": an_area(), "weeks": 4,
        "replications": 2, "threads": 1,
    }  # fmt: skip
    given = usual | more
    return sensitivity(
        base=PLAIN,
        other=OTHER,
        method=method,
        living=toy or a_toy(turning_at(GAIN, 0.3, -20.0)),
        **given,
    )


def test_a_table_of_ishigami_ranks_its_factors():
    shares = sobol(512, 4, 1, second_order=False)
    table = a_table(shares, ishigami(shares))
    found = sensitivity(table, method="sobol", factors=NAMES, measures=["out"])

    assert ["a", "b", "c", "d"] == [row["factor"] for row in found.rankings[0].rows]
    totals = by_factor(found, "total")
    assert ISHIGAMI_TOTAL == pytest.approx([totals[name] for name in NAMES], abs=0.06)
    assert 0.0 == pytest.approx(found.rankings[0].noise_share, abs=1e-9)


def test_a_table_without_seeds_has_one_run_a_point():
    x = latin_hypercube(64, 2, 1)
    table = pd.DataFrame({"a": x[:, 0], "b": x[:, 1], "out": x[:, 0] - 0.1 * x[:, 1]})
    found = sensitivity(table, method="lhs", factors=["a", "b"], measures=["out"])

    assert found.rankings[0].noise_share is None
    assert by_factor(found, "partial")["a"] > 0.9 > -0.5 > by_factor(found, "partial")["b"]


def test_words_count_by_their_place_in_their_list():
    table = pd.DataFrame({"a": ["lo", "lo", "hi", "hi"] * 8, "out": [0.0, 0.1, 1.0, 1.1] * 8})
    found = sensitivity(table, method="lhs", factors=["a"], measures=["out"])

    assert by_factor(found, "rank_correlation")["a"] > 0.8


def test_too_many_factors_for_so_few_points_are_told():
    table = pd.DataFrame({"a": [0.0, 1.0, 2.0], "b": [0.0, 2.0, 1.0], "out": [0.0, 1.0, 2.0]})
    (ranking,) = sensitivity(table, method="lhs", factors=["a", "b"], measures=["out"]).rankings

    assert "partial" not in ranking.rows[0]
    assert "6 points" in ranking.notes[0]


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Folders of small sweeps, by kind of design."""

    def of(kind, scenario="base", **more):
        folder = tmp_path_factory.mktemp(kind) / "sweep"
        scenarios = {"base": a_scenario((), scenario, **more)}
        design = a_design(kind, scenarios=scenarios, factors=(*FACTORS, Factor(QUIET)))
        return sweep(design, folder, workers=1).folder

    return of


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("sobol", {"first", "first_low", "total", "total_high", "total_with_chance"}),
        ("morris", {"mu_star", "mu_star_low", "mu", "sigma", "mu_star_of_chance"}),
        ("latin-hypercube", {"rank_correlation", "partial", "partial_low"}),
        ("one-at-a-time", {"from", "to", "difference", "difference_low", "swing"}),
    ],
)
def test_a_sweep_is_analysed_as_it_was_designed(swept, kind, columns):
    found = sensitivity(swept(kind))

    assert kind == found.method
    assert ["referrals_per_1000_per_year", "exhaustion_mean"] == [
        each.measure for each in found.rankings
    ]
    assert columns <= set(found.table.columns)
    assert [3, 1] == [each.seeds for each in found.rankings], "with two seeds nobody is in post"
    assert 0.0 <= found.rankings[0].noise_share <= 1.0


def test_a_sweep_less_another_ranks_what_decides_the_difference(swept):
    folder = swept("sobol")
    with_lever = swept("sobol", "with", location_site_by_weekday=("practice",) * 5)
    measure = "referrals_per_1000_per_year"
    found = sensitivity(with_lever, minus=folder, measures=[measure])
    runs = [open_results(place).runs[measure].to_numpy() for place in (with_lever, folder)]

    assert not np.array_equal(*runs)
    assert found.of == "base less base"
    alike = sensitivity(folder, minus=folder, measures=[measure])
    assert {0.0} == {*by_factor(alike, "total").values()}


def test_sweeps_of_other_points_are_not_subtracted(swept):
    with pytest.raises(Problems, match="other points"):
        sensitivity(swept("sobol"), minus=swept("latin-hypercube"))


def test_any_sweep_may_be_ranked_by_correlation_but_not_by_another_design(swept):
    folder = swept("morris")

    assert "latin-hypercube" == sensitivity(folder, method="lhs").method
    with pytest.raises(Problems, match="designed for morris, not for sobol"):
        sensitivity(folder, method="sobol")


def test_points_without_an_answer_are_left_out_and_counted():
    shares = sobol(8, 2, 1, second_order=False)
    table = a_table(shares, shares[:, 0] + shares[:, 1])
    table.loc[table["point"] == 5, "out"] = np.nan
    (ranking,) = sensitivity(table, method="sobol", factors=["a", "b"], measures=["out"]).rankings

    assert 4 == ranking.dropped


@pytest.mark.parametrize(("method", "what"), [("sobol", "total"), ("morris", "mu_star")])
def test_a_design_of_its_own_finds_what_decides_a_difference(method, what):
    found = own(method, points=16)

    assert "other less plain" == found.of
    assert by_factor(found, what)[GAIN] > 0.8
    assert 0.0 == by_factor(found, what)[TRUST]


def test_a_tornado_of_its_own_moves_one_at_a_time():
    rows = own("one-at-a-time").rankings[0].rows
    moves = [(row["to"], row["difference"]) for row in rows if row["factor"] == GAIN]

    assert [GAIN, GAIN, TRUST, TRUST] == [row["factor"] for row in rows]
    assert moves == [
        pytest.approx((0.215, 5.7)),
        pytest.approx((0.785, -5.7)),
    ]


def test_a_tornado_tells_words_as_words():
    table = pd.DataFrame({"a": ["lo", "hi", "lo"], "b": [0.0, 0.0, 2.0], "out": [0.0, 3.0, 1.0]})
    found = sensitivity(table, method="one-at-a-time", factors=["a", "b"], measures=["out"])
    moves = [(row["from"], row["to"]) for row in found.rankings[0].rows]

    assert [("lo", "hi"), (0.0, 2.0)] == moves


def test_one_scenario_alone_is_ranked_by_what_decides_it():
    found = sensitivity(
        base=PLAIN, method="lhs", measures=[MEASURE], factors=["support.*"], points=64,
        area=an_area(), weeks=4, replications=1, threads=1,
        living=a_toy(gains),
    )  # fmt: skip

    assert "plain" == found.of
    assert GAIN == found.rankings[0].rows[0]["factor"]


def test_only_what_moves_results_most_is_varied_if_asked():
    found = own("sobol", points=8, factors=["support.*", "trust.*"], most=1)

    assert [GAIN] == [row["factor"] for row in found.rankings[0].rows]
    assert "1 of 20 parameters" in found.told["notes"][0]


def test_the_same_question_has_the_same_answer():
    assert own("sobol", points=8).document() == own("sobol", points=8).document()


def test_a_folder_holds_document_and_table(tmp_path):
    found = own("morris", points=4)
    folder = found.save(tmp_path / "out")

    assert found.document() == json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert len(found.table) == len(open_results(folder).table("sensitivity"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "nothing to analyse"),
        ({"source": pd.DataFrame({"a": [1.0]})}, "nothing says how"),
        ({"source": pd.DataFrame({"a": [1.0]}), "base": PLAIN}, "lived already"),
        (
            {"source": pd.DataFrame({"a": [1.0]}), "method": "lhs", "factors": ["b"]},
            "has no column b",
        ),
        (
            {
                "source": pd.DataFrame({"a": [1.0]}),
                "method": "magic",
                "factors": ["a"],
                "measures": ["a"],
            },
            "magic is no method",
        ),
        (
            {
                "source": pd.DataFrame({"a": [1.0]}),
                "method": "morris",
                "factors": ["a"],
                "measures": ["a"],
            },
            "no whole number of morris rows",
        ),
        (
            {
                "source": pd.DataFrame({"a": [1.0]}),
                "method": "lhs",
                "factors": ["a"],
                "measures": ["a"],
            },
            "too few points",
        ),
        ({"source": "nowhere"}, "holds no results"),
        ({"base": PLAIN, "method": "magic"}, "magic: is no method|is no method"),
        ({"base": PLAIN, "method": "sobol", "points": 12}, "cannot be sampled"),
        ({"base": PLAIN, "factors": ["burnt.*"]}, "names no uncertain parameter"),
        ({"base": PLAIN, "measures": ["happiness"]}, "is no measure"),
        ({"base": PLAIN, "draws": "prior"}, "not drawn"),
        ({"base": PLAIN, "counterfactual": True}, "moved from the start"),
    ],
)
def test_what_cannot_be_analysed_is_refused_in_words(asked, words):
    with pytest.raises(Problems, match=words):
        sensitivity(asked.pop("source", None), **asked)


def test_a_folder_that_is_no_sweep_is_refused(tmp_path):
    folder = own("morris", points=4).save(tmp_path / "out")

    with pytest.raises(Problems, match="is no sweep"):
        sensitivity(folder)


def test_a_sweep_that_is_not_finished_is_refused(swept):
    store = open_results(swept("sobol"))
    store.manifest |= {"complete": False}

    with pytest.raises(Problems, match="not finished"):
        sensitivity(store)


def test_seeds_must_be_the_same_to_subtract():
    shares = sobol(8, 2, 1, second_order=False)
    table = a_table(shares, shares[:, 0])
    fewer = table[table["seed"] == 0]

    with pytest.raises(Problems, match="other seeds"):
        sensitivity(table, minus=fewer, method="sobol", factors=["a", "b"], measures=["out"])


def test_pairs_are_told_with_their_cost_before_anything_is_lived(tmp_path):
    said = []

    found = own("sobol", points=8, second_order=True, on_estimate=said.append)
    (pair,) = found.rankings[0].pairs

    assert len(said) == 1
    assert said[0].startswith("8 rows x (2 x 2 + 2) points x 4 runs each")
    assert "= 192 runs" in said[0]
    assert 48 == found.rankings[0].points
    assert {GAIN, TRUST} == {pair["factor"], pair["with"]}
    assert pair["second_low"] <= pair["second"] <= pair["second_high"]
    assert "Two together, beyond what each does alone" in in_words(found)
    folder = found.save(tmp_path / "out")
    assert [pair] == json.loads((folder / FILE).read_text("utf-8"))["measures"][0]["pairs"]
    assert (folder / "pairs.parquet").is_file()


def test_pairs_are_for_sobol_alone():
    with pytest.raises(Problems, match="use the method sobol"):
        own("morris", points=8, second_order=True)


def test_pairs_are_not_told_where_nobody_asked():
    assert not own("sobol", points=8).rankings[0].pairs
