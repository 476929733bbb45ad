"""Kinds: which published file a table is, told by its columns and never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.areas.table import Table

AGES = (*(f"{first}_{first + 4}" for first in range(0, 95, 5)), "95_PLUS")
BANDS = tuple(f"{sex}_{age}" for sex in ("FEMALE", "MALE") for age in AGES)
AREA_FILE = {"practice_code", "registered"}
"""Columns by which an area file is known: it needs no making."""


@dataclass(frozen=True)
class Layout:
    """One way in which a kind of file is published; every one of the columns is needed."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of file: the option that names it, what to call it, and how it is laid out."""

    option: str
    words: str
    layouts: tuple[Layout, ...]
    example: str


QUIN_AGE = Layout("quin-age", ("ORG_TYPE", "ORG_CODE", "SEX", "AGE_GROUP_5", "NUMBER_OF_PATIENTS"))
ONE_NUMBER = Layout("all", ("CODE", "NUMBER_OF_PATIENTS"))
WIDE = Layout("wide", ("PRACTICE_CODE", "TOTAL"))
SCORES = Layout("scores", ("PRACTICE_CODE", "IMD_SCORE"))
FINGERTIPS = Layout("Fingertips", ("Indicator Name", "Area Code", "Value"))
STAFF = Layout("staff", ("PRACTICE_CODE", "partner_fte", "salaried_fte", "locum_fte"))
WORKFORCE = Layout("workforce", ("PRAC_CODE", "TOTAL_GP_EXTG_FTE"))
PAYMENTS = Layout("payments", ("Practice Code", "Practice Rurality"))
PCN_WORKFORCE = Layout("PCN workforce", ("pcn_code", "splw_fte"))
PLACES = Layout(
    "map", ("PRACTICE_CODE", "PCN_CODE", "PCN_NAME", "SUB_ICB_LOCATION_CODE", "ICB_CODE")
)

MAP = Kind("map", "practice map", (PLACES,), "gp-reg-pat-prac-map.csv")
LISTS = Kind(
    "lists", "file of list sizes", (WIDE, ONE_NUMBER, QUIN_AGE), "gp-reg-pat-prac-quin-age.csv"
)
DEPRIVATION = Kind(
    "deprivation", "file of deprivation scores", (SCORES, FINGERTIPS), "a Fingertips download"
)
GPS = Kind("gps", "file of GP numbers", (STAFF, WORKFORCE), "the practice-level workforce file")
RURALITY = Kind("rurality", "file of rurality", (PAYMENTS,), "NHS Payments to General Practice")
LINK_WORKERS = Kind(
    "link-workers", "file of link workers by PCN", (PCN_WORKFORCE,), "pcn_link_workers.csv"
)
KINDS = (MAP, LISTS, DEPRIVATION, GPS, RURALITY, LINK_WORKERS)


@dataclass(frozen=True)
class Recognised:
    """A table, and what it is."""

    table: Table
    kind: Kind
    layout: Layout

    @property
    def has_ages(self) -> bool:
        """Whether it is a file of list sizes by age."""
        columns = self.table.columns
        return self.layout is QUIN_AGE or (
            self.layout is WIDE and any(band in columns for band in BANDS)
        )


def recognise(table: Table, kind: Kind | None) -> Recognised:
    """Return what a table is; one given as a `kind` must be that, or `Problems` says what it is."""
    fits = _fits(table)
    if kind is not None:
        layouts = [layout for found, layout in fits if found is kind]
        if not layouts:
            raise Problems(_not_the_kind(table, kind, fits))
        fits = [(kind, layouts[0])]
    if not fits:
        raise Problems([_nothing_known(table)])
    kinds = list(dict.fromkeys(found for found, _ in fits))
    if len(kinds) > 1:
        raise Problems([_ambiguous(table, kinds)])
    found = Recognised(table, *fits[0])
    if found.layout is WIDE and found.has_ages and (problems := table.missing(BANDS)):
        raise Problems(problems)
    return found


def sorted_out(files: Sequence[Recognised]) -> dict[tuple[Kind, bool], Recognised]:
    """Return each file by its kind and whether it has ages; two of one kind are refused."""
    found: dict[tuple[Kind, bool], Recognised] = {}
    problems = []
    for file in files:
        before = found.setdefault((file.kind, file.has_ages), file)
        if before is not file:
            problems.append(_second(file, before))
    problems += [
        Problem(
            file="command line",
            message=f"no {kind.words} was given",
            key=kind.option,
            rule=f"known by the columns {_columns(kind)}",
            remedy=f"add the file ({kind.example}), or name it with --{kind.option} FILE",
        )
        for kind in (MAP, LISTS)
        if not any(file.kind is kind for file in files)
    ]
    if problems:
        raise Problems(problems)
    return found


def _fits(table: Table) -> list[tuple[Kind, Layout]]:
    columns = set(table.columns)
    return [
        (kind, layout)
        for kind in KINDS
        for layout in kind.layouts
        if columns.issuperset(layout.columns)
    ]


def _columns(kind: Kind) -> str:
    return " or ".join(", ".join(layout.columns) for layout in kind.layouts)


def _not_the_kind(table: Table, kind: Kind, fits: list[tuple[Kind, Layout]]) -> list[Problem]:
    if fits:
        other = fits[0][0]
        return [
            table.problem(
                f"this is a {other.words}, given as the {kind.words}",
                line=table.header_line,
                rule=f"known by the columns {_columns(kind)}",
                remedy=f"give it as the {other.words} (--{other.option})",
            )
        ]
    if set(table.columns) >= AREA_FILE:
        return [_is_area(table)]
    return table.missing(_nearest(table, kind.layouts).columns)


def _is_area(table: Table) -> Problem:
    return table.problem(
        "this is an area file already, not a published one",
        line=table.header_line,
        rule="areas are made of files as published",
        remedy="use it as it is, with --area FILE",
    )


def _nothing_known(table: Table) -> Problem:
    if set(table.columns) >= AREA_FILE:
        return _is_area(table)
    layouts = [layout for kind in KINDS for layout in kind.layouts]
    nearest = _nearest(table, layouts)
    kind = next(kind for kind in KINDS if nearest in kind.layouts)
    lacking = [column for column in nearest.columns if column not in table.columns]
    remedy = "leave it out, or name what it is, such as --map FILE"
    if len(lacking) < len(nearest.columns):
        remedy = f"as a {kind.words} it lacks {', '.join(lacking)}; otherwise leave it out"
    return table.problem(
        "is none of the files that an area is made of",
        line=table.header_line,
        value=", ".join(table.columns)[:80],
        rule="; ".join(f"a {kind.words} has the columns {_columns(kind)}" for kind in KINDS),
        remedy=remedy,
    )


def _nearest(table: Table, layouts: Sequence[Layout]) -> Layout:
    """Return the layout of which the largest share of columns is there; of equals the first."""
    columns = set(table.columns)
    return max(layouts, key=lambda layout: len(columns & set(layout.columns)) / len(layout.columns))


def _ambiguous(table: Table, kinds: Sequence[Kind]) -> Problem:
    options = " or ".join(f"--{kind.option}" for kind in kinds)
    return table.problem(
        f"could be a {' or a '.join(kind.words for kind in kinds)}",
        line=table.header_line,
        rule="a file has the columns of one kind",
        remedy=f"say which it is, with {options}",
    )


def _second(file: Recognised, before: Recognised) -> Problem:
    ages = " by age" if file.has_ages else ""
    return file.table.problem(
        f"is a second {file.kind.words}{ages}, beside {before.table.path.name}",
        line=file.table.header_line,
        rule=f"one {file.kind.words}{ages}",
        remedy="give one of the two",
    )
