"""Area files and NHS files made up for tests, in one line each."""

from sp_sim.areas.kinds import BANDS

HEADER = "practice_code,pcn_code,registered"
MAP_HEADER = (
    "PRACTICE_CODE,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE,ICB_NAME"
)
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


def a_size(code, older=10, younger=40):
    """Return a row of list sizes: so many people in each band from 65 on, and in each before."""
    bands = ([younger] * 13 + [older] * 7) * 2
    return ",".join(map(str, [code, sum(bands), *bands]))


def a_lists(folder, *rows):
    """Return the path of a file of list sizes with these rows, or with all five practices."""
    header = ",".join(["PRACTICE_CODE", "TOTAL", *BANDS])
    text = "\n".join([header, *(rows or map(a_size, PLACES)), ""])
    return a_file(folder, text, "lists.csv")


def shares_of(practice):
    """Return the shares of a practice by age, from the youngest."""
    return practice.share_20_39, practice.share_40_64, practice.share_65_plus


def a_table(header, *rows):
    """Return the text of a CSV file."""
    return "\n".join([header, *rows, ""])


FULL_MAP_HEADER = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,"
    "ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME"
)
ALL_HEADER = (
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,"
    "SEX,AGE,NUMBER_OF_PATIENTS"
)
QUIN_HEADER = (
    "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
    "NUMBER_OF_PATIENTS"
)
FINGERTIPS_HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Time period,Value"
)
STAFF_HEADER = "PRACTICE_CODE,partner_fte,salaried_fte,locum_fte,registrar_fte,nurse_fte"
RURAL_HEADER = "Practice Code,Contract Type,Practice Rurality"
PCN_HEADER = "census_date,pcn_code,splw_fte,splw_mh_fte,all_pcn_staff_fte"


def a_full_map_row(code, extract="01JUL2026"):
    """Return a row of the map as NHS England lays it out."""
    pcn, pcn_name, sub_icb, sub_icb_name, icb, icb_name = PLACES[code].split(",")
    return (
        f"GP_PRAC_PAT_LIST,{extract},{code},THE SURGERY,EX1 1AA,{pcn},{pcn_name},"
        f"E38000230,{sub_icb},{sub_icb_name},E54000037,{icb},{icb_name},E40000006,Y58,South West,TPP"
    )


def an_all_row(code, number, extract="01JUL2026", kind="GP", sex="ALL", age="ALL"):
    """Return a row of gp-reg-pat-prac-all.csv."""
    return f"GP_PRAC_PAT_LIST,{extract},{kind},15N,E38000230,{code},EX1 1AA,{sex},{age},{number}"


def a_quin_row(code, sex, age, number, extract="01JUL2026", kind="GP"):
    """Return a row of gp-reg-pat-prac-quin-age.csv."""
    return f"GP_PRAC_PAT_LIST,{extract},{kind},{code},,EX1 1AA,{sex},{age},{number}"


def quin_rows(code, older=10, younger=40):
    """Return all rows of a practice in that file: so many people in each band from 65 on."""
    bands = [f"{first}_{first + 4}" for first in range(0, 95, 5)] + ["95+"]
    rows = [a_quin_row(code, "ALL", "ALL", 26 * younger + 14 * older)]
    for sex in ("FEMALE", "MALE"):
        rows.append(a_quin_row(code, sex, "ALL", 13 * younger + 7 * older))
        sizes = [younger] * 13 + [older] * 7
        rows += [a_quin_row(code, sex, band, size) for band, size in zip(bands, sizes, strict=True)]
    return rows


SIZES_HEADER = ",".join(["PRACTICE_CODE", "TOTAL", *BANDS])
GOOD = {
    "map.csv": a_table(MAP_HEADER, *(f"{code},{place}" for code, place in PLACES.items())),
    "lists.csv": a_table(SIZES_HEADER, *map(a_size, PLACES)),
}
"""The two files that an area needs, by their names."""
