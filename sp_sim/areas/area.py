"""An area as a file: one tidy CSV, one row a practice, read with every error at once.

Columns: `practice_code`, `pcn_code` (blank or `U`: outside any network), `registered` are needed;
`pcn_name`, `sub_icb_code`, `icb_code`, `gps` (qualified, whole-time equivalents), `gps_given`
(yes: published; no: worked out), `share_65_plus` (0 to 1), `deprivation_fifth` (1 least, 5 most
deprived) and `source` may be left out. A blank cell is not known, never zero.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.areas.cells import Cells
from sp_sim.areas.table import near_miss, read_table, write_aside
from sp_sim.domain.places import UNALLOCATED, Area, Practice
from sp_sim.errors import Problems

if TYPE_CHECKING:
    from sp_sim.areas.table import Row, Table
    from sp_sim.errors import Problem

NEEDED = ("practice_code", "pcn_code", "registered")
COLUMNS = (
    "practice_code",
    "pcn_code",
    "pcn_name",
    "sub_icb_code",
    "icb_code",
    "registered",
    "gps",
    "gps_given",
    "share_65_plus",
    "deprivation_fifth",
    "source",
)
SYNTHETIC = "synthetic"
"""The first word of the source of an area that was made up."""
NOT_STATED = "not stated"
PATIENTS_PER_GP = 2296
"""Registered patients per whole-time equivalent GP, England, September 2023 (evidence E115)."""
SMALL_LIST = 1000
"""Lists below this are special or closing (43 of 6,139 in July 2026): kept, and flagged."""
REGISTERED_LIMITS = (1, 1_000_000)
GPS_LIMITS = (0.0001, 1000.0)
BOX = Path(__file__).with_name("box.csv")


def load(path: Path | None) -> Area:
    """Read an area from its file, or the synthetic area in the box; raise `Problems`."""
    area = _read(BOX if path is None else Path(path))
    return replace(area, name="the area in the box") if path is None else area


def write(area: Area, path: Path) -> None:
    """Write an area as its CSV file, whole or not at all."""
    write_aside(Path(path), as_csv(area))


def as_csv(area: Area) -> str:
    """Return the text of an area's file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    source = _tidy(area.source)
    if area.synthetic and not _is_synthetic(source):
        source = f"{SYNTHETIC}: {source}"
    for practice in area.practices:
        writer.writerow([*_cells(practice), source])
    return text.getvalue()


def imputed_gps(registered: int) -> float:
    """Return the GPs that a list of this size has where nobody has published them."""
    return max(round(registered / PATIENTS_PER_GP, 4), GPS_LIMITS[0])


def small_lists(area: Area, below: int = SMALL_LIST) -> tuple[Practice, ...]:
    """Return the practices whose lists are so small that they may be special or closing."""
    return tuple(practice for practice in area.practices if practice.registered < below)


def _read(path: Path) -> Area:
    table = read_table(path)
    _check_columns(table)
    cells = Cells(table)
    practices = [_practice(cells, row) for row in table.rows]
    _check_repeats(cells)
    _check_systems(cells)
    if not table.rows and not cells.problems:
        remedy = "give each practice a row"
        cells.problems.append(table.problem("the file has no practices", line=1, remedy=remedy))
    if cells.problems:
        raise Problems(cells.problems)
    source, synthetic = _source(table)
    kept = sorted((p for p in practices if p is not None), key=lambda practice: practice.code)
    return Area(path.stem, tuple(kept), synthetic, source)


def _check_columns(table: Table) -> None:
    if {"PRACTICE_CODE", "CODE"} & set(table.columns):
        remedy = "make an area of it: sp-sim area nhs --map MAP --lists LISTS --out area.csv"
        message = "this is a file as published, not an area file"
        raise Problems([table.problem(message, line=table.header_line, remedy=remedy)])
    problems = table.missing(NEEDED)
    renamed = {near_miss(p.key, table.columns) for p in problems if p.key}
    problems += [
        _unknown_column(table, column)
        for column in table.columns
        if column not in COLUMNS and column not in renamed
    ]
    if problems:
        raise Problems(problems)


def _unknown_column(table: Table, column: str) -> Problem:
    like = near_miss(column, [known for known in COLUMNS if known not in table.columns])
    return table.problem(
        "there is no such column in an area file",
        line=table.header_line,
        key=column,
        rule=f"the columns are {', '.join(COLUMNS)}",
        remedy=f"did you mean {like!r}?" if like else "remove the column",
    )


def _practice(cells: Cells, row: Row) -> Practice | None:
    code = cells.needed_text(row, "practice_code")
    registered = cells.whole(row, "registered", REGISTERED_LIMITS, needed=True)
    gps, gps_given = _gps(cells, row)
    share_65_plus = cells.number(row, "share_65_plus", (0.0, 1.0))
    deprivation_fifth = cells.whole(row, "deprivation_fifth", (1, 5))
    if not code or registered is None:
        return None
    return Practice(
        code=code,
        pcn_code=_pcn_code(cells, row),
        pcn_name=cells.text(row, "pcn_name"),
        sub_icb_code=cells.text(row, "sub_icb_code"),
        icb_code=cells.text(row, "icb_code"),
        registered=registered,
        gps=imputed_gps(registered) if gps is None else gps,
        gps_given=gps_given,
        share_65_plus=share_65_plus,
        deprivation_fifth=deprivation_fifth,
    )


def _pcn_code(cells: Cells, row: Row) -> str:
    code = cells.text(row, "pcn_code")
    return UNALLOCATED if code.upper() in ("", UNALLOCATED) else code


def _gps(cells: Cells, row: Row) -> tuple[float | None, bool]:
    gps = cells.number(row, "gps", GPS_LIMITS)
    given = cells.choice(row, "gps_given", {"yes": True, "no": False})
    if given and not cells.text(row, "gps"):
        remedy = "fill in gps, or write no: the number is then worked out from the list"
        cells.object_to(row, "gps_given", "says yes where gps is blank", remedy=remedy)
    return gps, gps is not None and given is not False


def _check_repeats(cells: Cells) -> None:
    first: dict[str, int] = {}
    for row in cells.table.rows:
        code = cells.text(row, "practice_code")
        if code and first.setdefault(code, row.line) != row.line:
            message = f"the practice is there already, on line {first[code]}"
            rule = "one row a practice"
            cells.object_to(row, "practice_code", message, rule=rule, remedy="remove one of them")


def _check_systems(cells: Cells) -> None:
    """Object to practices on their own whose code is a PCN's: they would become part of it."""
    lines: dict[str, int] = {}
    for row in cells.table.rows:
        lines.setdefault(_pcn_code(cells, row), row.line)
    lines.pop(UNALLOCATED, None)
    for row in cells.table.rows:
        code = cells.text(row, "practice_code")
        if _pcn_code(cells, row) == UNALLOCATED and code in lines:
            message = f"a practice outside any PCN has the code of the PCN on line {lines[code]}"
            remedy = "give the practice another code, or name its PCN"
            cells.object_to(row, "practice_code", message, remedy=remedy)


def _source(table: Table) -> tuple[str, bool]:
    """Return the source of all rows, and whether any of them says that it was made up."""
    sources = list(dict.fromkeys(row.cells.get("source") or NOT_STATED for row in table.rows))
    made_up = [source for source in sources if _is_synthetic(source)]
    if made_up and len(made_up) < len(sources):
        return f"{SYNTHETIC} in part: {'; '.join(sources)}", True
    return "; ".join(sources), bool(made_up)


def _is_synthetic(source: str) -> bool:
    return source.lower().startswith(SYNTHETIC)


def _cells(practice: Practice) -> list[str]:
    values = (
        practice.code,
        practice.pcn_code or UNALLOCATED,
        practice.pcn_name,
        practice.sub_icb_code,
        practice.icb_code,
        practice.registered,
        practice.gps,
        "yes" if practice.gps_given else "no",
        practice.share_65_plus,
        practice.deprivation_fifth,
    )
    return ["" if value is None else _tidy(str(value)) for value in values]


def _tidy(text: str) -> str:
    return " ".join(text.split())
