"""Pages that need no simulation: the start, the record of accessibility, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.dashboard.room import page, told_by
from sp_sim.dashboard.safety import HEADERS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def home(request: Request) -> Response:
    """The start: what this is, and what it is not."""
    return page(request, "home.html", told_by(request))


def accessibility(request: Request) -> Response:
    """What was checked for people who see, hear, move or read differently, and what was not."""
    return page(request, "accessibility.html", told_by(request))


def refused(request: Request, error: Exception) -> Response:
    """What cannot be had, in words."""
    status = getattr(error, "status_code", 500)
    words = {
        404: ("Page not found", "Check the address, or go to the start."),
        405: ("That cannot be done here", "Go back and use the buttons of the page."),
        413: ("That is too large", "Send smaller files."),
    }
    title, advice = words.get(status, ("That cannot be done", str(getattr(error, "detail", ""))))
    return page(request, "sorry.html", told_by(request), status, title=title, advice=advice)


def broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - nothing of it is told
    """Something of ours that went wrong: nothing of the machine is told."""
    title, advice = "Something went wrong", "It is our fault, not yours. Try again."
    response = page(request, "sorry.html", told_by(request), 500, title=title, advice=advice)
    response.headers.update(HEADERS)
    return response


def busy(request: Request, error: Exception) -> Response:
    """More is asked than can be answered now."""
    response = page(
        request, "sorry.html", told_by(request), 503, title="Too busy just now", advice=str(error)
    )
    response.headers["retry-after"] = "5"
    return response
