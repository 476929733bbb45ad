"""Extras: what further published files say of practices and PCNs, each of them optional."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sp_sim.areas.area import GPS_LIMITS, LINK_WORKER_LIMITS
from sp_sim.areas.deprivation import (
    FIFTH_CUTS,
    IMD_YEAR,
    NATIONAL_PRACTICES,
    SCORE_LIMITS,
    cuts_of,
)
from sp_sim.areas.kinds import FINGERTIPS, STAFF
from sp_sim.areas.sizes import by_code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.areas.cells import Cells
    from sp_sim.areas.kinds import Recognised
    from sp_sim.areas.table import Row

NOT_RETURNED = ("", "NA", "ND", "N/A")
"""What NHS England writes where a practice sent no figures."""
SETTINGS = {"urban": False, "rural": True}
_CENSUS_DATE = re.compile(r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True)
class Scores:
    """Deprivation scores by practice, the cuts between their fifths, and where those are from."""

    scores: Mapping[str, float] = field(default_factory=dict)
    cuts: Sequence[float] = FIFTH_CUTS
    said: str = ""


def scores_of(file: Recognised, cells: Cells) -> Scores:
    """Return the newest deprivation scores of a file, and the cuts that go with them."""
    is_fingertips = file.layout is FINGERTIPS
    period = "Time period" if is_fingertips else "IMD_YEAR"
    rows = [row for row in cells.table.rows if not is_fingertips or _is_score(row)]
    newest = max((row.get(period) for row in rows), default="")
    rows = [row for row in rows if row.get(period) == newest]
    if not rows and cells.table.rows:
        _no_scores(cells)
    code, value = ("Area Code", "Value") if is_fingertips else ("PRACTICE_CODE", "IMD_SCORE")
    read = {
        practice: cells.number(row, value, SCORE_LIMITS)
        for practice, row in by_code(cells, code, rows).items()
    }
    known = {practice: score for practice, score in read.items() if score is not None}
    return Scores(known, *_cuts(file, list(known.values()), newest))


def _is_score(row: Row) -> bool:
    """Return whether a row of a Fingertips download is a practice's deprivation score."""
    area_type = row.get("Area Type").upper()
    is_practice = not area_type or area_type.startswith("GP")
    return is_practice and "deprivation" in row["Indicator Name"].lower()


def _no_scores(cells: Cells) -> None:
    cells.problems.append(
        cells.table.problem(
            "no row is a practice's deprivation score",
            line=cells.table.header_line,
            rule="Indicator Name has the word deprivation, and Area Type is GPs",
            remedy="download the indicator 'Deprivation score (IMD)' for the area type GPs",
        )
    )


def _cuts(file: Recognised, scores: list[float], period: str) -> tuple[Sequence[float], str]:
    name = file.table.path.name
    if len(scores) >= NATIONAL_PRACTICES:
        cuts = cuts_of(scores)
        told = ", ".join(f"{cut:.1f}" for cut in cuts)
        return cuts, f"cut at {told}, computed from all {len(scores):,} practices of {name}"
    told = ", ".join(f"{cut:.1f}" for cut in FIFTH_CUTS)
    said = f"cut at {told}, England's of IMD {IMD_YEAR}, as {name} has {len(scores):,} practices"
    year = _YEAR.search(period)
    if year and year[0] != str(IMD_YEAR):
        said += f" (but its scores are of {year[0]}, which are not to be compared with these)"
    return FIFTH_CUTS, said


def gps_of(file: Recognised, cells: Cells, *, registrars: bool) -> dict[str, float]:
    """Return the GPs (wte) by practice; without any it made no return, and is left out."""
    is_staff = file.layout is STAFF
    parts = ["partner_fte", "salaried_fte", "locum_fte"] if is_staff else ["TOTAL_GP_EXTG_FTE"]
    if registrars:
        parts = [*parts, "registrar_fte"] if is_staff else ["TOTAL_GP_FTE"]
    cells.problems += cells.table.missing(parts)
    if cells.problems:
        return {}
    found = {}
    code = "PRACTICE_CODE" if is_staff else "PRAC_CODE"
    for practice, row in by_code(cells, code, cells.table.rows).items():
        numbers = [_returned(cells, row, part) for part in parts]
        total = round(sum(number for number in numbers if number is not None), 4)
        if None not in numbers and total >= GPS_LIMITS[0]:
            found[practice] = total
    return found


def _returned(cells: Cells, row: Row, column: str) -> float | None:
    if cells.text(row, column).upper() in NOT_RETURNED:
        return None
    return cells.number(row, column, (0.0, GPS_LIMITS[1]))


def rural_of(cells: Cells) -> dict[str, bool]:
    """Return by practice whether its surgery is rural."""
    rows = by_code(cells, "Practice Code", cells.table.rows)
    read = {code: cells.choice(row, "Practice Rurality", SETTINGS) for code, row in rows.items()}
    return {code: rural for code, rural in read.items() if rural is not None}


def link_workers_of(cells: Cells) -> tuple[dict[str, float], str]:
    """Return the link workers (wte) by PCN at the newest census, and its date.

    Both kinds are counted, those recorded as mental health practitioners too. A PCN without any
    staff at all made no return, and is left out: that is not zero.
    """
    dated = "census_date" in cells.table.columns
    for row in cells.table.rows:
        if dated and not _CENSUS_DATE.fullmatch(row["census_date"]):
            rule = "a date such as 2026-06-30"
            remedy = "spreadsheets change dates: take the file as published"
            cells.object_to(row, "census_date", f"must be {rule}", rule=rule, remedy=remedy)
    if cells.problems:
        return {}, ""
    newest = max((row.get("census_date") for row in cells.table.rows), default="")
    rows = [row for row in cells.table.rows if row.get("census_date") == newest]
    found = {}
    for pcn, row in by_code(cells, "pcn_code", rows, "PCN").items():
        wte = _link_workers(cells, row)
        if wte is not None:
            found[pcn] = wte
    return found, newest


def _link_workers(cells: Cells, row: Row) -> float | None:
    wte = cells.number(row, "splw_fte", LINK_WORKER_LIMITS)
    in_mental_health = cells.number(row, "splw_mh_fte", LINK_WORKER_LIMITS)
    staff = cells.number(row, "all_pcn_staff_fte", (0.0, 10_000.0))
    if wte is None or staff == 0.0:
        return None
    return round(wte + (in_mental_health or 0.0), 4)
