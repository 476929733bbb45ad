"""Compare: other scenarios against a base, paired by seed, with what they change spelled out."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problems
from sp_sim.experiments.contrasts import best_of, contrasted, correct, unpaired
from sp_sim.experiments.identity import check_identical
from sp_sim.experiments.live import Question, asked_problem, check_names, live
from sp_sim.results.basis import basis
from sp_sim.results.comparison import Comparison
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.result import Result
from sp_sim.scenario.differences import differences
from sp_sim.scenario.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.arm import Arm
    from sp_sim.scenario.differences import Difference as Setting
    from sp_sim.scenario.scenario import Scenario

FEW_RUNS = 10
"""With fewer runs than this, an interval is hardly more than a guess."""

FEW_SETS = 39
"""With fewer parameter sets than this, a fortieth lies beyond the lowest and the highest of them."""

HANDS = "workforce"
"""The section whose levers are posts and hours."""

PAY = "workforce.band"
"""A lever of that section that is neither."""

STAND_INS = "training.cover_share"
"""A lever of another section that brings hands."""


def compare(
    base: Scenario | str | Path,
    *others: Scenario | str | Path,
    area: Area | Path | None = None,
    on_progress: Progress | None = None,
    living: Living | None = None,
    all_pairs: bool = False,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Result:
    """Live several scenarios with the same people and luck, and compare each with the first.

    Args:
        base: The scenario that the others are compared with: itself, its file or its name.
        others: One scenario or more.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the jobs done and all jobs.
        living: What builds and lives worlds; the compiled engine when left out.
        all_pairs: Whether the others are compared with each other too.
        question: `weeks` (104), `seed` (1), `replications` (80 runs; with draws of point 20), `threads`
            (all), `draws` (posterior; prior, point), `sets` (parameter sets over which runs are spread;
            two runs each), `past` (a checkpoint to go on from, with its seeds; none), `counterfactual`
            (False), `by` (what to break the measures down by: `practice`, `pcn`, `deprivation_fifth`,
            `age_band`, `sex`, `need`, `year`; none). From a checkpoint, and with fewer than four runs,
            parameters are not drawn.

    >>> asked = {"weeks": 8, "replications": 2, "threads": 1}
    >>> result = compare("head-office", "in-practices", **asked)
    >>> result
    <Result: head-office against in-practices, 8 weeks, 2 runs>
    >>> [setting.key for setting in result.comparisons[0].levers]
    ['location.site_by_weekday']
    """
    if not others:
        message = "a comparison needs another scenario beside the base"
        raise Problems([asked_problem("scenario", base, message, "name one or more")])
    asked = Question(area=area, **question)
    result = live([base, *others], asked, on_progress=on_progress, living=living)
    fresh = None if asked.past is not None else lived_again(asked, living)
    return compared(result, all_pairs=all_pairs, fresh=fresh)


def compared(
    result: Result, *, all_pairs: bool = False, fresh: Callable[[Arm], Arm] | None = None
) -> Result:
    """Return the result with its arms compared: each with the first, or each with each.

    Where `fresh` lives a base again with other seeds, measures that pairing hurts are compared
    without it.
    """
    arms = result.arms
    pairs = list(combinations(arms, 2)) if all_pairs else [(arms[0], arm) for arm in arms[1:]]
    found = [pair(*each) for each in pairs]
    if fresh is not None:
        found = [unpaired(each, *arms, fresh) for each, arms in zip(found, pairs, strict=True)]
    return replace(result, comparisons=correct(found), best=best_of(arms))


def lived_again(question: Question, living: Living | None) -> Callable[[Arm], Arm]:
    """Return what lives a base again with as many seeds that nobody else has."""
    beyond = replace(question, seed=question.seed + question.runs)
    lived: dict[str, Arm] = {}

    def live_again(base: Arm) -> Arm:
        if base.name not in lived:
            (lived[base.name],) = live([base.scenario], beyond, living=living).arms
        return lived[base.name]

    return live_again


def compare_results(base: Result, *others: Result) -> Result:
    """Compare results that were lived apart, if they share area, weeks, seeds, draws and version."""
    arms = tuple(result.arms[0] for result in (base, *others))
    check_names([arm.scenario for arm in arms])
    finished = max(result.finished for result in (base, *others))
    return compared(Result(arms, (), base.started, finished))


def pair(base: Arm, other: Arm) -> Comparison:
    """Return how `other` differs from `base`, run by run; refuse arms that cannot be paired."""
    _check_alike(base, other)
    identical = check_identical(base, other)
    told = {
        key: contrasted(base, other, measure)
        for key, measure in DECLARED.items()
        if key in base.measured and key in other.measured
    }
    settings = tuple(differences(base.scenario, other.scenario))
    levers = [setting.param for setting in settings if setting.is_lever]
    return Comparison(
        base=base.name,
        other=other.name,
        differences={key: found for key, (found, _) in told.items()},
        settings=settings,
        warnings=_warnings(base, other, settings),
        rests_on=basis(levers, other.scenario.values),
        beside={key: beside for key, (_, beside) in told.items()},
        identical_until=identical,
    )


def _check_alike(base: Arm, other: Arm) -> None:
    pairs = {
        "area": (base.asked.area.fingerprint, other.asked.area.fingerprint),
        "weeks": (base.asked.weeks, other.asked.weeks),
        "seeds": (base.asked.seeds, other.asked.seeds),
        "draws": (base.asked.draws, other.asked.draws),
        "sets": (base.asked.sets, other.asked.sets),
        "posterior": (base.asked.posterior, other.asked.posterior),
        "version": (base.asked.version, other.asked.version),
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
    hands = _keys(setting for setting in settings if _is_of_hands(setting))
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
    if base.asked.sets > 1:
        if base.asked.sets < FEW_SETS:
            told.append(
                f"{base.asked.sets} parameter sets are few: the ranges over them are rough. Ask for"
                f" {FEW_SETS} or more."
            )
    elif len(base.asked.seeds) < 2:
        told.append("One run says nothing of chance: ask for more replications.")
    elif len(base.asked.seeds) < FEW_RUNS:
        told.append(
            f"{len(base.asked.seeds)} runs are few: intervals are rough. Ask for {FEW_RUNS} or more."
        )
    return (*told, *base.warnings, *other.warnings)


def _is_of_hands(setting: Setting) -> bool:
    """Return whether a setting is a lever that says how many hands there are."""
    of_posts = setting.param.section == HANDS and setting.key != PAY
    return setting.is_lever and (of_posts or setting.key in (STAND_INS, SERVICES.key))


def _keys(settings: Iterable[Setting]) -> str:
    return ", ".join(dict.fromkeys(setting.key for setting in settings))
