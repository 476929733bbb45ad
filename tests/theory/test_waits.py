"""Waits: posts with room for one case each are a queue of c servers, with the waits of queueing theory."""

import math
from itertools import pairwise

import numpy as np
import pytest

from tests.theory.queues import chain, erlang_c
from tests.theory.worlds import (
    ALIKE,
    ALL_WEEK_ON_SITE,
    ALWAYS,
    NO_BENEFIT,
    NO_TURNOVER,
    NOBODY_LOST,
    PLAIN_OFFERS,
    a_world,
)

WORKERS, PEOPLE, WEEKS, WARMING = 5, 900, 10_000, 200
BATCHES, RUNS = 8, 10
SERVICE = 4.0
TROUBLED, CONSULTS = 520.0, 0.001

QUEUE = {
    "consulting_prone_share": 1.0,
    "consulting_troubled_weeks": TROUBLED,
    "consulting_calm_weeks": 1.0,
    "consulting_consult_chance": CONSULTS,
    "referral_base_log_odds": ALWAYS,
    "pathway_continue_log_odds": math.log(SERVICE - 1),
    "pathway_continue_per_complexity": 0.0,
    "pathway_weeks_between_contacts": 1.0,
    "pathway_weeks_added_per_contact": 0.0,
    "workforce_posts": WORKERS,
    "workforce_wte_per_post": 1.0,
    "management_caseload_cap_per_wte": 1.0,
    "management_authority": False,
}
"""Rare visits, each a referral; cases of geometric length, a contact every week; one case a worker.

Nearly everybody is troubled nearly always, and calm for one week about once in ten years, so that a
person asks with the same chance in every week outside the system.
"""

ASKS = CONSULTS * TROUBLED / (TROUBLED + 1)


@pytest.fixture(scope="module")
def lived():
    """Mean wait, share waiting, and weeks from first contact to close, of each of 80 runs."""
    world = a_world(
        ALIKE, PLAIN_OFFERS, NOBODY_LOST, NO_TURNOVER, NO_BENEFIT, ALL_WEEK_ON_SITE, QUEUE,
        registered=PEOPLE,
    )  # fmt: skip
    waits, waiting, lengths = [], [], []
    for batch in range(BATCHES):
        rows = _referrals(world, range(batch * RUNS, (batch + 1) * RUNS))
        for run in range(RUNS):
            own = rows[rows["run"] == run]
            wait = own["accepted"] - own["referred"]
            waits.append(wait.mean())
            waiting.append((wait > 0).mean())
            lengths.append((own["closed"] - own["accepted"] + 1).mean())
    return np.array(waits), np.array(waiting), np.array(lengths)


def _referrals(world, seeds):
    from sp_sim.engine.run import simulate

    rows = simulate([world], seeds, weeks=WEEKS, threads=2)[0].referrals
    settled = (rows["referred"] >= WARMING) & (rows["referred"] < WEEKS - WARMING)
    return rows[settled]


def theory(service=SERVICE, workers=WORKERS):
    return chain(workers=workers, ends=1 / service, asks=ASKS, people=PEOPLE)


def agrees(values, expected):
    """Return whether independent runs have this mean, within five of their standard errors."""
    return abs(values.mean() - expected) < 5 * values.std(ddof=1) / math.sqrt(len(values))


def test_cases_last_a_geometric_number_of_weeks(lived):
    assert agrees(lived[2], SERVICE)
    assert not agrees(lived[2], 1.01 * SERVICE)


def test_waits_are_those_of_the_exact_chain(lived):
    waits, waiting, _ = lived

    assert agrees(waits, theory().mean_wait)
    assert agrees(waiting, theory().share_waiting)


@pytest.mark.parametrize(
    "wrong", [{"service": 0.95 * SERVICE}, {"service": 1.05 * SERVICE}, {"workers": WORKERS + 1}]
)
def test_a_theory_wrong_by_a_twentieth_of_a_case_would_not_fit(lived, wrong):
    waits, waiting, _ = lived

    assert not agrees(waits, theory(**wrong).mean_wait)
    assert not agrees(waiting, theory(**wrong).share_waiting)


def mean_wait_in_weeks(steps_per_week):
    """Return the mean wait of the chain in shorter steps, with Poisson arrivals of the same rate."""
    queue = chain(
        workers=WORKERS,
        ends=1 / (SERVICE * steps_per_week),
        asks=theory().arrivals / steps_per_week,
        people=None,
        longest=120,
    )
    return queue.mean_wait / steps_per_week


def continuous():
    return erlang_c(workers=WORKERS, arrivals=theory().arrivals, service=SERVICE).mean_wait


def test_in_ever_shorter_steps_the_chain_becomes_erlang_c():
    """The error of steps of length d is a d + O(d^2): halving the step halves it, and eliminating the
    first order leaves almost nothing."""
    errors = [mean_wait_in_weeks(2**k) - continuous() for k in range(2, 7)]
    ratios = [longer / shorter for longer, shorter in pairwise(errors)]

    assert all(1.8 < ratio < 2.2 for ratio in ratios)
    assert abs(2 * errors[-1] - errors[-2]) < 0.02 * abs(errors[-1])


def test_waits_are_those_of_erlang_c_within_the_error_of_whole_weeks(lived):
    """Whole weeks change the wait by less than one: the arrival waits for the week's end and the worker for
    the week after, and geometric cases vary less than exponential ones. The error itself is known from the
    chain; what is left over is the finite number of people, and luck."""
    waits = lived[0]
    weeks = mean_wait_in_weeks(1) - continuous()
    people = theory().mean_wait - mean_wait_in_weeks(1)
    allowed = 5 * waits.std(ddof=1) / math.sqrt(len(waits))

    assert abs(weeks) < 1
    assert abs(people) < 0.1 * continuous()
    assert abs(waits.mean() - continuous()) < abs(weeks) + abs(people) + allowed
    assert not abs(waits.mean() - 1.5 * continuous()) < abs(weeks) + abs(people) + allowed
