"""A sweep that is killed at any moment, again and again, ends as if nothing had happened."""

import random
import time

import psutil
import pytest

from sp_sim.results.parts import ASIDE
from tests.experiments.sweeps import a_design_file, kept, parts_in, started

MOST_SECONDS = 120


@pytest.fixture
def undisturbed(tmp_path):
    """What a sweep leaves that nobody disturbs, on one core."""
    folder = tmp_path / "undisturbed"
    assert started("sweep", a_design_file(tmp_path), "--out", folder, "--workers", 1).wait() == 0
    return kept(folder)


def killed_at_some_moment(chance, folder, *words):
    """Start a sweep, kill it once it has come some way, and return its workers' processes."""
    before, some = parts_in(folder), chance.choice([0, 0, 1, 2, 3, 5, 8])
    driver = started(*words)
    until = time.monotonic() + MOST_SECONDS
    while parts_in(folder) < before + some and driver.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(chance.random() * (3.0 if some == 0 else 0.1))
    workers = psutil.Process(driver.pid).children(recursive=True) if driver.poll() is None else []
    driver.kill()
    driver.wait()
    return workers


def all_gone(workers, seconds=20):
    _, alive = psutil.wait_procs(workers, timeout=seconds)
    return not alive


def survives(kills, tmp_path, undisturbed, seed):
    chance, folder = random.Random(seed), tmp_path / "killed"
    words = ("sweep", tmp_path / "small.yaml", "--out", folder, "--resume", "--workers", 2)
    for _ in range(kills):
        assert all_gone(killed_at_some_moment(chance, folder, *words))
    died_with = parts_in(folder)
    assert started(*words).wait() == 0

    assert undisturbed == kept(folder)
    assert not list(folder.rglob(f"{ASIDE}*"))
    return died_with


def test_a_sweep_killed_five_times_ends_with_the_same_bytes(tmp_path, undisturbed):
    seed = random.randrange(10**9)
    print(f"moments of seed {seed}")

    survives(5, tmp_path, undisturbed, seed)


@pytest.mark.slow
def test_a_sweep_killed_fifty_times_ends_with_the_same_bytes(tmp_path):
    """Three sweeps, so that kills fall on beginnings, middles and ends."""
    seed = random.randrange(10**9)
    print(f"moments of seed {seed}")
    plain = tmp_path / "plain"
    assert started("sweep", a_design_file(tmp_path), "--out", plain, "--workers", 1).wait() == 0
    for kills in (10, 15, 25):
        place = tmp_path / str(kills)
        place.mkdir()
        a_design_file(place)

        survives(kills, place, kept(plain), seed + kills)
