"""Asking: how a page gets an answer from the workers, now or later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sp_sim.dashboard.address import FEW_PAIRS
from sp_sim.dashboard.answers import answer
from sp_sim.dashboard.room import room_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from starlette.requests import Request

    from sp_sim.dashboard.answers import Answer, Ask
    from sp_sim.dashboard.room import Told

PATIENCE_SECONDS = 12.0
"""A page that takes longer comes without its answer, and asks again by itself."""


async def asked(request: Request, told: Told, patience: float = PATIENCE_SECONDS) -> Answer:
    """Return the answer to what an address asks."""
    ask, shop = told.ask(), room_of(request).workshop
    kind = "quick" if ask.runs <= FEW_PAIRS else "refine"
    if kind == "refine":
        ask = replace(ask, threads=shop.workers)
    found: Answer = await shop.ask(kind, ("compare", ask.key), answer, ask, patience=patience)
    return found


@dataclass(frozen=True)
class LongWork:
    """A job that a page offers: its name in addresses, and what is done."""

    name: str
    work: Callable[..., Any]
    ask: Ask
    which: int

    @property
    def key(self) -> Hashable:
        """What makes two jobs the same."""
        return (self.name, self.ask.key, self.which)


@dataclass(frozen=True)
class Standing:
    """How a job stands: its answer, how far it is, or why there is none."""

    name: str
    answer: Any
    done: int = 0
    whole: int = 0
    is_running: bool = False
    failure: str = ""


def standing(request: Request, work: LongWork) -> Standing:
    """Return how a job stands."""
    shop = room_of(request).workshop
    found = shop.known(work.key)
    if found is not None:
        return Standing(work.name, found)
    failed = shop.failure(work.key)
    if failed is not None:
        return Standing(work.name, None, failure=str(failed))
    progress = shop.progress(work.key)
    if progress is None:
        return Standing(work.name, None)
    return Standing(work.name, None, *progress, is_running=True)
