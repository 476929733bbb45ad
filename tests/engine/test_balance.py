"""Nobody appears or vanishes, and nothing leaves its scale, whatever the scenario."""

import numpy as np
import pytest
from hypothesis import given, settings

from sp_sim.domain.stages import NEVER, NOBODY, Ended, Route
from tests.agreement.lives import HALF_A_YEAR, ran, read
from tests.agreement.worlds import MOVING, a_busy_world, seeds, worlds

ENOUGH = settings(max_examples=max(60, settings().max_examples))

SHARES = {
    "practice_weeks": ("awareness", "trust", "champion_energy"),
    "worker_weeks": ("involvement", "skill"),
    "gps": ("awareness", "trust", "skill"),
}


def by_place(table, column):
    """A column of a weekly table, shape (practices or posts, weeks)."""
    return table[column].reshape(-1, HALF_A_YEAR)


@given(world=worlds, seed=seeds)
@ENOUGH
def test_every_week_all_who_were_referred_are_somewhere(world, seed):
    weeks = ran(world, seed).practice_weeks
    gone = sum(
        np.cumsum(by_place(weeks, how), axis=1)
        for how in ("completed", "dropped_out", "moved", "died", "not_a_case", "returned")
    )
    here = by_place(weeks, "waiting") + by_place(weeks, "in_care")

    assert np.array_equal(np.cumsum(by_place(weeks, "referrals"), axis=1), gone + here)


@given(world=worlds, seed=seeds)
@ENOUGH
def test_by_every_route_every_offer_is_declined_or_becomes_a_referral(world, seed):
    records = ran(world, seed)
    weeks, gps, made = records.practice_weeks, records.gps, records.referrals
    by_staff = weeks["staff_declined"] + weeks["staff_referrals"]

    assert np.array_equal(
        weeks["offers"], weeks["declined"] + weeks["referrals"] - weeks["self_referrals"]
    )
    assert np.array_equal(weeks["staff_offers"], by_staff)
    assert weeks["offers"].sum() == gps["offers"].sum() + weeks["staff_offers"].sum()
    assert [(made["route"] == route).sum() for route in Route] == [
        gps["referrals"].sum(),
        weeks["staff_referrals"].sum(),
        weeks["self_referrals"].sum(),
    ]


@given(world=worlds, seed=seeds)
@ENOUGH
def test_hours_used_are_hours_there(world, seed):
    workers = ran(world, seed).worker_weeks

    assert (workers["hours_used"] <= workers["hours_available"] + 1e-9).all()
    assert (workers["hours_used"] >= 0.0).all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_hours_that_are_there_are_contracted_ones_or_cover_of_training(world, seed):
    workers = ran(world, seed).worker_weeks
    contracted = workers["wte"] * world.params["workforce_hours_per_wte"].max()

    assert (workers["hours_available"] - workers["cover_hours"] <= contracted + 1e-9).all()
    assert (workers["cover_hours"] >= 0.0).all()
    assert (workers["cover_hours"] <= workers["training_hours"] + 1e-9).all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_who_is_away_sick_has_no_hours_and_sees_nobody(world, seed):
    workers = ran(world, seed).worker_weeks
    away = workers[workers["sick"] == 1]

    for what in (
        "hours_available",
        "hours_used",
        "cover_hours",
        "contacts",
        "missed",
        "supervised",
    ):
        assert not away[what].any(), what


@given(world=worlds, seed=seeds)
@ENOUGH
def test_caseloads_and_contacts_add_up(world, seed):
    records = ran(world, seed)
    workers, weeks, cases = records.worker_weeks, records.practice_weeks, records.referrals
    in_care = by_place(weeks, "in_care").sum(axis=0)
    if len(workers):
        assert np.array_equal(in_care, by_place(workers, "caseload").sum(axis=0))

    assert not in_care.any() or len(workers)
    assert cases["contacts"].sum() == workers["contacts"].sum()
    assert cases["missed"].sum() == workers["missed"].sum()
    assert (cases["first_contact"] != NEVER).sum() == weeks["first_contacts"].sum()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_everything_stays_within_its_scale(world, seed):
    records = ran(world, seed)
    workers = records.worker_weeks
    filled = workers[workers["in_post"] == 1]

    assert ((filled["exhaustion"] >= 0.0) & (filled["exhaustion"] <= 54.0)).all()
    assert ((filled["load"] >= 0.0) & (filled["load"] <= 3.0)).all()
    for name, columns in SHARES.items():
        table = filled if name == "worker_weeks" else getattr(records, name)
        for column in columns:
            assert ((table[column] >= 0.0) & (table[column] <= 1.0)).all(), column
    assert (records.practice_weeks["known_wait"] >= 0.0).all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_states_are_unknown_exactly_while_a_post_is_vacant(world, seed):
    workers = ran(world, seed).worker_weeks
    vacant = workers["in_post"] == 0

    for state in ("load", "exhaustion", "involvement", "skill"):
        assert np.array_equal(vacant, np.isnan(workers[state]))
    assert not workers["hours_available"][vacant].any()
    assert not workers["cover_hours"][vacant].any()
    assert not workers["sick"][vacant].any()
    assert (workers["wte"][~vacant] > 0.0).all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_the_dates_of_a_referral_stand_in_order(world, seed):
    cases = ran(world, seed).referrals
    taken, seen = cases[cases["accepted"] != NEVER], cases[cases["first_contact"] != NEVER]
    closed = cases[cases["closed"] != NEVER]

    assert (taken["accepted"] >= taken["referred"]).all()
    assert (seen["first_contact"] >= seen["accepted"]).all()
    assert (closed["closed"] >= np.maximum(closed["referred"], closed["first_contact"])).all()
    assert np.array_equal(cases["closed"] == NEVER, cases["ended"] == Ended.OPEN)
    assert np.array_equal(cases["post"] == NOBODY, cases["accepted"] == NEVER)
    assert np.array_equal(cases["contacts"] > 0, cases["first_contact"] != NEVER)
    assert np.array_equal(cases["changes"] > 0, cases["changed"] != NEVER)
    changed = cases[cases["changed"] != NEVER]
    assert (changed["changed"] >= changed["accepted"]).all()


@given(world=worlds, seed=seeds)
@ENOUGH
def test_rows_stand_in_their_order(world, seed):
    cases = ran(world, seed).referrals
    systems = world.practices["system"][cases["practice"]]
    order = np.lexsort((cases["slot"], cases["practice"], cases["referred"], systems))

    assert np.array_equal(np.arange(len(cases)), order)


@pytest.mark.parametrize("seed", range(3))
def test_the_reading_copy_keeps_the_same_balance(seed):
    weeks = read(a_busy_world(MOVING), seed).practice_weeks
    left = sum(
        weeks[how].sum()
        for how in ("completed", "dropped_out", "moved", "died", "not_a_case", "returned")
    )
    at_the_end = weeks[weeks["week"] == HALF_A_YEAR - 1]

    assert weeks["referrals"].sum() > 50
    assert weeks["referrals"].sum() == left + (at_the_end["waiting"] + at_the_end["in_care"]).sum()
    assert np.array_equal(
        weeks["offers"], weeks["declined"] + weeks["referrals"] - weeks["self_referrals"]
    )


@pytest.mark.parametrize("live", [ran, read])
def test_without_posts_there_are_no_contacts_and_everybody_waits(live):
    records = live(a_busy_world(workforce_posts=0, workforce_wte_per_50000=0.0), 1)

    assert 0 == len(records.worker_weeks)
    assert len(records.referrals) > 50
    assert {0} == set(records.referrals["contacts"].tolist())
    assert {NEVER} == set(records.referrals["accepted"].tolist())


UNKNOWN = {
    "awareness_start": 0.0,
    "awareness_per_presence": 0.0,
    "awareness_per_colleague": 0.0,
    "champions_practices_share": 0.0,
}


@pytest.mark.parametrize("live", [ran, read])
def test_a_service_that_nobody_knows_gets_no_referral(live):
    records = live(a_busy_world(**UNKNOWN), 1)

    assert 0 == len(records.referrals)
    assert not records.practice_weeks["offers"].any()


@pytest.mark.parametrize("road", ["awareness_per_presence", "champions_practices_share"])
def test_any_road_to_awareness_brings_referrals(road):
    found = {name: value for name, value in UNKNOWN.items() if name != road}

    assert len(ran(a_busy_world(**found), 1).referrals)


PLENTY = {
    "discretion_may_decline": 0.0,
    "workforce_posts": 200,
    "workforce_wte_per_post": 1.0,
    "management_caseload_cap_per_wte": 1000.0,
    "management_authority": 0.0,
    "turnover_base_rate": 0.0,
    "referral_code_only_share": 0.0,
}


@pytest.mark.parametrize("live", [ran, read])
def test_with_capacity_without_end_nobody_waits(live):
    records = live(a_busy_world(**PLENTY), 1)

    assert len(records.referrals) > 50
    assert np.array_equal(records.referrals["referred"], records.referrals["accepted"])
    assert not records.practice_weeks["waiting"].any()


def test_with_one_post_somebody_waits():
    scarce = PLENTY | {"workforce_posts": 1, "workforce_wte_per_post": 0.1}

    assert ran(a_busy_world(**scarce), 1).practice_weeks["waiting"].any()
