"""Memory is flat: however many runs are lived in one process, nothing of them is kept."""

import os
import subprocess
import sys

import pytest

from sp_sim.engine.run import simulate
from tests.engine.many_runs import BATCH, WEEKS, a_tiny_pcn
from tests.memory import growth, weight

RUNS = 1_000
FIRST, THEN = range(RUNS), range(RUNS, 2 * RUNS)
"""The first runs fill what is filled once, such as free lists of Python and of the compiler."""
MANY = 10_000
PER_RUN = 50
"""A leak of a fiftieth of a run's records a run is found among very many runs."""


@pytest.fixture(scope="module")
def world():
    return a_tiny_pcn()


@pytest.fixture(scope="module")
def of_one(world):
    """The bytes of one run's records."""
    simulate([world], [0], weeks=WEEKS)
    return weight(lambda: simulate([world], [0], weeks=WEEKS))


def one_by_one(world):
    return lambda seed: simulate([world], [seed], weeks=WEEKS)


def in_batches(world):
    return lambda part: simulate([world], range(BATCH * part, BATCH * (part + 1)), weeks=WEEKS)


def test_a_thousand_runs_one_by_one_leave_less_than_half_of_one_behind(world, of_one):
    assert of_one > 30_000
    assert growth(one_by_one(world), FIRST, THEN) < of_one / 2


def test_a_thousand_runs_in_batches_leave_less_than_half_of_one_behind(world, of_one):
    batches = 3 * RUNS // BATCH

    assert (
        growth(in_batches(world), range(batches), range(batches, batches + RUNS // BATCH))
        < of_one / 2
    )


@pytest.mark.slow
def test_one_run_that_is_kept_among_a_thousand_is_found(world, of_one):
    kept = []
    live = one_by_one(world)

    def keep_one(seed):
        records = live(seed)
        if seed == THEN[RUNS // 2]:
            kept.append(records)

    assert growth(keep_one, FIRST, THEN) > of_one / 2


def risen(*words):
    """Return the bytes by which the most memory rose in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.engine.many_runs", *words],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == told.returncode, told.stderr
    return int(told.stdout)


@pytest.mark.slow
def test_ten_thousand_runs_in_one_process_need_no_more_memory_than_a_thousand(of_one):
    """Compiled code and the system are counted too, which Python's own count does not see."""
    assert risen(str(MANY)) < MANY * of_one / PER_RUN


@pytest.mark.slow
def test_runs_that_are_kept_are_found(of_one):
    assert risen(str(MANY // 4), "keep") > MANY // 4 * of_one / PER_RUN
