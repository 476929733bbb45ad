"""Many runs in one process: prints by how many bytes the most memory rose after the first thousand.

Half of the runs are lived one by one, half in batches; with `keep` their records are kept.
"""

import sys

from sp_sim.engine.run import simulate
from tests.agreement.worlds import a_busy_world
from tests.builders import an_area
from tests.memory import most_ever

BATCH = 100
WEEKS = 104
FIRST = 1_000


def a_tiny_pcn():
    """Two practices of 200 people in one network, in which everything happens."""
    return a_busy_world(area=an_area(practices=2, registered=200))


def live(world, seeds, kept):
    """Live half of the seeds one by one and half in batches."""
    half = len(seeds) // 2
    parts = [[seed] for seed in seeds[:half]]
    parts += [seeds[start : start + BATCH] for start in range(half, len(seeds), BATCH)]
    for part in parts:
        records = simulate([world], part, weeks=WEEKS)
        if kept is not None:
            kept.append(records)


def main(runs, kept):
    """Print how much the most memory rose."""
    world = a_tiny_pcn()
    live(world, range(FIRST), None)
    before = most_ever()
    live(world, range(runs), kept)
    print(most_ever() - before)


if __name__ == "__main__":
    main(int(sys.argv[1]), [] if "keep" in sys.argv else None)
