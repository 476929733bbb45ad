"""`sp-sim compare`: the table, the document of the interface, the picture."""

from sp_sim.cli.main import main
from sp_sim.cli.showing import shown_difference, shown_mean
from sp_sim.cli.tables import open_questions
from sp_sim.estimate import Difference, Estimate
from sp_sim.results.comparison import Comparison
from sp_sim.results.measures import MEASURES
from tests.doors.small import small, told_as_json

__all__ = ["small"]

QUICK = ("--weeks", "60", "--replications", "4")
ARMS = ("head-office", "in-practices")


def test_a_comparison_is_told_in_words_within_a_hundred_columns(small, capsys):
    assert main(["compare", *ARMS, *QUICK, "--draws", "point"]) == 0
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= 100
    assert "in-practices (other) against head-office (base)" in told
    assert "- location.site_by_weekday: head_office x5 in head-office, practice x5" in told
    assert "- Referrals per 1,000 patients a year:" in told
    assert "4/4" in told
    assert "How to read it." in told
    assert [line for line in told.splitlines() if "WARNING" in line] == [
        "WARNING: 4 runs are few: intervals are rough. Ask for 10 or more."
    ]


def test_posts_that_differ_are_warned_of(small, capsys):
    main(["compare", "service-2-head-office", "service-1-practice-based", *QUICK])

    assert "WARNING: service-1-practice-based differs from" in capsys.readouterr().out


def test_the_document_is_that_of_the_interface(small, capsys):
    document = told_as_json(capsys, "compare", *ARMS, *QUICK, "--draws", "point")
    (comparison,) = document["comparisons"]
    told = comparison["measures"]["referrals_per_1000_per_year"]

    said = {"scenarios", "comparisons", "best", "warnings", "stopping", "manifest"}
    assert set(document) == said
    assert (comparison["base"], comparison["other"]) == ARMS
    assert {"difference", "low", "high", "probability_better", "verdict"} <= set(told)
    assert (told["verdict"], told["probability_better"]) == ("better", 1.0)
    assert [lever["key"] for lever in comparison["levers"]] == ["location.site_by_weekday"]
    neither = comparison["measures"]["caseload_mean"]
    assert neither["probability_better"] is None
    assert {"version", "fingerprints", "area", "seeds", "weeks", "draws", "packages"} <= set(
        document["manifest"]
    )


def test_a_comparison_leaves_a_picture_and_its_data(small, capsys):
    main(["compare", *ARMS, *QUICK])
    folder = small / "sp-sim-results" / "head-office-against-in-practices"

    assert "trajectories.png" in capsys.readouterr().out
    assert (folder / "trajectories.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "trajectories.csv").is_file()


def test_several_others_have_a_table_each(small, capsys):
    main(["compare", "baseline", *ARMS, *QUICK])
    told = capsys.readouterr().out

    assert "head-office (other) against baseline (base)" in told
    assert "in-practices (other) against baseline (base)" in told


def test_one_run_is_no_comparison(small, capsys):
    main(["compare", *ARMS, "--weeks", "60", "--replications", "1"])
    told = capsys.readouterr().out

    assert "WARNING: One run says nothing of chance" in told
    assert "1 run (seed 1)" in told
    assert f"Of {len(MEASURES)} measures: {len(MEASURES)} inconclusive" in told


def test_the_same_name_twice_is_refused(small, capsys):
    assert main(["compare", "baseline", "baseline"]) == 2
    assert "two scenarios have this name" in capsys.readouterr().err


def test_shares_are_shown_in_per_cent_and_their_differences_in_points():
    share = MEASURES["first_contact_share"]
    found = Difference(-0.1234, -0.2, -0.05, 9, 0.0, 0.0, 1.0, "worse", None)

    assert shown_mean(share, Estimate(0.8321, 0.8, 0.9, 9)) == "83%"
    assert shown_difference(share, found) == "-12.3 (-20.0 to -5.0)"


def test_nothing_is_shown_as_nothing_and_zero_without_a_sign():
    nothing = Difference(None, None, None, 0, None, None, None, "inconclusive", None)
    zero = Difference(-0.00001, -0.00002, 0.00001, 9, None, None, None, "equivalent", None)
    alone = Difference(1.0, None, None, 1, None, None, None, "inconclusive", None)
    measure = MEASURES["exhaustion_mean"]

    assert shown_mean(measure, Estimate(None, None, None, 0)) == "-"
    assert shown_difference(measure, nothing) == "-"
    assert shown_difference(measure, zero) == "0.0 (0.0 to 0.0)"
    assert shown_difference(measure, alone) == "+1.0"


def an_open_question(runs_to_settle):
    return Difference(0.1, -0.2, 0.4, 20, 0.6, 12.0, 2.0, "inconclusive", runs_to_settle)


def asked_of(*found):
    differences = dict(zip(MEASURES, found, strict=False))
    told = Comparison("a", "b", differences, settings=(), warnings=(), rests_on=())
    return " ".join(open_questions(told).split())


def test_what_is_inconclusive_is_counted_whole_and_some_of_it_could_be_settled():
    settled = Difference(0.0, 0.0, 0.0, 20, 0.5, 10.0, None, "equivalent", None)

    both = asked_of(settled, an_open_question(40), an_open_question(90))
    few = asked_of(settled, an_open_question(40), an_open_question(None))

    assert both.startswith("2 of 3 are inconclusive. If they stay as they look now, about 40 runs")
    assert few.startswith("2 of 3 are inconclusive, 1 of them because too little happened. If the ")
    assert "" == asked_of(settled)
