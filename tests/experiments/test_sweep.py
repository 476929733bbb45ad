"""A sweep keeps every run once, with the same bytes whatever happened on the way."""

import json
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from dataclasses import replace

import numpy as np
import pytest

from sp_sim.errors import Problems
from sp_sim.experiments import plan
from sp_sim.experiments.ensemble import set_of, under
from sp_sim.experiments.executor import Here
from sp_sim.experiments.live import Question, live
from sp_sim.experiments.rerun import rerun
from sp_sim.experiments.run import run
from sp_sim.experiments.sweep import sweep
from sp_sim.results.store import open_results
from sp_sim.results.write import MANIFEST
from tests.experiments.sweeps import (
    SHARE,
    a_design,
    a_design_file,
    failing,
    kept,
    mended,
    parts_in,
    program,
    started,
)

ALONE = {"workers": 1}


def stopped_after(parts, design, folder, **more):
    """Sweep until so many parts are there, and stop as Ctrl-C does."""
    seen = []

    def watch(done, runs):
        seen.append(done)
        if len(seen) > parts:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(design, folder, on_progress=watch, **(ALONE | more))


def test_the_same_bytes_for_any_number_of_workers(tmp_path):
    for workers in (1, 2, 3):
        sweep(a_design(), tmp_path / str(workers), workers=workers)

    assert kept(tmp_path / "1") == kept(tmp_path / "2") == kept(tmp_path / "3")


def test_the_same_bytes_in_any_order_of_chunks(tmp_path, monkeypatch):
    sweep(a_design(), tmp_path / "one", **ALONE)
    monkeypatch.setattr(
        Here, "run", lambda self, work, jobs, apart: (work(j) for j in [*jobs][::-1])
    )
    sweep(a_design(), tmp_path / "two", **ALONE)

    assert kept(tmp_path / "one") == kept(tmp_path / "two")


@pytest.mark.parametrize("parts", [0, 1, 5])
def test_what_is_stopped_goes_on_where_it_was(tmp_path, parts):
    stopped_after(parts, a_design(), tmp_path / "stopped")
    assert parts == parts_in(tmp_path / "stopped")
    done = []
    sweep(
        a_design(),
        tmp_path / "stopped",
        resume=True,
        on_progress=lambda d, _: done.append(d),
        **ALONE,
    )
    sweep(a_design(), tmp_path / "one", **ALONE)

    assert 3 * parts == done[0]
    assert kept(tmp_path / "one") == kept(tmp_path / "stopped")


@pytest.mark.parametrize(
    ("kind", "expand", "chunk"),
    [
        ("latin-hypercube", {"points": 16}, 8),
        ("latin-hypercube", {"replications": 20}, 64),
        ("latin-hypercube", {"points": 32, "replications": 5}, 64),
        ("sobol", {"points": 16, "replications": 4}, 96),
        ("morris", {"trajectories": 9}, 64),
        ("grid", {"replications": 7}, 8),
        ("one-at-a-time", {"replications": 4}, 64),
    ],
)
def test_expanding_gives_what_asking_at_once_would_have_given(tmp_path, kind, expand, chunk):
    factors = a_design().factors
    if kind == "grid":
        factors = tuple(replace(one, steps=2) for one in factors)
    design = a_design(kind, factors=factors, chunk=chunk)
    size = {"points": "size", "trajectories": "size"}
    at_once = design.grown(**{size.get(key, key): value for key, value in expand.items()})

    sweep(design, tmp_path / "grown", **ALONE)
    sweep(design, tmp_path / "grown", expand=expand, **ALONE)
    sweep(at_once, tmp_path / "at once", **ALONE)

    assert kept(tmp_path / "at once") == kept(tmp_path / "grown")


def test_a_run_that_is_known_is_not_lived_again_to_expand(tmp_path):
    design = a_design(chunk=64)
    sweep(design, tmp_path / "out", **ALONE)
    sweep(design, tmp_path / "out", expand={"replications": 5}, **ALONE)

    with sqlite3.connect(tmp_path / "out" / "journal.sqlite") as journal:
        (lived,) = journal.execute("SELECT sum(runs) FROM parts").fetchone()
    journal.close()
    assert 8 * 5 == lived


def test_an_expansion_that_is_stopped_goes_on(tmp_path):
    design, expand = a_design(chunk=64), {"points": 32, "replications": 5}
    sweep(design, tmp_path / "grown", **ALONE)
    stopped_after(2, design, tmp_path / "grown", expand=expand)
    sweep(design, tmp_path / "grown", expand=expand, **ALONE)
    sweep(design.grown(size=32, replications=5), tmp_path / "at once", **ALONE)

    assert kept(tmp_path / "at once") == kept(tmp_path / "grown")


def test_a_row_says_what_a_run_of_its_own_says(tmp_path):
    store = sweep(a_design(), tmp_path / "out", **ALONE)

    for key in store.runs["run"].iloc[[0, 7, 23]]:
        assert rerun(tmp_path / "out", key).is_same
    told = live([a_design().base], Question(area=a_design().areas["village"], weeks=30, seed=1))
    assert set(told.arms[0].measured) == set(store.measures)


@pytest.mark.parametrize("draws", ["prior", "posterior"])
def test_each_seed_has_a_parameter_set_of_its_own_at_every_point(tmp_path, draws):
    design = a_design(draws=draws, size=4, replications=4)
    runs = sweep(design, tmp_path / "out", **ALONE).runs
    few = sweep(design.grown(size=2, replications=2), tmp_path / "grown", **ALONE)
    sweep(design, tmp_path / "grown", expand={"points": 4, "replications": 4}, **ALONE)

    assert rerun(tmp_path / "out", "3@4").is_same
    assert kept(tmp_path / "out") == kept(tmp_path / "grown")
    assert draws == few.manifest["draws"]
    varied = dict(zip(design.keys, design.point(1), strict=True))
    scenario = under(design.base, {**set_of(draws, 3), **varied})
    scenario = replace(scenario, values={**scenario.values, **varied})
    asked = {"weeks": 30, "seed": 4, "replications": 1}
    (drawn,) = run(scenario, design.areas["village"], **asked).arms
    row = runs[runs["run"] == "1@4"]
    told = {key: float(values[0]) for key, values in drawn.measured.items()}
    assert told == pytest.approx({key: row[key].item() for key in told}, abs=0.0, nan_ok=True)


def test_draws_make_another_design(tmp_path):
    fingerprints = {a_design(draws=draws).fingerprint for draws in ("point", "prior", "posterior")}

    assert 3 == len(fingerprints)


def test_a_run_that_raises_is_a_row_with_its_cause(tmp_path):
    store = sweep(a_design(), tmp_path / "out", living=failing, **ALONE)
    runs = store.runs
    low, second = runs[SHARE] < 0.2, runs["seed"] == 2

    assert {"RuntimeError: nobody supervises"} == set(runs[low]["cause"])
    assert {"ZeroDivisionError"} == set(runs[~low & second]["cause"])
    assert runs[~low & ~second]["cause"].isna().all()
    assert runs[low | second]["exhaustion_mean"].isna().all()
    assert int((low | second).sum()) == store.failed > 0


def test_runs_beside_one_that_raises_are_as_they_always_are(tmp_path):
    some = sweep(a_design(), tmp_path / "some", living=failing, **ALONE).runs
    every = sweep(a_design(), tmp_path / "every", **ALONE).runs
    sound = some["cause"].isna()

    columns = [key for key in every.columns if key != "cause"]
    assert every[sound][columns].equals(some[sound][columns])


def test_a_failed_run_can_be_lived_again_alone_and_kept(tmp_path):
    store = sweep(a_design(), tmp_path / "out", living=failing, **ALONE)
    sweep(a_design(), tmp_path / "one", **ALONE)
    failed = list(store.runs[store.runs["cause"].notna()]["run"])
    assert rerun(tmp_path / "out", failed[0], living=failing).is_same

    for key in failed:
        assert rerun(tmp_path / "out", key, living=mended, keep=True).found["cause"] is None

    assert kept(tmp_path / "one") == kept(tmp_path / "out")


def test_another_value_would_be_found_by_a_rerun(tmp_path):
    sweep(a_design(), tmp_path / "out", **ALONE)
    told = rerun(tmp_path / "out", "0@1")
    other = replace(told, found=told.found | {"exhaustion_mean": 1.0})

    assert ("exhaustion_mean",) == other.differing
    assert not other.is_same


def test_a_mature_service_is_swept_from_its_first_week(tmp_path):
    from tests.builders import a_scenario

    mature = {"mature": a_scenario((), "mature", start="mature")}
    new = sweep(a_design(size=2, replications=2), tmp_path / "new", **ALONE)
    old = sweep(a_design(size=2, replications=2, scenarios=mature), tmp_path / "old", **ALONE)

    assert rerun(tmp_path / "old", "1@2").is_same
    assert not new.runs["involvement_mean"].equals(old.runs["involvement_mean"])


def test_scenarios_and_areas_are_factors(tmp_path):
    from sp_sim.experiments.factor import Factor
    from tests.builders import a_scenario, an_area

    design = a_design(
        "grid",
        scenarios={"few": a_scenario((), "few"), "many": a_scenario((), "many", workforce_posts=4)},
        areas={"small": an_area(registered=900), "large": an_area(registered=2_700)},
        factors=(Factor("scenario", ("few", "many")), Factor("area", ("small", "large"))),
    )
    store = sweep(design, tmp_path / "out", **ALONE)

    assert ["few", "few", "many", "many"] == list(store.runs["scenario"][::3])
    assert ["small", "large"] * 2 == list(store.runs["area"][::3])
    assert rerun(tmp_path / "out", "3@2").is_same
    assert rerun(tmp_path / "out", "0@2").is_same


def test_a_used_folder_is_refused_unless_it_is_to_go_on(tmp_path):
    sweep(a_design(), tmp_path / "out", **ALONE)

    with pytest.raises(Problems, match="give --resume to go on with it"):
        sweep(a_design(), tmp_path / "out", **ALONE)


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"sea")

    with pytest.raises(Problems, match="is in use and holds no sweep"):
        sweep(a_design(), tmp_path, resume=True, **ALONE)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"weeks": 31}, "another design: weeks differ"),
        ({"seed": 2}, "another design: seed differ"),
        ({"replications": 4}, "another size of this design"),
        ({"size": 4}, "another size of this design"),
    ],
)
def test_another_design_is_refused(tmp_path, change, told):
    sweep(a_design(), tmp_path / "out", **ALONE)

    with pytest.raises(Problems, match=told):
        sweep(a_design(**change), tmp_path / "out", resume=True, **ALONE)


@pytest.mark.parametrize("key", ["version", "engine"])
def test_another_program_is_refused(tmp_path, key):
    stopped_after(1, a_design(), tmp_path / "out")
    path = tmp_path / "out" / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: "other"}), encoding="utf-8")

    with pytest.raises(Problems, match=f"was begun by another {key}: other, now"):
        sweep(a_design(), tmp_path / "out", resume=True, **ALONE)


@pytest.mark.parametrize(
    ("expand", "told"),
    [
        ({"points": 12}, "grows by doubling"),
        ({"points": 4}, "has 8 already"),
        ({"trajectories": 9}, "has no trajectories"),
    ],
)
def test_a_growth_that_cannot_be_is_refused(tmp_path, expand, told):
    with pytest.raises(Problems, match=told):
        sweep(a_design(), tmp_path / "out", expand=expand, **ALONE)

    assert not (tmp_path / "out").exists()


def test_resuming_nothing_starts(tmp_path):
    assert sweep(a_design(), tmp_path / "new", resume=True, **ALONE).is_complete


def test_the_journal_is_disposable(tmp_path):
    stopped_after(2, a_design(), tmp_path / "out")
    (tmp_path / "out" / "journal.sqlite").write_bytes(b"not a journal" * 100)
    sweep(a_design(), tmp_path / "out", resume=True, **ALONE)
    sweep(a_design(), tmp_path / "one", **ALONE)

    assert kept(tmp_path / "one") == kept(tmp_path / "out")


def test_a_part_that_was_lost_is_lived_again(tmp_path):
    sweep(a_design(), tmp_path / "out", **ALONE)
    whole = kept(tmp_path / "out")
    next((tmp_path / "out" / "parts").iterdir()).unlink()
    sweep(a_design(), tmp_path / "out", resume=True, **ALONE)

    assert whole == kept(tmp_path / "out")


def test_a_full_disk_stops_a_sweep_that_can_go_on(tmp_path):
    path = a_design_file(tmp_path)
    most = 18_000
    words = ("sweep", path, "--out", tmp_path / "full", "--workers", 1)

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    large = path.read_text().replace("chunk: 16", "chunk: 800")
    path.write_text(large, encoding="utf-8")
    stopped = subprocess.run(
        program(*words), preexec_fn=little_room, check=False, capture_output=True
    )
    sweep(path, tmp_path / "one", **ALONE)

    assert 3 == stopped.returncode, stopped.stderr
    assert b"go on with --resume" in stopped.stderr
    assert b"Traceback" not in stopped.stderr
    assert 0 == started(*words, "--resume").wait()
    assert kept(tmp_path / "one") == kept(tmp_path / "full")


def test_an_interrupted_sweep_ends_with_130_and_goes_on(tmp_path):
    path, out = a_design_file(tmp_path), tmp_path / "out"
    driver = started("sweep", path, "--out", out, "--workers", 2)
    until = time.monotonic() + 60
    while parts_in(out) < 2 and time.monotonic() < until:
        time.sleep(0.005)
    driver.send_signal(signal.SIGINT)

    assert 130 == driver.wait(timeout=60)
    assert 0 == started("sweep", path, "--out", out, "--resume", "--workers", 1).wait()
    sweep(path, tmp_path / "one", **ALONE)
    assert kept(tmp_path / "one") == kept(out)


def test_an_estimate_is_told_before_the_work(tmp_path):
    told = []
    sweep(a_design(), tmp_path / "out", on_estimate=told.append, **ALONE)
    written = sum(path.stat().st_size for path in (tmp_path / "out" / "parts").iterdir()) / 1e6

    (estimate,) = told
    assert 24 == estimate.runs
    assert "24 runs to live: less than a minute on one core" in estimate.words()
    assert 0.3 < estimate.megabytes / written < 3.0


def test_a_folder_moved_elsewhere_is_the_same(tmp_path):
    sweep(a_design(), tmp_path / "here", **ALONE)
    shutil.move(tmp_path / "here", tmp_path / "there")

    assert np.isfinite(open_results(tmp_path / "there").runs["referrals_per_1000_per_year"]).all()
    assert rerun(tmp_path / "there", "1@1").is_same


def test_every_run_is_in_one_part_only():
    design = a_design(replications=40, size=64, chunk=64)
    held = list(plan.parts(design))
    runs = {
        (point, seed)
        for one in held
        for point in range(one.first_point, one.last_point + 1)
        for seed in range(one.first_seed, one.last_seed + 1)
    }

    assert design.runs == len(runs) == sum(one.runs for one in held)
