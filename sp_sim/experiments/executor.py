"""Executor: the same work here, in processes of this machine, or on a cluster of machines.

Results come in any order. Work is handed out in a small window, never all at once; jobs of a worker
that dies are handed out again. Nothing outlives the program that asked.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sp_sim.errors import CouldNotFinishError, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

MOST_DEATHS = 3
"""So often a job may have been in hand when a worker died, before it is given up."""
DEATHS_TO_SUSPECT = 2
"""So often, before it is done apart, where there is a way to."""
WINDOW = 2
"""Jobs in hand for each worker: one to live, and one to go on with."""
SECONDS_TO_ANSWER = 10
DEADLY = (
    f"a worker process died {MOST_DEATHS} times over the same runs (out of memory, or a script without"
    ' `if __name__ == "__main__":`?); what is done is kept: go on with --resume'
)

Given = TypeVar("Given")
Made = TypeVar("Made")


class Executor(Protocol):
    """Whatever can do the same work for many jobs."""

    workers: int

    def run(
        self,
        work: Callable[[Given], Made],
        jobs: Iterable[Given],
        apart: Callable[[Given], Made] | None = None,
    ) -> Iterator[Made]:
        """Yield what the work makes of each job, in any order.

        `apart` makes the same here of a job over which workers die, while nothing else is in hand.
        """
        ...

    def close(self) -> None:
        """Let go of whatever does the work."""
        ...


class Here:
    """One job after the other, in this process."""

    workers = 1

    def run(
        self,
        work: Callable[[Given], Made],
        jobs: Iterable[Given],
        apart: Callable[[Given], Made] | None = None,  # noqa: ARG002 - there is no worker to die
    ) -> Iterator[Made]:
        """Yield what the work makes of each job, in order."""
        for job in jobs:
            yield work(job)

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Worker processes of this machine, started afresh (spawn), which never outlive this one."""

    def __init__(self, workers: int) -> None:
        """Keep how many; they are started when there is work."""
        self.workers = workers

    def run(
        self,
        work: Callable[[Given], Made],
        jobs: Iterable[Given],
        apart: Callable[[Given], Made] | None = None,
    ) -> Iterator[Made]:
        """Yield what the work makes of each job; a dead worker's jobs are done again, and then apart."""
        waiting = ((job, 0) for job in jobs)
        again: list[tuple[Given, int]] = []
        while True:
            try:
                with closing(self._one_pool(work, waiting, again)) as found:  # type: ignore[type-var]  # generators close
                    yield from found
            except BrokenProcessPool as error:
                if apart is not None:
                    yield from map(apart, _suspects(again))
                elif max((deaths for _, deaths in again), default=0) >= MOST_DEATHS:
                    raise CouldNotFinishError(DEADLY) from error
            else:
                return

    def close(self) -> None:
        """Nothing is held between runs."""

    def _one_pool(
        self,
        work: Callable[[Given], Made],
        waiting: Iterator[tuple[Given, int]],
        again: list[tuple[Given, int]],
    ) -> Iterator[Made]:
        """Yield results until all is done or the pool breaks; then `again` holds what was in hand."""
        first, again[:] = iter(tuple(again)), []
        todo = chain(first, waiting)
        in_hand: dict[Future[Made], tuple[Given, int]] = {}
        with _pool(self.workers) as pool:
            try:
                while True:
                    for job, deaths in islice(todo, WINDOW * self.workers - len(in_hand)):
                        again.append((job, deaths))
                        future = pool.submit(work, job)
                        in_hand[future] = again.pop()
                    if not in_hand:
                        return
                    for future in wait(in_hand, return_when=FIRST_COMPLETED).done:
                        made = future.result()
                        del in_hand[future]
                        yield made
            finally:
                again += [(job, deaths + 1) for job, deaths in in_hand.values()]
                again += first


class Cluster:
    """Workers of a Dask cluster, on this machine or on others, by its scheduler's address."""

    def __init__(self, address: str) -> None:
        """Connect; refuse an address at which no scheduler answers."""
        self.address = address
        self.client = _client(address)
        self.workers = max(1, sum(self.client.nthreads().values()))

    def run(
        self,
        work: Callable[[Given], Made],
        jobs: Iterable[Given],
        apart: Callable[[Given], Made] | None = None,
    ) -> Iterator[Made]:
        """Yield what the work makes of each job; what the scheduler gives up as deadly is done apart."""
        import distributed  # noqa: PLC0415 - an extra, only for clusters

        waiting, as_completed = iter(jobs), _untyped(distributed.as_completed)
        given, deadly = dict[str, Given](), list[Given]()

        def handed_in(some: int) -> list[Any]:
            futures = []
            for job in islice(waiting, some):
                futures.append(self.client.submit(work, job, pure=False))
                given[futures[-1].key] = job
            return futures

        try:
            in_hand = as_completed(handed_in(WINDOW * max(self.workers, 2)), loop=self.client.loop)
            for future in in_hand:
                job = given.pop(future.key)
                if apart is not None and isinstance(_error(future), distributed.KilledWorker):
                    deadly.append(job)
                else:
                    yield future.result()
                in_hand.update(handed_in(1))
            if apart is not None:
                yield from map(apart, deadly)
        except CouldNotFinishError:
            raise
        except Exception as error:
            message = f"the cluster at {self.address} could not go on: {error!r}"
            raise CouldNotFinishError(message) from error

    def close(self) -> None:
        """Leave the cluster."""
        self.client.close(timeout=SECONDS_TO_ANSWER)


def _suspects(again: list[tuple[Given, int]]) -> list[Given]:
    """Take out of what is to be done again the jobs that were in hand too often."""
    suspects = [job for job, deaths in again if deaths >= DEATHS_TO_SUSPECT]
    again[:] = [(job, deaths) for job, deaths in again if deaths < DEATHS_TO_SUSPECT]
    return suspects


def _error(future: Any) -> Any:  # noqa: ANN401 - an extra's class
    return future.exception() if future.status == "error" else None


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Lend a pool; its workers finish when all went well, and are gone at once when it did not."""
    context = get_context("spawn")
    held, leash = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=begin_worker, initargs=(held,)
    )
    try:
        yield pool
        pool.shutdown()
    finally:
        leash.close()
        pool.shutdown(wait=False, cancel_futures=True)
        held.close()


def begin_worker(held: Connection) -> None:
    """Begin a worker: deaf to Ctrl-C, which the parent hears, and gone when its leash is let go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(held,), daemon=True).start()


def _leave_with(held: Connection) -> None:
    try:
        held.poll(None)
    finally:
        os._exit(1)


def _client(address: str) -> Any:  # noqa: ANN401 - an extra's class
    try:
        import distributed  # noqa: PLC0415 - an extra, only for clusters
    except ImportError as error:
        remedy = 'install it with: pip install "sp_sim[distributed]"'
        raise _no_cluster(address, "needs Dask distributed", remedy) from error
    try:
        client = _untyped(distributed.Client)
        return client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        remedy = "start one with: dask scheduler --host 127.0.0.1; then give tcp://127.0.0.1:8786"
        raise _no_cluster(address, "no scheduler answers there", remedy) from error


def _untyped(theirs: Any) -> Any:  # noqa: ANN401 - they publish no types
    return theirs


def _no_cluster(address: str, message: str, remedy: str) -> Problems:
    problem = Problem(
        file="asked", key="cluster", value=address, message=message, remedy=remedy,
        rule="a cluster is given by the address of its Dask scheduler, such as tcp://host:8786",
    )  # fmt: skip
    return Problems([problem])
