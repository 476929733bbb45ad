"""Stories of people who are connected on, of those for whom there is no place, and of offers that close."""

from itertools import pairwise

import pytest

from sp_sim.domain.needs import NEED_WORDS, Need
from sp_sim.domain.stages import NEVER, Ended
from sp_sim.model.diary import Spell
from tests.builders import a_change
from tests.model.village import Village

EAGER = {
    "needs_loneliness_share": 1.0,
    "needs_low_mood_share": 0.0,
    "needs_money_share": 0.0,
    "needs_housing_share": 0.0,
    "needs_caring_share": 0.0,
    "offers_exists_chance": 1.0,
    "offers_closings_per_year": 0.0,
    "offers_places_per_50000": 625.0,
    "offers_match_to_need": 1.0,
    "offers_connect_base_log_odds": 10.0,
    "offers_connect_per_readiness": 0.0,
    "offers_stop_base_log_odds": -20.0,
    "offers_stop_per_readiness": 0.0,
    "offers_activity_weeks": 3,
}
"""Everybody is lonely and seeks a place at once; the village has two of them."""


def a_village(*changes, **values):
    return Village(*changes, **(EAGER | values)).open_up()


def the_offer(village):
    return village.service.offers[Need.LONELINESS]


def connect_on(village, *cases):
    for case in cases:
        village.worker.connect_on(case, village.week)
    the_offer(village).give_places(village.week)


def test_every_kind_of_need_has_words():
    assert set(Need) == set(NEED_WORDS)


def test_a_person_whose_kind_of_offer_has_a_place_begins_at_once():
    village = a_village()
    (case,) = village.take_on(*village.people(1))

    connect_on(village, case)

    assert (0, 0) == (case.sought, case.connected)
    assert case.patient.takes_part
    assert 1 == the_offer(village).used


def test_who_finds_no_place_waits_and_the_longest_search_comes_first():
    village = a_village()
    first, second, early, late = village.take_on(*village.people(4))
    connect_on(village, first, second)
    village.week = 1
    connect_on(village, early)
    village.week = 2
    connect_on(village, late)
    assert [NEVER, NEVER] == [early.connected, late.connected]

    the_offer(village).taking_part.remove(first)
    village.week = 3
    connect_on(village)

    assert [3, NEVER] == [early.connected, late.connected]


def test_a_case_has_one_search():
    village = a_village(offers_patience_weeks=1)
    cases = village.take_on(*village.people(3))
    connect_on(village, *cases)
    (left,) = [case for case in cases if case.connected == NEVER]

    the_offer(village).wait_on(village.week)
    connect_on(village, left)

    assert [] == the_offer(village).seeking
    assert (0, NEVER) == (left.sought, left.connected)


def test_waiting_ends_with_the_case():
    village = a_village(offers_places_per_50000=0.0)
    first, other = village.take_on(*village.people(2))
    connect_on(village, first, other)

    first.end(Ended.DISENGAGED, village.week)
    the_offer(village).wait_on(village.week)

    assert [other] == the_offer(village).seeking


@pytest.mark.parametrize(
    ("how", "closed", "begins"),
    [(Ended.COMPLETED, 4, True), (Ended.COMPLETED, 3, False), (Ended.DISENGAGED, 4, False)],
)
def test_only_a_case_completed_this_very_week_still_has_its_turn(how, closed, begins):
    village = a_village()
    (case,) = village.take_on(*village.people(1))
    village.worker.connect_on(case, 3)
    case.end(how, closed)

    the_offer(village).give_places(4)

    assert begins is case.patient.takes_part


def test_an_offer_that_is_closed_takes_nobody_and_those_inside_stay():
    village = a_village()
    inside, outside = village.take_on(*village.people(2))
    connect_on(village, inside)

    the_offer(village).open = False
    connect_on(village, outside)

    assert NEVER == outside.sought
    assert [inside] == the_offer(village).taking_part


def test_an_offer_closes_and_opens_again_by_its_own_clock():
    village = a_village(offers_closings_per_year=50.0, offers_reopening_weeks=3.0)
    offer = the_offer(village)
    seen = []
    for week in range(60):
        offer.open_or_close(week)
        seen.append(offer.open)

    assert {True, False} == set(seen)
    assert 2 < sum(before != after for before, after in pairwise(seen))


def test_an_activity_lasts_its_weeks_and_frees_its_place():
    village = a_village()
    (case,) = village.take_on(*village.people(1))
    connect_on(village, case)
    taking_part = []
    for week in range(4):
        village.week = week
        taking_part.append(case.patient.takes_part)
        the_offer(village).live(week)

    assert [True, True, True, False] == taking_part
    assert not the_offer(village).taking_part


def test_who_moves_away_or_stops_coming_frees_the_place_at_once():
    village = a_village()
    mover, stayer = village.take_on(*village.people(2))
    connect_on(village, mover, stayer)
    mover.patient.leaves = 1

    the_offer(village).live(0)

    assert [stayer] == the_offer(village).taking_part
    quitter = a_village(offers_stop_base_log_odds=5.0, offers_stop_per_readiness=0.0)
    (case,) = quitter.take_on(*quitter.people(1))
    connect_on(quitter, case)
    for week in range(2):
        the_offer(quitter).live(week)
    assert not case.patient.takes_part


def test_who_takes_part_already_is_not_connected_on_again():
    village = a_village()
    (first,) = village.take_on(*village.people(1))
    connect_on(village, first)
    first.end(Ended.COMPLETED, 0)
    (second,) = village.take_on(first.patient)

    connect_on(village, second)

    assert NEVER == second.sought


@pytest.mark.parametrize(("troubled", "recovered"), [(True, 0), (False, NEVER)])
def test_a_week_of_an_activity_may_end_the_spell_that_there_is(troubled, recovered):
    village = a_village(benefit_per_activity=5.0)
    cases = village.take_on(*village.people(40))
    for case in cases:
        case.patient.troubled = troubled
        case.patient.switches = 30
        case.patient.diary.spells = [Spell(0, 30)] if troubled else []
        case.connected = 0
        case.patient.goes_on_in_activity(case, 0)
    helped = [case for case in cases if case.patient.helped]

    assert {recovered, NEVER} == {case.recovered for case in cases}
    assert {case.recovered for case in helped} <= {0}
    assert {case.patient.freed_until for case in helped} <= {30}


def test_a_kind_that_closes_takes_nobody_and_those_inside_and_other_kinds_stay():
    village = a_village(
        a_change(1, offers_places_loneliness=0.0),
        offers_match_to_need=0.0,
        offers_places_per_50000=3_000.0,
    )
    inside, outside = village.take_on(*village.people(2))
    connect_on(village, inside)
    others = [offer.places for offer in village.service.offers if offer.need != Need.LONELINESS]
    village.week = 1
    village.change()

    connect_on(village, outside)

    assert NEVER == outside.sought
    assert [inside] == the_offer(village).taking_part
    assert 0 == the_offer(village).places
    assert others == [
        offer.places for offer in village.service.offers if offer.need != Need.LONELINESS
    ]
    assert min(others) > 0


def test_who_waits_when_a_kind_closes_waits_on_and_may_still_begin_when_it_opens_again():
    village = a_village(
        a_change(1, offers_places_loneliness=0.0),
        a_change(2, offers_places_loneliness=2.0),
        offers_places_per_50000=300.0,
    )
    first, second = village.take_on(*village.people(2))
    connect_on(village, first, second)
    (waiting,) = the_offer(village).seeking
    for week in (1, 2):
        village.week = week
        village.change()
        connect_on(village)

    assert 2 == waiting.connected


def test_places_that_are_lost_are_lost_to_newcomers_only():
    village = a_village(a_change(1, offers_places_multiplier=0.5))
    first, second, third = village.take_on(*village.people(3))
    connect_on(village, first, second)
    village.week = 1
    village.change()

    connect_on(village, third)

    assert 1 == the_offer(village).places
    assert [first, second] == the_offer(village).taking_part
    assert NEVER == third.connected
