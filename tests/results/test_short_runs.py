"""Short runs: what they cannot tell is nothing with a reason, and what they hardly can is said so."""

import numpy as np
import pytest

import sp_sim
from sp_sim.cli.tables import result_in_words
from sp_sim.domain.stages import Ended
from sp_sim.plots.trajectories import differing
from sp_sim.results.measure import COHORT
from sp_sim.results.measures import MEASURES
from sp_sim.results.outcomes import wellbeing_effect
from sp_sim.results.reopen import reopen
from tests.builders import an_area
from tests.results.handmade import a_living, counted, lives

OF_COHORT = [key for key, told in MEASURES.items() if told.window == COHORT]
SEEN_AT_ONCE = {"first_contact": 0, "accepted": 0, "contacts": 1, "ended": int(Ended.COMPLETED)}


def asked(weeks, **more):
    question = {"area": an_area(), "replications": 3, "living": a_living(), "weeks": weeks}
    return sp_sim.run("baseline", **(question | more))


@pytest.mark.parametrize("key", [*OF_COHORT, "wellbeing_gain_mean"])
def test_the_opening_week_of_26_is_no_cohort(key):
    found = asked(26).document()["scenarios"]["baseline"]["measures"][key]

    assert (found["mean"], found["low"], found["runs"]) == (None, None, 0)
    assert found["reason"].startswith("the run is too short")


@pytest.mark.parametrize(("weeks", "share"), [(26, None), (37, None), (38, 1.0)])
def test_a_cohort_begins_with_thirteen_weeks_of_referrals(weeks, share):
    found = MEASURES["first_contact_share"].formula(lives(weeks=weeks, referrals=[SEEN_AT_ONCE]))

    assert np.isnan(found[0]) if share is None else found[0] == share


def test_a_gain_and_an_effect_take_as_many_weeks_of_referrals():
    told = [{"wellbeing_at_referral": 15.0, "wellbeing_26": 20.0, "wellbeing_26_without": 19.0}]

    for formula, value in ((MEASURES["wellbeing_gain_mean"].formula, 5.0), (wellbeing_effect, 1.0)):
        assert formula(lives(weeks=38, referrals=told)) == value
        assert np.isnan(formula(lives(weeks=37, referrals=told))[0])


def test_what_has_a_value_has_no_reason_and_what_never_happened_has_its_own():
    long = asked(104).document()["scenarios"]["baseline"]["measures"]

    assert long["wait_median_weeks"]["reason"] is None
    assert long["contact_lost_at_change_long_share"]["mean"] is not None or (
        long["contact_lost_at_change_long_share"]["reason"]
        == "there was nothing to count in any run"
    )
    nothing = asked(10).document()["scenarios"]["baseline"]["measures"]["sickness_share"]
    assert nothing["reason"] is None
    assert np.isnan(counted("sickness_share"))


@pytest.mark.parametrize(
    ("weeks", "told"),
    [
        (26, "26 weeks are too few to tell waits"),
        (37, "52 weeks tell what became of those referred in the first 26"),
        (38, "of the first 13 weeks' referrals only"),
        (51, "of the first 26 weeks' referrals only"),
    ],
)
def test_a_short_run_is_warned_of_in_words_and_in_the_document(weeks, told):
    result = asked(weeks)

    assert [told in warning for warning in result.document()["warnings"]] == [True]
    assert f"WARNING: {result.warnings[0]}" in " ".join(result_in_words(result).split())


def test_a_run_of_a_year_is_not_warned_of():
    assert asked(52).warnings == ()


def test_a_year_before_and_after_takes_a_year_of_following():
    assert asked(65, counterfactual=True).warnings == ()
    (warning,) = asked(64, counterfactual=True).warnings
    assert "of the first 12 weeks' referrals only" in warning


def test_a_comparison_of_26_weeks_is_warned_of_and_its_pathway_is_inconclusive():
    question = {"area": an_area(), "replications": 12, "living": a_living(), "weeks": 26}
    found = sp_sim.compare("head-office", "in-practices", draws="point", **question)

    assert found.warnings[0].startswith("26 weeks are too few")
    told = found.comparisons[0].differences["wait_median_weeks"]
    assert (told.difference, told.verdict) == (None, "inconclusive")
    assert found.comparisons[0].differences["referrals_per_1000_per_year"].difference is not None


def test_a_report_and_a_picture_of_a_short_run_are_warned_of_too(tmp_path):
    result = asked(26)
    kept = reopen(result.save(tmp_path / "told"))

    assert kept.warnings == list(result.warnings)
    assert f"Warning: {result.warnings[0]}" in differing(list(result.arms), result)
