"""Workshop: processes that live runs, so that pages answer while others wait; nothing is lived twice."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
import time
from collections import OrderedDict
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.areas import synthetic
from sp_sim.dashboard.address import MANY_PAIRS
from sp_sim.dashboard.answers import Ask, answer
from sp_sim.errors import CouldNotFinishError
from sp_sim.experiments.ensemble import ensemble
from sp_sim.experiments.live import RUNS_A_SET
from sp_sim.scenario.inherit import default_scenario, with_values

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, MutableSequence

KEPT_ANSWERS = 200
MOST_WAITING = 96
MOST_JOBS_OF_ONE = 2
KEPT_SECONDS = 600.0
"""How long it is remembered why a job failed."""
SLOTS = 64
DONE, ALL, STOP = 0, 1, 2
KINDS = {"quick": 0, "refine": 5, "long": 10}
"""The kinds of work, each with how far it gives way to others (`nice`)."""

_board: MutableSequence[int] = [0] * (3 * SLOTS)


class BusyError(CouldNotFinishError):
    """Too much is being asked at once; ask again in a moment."""


class StoppedError(CouldNotFinishError):
    """The work was cancelled by whoever asked for it."""


@dataclass
class Job:
    """Work in the background: who asked, where its progress is noted, and what comes of it."""

    visitor: str
    slot: int
    future: Future[Any]
    begun: float


class Workshop:
    """Answers kept by what was asked, and the workers that make new ones."""

    def __init__(self, *, workers: int | None = None, in_process: bool = False) -> None:
        """Prepare workers: processes, or threads of this one (for tests and small machines)."""
        self.workers = workers or os.cpu_count() or 1
        self.in_process = in_process
        context = multiprocessing.get_context("spawn")
        self.board: Any = _board if in_process else context.RawArray("q", 3 * SLOTS)
        self.pools: dict[str, Executor] = {}
        self.answers: OrderedDict[Hashable, Any] = OrderedDict()
        self.coming: dict[Hashable, Future[Any]] = {}
        self.jobs: dict[Hashable, Job] = {}
        self.lock = threading.RLock()

    async def ask(
        self, kind: str, key: Hashable, work: Callable[..., Any], *arguments: object,
        patience: float | None = None,
    ) -> Any:  # noqa: ANN401 - whatever `work` returns  # fmt: skip
        """Return what `work` gives for `key`, lived now or before; raise TimeoutError past `patience`."""
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
                return self.answers[key]
            future = self.coming.get(key)
            if future is None:
                future = self._submit(kind, key, work, arguments)
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), patience)

    async def once(self, kind: str, work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401
        """Return what `work` gives, and keep nothing of it."""
        key = object()
        try:
            return await self.ask(kind, key, work, *arguments)
        finally:
            with self.lock:
                self.answers.pop(key, None)

    def warm(self) -> None:
        """Let the workers for what-ifs get ready, those for first answers first, so that nobody waits for them."""
        if not self.in_process:
            for kind in ("quick", "refine"):
                for _ in range(self.workers):
                    self._pool(kind).submit(make_ready)

    def begin(
        self, visitor: str, key: Hashable, work: Callable[..., Any], *arguments: object
    ) -> None:
        """Begin a long job unless it is known already; `work` takes `on_progress` besides."""
        with self.lock:
            running = {key: job for key, job in self.jobs.items() if not job.future.done()}
            if key in self.answers or key in running:
                return
            self.jobs = {
                key: job for key, job in self.jobs.items()
                if key in running or time.monotonic() - job.begun < KEPT_SECONDS
            }  # fmt: skip
            if sum(job.visitor == visitor for job in running.values()) >= MOST_JOBS_OF_ONE:
                message = "You have two jobs running. Wait for one, or cancel it."
                raise BusyError(message)
            taken = {job.slot for job in running.values()}
            slot = next((place for place in range(SLOTS) if place not in taken), None)
            if slot is None:
                message = "Many jobs are running. Try again in a minute."
                raise BusyError(message)
            self.board[3 * slot : 3 * slot + 3] = [0, 0, 0]
            future = self._submit("long", key, _with_progress, (slot, work, arguments))
            self.jobs[key] = Job(visitor, slot, future, time.monotonic())

    def known(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever was kept; None where nothing was
        """Return the answer that is kept, if one is."""
        with self.lock:
            return self.answers.get(key)

    def progress(self, key: Hashable) -> tuple[int, int] | None:
        """Return how far a job is and how far it goes; `None` where none is running."""
        with self.lock:
            job = self.jobs.get(key)
            if job is None:
                return None
            return self.board[3 * job.slot + DONE], self.board[3 * job.slot + ALL]

    def failure(self, key: Hashable) -> BaseException | None:
        """Return, once, why a job gave no answer; the job is forgotten then."""
        with self.lock:
            job = self.jobs.get(key)
            if job is None or not job.future.done():
                return None
            del self.jobs[key]
            return StoppedError("cancelled") if job.future.cancelled() else job.future.exception()

    def cancel(self, visitor: str, key: Hashable) -> bool:
        """Stop a job of this visitor; tell whether there was one."""
        with self.lock:
            job = self.jobs.get(key)
            if job is None or job.visitor != visitor:
                return False
            self.board[3 * job.slot + STOP] = 1
            job.future.cancel()
            return True

    def close(self) -> None:
        """Let go of all workers."""
        with self.lock:
            for job in self.jobs.values():
                self.board[3 * job.slot + STOP] = 1
            pools = list(self.pools.values())
        for pool in pools:  # without the lock, which whatever ends now needs
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self, kind: str, key: Hashable, work: Callable[..., Any], arguments: tuple[object, ...]
    ) -> Future[Any]:
        if len(self.coming) >= MOST_WAITING:
            message = "Many people are asking at once. Try again in a moment."
            raise BusyError(message)
        try:
            future = self._pool(kind).submit(work, *arguments)
        except BrokenProcessPool:
            del self.pools[kind]
            future = self._pool(kind).submit(work, *arguments)
        self.coming[key] = future
        future.add_done_callback(lambda done: self._keep(key, done))
        return future

    def _pool(self, kind: str) -> Executor:
        if kind not in self.pools:
            hands = 1 if kind == "long" else self.workers
            self.pools[kind] = (
                ThreadPoolExecutor(hands)
                if self.in_process
                else ProcessPoolExecutor(
                    hands, mp_context=multiprocessing.get_context("spawn"),
                    initializer=_settle_in, initargs=(self.board, KINDS[kind], os.getpid()),
                )
            )  # fmt: skip
        return self.pools[kind]

    def _keep(self, key: Hashable, done: Future[Any]) -> None:
        with self.lock:
            self.coming.pop(key, None)
            if done.cancelled() or done.exception() is not None:
                return
            self.jobs.pop(key, None)
            self.answers[key] = done.result()
            while len(self.answers) > KEPT_ANSWERS:
                self.answers.popitem(last=False)


def make_ready() -> None:
    """Load the engine and all that is believed, and live a little under two parameter sets."""
    usual = default_scenario()
    both = (usual, with_values(usual, {}, name="again"))
    ensemble("posterior", MANY_PAIRS // RUNS_A_SET)
    answer(Ask(synthetic.make(practices=1, seed=1), both, 30, 1, 2 * RUNS_A_SET))


def _settle_in(board: Any, gives_way: int, parent: int) -> None:  # noqa: ANN401 - a shared array
    """Prepare a worker: give way to quicker work, and end when the server is gone."""
    global _board  # noqa: PLW0603 - what a worker was given when it began
    _board = board
    with suppress(AttributeError, OSError):
        os.nice(gives_way)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _with_progress(slot: int, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401
    def note(done: int, whole: int) -> None:
        _board[3 * slot + DONE], _board[3 * slot + ALL] = done, whole
        if _board[3 * slot + STOP]:
            message = "cancelled"
            raise StoppedError(message)

    return work(*arguments, on_progress=note)
