"""No spread: what a few runs, or a few parameter sets, agree in is not certain."""

import numpy as np
import pytest

from sp_sim.experiments.compare import pair
from sp_sim.results.over_sets import difference_over
from tests.results.handmade import an_arm, records

ASKED = {"better": "down", "smallest": 0.05}


def burnt_out(name, share, *, runs=4, **values):
    """An arm of which so many of ten link workers are burnt out in every run."""
    rows = [
        {"run": run, "post": post, "week": 103, "exhaustion": 30.0 if post < share else 10.0}
        for run in range(runs)
        for post in range(10)
    ]
    return an_arm(name, records(worker_weeks=rows), seeds=tuple(range(runs)), **values)


def test_as_many_burnt_out_in_each_of_four_runs_is_not_equivalence():
    told = pair(burnt_out("base", 3), burnt_out("other", 3, workforce_posts=3))
    found = told.differences["burnt_out_share"]

    assert (found.difference, found.low, found.high) == (0.0, None, None)
    assert (found.verdict, found.runs_to_settle) == ("inconclusive", 10)
    assert told.beside["burnt_out_share"].contrast is None


def test_scenarios_that_ask_for_the_same_are_equivalent_in_however_few_runs():
    told = pair(burnt_out("base", 3), burnt_out("other", 3))

    assert told.differences["burnt_out_share"].verdict == "equivalent"


@pytest.mark.parametrize(("sets", "verdict"), [(3, "inconclusive"), (12, "equivalent")])
def test_what_few_parameter_sets_agree_in_is_not_settled_however_many_runs_they_have(sets, verdict):
    same = np.zeros(sets * 4)
    found, over = difference_over(same, same, sets, **ASKED)

    assert (found.difference, found.verdict) == (0.0, verdict)
    assert (found.low is None) == (verdict == "inconclusive")
    assert over is not None


def test_few_sets_of_scenarios_that_ask_for_the_same_are_equivalent():
    found, _ = difference_over(np.zeros(8), np.zeros(8), 2, **ASKED, alike_is_known=True)

    assert found.verdict == "equivalent"


def test_few_sets_with_spread_are_told_by_their_range():
    other = np.array([0.0, 0.001, 0.0, 0.002, 0.001, 0.0, 0.002, 0.001])
    found, _ = difference_over(np.zeros(8), other, 4, **ASKED)

    assert found.low is not None
