"""Rates of a year become rates and odds of a week."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.units import odds_of_week, weekly_rate


def test_a_yearly_rate_is_spread_evenly_over_the_weeks():
    assert weekly_rate(26.0) == 0.5


@given(st.floats(0.0, 5.0))
def test_a_year_of_weekly_chances_leaves_the_share_that_the_yearly_rate_leaves(rate):
    odds = odds_of_week(weekly_rate(rate))
    stays = 1.0 / (1.0 + odds)

    assert stays**WEEKS_PER_YEAR == pytest.approx(math.exp(-rate), rel=1e-12)


def test_what_never_happens_has_no_odds():
    assert odds_of_week(0.0) == 0.0


def test_what_is_as_good_as_certain_keeps_finite_odds():
    assert odds_of_week(1e9) == odds_of_week(700.0) < math.inf
