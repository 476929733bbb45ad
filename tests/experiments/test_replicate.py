"""Replicating: runs are added until what was asked is precise, and no run is unlike those of `compare`."""

import numpy as np
import pytest

import sp_sim
from sp_sim.errors import Problems
from sp_sim.experiments.compare import compare
from sp_sim.experiments.live import Living
from sp_sim.experiments.replicate import replicate
from sp_sim.experiments.run import run
from sp_sim.results.checkpoint import Checkpoint
from sp_sim.sequential import half_width_always
from tests.builders import a_scenario, an_area
from tests.results.handmade import PLACES, a_living, made_up

KEY, EXHAUSTION = "referrals_per_1000_per_year", "exhaustion_mean"
BASE, OTHER = a_scenario((), "base"), a_scenario((), "more", workforce_posts=3)
SMALL = {"area": an_area(), "weeks": 60, "threads": 1, "living": a_living()}
REAL = {"area": an_area(), "weeks": 20, "threads": 1, "draws": "point"}


def test_it_stops_when_precise_enough_and_says_how_precise():
    found = replicate(BASE, OTHER, precision={KEY: 60.0, EXHAUSTION: 3.0}, **SMALL)
    told = found.stopping

    assert told.is_precise
    assert 20 <= told.runs == len(found.asked.seeds) < 1000
    assert [(KEY, "more", 60.0), (EXHAUSTION, "more", 3.0)] == [
        (each.key, each.other, each.target) for each in told.reached
    ]
    assert all(each.half_width <= each.target for each in told.reached)


def test_several_measures_share_one_mistake_in_twenty():
    found = replicate(BASE, OTHER, precision={KEY: 60.0, EXHAUSTION: 3.0}, **SMALL)
    values = found.arms[1].measured[KEY] - found.arms[0].measured[KEY]
    expected = half_width_always(values.std(ddof=1), len(values), 0.05 / 2)

    assert pytest.approx(expected) == found.stopping.reached[0].half_width
    assert pytest.approx(values.mean()) == found.stopping.reached[0].value


def test_it_ends_at_the_most_that_is_allowed_and_says_that_it_is_not_precise():
    found = replicate(BASE, OTHER, precision={KEY: 0.001}, most=33, **SMALL)

    assert 33 == found.stopping.runs == len(found.asked.seeds)
    assert not found.stopping.is_precise
    assert [20, 30, 33][found.stopping.looks - 1] == 33


def test_most_may_be_less_than_the_first_look():
    assert 5 == replicate(BASE, precision={KEY: 0.001}, most=5, **SMALL).stopping.runs


def test_one_scenario_alone_is_made_precise_in_its_mean():
    found = replicate(BASE, precision={EXHAUSTION: 2.0}, **SMALL)

    assert found.comparisons == ()
    assert found.stopping.reached[0].other is None
    assert (
        pytest.approx(np.mean(found.arms[0].measured[EXHAUSTION]))
        == found.stopping.reached[0].value
    )


@pytest.fixture(scope="module")
def lived():
    return replicate(BASE, OTHER, precision={KEY: 0.001}, most=31, replications=10, seed=4, **REAL)


def test_runs_lived_in_batches_are_those_lived_at_once(lived):
    once = compare(BASE, OTHER, replications=31, seed=4, **REAL)

    assert lived.asked == once.asked
    assert all(
        one.records.same_bits(other.records)
        for one, other in zip(lived.arms, once.arms, strict=True)
    )


def test_the_comparison_is_that_of_compare(lived):
    once = compare(BASE, OTHER, replications=31, seed=4, **REAL).document()
    told = lived.document()

    assert once["comparisons"] == told["comparisons"]
    assert once["scenarios"] == told["scenarios"]
    assert 31 == told["stopping"]["runs"]
    assert "however often one looks" in told["stopping"]["rule"]


def test_progress_never_goes_back_and_counts_towards_the_most():
    told = []
    replicate(BASE, precision={KEY: 1e-9}, most=40, on_progress=lambda *x: told.append(x), **SMALL)

    assert [(20, 40), (30, 40), (40, 40)] == told


def rare(runs, weeks):
    """Records in which nobody is ever exhausted more than anybody else."""
    found = made_up(runs, weeks)
    found.worker_weeks["exhaustion"] = 20.0
    return found


def test_what_never_varies_is_not_believed_too_soon():
    def simulate(worlds, seeds, *, weeks, threads=1, on_progress=None, past=None, **_):
        return [rare(len(seeds), weeks) for _ in worlds]

    living = Living(lambda area, scenario: scenario, simulate, lambda world: PLACES)
    found = replicate(BASE, precision={EXHAUSTION: 1.0}, **(SMALL | {"living": living}))

    assert 60 <= found.stopping.runs < 80


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"precision": {}}, "precision: names no measure"),
        ({"precision": {"uptake": 1.0}}, "precision: is no measure .got uptake"),
        ({"precision": {KEY: 0.0}}, r"precision: must be above zero .got referrals.*=0"),
        ({"precision": {KEY: float("nan")}}, "precision: must be above zero"),
        ({"most": 1}, "most: must be a whole number from 2 to 100,000"),
        ({"most": True}, "most: must be a whole number"),
        ({"most": 50.0}, "most: must be a whole number"),
        ({"draws": "prior"}, "draws: precision is of chance alone"),
        ({"weeks": 0}, "weeks: must be a whole number"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, complaint):
    with pytest.raises(Problems, match=complaint):
        replicate(BASE, OTHER, **(SMALL | {"precision": {KEY: 1.0}} | asked))


def test_a_checkpoint_has_no_more_seeds(tmp_path):
    past = Checkpoint.__new__(Checkpoint)
    object.__setattr__(past, "scenario", "base")
    with pytest.raises(Problems, match="past: a checkpoint has its own seeds"):
        replicate(BASE, precision={KEY: 1.0}, past=past, **SMALL)


def test_it_is_a_public_name():
    assert sp_sim.replicate is replicate
    assert run(BASE, **SMALL).stopping is None
