"""The published NHS files: map, list sizes and whatever else is known, made into an area.

Files are recognised by their columns (`kinds`). The map says which PCN, sub-ICB and ICB a practice
belongs to; list sizes come by age or as one number a practice. Deprivation scores, GP numbers,
rurality and link workers by PCN are optional: where GPs are not given they are imputed from the
list and marked so, and all else that is not given stays not known.
"""

from __future__ import annotations

import warnings
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.areas.area import PATIENTS_PER_GP, imputed_gps
from sp_sim.areas.cells import Cells
from sp_sim.areas.dates import different_months, several_dates, several_releases
from sp_sim.areas.deprivation import fifth_of
from sp_sim.areas.extras import Scores, gps_of, link_workers_of, rural_of, scores_of
from sp_sim.areas.kinds import (
    DEPRIVATION,
    GPS,
    LINK_WORKERS,
    LISTS,
    MAP,
    RURALITY,
    Recognised,
    recognise,
    sorted_out,
)
from sp_sim.areas.levels import cut_pcns, is_chosen, none_chosen, unknown_codes, wanted_codes
from sp_sim.areas.matching import Unmatched, notes_of
from sp_sim.areas.sizes import by_code, sizes_of
from sp_sim.areas.table import read_table
from sp_sim.domain.places import UNALLOCATED, Area, Practice
from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.areas.kinds import Kind
    from sp_sim.areas.sizes import Size
    from sp_sim.areas.table import Row, Table

PUBLISHERS = {
    "NHS England, Patients Registered at a GP Practice": (MAP, LISTS),
    "Office for Health Improvement and Disparities, GP practice profiles": (DEPRIVATION,),
    "NHS England, General Practice Workforce": (GPS,),
    "NHS England, NHS Payments to General Practice": (RURALITY,),
    "NHS England, Primary Care Network Workforce": (LINK_WORKERS,),
}
LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True)
class Reading:
    """An area read from the published files, and what could not be part of it.

    `only_in_map` are chosen practices without a list size, `only_in_lists` practices with a list
    size but no place, `cut_pcns` PCNs of which some practices lie outside what was chosen,
    `unmatched` what each further file lacks or has too much of.
    """

    area: Area
    only_in_map: tuple[str, ...]
    only_in_lists: tuple[str, ...]
    cut_pcns: tuple[str, ...]
    unmatched: Mapping[str, Unmatched]
    said: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know, a sentence a note."""
        told = {
            "left out, in the map but not in the list sizes": self.only_in_map,
            "left out, in the list sizes but not in the map": self.only_in_lists,
            "PCN with practices outside what was chosen, which are left out (its link workers are"
            " those of the whole PCN)": self.cut_pcns,
        }
        return (*self.said, *notes_of(self.area, told, self.unmatched))

    def as_document(self) -> dict[str, Any]:
        """Return what was left out and what to know, JSON-ready."""
        left_out = {
            "only_in_map": self.only_in_map,
            "only_in_lists": self.only_in_lists,
            "cut_pcns": self.cut_pcns,
            "unmatched": {option: asdict(each) for option, each in self.unmatched.items()},
        }
        return {"left_out": left_out, "notes": self.notes}


@dataclass(frozen=True)
class Published:
    """All files, read once and open to any number of choices."""

    map_table: Table
    source: str
    places: Mapping[str, Row]
    sizes: Mapping[str, Size]
    scores: Scores
    gps: Mapping[str, float]
    rural: Mapping[str, bool]
    link_workers: Mapping[str, float]
    kinds: frozenset[Kind]
    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def read(
    *files: Path,
    icb: Sequence[str] = (),
    sub_icb: Sequence[str] = (),
    pcn: Sequence[str] = (),
) -> Area:
    """Return the area of the chosen practices (all England's when none is), warning of the rest."""
    reading = read_with_notes(*files, icb=icb, sub_icb=sub_icb, pcn=pcn)
    for note in reading.notes:
        warnings.warn(note, stacklevel=2)
    return reading.area


def read_with_notes(
    *files: Path,
    icb: Sequence[str] = (),
    sub_icb: Sequence[str] = (),
    pcn: Sequence[str] = (),
) -> Reading:
    """Return the area and what could not be part of it; raise every problem at once.

    A practice is chosen when it belongs to one of the codes of each level that names any.
    """
    return choose(open_files(*files), icb=icb, sub_icb=sub_icb, pcn=pcn)


def open_files(
    *files: Path | tuple[Path, Kind], registrars: bool = False, any_month: bool = False
) -> Published:
    """Read the files, each recognised or said to be of a kind.

    Problems of single rows are kept for `choose` to raise with its own; so is a map of another
    month than the list sizes, unless `any_month` is said.
    """
    tables = _recognised([file if isinstance(file, tuple) else (file, None) for file in files])
    found = sorted_out(tables)
    cells = {key: Cells(file.table) for key, file in found.items()}
    map_file = found[MAP, False]
    places = by_code(cells[MAP, False], "PRACTICE_CODE", map_file.table.rows)
    sizes, said = _sizes(found, cells)
    scores, gps, rural = Scores(), {}, {}
    link_workers: dict[str, float] = {}
    if file := found.get((DEPRIVATION, False)):
        scores = scores_of(file, cells[DEPRIVATION, False])
        said += (f"deprivation fifths: {scores.said}",)
    if file := found.get((GPS, False)):
        gps = gps_of(file, cells[GPS, False], registrars=registrars)
    if (RURALITY, False) in found:
        rural = rural_of(cells[RURALITY, False])
    if (LINK_WORKERS, False) in found:
        link_workers, census = link_workers_of(cells[LINK_WORKERS, False])
        said += (f"link workers: as returned{f' for {census}' if census else ''}",)
    return Published(
        map_file.table,
        source=_source(tables),
        places=places,
        sizes=sizes,
        scores=scores,
        gps=gps,
        rural=rural,
        link_workers=link_workers,
        kinds=frozenset(file.kind for file in tables),
        said=(*different_months(tables), *said),
        problems=(
            *(() if any_month else several_releases(tables)),
            *(problem for file in found.values() for problem in several_dates(file)),
            *(problem for each in cells.values() for problem in each.told),
        ),
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
    wanted = wanted_codes(icb, sub_icb, pcn)
    problems = [*published.problems, *unknown_codes(published.map_table, wanted)]
    if problems:
        raise Problems(problems)
    chosen = {code: row for code, row in places.items() if is_chosen(row, wanted)}
    practices = tuple(
        _practice(code, row, published) for code, row in sorted(chosen.items()) if code in sizes
    )
    if not practices:
        raise Problems([none_chosen(published.map_table, wanted)])
    name = " ".join(code for codes in wanted.values() for code in codes) or "England"
    return Reading(
        Area(name, practices, synthetic=False, source=published.source),
        only_in_map=tuple(sorted(chosen.keys() - sizes.keys())),
        only_in_lists=tuple(sorted(sizes.keys() - places.keys())),
        cut_pcns=cut_pcns(places, chosen),
        unmatched=_unmatched(published, practices),
        said=published.said,
    )


def _recognised(files: Sequence[tuple[Path, Kind | None]]) -> list[Recognised]:
    found: list[Recognised] = []
    problems: list[Problem] = []
    for file, kind in files:
        try:
            found.append(recognise(read_table(Path(file)), kind))
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return found


def _sizes(
    found: Mapping[tuple[Kind, bool], Recognised], cells: Mapping[tuple[Kind, bool], Cells]
) -> tuple[dict[str, Size], tuple[str, ...]]:
    """Return the list sizes, of the file by age where there are two, and what to say of that."""
    read = {
        has_ages: sizes_of(found[LISTS, has_ages], cells[LISTS, has_ages])
        for has_ages in (True, False)
        if (LISTS, has_ages) in found
    }
    if len(read) < 2:
        return next(iter(read.values())), ()
    by_age, whole = read[True], read[False]
    other = sum(
        size.registered != by_age[code].registered for code, size in whole.items() if code in by_age
    )
    name = found[LISTS, True].table.path.name
    differ = f" ({other:,} are not the same in the other file)" if other else ""
    return whole | by_age, (f"two files of list sizes: those of {name} are used{differ}",)


def _source(files: Sequence[Recognised]) -> str:
    told = [
        f"{publisher} ({', '.join(names)})"
        for publisher, kinds in PUBLISHERS.items()
        if (names := [file.table.path.name for file in files if file.kind in kinds])
    ]
    return f"{'; '.join(told)}; {LICENCE}"


def _practice(code: str, row: Row, published: Published) -> Practice:
    size = published.sizes[code]
    given, score = published.gps.get(code), published.scores.scores.get(code)
    pcn_code = row["PCN_CODE"] or UNALLOCATED
    posts = None if pcn_code == UNALLOCATED else published.link_workers.get(pcn_code)
    return Practice(
        code=code,
        pcn_code=pcn_code,
        pcn_name=row["PCN_NAME"],
        sub_icb_code=row["SUB_ICB_LOCATION_CODE"],
        icb_code=row["ICB_CODE"],
        registered=size.registered,
        gps=imputed_gps(size.registered) if given is None else given,
        gps_given=given is not None,
        share_20_39=size.share_20_39,
        share_40_64=size.share_40_64,
        share_65_plus=size.share_65_plus,
        deprivation_score=score,
        deprivation_fifth=None if score is None else fifth_of(score, published.scores.cuts),
        rural=published.rural.get(code),
        link_worker_wte=posts,
    )


def _unmatched(published: Published, practices: Sequence[Practice]) -> dict[str, Unmatched]:
    codes = [practice.code for practice in practices]
    pcns = sorted({p.pcn_code for p in practices} - {UNALLOCATED})
    in_map = {row["PCN_CODE"] for row in published.places.values()}
    told = {
        DEPRIVATION: ("deprivation score", codes, published.scores.scores, published.places),
        GPS: (
            f"GPs ({PATIENTS_PER_GP:,} patients each instead)",
            codes,
            published.gps,
            published.places,
        ),
        RURALITY: ("rurality", codes, published.rural, published.places),
        LINK_WORKERS: ("link workers returned", pcns, published.link_workers, in_map),
    }
    return {
        kind.option: Unmatched(
            words,
            without=tuple(code for code in wanted if code not in given),
            unknown=tuple(sorted(code for code in given if code not in known)),
        )
        for kind, (words, wanted, given, known) in told.items()
        if kind in published.kinds
    }
