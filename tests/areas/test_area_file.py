import errno
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.areas.area import COLUMNS, as_csv, imputed_gps, load, small_lists, write
from sp_sim.domain.places import Area, Practice
from sp_sim.errors import CouldNotFinishError, Problem, Problems
from tests.areas.made_up import a_file, an_area_file

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: " ".join(text.split())
)
CODES = WORDS.filter(lambda code: code and not code.startswith("PCN"))
PCN_CODES = st.just("U") | WORDS.map(lambda word: f"PCN {word}".strip())


@st.composite
def areas(draw):
    codes = sorted(draw(st.sets(CODES, min_size=1, max_size=6)))
    synthetic = draw(st.booleans())
    source = draw(WORDS.filter(lambda text: text and not text.lower().startswith("synthetic")))
    wtes = {}
    made = [replace(draw(practices(code)), **draw(shares())) for code in codes]
    for practice in made:
        wtes.setdefault(practice.system, draw(st.none() | st.floats(0.0, 1000.0)))
    return Area(
        name="area",
        practices=tuple(replace(each, link_worker_wte=wtes[each.system]) for each in made),
        synthetic=synthetic,
        source=f"synthetic: {source}" if synthetic else source,
    )


@st.composite
def shares(draw):
    """Shares of one list by age, each known or not; those under 20 are the rest."""
    first, second, third = sorted(draw(st.tuples(*[st.floats(0.0, 1.0)] * 3)))
    parts = {
        "share_20_39": first,
        "share_40_64": second - first,
        "share_65_plus": third - second,
    }
    return {name: part if draw(st.booleans()) else None for name, part in parts.items()}


def practices(code):
    return st.builds(
        Practice,
        code=st.just(code),
        pcn_code=PCN_CODES,
        pcn_name=WORDS,
        sub_icb_code=WORDS,
        icb_code=WORDS,
        registered=st.integers(1, 1_000_000),
        gps=st.floats(0.0001, 1000.0),
        gps_given=st.booleans(),
        deprivation_score=st.none() | st.floats(0.0, 100.0),
        deprivation_fifth=st.none() | st.integers(1, 5),
        rural=st.none() | st.booleans(),
    )


@given(area=areas())
def test_an_area_comes_back_from_its_file_as_it_was(area, tmp_path_factory):
    path = tmp_path_factory.mktemp("round") / "area.csv"

    write(area, path)

    assert area == load(path)
    assert area.fingerprint == load(path).fingerprint


PIECES = ["A", "N1", "5000", "0", "-1", ",", ",", '"', "\n", "\r", " ", ";", "ä", "\0", "é,", "nan"]


@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map("".join), headed=st.booleans())
def test_any_file_is_an_area_or_tells_its_problems(text, headed, tmp_path_factory):
    header = "practice_code,pcn_code,registered\n" if headed else ""
    path = a_file(tmp_path_factory.mktemp("any"), header + text)

    found = practices_or_problems(path)

    assert found
    assert all(each.message if isinstance(each, Problem) else each.registered for each in found)


def practices_or_problems(path):
    try:
        return load(path).practices
    except Problems as error:
        return error.problems


@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(content, tmp_path_factory):
    with pytest.raises(Problems, match=r"area\.csv"):
        load(a_file(tmp_path_factory.mktemp("any"), content))


def test_three_columns_are_enough(tmp_path):
    area = load(an_area_file(tmp_path, "B,,4592", "A,N1,2296"))

    assert (
        Practice(code="A", pcn_code="N1", registered=2296, gps=1.0, gps_given=False),
        Practice(code="B", pcn_code="U", registered=4592, gps=2.0, gps_given=False),
    ) == area.practices
    assert ("area", "not stated", False) == (area.name, area.source, area.synthetic)


def test_area_files_of_before_can_still_be_read(tmp_path):
    header = (
        "practice_code,pcn_code,pcn_name,sub_icb_code,icb_code,registered,gps,gps_given,"
        "share_65_plus,deprivation_fifth,source"
    )
    (practice,) = load(
        an_area_file(tmp_path, "A,N1,North,15N,QJK,5000,2.5,yes,0.2,4,NHS", header=header)
    ).practices

    assert (4, 0.2, 2.5) == (practice.deprivation_fifth, practice.share_65_plus, practice.gps)
    assert (None, None, None) == (
        practice.deprivation_score,
        practice.rural,
        practice.link_worker_wte,
    )
    assert (None, None) == (practice.share_20_39, practice.share_40_64)


AGES = "practice_code,pcn_code,registered,share_20_39,share_40_64,share_65_plus"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("0.25,0.35,0.2", (0.25, 0.35, 0.2)),
        ("0.25,,", (0.25, None, None)),
        (",0.35,0.2", (None, 0.35, 0.2)),
        (",1,", (None, 1.0, None)),
        ("0,0,0", (0.0, 0.0, 0.0)),
    ],
)
def test_shares_by_age_are_kept_as_they_are_given(tmp_path, cells, expected):
    (practice,) = load(an_area_file(tmp_path, f"A,N1,5000,{cells}", header=AGES)).practices

    assert expected == (practice.share_20_39, practice.share_40_64, practice.share_65_plus)


@pytest.mark.parametrize("cells", ["0.3333,0.3333,0.3335", "0.5,0.501,", "0.4,0.4,0.201"])
def test_shares_by_age_may_pass_the_whole_by_a_hair_of_rounding(tmp_path, cells):
    (practice,) = load(an_area_file(tmp_path, f"A,N1,5000,{cells}", header=AGES)).practices

    assert 5000 == practice.registered


def test_an_area_with_other_shares_has_another_fingerprint(tmp_path):
    rows = ("A,N1,5000,0.25,0.35,0.2", "A,N1,5000,0.26,0.35,0.2", "A,N1,5000,0.25,0.36,0.2")
    areas = [load(an_area_file(tmp_path, row, header=AGES)) for row in rows]

    assert 3 == len({area.fingerprint for area in areas})


@pytest.mark.parametrize("outside", ["", "U", "u", " "])
def test_a_practice_without_a_network_is_a_system_of_its_own(tmp_path, outside):
    area = load(an_area_file(tmp_path, f"A,{outside},5000", f"B,{outside},5000"))

    assert ["A", "B"] == list(area.systems)


@pytest.mark.parametrize(
    ("gps", "said", "expected"),
    [("3.5", "", (3.5, True)), ("3.5", "YES", (3.5, True)), ("3.5", "no", (3.5, False))],
)
def test_gps_are_given_unless_the_file_says_otherwise(tmp_path, gps, said, expected):
    header = "practice_code,pcn_code,registered,gps,gps_given"
    (practice,) = load(an_area_file(tmp_path, f"A,N1,5000,{gps},{said}", header=header)).practices

    assert expected == (practice.gps, practice.gps_given)


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfpractice_code,pcn_code,registered\nA,N1,5000\n",
        "practice_code,pcn_code,registered\r\nA,N1,5000\r\n,,\r\n\r\n  , ,\r\n",
        "practice_code,pcn_code,registered\rA,N1,5000",
        "\n\npractice_code,pcn_code,registered,,\nA,N1,5000,,\n",
        'registered,"practice_code",pcn_code\n 5000 ," A ",N1',
    ],
    ids=["byte order mark", "blank rows", "old line ends", "spreadsheet's commas", "quotes"],
)
def test_what_spreadsheets_leave_behind_does_no_harm(tmp_path, text):
    (practice,) = load(a_file(tmp_path, text)).practices

    assert ("A", "N1", 5000) == (practice.code, practice.pcn_code, practice.registered)


def test_the_order_of_rows_and_columns_does_not_matter(tmp_path):
    one = load(an_area_file(tmp_path, "A,N1,5000", "B,N1,6000"))
    header = "registered,pcn_code,practice_code"
    other = load(an_area_file(tmp_path, "6000,N1,B", "5000,N1,A", header=header))

    assert one == other


def test_an_area_that_is_partly_made_up_says_so_for_ever(tmp_path):
    header = "practice_code,pcn_code,registered,source"
    rows = ["A,N1,5000,NHS England", "B,N1,5000,synthetic: a guess"]
    area = load(an_area_file(tmp_path, *rows, header=header))
    write(area, tmp_path / "again.csv")

    assert area.synthetic
    assert "synthetic in part: NHS England; synthetic: a guess" == area.source
    assert area.source == load(tmp_path / "again.csv").source


def test_a_synthetic_area_says_so_in_its_file_whoever_built_it():
    area = Area("a", (), synthetic=True, source="a test")
    practice = Practice(code="A", pcn_code="", registered=5000, gps=2.0, gps_given=True)
    text = as_csv(Area("a", (practice,), synthetic=area.synthetic, source=area.source))

    assert f"{','.join(COLUMNS)}\nA,U,,,,5000,2.0,yes,,,,,,,,synthetic: a test\n" == text


def test_small_lists_are_kept_and_flagged(tmp_path):
    area = load(an_area_file(tmp_path, "A,N1,999", "B,N1,1000", "C,N1,1"))

    assert 3 == len(area.practices)
    assert ["A", "C"] == [practice.code for practice in small_lists(area)]


@pytest.mark.parametrize(("registered", "gps"), [(2296, 1.0), (10_000, 4.3554), (1, 0.0004)])
def test_gps_are_worked_out_from_the_list(registered, gps):
    assert gps == imputed_gps(registered)


def an_area():
    practice = Practice(code="A", pcn_code="N1", registered=5000, gps=2.0, gps_given=True)
    return Area("area", (practice,), synthetic=False, source="a test")


def full_disk(self, target):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    path = a_file(tmp_path, "what was there")
    monkeypatch.setattr(Path, "replace", full_disk)

    with pytest.raises(CouldNotFinishError, match="No space left on device; nothing was changed"):
        write(an_area(), path)

    assert {path: "what was there"} == {file: file.read_text() for file in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("name", "why"), [("no/folder/a.csv", "No such file"), ("folder", "Is a directory")]
)
def test_a_file_that_cannot_be_written_is_the_users_to_mend(tmp_path, name, why):
    (tmp_path / "folder").mkdir()

    with pytest.raises(Problems, match=f"cannot be written: {why}.*; choose a file name"):
        write(an_area(), tmp_path / name)

    assert ["folder"] == [file.name for file in tmp_path.iterdir()]
