"""Little's law: what stands is what comes times how long it stays, for waiting and for care."""

import numpy as np
import pytest

from tests.theory.worlds import (
    ALIKE,
    NO_BENEFIT,
    NO_TURNOVER,
    PLAIN_OFFERS,
    a_world,
    by_run_and_week,
    live,
    standard_error,
)

RUNS, WEEKS = 96, 1_040
FIRST, LAST = 260, 780
"""The steady window: people referred in it are followed to their end, long before the run's."""


@pytest.fixture(scope="module")
def lived():
    """People wait, leave the list, miss contacts and disengage as by default; nothing feeds back."""
    world = a_world(
        ALIKE,
        PLAIN_OFFERS,
        NO_TURNOVER,
        NO_BENEFIT,
        registered=20_000,
        referral_base_log_odds=-4.5,
        workforce_posts=4,
        management_caseload_cap_per_wte=7.0,
        management_authority=False,
        burnout_speed=0.0,
    )
    return live(world, seeds=RUNS, weeks=WEEKS)


def stays(referrals, stage):
    """Return when people came to a stage and for how many weeks they stayed; only those who came."""
    closed = np.where(referrals["closed"] >= 0, referrals["closed"], WEEKS)
    accepted = referrals["accepted"]
    if stage == "waiting":
        came = referrals["referred"]
        return referrals["run"], came, np.where(accepted >= 0, accepted, closed) - came
    here = accepted >= 0
    return referrals["run"][here], accepted[here], (closed - accepted)[here]


@pytest.mark.parametrize("stage", ["waiting", "in_care"])
def test_every_week_that_somebody_stands_in_a_stage_is_counted_once(lived, stage):
    """To the last person: the sum of the stock over weeks is the sum of the stays over people."""
    _, _, weeks = stays(lived.referrals, stage)

    assert int(lived.practice_weeks[stage].sum()) == int(weeks.sum())


def differences(lived, stage, stretch=1.0):
    """Return for each run L - lambda W in the window, W stretched by a factor, and L."""
    stock = by_run_and_week(lived.practice_weeks, stage, runs=RUNS, weeks=WEEKS)[:, FIRST:LAST]
    run, came, weeks = stays(lived.referrals, stage)
    inside = (came >= FIRST) & (came < LAST)
    arrivals = np.bincount(run[inside], minlength=RUNS) / (LAST - FIRST)
    mean_stay = np.array([weeks[inside & (run == each)].mean() for each in range(RUNS)])
    return stock.mean(axis=1) - arrivals * mean_stay * stretch, stock.mean(axis=1)


@pytest.mark.parametrize("stage", ["waiting", "in_care"])
def test_what_stands_is_what_comes_times_how_long_it_stays(lived, stage):
    """The two differ only by those who stand at the window's edges: nothing in the mean.

    Runs are independent: the standard error is that of the mean of their differences. Stays longer
    by 5% would be seen.
    """
    difference, stock = differences(lived, stage)

    assert stock.mean() > 1
    assert abs(difference.mean()) < 5 * standard_error(difference)
    wrong, _ = differences(lived, stage, stretch=1.05)
    assert not abs(wrong.mean()) < 5 * standard_error(wrong)


@pytest.mark.parametrize("stage", ["waiting", "in_care"])
def test_the_window_is_steady(lived, stage):
    """The stock of the window's two halves is the same, run by run; a doubling would be seen."""
    stock = by_run_and_week(lived.practice_weeks, stage, runs=RUNS, weeks=WEEKS)
    middle = (FIRST + LAST) // 2
    early = stock[:, FIRST:middle].mean(axis=1)
    late = stock[:, middle:LAST].mean(axis=1)

    assert abs((late - early).mean()) < 5 * standard_error(late - early)
    assert not abs((2.0 * late - early).mean()) < 5 * standard_error(2.0 * late - early)


def test_the_window_ends_long_before_the_run(lived):
    """Cases have a long tail: fewer than one in 10,000 of the window's are still open, and cut short."""
    _, came, weeks = stays(lived.referrals, "in_care")
    of_window = (came >= FIRST) & (came < LAST)

    assert (came + weeks == WEEKS)[of_window].mean() < 1e-4
