import os

import pytest

from sp_sim.areas.area import COLUMNS, load
from sp_sim.errors import Problems
from tests.areas.made_up import HEADER, a_file, an_area_file

ALL = ",".join(COLUMNS)
WHOLE = "must be a whole number from 1 to 1,000,000"
FIFTH = "must be a whole number from 1 to 5"
SHARE = "must be a number from 0 to 1, or blank when not known"
SCORE = "must be a number from 0 to 100, or blank when not known"
WTE = "must be a number from 0 to 1000, or blank when not known"
GPS = "must be a number from 0.0001 to 1000, or blank when not known"
FILL_IN = "fill it in or remove the row"
CLOSED = "remove the row if the practice is closed"
NO_SEPARATORS = "write numbers without thousands separators (12345, not 12,345)"
UTF8 = "save it as CSV UTF-8"

# Each by its name, with its content, then line, column, message, value and remedy.
FILES = {
    "empty": (b"", None, None, "the file is empty", None, "give it a header"),
    "blank": ("\n ,,\n\n", None, None, "the file is empty", None, "give it a header"),
    "header only": (HEADER, 1, None, "the file has no practices", None, "give each practice a row"),
    "binary": (b"A,B\nx\0y", 2, None, "is a binary file, not CSV", None, "name a CSV file"),
    "workbook": (
        b"PK\x03\x04..[Content_Types].xml",
        None,
        None,
        "is an Excel workbook, not CSV",
        None,
        UTF8,
    ),
    "zip": (b"PK\x03\x04", None, None, "is a zip archive, not CSV", None, "unpack it and give"),
    "utf-16": ("A,B".encode("utf-16"), 1, None, "is encoded as UTF-16, not UTF-8", None, UTF8),
    "latin-1": (
        f"{HEADER}\nA,N1,5000\nB,Ngä,5000".encode("latin-1"),
        3,
        None,
        "is not encoded as UTF-8 (byte 0xe4)",
        None,
        UTF8,
    ),
    "semicolons": (
        f"{HEADER.replace(',', ';')}\nA;N1;5000",
        1,
        None,
        "the cells are separated by semicolons, not commas",
        None,
        "save it with commas",
    ),
    "tabs": (
        f"{HEADER.replace(',', chr(9))}\nA",
        1,
        None,
        "the cells are separated by tabs, not commas",
        None,
        "save it with commas",
    ),
    "open quote": (
        f'{HEADER}\nA,N1,5000\n"B,N1,5000\nC,N1,5000',
        3,
        None,
        "cannot be read as CSV: unexpected end of data",
        None,
        "close every quote",
    ),
    "column renamed": (
        "practice_code,pcn_code,Registered patients\nA,N1,5000",
        1,
        None,
        "the column is missing",
        None,
        "rename the column 'Registered patients' to 'registered'",
    ),
    "column missing": (
        "practice_code,pcn_code\nA,N1",
        1,
        None,
        "the column is missing",
        None,
        "add the column registered to the header",
    ),
    "column unknown": (
        f"{HEADER},gp\nA,N1,5000,2",
        1,
        4,
        "there is no such column in an area file",
        None,
        "did you mean 'gps'?",
    ),
    "column of nobody's": (
        f"{HEADER},remarks\nA,N1,5000,nice",
        1,
        4,
        "there is no such column in an area file",
        None,
        "remove the column",
    ),
    "column twice": (
        f"{HEADER},pcn_code\nA,N1,5000,N1",
        1,
        4,
        "the column 'pcn_code' is there twice",
        None,
        "remove one of them",
    ),
    "column without a name": (
        "practice_code,,pcn_code,registered\nA,x,N1,5000",
        1,
        2,
        "the column has no name",
        None,
        "name it or remove it",
    ),
    "a published file": (
        "PRACTICE_CODE,TOTAL\nA,5000",
        1,
        None,
        "this is a file as published, not an area file",
        None,
        "make an area of it: sp-sim area nhs",
    ),
    "thousands unquoted": (
        f"{HEADER}\nA,N1,12,345",
        2,
        None,
        "the row has 4 cells where the header has 3",
        None,
        NO_SEPARATORS,
    ),
    "row too short": (
        f"{HEADER}\nA,N1,5000\n\nB,N1",
        4,
        None,
        "the row has 2 cells where the header has 3",
        None,
        "add the missing commas",
    ),
    "practice twice": (
        f"{HEADER}\nA,N1,5000\nB,N1,5000\nA,N2,6000",
        4,
        1,
        "the practice is there already, on line 2",
        "A",
        "remove one of them",
    ),
    "upright strokes": (
        f"{HEADER.replace(',', '|')}\nA|N1|5000",
        1,
        None,
        "the cells are separated by upright strokes, not commas",
        None,
        "save it with commas",
    ),
    "Excel's sep": (
        f"sep=;\n{HEADER}\nA,N1,5000",
        1,
        None,
        "starts with Excel's line sep=",
        None,
        "delete the line",
    ),
    "web page": (
        "\n<!DOCTYPE html>\n<html>",
        1,
        None,
        "is a web page or XML, not CSV",
        None,
        "download the CSV file",
    ),
    "scenario": (
        "name: mine\nasks: Why?\n",
        1,
        None,
        "this is a scenario, given as an area",
        None,
        "name it without --area",
    ),
    "link workers differ": (
        f"{HEADER},link_worker_wte\nA,N1,5000,2\nB,N1,5000,3",
        3,
        4,
        "is not what line 2 says of the same PCN (2)",
        "3",
        "write the total of the PCN on each of them",
    ),
    "link workers blank once": (
        f"{HEADER},link_worker_wte\nA,N1,5000,\nB,N1,5000,3",
        3,
        4,
        "is not what line 2 says of the same PCN (blank)",
        "3",
        "or leave all of them blank",
    ),
    "shares of all three ages": (
        f"{HEADER},share_20_39,share_40_64,share_65_plus\nA,N1,5000,0.4,0.35,0.3",
        2,
        6,
        "the shares of the row add up to 1.05, more than everybody",
        "0.3",
        "give shares of all who are registered, or leave blank what is not known",
    ),
    "shares of two ages": (
        f"{HEADER},share_65_plus,share_40_64,share_20_39\nA,N1,5000,,0.7,0.3011",
        2,
        5,
        "the shares of the row add up to 1.0011, more than everybody",
        "0.7",
        "give shares of all who are registered",
    ),
    "practice without a code": (f"{HEADER}\n,N1,5000", 2, 1, "must not be blank", "", FILL_IN),
    "practice named like a PCN": (
        f"{HEADER}\nA,N1,5000\nN1,U,5000",
        3,
        1,
        "a practice outside any PCN has the code of the PCN on line 2",
        "N1",
        "give the practice another code",
    ),
    "after a cell of two lines": (
        f'{HEADER}\nA,"N\n1",5000\nB,N1,x',
        4,
        3,
        WHOLE,
        "x",
        "write figures only",
    ),
}
# Each a column and its cell, then message and remedy.
CELLS = [
    ("registered", "", "must not be blank", FILL_IN),
    ("registered", "0", WHOLE, CLOSED),
    ("registered", "-5", WHOLE, CLOSED),
    ("registered", "NaN", WHOLE, FILL_IN),
    ("registered", "n/a", WHOLE, FILL_IN),
    ("registered", "8815.5", WHOLE, "round it"),
    ("registered", "8815.0", WHOLE, "write it without decimals: 8815"),
    ("registered", "1e4", WHOLE, "write it without decimals: 10000"),
    ("registered", "12,345", WHOLE, "write it without thousands separators: 12345"),
    ("registered", "1 012 345", WHOLE, "write it without thousands separators: 1012345"),
    ("registered", "12'345", WHOLE, "write it without thousands separators: 12345"),
    ("registered", "9,5", WHOLE, "write it with a full stop: 9.5"),
    ("registered", "many", WHOLE, "write figures only"),
    ("registered", "1e999", WHOLE, "round it"),
    ("registered", "1000001", WHOLE, "correct it or remove the row"),
    ("registered", "9" * 5000, WHOLE, "correct it or remove the row"),
    ("gps", "0", GPS, "correct it, or leave the cell blank"),
    ("gps", "-1", GPS, "correct it, or leave the cell blank"),
    ("gps", "inf", GPS, "write figures only"),
    ("gps", "1e999", GPS, "correct it, or leave the cell blank"),
    ("gps", "NaN", GPS, "leave the cell blank when not known"),
    ("gps", "4,25", GPS, "write it with a full stop: 4.25"),
    ("gps_given", "yes", "says yes where gps is blank", "fill in gps, or write no"),
    (
        "gps_given",
        "maybe",
        "must be yes or no, or blank when not known",
        "correct it, or leave the cell blank",
    ),
    ("share_20_39", "27.5", SHARE, "write a share, not a percentage: 0.275"),
    ("share_20_39", "NaN", SHARE, "leave the cell blank when not known"),
    ("share_40_64", "0,32", SHARE, "write it with a full stop: 0.32"),
    ("share_40_64", "-0.1", SHARE, "correct it, or leave the cell blank"),
    ("share_65_plus", "18.5", SHARE, "write a share, not a percentage: 0.185"),
    ("share_65_plus", "0,185", SHARE, "write it with a full stop: 0.185"),
    ("share_65_plus", "-0.1", SHARE, "correct it, or leave the cell blank"),
    ("deprivation_score", "-1", SCORE, "correct it, or leave the cell blank"),
    ("deprivation_score", "100.5", SCORE, "correct it, or leave the cell blank"),
    ("deprivation_score", "high", SCORE, "write figures only"),
    ("deprivation_fifth", "2.5", FIFTH, "round it"),
    (
        "rural",
        "urban",
        "must be yes or no, or blank when not known",
        "correct it, or leave the cell blank",
    ),
    ("link_worker_wte", "-0.5", WTE, "correct it, or leave the cell blank"),
    ("link_worker_wte", "1,5", WTE, "write it with a full stop: 1.5"),
    ("link_worker_wte", "NaN", WTE, "leave the cell blank when not known"),
    ("deprivation_fifth", "0", FIFTH, "correct it, or leave the cell blank"),
    ("deprivation_fifth", "6", FIFTH, "correct it, or leave the cell blank"),
    ("deprivation_fifth", "#N/A", FIFTH, "leave the cell blank when not known"),
]


def problems_of(path):
    with pytest.raises(Problems) as caught:
        load(path)
    assert 2 == caught.value.exit_code
    return caught.value.problems


def has(expected, said):
    return said is None if expected is None else said is not None and expected in said


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_told_where_what_and_how_to_mend_it(tmp_path, name):
    content, line, column, message, value, remedy = FILES[name]
    path = a_file(tmp_path, content)

    (problem,) = problems_of(path)

    assert (str(path), line, column) == (problem.file, problem.line, problem.column)
    assert value == problem.value
    assert has(message, problem.message), problem.message
    assert has(remedy, problem.remedy), problem.remedy


@pytest.mark.parametrize(("column", "cell", "message", "remedy"), CELLS)
def test_a_broken_cell_is_told_where_what_and_how_to_mend_it(
    tmp_path, column, cell, message, remedy
):
    columns = ALL.split(",")
    good = {"practice_code": "B", "pcn_code": "N1", "registered": "5000"} | {column: f'"{cell}"'}
    rows = [
        "A,N0,,,,5000" + "," * (len(columns) - 6),
        ",".join(good.get(name, "") for name in columns),
    ]

    (problem,) = problems_of(an_area_file(tmp_path, *rows, header=ALL))

    assert (3, columns.index(column) + 1, column) == (problem.line, problem.column, problem.key)
    assert (message, cell) == (problem.message, problem.value)
    assert has(remedy, problem.remedy), problem.remedy


def test_every_error_is_told_at_once_in_the_order_of_its_place(tmp_path):
    rows = ["A,N1,0", "A,N1,5000", ",N1,x", "B,N1", "C,N1,5000"]

    problems = problems_of(an_area_file(tmp_path, *rows))

    assert [(2, 3), (3, 1), (4, 1), (4, 3), (5, None)] == [(p.line, p.column) for p in problems]


def test_ages_that_are_no_shares_and_those_that_pass_the_whole_are_told_at_once(tmp_path):
    header = f"{HEADER},share_20_39,share_40_64,share_65_plus"
    rows = ["A,N1,5000,28,0.6,0.6", "B,N1,5000,28,0.4,0.2", "C,N1,5000,0.6,0.6,"]

    problems = problems_of(an_area_file(tmp_path, *rows, header=header))

    assert [(2, 4), (2, 6), (3, 4), (4, 5)] == [(p.line, p.column) for p in problems]
    assert (
        "share_20_39, share_40_64, share_65_plus add up to 1 at most (0.001 more by rounding)"
        == (problems[1].rule)
    )


def test_several_columns_wrong_are_told_at_once(tmp_path):
    problems = problems_of(an_area_file(tmp_path, "A,N1,5", header="practice,pcncode,remarks"))

    assert [
        ("practice_code", "rename the column 'practice' to 'practice_code'"),
        ("pcn_code", "rename the column 'pcncode' to 'pcn_code'"),
        ("registered", "add the column registered to the header"),
        ("remarks", "remove the column"),
    ] == sorted(((p.key, p.remedy) for p in problems), key=lambda told: KEYS.index(told[0]))


KEYS = ["practice_code", "pcn_code", "registered", "remarks"]


def test_the_message_of_a_cell_reads_as_a_sentence(tmp_path):
    path = an_area_file(tmp_path, 'A,N1,"12,345"')

    assert (
        f"{path}:2:3: registered: must be a whole number from 1 to 1,000,000 (got 12,345);"
        " write it without thousands separators: 12345"
    ) == str(problems_of(path)[0])


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    (problem,) = problems_of(tmp_path / "nowhere.csv")

    assert ("there is no such file", "check the name and the folder") == (
        problem.message,
        problem.remedy,
    )


def test_a_folder_is_not_a_file(tmp_path):
    (problem,) = problems_of(tmp_path)

    assert "is a folder, not a file" == problem.message


def test_a_device_is_not_a_file():
    (problem,) = problems_of(os.devnull)

    assert "is not an ordinary file" == problem.message


def test_a_name_that_no_file_can_have_is_told_so(tmp_path):
    (problem,) = problems_of(tmp_path / ("x" * 5000))

    assert problem.message.startswith("cannot be read: File name too long")
