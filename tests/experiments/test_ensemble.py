"""Parameter sets: the same in every scenario and command, and nothing is drawn that is chosen."""

import json

import numpy as np
import pytest
from scipy import stats

from sp_sim.errors import Problems
from sp_sim.experiments.ensemble import (
    ensemble,
    is_uncertain,
    point,
    posterior,
    prior,
    under,
)
from sp_sim.experiments.posterior import as_manifest, as_table
from sp_sim.mechanisms.registry import PARAMETERS
from tests.builders import a_change, a_scenario

KEY, OTHER = "referral.per_trust", "burnout.per_load"
SETS = 400


def test_a_set_is_the_same_however_many_are_drawn():
    assert prior(3).sets == prior(7).sets[:3]
    assert prior(2).sets != prior(2, seed=1).sets


def test_point_changes_nothing():
    scenario = a_scenario()

    assert ensemble("point", 9) == point()
    assert under(scenario, point().sets[0]) == scenario


def test_values_follow_their_priors():
    """Kolmogorov and Smirnov at five standard errors' chance, for every parameter that is uniform."""
    sets = prior(SETS).sets
    uniform = [key for key in sets[0] if PARAMETERS[key].prior.family == "uniform"]
    told = {key: PARAMETERS[key].prior for key in uniform if PARAMETERS[key].kind == "number"}
    chances = [
        stats.kstest(
            [float(each[key]) for each in sets], "uniform", (p.first, p.second - p.first)
        ).pvalue
        for key, p in told.items()
    ]

    assert len(chances) > 5
    assert min(chances) > 5.7e-7


def test_parameters_are_drawn_apart():
    one, other = ([float(each[key]) for each in prior(SETS).sets] for key in (KEY, OTHER))

    assert abs(np.corrcoef(one, other)[0, 1]) < 5 / np.sqrt(SETS)


def test_everything_uncertain_is_drawn_and_nothing_else():
    uncertain = {key for key, told in PARAMETERS.items() if is_uncertain(told)}

    assert uncertain == set(prior(1).sets[0])
    assert len(uncertain) > 50
    assert not any(PARAMETERS[key].lever for key in uncertain)


def test_what_a_scenario_sets_itself_or_alters_later_it_keeps():
    values = prior(1).sets[0]
    set_itself = under(a_scenario(referral_per_trust=0.123), values)
    altered = under(a_scenario((a_change(9, referral_per_trust=0.123),)), values)

    assert 0.123 == set_itself.values[KEY]
    assert PARAMETERS[KEY].default == altered.values[KEY]
    assert values[OTHER] == set_itself.values[OTHER] == altered.values[OTHER]


def test_two_scenarios_are_given_the_same_values():
    values = prior(5).sets[4]
    one, other = (under(a_scenario((), name), values) for name in ("one", "other"))

    assert one.values == other.values
    assert one.fingerprint != a_scenario().fingerprint


@pytest.fixture
def folder(tmp_path):
    """A posterior of two sets, the first three times as likely as the second."""
    text = as_table([{KEY: 0.25}, {KEY: 0.75}], [0.75, 0.25])
    (tmp_path / "posterior.csv").write_text(text, encoding="utf-8")
    told = json.dumps(as_manifest(text, {"sets": 2}))
    (tmp_path / "posterior.json").write_text(told, encoding="utf-8")
    return tmp_path


def test_a_posterior_is_drawn_by_weight_over_the_priors_of_what_it_left_open(folder):
    found = posterior(400, folder=folder)
    fitted = [each[KEY] for each in found.sets]

    assert {0.25, 0.75} == set(fitted)
    assert 0.68 < fitted.count(0.25) / 400 < 0.82
    assert [each[OTHER] for each in prior(400).sets] == [each[OTHER] for each in found.sets]
    assert found.sets[:7] == posterior(7, folder=folder).sets


def test_counts_of_a_posterior_are_whole(tmp_path):
    key = next(
        key for key, told in PARAMETERS.items() if is_uncertain(told) and told.kind == "count"
    )
    text = as_table([{key: int(PARAMETERS[key].default)}], [1.0])
    (tmp_path / "posterior.csv").write_text(text, encoding="utf-8")
    told = json.dumps(as_manifest(text, {"sets": 1}))
    (tmp_path / "posterior.json").write_text(told, encoding="utf-8")

    assert isinstance(posterior(1, folder=tmp_path).sets[0][key], int)


def test_without_a_calibration_there_is_no_posterior(tmp_path):
    with pytest.raises(Problems, match="no posterior is there"):
        posterior(2, folder=tmp_path)
