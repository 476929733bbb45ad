"""Timing: tasks taken in turns, so that what one machine does to the one it does to the other."""

from __future__ import annotations

import gc
import math
import os
import platform
import time
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Seconds = tuple[float, ...]
    Clock = Callable[[], float]


@dataclass(frozen=True)
class Spread:
    """The median of some repeats, and the least and the most of them."""

    median: float
    low: float
    high: float
    repeats: int

    def as_document(self) -> dict[str, float]:
        """Return the spread ready for JSON."""
        return {
            "median": self.median,
            "min": self.low,
            "max": self.high,
            "repeats": self.repeats,
        }


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of one value or more."""
    return Spread(median(values), min(values), max(values), len(values))


def interleave(
    tasks: Mapping[str, Callable[[], object]],
    repeats: int,
    clock: Clock = time.perf_counter,
) -> dict[str, Seconds]:
    """Do every task once, then every task again, ...; return the seconds of each, in order.

    Every other round goes backwards, so that no task always follows the same one. Each task is
    done once beforehand, unmeasured.
    """
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    gc.collect()
    gc.freeze()  # what is there already need not be looked through every time
    try:
        for number in range(repeats):
            for name in list(tasks)[:: 1 if number % 2 == 0 else -1]:
                found[name].append(seconds_of(tasks[name], clock))
    finally:
        gc.unfreeze()
    return {name: tuple(seconds) for name, seconds in found.items()}


def seconds_of(task: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """Return how long a task takes, with what others left behind cleared away first."""
    gc.collect()
    started = clock()
    task()
    return clock() - started


def ratios(of: Seconds, to: Seconds) -> Seconds:
    """Return the ratios of two tasks, round by round."""
    return tuple(one / other for one, other in zip(of, to, strict=True))


def exponents(sizes: Sequence[float], seconds: Sequence[Seconds]) -> Seconds:
    """Return, round by round, the power of size with which time grows (1: in proportion)."""
    return tuple(_slope(sizes, turn) for turn in zip(*seconds, strict=True))


def _slope(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the slope of the least squares line through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    along = sum((one - mean_x) * (other - mean_y) for one, other in zip(x, y, strict=True))
    return along / sum((one - mean_x) ** 2 for one in x)


def machine() -> dict[str, Any]:
    """Return what the figures were measured on, and how busy it was."""
    allowed = getattr(os, "sched_getaffinity", None)
    load = getattr(os, "getloadavg", None)
    return {
        "cores": len(allowed(0)) if allowed else os.cpu_count() or 1,
        "load": round(load()[0], 2) if load else None,
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "numba": version("numba"),
        "numpy": version("numpy"),
        "mesa": version("mesa"),
    }
