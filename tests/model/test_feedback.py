"""Stories of what links practices and link workers: letters, shared records, hand-overs, load and signposting."""

import pytest

from sp_sim.domain.records import PRACTICE_WEEK
from sp_sim.domain.stages import Ended, Route
from tests.builders import a_practice
from tests.model.village import Village


def trust_after_a_good_ending(**values):
    """The GP's trust, and what is left of signposting, after one case that ended well."""
    village = Village(**values).open_up()
    (ann,) = village.people(1)
    (case,) = village.take_on(ann)
    trust, before = ann.gp.trust, ann.gp.unlearned
    case.end(Ended.COMPLETED, village.week)
    village.service.tell_gps(village.week)
    return ann.gp.trust - trust, ann.gp.unlearned - before


@pytest.mark.parametrize(
    "lever",
    [
        {"involvement_feedback_letters": 1.0, "trust_heard_per_letters": 60.0},
        {"involvement_shared_records": 1.0, "trust_heard_per_shared_records": 60.0},
    ],
    ids=["letters", "records"],
)
def test_what_is_written_is_heard_and_raises_trust_and_unlearns_signposting(lever):
    hardly = {"trust_heard_chance": 1e-9}

    assert (0.0, 0.0) == trust_after_a_good_ending(**hardly)
    assert all(moved > 0.0 for moved in trust_after_a_good_ending(**hardly | lever))


@pytest.mark.parametrize(
    ("how", "standing"),
    [(Ended.COMPLETED, 0.6), (Ended.DISENGAGED, 0.4), (Ended.RETURNED, 0.4), (Ended.MOVED, 0.5)],
)
def test_every_ending_gets_round_in_the_practice_though_the_gp_hears_of_none(how, standing):
    village = Village(
        trust_heard_chance=0.0, trust_standing_start=0.5, trust_standing_per_ending=0.2
    ).open_up()
    (case,) = village.take_on(*village.people(1))

    case.end(how, village.week)
    village.service.tell_gps(village.week)

    assert standing == pytest.approx(village.practice.service_standing)


def test_letters_take_hours_of_the_case():
    plain, writing = (
        Village(involvement_feedback_letters=share, involvement_letter_hours=0.5).open_up()
        for share in (0.0, 1.0)
    )
    for village in (plain, writing):
        village.worker.plan_hours(0)

    assert writing.worker.first_hours == pytest.approx(plain.worker.first_hours + 0.5)


@pytest.mark.parametrize(("site", "differs"), [("practice", True), ("head_office", False)])
def test_a_warm_hand_over_needs_a_link_worker_on_site(site, differs):
    """At an answer between both chances, the person accepts where somebody is introduced."""
    found = []
    for share in (0.0, 1.0):
        village = Village(
            location_site_by_weekday=(site,) * 5,
            involvement_warm_handover=share,
            referral_accept_base_log_odds=-3.0,
            referral_accept_per_warm_handover=5.0,
        ).open_up()
        found.append(sum(person.accepts_offer(0.5, 0.5, 0) for person in village.practice.patients))

    assert (found[1] > found[0] + 10) == differs
    assert (found[1] == found[0]) != differs


def test_where_records_are_shared_fewer_codes_go_nowhere():
    ended = []
    for shared in (0.0, 1.0):
        village = Village(
            referral_code_only_share=0.5,
            referral_code_only_per_shared_records=3.0,
            involvement_shared_records=shared,
        ).open_up()
        cases = [person.join(Route.GP, 0) for person in village.practice.patients]
        ended.append(sum(not case.is_open for case in cases))

    assert ended[0] > ended[1] + 5


def odds_of_gp(gps, **values):
    village = Village(place=a_practice("P00", registered=2_000, gps=gps), **values).open_up()
    return village.practice.gps[0].odds


def test_a_gp_with_many_patients_offers_less_and_the_load_can_be_silenced():
    silent = {"referral_per_log_load": 0.0}

    assert odds_of_gp(0.8) < odds_of_gp(1.2)
    assert odds_of_gp(0.8, **silent) == odds_of_gp(1.2, **silent)


def test_signposting_is_expected_of_visits_without_an_offer():
    village = Village(signposting_base_log_odds=0.0, signposting_per_habit=0.0).open_up()
    village.consult()
    practice = village.practice
    rest = practice.consultations - practice.offers - practice.self_referrals
    village.count()
    row = village.ledger.practice_weeks[0, 0]

    assert rest > 0
    assert 0.5 * rest == row[PRACTICE_WEEK.names.index("signposted")]
