"""Toy calibrations: four numbers that hang on eight parameters in known ways, in one line each."""

import numpy as np

from sp_sim.experiments.calibration.fitting import Task
from sp_sim.experiments.calibration.plan import Plan
from sp_sim.experiments.calibration.space import Space
from sp_sim.experiments.calibration.store import Store
from sp_sim.experiments.calibration.target import Board, Target
from sp_sim.param import param, section, uniform

KEYS = [f"toy.p{number}" for number in range(8)]
CHANCE = 0.05
SMALL = Plan(
    point=16, prior=150, truths=24, waves=1, wave=50, rounds=2, round=75, draws=100, pool=10_000, steps=10,
    least_ess=30.0, least_sets=30,
)  # fmt: skip
QUICK = Plan(
    point=8, prior=60, truths=4, waves=1, wave=20, rounds=2, round=10, draws=20, pool=1_000, steps=5,
    least_ess=2.0, least_sets=2,
)  # fmt: skip
"""So few sets that the emulator is its quadratic alone."""
TRUTH = (0.7, 0.3, 0.8, 0.65)
"""The first four parameters of a world whose numbers `targets` are put around."""


def a_space():
    """Return eight parameters that may be anything from 0 to 1, alike."""
    told = {
        key.removeprefix("toy."): param(
            0.5, unit="1", meaning="a toy", source="assumption: a toy", grade="assumption",
            prior=uniform(0.0, 1.0),
        )
        for key in KEYS
    }  # fmt: skip
    return Space(section("toy", "a toy", **told).params)


def expected(p):
    """Return the toy's four numbers without chance: sum, difference with a bend, one, and its fall."""
    return np.array([p[0] + p[1], p[0] - p[1] + 0.5 * p[2] * p[2], 2.0 * p[3], 1.0 - p[3]])


def lived(values, number):
    """Return the toy's numbers for one set, chance of its number included."""
    chances = [values.get(key, 0.5) for key in KEYS]
    return expected(chances) + CHANCE * np.random.default_rng(number).standard_normal(4)


def a_target(pattern, middle, half=0.1, *, weight="A", discrepancy=0.03):
    """Return a target with a band around a middle."""
    return Target(
        f"{pattern}.0", pattern, f"toy {pattern}", "toys", weight, middle - half, middle + half,
        False, discrepancy, 0.02, 1.0, "a toy",
    )  # fmt: skip


def a_board(*middles):
    """Return targets around these middles, or around the numbers of `TRUTH`."""
    given = middles or expected(TRUTH)
    return Board(tuple(a_target(f"T{at}", float(m)) for at, m in enumerate(given, start=1)))


def a_task(folder, *middles, plan=SMALL, evaluate=lived, **more):
    """Return a toy calibration in a folder."""
    return Task(
        space=a_space(), board=a_board(*middles), evaluate=evaluate, plan=plan,
        store=Store(folder), **more,
    )  # fmt: skip
