"""Many machines: a real scheduler and real workers, one killed in the middle, and the same bytes."""

import os
import subprocess
import sys
import threading
import time

import psutil
import pytest

from sp_sim.experiments.sweep import sweep
from tests.experiments.sweeps import (
    SHARE,
    a_design,
    a_design_file,
    kept,
    killing,
    parts_in,
    program,
)

pytest.importorskip("distributed")

HOST = "127.0.0.1"
SECONDS = 60


def a_process(*words, folder, **told):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | told
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *words], env=environment, **quiet
    )


def ended(process):
    for child in [*psutil.Process(process.pid).children(recursive=True), process]:
        child.kill()
    process.wait()


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers of one process each, on loopback; yields its address and them."""
    yield from a_cluster(tmp_path, "--no-nanny")


@pytest.fixture
def unforgiving(tmp_path):
    """The same, in which workers that die are replaced and their work is given up at once."""
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    yield from a_cluster(tmp_path, "--nanny", **settings)


def a_cluster(tmp_path, nanny, **settings):
    told = tmp_path / "scheduler.json"
    file = ("--scheduler-file", str(told))
    scheduler = a_process(
        "distributed.cli.dask_scheduler", "--host", HOST, "--port", "0", "--no-dashboard", *file,
        folder=tmp_path, **settings,
    )  # fmt: skip
    until = time.monotonic() + SECONDS
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    words = (
        "distributed.cli.dask_worker",
        *file,
        "--nthreads",
        "1",
        nanny,
        "--no-dashboard",
    )
    workers = [a_process(*words, "--host", HOST, folder=tmp_path) for _ in range(2)]
    import json

    yield json.loads(told.read_text())["address"], workers
    for process in (*workers, scheduler):
        if process.poll() is None:
            ended(process)


def wait_for_workers(address, many=2):
    from distributed import Client

    with Client(address, timeout=SECONDS, set_as_default=False) as client:
        client.wait_for_workers(many, timeout=SECONDS)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path, cluster):
    address, (victim, _) = cluster
    wait_for_workers(address)
    path, out = a_design_file(tmp_path), tmp_path / "cluster"

    def kill_in_the_middle():
        until = time.monotonic() + SECONDS
        while parts_in(out) < 5 and time.monotonic() < until:
            time.sleep(0.005)
        ended(victim)

    killer = threading.Thread(target=kill_in_the_middle)
    killer.start()
    done = subprocess.run(
        program("sweep", path, "--out", out, "--cluster", address), check=False, capture_output=True
    )
    killer.join()
    sweep(path, tmp_path / "here", workers=1)

    assert 0 == done.returncode, done.stderr.decode()[-2000:]
    assert victim.poll() is not None
    assert kept(tmp_path / "here") == kept(out)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_that_goes_away_can_be_gone_on_without(tmp_path, cluster):
    address, workers = cluster
    wait_for_workers(address)
    path, out = a_design_file(tmp_path), tmp_path / "cluster"
    driver = subprocess.Popen(
        program("sweep", path, "--out", out, "--cluster", address, "--quiet"),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + SECONDS
    while parts_in(out) < 3 and time.monotonic() < until:
        time.sleep(0.005)
    driver.kill()
    driver.wait()
    for worker in workers:
        ended(worker)

    sweep(path, out, workers=1, resume=True)
    sweep(path, tmp_path / "here", workers=1)

    assert kept(tmp_path / "here") == kept(out)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_run_that_kills_its_workers_is_a_row_with_its_cause(tmp_path, unforgiving):
    address, _ = unforgiving
    wait_for_workers(address)

    runs = sweep(a_design(), tmp_path / "out", cluster=address, living=killing).runs
    every = sweep(a_design(), tmp_path / "here", workers=1).runs

    deadly = (runs[SHARE] < 0.2) & (runs["seed"] == 2)
    assert deadly.any()
    assert runs[deadly]["cause"].str.startswith("its worker was killed by signal 9").all()
    columns = [key for key in every.columns if key != "cause"]
    assert every[~deadly][columns].equals(runs[~deadly][columns])
    assert runs[~deadly]["cause"].isna().all()


def test_a_design_can_be_given_as_it_is(tmp_path):
    assert 24 == len(sweep(a_design(), tmp_path / "out", workers=1).runs)
