"""England, every ICB, every sub-ICB and any PCN, from the real tables where they are to be had."""

import csv
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.areas.area import load, write
from sp_sim.areas.levels import LEVELS
from sp_sim.areas.nhs import choose, open_files, read_with_notes
from sp_sim.areas.summary import summarise
from tests.areas.made_up import shares_of
from tests.doors.door import at_the_door

FILES = (
    "gp_practice_map_2026-07.csv",
    "gp_list_size_age_2026-07.csv",
    "gp_imd_2025.csv",
    "gp_staff_fte_devon_cornwall_2026-05.csv",
    "gp_contract_rurality_2022-23.csv",
    "pcn_link_workers_2020-2026.csv",
)
SECONDS = 10


def tables(nhs_data):
    return [nhs_data / name for name in FILES]


@pytest.fixture(scope="module")
def published(nhs_data):
    """All six tables, read once."""
    return open_files(*tables(nhs_data))


@pytest.fixture(scope="module")
def england(published):
    """England as a reading."""
    return choose(published)


def codes(published, level):
    return Counter(row[level.code] for row in published.map_table.rows)


def test_england_is_as_published(england):
    summary = summarise(england.area)

    assert (6139, 1298, 52) == (
        summary.practices,
        summary.pcns,
        summary.practices_outside_pcns,
    )
    assert (63_436_508, 1, 118_653, 43) == (
        summary.registered,
        summary.list_smallest,
        summary.list_largest,
        len(summary.small_lists),
    )
    assert [0.278, 0.32, 0.185] == [round(share, 3) for share in shares_of(summary)]
    assert 0.147 == round(summary.share_rural, 3)
    assert ((), ()) == (england.only_in_map, england.only_in_lists)


def test_england_is_made_and_written_in_seconds(nhs_data, tmp_path):
    started = time.process_time()
    words = ["nhs", *tables(nhs_data), "--out", tmp_path / "england.csv", "--json"]
    told = at_the_door("area", *words)
    took = time.process_time() - started

    assert (0, 6139) == (told.code, told.document["area"]["practices"])
    assert took < SECONDS


def test_englands_fifths_hold_a_fifth_of_practices_each(england):
    fifths = Counter(practice.deprivation_fifth for practice in england.area.practices)

    assert 38 == fifths.pop(None)
    assert {1, 2, 3, 4, 5} == set(fifths)
    assert all(abs(count / 6101 - 0.2) < 0.002 for count in fifths.values())
    assert any("cut at 13.0, 18.4, 24.8, 33.3, computed from all 6,143" in n for n in england.said)


def test_englands_link_workers_are_the_published_total(england):
    summary = summarise(england.area)

    assert (2753, 2.2) == (
        round(summary.link_workers_wte),
        round(summary.link_workers_wte_per_50000, 1),
    )
    assert 1271 == summary.systems_with_link_workers_known


def test_months_that_differ_are_said_with_both_dates(england):
    assert "link_workers_2020-2026.csv is of 2026-06" in england.notes[0]
    assert "gp_practice_map_2026-07.csv is of 2026-07" in england.notes[0]


def test_englands_file_comes_back_as_it_was(england, tmp_path):
    write(england.area, tmp_path / "england.csv")

    assert england.area.practices == load(tmp_path / "england.csv").practices


@pytest.mark.parametrize(("level", "areas"), [(LEVELS[0], 36), (LEVELS[1], 106)])
def test_every_icb_and_sub_icb_can_be_imported_and_together_they_are_england(
    published, england, level, areas
):
    counted = codes(published, level)
    key = level.option.replace("-", "_")

    read = {code: choose(published, **{key: [code]}).area for code in sorted(counted)}

    assert areas == len(read)
    assert counted == {code: len(area.practices) for code, area in read.items()}
    assert england.area.registered == sum(area.registered for area in read.values())
    assert set(england.area.practices) == {p for area in read.values() for p in area.practices}


@given(st.data())
def test_any_pcn_can_be_imported(published, nhs_data, data):
    with (nhs_data / "derived_pcn_summary_2026.csv").open(encoding="utf-8") as file:
        row = data.draw(st.sampled_from(list(csv.DictReader(file))))

    area = choose(published, pcn=[row["pcn_code"]]).area

    assert [row["pcn_code"]] == list(area.systems)
    assert (int(row["n_practices"]), int(row["population"])) == (
        len(area.practices),
        area.registered,
    )
    wte = row["splw_fte_2026-06"]
    assert ({row["pcn_code"]: float(wte)} if wte else {}) == pytest.approx(area.link_worker_wte)


def test_unallocated_practices_are_no_network(published):
    area = choose(published, pcn=["U"]).area

    assert (52, 52, 220_330) == (len(area.practices), len(area.systems), area.registered)
    assert {} == area.link_worker_wte


def test_devon_is_as_published(published):
    reading = choose(published, sub_icb=["15N"])
    summary = summarise(reading.area)

    assert (116, 31, 1_292_235) == (summary.practices, summary.pcns, summary.registered)
    assert (0.252, 56) == (round(summary.share_65_plus, 3), round(summary.link_workers_wte))
    assert (115, ("L83027",)) == (
        summary.practices_with_gps_given,
        reading.unmatched["gps"].without,
    )
    assert (("U41591",), (), ()) == (reading.cut_pcns, reading.only_in_map, reading.only_in_lists)


def test_other_tables_are_refused_by_name(nhs_data, tmp_path):
    out = tmp_path / "area.csv"
    for name in ("gp_qof_registers_2024-25.csv", "gp_appointments_sub_icb_2023-2025.csv"):
        words = ["area", "nhs", *tables(nhs_data)[:2], nhs_data / name, "--out", out]
        told = at_the_door(*words, "--json")

        (problem,) = told.document["problems"]
        assert (2, str(nhs_data / name)) == (told.code, problem["file"])
        assert "is none of the files that an area is made of" == problem["message"]
    assert not out.exists()


def test_without_more_files_the_rest_is_not_known(nhs_data):
    area = read_with_notes(*tables(nhs_data)[:2], icb=["QT6"]).area

    assert {(None, None, None, None, False)} == {
        (p.deprivation_score, p.deprivation_fifth, p.rural, p.link_worker_wte, p.gps_given)
        for p in area.practices
    }
