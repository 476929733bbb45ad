"""A sweep of a hundred times as many runs needs no more memory."""

import subprocess
import sys

import pytest

from tests.experiments.sweeps import a_design_file

PROGRAM = """
import resource, sys
from sp_sim.experiments.sweep import sweep
sweep(sys.argv[1], sys.argv[2], workers=1)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
DESIGN = """\
kind: latin-hypercube
area: village.csv
weeks: 30
replications: 8
points: {points}
chunk: 128
factors:
  support.supervised_share: {{from: 0, to: 1}}
  awareness.start: prior
"""
MOST_MORE_KB = 32_000


@pytest.mark.slow
def test_memory_is_flat_from_few_runs_to_many(tmp_path):
    most = {}
    for points in (64, 4096):
        path = a_design_file(tmp_path, DESIGN.format(points=points))
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM, path, tmp_path / str(points)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        most[points] = int(told.stdout)
    print(f"most memory, kB, by points of 8 runs each: {most}")

    assert most[4096] - most[64] < MOST_MORE_KB
