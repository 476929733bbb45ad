"""A sweep costs little more than the engine: its workers' rate by that of the bare compiled calls.

Run with `pytest tests/benchmarks/test_sweep_speed.py -m benchmark -s`; SP_SIM_BENCH_RUNS says how many runs.
"""

import os
import time
from statistics import median

import pytest

from sp_sim.experiments import plan
from sp_sim.experiments.bench_worlds import PCN_LISTS, network
from sp_sim.experiments.chunk import Study
from sp_sim.experiments.design import Design
from sp_sim.experiments.factor import Factor
from sp_sim.experiments.live import compiled
from sp_sim.experiments.sweep import sweep
from sp_sim.scenario import load

pytestmark = pytest.mark.benchmark

RUNS = int(os.environ.get("SP_SIM_BENCH_RUNS", "10016"))
WORKERS = 2
ARMS, SEEDS = 50, 32
REPEATS = 3
FACTORS = (
    Factor("support.supervised_share", low=0.0, high=1.0),
    Factor("burnout.base"),
    Factor("awareness.start"),
)


def a_design(runs):
    return Design(
        name="speed", asks="How fast?", kind="latin-hypercube",
        scenarios={"baseline": load("baseline")}, areas={"network": network(PCN_LISTS)},
        factors=FACTORS, weeks=104, seed=1, replications=SEEDS, size=runs // SEEDS, draws="point",
    )  # fmt: skip


def rate_of_the_engine(design):
    """Return runs a second of bare calls on as many threads, worlds built beforehand."""
    hands = compiled()
    study = Study(design.scenarios, design.areas, design.keys, design.weeks)
    area = design.areas["network"]
    worlds = [
        hands.build(area, study.scenario(design.point(number), design.seed))
        for number in range(ARMS)
    ]
    started = time.perf_counter()
    hands.simulate(worlds, range(SEEDS), weeks=design.weeks, threads=WORKERS)
    return ARMS * SEEDS / (time.perf_counter() - started)


def rate_of_a_sweep(design, folder):
    """Return runs a second of a whole sweep, from when every worker has given up a part."""
    seen = []

    def watch(done, runs):
        seen.append((time.perf_counter(), done))

    sweep(design, folder, workers=WORKERS, on_progress=watch)
    (began, first), (ended, last) = seen[WORKERS], seen[-1]
    return (last - first) / (ended - began)


def test_a_sweep_runs_at_nearly_the_engines_own_rate(tmp_path):
    design = a_design(RUNS)
    rate_of_the_engine(design)
    ratios = []
    for repeat in range(REPEATS):
        engine = rate_of_the_engine(design)
        swept = rate_of_a_sweep(design, tmp_path / str(repeat))
        engine = (engine + rate_of_the_engine(design)) / 2
        ratios.append(swept / engine)
        print(f"\nsweep {swept:.0f}, engine {engine:.0f} runs a second: {ratios[-1]:.2f}")
    parts = len(list(plan.parts(design)))
    print(
        f"{design.runs:,} runs in {parts} parts: median {median(ratios):.2f} of the engine's rate"
    )

    assert median(ratios) > 0.8
