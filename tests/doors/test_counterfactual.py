"""`--counterfactual`: what a before-after evaluation would have claimed, beside what the service caused."""

from dataclasses import replace

import duckdb
import pytest

from sp_sim.cli.counterfactual import before_and_after
from sp_sim.cli.main import main
from sp_sim.results.counterfactual import BANDS, COUNTERFACTUAL
from tests.doors.small import small, told_as_json
from tests.results.handmade import an_arm, records

__all__ = ["small"]

QUICK = ("--weeks", "104", "--replications", "4")
EVERYONE_AND_BANDS = 1 + len(BANDS)


def test_a_run_tells_the_claim_beside_the_cause(small, capsys):
    assert main(["run", "baseline", *QUICK, "--counterfactual"]) == 0
    told = capsys.readouterr().out
    flat = " ".join(told.split())

    assert max(map(len, told.splitlines())) <= 100
    assert "A before-after evaluation of these would have claimed" in flat
    assert "the service caused +1.00 points" in flat
    assert "people are referred when things are at their worst" in flat
    table = told.split("contacts   followed")[1].splitlines()[3:]
    assert [line.split()[0] for line in table[:EVERYONE_AND_BANDS]] == ["everyone", *BANDS]


def test_without_the_flag_nothing_of_it_is_told(small, capsys):
    main(["run", "baseline", *QUICK])
    told = capsys.readouterr().out

    assert "before-after evaluation" not in told
    assert "caused by the service" not in told
    assert not (small / "sp-sim-results" / "baseline" / "counterfactual.parquet").exists()


def test_the_table_is_written_and_the_document_has_the_keys(small, capsys):
    document = told_as_json(capsys, "run", "baseline", *QUICK, "--counterfactual")
    told = document["scenarios"]["baseline"]
    path = str(small / "sp-sim-results" / "baseline" / "counterfactual.parquet")

    assert set(COUNTERFACTUAL) <= set(told["measures"])
    assert told["measures"]["true_wellbeing_gain"]["mean"] == pytest.approx(1.0)
    assert len(told["counterfactual"]) == EVERYONE_AND_BANDS
    assert len(duckdb.read_parquet(path).df()) == 4 * EVERYONE_AND_BANDS
    assert document["manifest"]["counterfactual"] is True


def test_a_comparison_compares_true_effects_and_tells_each_arm(small, capsys):
    document = told_as_json(
        capsys, "compare", "head-office", "in-practices", *QUICK, "--counterfactual"
    )
    found = document["comparisons"][0]["measures"]

    assert set(COUNTERFACTUAL) <= set(found)
    assert found["naive_wellbeing_gain"]["probability_better"] is None
    assert found["true_wellbeing_gain"]["better"] == "up"
    assert all("counterfactual" in arm for arm in document["scenarios"].values())


def test_asking_for_it_is_another_result(small):
    main(["run", "baseline", *QUICK, "--quiet"])
    main(["run", "baseline", *QUICK, "--quiet", "--counterfactual"])

    folders = sorted(path.name for path in (small / "sp-sim-results").iterdir())
    assert folders == ["baseline", "baseline-2"]


def test_a_run_too_short_to_follow_anybody_says_so(small, capsys):
    assert main(["run", "baseline", "--weeks", "40", "--counterfactual"]) == 0

    assert "ask for more weeks" in capsys.readouterr().out


def told_of(**seen):
    """What is said of one person followed for both years."""
    arm = an_arm(given=records(referrals=[seen]), seeds=(1,))
    arm = replace(arm, asked=replace(arm.asked, counterfactual=True))
    return " ".join(before_and_after(arm).split())


def test_where_nothing_would_have_changed_anyway_a_claim_is_fair():
    told = told_of(
        wellbeing_before=20.0, wellbeing_after=21.0, wellbeing_after_without=20.0,
        gp_before=10, gp_after=8, gp_after_without=10,
    )  # fmt: skip

    assert "evaluation of wellbeing makes no difference here" in told
    assert "evaluation of GP visits makes no difference here" in told


def test_where_people_would_have_been_worse_off_it_is_said_why_less_is_claimed_than_was_caused():
    """Wellbeing before 20, after 20.12, without the service 19.86: +0.12 claimed, +0.26 caused."""
    told = told_of(
        wellbeing_before=20.0, wellbeing_after=20.12, wellbeing_after_without=19.86,
        gp_before=10, gp_after=8, gp_after_without=11,
    )  # fmt: skip

    assert "wellbeing makes the service look worse than it was" in told
    assert "would have lost 0.14 points, since the year before holds calm weeks" in told
    assert "GP visits makes the service look worse than it was" in told
    assert "would have made about 10.0% more, since" in told


def test_where_people_would_have_got_better_anyway_it_is_said_why_more_is_claimed():
    told = told_of(
        wellbeing_before=20.0, wellbeing_after=22.0, wellbeing_after_without=21.5,
        gp_before=10, gp_after=6, gp_after_without=8,
    )  # fmt: skip

    assert "wellbeing makes the service look better than it was" in told
    assert "would have gained 1.50 points, since people are referred when things are at" in told
    assert "would have made about 20.0% fewer, since" in told


def test_of_visits_that_never_were_nothing_is_explained():
    told = told_of(
        wellbeing_before=20.0, wellbeing_after=22.0, wellbeing_after_without=21.5,
        gp_before=0, gp_after=0, gp_after_without=2,
    )  # fmt: skip

    assert "wellbeing makes the service look better" in told
    assert "evaluation of GP visits" not in told


def test_one_run_has_no_interval_and_says_none(small, capsys):
    main(["run", "baseline", "--weeks", "104", "--replications", "1", "--counterfactual"])

    assert "the service caused +1.00 points and" in " ".join(capsys.readouterr().out.split())
