"""Need goes its own way: whatever the service does, and whoever else is registered."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.world.build import build
from tests.agreement.lives import TABLES, first_difference, ran
from tests.agreement.worlds import BUSY, MOVING, a_busy_world
from tests.builders import a_scenario, an_area

WITHOUT_BENEFIT = {
    "benefit_base_log_odds": -20.0,
    "benefit_per_skill": 0.0,
    "benefit_per_involvement": 0.0,
    "benefit_per_activity": 0.0,
}

SERVICES = {
    "none": {"workforce_posts": 0, "workforce_wte_per_50000": 0.0},
    "large": {"workforce_posts": 9},
    "unknown": {"awareness_start": 0.0},
    "at head office": {"location_site_by_weekday": ("head_office",) * 5},
    "offered to all": {"referral_base_log_odds": 2.0, "referral_accept_base_log_odds": 8.0},
    "always changing": {"turnover_base_rate": 15.0},
}


@pytest.mark.parametrize("service", SERVICES)
def test_people_consult_alike_whatever_a_service_without_benefit_does(service):
    expected = ran(a_busy_world(**WITHOUT_BENEFIT), 2)
    actual = ran(a_busy_world(**(WITHOUT_BENEFIT | SERVICES[service])), 2)

    assert first_difference(actual, expected)
    assert np.array_equal(
        expected.practice_weeks["consultations"], actual.practice_weeks["consultations"]
    )


def test_a_service_with_benefit_saves_consultations_and_adds_none():
    without = ran(a_busy_world(**WITHOUT_BENEFIT), 2).practice_weeks["consultations"]
    beneficial = ran(a_busy_world(), 2).practice_weeks["consultations"]

    assert (beneficial <= without).all()
    assert beneficial.sum() < without.sum()


def with_one_more(area, code):
    """The area with four more people on one list: one more of them is prone to need."""
    return replace(
        area,
        practices=tuple(
            replace(practice, registered=practice.registered + 4 * (practice.code == code))
            for practice in area.practices
        ),
    )


@pytest.fixture(scope="module")
def area():
    return an_area(practices=4, registered=300, networks=2)


def rows_of(records, practices, posts, systems):
    """The rows of some practices, posts and systems."""
    tables = {}
    for name in TABLES:
        table = getattr(records, name)
        column, mine = {
            "worker_weeks": ("post", posts),
            "offer_weeks": ("system", systems),
        }.get(name, ("practice", practices))
        tables[name] = table[np.isin(table[column], mine)]
    return replace(records, **tables)


@pytest.mark.parametrize("seed", range(4))
def test_one_more_patient_changes_nobody_in_another_system(area, seed):
    """The newcomer is in P00 of network N1; P01 and P03 make up N2, which has the last three posts."""
    before = a_busy_world(MOVING, area=area)
    after = a_busy_world(MOVING, area=with_one_more(area, "P00"))
    others = (
        np.flatnonzero(before.practices["system"] == 1),
        np.flatnonzero(before.posts["system"] == 1),
        [1],
    )

    assert after.practices["prone"].sum() == before.practices["prone"].sum() + 1
    assert "" == first_difference(
        rows_of(ran(after, seed), *others), rows_of(ran(before, seed), *others)
    )


def test_one_more_patient_changes_somebody_in_the_same_system(area):
    found = [
        first_difference(
            ran(a_busy_world(area=with_one_more(area, "P00")), seed),
            ran(a_busy_world(area=area), seed),
        )
        for seed in range(4)
    ]

    assert any(found)


def newcomer_never_offered(area, seed):
    """Records without and with the newcomer, if the newcomer was never offered anything."""
    rare = {
        "workforce_posts": 2,
        "referral_base_log_odds": -3.0,
        "referral_other_staff": 0.0,
        "referral_self_referral": 0.0,
    }
    before = ran(build(area, a_scenario(**(BUSY | rare))), seed)
    after = ran(build(with_one_more(area, "P00"), a_scenario(**(BUSY | rare))), seed)
    same = np.array_equal(before.gps["offers"], after.gps["offers"])
    return (before, after) if same and len(before.referrals) else None


def test_one_more_patient_who_is_never_offered_anything_changes_nobody_at_all(area):
    """Only the newcomer's own visits and trouble are added, in the newcomer's own practice."""
    tried = [newcomer_never_offered(area, seed) for seed in range(8)]
    pairs = [pair for pair in tried if pair is not None]
    visits = 0
    for before, after in pairs:
        rows = after.practice_weeks.copy()
        rows["signposted"] = before.practice_weeks["signposted"]
        for column in ("consultations", "ever_troubled"):
            added = after.practice_weeks[column] - before.practice_weeks[column]
            rows[column] -= added

            assert {0, 1} >= set(added.tolist())
            assert not added[after.practice_weeks["practice"] != 0].any()
        visits += (after.practice_weeks["consultations"] - rows["consultations"]).sum()

        assert "" == first_difference(replace(after, practice_weeks=rows), before)

    assert len(pairs) >= 4
    assert visits > 0


def test_one_more_patient_leaves_the_visits_of_other_practices_as_they_were(area):
    for seed in range(4):
        before = ran(a_busy_world(area=area, **WITHOUT_BENEFIT), seed).practice_weeks
        after = ran(
            a_busy_world(area=with_one_more(area, "P00"), **WITHOUT_BENEFIT), seed
        ).practice_weeks
        elsewhere = before["practice"] != 0

        assert np.array_equal(before["consultations"][elsewhere], after["consultations"][elsewhere])
        assert (after["consultations"] >= before["consultations"]).all()
