"""Where: the area in the box, a made-up one, or files that a visitor brings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse

from sp_sim.dashboard import uploads
from sp_sim.dashboard.address import Place
from sp_sim.dashboard.pages import busy
from sp_sim.dashboard.room import canonical, page, room_of, told_by
from sp_sim.dashboard.safety import new_visitor, visitor_of, welcome
from sp_sim.dashboard.uploads import Sent
from sp_sim.dashboard.workshop import BusyError
from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from sp_sim.dashboard.room import Room, Told

MOST_SHOWN = 20
MOST_CODES = 50


def where(request: Request) -> Response:
    """Show the place and the ways to another."""
    told = told_by(request)
    return canonical(request, told) or _shown(request, told)


async def upload(request: Request) -> Response:
    """Take files, read them in a worker, and keep the area for whoever sent them."""
    room, told, visitor = room_of(request), told_by(request), visitor_of(request)
    if room.sending.locked():
        return busy(request, BusyError("Others are sending files. Try again in a moment."))
    async with room.sending:
        return await _taken(request, room, told, visitor)


async def _taken(request: Request, room: Room, told: Told, visitor: str) -> Response:
    async with request.form(max_files=uploads.MOST_FILES, max_fields=8) as form:
        if not room.seal.is_right(visitor, form.get("token")):
            stale = "The form was too old, or your browser keeps no cookies"
            return _shown(request, told, [_problem(stale, "choose the file again and send it")])
        sent = await _sent(form)
        codes = re.findall(r"[A-Za-z0-9]+", str(form.get("codes", "")))[:MOST_CODES]
    if not sent:
        return _shown(request, told, [_problem("No file was chosen", "choose a CSV file first")])
    try:
        work = (uploads.read, tuple(sent), tuple(codes))
        area, notes = await room.workshop.once("quick", *work)
    except Problems as error:
        return _shown(request, told, error.problems)
    except BusyError as error:
        return busy(request, error)
    name = room.uploads.keep(visitor, area, notes)
    state = replace(told.state, place=Place("upload", upload=name))
    return RedirectResponse(told.link("where", state), 303)


async def forget(request: Request) -> Response:
    """Delete what a visitor brought."""
    room, visitor = room_of(request), visitor_of(request)
    async with request.form(max_files=0, max_fields=4) as form:
        if room.seal.is_right(visitor, form.get("token")):
            room.uploads.forget(visitor)
    return RedirectResponse("/where", 303)


def _shown(request: Request, told: Told, problems: Sequence[Problem] = ()) -> Response:
    room = room_of(request)
    visitor = visitor_of(request) or new_visitor()
    response = page(
        request, "where.html", told, 422 if problems else 200, problems=problems[:MOST_SHOWN],
        more=max(0, len(problems) - MOST_SHOWN), token=room.seal.token(visitor),
        notes=room.uploads.notes(visitor, told.state.place.upload), has=room.uploads.has(visitor),
    )  # fmt: skip
    welcome(request, response, visitor)
    return response


async def _sent(form: FormData) -> list[Sent]:
    """Return the files of a form under names that are safe to show."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    return [Sent(_tidy(one.filename or ""), await one.read()) for one in files]


def _tidy(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-100:] or "file"


def _problem(message: str, remedy: str) -> Problem:
    return Problem(file="upload", message=message, remedy=remedy, rule=uploads.AN_AREA)
