"""Compare: other scenarios against a base, paired by seed, with what they change spelled out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problems
from sp_sim.estimate import paired_difference
from sp_sim.experiments.live import Question, asked_problem, check_names, live
from sp_sim.results.basis import basis
from sp_sim.results.comparison import Comparison
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.result import Result
from sp_sim.scenario.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.arm import Arm
    from sp_sim.scenario.differences import Difference as Setting
    from sp_sim.scenario.scenario import Scenario

FEW_RUNS = 10
"""With fewer runs than this, an interval is hardly more than a guess."""

HANDS = "workforce"
"""The section whose levers are posts and hours."""


def compare(
    base: Scenario | str | Path,
    *others: Scenario | str | Path,
    area: Area | Path | None = None,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Result:
    """Live several scenarios with the same people and luck, and compare each with the first.

    Args:
        base: The scenario that the others are compared with: itself, its file or its name.
        others: One scenario or more.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the jobs done and all jobs.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (20), `threads` (all), `draws` (point),
            `past` (a checkpoint to go on from, with its seeds; none),
            `counterfactual` (False).
    """
    if not others:
        message = "a comparison needs another scenario beside the base"
        raise Problems([asked_problem("scenario", base, message, "name one or more")])
    asked = Question(area=area, **question)
    result = live([base, *others], asked, on_progress=on_progress, living=living)
    return replace(result, comparisons=tuple(pair(result.arms[0], arm) for arm in result.arms[1:]))


def compare_results(base: Result, *others: Result) -> Result:
    """Compare results that were lived apart, if they share area, weeks, seeds and draws."""
    arms = tuple(result.arms[0] for result in (base, *others))
    check_names([arm.scenario for arm in arms])
    comparisons = tuple(pair(arms[0], arm) for arm in arms[1:])
    finished = max(result.finished for result in (base, *others))
    return Result(arms, comparisons, base.started, finished)


def pair(base: Arm, other: Arm) -> Comparison:
    """Return how `other` differs from `base`, run by run; refuse arms that cannot be paired."""
    _check_alike(base, other)
    found = {
        key: paired_difference(
            base.measured[key],
            other.measured[key],
            better=measure.better,
            smallest=measure.smallest,
            none_is_unknown=measure.kind == "rate",
        ).within(*measure.possible_difference)
        for key, measure in DECLARED.items()
        if key in base.measured and key in other.measured
    }
    settings = tuple(differences(base.scenario, other.scenario))
    levers = [setting.param for setting in settings if setting.is_lever]
    return Comparison(
        base=base.name,
        other=other.name,
        differences=found,
        settings=settings,
        warnings=_warnings(base, other, settings),
        rests_on=basis(levers, other.scenario.values),
    )


def _check_alike(base: Arm, other: Arm) -> None:
    pairs = {
        "area": (base.asked.area.fingerprint, other.asked.area.fingerprint),
        "weeks": (base.asked.weeks, other.asked.weeks),
        "seeds": (base.asked.seeds, other.asked.seeds),
        "draws": (base.asked.draws, other.asked.draws),
    }
    problems = [
        asked_problem(
            key,
            f"{_short(one)} in {base.name}, {_short(two)} in {other.name}",
            "arms can be compared only when they share it",
            "run both again with the same",
        )
        for key, (one, two) in pairs.items()
        if one != two
    ]
    if problems:
        raise Problems(problems)


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return f"{value[0]} to {value[-1]}"
    return str(value)


def _warnings(base: Arm, other: Arm, settings: Sequence[Setting]) -> tuple[str, ...]:
    told = []
    if not settings:
        told.append(f"{base.name} and {other.name} ask for exactly the same thing.")
    hands = _keys(s for s in settings if s.is_lever and s.param.section == HANDS)
    if hands:
        told.append(
            f"{other.name} differs from {base.name} in posts or hours ({hands}): differences may"
            " come from how many hands there are, not from how they work."
        )
    assumed = _keys(s for s in settings if not s.is_lever)
    if assumed:
        told.append(
            f"{other.name} and {base.name} also rest on different assumptions ({assumed}): part of"
            " any difference was assumed, not found."
        )
    if len(base.asked.seeds) < 2:
        told.append("One run says nothing of chance: ask for more replications.")
    elif len(base.asked.seeds) < FEW_RUNS:
        told.append(
            f"{len(base.asked.seeds)} runs are few: intervals are rough. Ask for {FEW_RUNS} or more."
        )
    return tuple(told)


def _keys(settings: Iterable[Setting]) -> str:
    return ", ".join(setting.key for setting in settings)
