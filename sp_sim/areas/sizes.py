"""Sizes: the list of each practice and its shares by age, from any layout."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sp_sim.areas.area import REGISTERED_LIMITS
from sp_sim.areas.kinds import BANDS, ONE_NUMBER, QUIN_AGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sp_sim.areas.cells import Cells
    from sp_sim.areas.kinds import Recognised
    from sp_sim.areas.table import Row

BAND_LIMITS = (0, REGISTERED_LIMITS[1])
EVERYONE = ("", "ALL")
SEXES = {"ALL", "FEMALE", "MALE", "INDETERMINATE", "UNKNOWN"}
_AGE_BAND = re.compile(r"(\d{1,3})(?:_(\d{1,3})|\+|_PLUS)")


@dataclass(frozen=True)
class Size:
    """What the list sizes say of one practice; shares are of all who are registered."""

    registered: int
    share_20_39: float | None = None
    share_40_64: float | None = None
    share_65_plus: float | None = None


def sizes_of(file: Recognised, cells: Cells) -> dict[str, Size]:
    """Return the sizes by practice; what is wrong with rows is left in `cells`."""
    if file.layout is QUIN_AGE:
        return _long(cells)
    if file.layout is ONE_NUMBER:
        return _one_number(cells)
    sizes = {}
    for code, row in by_code(cells, "PRACTICE_CODE", cells.table.rows).items():
        registered = cells.whole(row, "TOTAL", REGISTERED_LIMITS, needed=True)
        if registered is not None:
            sizes[code] = _size_of_bands(cells, row, registered)
    return sizes


def by_code(
    cells: Cells, column: str, rows: Iterable[Row], what: str = "practice"
) -> dict[str, Row]:
    """Return each row by its code; a code that is blank or there already is a problem."""
    found: dict[str, Row] = {}
    for row in rows:
        code = cells.needed_text(row, column)
        if code and found.setdefault(code, row) is not row:
            message = f"the {what} is there already, on line {found[code].line}"
            rule = f"one row a {what}"
            cells.object_to(row, column, message, rule=rule, remedy="remove one of them")
    return found


def _one_number(cells: Cells) -> dict[str, Size]:
    """Read the rows of practices, all sexes and all ages; other rows are sums or parts of them."""
    rows = [
        row
        for row in cells.table.rows
        if row.get("TYPE").upper() in ("", "GP")
        and row.get("SEX").upper() in EVERYONE
        and row.get("AGE").upper() in EVERYONE
    ]
    if cells.table.rows and not rows:
        _no_rows(cells, "TYPE GP, SEX ALL and AGE ALL")
    sizes = {}
    for code, row in by_code(cells, "CODE", rows).items():
        registered = cells.whole(row, "NUMBER_OF_PATIENTS", REGISTERED_LIMITS, needed=True)
        if registered is not None:
            sizes[code] = Size(registered)
    return sizes


def _no_rows(cells: Cells, rule: str) -> None:
    cells.problems.append(
        cells.table.problem(
            "no row is of a practice as a whole",
            line=cells.table.header_line,
            rule=f"a practice has a row of {rule}",
            remedy="take the file as published",
        )
    )


def _size_of_bands(cells: Cells, row: Row, registered: int) -> Size:
    """Return the size of a practice; no share is known where a band is blank or not in the file."""
    if BANDS[0] not in cells.table.columns:
        return Size(registered)
    ages = {band: cells.whole(row, band, BAND_LIMITS) for band in BANDS}
    known = {band: people for band, people in ages.items() if people is not None}
    if len(known) < len(BANDS):
        return Size(registered)
    _check_sum(cells, row, "TOTAL", registered, sum(known.values()))
    people: Counter[int] = Counter()
    for band, number in known.items():
        people[_first_age(band.partition("_")[2])] += number
    return _with_shares(registered, people)


def _with_shares(registered: int, people: Mapping[int, int]) -> Size:
    """Return the size with its shares; `people` by the first year of their five-year bands."""

    def share(first: int, end: float = math.inf) -> float:
        return round(sum(n for age, n in people.items() if first <= age < end) / registered, 4)

    return Size(registered, share(20, 40), share(40, 65), share(65))


def _check_sum(cells: Cells, row: Row, column: str, registered: int, found: int) -> None:
    if found != registered:
        message = f"does not equal the sum of the age bands, {found}"
        rule = "bands add up to the total"
        cells.object_to(row, column, message, rule=rule, remedy="take the file as published")


@dataclass
class _Ages:
    """The rows of one practice in the long layout: its total, and people by first year of band."""

    total: tuple[Row, int] | None = None
    people: Counter[int] = field(default_factory=Counter)


def _long(cells: Cells) -> dict[str, Size]:
    """Read a row a practice, sex and five-year band; rows of other organisations are sums."""
    rows = [row for row in cells.table.rows if row["ORG_TYPE"].upper() == "GP"]
    if cells.table.rows and not rows:
        _no_rows(cells, "ORG_TYPE GP")
    found: dict[str, _Ages] = {}
    for row, number in _numbers(cells, rows):
        sex, age = row["SEX"].upper(), row["AGE_GROUP_5"].upper()
        ages = found.setdefault(row["ORG_CODE"], _Ages())
        if (sex, age) == ("ALL", "ALL"):
            ages.total = (row, number)
        elif sex != "ALL" and age != "ALL":
            ages.people[_first_age(age)] += number
    sizes = {code: _size(cells, ages) for code, ages in found.items()}
    return {code: size for code, size in sizes.items() if size is not None}


def _numbers(cells: Cells, rows: Iterable[Row]) -> Iterable[tuple[Row, int]]:
    """Yield the rows that can be used, with their numbers; each practice, sex and band once."""
    first: dict[tuple[str, str, str], int] = {}
    for row in rows:
        code = cells.needed_text(row, "ORG_CODE")
        sex, age = row["SEX"].upper(), row["AGE_GROUP_5"].upper()
        if not (code and _is_sex_and_age(cells, row, sex, age)):
            continue
        if first.setdefault((code, sex, age), row.line) != row.line:
            message = f"practice, sex and age are there already, on line {first[code, sex, age]}"
            rule = "one row a practice, sex and age"
            cells.object_to(row, "ORG_CODE", message, rule=rule, remedy="remove one of them")
            continue
        limits = REGISTERED_LIMITS if (sex, age) == ("ALL", "ALL") else BAND_LIMITS
        number = cells.whole(row, "NUMBER_OF_PATIENTS", limits, needed=True)
        if number is not None:
            yield row, number


def _is_sex_and_age(cells: Cells, row: Row, sex: str, age: str) -> bool:
    if sex not in SEXES:
        rule = "ALL, FEMALE or MALE"
        cells.object_to(row, "SEX", f"must be {rule}", rule=rule, remedy="take it as published")
        return False
    if age != "ALL" and _first_age(age) < 0:
        rule = "ALL or a band such as 65_69 or 95+"
        remedy = "spreadsheets turn bands into dates (5_9 to 05-Sep): take the file as published"
        cells.object_to(row, "AGE_GROUP_5", f"must be {rule}", rule=rule, remedy=remedy)
        return False
    return True


def _first_age(age: str) -> int:
    """Return the first year of a band, or -1 where it is none."""
    found = _AGE_BAND.fullmatch(age)
    return -1 if found is None else int(found[1])


def _size(cells: Cells, ages: _Ages) -> Size | None:
    counted = ages.people.total()
    if ages.total is None:
        return _with_shares(counted, ages.people) if counted else None
    row, registered = ages.total
    if not ages.people:
        return Size(registered)
    _check_sum(cells, row, "NUMBER_OF_PATIENTS", registered, counted)
    return _with_shares(registered, ages.people)
