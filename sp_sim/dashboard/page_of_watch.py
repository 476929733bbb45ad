"""Watch: a small network week by week, and single lives as diaries, in two worlds side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.dashboard.answers import watched
from sp_sim.dashboard.asking import PATIENCE_SECONDS
from sp_sim.dashboard.beside import names
from sp_sim.dashboard.pages import busy
from sp_sim.dashboard.room import canonical, page, room_of, told_by, which_of
from sp_sim.dashboard.scenes import scene, trace
from sp_sim.dashboard.workshop import BusyError
from sp_sim.errors import Problems
from sp_sim.experiments.diaries import parting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from sp_sim.dashboard.room import Told
    from sp_sim.dashboard.scenes import Trace
    from sp_sim.errors import Problem
    from sp_sim.experiments.diaries import Life
    from sp_sim.experiments.watching import Film, Films, PracticeNow


async def watch(request: Request) -> Response:
    """Show a week of a small network; and a life in both worlds, where one was chosen."""
    told = told_by(request)
    elsewhere = canonical(request, told)
    if elsewhere is not None:
        return elsewhere
    if told.faults:
        return _shown(request, told, None, status=422)
    ask, (which, _) = told.ask(2), which_of(told)
    work = room_of(request).workshop.ask(
        "refine", ("watch", ask.key, which), watched, ask, which, patience=PATIENCE_SECONDS
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
class Both:
    """A life in both worlds, and the first week in which it is not the same."""

    name: str
    about: str
    base: Life | None
    other: Life | None
    parts: int | None
    why: tuple[str, ...]
    traces: tuple[Trace, ...] = ()


def _shown(
    request: Request, told: Told, films: Films | None, problems: Sequence[Problem] = (), *,
    waits: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    which, letter = which_of(told)
    world = "a" if told.looking.get("world", "a") == "a" else letter
    film = None if films is None else films.base if world == "a" else films.other
    week = 0 if film is None else _week(told.looking.get("week", ""), len(film.frames))
    looked = {"edit": letter, "world": world}
    return page(
        request, "watch.html", told, status, problems=problems, waits=waits, films=films,
        letter=letter, world=world, week=week, looked=looked, last=len(film.frames) - 1 if film else 0,
        names=(names(told)[0], names(told)[which]), film=film,
        frame=None if film is None else film.frames[week],
        drawn=None if film is None else scene(film.frames[week]),
        life=None if films is None else _life(films, told.looking, letter.upper()),
        percent=0 if films is None else round(100 * films.shrunk),
    )  # fmt: skip


def _week(text: str, weeks: int) -> int:
    return min(int(text), weeks - 1) if text.isascii() and text.isdigit() else min(26, weeks - 1)


def _life(films: Films, looking: dict[str, str], letter: str) -> Both | None:
    """Return the life that was chosen; none where nobody was, or nobody is called so."""
    person, post = looking.get("person", ""), looking.get("post", "")
    if person in films.base.lives or person in films.other.lives:
        here, there = films.base.lives.get(person), films.other.lives.get(person)
        parts = None if here is None or there is None else parting(here, there)
        about = (here or there).about  # type: ignore[union-attr]  # one of them is there
        return Both(person, about, here, there, parts, _why(films, person, parts, letter))
    both = [next((p for p in film.posts if p.name == post), None) for film in (films.base, films.other)]  # fmt: skip
    known = [life for life in both if life is not None]
    if not known:
        return None
    parts = parting(known[0], known[1]) if len(known) == 2 else None
    lines = tuple(trace(life.course) for life in known)
    return Both(post, known[0].about, both[0], both[1], parts, (), lines)


def _why(films: Films, person: str, parts: int | None, letter: str) -> tuple[str, ...]:
    """Return what the person's practice was like in both worlds when the lives parted."""
    if parts is None or not 0 <= parts < len(films.base.frames):
        return ()
    code = _practice_of(films.base, person) or _practice_of(films.other, person)
    return tuple(
        f"In {name}: {_like(now)}"
        for name, film in (("A", films.base), (letter, films.other))
        for now in film.frames[parts].practices
        if now.code == code
    )


def _practice_of(film: Film, person: str) -> str:
    found = (one.practice for frame in film.frames for one in frame.people if one.name == person)
    return next(found, "")


def _like(now: PracticeNow) -> str:
    speaks = "a champion speaks for it" if now.champion_speaks else "no champion speaks for it"
    return (
        f"link workers are on site {now.days_on_site:.1f} days a week, GPs are aware of the service at"
        f" {now.awareness:.2f} of 1, people are known to wait {now.known_wait:.1f} weeks, {speaks}."
    )
