"""App: the addresses, who answers each, and what they share."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sp_sim.dashboard import (
    page_of_watch,
    page_of_what_if,
    page_of_where,
    page_of_who,
    page_of_why,
    pages,
)
from sp_sim.dashboard.room import Room
from sp_sim.dashboard.safety import Guard
from sp_sim.dashboard.uploads import Uploads
from sp_sim.dashboard.workshop import Workshop
from sp_sim.report.aloud import aloud

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

HERE = Path(__file__).parent


def create_app(
    *, hosts: Sequence[str] = ("127.0.0.1", "localhost"), workshop: Workshop | None = None,
    uploads: Uploads | None = None,
) -> Starlette:  # fmt: skip
    """Return the application; `hosts` are the names by which it may be asked."""
    shop = Workshop() if workshop is None else workshop

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        shop.warm()
        yield
        shop.close()

    app = Starlette(
        routes=[
            Route("/", pages.home),
            Route("/where", page_of_where.where),
            Route("/where/upload", page_of_where.upload, methods=["POST"]),
            Route("/where/forget", page_of_where.forget, methods=["POST"]),
            Route("/what-if", page_of_what_if.what_if),
            Route("/why", page_of_why.why),
            Route("/why/cancel", page_of_why.cancel, methods=["POST"]),
            Route("/who", page_of_who.who),
            Route("/watch", page_of_watch.watch),
            Route("/accessibility", pages.accessibility),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        exception_handlers={HTTPException: pages.refused, Exception: pages.broken},
        lifespan=lifespan,
    )
    app.state.room = Room(shop, Uploads() if uploads is None else uploads, _templates())
    return app


def _templates() -> jinja2.Environment:
    room = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    room.filters["aloud"] = aloud
    return room
