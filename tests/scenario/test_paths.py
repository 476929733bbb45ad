"""Scenarios are found by name or path, and messages name no machine."""

from pathlib import Path

from sp_sim.scenario import paths


def test_in_a_wheel_the_scenarios_lie_in_the_package(tmp_path):
    (tmp_path / "sp_sim" / "shipped_scenarios").mkdir(parents=True)

    assert tmp_path / "sp_sim" / "shipped_scenarios" == paths.shipped(tmp_path / "sp_sim")


def test_in_a_checkout_they_lie_beside_it(tmp_path):
    assert tmp_path / "scenarios" == paths.shipped(tmp_path / "sp_sim")


def test_the_checkout_has_the_files_that_are_published(checkout):
    assert checkout / "scenarios" == paths.checkout()


def test_the_shipped_scenarios_have_names():
    assert {"baseline", "head-office", "in-practices"} <= set(paths.names())


def test_a_folder_that_is_not_there_has_no_scenarios(tmp_path):
    assert [] == paths.names(tmp_path / "absent")


def test_a_file_here_is_shown_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert "sub/mine.yaml" == paths.shown(tmp_path / "sub" / "mine.yaml")


def test_a_shipped_file_is_shown_without_the_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert "scenarios/baseline.yaml" == paths.shown(paths.shipped() / "baseline.yaml")


def test_a_file_elsewhere_is_shown_as_it_was_given(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert "../mine.yaml" == paths.shown(Path("../mine.yaml"))


def test_a_path_without_the_usual_ending_is_a_path(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("name: x\n")

    assert path == paths.locate(path)
    assert paths.locate(tmp_path / "absent.yaml") is None
