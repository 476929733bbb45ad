"""Past: what runs go on from, five mature years or a checkpoint, so that none is lived twice."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sp_sim import __version__
from sp_sim.errors import Problem, Problems
from sp_sim.results.moments import SUFFIX, make_room, read_moment, write_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.engine.moment import Moment
    from sp_sim.experiments.live import Living
    from sp_sim.results.checkpoint import Checkpoint
    from sp_sim.scenario.scenario import Scenario

    Progress = Callable[[int, int], None]
    Past = Sequence[Moment]

MOST_BYTES = 2 * 1024**3
"""How large the kept mature starts may grow; those used longest ago go first."""


def before(scenario: Scenario, week: int) -> Scenario:
    """Return what a scenario says of the weeks before `week`."""
    kept = tuple(change for change in scenario.changes if change.week < week)
    placed = tuple(one for one in scenario.placed if one.week is None or one.week < week)
    return replace(scenario, changes=kept, placed=placed)


def past_of(scenario: Scenario, week: int) -> str:
    """Return the fingerprint of what a scenario says of the weeks before `week`."""
    return before(scenario, week).fingerprint


def mature(
    scenarios: Sequence[Scenario],
    area: Area,
    seeds: Sequence[int],
    hands: Living,
    threads: int,
    on_progress: Progress | None = None,
) -> list[Past | None]:
    """Return for each scenario how its mature service stands at week 0, or `None` for a new one.

    What was lived before is fetched from the user's cache folder, and what was not is kept there.
    """
    found: list[Past | None] = [None] * len(scenarios)
    if hands.advance is None:
        return found
    waiting: dict[tuple[int, ...], list[int]] = {}
    places = {
        position: _place(before(scenario, 0), area)
        for position, scenario in enumerate(scenarios)
        if scenario.first_week < 0
    }
    kept = {position: _fetch(place, seeds) for position, place in places.items()}
    for position, moments in kept.items():
        missing = tuple(seed for seed in seeds if seed not in moments)
        waiting.setdefault(missing, []).append(position)
    for missing, positions in waiting.items():
        if missing:
            worlds = [hands.build(area, before(scenarios[place], 0)) for place in positions]
            lived = hands.advance(
                worlds, missing, until=0, threads=threads, on_progress=on_progress
            )
            for position, moments_lived in zip(positions, lived, strict=True):
                kept[position] |= dict(zip(missing, moments_lived, strict=True))
                _keep(places[position], missing, moments_lived)
    for position, moments in kept.items():
        found[position] = [moments[seed] for seed in seeds]
    return found


def _place(scenario: Scenario, area: Area) -> Path:
    """Return the folder of a mature start: another one for whatever could make a difference."""
    from sp_sim.engine.compiled import cache_folder  # noqa: PLC0415 - numba takes its time

    asked = f"{__version__} {scenario.fingerprint} {area.fingerprint}"
    return cache_folder() / "mature" / hashlib.sha256(asked.encode()).hexdigest()[:16]


def _fetch(place: Path, seeds: Sequence[int]) -> dict[int, Moment]:
    found = {}
    for seed in seeds:
        path = place / f"{seed}{SUFFIX}"
        moment = read_moment(path) if path.exists() else None
        if moment is not None:
            path.touch()
            found[seed] = moment
    return found


def _keep(place: Path, seeds: Sequence[int], moments: Sequence[Moment]) -> None:
    """Keep moments for next time; a full or unwritable disk is no reason to stop."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        for seed, moment in zip(seeds, moments, strict=True):
            write_moment(moment, place / f"{seed}{SUFFIX}")
        make_room(place.parent, MOST_BYTES)
    except OSError:
        return


def engine_of_now() -> str:
    """Return the name of the program's state, on which the bytes of a run depend."""
    from sp_sim.engine.compiled import cache_folder  # noqa: PLC0415 - numba takes its time

    return f"{__version__} {cache_folder().name}"


def go_on(
    checkpoint: Checkpoint, scenarios: Sequence[Scenario], area: Area, weeks: int
) -> list[Past | None]:
    """Return a checkpoint's moments once for each scenario; refuse those it is not the past of."""
    problems = list(_reasons_not_to(checkpoint, scenarios, area, weeks))
    if problems:
        raise Problems(problems)
    return [checkpoint.moments] * len(scenarios)


def _reasons_not_to(
    checkpoint: Checkpoint, scenarios: Sequence[Scenario], area: Area, weeks: int
) -> Iterator[Problem]:
    week = checkpoint.week

    def told(key: str, value: Any, message: str, remedy: str) -> Problem:  # noqa: ANN401 - printed
        rule = "a future shares the past of its checkpoint"
        return Problem(
            file="checkpoint", key=key, value=str(value), message=message, rule=rule, remedy=remedy
        )

    if checkpoint.engine != engine_of_now():
        yield told(
            "engine", checkpoint.engine, "was made by another version of the program",
            "make it again with `sp-sim checkpoint`",
        )  # fmt: skip
    if checkpoint.area_fingerprint != area.fingerprint:
        yield told(
            "area", area.name, f"the checkpoint was made of another area, {checkpoint.area}",
            "give that one with --area",
        )  # fmt: skip
    if weeks <= week:
        message = f"the checkpoint stands at week {week}, and nothing would be left to live"
        yield told("weeks", weeks, message, f"ask for more than {week} weeks")
    for scenario in scenarios:
        if past_of(scenario, week) != checkpoint.past:
            message = f"differs from {checkpoint.scenario} before week {week}"
            remedy = f"let it extend {checkpoint.scenario} and change from week {week} on"
            yield told("scenario", scenario.name, message, remedy)
