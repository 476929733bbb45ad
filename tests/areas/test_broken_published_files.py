"""Published files that are spoilt, each tried at the door: where, what, and how to mend it."""

import pytest

from tests.areas.made_up import (
    ALL_HEADER,
    FINGERTIPS_HEADER,
    FULL_MAP_HEADER,
    GOOD,
    MAP_HEADER,
    PCN_HEADER,
    PLACES,
    QUIN_HEADER,
    RURAL_HEADER,
    SIZES_HEADER,
    STAFF_HEADER,
    a_file,
    a_full_map_row,
    a_quin_row,
    a_size,
    a_table,
    an_all_row,
    quin_rows,
)
from tests.doors.door import refused

WHOLE = "must be a whole number from 1 to 1,000,000"
BAND = "must be a whole number from 0 to 1,000,000"
SCORE = "must be a number from 0 to 100, or blank when not known"
FTE = "must be a number from 0 to 1000, or blank when not known"
UTF8 = "save it as CSV UTF-8"
AS_PUBLISHED = "take the file as published"
REMOVE = "remove one of them"
ROW = f"A1,{PLACES['A1']}"
SIZES = a_size("A1").split(",")
SCORES = "PRACTICE_CODE,IMD_SCORE"


def sizes(total, *bands):
    """Return list sizes by age of one practice with other first cells."""
    return a_table(SIZES_HEADER, ",".join(["A1", total, *bands, *SIZES[2 + len(bands) :]]))


# Each by its name: the file and its content; line, column, message, value and remedy.
FILES = {
    # the map
    "map empty": ("map.csv", "", None, None, "the file is empty", None, "give it a header"),
    "map binary": ("map.csv", b"\0\1\2", 1, None, "is a binary file", None, "name a CSV file"),
    "map zipped": ("map.csv", b"PK\3\4..", None, None, "is a zip archive", None, "unpack it"),
    "map UTF-16": ("map.csv", MAP_HEADER.encode("utf-16"), 1, None, "UTF-16", None, UTF8),
    "map Windows": (
        "map.csv",
        a_table(MAP_HEADER, ROW.replace("NORTH", "N\xd6RTH")).encode("cp1252"),
        *(2, None, "is not encoded as UTF-8 (byte 0xd6)", None, UTF8),
    ),
    "map semicolons": (
        "map.csv",
        GOOD["map.csv"].replace(",", ";"),
        *(1, None, "separated by semicolons", None, "save it with commas"),
    ),
    "map of two extracts": (
        "map.csv",
        a_table(FULL_MAP_HEADER, a_full_map_row("A1"), a_full_map_row("A2", "01JUN2026")),
        *(3, 2, "is of another extract than line 2 (01JUL2026)", "01JUN2026", "keep the rows"),
    ),
    "map practice twice": (
        "map.csv",
        a_table(MAP_HEADER, ROW, ROW),
        *(3, 1, "the practice is there already, on line 2", "A1", REMOVE),
    ),
    "map practice blank": (
        "map.csv",
        a_table(MAP_HEADER, ROW, f" {ROW[2:]}"),
        *(3, 1, "must not be blank", "", "fill it in or remove the row"),
    ),
    "map row short": (
        "map.csv",
        a_table(MAP_HEADER, ROW, "A2,U1"),
        *(3, None, "the row has 2 cells where the header has 7", None, "add the missing commas"),
    ),
    "map column twice": (
        "map.csv",
        a_table(f"{MAP_HEADER},PCN_CODE", f"{ROW},U1"),
        *(1, 8, "the column 'PCN_CODE' is there twice", None, REMOVE),
    ),
    "map without a column": (
        "map.csv",
        a_table(MAP_HEADER.replace("PCN_CODE", "PCN"), ROW),
        *(1, None, "is none of the files", "PRACTICE_CODE,", "as a practice map it lacks PCN_CODE"),
    ),
    "map a web page": ("map.csv", "<html><body>", 1, None, "is a web page", None, "download the"),
    "map an area file": (
        "map.csv",
        "practice_code,pcn_code,registered\nA1,U1,5000\n",
        *(1, None, "this is an area file already", None, "use it as it is, with --area"),
    ),
    "map a scenario": (
        "map.csv",
        "name: mine\nasks: Why?\n",
        *(1, None, "is none of the files", "name: mine", "leave it out, or name what it is"),
    ),
    "map a second file of list sizes": (
        "map.csv",
        GOOD["lists.csv"],
        *(1, None, "is a second file of list sizes by age, beside map", None, "give one of the"),
    ),
    # list sizes, as trimmed
    "lists empty": ("lists.csv", "\n\n", None, None, "the file is empty", None, "give it a header"),
    "lists tabs": (
        "lists.csv",
        GOOD["lists.csv"].replace(",", "\t"),
        *(1, None, "separated by tabs", None, "save it with commas"),
    ),
    "lists of Excel": (
        "lists.csv",
        f"sep=,\n{GOOD['lists.csv']}",
        *(1, None, "starts with Excel's line sep=", None, "delete the line"),
    ),
    "lists negative": (
        "lists.csv",
        sizes("-5"),
        *(2, 2, WHOLE, "-5", "remove the row if the practice is closed"),
    ),
    "lists NaN": ("lists.csv", sizes("NaN"), 2, 2, WHOLE, "NaN", "fill it in or remove the row"),
    "lists blank": ("lists.csv", sizes(""), 2, 2, "must not be blank", "", "fill it in or remove"),
    "lists thousands": (
        "lists.csv",
        sizes('"1,180"'),
        *(2, 2, WHOLE, "1,180", "write it without thousands separators: 1180"),
    ),
    "lists thousands unquoted": (
        "lists.csv",
        sizes("1,180"),
        *(2, None, "the row has 43 cells where the header has 42", None, "(12345, not 12,345)"),
    ),
    "lists decimal": ("lists.csv", sizes("1180.5"), 2, 2, WHOLE, "1180.5", "round it"),
    "lists band of a word": ("lists.csv", sizes("1180", "x"), 2, 3, BAND, "x", "figures only"),
    "lists band negative": ("lists.csv", sizes("1180", "-1"), 2, 3, BAND, "-1", "correct it"),
    "lists bands and total": (
        "lists.csv",
        sizes("1180", "41"),
        *(2, 2, "does not equal the sum of the age bands, 1181", "1180", AS_PUBLISHED),
    ),
    "lists without bands of men": (
        "lists.csv",
        a_table(SIZES_HEADER.replace("MALE_95_PLUS", "MALE_95"), *map(a_size, PLACES)),
        *(1, None, "the column is missing", None, "rename the column 'FEMALE_95'"),
    ),
    "lists practice twice": (
        "lists.csv",
        a_table("PRACTICE_CODE,TOTAL", "A1,5", "A1,5"),
        *(3, 1, "the practice is there already, on line 2", "A1", REMOVE),
    ),
    "lists of nobody chosen": (
        "lists.csv",
        a_table("PRACTICE_CODE,TOTAL", "B1,5"),
        *(None, None, "no practice with a list size is left", None, "from the same month"),
    ),
    # list sizes, one number a practice
    "all by parts only": (
        "lists.csv",
        a_table(ALL_HEADER, an_all_row("A1", 5, sex="MALE"), an_all_row("A1", 5, sex="FEMALE")),
        *(1, None, "no row is of a practice as a whole", None, AS_PUBLISHED),
    ),
    "all twice": (
        "lists.csv",
        a_table(ALL_HEADER, an_all_row("A1", 5), an_all_row("A1", 6)),
        *(3, 6, "the practice is there already, on line 2", "A1", REMOVE),
    ),
    "all of two extracts": (
        "lists.csv",
        a_table(ALL_HEADER, an_all_row("A1", 5), an_all_row("A2", 5, extract="01AUG2026")),
        *(3, 2, "is of another extract than line 2", "01AUG2026", "keep the rows of one extract"),
    ),
    "all negative": (
        "lists.csv",
        a_table(ALL_HEADER, an_all_row("A1", -5)),
        *(2, 10, WHOLE, "-5", "remove the row if the practice is closed"),
    ),
    "all without codes": (
        "lists.csv",
        a_table(ALL_HEADER, an_all_row("", 5)),
        *(2, 6, "must not be blank", "", "fill it in or remove the row"),
    ),
    # list sizes by five-year band
    "quin dates of Excel": (
        "lists.csv",
        a_table(QUIN_HEADER, a_quin_row("A1", "MALE", "05-Sep", 5)),
        *(2, 8, "must be ALL or a band such as 65_69 or 95+", "05-Sep", "turn bands into dates"),
    ),
    "quin sex": (
        "lists.csv",
        a_table(QUIN_HEADER, a_quin_row("A1", "BOTH", "ALL", 5)),
        *(2, 7, "must be ALL, FEMALE or MALE", "BOTH", "take it as published"),
    ),
    "quin band twice": (
        "lists.csv",
        a_table(QUIN_HEADER, *quin_rows("A1"), a_quin_row("A1", "MALE", "95+", 10)),
        *(45, 4, "practice, sex and age are there already, on line 44", "A1", REMOVE),
    ),
    "quin band missing": (
        "lists.csv",
        a_table(QUIN_HEADER, *quin_rows("A1")[:-1]),
        *(2, 9, "does not equal the sum of the age bands, 1170", "1180", AS_PUBLISHED),
    ),
    "quin of ICBs only": (
        "lists.csv",
        a_table(QUIN_HEADER, a_quin_row("QJK", "ALL", "ALL", 5, kind="ICB")),
        *(1, None, "no row is of a practice as a whole", None, AS_PUBLISHED),
    ),
    "quin number": (
        "lists.csv",
        a_table(QUIN_HEADER, a_quin_row("A1", "ALL", "ALL", "5e3")),
        *(2, 9, WHOLE, "5e3", "write it without decimals: 5000"),
    ),
    "quin without a code": (
        "lists.csv",
        a_table(QUIN_HEADER, a_quin_row("", "ALL", "ALL", "5")),
        *(2, 4, "must not be blank", "", "fill it in or remove the row"),
    ),
    # what may be left out
    "score out of limits": ("imd.csv", a_table(SCORES, "A1,101"), 2, 2, SCORE, "101", "correct it"),
    "score in words": ("imd.csv", a_table(SCORES, "A1,low"), 2, 2, SCORE, "low", "figures only"),
    "score of Excel": (
        "imd.csv",
        a_table(SCORES, "A1,#N/A"),
        2,
        2,
        SCORE,
        "#N/A",
        "leave the cell",
    ),
    "score decimal comma": (
        "imd.csv",
        a_table(SCORES, 'A1,"20,5"'),
        *(2, 2, SCORE, "20,5", "write it with a full stop: 20.5"),
    ),
    "score twice": (
        "imd.csv",
        a_table(SCORES, "A1,2", "A1,2"),
        3,
        1,
        "there already",
        "A1",
        REMOVE,
    ),
    "scores of another indicator": (
        "imd.csv",
        a_table(FINGERTIPS_HEADER, "1,% aged 65+,QJK,Devon,A1,X,GPs,Persons,All,2025,5"),
        *(1, None, "no row is a practice's deprivation score", None, "download the indicator"),
    ),
    "scores of councils": (
        "imd.csv",
        a_table(FINGERTIPS_HEADER, "1,Deprivation score,E9,X,E1,X,Districts,All,All,2025,5"),
        *(1, None, "no row is a practice's deprivation score", None, "for the area type GPs"),
    ),
    "GPs negative": ("gps.csv", a_table(STAFF_HEADER, "A1,-1,0,0,0,0"), 2, 2, FTE, "-1", "correct"),
    "GPs twice": (
        "gps.csv",
        a_table(STAFF_HEADER, "A1,1,0,0,0,0", "A1,1,0,0,0,0"),
        *(3, 1, "the practice is there already, on line 2", "A1", REMOVE),
    ),
    "GPs in words": (
        "gps.csv",
        a_table("PRAC_CODE,TOTAL_GP_EXTG_FTE", "A1,four"),
        *(2, 2, FTE, "four", "write figures only"),
    ),
    "rurality in another word": (
        "rural.csv",
        a_table(RURAL_HEADER, "A1,GMS,Village"),
        *(2, 3, "must be urban or rural, or blank", "Village", "correct it, or leave the cell"),
    ),
    "census without a date": (
        "wte.csv",
        a_table(PCN_HEADER, "June,U1,1,0,5"),
        *(2, 1, "must be a date such as 2026-06-30", "June", "spreadsheets change dates"),
    ),
    "PCN twice": (
        "wte.csv",
        a_table(PCN_HEADER, "2026-06-30,U1,1,0,5", "2026-06-30,U1,1,0,5"),
        *(3, 2, "the PCN is there already, on line 2", "U1", REMOVE),
    ),
    "link workers negative": (
        "wte.csv",
        a_table(PCN_HEADER, "2026-06-30,U1,-1,0,5"),
        *(2, 3, FTE, "-1", "correct it, or leave the cell blank"),
    ),
    "a kind of nobody's": (
        "qof.csv",
        "PRACTICE_CODE,DEP_REGISTER\nA1,5\n",
        *(1, None, "is none of the files", "PRACTICE_CODE, DEP", "it lacks TOTAL"),
    ),
    "two kinds at once": (
        "both.csv",
        "PRACTICE_CODE,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,ICB_CODE,IMD_SCORE\n",
        *(1, None, "could be a practice map or a file of dep", None, "with --map or --deprivation"),
    ),
    "a second map": (
        "map2.csv",
        GOOD["map.csv"],
        *(1, None, "is a second practice map, beside map.csv", None, "give one of the two"),
    ),
}


def has(expected, said):
    return said is None if expected is None else said is not None and expected in said


@pytest.mark.parametrize("name", FILES)
def test_a_spoilt_file_is_told_where_what_and_how_to_mend_it(tmp_path, name):
    file, content, line, column, message, value, remedy = FILES[name]
    paths = [a_file(tmp_path, text, which) for which, text in (GOOD | {file: content}).items()]

    told = refused(tmp_path, "area", "nhs", *paths, "--out", tmp_path / "area.csv")

    found = [problem for problem in told if message in problem["message"]]
    assert found, told
    assert (line, column) == (found[0]["line"], found[0]["column"])
    assert has(value, found[0]["value"]), found
    assert remedy in found[0]["remedy"]
    spoilt = "map.csv" if line is None and message.startswith("no practice") else file
    is_second = name == "map a second file of list sizes"
    assert ("lists.csv" if is_second else spoilt) == found[0]["file"].split("/")[-1]


def test_there_are_enough_spoilt_files():
    assert 40 <= len(FILES)
