"""An area as a file: one tidy CSV, one row a practice, read with every error at once.

Columns: `practice_code`, `pcn_code` (blank or `U`: outside any network), `registered` are needed;
`pcn_name`, `sub_icb_code`, `icb_code`, `gps` (qualified, whole-time equivalents), `gps_given`
(yes: published; no: worked out), `share_20_39`, `share_40_64` and `share_65_plus` (0 to 1, by age
in years, of all who are registered), `deprivation_score` (higher is more deprived),
`deprivation_fifth` (national; 1 least, 5 most deprived), `rural` (yes or no, of the surgery),
`link_worker_wte` (of the whole PCN, the same on each of its rows) and `source` may be left out. A
blank cell is not known, never zero. Each share is kept as given; the model uses them only where all
three are known.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.areas.cells import Cells
from sp_sim.areas.deprivation import SCORE_LIMITS
from sp_sim.areas.table import MOST_PROBLEMS, near_miss, read_table, write_aside
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
    "share_20_39",
    "share_40_64",
    "share_65_plus",
    "deprivation_score",
    "deprivation_fifth",
    "rural",
    "link_worker_wte",
    "source",
)
SHARES = ("share_20_39", "share_40_64", "share_65_plus")
SHARES_ROUNDED_BY = 0.001
"""By so much shares of ages may add up to more than 1, as each is rounded."""
PUBLISHED = {"PRACTICE_CODE", "CODE", "ORG_CODE", "PRAC_CODE", "Area Code", "Practice Code"}
"""Columns that published files have and area files have not."""
YAML_KEY = re.compile(r"[a-z_0-9]+:(\s|$)")
SYNTHETIC = "synthetic"
"""The first word of the source of an area that was made up."""
NOT_STATED = "not stated"
PATIENTS_PER_GP = 2296
"""Registered patients per whole-time equivalent GP, England, September 2023 (evidence E115)."""
SMALL_LIST = 1000
"""Lists below this are special or closing (43 of 6,139 in July 2026): kept, and flagged."""
REGISTERED_LIMITS = (1, 1_000_000)
GPS_LIMITS = (0.0001, 1000.0)
LINK_WORKER_LIMITS = (0.0, 1000.0)
YES_OR_NO = {"yes": True, "no": False}
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
    _check_link_workers(cells)
    if not table.rows and not cells.problems:
        remedy = "give each practice a row"
        message, rule = "the file has no practices", "one row a practice"
        problem = table.problem(message, line=table.header_line, rule=rule, remedy=remedy)
        cells.problems.append(problem)
    if cells.problems:
        raise Problems(cells.told)
    source, synthetic = _source(table)
    kept = sorted((p for p in practices if p is not None), key=lambda practice: practice.code)
    return Area(path.stem, tuple(kept), synthetic, source)


def _check_columns(table: Table) -> None:
    if PUBLISHED & set(table.columns):
        remedy = "make an area of it: sp-sim area nhs --map MAP --lists LISTS --out area.csv"
        message = "this is a file as published, not an area file"
        raise Problems([_not_an_area(table, message, remedy)])
    if YAML_KEY.match(table.columns[0]):
        message, remedy = "this is a scenario, given as an area", "name it without --area"
        raise Problems([_not_an_area(table, message, remedy)])
    problems = table.missing(NEEDED)
    renamed = {near_miss(p.key, table.columns) for p in problems if p.key}
    unknown = [each for each in table.columns if each not in COLUMNS and each not in renamed]
    problems += [_unknown_column(table, column) for column in unknown[:MOST_PROBLEMS]]
    if len(unknown) > MOST_PROBLEMS:
        problems.append(table.rest(len(unknown) - MOST_PROBLEMS))
    if problems:
        raise Problems(problems)


def _not_an_area(table: Table, message: str, remedy: str) -> Problem:
    rule = f"an area file has the columns {', '.join(NEEDED)}"
    return table.problem(message, line=table.header_line, rule=rule, remedy=remedy)


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
    share_20_39, share_40_64, share_65_plus = _shares(cells, row)
    deprivation_score = cells.number(row, "deprivation_score", SCORE_LIMITS)
    deprivation_fifth = cells.whole(row, "deprivation_fifth", (1, 5))
    rural = cells.choice(row, "rural", YES_OR_NO)
    link_worker_wte = cells.number(row, "link_worker_wte", LINK_WORKER_LIMITS)
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
        share_20_39=share_20_39,
        share_40_64=share_40_64,
        share_65_plus=share_65_plus,
        deprivation_score=deprivation_score,
        deprivation_fifth=deprivation_fifth,
        rural=rural,
        link_worker_wte=link_worker_wte,
    )


def _pcn_code(cells: Cells, row: Row) -> str:
    code = cells.text(row, "pcn_code")
    return UNALLOCATED if code.upper() in ("", UNALLOCATED) else code


def _gps(cells: Cells, row: Row) -> tuple[float | None, bool]:
    gps = cells.number(row, "gps", GPS_LIMITS)
    given = cells.choice(row, "gps_given", YES_OR_NO)
    if given and not cells.text(row, "gps"):
        remedy = "fill in gps, or write no: the number is then worked out from the list"
        message, rule = "says yes where gps is blank", "GPs that are given have a number"
        cells.object_to(row, "gps_given", message, rule=rule, remedy=remedy)
    return gps, gps is not None and given is not False


def _shares(cells: Cells, row: Row) -> tuple[float | None, ...]:
    """Return the shares in the order of `SHARES`; together they are not more than everybody."""
    shares = {column: cells.number(row, column, (0.0, 1.0)) for column in SHARES}
    given = {column: share for column, share in shares.items() if share is not None}
    total = round(sum(given.values()), 6)
    if total > 1.0 + SHARES_ROUNDED_BY:
        message = f"the shares of the row add up to {total:g}, more than everybody"
        rule = f"{', '.join(SHARES)} add up to 1 at most ({SHARES_ROUNDED_BY:g} more by rounding)"
        remedy = "give shares of all who are registered, or leave blank what is not known"
        cells.object_to(row, list(given)[-1], message, rule=rule, remedy=remedy)
    return tuple(shares.values())


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
            rule = "a practice outside any PCN is a system of its own"
            cells.object_to(row, "practice_code", message, rule=rule, remedy=remedy)


def _check_link_workers(cells: Cells) -> None:
    """Object to a practice that says other link workers than the first of its PCN."""
    first: dict[str, Row] = {}
    for row in cells.table.rows:
        code = _pcn_code(cells, row)
        before = first.setdefault(code, row)
        said, told = (cells.text(each, "link_worker_wte") for each in (before, row))
        if code != UNALLOCATED and said != told:
            message = f"is not what line {before.line} says of the same PCN ({said or 'blank'})"
            rule = "the wte of the whole PCN, the same on each of its rows"
            remedy = "write the total of the PCN on each of them, or leave all of them blank"
            cells.object_to(row, "link_worker_wte", message, rule=rule, remedy=remedy)


def _source(table: Table) -> tuple[str, bool]:
    """Return the source of all rows, and whether any of them says that it was made up."""
    sources = list(dict.fromkeys(row.get("source") or NOT_STATED for row in table.rows))
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
        practice.gps_given,
        practice.share_20_39,
        practice.share_40_64,
        practice.share_65_plus,
        practice.deprivation_score,
        practice.deprivation_fifth,
        practice.rural,
        practice.link_worker_wte,
    )
    return [_cell(value) for value in values]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else _tidy(str(value))


def _tidy(text: str) -> str:
    return " ".join(text.split())
