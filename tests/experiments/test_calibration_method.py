"""The method, on a toy whose truth is known: it finds it, never as a point, and goes on after a kill."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.errors import CouldNotFinishError, Problems
from sp_sim.experiments.calibrate import LIVED_AGAIN, chosen, finish
from sp_sim.experiments.calibration.screening import screen
from sp_sim.experiments.calibration.walk import resampled, walk
from sp_sim.experiments.calibration.weighing import effective, weigh
from tests.experiments.small_calibrations import (
    KEYS,
    QUICK,
    SMALL,
    TRUTH,
    a_board,
    a_space,
    a_target,
    a_task,
    lived,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("toy") / "calibration"


@pytest.fixture(scope="module")
def found(folder):
    return finish(a_task(folder), [], {})


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_ensemble_holds_the_truth_and_the_priors_mostly_do_not(found):
    chances, weights = found.fitted.final[0], found.fitted.weighed.weights
    sums = chances[:, 0] + chances[:, 1]
    mean = weights @ sums
    sd = np.sqrt(weights @ (sums - mean) ** 2)

    assert abs(mean - TRUTH[0] - TRUTH[1]) < 2 * sd
    assert sd < 0.12 < np.sqrt(2 / 12)
    assert all(row.passed and row.inside > row.prior_inside + 0.2 for row in found.rows())


def test_the_ensemble_is_no_point_where_the_data_leave_a_ridge(found):
    """Of two parameters with one sum, each stays wide although their sum is known."""
    chances, weights = found.fitted.final[0], found.fitted.weighed.weights
    third = chances[:, 2]

    assert np.sqrt(weights @ (third - weights @ third) ** 2) > 0.15
    assert found.fitted.weighed.ess > 100
    assert found.sets > 80


def test_what_moves_nothing_is_said_to_be_uninformed(found):
    moved = {each.key for each in found.learned if each.is_informed}

    assert {"toy.p0", "toy.p1", "toy.p3"} <= moved
    assert len(moved & set(KEYS[4:])) <= 1
    assert set(found.uninformed) == set(KEYS) - moved


def test_truths_lie_in_the_intervals_of_the_data_they_made(found):
    """Three standard errors of the share of some sixty truths and parameters, and of the emulator's."""
    checked = found.checked

    assert checked.truths + checked.too_few == SMALL.truths
    assert checked.cover[0.9] > 0.75
    assert checked.emulator_cover > 0.75
    assert sum(checked.ranks) == checked.truths * len(found.fitted.screened.active)


def test_a_calibration_that_is_stopped_anywhere_ends_in_the_same_bytes(tmp_path):
    class Killed(BaseException):
        """What no program catches."""

    def stop_at(most):
        def evaluate(values, number):
            if number >= most:
                raise Killed
            return lived(values, number)

        return evaluate

    finish(a_task(tmp_path / "undisturbed", plan=QUICK), [], {})
    for most in (5, 40, 70, 85, 111):
        with pytest.raises(Killed):
            finish(a_task(tmp_path / "again", plan=QUICK, evaluate=stop_at(most)), [], {})
    finish(a_task(tmp_path / "again", plan=QUICK, threads=2), [], {})

    assert files(tmp_path / "undisturbed") == files(tmp_path / "again")


def test_what_was_lived_is_not_lived_again(found, folder):
    numbers = []

    def count(values, number):
        numbers.append(number)
        return lived(values, number)

    again = finish(a_task(folder, evaluate=count), [], {})
    assert list(range(LIVED_AGAIN)) == numbers, "but for the sets that are the proof of the end"

    assert found.document() == again.document()


def test_what_a_kill_left_aside_is_swept_away(tmp_path):
    (tmp_path / "left.aside").write_text("half")

    finish(a_task(tmp_path, plan=QUICK), [], {})

    assert [] == list(tmp_path.rglob("*.aside"))


def test_a_nearly_pointlike_ensemble_is_refused_and_nothing_is_written(tmp_path):
    plan = replace(QUICK, least_ess=1e6)

    with pytest.raises(CouldNotFinishError, match="nearly a point: .* larger --budget"):
        finish(a_task(tmp_path, plan=plan), [], {})

    assert not (tmp_path / "posterior.csv").exists()
    assert (tmp_path / "diagnosis.json").exists()


def test_two_patterns_that_pull_one_parameter_apart_are_named(tmp_path):
    """The third number is twice what the fourth is one less: neither can be high with the other."""
    found = finish(a_task(tmp_path, 1.0, 0.3, 1.8, 0.9), [], {})

    assert ["T3", "T4"] == list(found.conflicts[0].patterns)
    assert "Both hang on toy.p3." in found.conflicts[0].words(found.lived_sets)
    assert found.fitted.told[0].may_miss >= 1


def test_a_pattern_that_nothing_meets_is_named_alone(tmp_path):
    found = finish(a_task(tmp_path, 1.0, 0.3, 1.3, 3.0, plan=QUICK), [], {})

    (alone,) = [each for each in found.conflicts if len(each.patterns) == 1]
    assert ("T4",) == alone.patterns
    assert "structural misfit" in alone.words(found.lived_sets)


def test_a_target_that_no_set_gives_is_no_reason_to_stop(tmp_path):
    def partly(values, number):
        return np.append(lived(values, number)[:3], np.nan)

    found = finish(a_task(tmp_path, plan=QUICK, evaluate=partly), [], {})

    assert found.rows()[3].mean is None
    assert found.rows()[3].passed is None
    assert "T4 has no value" in found.conflicts[0].words(9)
    assert all(row.inside > row.prior_inside for row in found.rows()[:3])


def test_anywhere_in_a_band_is_alike_and_outside_it_less_likely():
    board = a_board(1.0)
    level = board.log_likelihood(np.array([[0.95], [1.0], [1.2], [1.5], [9.0]]), 0.0)

    assert level[0] == pytest.approx(level[1], abs=0.1)
    assert level[1] > level[2] > level[3]
    assert level[4] == pytest.approx(np.log(0.02), abs=1e-6)
    assert [0.0, 0.0] == board.implausibility(np.array([[0.95], [1.05]]), 0.0)[:, 0].tolist()


def test_a_number_that_is_not_there_is_as_bad_as_the_doubt_allows():
    board = a_board(1.0)

    assert board.log_likelihood(np.array([[np.nan]]), 0.0)[0] == pytest.approx(np.log(0.02))
    assert board.implausibility(np.array([[np.nan]]), 0.0)[0, 0] > 1e3


def test_ratios_are_judged_as_ratios():
    target = replace(a_target("T1", 0.0), is_log=True)

    assert target.scaled(target.unscaled(0.3)) == pytest.approx(0.3)
    assert np.isnan(target.scaled(None))
    assert np.isfinite(target.scaled(0.0))


def test_screening_finds_lines_and_bows_and_leaves_the_rest():
    chances = a_space().hypercube(300)
    bow = 4.0 * (chances[:, 5] - 0.5) ** 2
    values = np.column_stack([chances[:, 2] + 0.1 * bow, bow, np.full(300, 7.0)])

    found = screen(chances, values, a_board(0.0, 0.0, 0.0), 8)

    assert {2, 5} == set(found.active)
    assert [5] == found.inputs(1)
    assert [] == found.inputs(2)
    assert (5,) == screen(chances, values, a_board(0.0, 0.0, 0.0), 1).active or 1 == len(
        screen(chances, values, a_board(0.0, 0.0, 0.0), 1).active
    )


def test_a_walk_keeps_the_density_that_it_is_given():
    """A density of exp(-3x) between 0 and 1: its mean, within five standard errors."""
    random = np.random.default_rng(5)
    start = random.random((4_000, 2))

    ended = walk(start, (0,), lambda chances: -3.0 * chances[:, 0], 60, random)

    mean = 1 / 3 - 1 / (np.exp(3) - 1)
    assert abs(ended[:, 0].mean() - mean) < 5 * ended[:, 0].std() / np.sqrt(4_000)
    assert (ended[:, 1] == start[:, 1]).all()


def test_resampling_is_even():
    counts = np.bincount(resampled(np.array([0.5, 0.25, 0.25, 0.0]), 8, 0.4), minlength=4)

    assert [4, 2, 2, 0] == counts.tolist()


def test_the_ensemble_names_each_set_once():
    rows, weights = chosen(np.array([0.9, 0.1, 0.0]), 10)

    assert [0, 1] == rows.tolist()
    assert weights == pytest.approx([0.9, 0.1])


def test_chance_is_taken_off_what_was_lived():
    """Where a run is all chance the expectation is believed, and where there is none, the run."""
    board, expected, run = a_board(1.0), np.array([[1.0]]), np.array([[1.4]])

    chancy = weigh(board, expected, run, np.array([1.0]), np.array([1.0]))
    sure = weigh(board, expected, run, np.array([1.0]), np.array([0.0]))

    assert chancy.believed[0, 0] == pytest.approx(1.0, abs=0.05)
    assert sure.believed[0, 0] == pytest.approx(1.4)


def test_the_effective_size_counts_equal_weights():
    assert effective(np.ones(7)) == pytest.approx(7.0)
    assert effective(np.array([1.0, 0.0])) == pytest.approx(1.0)
    assert 0.0 == effective(np.zeros(3))


def test_a_used_folder_is_refused(tmp_path):
    store = a_task(tmp_path / "new").store
    store.open({"asked": 1}, resume=False)

    with pytest.raises(Problems, match="--resume"):
        store.open({"asked": 1}, resume=False)
    with pytest.raises(Problems, match="asked something else"):
        store.open({"asked": 2}, resume=True)
    store.open({"asked": 1}, resume=True)


def test_a_folder_of_other_things_is_refused(tmp_path):
    (tmp_path / "thesis.doc").write_text("mine")

    with pytest.raises(Problems, match="is in use"):
        a_task(tmp_path).store.open({}, resume=True)


@pytest.mark.slow
def test_intervals_of_many_truths_hold_as_often_as_they_say(tmp_path):
    """Nine in ten, within 85% to 95%; tenths of ranks within five standard errors."""
    plan = replace(
        SMALL, prior=400, truths=300, waves=2, wave=150, rounds=1, round=200, pool=20_000
    )
    checked = finish(a_task(tmp_path, plan=plan), [], {}).checked

    assert 0.85 < checked.cover_informed[0.9] < 0.95
    assert 0.85 < checked.emulator_cover < 0.95
    mean = sum(checked.ranks) / 10
    assert all(abs(count - mean) < 5 * np.sqrt(mean) for count in checked.ranks)
