"""Toys: scenarios whose exhaustion is a known function of their parameters, and nothing else."""

from functools import lru_cache

from sp_sim.domain.records import Records
from sp_sim.draws import key_of_run
from sp_sim.experiments.live import Living
from tests.results.handmade import PLACES, made_up

MEASURE = "exhaustion_mean"
GAIN = "support.gain"
QUIET = "referral.quiet_weeks"


def a_toy(level, *, chance=0.0, calls=None):
    """Return a living in which everybody's exhaustion is `level(scenario)` plus an arm's own chance."""

    def simulate(worlds, seeds, *, weeks, threads=1, on_progress=None, past=None, **_):
        if calls is not None:
            calls.append((len(worlds), len(seeds)))
        return [_lived(world, seeds, weeks) for world in worlds]

    def _lived(scenario, seeds, weeks):
        usual = _usual(len(seeds), weeks)
        rows = usual.worker_weeks.copy()
        for run, seed in enumerate(seeds):
            luck = chance * (_share(seed, sum(map(ord, scenario.name))) - 0.5)
            rows["exhaustion"][rows["run"] == run] = level(scenario) + luck
        return Records(usual.referrals, usual.practice_weeks, rows, usual.gps, usual.offer_weeks)

    return Living(lambda area, scenario: scenario, simulate, lambda world: PLACES)


def _share(seed, arm):
    return (int(key_of_run(1000 * arm + seed)) >> 11) / 2.0**53


@lru_cache(maxsize=8)
def _usual(runs, weeks):
    usual = made_up(runs, weeks)
    usual.worker_weeks["in_post"] = 1
    return usual


def turning_at(key, at, slope, *, middle=25.0):
    """Return a level: `plain` is at the middle, and any other arm above it by slope times key beyond `at`."""

    def level(scenario):
        return middle + (scenario.name != "plain") * slope * (scenario.values[key] - at)

    return level


def gains(scenario):
    """Exhaustion that follows the gain, whatever the scenario is called."""
    return 20.0 + scenario.values[GAIN]
