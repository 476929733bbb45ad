"""Standing laws: how the work is shared out makes no difference to a single bit of the records."""

import os
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest

from sp_sim.domain.records import same_bits
from sp_sim.engine import run
from sp_sim.engine.run import simulate
from sp_sim.world.build import build
from tests.agreement.lives import HALF_A_YEAR, TABLES, first_difference, ran
from tests.agreement.worlds import BUSY, MOVING, a_busy_world
from tests.builders import a_scenario, an_area
from tests.engine.elsewhere import (
    SEEDS,
    a_tiny_world,
    digest_of_engine,
    digest_of_model,
    digest_of_seed,
)

MANY = tuple(range(24))
"""Seeds enough for several calls of the compiled code, so that threads have something to share."""


@pytest.fixture(scope="module")
def world():
    return a_busy_world(MOVING)


@pytest.fixture(scope="module")
def together(world):
    (records,) = simulate([world], MANY, weeks=HALF_A_YEAR, looks_back=True)
    return records


def only_run(records, number, renumbered=0):
    """The rows of one run, called by another number."""
    tables = {
        name: getattr(records, name)[getattr(records, name)["run"] == number] for name in TABLES
    }
    for table in tables.values():
        table["run"] = renumbered
    return replace(records, **tables)


@pytest.mark.parametrize("threads", [2, 3])
def test_any_number_of_threads_gives_the_same_records(world, together, threads):
    (records,) = simulate([world], MANY, weeks=HALF_A_YEAR, threads=threads, looks_back=True)

    assert "" == first_difference(records, together)


def test_threads_have_several_calls_to_share(world):
    assert len(MANY) * len(world.systems) > 2 * run.JOBS_PER_CALL


@pytest.mark.parametrize("seed", [0, 1, 15, 23])
def test_a_seed_asked_alone_gives_what_it_gives_among_others(world, together, seed):
    assert "" == first_difference(ran(world, seed), only_run(together, seed))


@pytest.mark.parametrize(
    "parts", [(range(5), range(5, 24)), (range(17), range(17, 18), range(18, 24))]
)
def test_any_split_of_the_seeds_gives_the_same_records(world, together, parts):
    found = []
    for part in parts:
        (records,) = simulate([world], part, weeks=HALF_A_YEAR, looks_back=True)
        found += [only_run(records, place, seed) for place, seed in enumerate(part)]
    joined = {name: np.concatenate([getattr(one, name) for one in found]) for name in TABLES}

    assert "" == first_difference(replace(together, **joined), together)


def test_the_order_of_seeds_is_the_order_of_runs(world, together):
    (records,) = simulate([world], [7, 3], weeks=HALF_A_YEAR, looks_back=True)

    assert "" == first_difference(only_run(records, 0), only_run(together, 7))
    assert "" == first_difference(only_run(records, 1), only_run(together, 3))


def test_two_seeds_are_two_histories(together):
    assert first_difference(only_run(together, 0), only_run(together, 1))


def test_arms_lived_together_give_what_each_gives_alone():
    """Arms differ in posts, in dated changes and, the last one, in need itself."""
    arms = [
        a_busy_world(),
        a_busy_world(MOVING, workforce_posts=1),
        a_busy_world(workforce_posts=0, workforce_wte_per_50000=0.0),
        a_busy_world(consulting_demand_multiplier=1.5),
    ]

    for records, arm in zip(
        simulate(arms, [9], weeks=HALF_A_YEAR, looks_back=True), arms, strict=True
    ):
        assert "" == first_difference(records, ran(arm, 9))


def test_the_order_of_arms_makes_no_difference():
    one, other = a_busy_world(), a_busy_world(workforce_posts=1)

    first, second = simulate([one, other], [9], weeks=HALF_A_YEAR, looks_back=True)
    again_second, again_first = simulate([other, one], [9], weeks=HALF_A_YEAR, looks_back=True)

    assert "" == first_difference(again_first, first)
    assert "" == first_difference(again_second, second)


@pytest.mark.parametrize("covers", ["pcn", "area"])
@pytest.mark.parametrize("order", range(3))
def test_the_order_of_practices_in_the_area_makes_no_difference(order, covers):
    area = an_area(practices=6, registered=300, networks=3)
    shuffled = list(area.practices)
    random.Random(order).shuffle(shuffled)
    scenario = a_scenario(MOVING, **(BUSY | {"workforce_covers": covers}))

    expected = ran(build(area, scenario), 3)
    actual = ran(build(replace(area, practices=tuple(shuffled)), scenario), 3)

    assert tuple(shuffled) != area.practices
    assert "" == first_difference(actual, expected)


def test_a_system_lives_the_same_whatever_other_systems_there_are():
    """Network N2 alone, and N2 behind N1: the same lives, at other positions."""
    both = an_area(practices=4, registered=300, networks=2)
    alone = replace(both, practices=tuple(p for p in both.practices if p.pcn_code == "N2"))

    expected = ran(a_busy_world(MOVING, area=alone), 3).practice_weeks
    among = ran(a_busy_world(MOVING, area=both), 3).practice_weeks
    rows = among[among["practice"] >= 2]

    for field in set(rows.dtype.names) - {"practice"}:
        assert same_bits(rows[field], expected[field]).all(), field


def test_other_processes_give_the_same_records():
    expected = [digest_of_seed(seed) for seed in SEEDS]

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        actual = list(pool.map(digest_of_seed, SEEDS))

    assert expected == actual
    assert len(SEEDS) == len(set(expected))


PLAIN = """
from sp_sim.draws import asking_once
from tests.engine.elsewhere import digest_of_engine, digest_of_model

for digest in digest_of_engine, digest_of_model:
    with asking_once():
        print(digest())
"""


def test_without_compilation_both_models_give_the_same_records_and_ask_no_question_twice(checkout):
    told = subprocess.run(
        [sys.executable, "-c", PLAIN],
        cwd=checkout,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == told.returncode, told.stderr
    assert [digest_of_engine(), digest_of_model()] == told.stdout.split()


def test_what_is_lived_in_plain_python_is_not_nothing():
    records = ran(a_tiny_world(), 6)

    assert records.worker_weeks["left"].any()
    assert len(records.referrals) > 20
