"""Apart: work over which workers die, done run by run, so that only the run that kills is lost.

Nothing else is in hand meanwhile. A run fails when its worker dies `MOST_DEATHS` times with this run
alone in hand, and only where a worker can be got ready at all: a kill from outside costs nothing.
"""

from __future__ import annotations

import signal
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Protocol

from sp_sim.errors import CouldNotFinishError
from sp_sim.experiments.chunk import Block, failed_run, live_chunk, together
from sp_sim.experiments.executor import DEADLY, MOST_DEATHS, begin_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from sp_sim.experiments.chunk import Job, Lived, Study


class WorkerDiedError(Exception):
    """A worker died over what it was asked; the message says how."""


class Hand(Protocol):
    """Whatever does one piece of work at a time, and says when its worker died over it."""

    def ask(self, work: Callable[[Any], Any], given: object) -> Any:  # noqa: ANN401 - what the work makes
        """Return what the work makes of it; raise `WorkerDiedError` when the worker died."""
        ...


class OneWorker:
    """One worker process of this machine, started afresh whenever it died."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._context = get_context("spawn")
        self._process: Any = None

    def ask(self, work: Callable[[Any], Any], given: object) -> Any:  # noqa: ANN401 - what the work makes
        """Return what the work makes of it; raise what it raises, or `WorkerDiedError`."""
        if self._process is None:
            self._start()
        try:
            self._pipe.send((work, given))
            made, error = self._pipe.recv()
        except (EOFError, OSError) as gone:
            self._process.join()
            how = _ending(self._process.exitcode)
            self.close()
            raise WorkerDiedError(how) from gone
        if error is not None:
            raise error
        return made

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._process is None:
            return
        self._leash.close()
        self._pipe.close()
        self._process.join()
        self._process.close()
        self._process = None

    def _start(self) -> None:
        held, self._leash = self._context.Pipe(duplex=False)
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(held, theirs), daemon=True)
        self._process.start()
        held.close()
        theirs.close()


def live_apart(job: Job) -> Lived:
    """Live the runs of a job one by one in a worker of their own."""
    with closing(OneWorker()) as hand:
        return live_by(hand, job)


def live_by(hand: Hand, job: Job) -> Lived:
    """Live the runs of a job one by one; one that kills its worker every time is a failed row."""
    _get_ready(hand, job.study)
    return together(job.name, [_live_alone(hand, one) for one in _alone(job)])


def _live_alone(hand: Hand, one: Job) -> Lived:
    how = ""
    for _ in range(MOST_DEATHS):
        try:
            found: Lived = hand.ask(live_chunk, one)
        except WorkerDiedError as death:
            how = str(death)
        else:
            return found
    return failed_run(one, f"its worker {how}, {MOST_DEATHS} times with this run alone")


def _get_ready(hand: Hand, study: Study) -> None:
    """Refuse to blame a run where a worker dies before it is given one."""
    for death in range(1, MOST_DEATHS + 1):
        try:
            hand.ask(_ready, study)
        except WorkerDiedError as error:
            if death == MOST_DEATHS:
                raise CouldNotFinishError(DEADLY) from error
        else:
            return


def _ready(study: Study) -> None:
    study.living()


def _alone(job: Job) -> Iterator[Job]:
    """Yield each run of a job as a job of its own."""
    for block in job.blocks:
        for number, point in zip(block.numbers, block.points, strict=True):
            for seed in block.seeds:
                yield replace(job, blocks=(Block((number,), (point,), (seed,)),))


def _ending(code: int) -> str:
    """Return in words how a process ended."""
    if code == -signal.SIGKILL:
        return f"was killed by signal {-code} (perhaps out of memory)"
    if code < 0:
        return f"was killed by signal {-code} ({signal.strsignal(-code)})"
    return f"ended with exit code {code}"


def _serve(held: Connection, pipe: Connection) -> None:
    """Do in a worker what is asked, one after the other, until nobody asks."""
    begin_worker(held)
    while True:
        try:
            work, given = pipe.recv()
        except EOFError:
            return
        answer: tuple[Any, Exception | None]
        try:
            answer = work(given), None
        except Exception as error:  # noqa: BLE001 - raised again by who asked
            answer = None, error
        pipe.send(answer)
