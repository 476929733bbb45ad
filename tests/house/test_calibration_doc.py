"""The document of the calibration is made from what is kept with the posterior, and current."""

import json

from click.testing import CliRunner

from sp_sim.cli.docs import group
from sp_sim.docs import calibration
from sp_sim.experiments.calibrate import DIAGNOSIS
from sp_sim.experiments.patterns import SPECS
from sp_sim.experiments.posterior import SHIPPED, load_posterior
from tests.house.source import CHECKOUT

TEXT = calibration.calibration()


def test_the_kept_copy_is_current():
    kept = (CHECKOUT / "sp_sim" / "docs" / "calibration.md").read_text(encoding="utf-8")

    assert kept == TEXT, "stale: run `sp-sim docs calibration --write`"


def test_every_pattern_is_told_whatever_came_of_it():
    assert [] == [spec.id for spec in SPECS if f"| {spec.id} " not in TEXT]


def test_what_is_out_is_called_out():
    told = json.loads((SHIPPED / DIAGNOSIS).read_text(encoding="utf-8"))

    assert TEXT.count("**out**") == sum(not each["pass"] for each in told["patterns"])


def test_the_diagnosis_is_that_of_the_posterior():
    told = json.loads((SHIPPED / DIAGNOSIS).read_text(encoding="utf-8"))
    manifest = load_posterior().attrs["manifest"]

    assert manifest["sets"] == told["ensemble"]["sets"]
    assert manifest["ess"] == round(told["ensemble"]["ess"], 1)


def test_the_command_prints_it_and_writes_it(tmp_path):
    assert TEXT == CliRunner().invoke(group, ["calibration"]).output
    assert TEXT == calibration.write(tmp_path).read_text(encoding="utf-8")
