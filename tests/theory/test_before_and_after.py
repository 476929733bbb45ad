"""Before and after: what a before-after evaluation sees when the service does nothing, and when it does.

Records hold both lives of everyone referred, so the naive change and the true effect are of the same people.
"""

import numpy as np
import pytest

from sp_sim.domain.stages import NEVER
from sp_sim.results.counterfactual import bands
from sp_sim.results.counting import by_run
from tests.theory.worlds import ALIKE, NO_BENEFIT, PLAIN_OFFERS, a_world, live, standard_error

WEEKS = 104
AT_ONCE = {
    "wellbeing_sinking_half_life_weeks": 0.0,
    "wellbeing_adapting_share": 0.0,
    "wellbeing_recovery_half_life_weeks": 0.0,
    "wellbeing_noise_sd": 0.0,
}
"""Wellbeing is low in the weeks of a spell and in no other: the same forwards and backwards in time."""
RECOGNISING = PLAIN_OFFERS | {"referral_per_repeat_visit": 0.7}
RARE = {
    "registered": 20_000,
    "consulting_prone_share": 0.5,
    "referral_base_log_odds": -6.5,
}
"""Rare offers to many: whom an earlier referral keeps from another is few."""


def referrals(*settings, seeds, **values):
    return live(a_world(*settings, **values), seeds=seeds, weeks=WEEKS).referrals


def followed(cases):
    """Return the cases whose years before and after are known, and their changes of visits and wellbeing."""
    kept = cases[(cases["gp_before"] != NEVER) & (cases["gp_after"] != NEVER)]
    visits = (kept["gp_after"] - kept["gp_before"]).astype(float)
    return kept, visits, kept["wellbeing_after"] - kept["wellbeing_before"]


@pytest.fixture(scope="module")
def idle():
    """A service that offers nothing, to GPs who recognise a need by repeated visits."""
    return referrals(ALIKE, RECOGNISING, AT_ONCE, NO_BENEFIT, seeds=150, **RARE)


@pytest.fixture(scope="module")
def blind():
    """The same with GPs who offer at any visit alike."""
    return referrals(ALIKE, PLAIN_OFFERS, AT_ONCE, NO_BENEFIT, seeds=150, **RARE)


def test_a_service_without_benefit_causes_exactly_nothing(idle):
    kept, _, _ = followed(idle)

    assert len(kept) > 5_000
    assert np.array_equal(kept["gp_after"], kept["gp_after_without"])
    assert kept["wellbeing_after"].tobytes() == kept["wellbeing_after_without"].tobytes()
    told = idle[~np.isnan(idle["wellbeing_26"])]
    assert told["wellbeing_26"].tobytes() == told["wellbeing_26_without"].tobytes()


def test_and_yet_a_before_after_evaluation_would_praise_it(idle):
    kept, visits, wellbeing = followed(idle)

    assert visits.mean() < -5 * standard_error(visits)
    assert visits.mean() < -0.1 * kept["gp_before"].mean()
    assert wellbeing.mean() > 5 * standard_error(wellbeing)


def test_without_recognition_a_before_after_evaluation_sees_nothing(blind):
    """A change of a sixteenth of the visits, or of a seventh of a point, would be seen."""
    kept, visits, wellbeing = followed(blind)

    assert abs(visits.mean()) < 5 * standard_error(visits) < kept["gp_before"].mean() / 16
    assert abs(wellbeing.mean()) < 5 * standard_error(wellbeing) < 1 / 7


def test_the_year_before_the_run_is_like_any_other(blind):
    """Referred in the first weeks: nearly all of the year before is drawn backwards from keys."""
    kept, _, _ = followed(blind)
    early, late = (
        kept["gp_before"][mask].astype(float)
        for mask in (kept["referred"] < 13, kept["referred"] >= 39)
    )

    assert abs(early.mean() - late.mean()) < 4 * np.hypot(
        standard_error(early), standard_error(late)
    )


def test_people_score_low_when_they_are_referred_and_higher_half_a_year_later(blind):
    told = blind[~np.isnan(blind["wellbeing_26"])]
    gain = told["wellbeing_26"] - told["wellbeing_at_referral"]

    assert gain.mean() > 20 * standard_error(gain)


SORTING = {
    "pathway_disengage_base_log_odds": -3.0,
    "pathway_disengage_per_prognosis": 2.0,
    "pathway_continue_log_odds": 2.5,
    "workforce_posts": 20,
}
"""People of good prognosis keep contact, and only keeping it decides how often people are seen."""


def seen_once_and_often(**values):
    """Return, of those seen once and those seen six times or more, the share of visits gone and its error."""
    common = RARE | {"referral_base_log_odds": -6.0}
    cases = referrals(RECOGNISING, NO_BENEFIT, SORTING, seeds=100, **(common | values))
    kept, visits, _ = followed(cases)
    often = kept["contacts"] >= 6
    return [
        share_gone(visits[mask], kept["gp_before"][mask]) for mask in (kept["contacts"] == 1, often)
    ]


def share_gone(change, before):
    """Return a ratio of sums and its standard error (the delta method)."""
    share = change.sum() / before.sum()
    return share, standard_error((change - share * before) / before.mean())


def test_those_with_more_contacts_look_better_though_nobody_was_helped():
    (once, error), (often, other_error) = seen_once_and_often(consulting_prognosis_spread=1.0)

    assert often < once - 5 * np.hypot(error, other_error)


def test_where_prognosis_does_not_sort_people_contacts_say_nothing():
    """A difference as large as the one above (a tenth of the visits) would be seen."""
    (once, error), (often, other_error) = seen_once_and_often(
        consulting_prognosis_spread=0.0, consulting_readiness_spread=0.0
    )

    assert abs(often - once) < 4 * np.hypot(error, other_error) < 0.1


def test_a_service_that_helps_causes_less_than_it_seems_to():
    world = a_world({"referral_base_log_odds": -3.5, "workforce_posts": 10})
    records = live(world, seeds=30, weeks=WEEKS)
    everyone, *_ = bands(
        by_run(records, runs=30, weeks=WEEKS, registered=world.registered.astype(float))
    )
    naive, true = (
        everyone.estimates[f"{which}_gp_consultations_change_share"] for which in ("naive", "true")
    )

    assert naive.high < true.low
    assert true.high < 0.0
    assert everyone.estimates["true_wellbeing_gain"].low > 0.0
