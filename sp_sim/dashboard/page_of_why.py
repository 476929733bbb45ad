"""Why: which change did it, through what, what would turn it, and how good the evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from sp_sim.dashboard import figures
from sp_sim.dashboard.answers import passages, split
from sp_sim.dashboard.asking import LongWork, Standing, asked, standing
from sp_sim.dashboard.beside import names
from sp_sim.dashboard.charts import bars
from sp_sim.dashboard.flips import MOST, flips
from sp_sim.dashboard.flips_in_words import flips_in_words
from sp_sim.dashboard.pages import busy
from sp_sim.dashboard.room import canonical, page, room_of, told_by, which_of
from sp_sim.dashboard.safety import new_visitor, visitor_of, welcome
from sp_sim.dashboard.workshop import BusyError
from sp_sim.errors import Problems
from sp_sim.experiments.shares import groups_of
from sp_sim.results.measures import MEASURES
from sp_sim.scenario.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from sp_sim.dashboard.answers import Answer
    from sp_sim.dashboard.charts import Bars
    from sp_sim.dashboard.room import Told
    from sp_sim.errors import Problem
    from sp_sim.estimate import Estimate
    from sp_sim.experiments.conduit import Passage
    from sp_sim.experiments.shares import Shares, Split
    from sp_sim.results.measure import Measure

RUNS = 40
"""Pairs of runs with which a difference is split; up to 64 scenarios live each of them."""
CONDUIT_RUNS = 100
FLIP_RUNS = 8
"""Pairs of runs that search what would turn the answer; twice as many fresh ones prove it."""


async def why(request: Request) -> Response:
    """Show what can be said of the causes; jobs that take long are begun when they are asked for."""
    told = told_by(request)
    if told.looking.get("go"):
        return _begun(request, told)
    elsewhere = canonical(request, told)
    if elsewhere is not None:
        return elsewhere
    if told.faults:
        return _shown(request, told, None, status=422)
    try:
        return _shown(request, told, await asked(request, told))
    except TimeoutError:
        return _shown(request, told, None, waits=True)
    except Problems as error:
        return _shown(request, told, None, error.problems, status=422)
    except BusyError as error:
        return busy(request, error)


async def cancel(request: Request) -> Response:
    """Stop a job of this visitor's."""
    room, told, visitor = room_of(request), told_by(request), visitor_of(request)
    async with request.form(max_files=0, max_fields=4) as form:
        if room.seal.is_right(visitor, form.get("token")):
            for work in _works(told):
                if work.name == form.get("job"):
                    room.workshop.cancel(visitor, work.key)
    return RedirectResponse(told.link("why", edit=which_of(told)[1]), 303)


def _works(told: Told) -> tuple[LongWork, ...]:
    which, _ = which_of(told)
    return (
        LongWork("shares", split, told.ask(RUNS), which),
        LongWork("conduit", passages, told.ask(CONDUIT_RUNS), which),
        LongWork("breakeven", flips, told.ask(FLIP_RUNS), which),
    )


def _begun(request: Request, told: Told) -> Response:
    visitor = visitor_of(request) or new_visitor()
    response = RedirectResponse(told.link("why", edit=which_of(told)[1]), 303)
    for work in _works(told):
        if work.name == told.looking["go"] and not told.faults:
            try:
                room_of(request).workshop.begin(visitor, work.key, work.work, work.ask, work.which)
            except BusyError as error:
                return busy(request, error)
    welcome(request, response, visitor)
    return response


def _shown(
    request: Request, told: Told, found: Answer | None, problems: Sequence[Problem] = (),
    *, waits: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    which, letter = which_of(told)
    jobs = {work.name: standing(request, work) for work in _works(told)}
    split_of, through, turned = (jobs[name].answer for name in ("shares", "conduit", "breakeven"))
    visitor = visitor_of(request)
    return page(
        request, "why.html", told, status, problems=problems, letter=letter, jobs=jobs,
        names=names(told), token=room_of(request).seal.token(visitor) if visitor else "",
        other=None if found is None else found.others[which - 1], blocked=_blocked(told, which),
        splits=None if split_of is None else _splits(split_of),
        through=None if through is None else [_passage(each) for each in through],
        turned=turned, most_flips=MOST, is_alike=not differences(told.scenarios[0], told.scenarios[which]),
        flipped=None if turned is None else [flips_in_words(each) for each in turned.answers],
        waits=waits or any(job.is_running for job in jobs.values()), news=_news(jobs.values()),
    )  # fmt: skip


HEADINGS = {
    "shares": "which change did it",
    "conduit": "through what",
    "breakeven": "what would flip it",
}


def _news(jobs: Iterable[Standing]) -> str:
    """Return how the jobs stand in one line, which is announced to those who do not see it."""
    told = []
    for job in jobs:
        if job.is_running:
            far = f"{job.done:,} of {job.whole:,}" if job.whole else "waiting for a worker"
            told.append(f"Working on {HEADINGS[job.name]}: {far}.")
        elif job.failure:
            told.append(f"No answer to {HEADINGS[job.name]}: {job.failure}.")
        elif job.answer is not None:
            told.append(f"Ready: {HEADINGS[job.name]}.")
    return " ".join(told)


def _blocked(told: Told, which: int) -> str:
    """Return why a difference cannot be split; blank where it can."""
    try:
        groups_of(told.scenarios[0], told.scenarios[which])
    except Problems as error:
        first = error.problems[0]
        return f"{first.message[0].upper()}{first.message[1:]}: {first.remedy}."
    return ""


@dataclass(frozen=True)
class Part:
    """One group's part in a difference, in words."""

    name: str
    value: str
    band: str


@dataclass(frozen=True)
class SplitInWords:
    """One outcome's difference and its parts, in words and as a picture."""

    words: str
    unit: str
    whole: Part
    parts: tuple[Part, ...]
    runs: int
    picture: Bars | None


def _splits(found: Shares) -> list[SplitInWords]:
    return [_split_in_words(each) for each in found.splits]


def _split_in_words(found: Split) -> SplitInWords:
    measure = MEASURES[found.outcome]
    parts = tuple(_part(name, each, measure) for name, each in found.shares.items())
    marks = [
        (part.name, found.shares[name].mean, part.value)
        for name, part in zip(found.shares, parts, strict=True)
    ]
    return SplitInWords(
        measure.words, figures.unit(measure, of_difference=True),
        _part("all together", found.whole, measure), parts, found.runs, bars(marks),
    )  # fmt: skip


def _part(name: str, found: Estimate, measure: Measure) -> Part:
    low, high = (figures.signed(measure, end) for end in (found.low, found.high))
    value = figures.signed(measure, found.mean)
    return Part(name.replace("_", " "), value, figures.between(low, high))


def _passage(found: Passage) -> tuple[str, ...]:
    measure = MEASURES[found.outcome]
    told = [figures.signed(measure, each.mean) for each in (found.total, found.through)]
    share = "no effect" if found.verdict == "no effect" else "not settled"
    if found.share is not None and found.share.mean is not None:
        share = f"{100 * found.share.mean:.0f}%"
        if found.share.low is not None and found.share.high is not None:
            share += f" ({100 * found.share.low:.0f}% to {100 * found.share.high:.0f}%)"
    return (measure.words, found.switch.title, *told, share)
