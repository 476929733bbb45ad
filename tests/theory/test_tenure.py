"""Exponential tenure: with one hazard of leaving and nothing else, tenure and vacancies are what it says."""

import math

import numpy as np
import pytest

from tests.theory.worlds import a_world, live

RUNS, POSTS, WEEKS = 10, 500, 520
RATE, NOTICE, HIRING = 2.0, 4, 5.0
LAST_START = 200
"""Of those who start by then, exp(-2 x 316 / 52), about 5 in a million, are still there at the end."""

TIMES = (1, 4, 13, 26, 52, 104)


@pytest.fixture(scope="module")
def spells():
    """Weeks in post and the vacant weeks after them, of all who started by `LAST_START`."""
    world = a_world(
        consulting_demand_multiplier=0.0,
        workforce_posts=POSTS,
        workforce_wte_per_post=1.0,
        turnover_base_rate=RATE,
        turnover_per_discrepancy=0.0,
        turnover_per_exhaustion=0.0,
        turnover_per_low_self_efficacy=0.0,
        turnover_notice_weeks=NOTICE,
        turnover_hiring_weeks=HIRING,
    )
    rows = live(world, seeds=RUNS, weeks=WEEKS).worker_weeks
    most = int(rows["holder"].max()) + 1
    holder = (rows["run"].astype(np.int64) * POSTS + rows["post"]) * most + rows["holder"]
    here = rows["in_post"] == 1
    size = RUNS * POSTS * most
    tenure = np.bincount(holder[here], minlength=size)
    vacant = np.bincount(holder[~here], minlength=size)
    started = np.full(size, WEEKS)
    np.minimum.at(started, holder[here], rows["week"][here])
    early = started <= LAST_START
    return tenure[early], vacant[early]


def fits(weeks, hazard):
    """Return whether geometric spells of this weekly chance to end are what was lived.

    The mean has standard error sqrt(1 - h) / h / sqrt(n), the share ended by t that of a share.
    """
    n = len(weeks)
    error = math.sqrt(1 - hazard) / hazard / math.sqrt(n)
    if not abs(weeks.mean() - 1 / hazard) < 5 * error:
        return False
    for t in TIMES:
        ended = 1 - (1 - hazard) ** t
        if not abs((weeks <= t).mean() - ended) < 5 * math.sqrt(ended * (1 - ended) / n):
            return False
    return True


def weekly_hazard(rate):
    return 1 - math.exp(-rate / 52)


def test_tenure_is_exponential_and_then_notice(spells):
    """In whole weeks 1 - exp(-rate t / 52) is geometric, exactly."""
    tenure, _ = spells
    before_notice = tenure - NOTICE

    assert len(tenure) > 30_000
    assert before_notice.min() == 1
    assert fits(before_notice, weekly_hazard(RATE))


def test_the_share_gone_by_any_time_is_that_of_the_exponential(spells):
    tenure, _ = spells
    gone = np.array([(tenure - NOTICE <= t).mean() for t in TIMES])
    expected = np.array([1 - math.exp(-RATE * t / 52) for t in TIMES])

    assert (np.abs(gone - expected) < 5 * np.sqrt(expected * (1 - expected) / len(tenure))).all()


@pytest.mark.parametrize("rate", [0.95 * RATE, 1.05 * RATE])
def test_a_rate_wrong_by_a_twentieth_would_not_fit(spells, rate):
    tenure, _ = spells

    assert not fits(tenure - NOTICE, weekly_hazard(rate))


def test_a_notice_that_is_forgotten_would_not_fit(spells):
    tenure, _ = spells

    assert not fits(tenure - NOTICE + 1, weekly_hazard(RATE))


def test_vacancies_are_geometric(spells):
    tenure, vacant = spells
    left = vacant[tenure < WEEKS - LAST_START]

    assert fits(left, 1 / HIRING)
    assert not fits(left, 1 / (1.05 * HIRING))
