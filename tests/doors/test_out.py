"""Where to write: a place that cannot be written to is refused before anything is done."""

import os

import pytest

from sp_sim.cli import telling
from sp_sim.cli.writing import check_new_file, check_new_folder
from sp_sim.errors import Problems
from sp_sim.experiments.live import Living
from tests.areas.made_up import a_lists, a_map
from tests.doors.door import at_the_door, refused

RUNS = {
    "run": ("run", "baseline"),
    "compare": ("compare", "head-office", "in-practices"),
    "demo": ("demo",),
}
FILES = {
    "synthetic": ("area", "synthetic", "--practices", "3", "--seed", "1"),
    "nhs": ("area", "nhs", "map.csv", "lists.csv"),
}
NOWHERE = {
    "below a file": "file/kept.csv",
    "a name too long": "x" * 5_000,
    "an existing path of the other kind": "other",
}


@pytest.fixture
def lived(tmp_path, monkeypatch):
    """Whatever is lived in this test; and a folder with a file in the way."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("I am here")
    found = []
    living = Living(lambda *world: found.append(world), lambda *_, **__: [], lambda _: None)
    monkeypatch.setitem(telling.LIVING, "living", living)
    return found


@pytest.mark.parametrize("out", NOWHERE.values(), ids=NOWHERE)
@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_a_run_that_could_not_be_kept_is_not_run(tmp_path, lived, words, out):
    (tmp_path / "other").write_text("a file where a folder would be")

    (told,) = refused(tmp_path, *words, "--out", out)

    assert ([], out, "out") == (lived, told["file"], told["key"])


@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_to_overwrite_does_not_mean_to_overwrite_a_file(tmp_path, lived, words):
    (told,) = refused(tmp_path, *words, "--out", "file", "--overwrite")

    assert ([], "is a file, not a folder") == (lived, told["message"])


def test_where_nothing_is_said_the_working_folder_must_do(tmp_path, lived):
    (tmp_path / "sp-sim-results").write_text("a file where the folder would be")

    (told,) = refused(tmp_path, "run", "baseline")

    assert ([], "cannot be written: Not a directory") == (lived, told["message"])


@pytest.mark.parametrize("out", [*NOWHERE.values(), "no/such/folder.csv"])
@pytest.mark.parametrize("words", FILES.values(), ids=FILES)
def test_an_area_that_could_not_be_written_is_not_made(tmp_path, lived, words, out):
    a_map(tmp_path), a_lists(tmp_path)
    (tmp_path / "other").mkdir()

    (told,) = refused(tmp_path, *words, "--out", out)

    assert (out, "out") == (told["file"], told["key"])


def test_the_place_is_looked_at_before_the_files_are(tmp_path, lived):
    told = refused(tmp_path, "area", "nhs", "absent.csv", "--out", "file/area.csv")

    assert ["file/area.csv"] == [problem["file"] for problem in told]


def test_a_picture_has_a_place_before_the_area_is_read(tmp_path, lived):
    told = refused(tmp_path, "area", "show", "absent.csv", "--out", "file/area.png")

    assert ["file/area.png"] == [problem["file"] for problem in told]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
@pytest.mark.parametrize("check", [check_new_folder, check_new_file])
def test_a_folder_in_which_one_may_not_write_is_refused(tmp_path, check):
    tmp_path.chmod(0o500)

    with pytest.raises(Problems, match="cannot be written: Permission denied; give --out"):
        check(tmp_path / "kept")


@pytest.mark.parametrize("out", ["kept", "new/below/kept"])
def test_to_look_leaves_nothing_behind(tmp_path, out):
    check_new_folder(tmp_path / out)
    (tmp_path / "area.csv").write_text("an area that may be replaced")
    check_new_file(tmp_path / "area.csv")

    assert ["area.csv"] == [path.name for path in tmp_path.iterdir()]


def test_a_good_place_is_used(tmp_path, lived):
    assert 0 == at_the_door(*FILES["synthetic"], "--out", "area.csv").code
    assert (tmp_path / "area.csv").is_file()
