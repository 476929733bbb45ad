"""Bass diffusion: without forgetting, presence and colleagues make awareness follow Bass's curve."""

import math

import numpy as np
import pytest

from tests.theory.worlds import ALL_WEEK_ON_SITE, NO_TURNOVER, a_world, live

WEEKS = 260
PRESENCE, COLLEAGUES = 0.004, 0.05
"""Bass's p and q, a week."""


def awareness_of_gps(*, per_presence=PRESENCE, per_colleague=COLLEAGUES):
    """Return the mean awareness of ten GPs with one link worker there all week, at the end of each week."""
    world = a_world(
        NO_TURNOVER,
        ALL_WEEK_ON_SITE,
        gps=10.0,
        consulting_demand_multiplier=0.0,
        workforce_posts=1,
        workforce_wte_per_post=1.0,
        champions_practices_share=0.0,
        awareness_start=0.0,
        awareness_half_life_weeks=1e18,
        awareness_per_presence=per_presence,
        awareness_per_colleague=per_colleague,
    )
    return live(world, seeds=1, weeks=WEEKS).practice_weeks["awareness"]


def rate(share, p=PRESENCE, q=COLLEAGUES):
    """Return Bass's rate of growth dF/dt at share F."""
    return (p + q * share) * (1 - share)


def recursion(p=PRESENCE, q=COLLEAGUES):
    share, shares = 0.0, []
    for _ in range(WEEKS):
        share += rate(share, p, q)
        shares.append(share)
    return np.array(shares)


def curve(weeks, p=PRESENCE, q=COLLEAGUES):
    """Return Bass's F(t)."""
    faded = np.exp(-(p + q) * np.asarray(weeks, dtype=float))
    return (1 - faded) / (1 + q / p * faded)


def error_of_weekly_steps():
    """Return a bound on how far weekly steps are from the curve, at the end of each week.

    A step of one week misses at most half the largest |F''| of the week, F'' = rate'(F) rate(F). An
    error e that is there already becomes (1 + rate'(x)) e with x between the two shares, and rate' is
    a falling straight line, so the larger of its two ends bounds it.
    """

    def slope(share):
        return COLLEAGUES - PRESENCE - 2 * COLLEAGUES * share

    error, bounds = 0.0, []
    stepped = np.concatenate([[0.0], recursion()])
    for week in range(WEEKS):
        finely = curve(np.linspace(week, week + 1, 101))
        missed = 0.5 * np.abs(slope(finely) * rate(finely)).max() * 1.001
        growth = 1 + max(slope(stepped[week]), slope(float(curve(week))))
        error = growth * error + missed
        bounds.append(error)
    return np.array(bounds)


@pytest.fixture(scope="module")
def lived():
    return awareness_of_gps()


def test_awareness_follows_the_weekly_recursion_of_bass_exactly(lived):
    """Up to the rounding of 260 additions of shares."""
    assert np.abs(lived - recursion()).max() < 1e-12


def test_awareness_follows_the_curve_of_bass_within_the_error_of_weekly_steps(lived):
    bound = error_of_weekly_steps()
    weeks = np.arange(1, WEEKS + 1)

    assert (np.abs(lived - curve(weeks)) < bound).all()
    assert bound.max() < 0.05


@pytest.mark.parametrize("wrong", [{"p": 1.2 * PRESENCE}, {"q": 1.2 * COLLEAGUES}, {"q": 1e-12}])
def test_a_theory_wrong_by_a_fifth_would_not_fit(lived, wrong):
    weeks = np.arange(1, WEEKS + 1)

    assert not (np.abs(lived - curve(weeks, **wrong)) < error_of_weekly_steps()).all()


def test_without_spread_between_colleagues_the_curve_does_not_fit():
    alone = awareness_of_gps(per_colleague=0.0)
    weeks = np.arange(1, WEEKS + 1)

    assert not (np.abs(alone - curve(weeks)) < error_of_weekly_steps()).all()
    assert np.abs(alone - recursion(q=0.0)).max() < 1e-12


def test_growth_is_slow_then_fast_then_slow(lived):
    """Bass's curve turns where F = (q - p) / 2q, which takes ln(q / p) / (p + q) weeks."""
    fastest = int(np.argmax(np.diff(lived))) + 1
    turn = math.log(COLLEAGUES / PRESENCE) / (PRESENCE + COLLEAGUES)

    assert abs(fastest - turn) < 2
