"""Opposed: made-up arms for which the same luck works in opposite ways."""

import numpy as np

from sp_sim.draws import key_of_run
from sp_sim.experiments.live import Living
from tests.results.handmade import PLACES, made_up


def opposed(*, shift=4.0):
    """A living in which the luck that helps the first arm hurts the second, which is `shift` higher."""

    def luck(seeds, arm):
        chances = np.array([(int(key_of_run(seed)) >> 11) / 2.0**53 for seed in seeds])
        return 20.0 + shift * arm + (8.0 * chances - 4.0) * (1.0 - 1.8 * arm)

    def simulate(worlds, seeds, *, weeks, threads=1, on_progress=None, past=None, **_):
        lived = [made_up(len(seeds), weeks) for _ in worlds]
        for arm, records in enumerate(lived):
            rows = records.worker_weeks
            rows["exhaustion"] = luck(seeds, arm)[rows["run"]]
        return lived

    return Living(lambda area, scenario: scenario, simulate, lambda world: PLACES)
