"""What if: scenarios side by side, the levers of one of them, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.dashboard import levers
from sp_sim.dashboard.address import FEW_PAIRS, MANY_PAIRS, Changed
from sp_sim.dashboard.asking import PATIENCE_SECONDS, asked
from sp_sim.dashboard.beside import side_by_side
from sp_sim.dashboard.pages import busy
from sp_sim.dashboard.room import canonical, page, told_by
from sp_sim.dashboard.workshop import BusyError
from sp_sim.errors import Problems
from sp_sim.experiments.compare import FEW_SETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from sp_sim.dashboard.answers import Answer
    from sp_sim.dashboard.room import Told
    from sp_sim.errors import Problem


async def what_if(request: Request) -> Response:
    """Show the scenarios side by side; where something cannot be used, what to do about it."""
    told = told_by(request)
    elsewhere = canonical(request, told)
    if elsewhere is not None:
        return elsewhere
    if told.faults:
        return _shown(request, told, None, status=422)
    try:
        found = await asked(request, told, PATIENCE_SECONDS)
    except TimeoutError:
        return _shown(request, told, None, waits=True)
    except Problems as error:
        return _shown(request, told, None, error.problems, status=422)
    except BusyError as error:
        return busy(request, error)
    return _shown(request, told, found)


def _shown(
    request: Request, told: Told, found: Answer | None, problems: Sequence[Problem] = (),
    *, waits: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    state = told.state
    edited = state.other(told.looking.get("edit", ""))
    typed = told.typed.get(edited.letter, {})
    free = state.free_letter
    added = None if free is None else state.with_other(Changed(free, edited.start, edited.moved))
    return page(
        request, "what_if.html", told, status, answer=found, waits=waits, problems=problems,
        edited=edited, groups=levers.groups(edited, typed, told.faults),
        beside=None if found is None else side_by_side(told, found), free=free, added=added,
        finer=state.with_runs(MANY_PAIRS) if state.runs < MANY_PAIRS else None,
        removable={one.letter: state.without(one.letter) for one in state.others}
        if len(state.others) > 1 else {},
        kept=state.with_runs(FEW_PAIRS).pairs(), scenario_options=_options(),
        few_sets=FEW_SETS, chosen_here={"base", "weeks", *(one.letter for one in state.others)},
    )  # fmt: skip


def _options() -> list[tuple[str, str]]:
    """Return every scenario that is shipped, with what it asks."""
    return [(name, name) for name in levers.shipped_names()]
