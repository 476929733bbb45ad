"""What is kept: how much memory is still taken after something was done over and over."""

import gc
import resource
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

BYTES_OF_MAXRSS = 1 if sys.platform == "darwin" else 1024
"""The unit in which the system tells the most memory that a process ever had."""


def weight(make: Callable[[], object]) -> int:
    """Return the bytes of one thing while it is there."""
    tracemalloc.start()
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    thing = make()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    del thing
    return taken


def growth(do: Callable[[int], object], first: Iterable[int], then: Iterable[int]) -> int:
    """Return the bytes that `then` leaves behind, once `first` has filled what is filled once."""
    taken = []
    tracemalloc.start()
    for numbers in first, then:
        for number in numbers:
            do(number)
        gc.collect()
        taken.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return taken[1] - taken[0]


def blocks() -> int:
    """Return how many pieces of memory Python has given out: cheap to ask, and exact."""
    gc.collect()
    return sys.getallocatedblocks()


def blocks_left(do: Callable[[int], object], first: Iterable[int], then: Iterable[int]) -> int:
    """Return the pieces of memory that `then` leaves behind, once `first` has filled the caches."""
    for number in first:
        do(number)
    before = blocks()
    for number in then:
        do(number)
    return blocks() - before


def most_ever() -> int:
    """Return the most bytes of memory that this process ever had.

    Where the system tells it of the program alone, that is taken: the other figure begins with what
    the program that started this one had.
    """
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(told["VmHWM"].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_OF_MAXRSS
