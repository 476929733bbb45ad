import pytest

from sp_sim.areas.kinds import BANDS
from sp_sim.areas.nhs import read, read_with_notes
from sp_sim.domain.places import Practice
from sp_sim.errors import Problems
from tests.areas.made_up import MAP_HEADER, PLACES, a_file, a_lists, a_map, a_size, shares_of


def problems_of(map_file, lists_file, **chosen):
    with pytest.raises(Problems) as caught:
        read(map_file, lists_file, **chosen)
    return caught.value.problems


def test_a_practice_is_put_together_from_both_files(tmp_path):
    area = read(a_map(tmp_path, "A1"), a_lists(tmp_path, a_size("A1", older=140, younger=30)))

    older, everybody = 14 * 140, 14 * 140 + 26 * 30
    assert (
        Practice(
            code="A1",
            pcn_code="U1",
            pcn_name="NORTH PCN",
            sub_icb_code="15N",
            icb_code="QJK",
            registered=everybody,
            gps=round(everybody / 2296, 4),
            gps_given=False,
            share_20_39=round(8 * 30 / everybody, 4),
            share_40_64=round(10 * 30 / everybody, 4),
            share_65_plus=round(older / everybody, 4),
            deprivation_fifth=None,
        ),
    ) == area.practices
    assert not area.synthetic
    assert (
        "NHS England, Patients Registered at a GP Practice (map.csv, lists.csv);"
        " Open Government Licence v3.0"
    ) == area.source


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({}, "A1 A2 A3 A4 A5"),
        ({"icb": ["QJK"]}, "A1 A2 A3"),
        ({"sub_icb": [" 11n "]}, "A4 A5"),
        ({"pcn": ["U1"]}, "A1 A2"),
        ({"pcn": ["U"]}, "A5"),
        ({"sub_icb": ["15N", "11N"], "pcn": ["U1", "U"]}, "A1 A2 A5"),
    ],
)
def test_codes_of_one_level_widen_and_levels_narrow_the_choice(tmp_path, chosen, codes):
    reading = read_with_notes(a_map(tmp_path), a_lists(tmp_path), **chosen)

    assert codes.split() == [practice.code for practice in reading.area.practices]


def test_an_area_is_named_by_what_was_chosen(tmp_path):
    files = a_map(tmp_path), a_lists(tmp_path)

    assert "England" == read(*files).name
    assert "15N U1" == read(*files, sub_icb=["15N"], pcn=["U1"]).name


def test_practices_in_one_file_only_are_left_out_counted_and_listed(tmp_path):
    lists = a_lists(tmp_path, *map(a_size, ["A1", "A3", "B8", "B9"]))

    with pytest.warns(UserWarning, match="left out") as warned:
        area = read(a_map(tmp_path), lists, icb=["QJK"])
    reading = read_with_notes(a_map(tmp_path), lists, icb=["QJK"])

    assert ["A1", "A3"] == [practice.code for practice in area.practices]
    assert (("A2",), ("B8", "B9")) == (reading.only_in_map, reading.only_in_lists)
    assert [
        "1 left out, in the map but not in the list sizes: A2",
        "2 left out, in the list sizes but not in the map: B8, B9",
        (
            "1 PCN with practices outside what was chosen, which are left out (its link workers are"
            " those of the whole PCN): U2"
        ),
    ] == [str(told.message) for told in warned]


@pytest.mark.parametrize("outside", ["U", ""])
def test_practices_outside_any_network_are_not_one_network_cut_in_two(tmp_path, outside):
    rows = [f"A1,{outside},,15N,,QJK,", f"A5,{outside},,11N,,QT6,"]
    practice_map = a_file(tmp_path, "\n".join([MAP_HEADER, *rows]), "map.csv")
    reading = read_with_notes(practice_map, a_lists(tmp_path, a_size("A1"), a_size("A5")))
    half = read_with_notes(practice_map, a_lists(tmp_path), icb=["QJK"])

    assert ["U", "U"] == [practice.pcn_code for practice in reading.area.practices]
    assert () == half.cut_pcns


def test_long_lists_of_codes_are_cut_short(tmp_path):
    lists = a_lists(tmp_path, a_size("A1"), *(a_size(f"B{number:02d}") for number in range(12)))

    (note,) = read_with_notes(a_map(tmp_path, "A1"), lists).notes

    assert note.startswith("12 left out")
    assert note.endswith("B08, B09 and 2 more")


@pytest.mark.parametrize(
    ("chosen", "level", "remedy"),
    [
        ({"icb": ["QJL"]}, "ICB", "did you mean QJK (NHS Devon)?"),
        ({"icb": ["cornwall"]}, "ICB", "did you mean QT6 (NHS Cornwall)?"),
        ({"icb": ["15N"]}, "ICB", "15N is a code of the level sub-ICB: use --sub-icb 15N"),
        ({"sub_icb": ["QJK"]}, "sub-ICB", "QJK is a code of the level ICB: use --icb QJK"),
        ({"pcn": ["U22"]}, "PCN", "did you mean U2 (SOUTH PCN)?"),
        ({"pcn": ["XXXXX"]}, "PCN", "look it up in the column PCN_CODE"),
        ({"pcn": [""]}, "PCN", "look it up in the column PCN_CODE"),
    ],
)
def test_an_unknown_code_is_refused_with_its_near_miss(tmp_path, chosen, level, remedy):
    (problem,) = problems_of(a_map(tmp_path), a_lists(tmp_path), **chosen)

    assert f"there is no such {level} code in the map" == problem.message
    assert remedy == problem.remedy


def test_every_unknown_code_is_told_at_once(tmp_path):
    chosen = {"icb": ["QJK", "Q1"], "pcn": ["P1", "P2"]}
    problems = problems_of(a_map(tmp_path), a_lists(tmp_path), **chosen)

    assert ["Q1", "P1", "P2"] == [problem.value for problem in problems]


def test_a_choice_that_nobody_meets_is_refused(tmp_path):
    chosen = {"icb": ["QT6"], "pcn": ["U1"]}
    (problem,) = problems_of(a_map(tmp_path), a_lists(tmp_path), **chosen)

    assert "no practice with a list size is left" == problem.message
    assert "--icb QT6 --pcn U1" == problem.value


def test_two_files_that_are_not_there_are_told_at_once(tmp_path):
    problems = problems_of(tmp_path / "map.csv", tmp_path / "lists.csv")

    assert ["there is no such file"] * 2 == [problem.message for problem in problems]


def test_list_sizes_with_some_bands_need_all(tmp_path):
    lists = a_file(tmp_path, "PRACTICE_CODE,TOTAL,FEMALE_0_4\nA1,5,5\n", "lists.csv")

    problems = problems_of(a_map(tmp_path), lists)

    assert (39, "FEMALE_10_14", 1) == (len(problems), problems[0].key, problems[0].line)


def test_broken_rows_of_both_files_are_told_at_once(tmp_path):
    row = f"A1,{PLACES['A1']}"
    practice_map = a_file(tmp_path, f"{MAP_HEADER}\n{row}\n{row}", "map.csv")
    good = a_size("A1").split(",")
    rows = [["A2", '"1,180"', *good[2:]], ["A3", "1181", *good[2:]], ["A4", "0"] + ["0"] * 40]
    lists = a_lists(tmp_path, *(",".join(cells[:42]) for cells in rows))

    problems = problems_of(practice_map, lists)

    assert [
        ("lists.csv", 2, 2, "must be a whole number from 1 to 1,000,000"),
        ("lists.csv", 3, 2, "does not equal the sum of the age bands, 1180"),
        ("lists.csv", 4, 2, "must be a whole number from 1 to 1,000,000"),
        ("map.csv", 3, 1, "the practice is there already, on line 2"),
    ] == [(p.file.split("/")[-1], p.line, p.column, p.message) for p in problems]
    assert "write it without thousands separators: 1180" == problems[0].remedy


@pytest.mark.parametrize("band", ["FEMALE_0_4", "FEMALE_20_24", "MALE_60_64", "MALE_95_PLUS"])
def test_where_a_band_was_not_published_no_share_is_known(tmp_path, band):
    cells = a_size("A1").split(",")
    cells[2 + BANDS.index(band)] = ""

    (practice,) = read(a_map(tmp_path, "A1"), a_lists(tmp_path, ",".join(cells))).practices

    assert 1180 == practice.registered
    assert (None, None, None) == shares_of(practice)


@pytest.mark.parametrize(
    "text",
    [
        "PRACTICE_CODE,TOTAL\nA1,5000\n",
        "PUBLICATION,TYPE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\nGP,GP,A1,ALL,ALL,5000\n",
    ],
)
def test_list_sizes_without_ages_will_do(tmp_path, text):
    (practice,) = read(a_map(tmp_path, "A1"), a_file(tmp_path, text, "lists.csv")).practices

    assert (5000, None, None, None) == (practice.registered, *shares_of(practice))
