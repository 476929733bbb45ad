"""Every broken area file, tried at each door that reads one: exit 2, and nothing left behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.areas.area import BOX
from tests.areas.made_up import a_file
from tests.areas.test_broken_area_files import ALL, CELLS, FILES
from tests.areas.test_files_in_their_places import spoilt
from tests.doors.door import at_the_door, refused


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_not_shown_or_drawn(tmp_path, name):
    content, line, column, message, value, remedy = FILES[name]
    path = a_file(tmp_path, content)

    (told,) = refused(tmp_path, "area", "show", path, "--out", tmp_path / "area.png")

    assert (str(path), line, column, value) == tuple(
        told[key] for key in ("file", "line", "column", "value")
    )
    assert message in told["message"]
    assert remedy in told["remedy"]


@pytest.mark.parametrize(("column", "cell", "message", "remedy"), CELLS)
def test_a_broken_cell_is_not_checked_as_good(tmp_path, column, cell, message, remedy):
    names = ALL.split(",")
    cells = {"practice_code": "A", "pcn_code": "N1", "registered": "5000"} | {column: f'"{cell}"'}
    path = a_file(tmp_path, "\n".join([ALL, ",".join(cells.get(name, "") for name in names)]))

    (told,) = refused(tmp_path, "check", path)

    assert (2, names.index(column) + 1, column, cell) == (
        told["line"],
        told["column"],
        told["key"],
        told["value"],
    )
    assert (message, True) == (told["message"], remedy in told["remedy"])


@pytest.mark.parametrize("name", ["empty", "binary", "semicolons", "practice twice", "scenario"])
def test_a_broken_file_is_not_simulated(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = a_file(tmp_path, FILES[name][0])

    (told,) = refused(tmp_path, "run", "baseline", "--area", path, "--out", tmp_path / "out")

    assert FILES[name][3] in told["message"]


@given(st.randoms(use_true_random=False))
def test_a_mutated_file_is_shown_or_refused(tmp_path_factory, chance):
    path = a_file(tmp_path_factory.mktemp("any"), spoilt(BOX.read_text(encoding="utf-8"), chance))

    told = at_the_door("area", "show", path, "--json")

    assert told.code in (0, 2)
    if told.code == 2:
        assert refused(path.parent, "area", "show", path)
    else:
        assert told.document["area"]["practices"] >= 1
