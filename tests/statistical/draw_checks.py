"""Checks that good chance passes and bad chance fails; every result is in standard errors.

A check returns a number that is about standard normal in size when chance is good. Tests allow
`FIVE`: with some 200 checks a fresh seed would fail any about once in 9,000 times.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sp_sim.draws import Decision, Kind, child_key, key_of_run

Ask = Callable[[int, int, int, int], float]
Floats = npt.NDArray[np.float64]

FIVE = 5.0
FIVE_KOLMOGOROV = 2.744
"""sqrt(n) times the Kolmogorov distance that is passed as rarely as five standard errors."""

ASKED = 40_000


def people(seed: int, count: int = ASKED) -> list[int]:
    """Return the keys of the first people of a seed."""
    run = key_of_run(seed)
    return [child_key(run, Kind.PERSON, number) for number in range(count)]


def answers(ask: Ask, keys: list[int], decision: int = Decision.CONSULT, week: int = 0) -> Floats:
    """Return everybody's answer to one question."""
    return np.array([ask(key, decision, week, 0) for key in keys])


def unevenness(sample: Floats) -> float:
    """Return sqrt(n) times the Kolmogorov distance of a sample from the uniform distribution."""
    ordered = np.sort(sample)
    n = len(ordered)
    steps = np.arange(n) / n
    distance = max(np.max(ordered - steps), np.max(steps + 1.0 / n - ordered))
    return float(np.sqrt(n) * distance)


def lopsided_bits(sample: Floats) -> float:
    """Return how far the worst of the 32 leading bits is from being set half the time."""
    words = (sample * 2.0**32).astype(np.uint64)
    bits = (words[:, None] >> np.arange(32, dtype=np.uint64)) & np.uint64(1)
    share = bits.mean(axis=0)
    return float(np.max(np.abs(share - 0.5)) * 2.0 * np.sqrt(len(sample)))


def correlation(one: Floats, other: Floats) -> float:
    """Return the correlation of two uniform samples in its standard errors."""
    return float(np.mean((one - 0.5) * (other - 0.5)) * 12.0 * np.sqrt(len(one)))


def clumping(one: Floats, other: Floats, cells: int = 8) -> float:
    """Return the chi-square of a square of cells, as a normal deviate (Wilson and Hilferty)."""
    counts, _, _ = np.histogram2d(one, other, bins=cells, range=[[0, 1], [0, 1]])
    expected = len(one) / cells**2
    freedom = cells**2 - 1
    chi_square = float(np.sum((counts - expected) ** 2 / expected))
    centre = 1.0 - 2.0 / (9.0 * freedom)
    return float(((chi_square / freedom) ** (1.0 / 3.0) - centre) / np.sqrt(2.0 / (9.0 * freedom)))


def togetherness(one: Floats, other: Floats) -> float:
    """Return the worse of correlation and clumping, in standard errors."""
    return max(abs(correlation(one, other)), abs(clumping(one, other)))
