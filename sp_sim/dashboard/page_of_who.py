"""Who: which practices, fifths, needs, sexes and ages gain, and whether the gap between them widens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.dashboard import figures
from sp_sim.dashboard.address import FEW_PAIRS, MANY_PAIRS
from sp_sim.dashboard.answers import who_gains
from sp_sim.dashboard.asking import PATIENCE_SECONDS
from sp_sim.dashboard.beside import names
from sp_sim.dashboard.pages import busy
from sp_sim.dashboard.room import canonical, page, room_of, told_by, which_of
from sp_sim.dashboard.workshop import BusyError
from sp_sim.errors import Problems
from sp_sim.report.known import OF_AGE, OF_FIFTHS, OF_NEED, OF_ROWS, OF_SEX, left_behind
from sp_sim.results.gains import OUTCOMES, UNKNOWN
from sp_sim.results.kinds import KIND_MEASURES
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from sp_sim.dashboard.room import Told
    from sp_sim.errors import Problem
    from sp_sim.estimate import Estimate
    from sp_sim.results.gains import Gain, Gains, Gap, Group
    from sp_sim.results.kinds import Kinds
    from sp_sim.results.measure import Measure

MOST_PRACTICES = 100


async def who(request: Request) -> Response:
    """Show who gains in one scenario against the base."""
    told = told_by(request)
    elsewhere = canonical(request, told)
    if elsewhere is not None:
        return elsewhere
    if told.faults:
        return _shown(request, told, None, status=422)
    ask, (which, _) = told.ask(), which_of(told)
    kind = "quick" if ask.runs <= FEW_PAIRS else "refine"
    work = room_of(request).workshop.ask(
        kind, ("who", ask.key, which), who_gains, ask, which, patience=PATIENCE_SECONDS
    )
    try:
        return _shown(request, told, await work)
    except TimeoutError:
        return _shown(request, told, None, waits=True)
    except Problems as error:
        return _shown(request, told, None, error.problems, status=422)
    except BusyError as error:
        return busy(request, error)


@dataclass(frozen=True)
class Line:
    """One group as a row of a table; a cell for each outcome."""

    name: str
    size: str
    cells: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Grouped:
    """One way to divide people: its table, and what must be known to read it."""

    title: str
    head: str
    note: str
    outcomes: tuple[Measure, ...]
    lines: tuple[Line, ...]


OF_PLACES = {key: MEASURES[key] for key in OUTCOMES}


def _shown(
    request: Request, told: Told, found: tuple[Gains, Kinds] | None, problems: Sequence[Problem] = (), *,
    waits: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    which, letter = which_of(told)
    state = told.state
    return page(
        request, "who.html", told, status, problems=problems, letter=letter, waits=waits,
        names=(names(told)[0], names(told)[which]), gains=None if found is None else found[0],
        left_behind="" if found is None else left_behind(found[1], letter.upper()),
        finer=state.with_runs(MANY_PAIRS) if state.runs < MANY_PAIRS else None,
        tables=None if found is None else _tables(*found),
        gap=None if found is None else _gap(found[0], letter.upper()),
    )  # fmt: skip


def _tables(found: Gains, kinds: Kinds) -> tuple[Grouped, ...]:
    fifths = [found.everyone, *found.fifths]
    of_places, of_kinds = tuple(OF_PLACES.values()), tuple(KIND_MEASURES.values())
    return (
        Grouped(
            "By deprivation fifth of the practice", "Fifth", OF_FIFTHS, of_places,
            tuple(_line(_named(one), _size(one), one, OF_PLACES) for one in fifths),
        ),
        Grouped(
            "By kind of need", "Need", f"{OF_ROWS} {OF_NEED}", of_kinds,
            tuple(_line(_capital(one.name), "", one, KIND_MEASURES) for one in kinds.needs),
        ),
        Grouped(
            "By sex", "Sex", OF_SEX, of_kinds,
            tuple(_line(_capital(one.name), "", one, KIND_MEASURES) for one in kinds.sexes),
        ),
        Grouped(
            "By age", "Age", OF_AGE, of_kinds,
            tuple(_line(_capital(one.name), "", one, KIND_MEASURES) for one in kinds.ages),
        ),
        Grouped(
            "By practice", "Practice", "", of_places,
            tuple(
                _line(one.name, _size(one), one, OF_PLACES)
                for one in found.practices[:MOST_PRACTICES]
            ),
        ),
    )  # fmt: skip


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _named(group: Group) -> str:
    ends = {"1": "1 (least deprived)", "5": "5 (most deprived)", UNKNOWN: "Not known"}
    return ends.get(group.name, group.name.capitalize())


def _size(group: Group) -> str:
    count = f"{group.practices} practices, " if group.practices > 1 else ""
    return f"{count}{group.registered:,} patients"


def _line(name: str, size: str, group: Group, outcomes: Mapping[str, Measure]) -> Line:
    cells = tuple(_cell(told, group.gains[key]) for key, told in outcomes.items())
    return Line(name, size, cells)


def _cell(measure: Measure, gain: Gain) -> tuple[str, str, str, str]:
    both = [figures.number(measure, each.mean) for each in (gain.base, gain.other)]
    low, high = (
        figures.signed(measure, end) for end in (gain.difference.low, gain.difference.high)
    )
    change = f"{figures.signed(measure, gain.difference.difference)} ({figures.between(low, high)})"
    return (*both, change, figures.VERDICTS[gain.verdict])  # type: ignore[return-value]  # four texts


def _gap(found: Gains, letter: str) -> str:
    gap = found.gap
    if gap is None:
        return "All practices here whose deprivation is known are in one fifth, so there is no gap to tell."

    def said(each: Estimate) -> str:
        measure = MEASURES[OUTCOMES[0]]
        low, high = (figures.signed(measure, end) for end in (each.low, each.high))
        return f"{figures.signed(measure, each.mean)} ({figures.between(low, high)})"

    return (
        f"Referrals per 1,000 in fifth {gap.least} less those in fifth {gap.most}: {said(gap.base)}"
        f" with A, {said(gap.other)} with {letter}. {_moved(gap, said(gap.wider))} More people in fifth {gap.most} are"
        " taken to be prone to need, service or no service: no gap at all would not be equal care."
    )


def _moved(gap: Gap, said: str) -> str:
    if gap.widens:
        return f"The gap is wider: {said}."
    if gap.narrows:
        return f"The gap is narrower: {said}."
    return f"These runs do not tell whether the gap is wider: {said}."
