"""Room: what all pages share, and how a page is told from its address."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse

from sp_sim import __version__
from sp_sim.dashboard import address, levers, places
from sp_sim.dashboard.answers import Ask
from sp_sim.dashboard.safety import Seal, visitor_of
from sp_sim.scenario.inherit import with_values

if TYPE_CHECKING:
    import jinja2
    from starlette.requests import Request
    from starlette.responses import Response

    from sp_sim.dashboard.address import Changed, Fault, State
    from sp_sim.dashboard.places import Somewhere
    from sp_sim.dashboard.uploads import Uploads
    from sp_sim.dashboard.workshop import Workshop
    from sp_sim.scenario.scenario import Scenario

MOST_SENDING = 4
"""So many visitors send files at once; each may fill some memory."""
NAV = (
    ("where", "Where"),
    ("what-if", "What if"),
    ("why", "Why"),
    ("who", "Who"),
    ("watch", "Watch"),
)
OURS = {"edit", "part", "go", "week", "person", "post", "outcome", "world"}
"""Keys of addresses that say what to look at, not what is simulated."""


@dataclass
class Room:
    """The workers, the uploads, the templates, the seal of forms."""

    workshop: Workshop
    uploads: Uploads
    templates: jinja2.Environment
    seal: Seal = field(default_factory=Seal)
    sending: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_SENDING))


@dataclass(frozen=True)
class Told:
    """What an address means: the state in its one form, the place, the scenarios and the faults."""

    state: State
    somewhere: Somewhere
    scenarios: tuple[Scenario, ...]
    typed: dict[str, dict[str, str]]
    faults: tuple[Fault, ...]
    looking: dict[str, str]

    def ask(self, runs: int | None = None) -> Ask:
        """Return what the page asks."""
        state = self.state
        return Ask(
            self.somewhere.lived, self.scenarios, state.weeks, state.seed, runs or state.runs
        )

    def link(self, page: str, state: State | None = None, **looking: str) -> str:
        """Return the address of a page with this state, or another."""
        pairs = [*(state or self.state).pairs(), *looking.items()]
        return f"/{page}?{urlencode(pairs)}"


def room_of(request: Request) -> Room:
    """Return what all pages share."""
    room: Room = request.app.state.room
    return room


def told_by(request: Request) -> Told:
    """Return what the address of a request means."""
    room, query = room_of(request), request.query_params.multi_items()
    state = address.read(query, levers.shipped_names())
    faults = list(state.faults)
    somewhere = places.found(state.place, room.uploads, visitor_of(request))
    typed = {one.letter: dict(one.moved) for one in state.others}
    others: list[Changed] = []
    scenarios = [_base(state.base)]
    for one in state.others:
        changed, scenario, wrong = levers.chosen(one)
        others.append(changed)
        scenarios.append(scenario)
        faults += wrong
    somewhere = places.with_services(somewhere, scenarios)
    faults += somewhere.faults
    looking = {key: text[:80] for key, text in query if key in OURS}
    state = replace(state, place=somewhere.place, others=tuple(others), faults=())
    return Told(state, somewhere, tuple(scenarios), typed, tuple(faults), looking)


def which_of(told: Told) -> tuple[int, str]:
    """Return the place and the letter of the scenario that is explained."""
    letter = told.state.other(told.looking.get("edit", "")).letter
    letters = [one.letter for one in told.state.others]
    return 1 + letters.index(letter), letter


def canonical(request: Request, told: Told) -> Response | None:
    """Return the way to the one address of a page, where it was asked for by another."""
    asked = [pair for pair in request.query_params.multi_items() if pair[0] not in OURS]
    if told.faults or sorted(asked) == sorted(told.state.pairs()):
        return None
    page = request.url.path.strip("/")
    looking = {key: text for key, text in told.looking.items() if text}
    return RedirectResponse(told.link(page, told.state, **looking), 303)


def page(request: Request, template: str, told: Told, status: int = 200, **shown: Any) -> Response:  # noqa: ANN401
    """Return a page made from its template."""
    room = room_of(request)
    text = room.templates.get_template(template).render(
        told=told, state=told.state, version=__version__, nav=NAV, path=request.url.path.strip("/"),
        scenario_names=levers.shipped_names(), **shown,
    )  # fmt: skip
    return HTMLResponse(text, status)


def _base(name: str) -> Scenario:
    return with_values(levers.shipped(name), {}, name=f"A {name}")
