"""`run` and `compare` with parameter sets, with precision, with many arms: what they print and keep."""

import json

import pytest

from sp_sim.cli import tables_of_many
from sp_sim.cli.main import main
from sp_sim.cli.tables import result_in_words
from sp_sim.experiments.compare import compare, pair
from sp_sim.results.beside import Beside
from sp_sim.results.comparison import Comparison
from tests.builders import a_change, a_scenario, an_area
from tests.doors.small import small, told_as_json
from tests.experiments.opposed import opposed
from tests.results.handmade import a_living, an_arm

__all__ = ["small"]

QUICK = ("--weeks", "60", "--replications", "12", "--draws", "point")
ARMS_TOLD = ("head-office", "in-practices")
ARMS = tuple(a_scenario((), name) for name in ("base", "one", "two"))
SMALL = {"area": an_area(), "weeks": 60, "replications": 20, "threads": 1, "draws": "point"}
PRIOR = ("--draws", "prior", "--sets", "3", "--replications", "36")


def printed(capsys, *arguments):
    assert main([*arguments, "--quiet"]) == 0
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 100
    return told


def test_a_comparison_under_parameter_sets_says_which_were_used(small, capsys):
    told = printed(capsys, "compare", *ARMS_TOLD, *QUICK, *PRIOR)

    assert "3 parameter sets with 12 runs each: 36 runs (seeds 1 to 36)" in " ".join(told.split())
    assert "Draws: prior. Parameters are drawn from what was believed before calibration" in told
    assert "95% of sets" in told
    assert "Every parameter set was lived by both scenarios" in told
    assert "WARNING: 3 parameter sets are few" in told
    assert "each drawn from what is\nbelieved" in told


def test_a_run_under_parameter_sets_tells_chance_from_evidence(small, capsys):
    told = printed(capsys, "run", "baseline", *QUICK, *PRIOR)
    (head,) = [line for line in told.splitlines() if "8 runs in 10" in line]

    assert "95% of sets evidence" in head
    assert "only evidence does" in " ".join(told.split())


def test_the_posterior_is_the_default_and_is_said(small, capsys):
    told = printed(capsys, "run", "baseline", "--weeks", "60")

    assert "40 parameter sets with 2 runs each: 80 runs (seeds 1 to 80)" in " ".join(told.split())
    assert "Draws: posterior. Parameters are drawn from what is believed after" in told


@pytest.mark.parametrize("few", [("--draws", "point"), ("--replications", "3")])
def test_central_values_are_asked_for_or_taken_of_few_runs_and_that_is_said(small, capsys, few):
    told = printed(capsys, "run", "baseline", "--weeks", "60", *few)

    assert "Draws: point. Every parameter is at its central value." in told
    assert "95% of sets" not in told


def test_the_document_has_the_ranges_of_the_interface(small, capsys):
    document = told_as_json(capsys, "compare", *ARMS_TOLD, *QUICK, *PRIOR)
    mean = document["scenarios"]["head-office"]["measures"]["exhaustion_mean"]
    (comparison,) = document["comparisons"]

    wanted = {
        "run_low",
        "run_high",
        "evidence_low",
        "evidence_high",
        "chance_share",
        "evidence_share",
    }
    assert wanted <= set(mean)
    assert wanted <= set(comparison["measures"]["exhaustion_mean"])
    assert ("prior", 3) == (document["manifest"]["draws"], document["manifest"]["parameter_sets"])


def test_the_folder_holds_the_parameter_sets_and_a_picture(small, capsys):
    printed(capsys, "compare", *ARMS_TOLD, *QUICK, *PRIOR, "--out", "kept")
    names = {path.name for path in (small / "kept").iterdir()}

    assert {"parameter_sets.parquet", "measures.parquet", "trajectories.png"} <= names
    assert "referrals.parquet" in names


def test_three_arms_are_told_together(small, capsys):
    told = printed(capsys, "compare", "baseline", *ARMS_TOLD, *QUICK, "--all-pairs")

    assert "in-practices (other) against head-office (base)" in told
    assert "Taken together. 6 questions were asked" in told
    assert "Which is best of all (share of studies drawn anew" in told
    assert (
        len([line for line in told.splitlines() if line.startswith("- in-practices against")]) == 4
    )


def test_the_words_are_those_that_hold_together(small, capsys):
    """In short says the corrected verdict, and the table the plain one."""
    result = compare(*ARMS, all_pairs=True, living=a_living(0.01), **(SMALL | {"replications": 6}))
    told = result_in_words(result)
    weaker = [
        comparison
        for comparison in result.comparisons
        if comparison.beside["exhaustion_mean"].corrected.verdict
        != comparison.differences["exhaustion_mean"].verdict
    ]

    assert weaker
    assert "inconclusive (alone: " in told


def test_two_arms_are_not_told_together(small, capsys):
    told = printed(capsys, "compare", *ARMS_TOLD, *QUICK)

    assert "Taken together" not in told
    assert "best of all" not in told


def test_sets_are_what_the_best_is_counted_in_when_they_are_drawn(small, capsys):
    told = printed(capsys, "compare", "baseline", *ARMS_TOLD, *QUICK, *PRIOR)

    assert "share of parameter sets in which its mean is the best" in " ".join(told.split())


def test_runs_are_added_until_precise(small, capsys):
    told = printed(
        capsys, "compare", *ARMS_TOLD, "--weeks", "60", "--precision", "exhaustion_mean=3"
    )

    assert "looks: precise enough. Runs were added until" in told
    assert "in-practices against the base" in told
    assert "(asked: 3): precise" in " ".join(told.split())


def test_it_is_said_when_the_most_runs_were_not_enough(small, capsys):
    asked = ("--weeks", "60", "--precision", "exhaustion_mean=0.001", "--most", "25")
    told = printed(capsys, "run", "baseline", *asked)

    assert "Stopped after 25 runs, 2 looks: no more than 25 were allowed." in told
    assert "NOT PRECISE" in told


def test_what_was_asked_and_reached_is_in_the_document(small, capsys):
    asked = ("--weeks", "60", "--precision", "exhaustion_mean=5", "--precision", "caseload_mean=20")
    told = told_as_json(capsys, "run", "baseline", *asked)["stopping"]

    assert told["is_precise"]
    assert {"exhaustion_mean": 5.0, "caseload_mean": 20.0} == {
        each["measure"]: each["asked_half_width"] for each in told["precision"]
    }


def test_a_used_folder_is_refused_before_runs_are_added_as_nobody_knows_how_many(small, capsys):
    asked = (
        "run",
        "baseline",
        "--weeks",
        "60",
        "--precision",
        "exhaustion_mean=3",
        "--out",
        "kept",
    )
    printed(capsys, *asked)

    assert main([*asked]) == 2
    assert "holds other results; give another --out, or --overwrite" in capsys.readouterr().err
    printed(capsys, *asked, "--overwrite")
    assert json.loads((small / "kept" / "manifest.json").read_text())["seeds"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--precision", "exhaustion_mean"), "--precision takes KEY=HALFWIDTH"),
        (("--precision", "exhaustion_mean=much"), "--precision takes KEY=HALFWIDTH"),
        (("--most", "30"), "--most says when to stop looking for --precision"),
        (("--draws", "guess"), "is not one of"),
        (("--draws", "point", "--sets", "4"), "with draws 'point' there is one parameter set"),
    ],
)
def test_what_cannot_be_asked_is_refused(small, capsys, words, complaint):
    with_code = main(["run", "baseline", *words])

    assert with_code == 2
    assert complaint in capsys.readouterr().err


def test_pairs_that_do_not_serve_are_said_in_words():
    result = compare(*ARMS[:2], living=opposed(), **SMALL)
    told = " ".join(tables_of_many.pairing(result.comparisons[0]).split())
    kept = " ".join(tables_of_many.pairing(pair(*result.arms)).split())

    assert told.startswith("Pairing hurt in: Link workers' exhaustion (0 to 54)")
    assert "base was lived again with other seeds (21 to 40)" in told
    assert "arms with unlike seeds would have needed fewer runs" in kept
    assert "" == tables_of_many.pairing(pair(an_arm("one"), an_arm("two")))


def test_nothing_is_told_together_of_comparisons_that_were_not_corrected():
    plain = Comparison("one", "two", {}, (), (), beside={"exhaustion_mean": Beside()})

    assert not tables_of_many.is_corrected(plain)


MOVES = a_scenario((a_change(10, location_site_by_weekday=("practice",) * 5),), "moves")


def test_identity_before_the_change_is_a_line_of_the_report():
    result = compare(ARMS[0], MOVES, area=an_area(), weeks=20, replications=3, threads=1)

    assert "\nIdentical until week 10: checked.\n" in result_in_words(result)


def test_arms_that_are_not_identical_before_the_change_are_no_result(small, capsys):
    """The made-up runs behind this door are unlike from the first week on."""
    (small / "later.yaml").write_text(
        "extends: head-office\nname: later\nasks: What if they move?\nchanges:\n"
        "  - week: 26\n    set:\n      training.mental_health_hours: 10\n",
        encoding="utf-8",
    )

    assert main(["compare", "head-office", "later.yaml", *QUICK]) == 3
    assert "ask for the same until week 26, but their practice_weeks" in capsys.readouterr().err
    assert not (small / "sp-sim-results").exists()


def test_single_runs_say_nothing_together_either(small, capsys):
    told = printed(
        capsys, "compare", "baseline", *ARMS_TOLD, "--weeks", "60", "--replications", "1"
    )

    assert "- in-practices against baseline: inconclusive" in told


def test_a_measure_without_a_range_over_sets_shows_none(small, capsys):
    """Two weeks are too short for any cohort."""
    told = printed(capsys, "compare", *ARMS_TOLD, "--weeks", "2", *PRIOR)
    (line,) = [line for line in told.splitlines() if "Referrals that dropped" in line]

    assert ["-"] * 6 == line.split()[-7:-1]
