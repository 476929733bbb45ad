"""Bench: how fast the engine is, as ratios of things timed in turns in one process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sp_sim.engine.run import simulate
from sp_sim.errors import CouldNotFinishError
from sp_sim.experiments.bench_worlds import (
    ARMS,
    BASE,
    PCN_LISTS,
    SMALL_LISTS,
    largest_network,
    like_arms,
    mature,
    network,
    said,
    seeds_for,
    volume,
)
from sp_sim.experiments.compare import compare
from sp_sim.experiments.timing import exponents, interleave, ratios, seconds_of, spread
from sp_sim.model.model import SocialPrescribingModel
from sp_sim.scenario import load
from sp_sim.world.build import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.domain.records import Records
    from sp_sim.experiments.bench_worlds import Volume
    from sp_sim.experiments.timing import Seconds, Spread
    from sp_sim.world.world import World

    Task = Callable[[], object]

PAIR = ("head-office", "in-practices")
FIRST = "first arm, launch"
FIRST_RESULT = (
    "import sp_sim; "
    "print(sp_sim.run('baseline', weeks=26, replications=1, threads=1).document()['scenarios'])"
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is timed."""

    repeats: int
    weeks: int
    seeds: int
    small_weeks: int
    mesa_weeks: int
    mesa_repeats: int
    lengths: tuple[int, ...]
    networks: tuple[int, ...]
    pairs: tuple[int, ...]
    processes: int
    cold: bool


FULL = Plan(
    repeats=15, weeks=104, seeds=16, small_weeks=26, mesa_weeks=52, mesa_repeats=5,
    lengths=(26, 52, 104, 208), networks=(1, 2, 4, 8), pairs=(20, 200), processes=5, cold=True,
)  # fmt: skip
QUICK = Plan(
    repeats=7, weeks=104, seeds=8, small_weeks=26, mesa_weeks=0, mesa_repeats=0,
    lengths=(26, 52, 104), networks=(1, 2, 4), pairs=(20, 200), processes=3, cold=False,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line: what was timed, how long it took, and how that compares with `of`.

    `ratio` is of the round-by-round ratios: times as long as `of`, or times as fast if `is_speed`.
    """

    key: str
    words: str
    seconds: Spread | None = None
    ratio: Spread | None = None
    of: str = ""
    is_speed: bool = False
    volume: Volume | None = None


@dataclass(frozen=True)
class Group:
    """Rows that were timed in turns, under a heading."""

    key: str
    title: str
    rows: tuple[Row, ...]


def bench(plan: Plan, area: Area | None = None, threads: int = 2) -> Iterator[Group]:
    """Time everything, group by group; `area` takes the place of the made-up network."""
    chosen = network(PCN_LISTS) if area is None else area
    yield arms(plan, chosen)
    yield models(plan, chosen)
    yield cores(plan, chosen, threads)
    yield lengths(plan, chosen)
    yield sizes(plan)
    if plan.processes:
        yield processes(plan)
    yield questions(plan, chosen, threads)


def load_engine() -> None:
    """Compile or load the engine, so that this is in nobody's time."""
    simulate([build(network(SMALL_LISTS), load(BASE))], [1], weeks=1)


def arms(plan: Plan, area: Area) -> Group:
    """Time the first arm of a seed and each further one, at launch and when GPs know the service."""
    seeds = seeds_for(area, plan.seeds)
    tasks: dict[str, Task] = {}
    lived: dict[str, list[Records]] = {}
    for name, scenario in {"launch": load(BASE), "mature": mature(area, plan.weeks)}.items():
        worlds = like_arms(area, scenario)
        for many in (1, ARMS):
            tasks[f"{name} {many}"] = _live(worlds[:many], seeds, plan.weeks, lived, name)
    tasks["alone"] = _live(like_arms(area, load(BASE))[:1], seeds[:1], plan.weeks)
    taken = interleave(tasks, plan.repeats)
    volumes = {name: volume(records, area, plan.weeks, seeds) for name, records in lived.items()}
    rows = list(_arm_rows("launch", taken, volumes, len(seeds), None))
    first = tuple(second / len(seeds) for second in taken["launch 1"])
    rows += _arm_rows("mature", taken, volumes, len(seeds), first)
    alone = spread(ratios(taken["alone"], first))
    rows.append(Row("arm.alone", "alone in a call, launch", spread(taken["alone"]), alone, FIRST))
    title = f"One arm of one seed, in a batch of {len(seeds)}: {said(area)}, {plan.weeks} weeks"
    return Group("arms", title, tuple(rows))


def _arm_rows(
    name: str, taken: dict[str, Seconds], volumes: dict[str, Volume], seeds: int, to: Seconds | None
) -> Iterator[Row]:
    """Yield the rows of the first arm and of a further one, a seed of a batch each."""
    first = tuple(second / seeds for second in taken[f"{name} 1"])
    every = tuple(second / seeds for second in taken[f"{name} {ARMS}"])
    further = tuple((many - one) / (ARMS - 1) for many, one in zip(every, first, strict=True))
    busy = volumes[name]
    ratio, of = (spread(ratios(first, to)), FIRST) if to else (None, "")
    yield Row(f"arm.first.{name}", f"first arm, {name}", spread(first), ratio, of, volume=busy)
    share = spread(ratios(further, first))
    of = f"first arm, {name}"
    yield Row(
        f"arm.further.{name}", f"further arm, {name}", spread(further), share, of, volume=busy
    )


def models(plan: Plan, area: Area) -> Group:
    """Time the Mesa model against the engine, on the same people, with the same records."""
    rows = _model_rows(network(SMALL_LISTS), plan.small_weeks, plan.repeats, "small", plan.seeds)
    if plan.mesa_weeks:
        largest = largest_network(area)
        rows += _model_rows(largest, plan.mesa_weeks, plan.mesa_repeats, "pcn", plan.seeds)
    return Group("models", "The engine against the Mesa model: same people, same records", rows)


def _model_rows(area: Area, weeks: int, repeats: int, name: str, seeds: int) -> tuple[Row, ...]:
    world = build(area, load(BASE))
    lived: dict[str, Records] = {}

    def mesa() -> None:
        lived["mesa"] = SocialPrescribingModel(world, seed=1, weeks=weeks).run()

    def alone() -> None:
        (lived["engine"],) = simulate([world], [1], weeks=weeks, looks_back=True)

    def batch() -> None:
        simulate([world], range(1, seeds + 1), weeks=weeks, looks_back=True)

    taken = interleave({"mesa": mesa, "alone": alone, "batch": batch}, repeats)
    check_same(lived["mesa"], lived["engine"])
    busy = volume([lived["engine"]], area, weeks, [1])
    batched = tuple(second / seeds for second in taken["batch"])
    words = f"Mesa model, {area.registered:,} registered, {weeks} weeks"
    rows = [Row(f"mesa.{name}", words, spread(taken["mesa"]), volume=busy)]
    tried = {"alone in a call": taken["alone"], f"batch of {seeds}": batched}
    for how, seconds in tried.items():
        faster = spread(ratios(taken["mesa"], seconds))
        key = f"engine.{name}.{how.split()[0]}"
        rows.append(Row(key, f"engine, {how}", spread(seconds), faster, "Mesa", is_speed=True))
    return tuple(rows)


def check_same(mesa: Records, engine: Records) -> None:
    """Refuse to time two models that do not give the same answer."""
    if not mesa.same_bits(engine):
        message = "the engine and the Mesa model gave different records: their speed means nothing"
        raise CouldNotFinishError(message)


def cores(plan: Plan, area: Area, threads: int) -> Group:
    """Time a batch on one thread and on several."""
    world, seeds = build(area, load(BASE)), seeds_for(area, 8 * plan.seeds)
    taken = interleave(
        {
            str(many): partial(simulate, [world], seeds, weeks=plan.weeks, threads=many)
            for many in dict.fromkeys((1, threads))
        },
        plan.repeats,
    )
    one = taken["1"]
    rows = [Row("threads.1", "one thread", spread(one))]
    if threads > 1:
        more = taken[str(threads)]
        faster = spread(ratios(one, more))
        words = f"{threads} threads"
        rows.append(Row("threads.more", words, spread(more), faster, "one thread", is_speed=True))
    return Group("threads", f"A batch of {len(seeds)} seeds: {said(area)}", tuple(rows))


def lengths(plan: Plan, area: Area) -> Group:
    """Time longer and longer runs, of GPs who know the service from the start."""
    world, seeds = build(area, mature(area, plan.weeks)), seeds_for(area, plan.seeds)
    tasks = {
        f"{weeks} weeks": partial(simulate, [world], seeds, weeks=weeks) for weeks in plan.lengths
    }
    return _growth("weeks", "Time grows with weeks", plan.lengths, tasks, plan.repeats)


def sizes(plan: Plan) -> Group:
    """Time more and more networks."""
    areas = {
        len(PCN_LISTS) * many: build(network(PCN_LISTS, many), load(BASE)) for many in plan.networks
    }
    seeds = list(range(1, max(2, plan.seeds // 4) + 1))
    tasks = {
        f"{practices} practices": partial(simulate, [world], seeds, weeks=plan.weeks)
        for practices, world in areas.items()
    }
    return _growth("practices", "Time grows with practices", tuple(areas), tasks, plan.repeats)


def _growth(
    key: str, title: str, many: Sequence[int], tasks: Mapping[str, Task], repeats: int
) -> Group:
    taken = interleave(tasks, repeats)
    first = next(iter(tasks))
    rows = [
        Row(
            f"{key}.{size}", name, spread(taken[name]),
            spread(ratios(taken[name], taken[first])) if name != first else None,
            first if name != first else "",
        )
        for size, name in zip(many, tasks, strict=True)
    ]  # fmt: skip
    power = spread(exponents(many, list(taken.values())))
    rows.append(Row(f"{key}.exponent", "exponent (1: in proportion)", ratio=power))
    return Group(key, title, tuple(rows))


def processes(plan: Plan) -> Group:
    """Time what a person at a terminal waits for, in fresh processes."""
    programs = {
        "python": ("bare Python", ["-c", "pass"]),
        "help": ("sp-sim --help", ["-m", "sp_sim", "--help"]),
        "first": ("first result, warm", ["-c", FIRST_RESULT]),
    }
    taken = interleave(
        {name: partial(fresh, words) for name, (_, words) in programs.items()},
        plan.processes,
    )
    if plan.cold:
        with tempfile.TemporaryDirectory() as folder:
            programs["cold"] = ("first result, cold", programs["first"][1])
            once = seconds_of(lambda: fresh(programs["cold"][1], SP_SIM_CACHE_DIR=folder))
            taken["cold"] = (once,)
    rows = [Row("process.python", programs["python"][0], spread(taken["python"]))]
    for name, to in {"help": "python", "first": "python", "cold": "first"}.items():
        if name in taken:
            pace = taken[to] if len(taken[to]) == len(taken[name]) else (spread(taken[to]).median,)
            rows.append(
                Row(
                    f"process.{name}", programs[name][0], spread(taken[name]),
                    spread(ratios(taken[name], pace)), programs[to][0],
                )
            )  # fmt: skip
    return Group("processes", "What a person waits for, in a fresh process", tuple(rows))


def fresh(words: Sequence[str], **settings: str) -> None:
    """Run Python in a process of its own."""
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *words],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        message = f"a program that was to be timed failed: {ended.stderr.strip()[-300:]}"
        raise CouldNotFinishError(message)


def questions(plan: Plan, area: Area, threads: int) -> Group:
    """Time whole what-if questions: two arms, all measures, all differences."""
    asked: dict[str, Any] = {"area": area, "weeks": plan.weeks, "threads": threads}
    tasks = {
        f"{pairs} pairs": partial(answered, replications=pairs, **asked) for pairs in plan.pairs
    }
    taken = interleave(tasks, min(plan.repeats, 5))
    first = next(iter(taken))
    rows = tuple(
        Row(
            f"what_if.{name.split()[0]}", name, spread(seconds),
            spread(ratios(seconds, taken[first])) if name != first else None,
            first if name != first else "",
        )
        for name, seconds in taken.items()
    )  # fmt: skip
    title = f"A what-if of two arms, answered: {said(area)}, {plan.weeks} weeks, {threads} threads"
    return Group("what_if", title, rows)


def answered(**asked: Any) -> dict[str, Any]:  # noqa: ANN401 - the fields of Question
    """Compare the pair and work out every measure and difference."""
    return compare(*PAIR, **asked).document()


def _live(
    worlds: Sequence[World], seeds: Sequence[int], weeks: int,
    lived: dict[str, list[Records]] | None = None, name: str = "",
) -> Callable[[], None]:  # fmt: skip
    """Return the task of living these worlds, which keeps what was lived under `name`."""

    def task() -> None:
        found = simulate(worlds, seeds, weeks=weeks)
        if lived is not None:
            lived[name] = found

    return task
