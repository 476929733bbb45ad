"""Files as they are published, in any order and under any name: told by their columns."""

import pytest

from sp_sim.areas.dates import month_of
from sp_sim.areas.kinds import BANDS, DEPRIVATION, LISTS, MAP
from sp_sim.areas.nhs import choose, open_files, read, read_with_notes
from tests.areas.made_up import (
    ALL_HEADER,
    FINGERTIPS_HEADER,
    FULL_MAP_HEADER,
    MAP_HEADER,
    PCN_HEADER,
    PLACES,
    QUIN_HEADER,
    RURAL_HEADER,
    SIZES_HEADER,
    STAFF_HEADER,
    a_file,
    a_full_map_row,
    a_lists,
    a_map,
    a_quin_row,
    a_size,
    a_table,
    an_all_row,
    quin_rows,
    shares_of,
)


def a_full_map(folder, *codes):
    rows = map(a_full_map_row, codes or PLACES)
    return a_file(folder, a_table(FULL_MAP_HEADER, *rows), "one.csv")


def by_code(area):
    return {practice.code: practice for practice in area.practices}


def test_the_map_as_published_says_what_the_trimmed_one_says(tmp_path):
    lists = a_lists(tmp_path)

    assert read(a_map(tmp_path), lists).practices == read(a_full_map(tmp_path), lists).practices


def test_sizes_by_five_year_band_say_what_the_trimmed_ones_say(tmp_path):
    codes = [row for code in PLACES for row in quin_rows(code)]
    sums = [a_quin_row("QJK", "ALL", "ALL", 3000, kind="ICB")]
    long = a_file(tmp_path, a_table(QUIN_HEADER, *codes, *sums), "two.csv")

    assert read(a_map(tmp_path), a_lists(tmp_path)).practices == (
        read(a_map(tmp_path), long).practices
    )


def people_in(band):
    """A hundred men in each band, and women one more than the first year of theirs."""
    sex, first = band.split("_")[:2]
    return 100 if sex == "MALE" else 1 + int(first)


def wide_sizes():
    sizes = [people_in(band) for band in BANDS]
    return a_table(SIZES_HEADER, ",".join(map(str, ["A1", sum(sizes), *sizes])))


def long_sizes(*, total):
    rows = [a_quin_row("A1", "ALL", "ALL", 2970)] if total else []
    for band in reversed(BANDS):
        sex, _, age = band.partition("_")
        rows.append(a_quin_row("A1", sex, age.replace("95_PLUS", "95+"), people_in(band)))
    return a_table(QUIN_HEADER, *rows)


@pytest.mark.parametrize(
    "sizes",
    [wide_sizes(), long_sizes(total=True), long_sizes(total=False)],
    ids=["wide", "long", "long without the row of all"],
)
def test_five_year_bands_divide_a_list_at_20_40_and_65(tmp_path, sizes):
    lists = a_file(tmp_path, sizes, "sizes.csv")

    (practice,) = read(a_map(tmp_path, "A1"), lists).practices

    from_20 = 4 * 100 + 21 + 26 + 31 + 36
    from_40 = 5 * 100 + 41 + 46 + 51 + 56 + 61
    from_65 = 7 * 100 + 66 + 71 + 76 + 81 + 86 + 91 + 96
    assert 2970 == practice.registered
    assert shares_of(practice) == (
        round(from_20 / 2970, 4),
        round(from_40 / 2970, 4),
        round(from_65 / 2970, 4),
    )


def test_sizes_by_band_need_no_row_of_all(tmp_path):
    rows = [row for row in quin_rows("A1") if "ALL" not in row]
    long = a_file(tmp_path, a_table(QUIN_HEADER, *rows), "two.csv")

    (practice,) = read(a_map(tmp_path, "A1"), long).practices

    assert (1180, round(140 / 1180, 4)) == (practice.registered, practice.share_65_plus)


def test_sizes_by_band_without_bands_have_no_ages(tmp_path):
    long = a_file(tmp_path, a_table(QUIN_HEADER, a_quin_row("A1", "ALL", "ALL", 5000)), "two.csv")

    (practice,) = read(a_map(tmp_path, "A1"), long).practices

    assert (5000, None, None, None) == (practice.registered, *shares_of(practice))


def test_one_number_a_practice_is_taken_from_the_rows_of_whole_practices(tmp_path):
    rows = [
        an_all_row("A1", 5000),
        an_all_row("A1", 2400, sex="MALE"),
        an_all_row("A1", 60, age="65"),
        an_all_row("U1", 9000, kind="PCN"),
        an_all_row("A2", 4000),
    ]
    sizes = a_file(tmp_path, a_table(ALL_HEADER, *rows), "all.csv")

    area = read(a_map(tmp_path, "A1", "A2"), sizes)

    assert [5000, 4000] == [practice.registered for practice in area.practices]


def test_the_whole_download_may_be_dropped_in_at_once(tmp_path):
    rows = [an_all_row("A1", 1180), an_all_row("A2", 1200)]
    sizes = a_file(tmp_path, a_table(ALL_HEADER, *rows), "all.csv")
    ages = a_lists(tmp_path, a_size("A1"), a_size("A2"))

    reading = read_with_notes(sizes, ages, a_map(tmp_path, "A1", "A2"))

    assert [1180, 1180] == [practice.registered for practice in reading.area.practices]
    assert (
        "two files of list sizes: those of lists.csv are used (1 are not the same in the other"
        " file)"
    ) in reading.notes


def extras(folder):
    """Return a file of each further kind, for some of the five practices."""
    staff = ["A1,1,2,0.5,4,9", "A2,0,0,0,0,9", "A3,1,,0,0,9", "Z9,1,1,1,1,1"]
    wtes = ["2025-03-31,U1,9,9,50", "2026-06-30,U1,1.5,0.25,50", "2026-06-30,U2,0,0,0"]
    return [
        a_file(folder, text, name)
        for name, text in {
            "imd.csv": a_table(
                "PRACTICE_CODE,IMD_YEAR,IMD_SCORE", "A1,2025,12.9", "A2,2025,33.3", "A3,2025,"
            ),
            "gps.csv": a_table(STAFF_HEADER, *staff),
            "rural.csv": a_table(RURAL_HEADER, "A1,GMS,Rural", "A2,PMS,Urban", "A3,GMS,"),
            "wte.csv": a_table(PCN_HEADER, *wtes),
        }.items()
    ]


@pytest.fixture
def everything(tmp_path):
    return [a_map(tmp_path), a_lists(tmp_path), *extras(tmp_path)]


def test_every_file_adds_what_it_knows(everything):
    area = by_code(read_with_notes(*everything).area)

    assert [(12.9, 1), (33.3, 5), (None, None)] == [
        (area[code].deprivation_score, area[code].deprivation_fifth) for code in ("A1", "A2", "A3")
    ]
    assert [True, False, None] == [area[code].rural for code in ("A1", "A2", "A3")]
    assert [1.75, 1.75, None, None, None] == [p.link_worker_wte for p in area.values()]
    assert {"U1": 1.75} == read_with_notes(*everything).area.link_worker_wte


def test_gps_are_given_where_a_practice_returned_any_and_imputed_elsewhere(everything):
    area = by_code(read_with_notes(*everything).area)

    assert (3.5, True) == (area["A1"].gps, area["A1"].gps_given)
    assert [(0.5139, False)] * 2 == [(area[c].gps, area[c].gps_given) for c in ("A2", "A3")]


def test_gps_in_training_count_when_asked_for(everything):
    area = choose(open_files(*everything, registrars=True)).area

    assert 7.5 == by_code(area)["A1"].gps


def test_the_order_of_the_files_does_not_matter(everything):
    assert (
        read_with_notes(*everything).area.practices
        == read_with_notes(*reversed(everything)).area.practices
    )


def test_the_source_names_every_publisher_and_file(everything):
    source = read_with_notes(*everything).area.source

    assert source.startswith("NHS England, Patients Registered at a GP Practice (map.csv, lists")
    assert "Office for Health Improvement and Disparities, GP practice profiles (imd.csv)" in source
    assert "NHS England, Primary Care Network Workforce (wte.csv)" in source
    assert source.endswith("Open Government Licence v3.0")


def test_what_does_not_match_is_counted_and_listed(everything):
    reading = read_with_notes(*everything)

    cuts = "cut at 13.0, 18.4, 24.8, 33.3, England's of IMD 2025, as imd.csv has 2 practices"
    assert {
        f"deprivation fifths: {cuts}",
        "link workers: as returned for 2026-06-30",
        "3 without deprivation score in the deprivation file: A3, A4, A5",
        "4 without GPs (2,296 patients each instead) in the gps file: A2, A3, A4, A5",
        "1 in the gps file but not in the map: Z9",
        "3 without rurality in the rurality file: A3, A4, A5",
        "1 without link workers returned in the link-workers file: U2",
        "1 with an unlikely number of patients a GP, kept as given: A1",
    } == set(reading.notes)
    assert (("A3", "A4", "A5"), ()) == (
        reading.unmatched["deprivation"].without,
        reading.unmatched["deprivation"].unknown,
    )


def a_score(code, value, period="2025", kind="GPs", indicator="Deprivation score (IMD 2025)"):
    return f"94240,{indicator},QJK,NHS Devon,{code},The Surgery,{kind},Persons,All,{period},{value}"


def test_a_fingertips_download_is_read_for_its_newest_scores_of_practices(tmp_path):
    rows = [
        a_score("E92000001", 21.7, kind="England"),
        a_score("A1", 30.1, period="2019", indicator="Deprivation score (IMD 2019)"),
        a_score("A1", 33.519),
        a_score("A2", ""),
        a_score("A2", 80, period="2026", indicator="% with a positive experience"),
    ]
    scores = a_file(tmp_path, a_table(FINGERTIPS_HEADER, *rows), "fingertips.csv")

    area = by_code(read_with_notes(a_map(tmp_path), a_lists(tmp_path), scores).area)

    assert [33.519, None] == [area[code].deprivation_score for code in ("A1", "A2")]


def test_old_scores_come_with_a_warning(tmp_path):
    scores = a_file(tmp_path, a_table(FINGERTIPS_HEADER, a_score("A1", 30.1, period="2019")))

    notes = read_with_notes(a_map(tmp_path), a_lists(tmp_path), scores).notes

    assert "but its scores are of 2019, which are not to be compared with these" in notes[0]


def test_a_national_file_makes_its_own_fifths(tmp_path):
    rows = [f"P{number},{number / 100}" for number in range(5000)] + ["A1,9.99", "A2,10.01"]
    scores = a_file(tmp_path, a_table("PRACTICE_CODE,IMD_SCORE", *rows), "imd.csv")

    reading = read_with_notes(a_map(tmp_path), a_lists(tmp_path), scores)

    assert [1, 2] == [by_code(reading.area)[code].deprivation_fifth for code in ("A1", "A2")]
    assert (
        "deprivation fifths: cut at 10.0, 20.0, 30.0, 40.0,"
        " computed from all 5,002 practices of imd.csv"
    ) in reading.notes


@pytest.mark.parametrize(("registrars", "gps"), [(False, 4.5), (True, 6.0)])
def test_the_workforce_file_as_published_gives_gps(tmp_path, registrars, gps):
    header = "PRAC_CODE,PRAC_NAME,TOTAL_PATIENTS,TOTAL_GP_FTE,TOTAL_GP_EXTG_FTE"
    text = a_table(header, "A1,X,1180,6.0,4.5", "A2,Y,1180,NA,NA", "A3,Z,1180,ND,ND")
    files = [a_map(tmp_path), a_lists(tmp_path), a_file(tmp_path, text, "workforce.csv")]

    area = by_code(choose(open_files(*files, registrars=registrars)).area)

    assert (gps, [True, False, False]) == (
        area["A1"].gps,
        [area[code].gps_given for code in ("A1", "A2", "A3")],
    )


def test_practices_outside_any_network_have_no_networks_link_workers(tmp_path):
    wtes = a_file(tmp_path, a_table("pcn_code,splw_fte", "U,7", "U1,2"), "wte.csv")

    area = read_with_notes(a_map(tmp_path), a_lists(tmp_path), wtes).area

    assert {"U1": 2.0} == area.link_worker_wte


def test_a_file_that_could_be_two_kinds_is_what_it_is_said_to_be(tmp_path):
    text = a_table("PRACTICE_CODE,TOTAL,IMD_SCORE", "A1,5000,20.5")
    both = a_file(tmp_path, text, "both.csv")
    practice_map = a_map(tmp_path, "A1")

    (practice,) = choose(
        open_files((both, LISTS), (both, DEPRIVATION), (practice_map, MAP))
    ).area.practices

    assert (5000, 20.5) == (practice.registered, practice.deprivation_score)


@pytest.mark.parametrize(
    "text",
    ["01JUL2026", "2026-07-01", "2026-07-01 00:00:00", "01/07/2026", "1-Jul-26", "20260701",
     "01JUL2026:00:00:00", "2026-07"],
)  # fmt: skip
def test_the_month_of_a_date_is_read_however_it_is_written(text):
    assert "2026-07" == month_of(text)


@pytest.mark.parametrize("text", ["", "2026", "July", "31/13/2026", "2026-13-01", "99JUN1999"])
def test_what_is_no_date_has_no_month(text):
    assert None is month_of(text)


def test_files_of_different_months_are_used_when_that_is_said_with_a_warning_that_names_both(
    tmp_path,
):
    practice_map = a_full_map(tmp_path, "A1", "A2")
    rows = [an_all_row(code, 5000, extract="2025-12-01") for code in ("A1", "A2")]
    sizes = a_file(tmp_path, a_table(ALL_HEADER, *rows), "all.csv")

    (note,) = choose(open_files(practice_map, sizes, any_month=True)).notes

    assert note.startswith(
        "the files are of different months: one.csv is of 2026-07, all.csv is of 2025-12;"
    )


def test_the_month_may_stand_in_the_name_and_years_are_not_months(tmp_path):
    practice_map = a_map(tmp_path).rename(tmp_path / "map_2026-07.csv")
    lists = a_lists(tmp_path).rename(tmp_path / "lists_2026-06.csv")
    text = a_table(RURAL_HEADER, *(f"{code},GMS,Urban" for code in PLACES))
    rural = a_file(tmp_path, text, "rurality_2011-12.csv")

    (note,) = choose(open_files(practice_map, lists, rural, any_month=True)).notes

    assert "map_2026-07.csv is of 2026-07, lists_2026-06.csv is of 2026-06;" in note
    assert "rurality" not in note


def test_small_lists_are_kept_and_said(tmp_path):
    reading = read_with_notes(a_map(tmp_path, "A1"), a_lists(tmp_path, a_size("A1", younger=20)))

    assert ("1 with a list under 1,000, kept (special or closing): A1",) == reading.notes


def test_unallocated_practices_are_each_a_system_of_their_own(tmp_path):
    rows = [f"{code},U,Unallocated,15N,,QJK," for code in ("A1", "A2")]
    practice_map = a_file(tmp_path, a_table(MAP_HEADER, *rows), "map.csv")

    area = read(practice_map, a_lists(tmp_path, a_size("A1"), a_size("A2")))

    assert ["A1", "A2"] == list(area.systems)
