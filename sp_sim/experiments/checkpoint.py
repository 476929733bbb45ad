"""Checkpoint: live a scenario up to a week and keep how it stands, for many futures to go on from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problems
from sp_sim.experiments.live import (
    MOST_WEEKS,
    Question,
    asked_problem,
    compiled,
    read_scenario,
    threads_or_all,
)
from sp_sim.experiments.past import before, engine_of_now, mature, past_of
from sp_sim.results.checkpoint import Checkpoint

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Progress
    from sp_sim.scenario.scenario import Scenario


def checkpoint(
    scenario: Scenario | str | Path,
    week: int,
    area: Area | Path | None = None,
    *,
    on_progress: Progress | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question but weeks; it checks them
) -> Checkpoint:
    """Live a scenario up to `week` (excluded) with every seed, and return how it stands then.

    `run` and `compare` go on from it with `past=`: the results are those of living straight through.

    Args:
        scenario: A scenario, its file or its name.
        week: From 1 up.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the jobs done and all jobs.
        question: `seed` (1), `replications` (20), `threads` (all).
    """
    from sp_sim.engine.run import advance  # noqa: PLC0415 - numba takes its time

    if isinstance(week, bool) or not isinstance(week, int) or not 1 <= week < MOST_WEEKS:
        rule = f"must be a whole number from 1 to {MOST_WEEKS - 1}"
        raise Problems([asked_problem("week", week, rule, "choose a week within the run")])
    asked = Question(area=area, weeks=week, draws="point", **question).asked()
    threads = threads_or_all(Question(**question).threads)
    told = before(read_scenario(scenario), week)
    hands = compiled()
    (past,) = mature([told], asked.area, asked.seeds, hands, threads, on_progress)
    (moments,) = advance(
        [hands.build(asked.area, told)],
        asked.seeds,
        until=week,
        threads=threads,
        on_progress=on_progress,
        past=[past],
    )
    return Checkpoint(
        scenario=told.name, week=week, seeds=asked.seeds, area=asked.area.name,
        area_fingerprint=asked.area.fingerprint, past=past_of(told, week), engine=engine_of_now(),
        moments=tuple(moments),
    )  # fmt: skip
