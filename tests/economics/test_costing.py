"""Known hours are known pounds; payers add up; doubling a figure doubles its row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.domain.stages import NEVER
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.unit_cost import PAYERS
from tests.economics.villages import an_arm, costing, staffed
from tests.results.handmade import an_arm as a_made_up_arm

KEYS = sorted(UNIT_COSTS)
MADE_UP = a_made_up_arm()


def test_a_village_with_one_full_time_worker_for_two_years():
    village = costing(an_arm(rows=staffed(supervisor_hours=lambda week: float(week % 13 == 0))))

    assert [2 * 36_428.0] == pytest.approx(village.priced["link_worker_year"].sum(axis=1))
    assert [24 * 200.0] == pytest.approx(village.priced["hosting_month"].sum(axis=1))
    assert [[1_000.0, 0.0]] == village.priced["hire"].tolist()
    assert [[4 * 50.0, 4 * 50.0]] == village.priced["supervisor_hour"].tolist()
    assert [[52 * 4 * 50.0] * 2] == village.priced["manager_hour"].tolist()
    assert [[24 * 10.0] * 2] == pytest.approx(village.priced["practice_meeting"])
    assert [72_856 + 4_800 + 1_000 + 400 + 20_800 + 480] == pytest.approx(village.total)


def test_payers_add_up_to_the_total_in_every_run_and_year():
    arm = costing(MADE_UP)

    assert np.allclose(arm.by_year, sum(arm.of_payer(payer) for payer in PAYERS))
    assert np.allclose(arm.total, sum(arm.of_payer(payer).sum(axis=1) for payer in arm.payers))
    assert arm.total.min() > 0.0


def test_time_in_general_practice_is_priced_and_in_no_sum():
    arm = costing(MADE_UP)
    dearer = costing(MADE_UP, social_consultation=5_000.0)

    assert np.array_equal(arm.total, dearer.total)
    assert np.allclose(
        100 * arm.priced["social_consultation"], dearer.priced["social_consultation"]
    )


@given(key=st.sampled_from(KEYS), value=st.integers(0, 10**8).map(lambda pence: pence / 100))
def test_doubling_a_unit_cost_doubles_its_row_and_moves_no_other(key, value):
    once, twice = costing(MADE_UP, **{key: value}), costing(MADE_UP, **{key: 2 * value})

    for each, pounds in once.priced.items():
        assert np.array_equal((2 if each == key else 1) * pounds, twice.priced[each])


@given(rate=st.floats(0.0, 0.2))
def test_discounting_leaves_the_first_year_and_shrinks_the_second(rate):
    plain, less = costing(MADE_UP), costing(MADE_UP, discount=rate)

    assert np.array_equal(plain.by_year[:, 0], less.by_year[:, 0])
    assert np.allclose(plain.by_year[:, 1] / (1 + rate), less.by_year[:, 1])


def test_nobody_who_is_used_nothing_of_is_to_be_confirmed():
    village = costing(an_arm(rows=staffed()))

    assert "counsellor_hour" not in village.unconfirmed
    assert "social_consultation" not in village.unconfirmed
    assert "link_worker_year" in village.unconfirmed


def test_people_helped_are_those_helped_from_week_0_on():
    rows = {
        "referrals": [{"connected": week} for week in (NEVER, -3, 0, 50)],
        "practice_weeks": [{"week": week, "completed": 2, "referrals": 3} for week in range(52)],
    }
    village = costing(an_arm(rows=rows, weeks=52))

    assert [2.0] == village.helped("connected").tolist()
    assert [104.0] == village.helped("completed").tolist()
    assert [156.0] == village.helped("referrals").tolist()
