"""Run: one scenario, lived with several seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.experiments.live import Question, live

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.result import Result
    from sp_sim.scenario.scenario import Scenario


def run(
    scenario: Scenario | str | Path,
    area: Area | Path | None = None,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Result:
    """Live one scenario and return its measures, intervals and records.

    Args:
        scenario: A scenario, its file or its name.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the jobs done and all jobs.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (80 runs; with draws of point 20), `threads`
            (all), `draws` (posterior; prior, point), `sets` (parameter sets over which runs are spread;
            two runs each), `past` (a checkpoint to go on from, with its seeds; none), `counterfactual`
            (False), `by` (what to break the measures down by: `practice`, `pcn`, `deprivation_fifth`,
            `age_band`, `sex`, `need`, `year`; none). From a checkpoint, and with fewer than four runs,
            parameters are not drawn.

    >>> run("baseline", weeks=8, replications=2, threads=1)
    <Result: baseline, 8 weeks, 2 runs>
    """
    asked = Question(area=area, **question)
    return live([scenario], asked, on_progress=on_progress, living=living)
