"""Activity offers: places bind, the longest search comes first, and what is lost is lost to newcomers only."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from sp_sim.domain.needs import KINDS
from sp_sim.domain.stages import NEVER, Ended
from sp_sim.engine.run import simulate
from sp_sim.mechanisms.needs import share_of_need
from sp_sim.mechanisms.offers import share_open
from tests.agreement.lives import HALF_A_YEAR, first_difference, ran, read
from tests.agreement.worlds import BUSY, MOVING, a_busy_world, seeds, worlds
from tests.builders import a_change, an_area

ENOUGH = settings(max_examples=max(60, settings().max_examples))
SEEDS = range(6)


def by_offer(records, column, weeks=HALF_A_YEAR):
    """A column of the weeks of offers, shape (systems x kinds of need, weeks)."""
    return records.offer_weeks[column].reshape(-1, weeks)


def offer_of(world, cases):
    """The offer that could serve each case, as a row of `by_offer`."""
    return world.practices["system"][cases["practice"]] * KINDS + cases["need"]


def begun(world, records, weeks=HALF_A_YEAR):
    """How many began an activity, shaped as `by_offer`."""
    cases = records.referrals[records.referrals["connected"] != NEVER]
    counts = np.zeros(by_offer(records, "taken", weeks).shape, dtype=int)
    np.add.at(counts, (offer_of(world, cases), cases["connected"]), 1)
    return counts


@given(world=worlds, seed=seeds)
@ENOUGH
def test_an_activity_begins_only_where_there_is_a_free_place_in_an_open_offer(world, seed):
    records = ran(world, seed)
    began = begun(world, records) > 0

    assert by_offer(records, "open")[began].all()
    assert (by_offer(records, "taken") <= by_offer(records, "places"))[began].all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_places_are_taken_by_those_who_begin_and_by_nobody_else(world, seed):
    records = ran(world, seed)
    taken = by_offer(records, "taken")
    before = np.hstack([np.zeros((len(taken), 1), dtype=int), taken[:, :-1]])
    freed = before + begun(world, records) - taken
    known = slice(1 if world.first_week < 0 else 0, None)

    assert ((freed >= 0) & (freed <= before))[:, known].all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_a_place_is_sought_at_a_contact_and_taken_while_the_case_is_open(world, seed):
    cases = ran(world, seed).referrals
    sought = cases[cases["sought"] != NEVER]
    connected = cases[cases["connected"] != NEVER]
    closed = connected[connected["closed"] != NEVER]

    assert (sought["contacts"] > 0).all()
    assert (sought["sought"] >= sought["first_contact"]).all()
    assert (connected["sought"] != NEVER).all()
    assert (connected["connected"] >= connected["sought"]).all()
    assert (closed["connected"] <= closed["closed"]).all()


@pytest.mark.parametrize("live", [ran, read])
@pytest.mark.parametrize("seed", range(2))
def test_while_no_place_is_lost_more_are_never_taken_than_there_are(live, seed):
    offers = live(a_busy_world(), seed).offer_weeks

    assert offers["taken"].any()
    assert (offers["taken"] <= offers["places"]).all()


def still_waiting(world, records, week, patience=BUSY["offers_patience_weeks"]):
    """Referrals whose person waits for a place at the end of a week, and the offer of each."""
    cases = records.referrals
    waits = (cases["sought"] != NEVER) & (cases["sought"] <= week)
    for end in ("connected", "closed"):
        waits &= (cases[end] == NEVER) | (cases[end] > week)
    waits &= week + 1 - cases["sought"] < patience
    return cases[waits], offer_of(world, cases[waits])


@pytest.mark.parametrize("seed", SEEDS)
def test_people_wait_for_a_place_until_they_tire_or_their_case_closes(seed):
    world = a_busy_world()
    records = ran(world, seed)
    waiting = by_offer(records, "waiting")

    assert waiting.any()
    for week in range(HALF_A_YEAR):
        _, offers = still_waiting(world, records, week)

        assert np.array_equal(waiting[:, week], np.bincount(offers, minlength=len(waiting)))


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_waits_beside_a_free_place_and_the_longest_search_comes_first(seed):
    world = a_busy_world()
    records = ran(world, seed)
    full = by_offer(records, "taken") >= by_offer(records, "places")
    closed = by_offer(records, "open") == 0

    assert (full | closed)[by_offer(records, "waiting") > 0].all()
    for week in range(HALF_A_YEAR):
        left, offers = still_waiting(world, records, week)
        cases = records.referrals[records.referrals["connected"] == week]
        for case, offer in zip(cases, offer_of(world, cases), strict=True):
            assert (left["sought"][offers == offer] >= case["sought"]).all()


@pytest.mark.parametrize("live", [ran, read])
@pytest.mark.parametrize("none", ["offers_places_per_50000", "offers_exists_chance"])
def test_without_places_nobody_begins_an_activity(live, none):
    records = live(a_busy_world(**{none: 0.0}), 1)

    assert (records.referrals["contacts"] > 0).sum() > 30
    assert {NEVER} == set(records.referrals["connected"].tolist())
    assert not records.offer_weeks["taken"].any()


def test_where_the_right_kind_does_not_exist_nobody_even_seeks_a_place():
    records = ran(a_busy_world(offers_exists_chance=0.0), 1)

    assert {NEVER} == set(records.referrals["sought"].tolist())
    assert not records.offer_weeks["places"].any()


PLENTY = {
    "offers_exists_chance": 1.0,
    "offers_places_per_50000": 50_000.0,
    "offers_closings_per_year": 0.0,
}


@pytest.mark.parametrize("live", [ran, read])
def test_with_places_without_end_nobody_waits_for_one(live):
    records = live(a_busy_world(**PLENTY), 1)

    assert (records.referrals["connected"] != NEVER).sum() > 30
    assert np.array_equal(records.referrals["sought"], records.referrals["connected"])
    assert not records.offer_weeks["waiting"].any()


@pytest.mark.parametrize(
    "alone",
    [
        {"offers_places_per_50000": BUSY["offers_places_per_50000"]},
        {"offers_exists_chance": 0.4},
        {"offers_connect_base_log_odds": -2.0},
        {"offers_closings_per_year": 20.0, "offers_reopening_weeks": 20.0},
    ],
    ids=", ".join,
)
def test_each_limit_alone_keeps_people_from_activities(alone):
    free, bound = (
        sum((ran(a_busy_world(**values), seed).referrals["connected"] != NEVER).sum() for seed in SEEDS)
        for values in (PLENTY, PLENTY | alone)
    )  # fmt: skip

    assert bound < free


def test_completed_dropped_out_and_activity_begun_are_three_different_things():
    (records,) = simulate([a_busy_world()], SEEDS, weeks=HALF_A_YEAR)
    cases = records.referrals
    has_begun = cases["connected"] != NEVER

    for how in (Ended.COMPLETED, Ended.DISENGAGED):
        assert 0 < has_begun[cases["ended"] == how].sum() < (cases["ended"] == how).sum()


def test_places_change_nobody_as_long_as_activities_add_nothing():
    idle = a_busy_world(benefit_per_activity=0.0)
    expected = ran(idle, 3)
    actual = ran(a_busy_world(benefit_per_activity=0.0, **PLENTY), 3)
    cases = actual.referrals.copy()
    for column in ("sought", "connected"):
        cases[column] = expected.referrals[column]

    assert first_difference(actual, expected)
    assert "" == first_difference(
        replace(actual, referrals=cases, offer_weeks=expected.offer_weeks), expected
    )


def test_activities_help_people_recover_and_save_consultations():
    alone, helped = (
        simulate([a_busy_world(benefit_per_activity=odds)], SEEDS, weeks=HALF_A_YEAR)[0]
        for odds in (0.0, 1.0)
    )

    assert (helped.referrals["recovered"] != NEVER).sum() > (
        alone.referrals["recovered"] != NEVER
    ).sum()
    assert (
        helped.practice_weeks["consultations"].sum() < alone.practice_weeks["consultations"].sum()
    )


LOST = 12
KEEPING = PLENTY | {
    "offers_places_per_50000": 400.0,
    "offers_activity_weeks": 104,
    "offers_stop_base_log_odds": -20.0,
    "consulting_moving_rate": 0.0,
    "consulting_death_rate": 0.0,
}
"""Whoever has a place keeps it to the end."""


def test_who_has_a_place_keeps_it_when_places_are_lost_and_nobody_new_begins():
    world = a_busy_world((a_change(LOST, offers_places_multiplier=0.333),), **KEEPING)
    for seed in SEEDS:
        records = ran(world, seed)
        taken, places = by_offer(records, "taken"), by_offer(records, "places")
        full = taken[:, LOST - 1] >= places[:, LOST]

        assert full.any()
        assert (places[:, LOST] < places[:, LOST - 1]).any()
        assert (np.diff(taken, axis=1) >= 0).all()
        assert not begun(world, records)[full, LOST:].any()


def test_newcomers_begin_again_once_fewer_places_are_taken_than_are_left():
    area = an_area(practices=3, registered=2_000)
    values = {"workforce_posts": 9, "offers_activity_weeks": 4, "offers_places_per_50000": 120.0}
    values |= {"criteria_most_severity": 9.0, "discretion_may_decline": 0.0}
    world = a_busy_world((a_change(LOST, offers_places_multiplier=0.667),), area=area, **values)
    (records,) = simulate([world], SEEDS, weeks=HALF_A_YEAR)
    taken, places = by_offer(records, "taken"), by_offer(records, "places")
    cases = records.referrals

    assert 0.55 < places[:, LOST].sum() / places[:, LOST - 1].sum() < 0.78
    assert (taken[:, LOST] > places[:, LOST]).any()
    assert (taken[:, LOST + 4 :] <= places[:, LOST + 4 :]).all()
    assert (cases["connected"] > LOST + 4).any()


def test_with_a_smaller_chance_the_offers_left_are_some_of_those_there_were():
    (few,) = simulate([a_busy_world(offers_exists_chance=0.3)], range(40), weeks=1)
    (many,) = simulate([a_busy_world(offers_exists_chance=0.9)], range(40), weeks=1)
    has = [each.offer_weeks["places"] > 0 for each in (few, many)]

    assert 0 < has[0].sum() < has[1].sum()
    assert not (has[0] & ~has[1]).any()


@pytest.mark.parametrize("week", [0, 25])
def test_offers_are_open_in_their_long_run_share_from_the_first_week(week):
    world = a_busy_world(offers_closings_per_year=10.0, offers_reopening_weeks=6.0)
    (records,) = simulate([world], range(300), weeks=HALF_A_YEAR)
    is_open = by_offer(records, "open")[:, week]

    assert abs(is_open.mean() - share_open(world.params[0])) < 4 * 0.5 / np.sqrt(len(is_open))


def test_people_are_referred_with_every_kind_of_need_in_its_share():
    world = a_busy_world()
    (records,) = simulate([world], range(40), weeks=HALF_A_YEAR)
    needs = records.referrals["need"]
    found = np.bincount(needs, minlength=KINDS) / len(needs)
    told = np.array([share_of_need(need, world.params[0]) for need in range(KINDS)])

    assert (np.abs(found - told) < 4 * np.sqrt(told / len(needs))).all()


def test_a_person_who_comes_back_has_the_same_need():
    (records,) = simulate([a_busy_world(referral_quiet_weeks=1)], SEEDS, weeks=HALF_A_YEAR)
    cases = records.referrals
    who = np.stack([cases[name] for name in ("run", "practice", "slot", "generation")], axis=1)
    _, person, times = np.unique(who, axis=0, return_inverse=True, return_counts=True)
    with_need = np.unique(np.stack([person.ravel(), cases["need"]], axis=1), axis=0)

    assert (times > 1).any()
    assert len(times) == len(with_need)


def test_the_offers_of_a_service_are_the_same_whatever_other_services_there_are():
    both = an_area(practices=4, registered=300, networks=2)
    alone = replace(both, practices=tuple(p for p in both.practices if p.pcn_code == "N2"))

    expected = ran(a_busy_world(MOVING, area=alone), 3).offer_weeks
    among = ran(a_busy_world(MOVING, area=both), 3).offer_weeks

    for field in ("need", "week", "open", "places", "taken", "waiting"):
        assert np.array_equal(among[among["system"] == 1][field], expected[field]), field
