"""Writing: a folder that is whole or not there, and never somebody else's."""

import errno
import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from sp_sim.errors import CouldNotFinishError, Problems
from sp_sim.results.manifest import commit
from sp_sim.results.result import Result
from sp_sim.results.write import as_json, check_folder, free_folder, read_manifest, write
from tests.results.handmade import an_arm


@pytest.fixture(scope="module")
def result():
    return Result((an_arm("base"),), started="then", finished="now")


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def frames(**more):
    return {"few": lambda: pd.DataFrame({"x": [1, 2, 3]})} | more


def test_what_was_written_can_be_read_back(result, tmp_path):
    folder = result.save(tmp_path / "kept")
    read = duckdb.read_parquet(str(folder / "referrals.parquet")).df()

    assert len(read) == len(result.referrals)
    assert read["first_contact"].isna().sum() == result.referrals["first_contact"].isna().sum()
    assert set(read["practice_code"]) == {"P00", "P01"}


def test_the_manifest_says_where_it_all_came_from(result, tmp_path):
    told = read_manifest(result.save(tmp_path / "kept", command="sp-sim run base"))
    assert told is not None
    path = tmp_path / "kept" / "measures.parquet"

    assert told["seeds"] == [1, 2]
    assert told["fingerprints"]["scenarios"] == {"base": result.arms[0].scenario.fingerprint}
    assert told["command"] == "sp-sim run base"
    assert "no lever's effect" in told["draws_in_words"]
    assert (told["started"], told["finished"]) == ("then", "now")
    assert told["files"]["measures.parquet"] == {
        "rows": len(result.measures),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def test_what_else_is_made_is_in_the_folder_and_in_the_manifest(result, tmp_path):
    folder = result.save(
        tmp_path / "kept",
        also=(lambda told, place: (place / "a.txt").write_text(told.arms[0].name),),
    )
    told = read_manifest(folder)

    assert (folder / "a.txt").read_text() == "base"
    assert told is not None
    assert told["files"]["a.txt"]["rows"] is None


def test_a_path_with_a_quote_is_only_a_path(tmp_path):
    folder = write(frames(), {}, tmp_path / "it's here")

    assert (folder / "few.parquet").is_file()


def full_disk():
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_nothing_half_written(tmp_path):
    with pytest.raises(CouldNotFinishError, match="No space left on device"):
        write(frames(more=full_disk), {}, tmp_path / "kept")

    assert files_below(tmp_path) == []


def test_a_full_disk_leaves_what_was_there_before(result, tmp_path):
    folder = result.save(tmp_path / "kept")
    before = files_below(tmp_path)

    with pytest.raises(CouldNotFinishError):
        write(frames(more=full_disk), result.manifest, folder, overwrite=True)

    assert files_below(tmp_path) == before


def test_a_folder_below_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("I am here")

    with pytest.raises(CouldNotFinishError, match="could not write"):
        write(frames(), {}, tmp_path / "file" / "kept")


def test_the_same_results_may_be_written_again(result, tmp_path):
    result.save(tmp_path / "kept")
    result.save(tmp_path / "kept")

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_other_results_are_not_replaced_unless_told(result, tmp_path):
    folder = result.save(tmp_path / "kept")
    other = Result((an_arm("base", seeds=(5, 6)),))

    with pytest.raises(Problems, match="holds other results; give another --out, or --overwrite"):
        other.save(folder)
    other.save(folder, overwrite=True)

    assert (read_manifest(folder) or {})["seeds"] == [5, 6]


def test_a_folder_that_is_not_ours_is_never_replaced(result, tmp_path):
    (tmp_path / "thesis.txt").write_text("three years of work")

    with pytest.raises(Problems, match="does not hold results of sp_sim"):
        result.save(tmp_path, overwrite=True)

    assert files_below(tmp_path) == ["thesis.txt"]


@pytest.mark.parametrize("text", ["{", "[]", '{"program": "another"}'])
def test_a_manifest_of_something_else_is_none_of_ours(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)

    assert read_manifest(tmp_path) is None


def test_an_empty_folder_may_be_used(result, tmp_path):
    (tmp_path / "kept").mkdir()

    assert (result.save(tmp_path / "kept") / "manifest.json").is_file()


def test_a_free_folder_is_numbered_when_the_name_is_taken(result, tmp_path):
    mine, others = result.manifest, result.manifest | {"weeks": 5}
    result.save(tmp_path / "base")

    assert free_folder("base", mine, below=tmp_path) == tmp_path / "base"
    assert free_folder("base", others, below=tmp_path) == tmp_path / "base-2"


def test_a_folder_that_is_not_there_is_free(tmp_path):
    check_folder(tmp_path / "nowhere", {})


def test_json_has_no_nan():
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json({"x": float("nan")})

    assert json.loads(as_json({"x": None})) == {"x": None}


def test_outside_a_checkout_there_is_no_commit(tmp_path):
    assert commit(tmp_path / "package") is None


def test_a_checkout_that_git_cannot_read_has_no_commit(tmp_path):
    (tmp_path / ".git").write_text("not a checkout")

    assert commit(tmp_path) is None
    (tmp_path / "package").mkdir()
    assert commit(tmp_path / "package") is None


def test_what_was_there_is_put_back_when_the_last_step_fails(result, tmp_path, monkeypatch):
    folder = result.save(tmp_path / "kept")
    before = files_below(tmp_path)
    moved = []

    def replace(source, target):
        moved.append(target)
        if len(moved) == 2:
            raise OSError(errno.EIO, "the disk came loose")
        Path(source).rename(target)

    monkeypatch.setattr("sp_sim.results.write.os.replace", replace)
    with pytest.raises(CouldNotFinishError, match="the disk came loose"):
        result.save(folder)

    assert files_below(tmp_path) == before


def test_a_table_that_duckdb_cannot_write_leaves_nothing(tmp_path):
    def take_the_folder_away():
        for path in tmp_path.iterdir():
            shutil.rmtree(path)
        return pd.DataFrame({"x": [1]})

    with pytest.raises(CouldNotFinishError, match="could not write"):
        write({"few": take_the_folder_away}, {}, tmp_path / "kept")

    assert files_below(tmp_path) == []
