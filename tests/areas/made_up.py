"""Area files and NHS files made up for tests, in one line each."""

from sp_sim.areas.nhs import AGES

HEADER = "practice_code,pcn_code,registered"
MAP_HEADER = (
    "PRACTICE_CODE,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE,ICB_NAME"
)
BANDS = [f"{sex}_{age}" for sex in ("FEMALE", "MALE") for age in AGES]
PLACES = {
    "A1": "U1,NORTH PCN,15N,NHS DEVON - 15N,QJK,NHS Devon",
    "A2": "U1,NORTH PCN,15N,NHS DEVON - 15N,QJK,NHS Devon",
    "A3": "U2,SOUTH PCN,15N,NHS DEVON - 15N,QJK,NHS Devon",
    "A4": "U2,SOUTH PCN,11N,NHS CORNWALL - 11N,QT6,NHS Cornwall",
    "A5": "U,Unallocated,11N,NHS CORNWALL - 11N,QT6,NHS Cornwall",
}


def a_file(folder, text, name="area.csv"):
    """Return the path of a file with this content, bytes or text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def an_area_file(folder, *rows, header=HEADER):
    """Return the path of an area file with these rows."""
    return a_file(folder, "\n".join([header, *rows, ""]))


def a_map(folder, *codes, header=MAP_HEADER):
    """Return the path of a practice map with these practices, or with all five."""
    rows = [f"{code},{PLACES[code]}" for code in codes or PLACES]
    return a_file(folder, "\n".join([header, *rows, ""]), "map.csv")


def a_size(code, older=10, younger=30):
    """Return a row of list sizes: so many people in each band from 65 on, and in each before."""
    bands = ([younger] * 13 + [older] * 7) * 2
    return ",".join(map(str, [code, sum(bands), *bands]))


def a_lists(folder, *rows):
    """Return the path of a file of list sizes with these rows, or with all five practices."""
    header = ",".join(["PRACTICE_CODE", "TOTAL", *BANDS])
    text = "\n".join([header, *(rows or map(a_size, PLACES)), ""])
    return a_file(folder, text, "lists.csv")
