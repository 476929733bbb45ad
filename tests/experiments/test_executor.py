"""The same work wherever it is done: a worker that dies loses nothing, and none outlives its driver."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from sp_sim.errors import CouldNotFinishError, Problems
from sp_sim.experiments.executor import Cluster, Here, Processes
from sp_sim.experiments.sweep import sweep
from tests.experiments.sweeps import a_design, deadly, fatal, kept, listening_to_ctrl_c


def square(number):
    return number * number


def square_or_fail(number):
    if number == 3:
        message = "three is not squared"
        raise ValueError(message)
    return number * number


def pid_then_wait(seconds):
    time.sleep(seconds)
    return os.getpid()


def test_work_is_done_here_in_order():
    assert [1, 4, 9] == list(Here().run(square, [1, 2, 3]))


def test_work_is_done_in_processes_that_are_not_this_one():
    pids = set(Processes(2).run(pid_then_wait, [0.0] * 8))

    assert os.getpid() not in pids
    assert not [pid for pid in pids if psutil.pid_exists(pid)]


def test_no_more_is_handed_out_than_is_in_hand():
    taken = []
    jobs = (taken.append(number) or number for number in range(100))
    found = Processes(1).run(square, jobs)

    next(found)

    assert len(taken) <= 4
    found.close()


def test_what_work_raises_is_raised_here():
    with pytest.raises(ValueError, match="three is not squared"):
        list(Processes(1).run(square_or_fail, [1, 2, 3]))


def test_a_worker_that_dies_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("SP_SIM_TEST_MARK", str(tmp_path / "died"))

    sweep(a_design(), tmp_path / "one", workers=1)
    sweep(a_design(), tmp_path / "two", workers=2, living=deadly)

    assert (tmp_path / "died").exists()
    assert kept(tmp_path / "one") == kept(tmp_path / "two")


def test_work_that_always_kills_its_worker_is_given_up_and_can_go_on(tmp_path):
    with pytest.raises(CouldNotFinishError, match="a worker process died 3 times"):
        sweep(a_design(), tmp_path / "out", workers=2, living=fatal)

    sweep(a_design(), tmp_path / "out", workers=1, resume=True)
    sweep(a_design(), tmp_path / "one", workers=1)
    assert kept(tmp_path / "one") == kept(tmp_path / "out")


DRIVER = """
import sys, time
from sp_sim.experiments.executor import Processes
from tests.experiments.test_executor import pid_then_wait

if __name__ == "__main__":
    for pid in Processes(2).run(pid_then_wait, [0.0, 0.0] + [60.0] * 10):
        print(pid, flush=True)
"""


@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_driver(tmp_path, signal_, checkout):
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    driver = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(checkout)}, preexec_fn=listening_to_ctrl_c,  # noqa: PLW1509 - one thread
    )  # fmt: skip
    driver.stdout.readline()
    workers = psutil.Process(driver.pid).children(recursive=True)

    driver.send_signal(signal_)
    driver.wait(timeout=30)
    driver.stdout.close()

    assert workers
    assert [] == psutil.wait_procs(workers, timeout=20)[1]


def test_an_address_without_a_scheduler_is_refused():
    pytest.importorskip("distributed")

    with pytest.raises(Problems, match="no scheduler answers there"):
        Cluster("nonsense://nowhere:1")
