"""Stories of the roads to a link worker: by a GP, by other staff, by oneself, or not at all."""

import pytest

from sp_sim.domain.stages import Ended, Route, Stage
from tests.model.village import Village

SURELY, HARDLY = 1e-9, 1.0 - 1e-9
KNOWN = {
    "awareness_start": 1.0,
    "referral_accept_base_log_odds": 8.0,
    "referral_code_only_share": 0.0,
}
NO_GP = {"referral_base_log_odds": -12.0, "referral_staff_log_odds": 9.0}


def seen(answer=SURELY, **values):
    """One person who consults, with everything that the practice then did."""
    village = Village(**KNOWN | values).open_up()
    (ann,) = village.people(1)
    return village.practice, ann, ann.gp.see(ann, 1, answer, 0)


def odds_of_staff(**values):
    return Village(**KNOWN | values).open_up().practice.staff_odds


def test_a_gp_comes_first_and_is_the_only_one_who_counts_as_having_referred():
    practice, ann, case = seen()

    assert Route.GP is case.route
    assert (1, 1) == (ann.gp.offers, ann.gp.referrals)
    assert (1, 0, 0) == (practice.offers, practice.staff_offers, practice.self_referrals)


def test_other_staff_offer_where_the_gp_does_not():
    practice, ann, case = seen(answer=1e-3, **NO_GP)

    assert Route.OTHER_STAFF is case.route
    assert (0, 0) == (ann.gp.offers, ann.gp.referrals)
    assert (1, 1, 1) == (practice.offers, practice.staff_offers, practice.staff_referrals)


def test_an_offer_by_other_staff_may_be_declined_like_any_other():
    practice, ann, case = seen(answer=1e-3, **NO_GP | {"referral_accept_base_log_odds": -5.0})

    assert case is None
    assert (1, 1, 0) == (practice.staff_offers, practice.staff_declined, practice.staff_referrals)
    assert not ann.may_be_offered(1)


def test_who_comes_without_an_offer_is_not_offered_anything():
    practice, ann, case = seen(
        answer=1e-3, referral_other_staff=0.0, referral_self_base_log_odds=2.0,
        referral_base_log_odds=-12.0,
    )  # fmt: skip

    assert Route.SELF is case.route
    assert Stage.WAITING is ann.stage
    assert (0, 1, 1) == (practice.offers, practice.referrals, practice.self_referrals)


@pytest.mark.parametrize(
    "closed",
    [{"referral_other_staff": 0.0}, {"awareness_start": 0.0, "awareness_per_presence": 0.0}],
)
def test_staff_who_may_not_or_do_not_know_offer_nothing(closed):
    assert odds_of_staff() > 0.0 == odds_of_staff(**closed)


def test_someone_who_hardly_needs_it_is_not_referred_at_all():
    _, ann, case = seen(answer=HARDLY)

    assert case is None
    assert Stage.ELSEWHERE is ann.stage


def test_at_one_answer_between_their_odds_a_woman_is_offered_and_a_man_is_not():
    village = Village(**KNOWN, referral_other_staff=0.0, referral_self_referral=0.0).open_up()
    woman, man = village.people(2)
    woman.female, man.female = True, False
    woman.gp.skill = 0.0
    answer = woman.gp.odds / (1.0 + woman.gp.odds)

    assert woman.gp.see(woman, 1, answer, 0) is not None
    assert man.gp.see(man, 1, answer, 0) is None


@pytest.mark.parametrize("route", [Route.GP, Route.OTHER_STAFF])
def test_a_referral_that_is_only_a_code_reaches_no_list_and_nobody_hears_of_it(route):
    village = Village(referral_code_only_share=1.0).open_up()
    (ann,) = village.people(1)
    case = ann.join(route, 3)
    village.service.join_the_list([case])

    assert (Ended.NOT_A_CASE, 3) == (case.ended, case.closed)
    assert (1, 1) == (village.practice.referrals, village.practice.not_a_case)
    assert ([case], [], []) == (
        village.service.cases,
        village.service.waiting,
        village.service.ended,
    )
    assert Stage.ELSEWHERE is ann.stage
    assert not ann.may_be_offered(4)


def test_who_comes_by_themselves_is_never_only_a_code():
    village = Village(referral_code_only_share=1.0).open_up()
    (ann,) = village.people(1)

    assert ann.join(Route.SELF, 3).is_open
