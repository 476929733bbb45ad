"""A posterior is used with the parameters that it was made for, and as it was made."""

import json
from dataclasses import replace

import pytest

from sp_sim.errors import Problems
from sp_sim.experiments.posterior import (
    as_manifest,
    as_table,
    fingerprint_of,
    has_posterior,
    load_manifest,
    load_posterior,
)
from sp_sim.mechanisms.registry import PARAMETERS

SETS = [
    {"referral.per_trust": 1.5, "referral.quiet_weeks": 8},
    {"referral.per_trust": 0.1 + 0.2, "referral.quiet_weeks": 9},
]


@pytest.fixture
def folder(tmp_path):
    table = as_table(SETS, [0.75, 0.25])
    (tmp_path / "posterior.csv").write_text(table, encoding="utf-8")
    told = json.dumps(as_manifest(table, {"sets": 2}))
    (tmp_path / "posterior.json").write_text(told, encoding="utf-8")
    return tmp_path


def alter(folder, **values):
    place = folder / "posterior.json"
    told = json.loads(place.read_text(encoding="utf-8")) | values
    place.write_text(json.dumps(told), encoding="utf-8")


def test_it_is_read_by_field_with_its_weights(folder):
    found = load_posterior(folder)

    assert ["weight", "referral_per_trust", "referral_quiet_weeks"] == list(found.columns)
    assert [0.75, 0.25] == found["weight"].tolist()
    assert [8, 9] == found["referral_quiet_weeks"].tolist()
    assert 2 == found.attrs["manifest"]["sets"]


def test_one_made_for_other_parameters_is_refused(folder):
    alter(folder, parameters="0" * 16)

    with pytest.raises(Problems, match="was made for other parameters.*sp-sim calibrate"):
        load_posterior(folder)


def test_what_came_to_the_model_later_does_not_make_it_another(folder):
    held = [told for told in PARAMETERS.values() if told.key in SETS[0]]

    assert fingerprint_of(held) == load_manifest(folder)["parameters"] != fingerprint_of()


def test_a_parameter_that_is_no_more_makes_it_another(folder):
    place = folder / "posterior.csv"
    table = place.read_text(encoding="utf-8").replace("referral_per_trust", "referral_per_luck")
    place.write_text(table, encoding="utf-8")

    with pytest.raises(Problems, match="was made for other parameters"):
        load_posterior(folder)


def test_one_that_was_altered_is_refused(folder):
    with (folder / "posterior.csv").open("a", encoding="utf-8") as file:
        file.write("1,2,3\n")

    with pytest.raises(Problems, match="is not the table"):
        load_posterior(folder)


def test_none_at_all_is_said(tmp_path):
    assert not has_posterior(tmp_path)
    with pytest.raises(Problems, match="no posterior is there"):
        load_posterior(tmp_path)


def test_a_manifest_that_is_none_is_refused(folder):
    (folder / "posterior.json").write_text("{", encoding="utf-8")

    assert has_posterior(folder)
    with pytest.raises(Problems, match="is not JSON"):
        load_manifest(folder)


@pytest.mark.parametrize("change", [{"default": 1.25}, {"limits": (0.0, 11.0)}])
def test_another_default_or_limit_makes_other_parameters(change):
    told = list(PARAMETERS.values())
    key = "referral.per_trust"
    changed = [replace(p, **change) if p.key == key else p for p in told]

    assert fingerprint_of(told) != fingerprint_of(changed)
    assert fingerprint_of(told) == fingerprint_of(reversed(told))
