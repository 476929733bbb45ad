"""`calibrate` on the model itself, very small: sets and patterns are the reporter's, files are whole."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from sp_sim import calibrate, load_posterior
from sp_sim.errors import Problems
from sp_sim.experiments.calibration.lived import lived, numbers
from sp_sim.experiments.calibration.plan import Plan, Sizes, plan_of
from sp_sim.experiments.calibration.proof import altered
from sp_sim.experiments.live import compiled
from sp_sim.experiments.patterns import SPECS, patterns
from sp_sim.experiments.patterns import Plan as PlanOfPatterns
from sp_sim.experiments.priors import is_drawn
from sp_sim.mechanisms.registry import PARAMETERS
from tests.builders import a_scenario, an_area

TINY = Plan(
    point=4, prior=16, truths=4, waves=1, wave=4, rounds=2, round=4, draws=12, pool=500, steps=3,
    least_ess=1.0, least_sets=1, chunk=4,
)  # fmt: skip
SHORT = Sizes(weeks=60, launch_weeks=208, replications=2, networks=2)
KNOWN = {"awareness_start": 0.3, "workforce_wte_per_50000": 6.0}


def a_calibration(folder, **more):
    area = an_area(practices=2, registered=2_000)
    given = {"plan": TINY, "sizes": SHORT, "threads": 2} | more
    return calibrate(folder, a_scenario(**KNOWN), area, **given)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("model") / "calibration"


@pytest.fixture(scope="module")
def told():
    """What was told on the way: sets lived of all, and sentences."""
    return {"progress": [], "stages": []}


@pytest.fixture(scope="module")
def found(folder, told):
    return a_calibration(
        folder,
        on_progress=lambda done, sets: told["progress"].append((done, sets)),
        on_stage=told["stages"].append,
    )


def test_the_ensemble_can_be_read_and_every_set_could_be_a_scenario(found, folder):
    table = load_posterior(folder)
    fields = {told.field: told for told in PARAMETERS.values()}

    assert table["weight"].sum() == pytest.approx(1.0)
    assert len(table) == found.sets
    assert {"weight"} == set(table.columns) - set(fields)
    assert [] == [
        name for name in table.columns[1:] if not table[name].between(*fields[name].limits).all()
    ]
    assert "int64" == str(table["referral_quiet_weeks"].dtype)


def test_only_what_is_uncertain_and_not_set_by_the_scenario_is_in_it(found, folder):
    scenario = a_scenario(**KNOWN)
    drawn = {told.field for told in PARAMETERS.values() if is_drawn(told, scenario)}

    assert drawn == set(load_posterior(folder).columns) - {"weight"}
    assert "awareness_start" not in drawn


def test_the_manifest_tells_what_the_ensemble_was_made_for(found, folder):
    told = json.loads((folder / "posterior.json").read_text(encoding="utf-8"))

    assert {"version", "parameters", "sha256", "scenario_fingerprint", "plan", "ess"} <= set(told)
    assert told["sets"] == found.sets


def test_sets_that_are_lived_again_tell_whether_the_model_is_still_the_same(found, folder):
    place = {"scenario": a_scenario(**KNOWN), "area": an_area(practices=2, registered=2_000)}
    assert [] == altered(folder, **place)

    told = json.loads((folder / "posterior.json").read_text(encoding="utf-8"))
    assert 2 == len(told["lived_again"])
    other = a_scenario(**KNOWN, workforce_posts_multiplier=2.0)
    assert any(each.startswith("set 1: C3") for each in altered(folder, other, place["area"]))


def test_it_ends_in_the_same_bytes_on_one_core_and_resumed_after_the_last_batch_was_lost(
    found, folder, tmp_path
):
    a_calibration(tmp_path / "again", threads=1)
    for lost in (
        "posterior.csv",
        "round-2/part-0000.csv",
        "wave-1/sets.csv",
        "prior/part-0002.csv",
    ):
        (tmp_path / "again" / lost).unlink()
    a_calibration(tmp_path / "again", resume=True)

    assert files(folder) == files(tmp_path / "again")


def test_a_folder_that_is_used_or_asked_something_else_is_refused(found, folder):
    with pytest.raises(Problems, match="give --resume to go on"):
        a_calibration(folder)
    with pytest.raises(Problems, match="asked something else"):
        a_calibration(folder, resume=True, seed=2)


@pytest.mark.parametrize("budget", [0, 299, True, 2_000_000])
def test_a_budget_that_cannot_be_spent_is_refused(budget, tmp_path):
    with pytest.raises(Problems, match="budget: must be a whole number from 300"):
        calibrate(tmp_path / "new", a_scenario(), budget=budget)

    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("budget", [300, 1_000, 2_400, 7_777])
def test_a_budget_is_spent_to_the_last_set(budget):
    assert budget == plan_of(budget).sets


def test_a_set_gives_what_the_reporter_says_of_it():
    """The same seeds on the same area, in the light evaluation and in the report of patterns."""
    scenario, area = a_scenario(**KNOWN), an_area(practices=2, registered=2_000)
    keys = ("C1", "C8", "C10", "C15")
    report = patterns(
        scenario, area, seed=5, replications=2,
        plan=PlanOfPatterns(weeks=60, only=keys),
    )  # fmt: skip

    light = numbers(lived(scenario, area, SHORT, compiled(), 5).parts({}, 0))

    told = {
        f"{key}.{place}": part.found.mean
        for key in keys
        for place, part in enumerate(report.pattern(key).parts)
    }
    assert told == {key: light[key] for key in told}


def test_every_number_with_a_band_is_a_target_or_said_to_be_missing(found):
    parts = lived(a_scenario(**KNOWN), an_area(), SHORT, compiled(), 1).parts({}, 0)
    banded = sum(part.band is not None for told in parts for part in told)

    assert banded == len(found.board.targets) + len(found.missing)
    assert all(target.why and target.discrepancy > 0.0 for target in found.board.targets)
    votes = {}
    for target in found.board.targets:
        votes[target.pattern] = votes.get(target.pattern, 0.0) + target.vote
    grouped = [votes[spec.id] for spec in SPECS if spec.group == "C12-C13"]
    assert sum(grouped) == pytest.approx(1.0)


def test_sets_with_seeds_of_their_own_differ_and_a_set_is_the_same_twice():
    hands = lived(a_scenario(**KNOWN), an_area(practices=2), SHORT, compiled(), 1)
    one, again, other = (numbers(hands.parts({}, number)) for number in (0, 0, 1))

    assert one == again
    assert one["C1.0"] != other["C1.0"]


def test_progress_ends_where_it_said(found, told):
    seen = told["progress"]

    assert (TINY.sets, TINY.sets) == seen[-1]
    assert sorted(seen) == seen
    assert any("parameters move a pattern" in words for words in told["stages"])


ASK = """
import sys
from pathlib import Path
from tests.experiments.test_calibrate import a_calibration
a_calibration(Path(sys.argv[1]), resume=True, threads=1)
"""


@pytest.mark.slow
def test_killed_at_any_moment_it_ends_in_the_same_bytes(found, folder, tmp_path):
    """Ten times, after a moment drawn anew."""
    random, place = np.random.default_rng(11), tmp_path / "killed"
    asked = [sys.executable, "-c", ASK, str(place)]
    for _ in range(10):
        started = subprocess.Popen(asked)
        time.sleep(float(random.uniform(3.0, 9.0)))
        os.kill(started.pid, signal.SIGKILL)
        started.wait()
    assert 0 == subprocess.run(asked, check=False).returncode

    assert files(folder) == files(place)
