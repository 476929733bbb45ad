"""Replicate: runs are added until what was asked is known precisely enough, however often one looks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.domain.records import joined
from sp_sim.errors import Problem, Problems
from sp_sim.estimate import CONFIDENCE
from sp_sim.experiments.compare import compared, lived_again
from sp_sim.experiments.live import MOST_REPLICATIONS, Question, asked_problem, live
from sp_sim.results.arm import Arm
from sp_sim.results.measures import MEASURES
from sp_sim.results.result import Result
from sp_sim.results.stopping import Reached, Stopping
from sp_sim.sequential import half_width_always, is_precise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Floats
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.scenario.scenario import Scenario

DEFAULT_MOST = 1000
"""No more runs than this are lived when nobody says."""
FEWEST_MORE, SHARE_MORE = 10, 4
"""Runs that are added at a time: a quarter of those that there are, and at least ten."""


def replicate(  # noqa: PLR0913 - all that `compare` takes, and when to stop
    base: Scenario | str | Path,
    *others: Scenario | str | Path,
    precision: Mapping[str, float],
    most: int = DEFAULT_MOST,
    area: Area | Path | None = None,
    on_progress: Progress | None = None,
    living: Living | None = None,
    all_pairs: bool = False,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Result:
    """Live scenarios with more and more seeds until some measures are known precisely enough.

    With others, what must be precise is each one's paired difference from the base; alone, the mean.
    Each measure's interval holds at every look at once (see `sequential.half_width_always`), with its
    share of one mistake in twenty (Bonferroni), so that stopping when all are narrow is honest. The
    result is that of `run` or `compare` with as many replications, and says how it stopped.

    Args:
        base: A scenario, its file or its name.
        others: Scenarios that are compared with it; none for the base alone.
        precision: For each measure half the width that its 95% interval may have.
        most: Stop at so many runs in any case.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the runs lived and the most that there may be.
        living: What builds and lives worlds; the compiled engine when left out.
        all_pairs: Whether the others are compared with each other too; precision is of the base's.
        question: As for `run`; `replications` (20) are lived before the first look, with central
            parameters: precision is of chance.

    >>> wanted = {"referrals_per_1000_per_year": 50.0}
    >>> result = replicate("baseline", precision=wanted, weeks=8, threads=1)
    >>> result.stopping.is_precise, result.stopping.runs
    (True, 20)
    """
    asked = Question(area=area, **(question | {"draws": question.get("draws") or "point"}))
    problems = list(_wrong(asked, precision, most))
    if problems:
        raise Problems(problems)
    study = _Study((base, *others), replace(asked, area=asked.asked().area), most, living)
    study.add(min(asked.runs, most), on_progress)
    looks, reached = 1, study.reached(precision)
    while study.runs < most and not all(each.is_precise for each in reached):
        more = max(FEWEST_MORE, study.runs // SHARE_MORE)
        study.add(min(more, most - study.runs), on_progress)
        looks, reached = looks + 1, study.reached(precision)
    result = replace(study.result(), stopping=Stopping(reached, looks, study.runs, most))
    if not others:
        return result
    again = lived_again(replace(study.question, replications=study.runs), living)
    return compared(result, all_pairs=all_pairs, fresh=again)


class _Study:
    """Batches of runs of the same scenarios, each with the seeds after the last one's."""

    def __init__(
        self, scenarios: Sequence[Scenario | str | Path], question: Question, most: int,
        living: Living | None,
    ) -> None:  # fmt: skip
        self.scenarios, self.question, self.most, self.living = scenarios, question, most, living
        self.batches: list[Result] = []
        self.runs = 0

    def add(self, runs: int, on_progress: Progress | None) -> None:
        """Live so many more runs."""
        before = self.runs

        def tell(done: int, jobs: int) -> None:
            if on_progress is not None:
                on_progress(before + done * runs // jobs, self.most)

        question = replace(self.question, seed=self.question.seed + before, replications=runs)
        lived = live(self.scenarios, question, on_progress=tell, living=self.living)
        self.scenarios = [arm.scenario for arm in lived.arms]
        self.batches.append(lived)
        self.runs += runs

    def reached(self, precision: Mapping[str, float]) -> tuple[Reached, ...]:
        """Return how precisely each measure is known of each other arm, or of the only one."""
        names = [arm.name for arm in self.batches[0].arms]
        others: list[str | None] = [*names[1:]] or [None]
        asked = [(key, other) for other in others for key in precision]
        mistakes = (1.0 - CONFIDENCE) / len(asked)
        return tuple(
            _reached(self._values(key, names[0], other), key, other, precision[key], mistakes)
            for key, other in asked
        )

    def _values(self, key: str, base: str, other: str | None) -> Floats:
        """Return a value a run: of the only arm, or other less base."""
        values = np.concatenate([batch.arm(base).measured[key] for batch in self.batches])
        if other is None:
            return values
        others = np.concatenate([batch.arm(other).measured[key] for batch in self.batches])
        difference: Floats = others - values
        return difference

    def result(self) -> Result:
        """Return all batches as if they had been asked at once."""
        arms = tuple(map(_joined, zip(*(batch.arms for batch in self.batches), strict=True)))
        return Result(arms, (), self.batches[0].started, self.batches[-1].finished)


def _reached(
    values: Floats, key: str, other: str | None, target: float, mistakes: float
) -> Reached:
    given = values[np.isfinite(values)]
    runs = len(given)
    alike = runs < 2 or bool(np.all(given == given[0]))
    sd = 0.0 if alike else float(given.std(ddof=1))
    return Reached(
        key=key, other=other, target=target, runs=runs,
        value=float(given.mean()) if runs else None,
        half_width=half_width_always(sd, runs, mistakes),
        is_precise=is_precise(sd, runs, target, mistakes),
    )  # fmt: skip


def _joined(parts: Sequence[Arm]) -> Arm:
    """Return arms of one scenario with seeds one after the other as one arm."""
    seeds = tuple(seed for part in parts for seed in part.asked.seeds)
    first = parts[0]
    whole = joined([(part.records, len(part.asked.seeds)) for part in parts])
    return Arm(first.scenario, replace(first.asked, seeds=seeds), first.places, whole)


def _wrong(question: Question, precision: Mapping[str, float], most: int) -> Iterator[Problem]:
    if not precision:
        yield asked_problem("precision", "nothing", "names no measure", "name one or more")
    for key, value in precision.items():
        if key not in MEASURES:
            remedy = "take one of the keys that `run --json` prints"
            yield asked_problem("precision", key, "is no measure", remedy)
        elif not math.isfinite(value) or value <= 0.0:
            remedy = f"what matters of it is {MEASURES[key].smallest:g} {MEASURES[key].unit}"
            yield asked_problem("precision", f"{key}={value:g}", "must be above zero", remedy)
    if isinstance(most, bool) or not isinstance(most, int) or not 1 < most <= MOST_REPLICATIONS:
        message = f"must be a whole number from 2 to {MOST_REPLICATIONS:,}"
        yield asked_problem("most", most, message, f"leave it out for {DEFAULT_MOST:,}")
    if question.draws != "point":
        message = "precision is of chance alone, which more runs make smaller; evidence they do not"
        yield asked_problem("draws", question.draws, message, "ask for draws 'point'")
    if question.past is not None:
        message = "a checkpoint has its own seeds, and no more can be added"
        yield asked_problem("past", question.past.scenario, message, "leave out one of the two")
