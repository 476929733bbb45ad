"""Published files that are good but in the wrong place, or not all that is needed."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.areas.made_up import (
    FINGERTIPS_HEADER,
    GOOD,
    PCN_HEADER,
    QUIN_HEADER,
    RURAL_HEADER,
    STAFF_HEADER,
    a_file,
    a_table,
    quin_rows,
)
from tests.doors.door import at_the_door, contents, refused


@pytest.mark.parametrize(
    ("option", "file", "message", "remedy"),
    [
        (
            "--map",
            "lists.csv",
            "this is a file of list sizes, given as the practice map",
            "--lists",
        ),
        ("--lists", "map.csv", "this is a practice map, given as the file of list sizes", "--map"),
        ("--gps", "map.csv", "this is a practice map, given as the file of GP numbers", "--map"),
        ("--rurality", "lists.csv", "this is a file of list sizes, given as the", "--lists"),
        ("--link-workers", "area.csv", "this is an area file already", "--area"),
        ("--deprivation", "qof.csv", "the column is missing", "add the column IMD_SCORE"),
    ],
)
def test_a_file_in_anothers_place_is_told_what_it_is(tmp_path, option, file, message, remedy):
    area = "practice_code,pcn_code,registered\nA1,U1,5000\n"
    others = {"area.csv": area, "qof.csv": "PRACTICE_CODE,DEP_REGISTER\nA1,5\n"}
    paths = {name: a_file(tmp_path, text, name) for name, text in (GOOD | others).items()}
    good = [paths[name] for name in GOOD if name != file]

    told = refused(tmp_path, "area", "nhs", *good, option, paths[file], "--out", "x.csv")

    assert message in told[0]["message"]
    assert remedy in told[0]["remedy"]
    assert 1 == told[0]["line"]


@pytest.mark.parametrize(("missing", "option"), [("map.csv", "map"), ("lists.csv", "lists")])
def test_without_the_map_or_the_lists_there_is_no_area(tmp_path, missing, option):
    (name,) = GOOD.keys() - {missing}
    (told,) = refused(
        tmp_path, "area", "nhs", a_file(tmp_path, GOOD[name], name), "--out", tmp_path / "area.csv"
    )

    assert ("command line", option) == (told["file"], told["key"])
    assert f"--{option} FILE" in told["remedy"]


def test_gps_in_training_need_their_column(tmp_path):
    paths = [a_file(tmp_path, text, name) for name, text in GOOD.items()]
    staff = a_table("PRACTICE_CODE,partner_fte,salaried_fte,locum_fte", "A1,1,1,1")
    gps = a_file(tmp_path, staff, "gps.csv")

    (told,) = refused(tmp_path, "area", "nhs", *paths, gps, "--registrars", "--out", "x.csv")

    assert ("registrar_fte", "the column is missing") == (told["key"], told["message"])


def test_every_broken_file_is_told_at_once(tmp_path):
    files = ["map.csv", "lists.csv", "imd.csv"]
    paths = [a_file(tmp_path, "", name) for name in files]

    told = refused(tmp_path, "area", "nhs", *paths, "--out", tmp_path / "area.csv")

    assert sorted(files) == [problem["file"].split("/")[-1] for problem in told]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("map.csv", b"\xef\xbb\xbf" + GOOD["map.csv"].encode()),
        ("lists.csv", GOOD["lists.csv"].replace("\n", "\r\n") + ",,\r\n" * 3),
        ("map.csv", GOOD["map.csv"].replace("\n", ",,,\n")),
    ],
    ids=["byte order mark", "trailing blank rows", "trailing blank columns"],
)
def test_what_excel_leaves_behind_does_no_harm(tmp_path, file, content):
    paths = [a_file(tmp_path, text, name) for name, text in (GOOD | {file: content}).items()]

    told = at_the_door("area", "nhs", *paths, "--out", tmp_path / "area.csv", "--json")

    assert (0, 5) == (told.code, told.document["area"]["practices"])


SPARSE_BYTES = 1024**3


@pytest.mark.parametrize("name", ["map.csv", "lists.csv", "area.csv"])
def test_a_gigabyte_is_refused_unread(tmp_path, name):
    paths = {file: a_file(tmp_path, text, file) for file, text in GOOD.items()}
    paths["area.csv"] = a_file(tmp_path, "practice_code,pcn_code,registered\nA,N1,5000\n")
    os.truncate(paths[name], SPARSE_BYTES)
    words = ["nhs", paths["map.csv"], paths["lists.csv"], "--out", tmp_path / "out.csv"]
    if name == "area.csv":
        words = ["show", paths[name], "--out", tmp_path / "out.png"]

    (told,) = refused(tmp_path, "area", *words)

    assert "is too large: 1024.0 MB, at most 64 MB are read" == told["message"]


EVERY_KIND = GOOD | {
    "quin.csv": a_table(QUIN_HEADER, *quin_rows("A1"), *quin_rows("A2")),
    "imd.csv": a_table("PRACTICE_CODE,IMD_YEAR,IMD_SCORE", "A1,2025,20.5", "A2,2025,"),
    "fingertips.csv": a_table(
        FINGERTIPS_HEADER, "1,Deprivation score,Q,X,A1,X,GPs,All,All,2025,20.5"
    ),
    "gps.csv": a_table(STAFF_HEADER, "A1,1,2,0,1,4", "A2,2,2,0.5,1,4"),
    "rural.csv": a_table(RURAL_HEADER, "A1,GMS,Rural", "A2,GMS,Urban"),
    "wte.csv": a_table(PCN_HEADER, "2026-06-30,U1,1.5,0,20", "2025-11-30,U2,2,0,30"),
}
ACCIDENTS = [
    b"",
    b",",
    b'"',
    b"\n",
    b"-",
    b"9",
    b"x",
    b" ",
    b";",
    b"\0",
    b"\xff",
    b"nan",
    b"\xc3\xa9",
]


def spoilt(good, chance):
    """Return a good file after a few accidents of the keyboard."""
    said = bytearray(good.encode())
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(said))
        kind = chance.choice(("other", "drop", "cut", "line"))
        if kind == "other":
            said[place : place + 1] = chance.choice(ACCIDENTS)
        elif kind == "drop":
            del said[place : place + chance.randint(1, 30)]
        elif kind == "cut":
            del said[place:]
        else:
            lines = bytes(said).split(b"\n")
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            said = bytearray(b"\n".join(lines))
        said = said or bytearray(b" ")
    return bytes(said)


@given(st.sampled_from(sorted(EVERY_KIND)), st.randoms(use_true_random=False))
def test_a_mutated_file_makes_an_area_or_is_refused_whole(tmp_path_factory, name, chance):
    folder = tmp_path_factory.mktemp("any")
    texts = {"map.csv": GOOD["map.csv"], "lists.csv": GOOD["lists.csv"]}
    if name == "quin.csv":
        del texts["lists.csv"]
    texts[name] = spoilt(EVERY_KIND[name], chance)
    paths = [a_file(folder, text, file) for file, text in texts.items()]
    words = ["area", "nhs", *paths, "--out", folder / "area.csv"]

    told = at_the_door(*words, "--json")

    assert told.code in (0, 2)
    assert "Traceback" not in told.err
    if told.code == 0:
        assert told.document["area"]["practices"] >= 1
        assert 0 == at_the_door("area", "show", folder / "area.csv").code
    else:
        assert set(paths) == set(contents(folder))
        assert refused(folder, *words)
