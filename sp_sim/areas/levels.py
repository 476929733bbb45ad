"""Levels: choosing practices of the map by ICB, sub-ICB and PCN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.areas.table import near_miss
from sp_sim.domain.places import UNALLOCATED
from sp_sim.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.areas.table import Row, Table


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


def wanted_codes(
    icb: Sequence[str], sub_icb: Sequence[str], pcn: Sequence[str]
) -> dict[Level, tuple[str, ...]]:
    """Return the codes asked for, by level; a level without any is left out."""
    return {
        level: tuple(code.strip().upper() for code in codes)
        for level, codes in zip(LEVELS, (icb, sub_icb, pcn), strict=True)
        if codes
    }


def is_chosen(row: Row, wanted: Mapping[Level, Sequence[str]]) -> bool:
    """Return whether a practice belongs to one of the codes of each level that names any."""
    return all(row[level.code] in codes for level, codes in wanted.items())


def unknown_codes(table: Table, wanted: Mapping[Level, Sequence[str]]) -> list[Problem]:
    """Return a problem for each code that the map has not, with its near miss."""
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
        if code not in {row[level.code] for row in table.rows}
    ]


def none_chosen(table: Table, wanted: Mapping[Level, Sequence[str]]) -> Problem:
    """Return the problem that a choice leaves nobody."""
    asked = " ".join(f"--{level.option} {code}" for level in wanted for code in wanted[level])
    return Problem(
        file=str(table.path),
        message="no practice with a list size is left",
        value=asked or None,
        rule="a practice must belong to one code of each level named, and have a list size",
        remedy="ask for fewer levels, and take both files from the same month",
    )


def cut_pcns(places: Mapping[str, Row], chosen: Mapping[str, Row]) -> tuple[str, ...]:
    """Return the PCNs of which some practices were chosen and others were not."""
    inside = {row["PCN_CODE"] for row in chosen.values()}
    outside = {row["PCN_CODE"] for code, row in places.items() if code not in chosen}
    return tuple(sorted((inside & outside) - {"", UNALLOCATED}))


def _code_remedy(table: Table, level: Level, code: str) -> str:
    names = {row[level.code]: row.get(level.name) for row in table.rows}
    for other in LEVELS:
        if code in {row[other.code] for row in table.rows}:
            return f"{code} is a code of the level {other.words}: use --{other.option} {code}"
    named = [known for known, name in names.items() if code and code in name.upper()]
    like = named[0] if named else near_miss(code, names)
    if like is None:
        return f"look it up in the column {level.code}"
    return f"did you mean {like} ({names[like]})?" if names[like] else f"did you mean {like}?"
