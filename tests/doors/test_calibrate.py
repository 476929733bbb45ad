"""`sp-sim calibrate`: a table for a reviewer, one document, and folders refused in words."""

import csv
import json
import sys

import pytest

from sp_sim.cli import tables_of_calibration
from sp_sim.cli.main import main
from sp_sim.experiments.calibrate import finish
from sp_sim.plots.calibration import draw
from tests.experiments.small_calibrations import a_task


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    place = tmp_path_factory.mktemp("toy")
    return finish(a_task(place, 1.0, 0.3, 1.8, 0.9), ["C9: The model does not have it yet."], {})


def test_the_table_fits_a_hundred_columns(toy):
    words = tables_of_calibration.in_words(toy)

    assert max(map(len, words.splitlines())) <= 100


def test_the_table_says_what_a_reviewer_asks(toy):
    words = " ".join(tables_of_calibration.in_words(toy).split())

    assert "Not fitted: C9: The model does not have it yet." in words
    assert "T3 and T4 are met together by none of" in words
    assert "they told next to nothing (all are named" in words
    assert "Every pattern at once is met by 0 of" in words
    assert "Synthetic truths:" in words
    assert "so little meets every pattern that" in words


def test_the_document_is_plain_json_with_everything_in_it(toy):
    document = json.loads(json.dumps(toy.document(), allow_nan=False))

    assert {
        "patterns", "not_measured", "screening", "waves", "ensemble", "emulator",
        "simulation_based_calibration", "learned", "not_informed", "conflicts", "closest_of_pairs",
        "sets_that_met_every_pattern",
        "most_patterns_met_by_one_set",
    } == set(document)  # fmt: skip
    assert 6 == len(document["closest_of_pairs"])


def test_the_picture_has_its_data_beside_it(toy, tmp_path):
    picture, data = draw(toy, tmp_path)

    rows = list(csv.DictReader(data.read_text(encoding="utf-8").splitlines()))
    assert picture.stat().st_size > 10_000
    assert ["T1.0", "T2.0", "T3.0", "T4.0"] == [row["name"] for row in rows[:4]]
    assert {"pattern", "parameter"} == {row["kind"] for row in rows}
    assert all(float(row["low"]) <= float(row["high"]) for row in rows)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--budget", "7"], "must be a whole number from 300"),
        (["--scenario", "nowhere"], "nowhere"),
        (["--threads", "0"], "must be a whole number from 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_written(words, complaint, tmp_path, capsys):
    place = tmp_path / "new"

    assert main(["calibrate", "--out", str(place), "--quiet", *words]) == 2

    assert complaint in capsys.readouterr().err
    assert not place.exists()


def test_a_folder_with_other_things_in_it_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")

    assert main(["calibrate", "--out", str(tmp_path), "--budget", "300", "--quiet"]) == 2

    assert "is in use" in capsys.readouterr().err
    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]


def test_without_the_extra_it_says_how_to_install_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.gaussian_process", None)

    assert main(["calibrate", "--out", str(tmp_path / "new"), "--quiet"]) == 2

    assert 'pip install "sp_sim[calibration]"' in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
