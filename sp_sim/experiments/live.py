"""Living: scenarios, an area and seeds go in; arms that share people and luck come out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from sp_sim.domain.places import Area
from sp_sim.errors import Problem, Problems
from sp_sim.experiments.drawn import MOST_KEPT, live_drawn
from sp_sim.experiments.ensemble import KINDS
from sp_sim.experiments.past import go_on, mature
from sp_sim.experiments.posterior import which
from sp_sim.results.arm import Arm, Asked, Places
from sp_sim.results.dimensions import BY
from sp_sim.results.result import Result
from sp_sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sp_sim.domain.records import Records
    from sp_sim.engine.moment import Moment
    from sp_sim.param import Value
    from sp_sim.results.arm import Draws
    from sp_sim.results.checkpoint import Checkpoint

    Progress = Callable[[int, int], None]

DEFAULT_WEEKS = 104
DEFAULT_SEED = 1
DEFAULT_REPLICATIONS = 20
DEFAULT_DRAWN_REPLICATIONS = 80
"""Where parameters are drawn: runs of 40 parameter sets, with which a fortieth lies at either end."""
RUNS_A_SET = 2
"""The fewest that tell chance from want of evidence; more sets say more than more runs of one."""
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
    redraw: Callable[[Any, Scenario, Mapping[str, Value]], Any] | None = None
    """What gives a scenario's world the values of a parameter set; without it worlds are built anew."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What to live: everything but the scenarios."""

    area: Area | Path | None = None
    weeks: int = DEFAULT_WEEKS
    seed: int = DEFAULT_SEED
    replications: int | None = None
    """Runs of each scenario in all; 20 when left out, 80 where parameters are drawn."""
    threads: int | None = None
    draws: str | None = None
    """When left out: the posterior, or the point where runs are too few to draw, or a past is given."""
    past: Checkpoint | None = None
    counterfactual: bool = False
    sets: int | None = None
    """Parameter sets over which the runs are spread evenly; two runs each when left out."""
    by: str | Sequence[str] = ()
    """What measures are broken down by as well: practice, pcn, ... (see `results.dimensions`)."""

    def asked(self) -> Asked:
        """Return the question checked, with its area read and its seeds counted out."""
        problems = list(_wrong(self))
        if problems:
            raise Problems(problems)
        seeds = tuple(range(self.seed, self.seed + self.runs))
        seeds = seeds if self.past is None else self.past.seeds
        draws = cast("Draws", self.kind)
        return Asked(
            read_area(self.area), self.weeks, seeds, draws, self.how_many_sets,
            counterfactual=self.counterfactual, posterior=which() if draws == "posterior" else "",
            by=self.dimensions,
        )  # fmt: skip

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What measures are broken down by, each once."""
        return tuple(dict.fromkeys([self.by] if isinstance(self.by, str) else self.by))

    @property
    def kind(self) -> str:
        """Which draws are meant."""
        if self.draws is not None:
            return self.draws
        few = self.sets is None and not _is_enough(self.replications)
        return "point" if few or self.past is not None else "posterior"

    @property
    def runs(self) -> int:
        """How many runs each scenario has in all."""
        if self.replications is not None:
            return self.replications
        if self.kind == "point":
            return DEFAULT_REPLICATIONS
        return DEFAULT_DRAWN_REPLICATIONS if self.sets is None else self.sets * RUNS_A_SET

    @property
    def how_many_sets(self) -> int:
        """How many parameter sets are lived."""
        if self.kind == "point":
            return 1
        return _most_sets(self.runs) if self.sets is None else self.sets


def _most_sets(runs: int) -> int:
    """Return over how many sets runs can be spread evenly, with two or more each."""
    shares = (each for each in range(RUNS_A_SET, runs + 1) if runs % each == 0)
    return runs // next(shares, max(runs, 1))


def _is_enough(replications: int | None) -> bool:
    """Return whether so many runs can be spread over parameter sets."""
    return replications is None or replications >= 2 * RUNS_A_SET


def live(
    scenarios: Sequence[Scenario | str | Path],
    question: Question,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
    most_kept: int | None = None,
) -> Result:
    """Return one arm a scenario, lived with the same seeds, without comparisons.

    Where parameters are drawn, records are kept if they take no more bytes than `most_kept` (two gigabytes).
    """
    asked, read = question.asked(), [read_scenario(scenario) for scenario in scenarios]
    check_names(read)
    hands = compiled() if living is None else living
    started = _now()
    threads = threads_or_all(question.threads)
    if asked.draws != "point":
        most = MOST_KEPT if most_kept is None else most_kept
        arms = live_drawn(read, asked, hands, threads, on_progress, most)
        return Result(arms, (), started, _now())
    worlds = [hands.build(asked.area, scenario) for scenario in read]
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
    from sp_sim.world.build import build, redrawn  # noqa: PLC0415 - as above

    return Living(build, simulate, places_of, advance, redrawn)


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


_NO_DIMENSION = (f"is none of {', '.join(BY)}", "take one or more of these, as a list")


def _wrong(question: Question) -> list[Problem]:
    limits = {"weeks": (1, MOST_WEEKS), "seed": (0, 2**53)}
    if question.replications is not None:
        limits["replications"] = (1, MOST_REPLICATIONS)
    if question.threads is not None:
        limits["threads"] = (1, 1024)
    found = []
    for key, (low, high) in limits.items():
        value = getattr(question, key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            rule = f"must be a whole number from {low} to {high}"
            usual = USUAL.get(key, Question.__dataclass_fields__[key].default)
            found.append(asked_problem(key, value, rule, f"leave it out for {usual}"))
    if question.draws is not None and question.draws not in KINDS:
        message = f"is none of {', '.join(KINDS)}"
        found.append(asked_problem("draws", question.draws, message, "leave it out for posterior"))
    found += [asked_problem("by", by, *_NO_DIMENSION) for by in question.dimensions if by not in BY]
    can_be_spread = not {"replications", "draws"} & {problem.key for problem in found}
    return [*found, *(_wrong_sets(question) if can_be_spread else ())]


USUAL = {
    "threads": "all cores",
    "replications": f"{DEFAULT_DRAWN_REPLICATIONS}, or {DEFAULT_REPLICATIONS} with draws 'point'",
}
"""What stands for `None`, in words."""


def _wrong_sets(question: Question) -> Iterator[Problem]:
    sets, runs = question.sets, question.runs
    if question.kind == "point":
        if sets is not None:
            message = "with draws 'point' there is one parameter set"
            remedy = "leave it out, or ask for draws 'posterior'"
            yield asked_problem("sets", sets, message, remedy)
        return
    if sets is not None and (isinstance(sets, bool) or not isinstance(sets, int) or sets < 2):
        yield asked_problem("sets", sets, "must be a whole number from 2", "leave it out")
    elif runs > MOST_REPLICATIONS:
        yield asked_problem("sets", sets, f"{runs:,} runs are too many", "ask for fewer sets")
    elif sets is not None and runs % sets:
        message = f"runs cannot be spread evenly over {sets} parameter sets"
        remedy = f"ask for {max(RUNS_A_SET, runs // sets) * sets}, say"
        yield asked_problem("replications", runs, message, remedy)
    elif question.how_many_sets < 2 or runs < RUNS_A_SET * question.how_many_sets:
        message = (
            "cannot be spread over parameter sets with two or more runs each, as it takes to tell"
            " chance from want of evidence"
        )
        even = max(2 * RUNS_A_SET, runs + runs % 2)
        remedy = f"ask for {even if sets is None else RUNS_A_SET * sets}, say, or for draws 'point'"
        yield asked_problem("replications", runs, message, remedy)
    if question.past is not None:
        message = "a checkpoint was lived under one parameter set, and has its own seeds"
        yield asked_problem("draws", question.draws, message, "ask for draws 'point'")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
