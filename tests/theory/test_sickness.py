"""Sickness as a renewal process: the share of time sick is the mean spell over the mean cycle."""

import math

import numpy as np
import pytest

from tests.theory.worlds import a_world, live

RUNS, POSTS, WEEKS, SETTLED = 4, 200, 520, 52
CHANCE, LENGTH = 0.05, 3.0


@pytest.fixture(scope="module")
def sick():
    """Whether each worker was away in each week once started has been forgotten, shape (workers, weeks)."""
    world = a_world(
        consulting_demand_multiplier=0.0,
        workforce_posts=POSTS,
        turnover_base_rate=0.0,
        sickness_base_log_odds=math.log(CHANCE / (1.0 - CHANCE)),
        sickness_per_exhaustion=0.0,
        sickness_weeks=LENGTH,
    )
    rows = live(world, seeds=RUNS, weeks=WEEKS).worker_weeks
    return rows["sick"].reshape(RUNS * POSTS, WEEKS)[:, SETTLED:]


def agrees(sick, chance, length):
    """Return whether the share of time sick is that of a cycle of 1 / chance weeks well and a spell."""
    each = sick.mean(axis=1)
    error = each.std(ddof=1) / math.sqrt(len(each))
    return abs(each.mean() - length / (length + 1.0 / chance)) < 5 * error


def test_the_share_of_time_sick_is_the_mean_spell_over_the_mean_cycle(sick):
    assert agrees(sick, CHANCE, LENGTH)


@pytest.mark.parametrize(("chance", "length"), [(0.9 * CHANCE, LENGTH), (CHANCE, 1.1 * LENGTH)])
def test_a_chance_or_a_length_wrong_by_a_tenth_would_not_agree(sick, chance, length):
    assert not agrees(sick, chance, length)


def test_spells_last_as_long_as_they_should(sick):
    begins = (np.diff(sick, axis=1) == 1).sum()

    assert sick.sum() / begins == pytest.approx(LENGTH, rel=0.05)
