"""The published NHS files: the practice map and the list sizes, made into an area.

Both belong to NHS England's *Patients Registered at a GP Practice*. Files are recognised by their
columns: the map says which PCN, sub-ICB and ICB a practice belongs to; list sizes come by age
(`TOTAL` and bands such as `FEMALE_65_69`) or as one number a practice (`NUMBER_OF_PATIENTS`).
The files say nothing of GPs, who are imputed, nor of deprivation, which stays not known.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.areas.area import REGISTERED_LIMITS, imputed_gps
from sp_sim.areas.cells import Cells
from sp_sim.areas.table import near_miss, read_table
from sp_sim.domain.places import UNALLOCATED, Area, Practice
from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.areas.table import Row, Table

MAP_COLUMNS = ("PRACTICE_CODE", "PCN_CODE", "PCN_NAME", "SUB_ICB_LOCATION_CODE", "ICB_CODE")
AGES = (*(f"{first}_{first + 4}" for first in range(0, 95, 5)), "95_PLUS")
OLDER_AGES = AGES[13:]
"""The bands from 65 on."""
BANDS = tuple(f"{sex}_{age}" for sex in ("FEMALE", "MALE") for age in AGES)
OLDER_BANDS = tuple(f"{sex}_{age}" for sex in ("FEMALE", "MALE") for age in OLDER_AGES)
SOURCE = "NHS England, Patients Registered at a GP Practice"
LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True)
class Level:
    """A level of the service by which practices are chosen: its words and its columns."""

    option: str
    words: str
    code: str
    name: str


LEVELS = (
    Level("icb", "ICB", "ICB_CODE", "ICB_NAME"),
    Level("sub-icb", "sub-ICB", "SUB_ICB_LOCATION_CODE", "SUB_ICB_LOCATION_NAME"),
    Level("pcn", "PCN", "PCN_CODE", "PCN_NAME"),
)


@dataclass(frozen=True)
class Reading:
    """An area read from the published files, and what could not be part of it.

    `only_in_map` are chosen practices without a list size, `only_in_lists` practices with a list
    size but no place, `cut_pcns` PCNs of which some practices lie outside what was chosen.
    """

    area: Area
    only_in_map: tuple[str, ...]
    only_in_lists: tuple[str, ...]
    cut_pcns: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know, a sentence a note."""
        told = (
            (self.only_in_map, "left out, in the map but not in the list sizes"),
            (self.only_in_lists, "left out, in the list sizes but not in the map"),
            (self.cut_pcns, "PCN with practices outside what was chosen, which are left out"),
        )
        return tuple(f"{len(codes)} {what}: {_some(codes)}" for codes, what in told if codes)


def read(
    map_file: Path,
    lists_file: Path,
    *,
    icb: Sequence[str] = (),
    sub_icb: Sequence[str] = (),
    pcn: Sequence[str] = (),
) -> Area:
    """Return the area of the chosen practices (all England's when none is), warning of the rest."""
    reading = read_with_notes(map_file, lists_file, icb=icb, sub_icb=sub_icb, pcn=pcn)
    for note in reading.notes:
        warnings.warn(note, stacklevel=2)
    return reading.area


def read_with_notes(
    map_file: Path,
    lists_file: Path,
    *,
    icb: Sequence[str] = (),
    sub_icb: Sequence[str] = (),
    pcn: Sequence[str] = (),
) -> Reading:
    """Return the area and what could not be part of it; raise every problem at once.

    A practice is chosen when it belongs to one of the codes of each level that names any.
    """
    return choose(open_files(map_file, lists_file), icb=icb, sub_icb=sub_icb, pcn=pcn)


@dataclass(frozen=True)
class Size:
    """What the list sizes say of one practice."""

    registered: int
    share_65_plus: float | None


@dataclass(frozen=True)
class Published:
    """Both files, read once and open to any number of choices."""

    map_table: Table
    source: str
    places: Mapping[str, Row]
    sizes: Mapping[str, Size]
    problems: tuple[Problem, ...]


def open_files(map_file: Path, lists_file: Path) -> Published:
    """Read both files; problems of single rows are kept for `choose` to raise with its own."""
    map_table, lists_table = _read_both(Path(map_file), Path(lists_file))
    _check_kinds(map_table, lists_table)
    practice_map, lists = Cells(map_table), Cells(lists_table)
    places = _by_code(practice_map, "PRACTICE_CODE")
    sizes = _sizes(lists)
    files = f"{map_table.path.name}, {lists_table.path.name}"
    return Published(
        map_table,
        source=f"{SOURCE}; map and list files named {files}; {LICENCE}",
        places=places,
        sizes=sizes,
        problems=(*practice_map.problems, *lists.problems),
    )


def choose(
    published: Published,
    *,
    icb: Sequence[str] = (),
    sub_icb: Sequence[str] = (),
    pcn: Sequence[str] = (),
) -> Reading:
    """Return the area of the chosen practices; raise every problem of files and codes at once."""
    places, sizes = published.places, published.sizes
    wanted = {
        level: tuple(code.strip().upper() for code in codes)
        for level, codes in zip(LEVELS, (icb, sub_icb, pcn), strict=True)
        if codes
    }
    problems = [*published.problems, *_unknown_codes(published.map_table, wanted)]
    if problems:
        raise Problems(problems)
    chosen = {code: row for code, row in places.items() if _is_chosen(row, wanted)}
    practices = tuple(
        _practice(code, row, sizes[code]) for code, row in sorted(chosen.items()) if code in sizes
    )
    if not practices:
        raise Problems([_none_chosen(published.map_table, wanted)])
    name = " ".join(code for codes in wanted.values() for code in codes) or "England"
    return Reading(
        Area(name, practices, synthetic=False, source=published.source),
        only_in_map=tuple(sorted(chosen.keys() - sizes.keys())),
        only_in_lists=tuple(sorted(sizes.keys() - places.keys())),
        cut_pcns=_cut_pcns(places, chosen),
    )


def _read_both(map_file: Path, lists_file: Path) -> tuple[Table, Table]:
    tables: list[Table] = []
    problems: list[Problem] = []
    for file in (map_file, lists_file):
        try:
            tables.append(read_table(file))
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return tables[0], tables[1]


def _check_kinds(practice_map: Table, lists: Table) -> None:
    problems = []
    if _is_lists(practice_map) and not _is_map(practice_map):
        message = "this is a file of list sizes, given as the practice map"
        remedy = "give it as the list sizes (--lists)"
        problems.append(practice_map.problem(message, line=1, remedy=remedy))
    elif not _is_map(practice_map):
        problems += practice_map.missing(MAP_COLUMNS)
    if _is_map(lists) and not _is_lists(lists):
        message = "this is a practice map, given as the list sizes"
        remedy = "give it as the practice map (--map)"
        problems.append(lists.problem(message, line=1, remedy=remedy))
    elif not _is_lists(lists):
        problems += lists.missing(("PRACTICE_CODE", "TOTAL"))
    elif any(band in lists.columns for band in BANDS):
        problems += lists.missing(BANDS)
    if problems:
        raise Problems(problems)


def _is_map(table: Table) -> bool:
    return set(MAP_COLUMNS) <= set(table.columns)


def _is_lists(table: Table) -> bool:
    return {"PRACTICE_CODE", "TOTAL"} <= set(table.columns) or _is_one_number(table)


def _is_one_number(table: Table) -> bool:
    return {"CODE", "NUMBER_OF_PATIENTS"} <= set(table.columns)


def _by_code(cells: Cells, column: str) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in cells.table.rows:
        code = cells.needed_text(row, column)
        if code and rows.setdefault(code, row) is not row:
            message = f"the practice is there already, on line {rows[code].line}"
            remedy = "remove one of them; sizes by age need the file with one row a practice"
            cells.object_to(row, column, message, rule="one row a practice", remedy=remedy)
    return rows


def _sizes(cells: Cells) -> dict[str, Size]:
    is_one_number = _is_one_number(cells.table)
    rows = _by_code(cells, "CODE" if is_one_number else "PRACTICE_CODE")
    total = "NUMBER_OF_PATIENTS" if is_one_number else "TOTAL"
    sizes = {}
    for code, row in rows.items():
        registered = cells.whole(row, total, REGISTERED_LIMITS, needed=True)
        if registered is not None:
            sizes[code] = Size(registered, _share_65_plus(cells, row, registered))
    return sizes


def _share_65_plus(cells: Cells, row: Row, registered: int) -> float | None:
    """Return the share aged 65 and over, or None where a band is blank or not in the file."""
    if BANDS[0] not in cells.table.columns:
        return None
    ages = {band: cells.whole(row, band, (0, REGISTERED_LIMITS[1])) for band in BANDS}
    known = {band: people for band, people in ages.items() if people is not None}
    if len(known) < len(BANDS):
        return None
    if sum(known.values()) != registered:
        message = f"does not equal the sum of the age bands, {sum(known.values())}"
        remedy = "take the file as published"
        cells.object_to(row, "TOTAL", message, rule="bands add up to the total", remedy=remedy)
    return round(sum(known[band] for band in OLDER_BANDS) / registered, 4)


def _unknown_codes(table: Table, wanted: Mapping[Level, Sequence[str]]) -> list[Problem]:
    return [
        Problem(
            file=str(table.path),
            message=f"there is no such {level.words} code in the map",
            key=level.option,
            value=code,
            rule=f"a code of the column {level.code}",
            remedy=_code_remedy(table, level, code),
        )
        for level, codes in wanted.items()
        for code in codes
        if code not in {row.cells[level.code] for row in table.rows}
    ]


def _code_remedy(table: Table, level: Level, code: str) -> str:
    names = {row.cells[level.code]: row.cells.get(level.name, "") for row in table.rows}
    for other in LEVELS:
        if code in {row.cells[other.code] for row in table.rows}:
            return f"{code} is a code of the level {other.words}: use --{other.option} {code}"
    named = [known for known, name in names.items() if code and code in name.upper()]
    like = named[0] if named else near_miss(code, names)
    if like is None:
        return f"look it up in the column {level.code}"
    return f"did you mean {like} ({names[like]})?" if names[like] else f"did you mean {like}?"


def _is_chosen(row: Row, wanted: Mapping[Level, Sequence[str]]) -> bool:
    return all(row.cells[level.code] in codes for level, codes in wanted.items())


def _none_chosen(table: Table, wanted: Mapping[Level, Sequence[str]]) -> Problem:
    asked = " ".join(f"--{level.option} {code}" for level in wanted for code in wanted[level])
    return Problem(
        file=str(table.path),
        message="no practice with a list size is left",
        value=asked or None,
        rule="a practice must belong to one code of each level named, and have a list size",
        remedy="ask for fewer levels, and take both files from the same month",
    )


def _practice(code: str, row: Row, size: Size) -> Practice:
    return Practice(
        code=code,
        pcn_code=row.cells["PCN_CODE"] or UNALLOCATED,
        pcn_name=row.cells["PCN_NAME"],
        sub_icb_code=row.cells["SUB_ICB_LOCATION_CODE"],
        icb_code=row.cells["ICB_CODE"],
        registered=size.registered,
        gps=imputed_gps(size.registered),
        gps_given=False,
        share_65_plus=size.share_65_plus,
    )


def _cut_pcns(places: Mapping[str, Row], chosen: Mapping[str, Row]) -> tuple[str, ...]:
    inside = {row.cells["PCN_CODE"] for row in chosen.values()}
    outside = {row.cells["PCN_CODE"] for code, row in places.items() if code not in chosen}
    return tuple(sorted((inside & outside) - {"", UNALLOCATED}))


def _some(codes: Sequence[str], shown: int = 10) -> str:
    more = len(codes) - shown
    return ", ".join(codes[:shown]) + (f" and {more} more" if more > 0 else "")
