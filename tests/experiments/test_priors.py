"""Draws from priors: every slice once, levers left alone, what the scenario assumes left alone."""

import numpy as np
import pytest

from sp_sim.experiments.priors import drawn, is_drawn
from sp_sim.mechanisms.registry import PARAMETERS
from tests.builders import a_scenario

DRAWS = 20


@pytest.fixture(scope="module")
def scenarios():
    return list(drawn(a_scenario(), DRAWS))


def test_each_parameter_takes_one_value_from_each_slice_of_its_prior(scenarios):
    key = "referral.per_trust"
    low, high = PARAMETERS[key].prior.first, PARAMETERS[key].prior.second

    slices = sorted(int((s.values[key] - low) / (high - low) * DRAWS) for s in scenarios)

    assert list(range(DRAWS)) == slices


def test_parameters_are_drawn_apart(scenarios):
    """Five standard errors of a correlation of twenty pairs."""
    one, two = (
        [s.values[k] for s in scenarios] for k in ("burnout.per_load", "referral.per_trust")
    )

    assert abs(np.corrcoef(one, two)[0, 1]) < 5 / np.sqrt(DRAWS)
    assert np.argsort(one).tolist() != np.argsort(two).tolist()


def test_levers_and_conventions_stay(scenarios):
    kept = [key for key, told in PARAMETERS.items() if told.lever or told.prior.family == "fixed"]

    assert [] == [
        key for key in kept if any(s.values[key] != PARAMETERS[key].default for s in scenarios)
    ]


def test_everything_uncertain_is_drawn(scenarios):
    told = [p for p in PARAMETERS.values() if is_drawn(p, a_scenario()) and p.kind == "number"]

    assert len(told) > 50
    assert [] == [p.key for p in told if len({s.values[p.key] for s in scenarios}) < DRAWS]


def test_counts_stay_whole_and_everything_within_its_limits(scenarios):
    assert all(
        isinstance(s.values[key], int)
        for s in scenarios
        for key, told in PARAMETERS.items()
        if told.kind == "count"
    )
    assert all(
        told.limits[0] <= s.values[key] <= told.limits[1]
        for s in scenarios
        for key, told in PARAMETERS.items()
        if told.is_number
    )


def test_what_the_scenario_assumes_itself_is_kept():
    key = "burnout.per_load"
    found = list(drawn(a_scenario(burnout_per_load=1.25), 3))

    assert [1.25] * 3 == [scenario.values[key] for scenario in found]
