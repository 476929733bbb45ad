"""Dates: of which month a published file is, and whether files of different months are mixed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sp_sim.areas.kinds import DEPRIVATION, LISTS, MAP, RURALITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.areas.kinds import Recognised
    from sp_sim.errors import Problem

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
COLUMNS = ("EXTRACT_DATE", "census_date")
YEARLY = (DEPRIVATION, RURALITY)
"""Kinds that are of a year, or of several, and go with any month."""
_ISO = re.compile(r"(20\d\d)-?(0[1-9]|1[0-2])(-?\d\d)?([ T].*)?")
_BRITISH = re.compile(r"\d{1,2}/(0?[1-9]|1[0-2])/(20\d\d)( .*)?")
_SPELT = re.compile(rf"\d{{1,2}}[- ]?({'|'.join(MONTHS)})[A-Z]*[- ]?(20)?(\d\d)(:.*)?")
_IN_NAME = re.compile(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?![-_]?\d)")


def month_of(text: str) -> str | None:
    """Return the month of a date as `2026-07`, or None where it is no date."""
    if found := _ISO.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    if found := _BRITISH.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02d}"
    if found := _SPELT.fullmatch(text.upper()):
        return f"20{found[3]}-{MONTHS.index(found[1]) + 1:02d}"
    return None


def month_of_file(file: Recognised) -> str | None:
    """Return the newest month in a file's column of dates, or else the month in its name."""
    if file.kind in YEARLY:
        return None
    for column in COLUMNS:
        if column in file.table.columns:
            told = {month_of(text) for text in {row[column] for row in file.table.rows}}
            return max((month for month in told if month), default=None)
    named = _IN_NAME.search(file.table.path.name)
    return f"{named[1]}-{named[2]}" if named else None


def different_months(files: Sequence[Recognised]) -> tuple[str, ...]:
    """Return a note that names the months when they are not all the same."""
    dated = [(file, month) for file in files if (month := month_of_file(file))]
    if len({month for _, month in dated}) < 2:
        return ()
    told = ", ".join(f"{file.table.path.name} is of {month}" for file, month in dated)
    unmatched = "practices that opened, closed or merged in between do not match"
    return (f"the files are of different months: {told}; {unmatched}",)


def several_releases(files: Sequence[Recognised]) -> list[Problem]:
    """Return a problem for each file of list sizes that is of another month than the map."""
    dated = [(file, month_of_file(file)) for file in files if file.kind in (MAP, LISTS)]
    maps = [(file, month) for file, month in dated if file.kind is MAP and month]
    return [
        _other_month(file, month, f"{maps[0][0].table.path.name} of {maps[0][1]}")
        for file, month in dated
        if maps and file.kind is LISTS and month not in (None, maps[0][1])
    ]


def _other_month(file: Recognised, month: str | None, of_map: str) -> Problem:
    column = next((column for column in COLUMNS if column in file.table.columns), None)
    row = None if column is None else file.table.rows[0]
    return file.table.problem(
        f"is of {month}, and the practice map {of_map}",
        line=None if row is None else row.line,
        key=column,
        value=None if row is None or column is None else row[column],
        rule="the practice map and the list sizes are of one month",
        remedy="take both from one release, or say --different-months to use them as they are",
    )


def several_dates(file: Recognised) -> list[Problem]:
    """Return a problem where a map or a file of list sizes has rows of several extracts."""
    column = COLUMNS[0]
    if file.kind not in (MAP, LISTS) or column not in file.table.columns or not file.table.rows:
        return []
    first = file.table.rows[0]
    others = (row for row in file.table.rows if row[column] != first[column])
    return [
        file.table.problem(
            f"is of another extract than line {first.line} ({first[column] or 'blank'})",
            line=row.line,
            key=column,
            value=row[column],
            rule="one extract a file",
            remedy="keep the rows of one extract",
        )
        for row in [next(others, None)]
        if row is not None
    ]
