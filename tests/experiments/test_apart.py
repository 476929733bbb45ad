"""A run that kills its worker is a row with its cause; a kill from outside is nothing at all."""

import os
import signal

import pytest

from sp_sim.experiments.apart import OneWorker, WorkerDiedError
from sp_sim.experiments.rerun import rerun
from sp_sim.experiments.sweep import sweep
from sp_sim.results.store import open_results
from tests.experiments.sweeps import (
    SHARE,
    a_design,
    kept,
    killed_from_outside,
    killing,
    mended,
)

CAUSE = "its worker was killed by signal 9 (perhaps out of memory), 3 times with this run alone"


def own_pid(_):
    return os.getpid()


def kill_by(number):
    os.kill(os.getpid(), number)


def end_with(code):
    os._exit(code)


def fail(message):
    raise ValueError(message)


@pytest.fixture
def worker():
    hand = OneWorker()
    yield hand
    hand.close()


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Return two folders: of a sweep in which runs kill their workers, and of one without."""
    place = tmp_path_factory.mktemp("apart")
    sweep(a_design(), place / "killing", workers=2, living=killing)
    sweep(a_design(), place / "sound", workers=1)
    return place


def runs_of(folder):
    return open_results(folder).runs


def test_a_run_that_kills_its_worker_every_time_is_a_row_with_its_cause(swept):
    runs = runs_of(swept / "killing")
    deadly = (runs[SHARE] < 0.2) & (runs["seed"] == 2)

    assert deadly.any()
    assert {CAUSE} == set(runs[deadly]["cause"])
    assert runs[deadly]["exhaustion_mean"].isna().all()
    assert runs[~deadly]["cause"].isna().all()


def test_runs_beside_one_that_kills_are_as_they_always_are(swept):
    some, every = runs_of(swept / "killing"), runs_of(swept / "sound")
    sound = some["cause"].isna()

    columns = [key for key in every.columns if key != "cause"]
    assert every[sound][columns].equals(some[sound][columns])


def test_a_run_that_killed_its_worker_can_be_lived_again_alone_and_kept(swept):
    runs = runs_of(swept / "killing")
    for key in runs[runs["cause"].notna()]["run"]:
        assert rerun(swept / "killing", key, living=mended, keep=True).found["cause"] is None

    assert kept(swept / "sound") == kept(swept / "killing")


def test_workers_killed_twice_from_outside_change_nothing(tmp_path, monkeypatch, swept):
    monkeypatch.setenv("SP_SIM_TEST_MARK", str(tmp_path / "deaths"))

    sweep(a_design(), tmp_path / "out", workers=2, living=killed_from_outside)

    assert "xx" == (tmp_path / "deaths").read_text()
    assert kept(swept / "sound") == kept(tmp_path / "out")


def test_one_worker_does_one_thing_after_the_other(worker):
    assert os.getpid() != worker.ask(own_pid, None) == worker.ask(own_pid, None)


@pytest.mark.parametrize(
    ("work", "given", "how"),
    [
        (kill_by, signal.SIGKILL, r"was killed by signal 9 \(perhaps out of memory\)"),
        (kill_by, signal.SIGSEGV, r"was killed by signal 11 \(Segmentation fault\)"),
        (end_with, 7, "ended with exit code 7"),
    ],
)
def test_a_worker_that_died_says_how_and_another_goes_on(worker, work, given, how):
    before = worker.ask(own_pid, None)
    with pytest.raises(WorkerDiedError, match=how):
        worker.ask(work, given)

    assert before != worker.ask(own_pid, None)


def test_what_one_worker_raises_is_raised_here(worker):
    with pytest.raises(ValueError, match="not this"):
        worker.ask(fail, "not this")
