"""England in the layouts of its publishers, rebuilt from the trimmed tables: the same area comes out."""

import csv

import pytest

from sp_sim.areas.area import as_csv, load
from sp_sim.areas.kinds import BANDS
from sp_sim.areas.levels import LEVELS
from sp_sim.areas.nhs import choose, open_files
from tests.areas.made_up import (
    ALL_HEADER,
    FINGERTIPS_HEADER,
    FULL_MAP_HEADER,
    QUIN_HEADER,
    a_file,
    a_quin_row,
    a_table,
    an_all_row,
    shares_of,
)
from tests.doors.door import at_the_door

MAP, LISTS = "gp_practice_map_2026-07.csv", "gp_list_size_age_2026-07.csv"
SCORES, STAFF = "gp_imd_2025.csv", "gp_staff_fte_devon_cornwall_2026-05.csv"
RURAL, WTE = "gp_contract_rurality_2022-23.csv", "pcn_link_workers_2020-2026.csv"


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def quoted(*cells):
    return ",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in cells)


def the_map(data):
    """gp-reg-pat-prac-map.csv."""
    known = {"PUBLICATION": "GP_PRAC_PAT_LIST", "EXTRACT_DATE": "01JUL2026"}
    columns = FULL_MAP_HEADER.split(",")
    told = (known | row for row in rows_of(data / MAP))
    return a_table(FULL_MAP_HEADER, *(quoted(*(row.get(c, "") for c in columns)) for row in told))


def the_lists(data):
    """gp-reg-pat-prac-all.csv."""
    rows = (an_all_row(row["PRACTICE_CODE"], row["TOTAL"]) for row in rows_of(data / LISTS))
    return a_table(ALL_HEADER, *rows)


def the_ages(data):
    """gp-reg-pat-prac-quin-age.csv, with the sums by sub-ICB that it has too."""
    rows = [a_quin_row("15N", "ALL", "ALL", 1_292_235, kind="SUB_ICB_LOCATION")]
    for wide in rows_of(data / LISTS):
        code = wide["PRACTICE_CODE"]
        rows.append(a_quin_row(code, "ALL", "ALL", wide["TOTAL"]))
        for band in BANDS:
            sex, _, age = band.partition("_")
            rows.append(a_quin_row(code, sex, age.replace("95_PLUS", "95+"), wide[band]))
    return a_table(QUIN_HEADER, *rows)


def the_scores(data):
    """A Fingertips download: England's own row and an older year stand in it too."""
    head = "94240,Deprivation score (IMD 2025),E92000001,England"
    rows = [f"{head},E92000001,England,England,Persons,All,2025,21.7"]
    for row in rows_of(data / SCORES):
        place = f"{head},{row['PRACTICE_CODE']},A surgery,GPs,Persons,All"
        rows += [f"{place},2019,1.5", f"{place},2025,{row['IMD_SCORE']}"]
    return a_table(FINGERTIPS_HEADER, *rows)


def the_gps(data):
    """The practice-level workforce file; who returned none is there with NA."""
    rows = []
    for row in rows_of(data / STAFF):
        parts = [row[f"{kind}_fte"] for kind in ("partner", "salaried", "locum")]
        total = round(sum(map(float, parts)), 4) if all(parts) else 0
        rows.append(f"{row['PRACTICE_CODE']},A surgery,{total or 'NA'}")
    return a_table("PRAC_CODE,PRAC_NAME,TOTAL_GP_EXTG_FTE", *rows)


REBUILT = {
    "gp-reg-pat-prac-map.csv": the_map,
    "gp-reg-pat-prac-all.csv": the_lists,
    "gp-reg-pat-prac-quin-age.csv": the_ages,
    "indicators-GPs.data.csv": the_scores,
    "general-practice-workforce.csv": the_gps,
}


@pytest.fixture(scope="module")
def trimmed(nhs_data):
    return open_files(*(nhs_data / name for name in (MAP, LISTS, SCORES, STAFF, RURAL, WTE)))


def test_england_as_nhs_england_lays_it_out_is_the_same(nhs_data, tmp_path, trimmed):
    files = [a_file(tmp_path, rebuild(nhs_data), name) for name, rebuild in REBUILT.items()]
    out = tmp_path / "england.csv"

    told = at_the_door(
        *("area", "nhs", *files, nhs_data / RURAL, nhs_data / WTE, "--out", out, "--json")
    )

    assert (0, {}) == (told.code, {k: v for k, v in left_out(told).items() if v})
    assert choose(trimmed).area.practices == load(out).practices


def left_out(told):
    found = told.document["left_out"]
    return {key: found[key] for key in ("only_in_map", "only_in_lists", "cut_pcns")}


def test_without_ages_england_has_the_same_lists(nhs_data, tmp_path, trimmed):
    files = [a_file(tmp_path, REBUILT[name](nhs_data), name) for name in list(REBUILT)[:2]]

    area = choose(open_files(*files)).area

    assert [(p.code, p.pcn_code, p.registered) for p in choose(trimmed).area.practices] == [
        (p.code, p.pcn_code, p.registered) for p in area.practices
    ]
    assert {(None, None, None)} == {shares_of(practice) for practice in area.practices}


def totals(data, level):
    """Return practices and patients by code of a level, straight from the two tables."""
    registered = {row["PRACTICE_CODE"]: int(row["TOTAL"]) for row in rows_of(data / LISTS)}
    found = {}
    for row in rows_of(data / MAP):
        practices, patients = found.get(row[level.code], (0, 0))
        found[row[level.code]] = practices + 1, patients + registered[row["PRACTICE_CODE"]]
    return found


@pytest.mark.parametrize(("level", "areas"), [(LEVELS[0], 36), (LEVELS[1], 106)])
def test_each_has_the_practices_and_patients_of_the_tables(nhs_data, trimmed, level, areas):
    expected = totals(nhs_data, level)
    key = level.option.replace("-", "_")

    read = {code: choose(trimmed, **{key: [code]}).area for code in sorted(expected)}

    assert areas == len(read)
    assert expected == {code: (len(a.practices), a.registered) for code, a in read.items()}


def test_each_icb_is_written_and_comes_back_as_it_was(nhs_data, trimmed, tmp_path):
    for code in totals(nhs_data, LEVELS[0]):
        area = choose(trimmed, icb=[code]).area

        assert area.practices == load(a_file(tmp_path, as_csv(area), f"{code}.csv")).practices
