"""Units: yearly rates as weekly chances, and counts as rates."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.units import per_year, weekly_chance_from_yearly_rate


def test_52_weeks_at_the_weekly_chance_survive_like_a_year_at_the_rate():
    weekly = weekly_chance_from_yearly_rate(0.7)

    assert math.exp(-0.7) == pytest.approx((1.0 - weekly) ** 52, rel=1e-12)


def test_nothing_in_a_year_is_nothing_in_a_week():
    assert weekly_chance_from_yearly_rate(0.0) == 0.0


@given(st.floats(0.0, 1e6))
def test_a_weekly_chance_is_a_chance(rate):
    assert 0.0 <= weekly_chance_from_yearly_rate(rate) <= 1.0


def test_26_weeks_count_twice():
    assert per_year(10, 26) == 20.0


def test_no_weeks_give_no_rate():
    assert per_year(0, 0) is None
