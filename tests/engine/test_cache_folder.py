"""Compiled code is kept in a folder that can be written to, whatever is in the way."""

import tempfile
from pathlib import Path

import pytest

from sp_sim.engine import compiled


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Three places for compiled code, in the order in which they are tried."""
    found = {name: tmp_path / name for name in ("told", "own", "temporary")}
    for place in found.values():
        place.mkdir()
    monkeypatch.setenv("SP_SIM_CACHE_DIR", str(found["told"]))
    monkeypatch.setattr(compiled, "user_cache_dir", lambda _: str(found["own"]))
    monkeypatch.setattr(tempfile, "tempdir", str(found["temporary"]))
    return found


def block(place: Path):
    """Put a file where the folder would be: nobody, not even root, can make folders in it."""
    place.rmdir()
    place.write_text("in the way")


def folder():
    return compiled.cache_folder.__wrapped__()


def test_the_folder_told_is_used(places):
    assert places["told"] == folder().parent


def test_where_none_is_told_the_users_own_is_used(places, monkeypatch):
    monkeypatch.delenv("SP_SIM_CACHE_DIR")

    assert places["own"] == folder().parent


def test_a_folder_that_cannot_be_written_to_is_passed_over(places):
    block(places["told"])

    assert places["own"] == folder().parent


def test_where_nothing_of_the_users_can_be_written_to_the_temporary_folder_serves(places):
    block(places["told"])
    block(places["own"])

    assert places["temporary"] / "sp_sim" == folder().parent


def test_where_even_that_is_taken_a_new_folder_is_made(places):
    block(places["told"])
    block(places["own"])
    (places["temporary"] / "sp_sim").write_text("in the way")

    found = folder()

    assert places["temporary"] == found.parent
    assert found.name.startswith("sp_sim-")
    assert found.is_dir()


def test_other_sources_have_another_folder(places, tmp_path, monkeypatch):
    before = folder()
    other = tmp_path / "other.py"
    other.write_text("CHANGED = True\n")
    monkeypatch.setattr(compiled.curves, "__file__", str(other))

    assert before.name != folder().name
    assert before.parent == folder().parent


def test_an_empty_folder_is_cold_and_one_with_compiled_code_is_warm(places, monkeypatch):
    monkeypatch.setattr(compiled, "cache_folder", lambda: places["told"])
    monkeypatch.setattr(compiled.numba.config, "DISABLE_JIT", False)
    cold = compiled.is_warm()
    (places["told"] / "live_jobs.1.nbc").write_bytes(b"compiled")

    assert [False, True] == [cold, compiled.is_warm()]


def test_without_compilation_there_is_nothing_to_warm(places, monkeypatch):
    monkeypatch.setattr(compiled, "cache_folder", lambda: places["told"])
    monkeypatch.setattr(compiled.numba.config, "DISABLE_JIT", True)

    assert compiled.is_warm()
