"""Progress: a bar with the time left, on standard error, for what takes more than two seconds."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUIET_SECONDS = 2.0
"""What takes less than this shows nothing."""
PREPARING = "Preparing the compiled engine, once: up to a minute."


@contextmanager
def progress(*, quiet: bool, unit: str = "run") -> Iterator[Callable[[int, int], None] | None]:
    """Yield what an experiment calls with jobs done and all jobs; `None` when nobody is looking."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    bar = tqdm(unit=unit, file=sys.stderr, leave=False, delay=QUIET_SECONDS)

    def show(done: int, jobs: int) -> None:
        bar.total = jobs
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        bar.close()


@contextmanager
def preparing(*, quiet: bool, needed: bool) -> Iterator[None]:
    """Say what is going on if compiling the engine keeps somebody waiting."""
    if quiet or not needed:
        yield
        return
    timer = Timer(QUIET_SECONDS / 4, print, [PREPARING], {"file": sys.stderr, "flush": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
