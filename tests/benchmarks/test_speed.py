"""Speed, as ratios with generous floors: an absolute time would only tell how busy a machine is.

Run with `pytest tests/benchmarks -m benchmark -s`; `sp-sim bench` prints more.
"""

import pytest

from sp_sim.cli.bench import group_in_words
from sp_sim.experiments import bench
from sp_sim.experiments.bench import Plan
from sp_sim.experiments.bench_worlds import PCN_LISTS, network

pytestmark = pytest.mark.benchmark

PLAN = Plan(
    repeats=5,
    weeks=104,
    seeds=8,
    small_weeks=26,
    mesa_weeks=52,
    mesa_repeats=3,
    lengths=(52, 104, 208),
    networks=(1, 2, 4),
    pairs=(20, 200),
    processes=3,
    cold=False,
)


@pytest.fixture(scope="module")
def area():
    bench.load_engine()
    return network(PCN_LISTS)


def ratios_of(group):
    """Print a group and return its median ratios by key."""
    print(f"\n{group_in_words(group)}")
    return {row.key: row.ratio.median for row in group.rows if row.ratio is not None}


def test_the_engine_is_a_hundred_times_as_fast_as_mesa(area):
    found = ratios_of(bench.models(PLAN, area))

    assert found["engine.pcn.batch"] > 100.0
    assert found["engine.pcn.alone"] > 60.0
    assert found["engine.small.batch"] > 30.0


def test_a_further_arm_costs_less_than_the_first(area):
    found = ratios_of(bench.arms(PLAN, area))

    assert found["arm.further.launch"] < 0.7
    assert found["arm.further.mature"] < 0.9
    assert found["arm.first.mature"] < 3.0


def test_a_seed_asked_for_alone_costs_little_more(area):
    assert ratios_of(bench.arms(PLAN, area))["arm.alone"] < 4.0


def test_time_grows_with_weeks_and_practices_no_faster_than_they_do(area):
    assert ratios_of(bench.lengths(PLAN, area))["weeks.exponent"] < 1.25
    assert ratios_of(bench.sizes(PLAN))["practices.exponent"] < 1.25


def test_threads_do_not_halve_the_speed_even_where_others_use_the_cores(area):
    assert ratios_of(bench.cores(PLAN, area, 2))["threads.more"] > 0.5


def test_ten_times_the_pairs_take_no_more_than_ten_times_as_long(area):
    assert ratios_of(bench.questions(PLAN, area, 2))["what_if.200"] < 13.0
