"""Living: scenarios, an area and seeds go in; arms that share people and luck come out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from sp_sim.domain.places import Area
from sp_sim.errors import Problem, Problems
from sp_sim.experiments.drawn import live_drawn
from sp_sim.experiments.ensemble import KINDS
from sp_sim.experiments.past import go_on, mature
from sp_sim.results.arm import Arm, Asked, Places
from sp_sim.results.result import Result
from sp_sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sp_sim.domain.records import Records
    from sp_sim.engine.moment import Moment
    from sp_sim.results.arm import Draws
    from sp_sim.results.checkpoint import Checkpoint

    Progress = Callable[[int, int], None]

DEFAULT_WEEKS = 104
DEFAULT_SEED = 1
DEFAULT_REPLICATIONS = 20
DEFAULT_SETS = 50
MOST_WEEKS = 2600
MOST_REPLICATIONS = 100_000


class Simulate(Protocol):
    """The engine, as far as experiments know it."""

    def __call__(  # noqa: D102, PLR0913 - the class says it; as the engine has it
        self,
        worlds: Sequence[Any],
        seeds: Sequence[int],
        *,
        weeks: int,
        threads: int = 1,
        on_progress: Progress | None = None,
        past: Sequence[Sequence[Moment] | None] | None = None,
        looks_back: bool = False,
    ) -> list[Records]: ...


class Advance(Protocol):
    """The engine, as far as checkpoints know it."""

    def __call__(  # noqa: D102 - the class says it
        self,
        worlds: Sequence[Any],
        seeds: Sequence[int],
        *,
        until: int,
        threads: int = 1,
        on_progress: Progress | None = None,
        past: Sequence[Sequence[Moment] | None] | None = None,
    ) -> list[list[Moment]]: ...


@dataclass(frozen=True)
class Living:
    """How a scenario becomes a world and a world becomes records; tests put small ones here."""

    build: Callable[[Area, Scenario], Any]
    simulate: Simulate
    places: Callable[[Any], Places]
    advance: Advance | None = None
    """What keeps mature starts and makes checkpoints; without it they are lived every time."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What to live: everything but the scenarios."""

    area: Area | Path | None = None
    weeks: int = DEFAULT_WEEKS
    seed: int = DEFAULT_SEED
    replications: int = DEFAULT_REPLICATIONS
    threads: int | None = None
    draws: str = "point"
    past: Checkpoint | None = None
    counterfactual: bool = False
    sets: int | None = None
    """Parameter sets, each with `replications` seeds of its own; 50 where they are drawn."""

    def asked(self) -> Asked:
        """Return the question checked, with its area read and its seeds counted out."""
        problems = list(_wrong(self))
        if problems:
            raise Problems(problems)
        sets = self.how_many_sets
        seeds = tuple(range(self.seed, self.seed + sets * self.replications))
        seeds = seeds if self.past is None else self.past.seeds
        draws = cast("Draws", self.draws)
        return Asked(
            read_area(self.area), self.weeks, seeds, draws, sets, counterfactual=self.counterfactual
        )

    @property
    def how_many_sets(self) -> int:
        """How many parameter sets are lived."""
        if self.draws == "point":
            return 1
        return DEFAULT_SETS if self.sets is None else self.sets


def live(
    scenarios: Sequence[Scenario | str | Path],
    question: Question,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
) -> Result:
    """Return one arm a scenario, lived with the same seeds, without comparisons."""
    asked, read = question.asked(), [read_scenario(scenario) for scenario in scenarios]
    check_names(read)
    hands = compiled() if living is None else living
    started = _now()
    if asked.draws != "point":
        threads = threads_or_all(question.threads)
        return Result(live_drawn(read, asked, hands, threads, on_progress), (), started, _now())
    worlds = [hands.build(asked.area, scenario) for scenario in read]
    threads = threads_or_all(question.threads)
    if question.past is None:
        past = mature(read, asked.area, asked.seeds, hands, threads, on_progress)
    else:
        past = go_on(question.past, read, asked.area, asked.weeks)
    records = hands.simulate(
        worlds,
        asked.seeds,
        weeks=asked.weeks,
        threads=threads,
        on_progress=on_progress,
        past=past,
        looks_back=asked.counterfactual,
    )
    arms = tuple(
        Arm(scenario, asked, hands.places(world), given)
        for scenario, world, given in zip(read, worlds, records, strict=True)
    )
    return Result(arms, (), started, _now())


def compiled() -> Living:
    """Return the running copy: the compiled engine over worlds as built."""
    from sp_sim.engine.run import advance, simulate  # noqa: PLC0415 - numba takes its time
    from sp_sim.experiments.places import places_of  # noqa: PLC0415 - as above
    from sp_sim.world.build import build  # noqa: PLC0415 - as above

    return Living(build, simulate, places_of, advance)


def read_scenario(scenario: Scenario | str | Path) -> Scenario:
    """Return the scenario itself, or read it from a file or by its name."""
    if isinstance(scenario, Scenario):
        return scenario
    from sp_sim.scenario import load  # noqa: PLC0415 - reading YAML takes its time

    return load(scenario)


def read_area(area: Area | Path | str | None) -> Area:
    """Return the area itself, or read it from a file; `None` is the area in the box."""
    if isinstance(area, Area):
        return area
    from sp_sim.areas.area import load  # noqa: PLC0415 - only when there is something to read

    return load(None if area is None else Path(area))


def check_names(scenarios: Sequence[Scenario]) -> None:
    """Refuse two scenarios of one name: nobody could tell their results apart."""
    names = [scenario.name for scenario in scenarios]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Problems([asked_problem("scenario", name, *_TWICE) for name in twice])


def threads_or_all(threads: int | None) -> int:
    """Return the threads asked for, or as many as this program may use."""
    if threads is not None:
        return threads
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def asked_problem(key: str, value: object, message: str, remedy: str, rule: str = "") -> Problem:
    """Return what is wrong with something that was asked for; the message may be the rule."""
    return Problem(
        file="asked", key=key, value=str(value), message=message, rule=rule or message,
        remedy=remedy,
    )  # fmt: skip


_TWICE = (
    "two scenarios have this name",
    "give one of them another name",
    "scenarios that are run together have names of their own",
)


def _wrong(question: Question) -> list[Problem]:
    limits = {"weeks": (1, MOST_WEEKS), "seed": (0, 2**53), "replications": (1, MOST_REPLICATIONS)}
    if question.threads is not None:
        limits["threads"] = (1, 1024)
    found = []
    for key, (low, high) in limits.items():
        value = getattr(question, key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            rule = f"must be a whole number from {low} to {high}"
            usual = Question.__dataclass_fields__[key].default
            remedy = f"leave it out for {'all cores' if usual is None else usual}"
            found.append(asked_problem(key, value, rule, remedy))
    if question.draws not in KINDS:
        message = f"is none of {', '.join(KINDS)}"
        found.append(asked_problem("draws", question.draws, message, "leave it out for point"))
    return [*found, *_wrong_sets(question)]


def _wrong_sets(question: Question) -> Iterator[Problem]:
    sets, runs, drawn = question.sets, question.replications, question.draws != "point"
    if sets is not None and not drawn:
        message = "with draws 'point' there is one parameter set"
        yield asked_problem("sets", sets, message, "leave it out, or ask for draws 'prior'")
    if not drawn:
        return
    if sets is not None and (isinstance(sets, bool) or not isinstance(sets, int) or sets < 2):
        yield asked_problem("sets", sets, "must be a whole number from 2", f"try {DEFAULT_SETS}")
    elif isinstance(runs, int) and question.how_many_sets * runs > MOST_REPLICATIONS:
        message = (
            f"{question.how_many_sets} sets of {runs} runs are more than {MOST_REPLICATIONS:,}"
        )
        yield asked_problem("sets", sets, message, "ask for fewer sets or replications")
    if runs == 1:
        message = "one run a parameter set cannot tell chance from want of evidence"
        yield asked_problem("replications", runs, message, "ask for 2 or more")
    if question.past is not None:
        message = "a checkpoint was lived under one parameter set, and has its own seeds"
        yield asked_problem("draws", question.draws, message, "ask for draws 'point'")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
