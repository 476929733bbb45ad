"""The posterior that comes with the program: whole, never a point, and fitted to the model as it is."""

import json

import pytest

import sp_sim
from sp_sim.experiments.calibration.proof import altered
from sp_sim.experiments.ensemble import posterior
from sp_sim.experiments.posterior import SHIPPED
from sp_sim.mechanisms.registry import PARAMETERS


@pytest.fixture(scope="module")
def table():
    return sp_sim.load_posterior()


def test_it_is_no_point(table):
    told = table.attrs["manifest"]

    assert told["sets"] == len(table) >= told["plan"]["least_sets"] >= 100
    assert told["ess"] >= told["plan"]["least_ess"] >= 100
    assert pytest.approx(1.0) == table["weight"].sum()
    assert table["weight"].max() < 0.05


def test_every_set_may_be_a_scenario(table):
    limits = {told.field: told.limits for told in PARAMETERS.values()}
    fields = list(table.columns[1:])

    assert set(fields) < set(limits)
    assert [] == [name for name in fields if not table[name].between(*limits[name]).all()]
    assert not any(told.lever for told in PARAMETERS.values() if told.field in fields)


def test_it_says_what_made_it():
    told = json.loads((SHIPPED / "posterior.json").read_text(encoding="utf-8"))

    assert ("baseline", 2400) == (told["scenario"], sum(_spent(told["plan"])))
    assert {"engine", "seed", "sizes", "area_fingerprint", "lived_again"} <= set(told)


def _spent(plan):
    return (
        plan["point"], plan["prior"], plan["truths"],
        plan["waves"] * plan["wave"], plan["rounds"] * plan["round"],
    )  # fmt: skip


def test_forty_draws_hardly_repeat_a_set():
    drawn = {tuple(values.items()) for values in posterior(40).sets}

    assert len(drawn) >= 35


def test_the_model_is_still_the_one_that_was_calibrated():
    """Where this fails, a rule or a default changed what the patterns were fitted with: calibrate anew."""
    assert [] == altered()
