"""Own design: parameters that nobody knows are varied over their priors, and lived at once."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.errors import Problem, Problems
from sp_sim.experiments import sampling
from sp_sim.experiments.belief import shared_beliefs
from sp_sim.experiments.factor import BELIEVED, Factor
from sp_sim.experiments.live import (
    Question,
    asked_problem,
    check_names,
    compiled,
    read_scenario,
    threads_or_all,
)
from sp_sim.experiments.pairs import Pairs, not_moved
from sp_sim.experiments.priors import value_at
from sp_sim.experiments.sampled import ALIASES, METHODS, Sampled
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.param import Param
    from sp_sim.results.counting import Floats
    from sp_sim.scenario.scenario import Scenario

USUAL_POINTS = {"morris": 20, "sobol": 128, "latin-hypercube": 512}
USUAL_MOST = {"sobol": 12}
"""A Sobol' study of all would take too long: it is made of those that move results most, screened."""
USUAL: dict[str, Any] = {"replications": 8, "draws": "point"}
LEVELS = 4


def live_design(  # noqa: PLR0913 - half of it by name
    base: Scenario | str | Path,
    other: Scenario | str | Path | None,
    method: str,
    factors: Sequence[str] | None,
    measures: Sequence[str],
    *,
    points: int | None = None,
    most: int | None = None,
    second_order: bool = False,
    on_estimate: Callable[[str], object] | None = None,
    area: Area | Path | None = None,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> tuple[Sampled, dict[str, Any]]:
    """Live a design over the priors of parameters that all scenarios share; return its answers.

    Args:
        base: A scenario, its file or its name.
        other: Another one: answers are then its difference from the base, run by run.
        method: `sobol`, `morris`, `latin-hypercube` or `one-at-a-time`.
        factors: Keys of parameters, `*` for any letters; all uncertain ones when left out.
        measures: What is answered.
        points: Rows of a Sobol' sequence, trajectories of Morris, points of a hypercube.
        most: Only so many parameters: those that move measures most from end to end of their priors.
        second_order: Of a Sobol' design, tell what every two parameters decide together as well.
        on_estimate: Called once, before any run, with what it will come to in words.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the runs done and all runs.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (8), `threads` (all).
    """
    told = Question(area=area, **(USUAL | question))
    asked, how = told.asked(), ALIASES.get(method, method)
    if wrong := list(not_moved(told)):
        raise Problems(wrong)
    scenarios = [read_scenario(each) for each in (base, other) if each is not None]
    check_names(scenarios)
    many = points if points is not None else USUAL_POINTS.get(how, 1)
    if second_order and how != "sobol":
        raise _no_pairs(method)
    chosen = _checked(how, factors, measures, shared_beliefs(scenarios), many)
    pairs = Pairs(
        scenarios, asked.area, asked.weeks, compiled() if living is None else living,
        threads=threads_or_all(told.threads), on_progress=on_progress,
    )  # fmt: skip
    all_of_them = len(chosen)
    keep = most if most is not None else USUAL_MOST.get(how, all_of_them)
    if on_estimate is not None and how == "sobol":
        lives = len(asked.seeds) * len(scenarios)
        on_estimate(_cost(many, min(keep, all_of_them), lives, second_order=second_order))
    if how != "one-at-a-time" and keep < all_of_them:
        chosen = _screened(chosen, keep, pairs, asked.seeds, measures)
    shares, sets = _points(how, chosen, many, scenarios[0], second_order=second_order)
    lived = pairs.lived(sets, asked.seeds)
    x = np.array([[float(one[each.key]) for each in chosen] for one in sets])
    of = " less ".join(each.name for each in reversed(scenarios))
    sampled = Sampled(
        how, tuple(each.key for each in chosen), x, {key: lived[key] for key in measures}, of,
        shares, notes=_notes(all_of_them, len(chosen)), second_order=second_order,
    )  # fmt: skip
    return sampled, {
        "fingerprints": {
            "area": asked.area.fingerprint,
            "scenarios": {each.name: each.fingerprint for each in scenarios},
        },
        "area": asked.area.name, "weeks": asked.weeks, "seeds": list(asked.seeds), "points": many,
        "runs": pairs.done,
    }  # fmt: skip


def _checked(
    how: str,
    factors: Sequence[str] | None,
    measures: Sequence[str],
    beliefs: list[Param],
    points: int,
) -> list[Param]:
    """Return the parameters that are varied; raise all that is wrong at once."""
    problems = [*_wrong_method(how, points), *_wrong_names(factors, measures, beliefs)]
    if problems:
        raise Problems(problems)
    if factors is None:
        return beliefs
    return [told for told in beliefs if any(fnmatch(told.key, one) for one in factors)]


def _wrong_method(how: str, points: int) -> Iterator[Problem]:
    if how not in METHODS:
        yield asked_problem("method", how, "is no method", f"use {', '.join(METHODS)}")
    fewest = 1 if how == "one-at-a-time" else 2
    if points < fewest or (how == "sobol" and points & (points - 1)):
        remedy = "take 64, 128 or 256" if how == "sobol" else "take 2 or more"
        yield asked_problem("points", points, "cannot be sampled", remedy)


def _wrong_names(
    factors: Sequence[str] | None, measures: Sequence[str], beliefs: list[Param]
) -> Iterator[Problem]:
    for key in measures:
        if key not in MEASURES:
            remedy = f"there are {', '.join(MEASURES)}"
            yield asked_problem("measure", key, "is no measure of every run", remedy)
    for one in factors or ():
        if not any(fnmatch(told.key, one) for told in beliefs):
            message = "names no uncertain parameter that the scenarios share"
            yield asked_problem("factor", one, message, "see: sp-sim evidence")


def _screened(
    chosen: list[Param], most: int, pairs: Pairs, seeds: Sequence[int], measures: Sequence[str]
) -> list[Param]:
    """Return those that move a measure most, from end to end of their priors, in declared order."""
    low, high = BELIEVED
    sets = [{told.key: value_at(told, end)} for told in chosen for end in (low, high)]
    lived = pairs.lived(sets, seeds)
    best: dict[str, int] = {}
    for key in measures:
        swings = np.abs(np.nanmean(lived[key][1::2] - lived[key][::2], axis=1))
        for rank, at in enumerate(np.argsort(-np.nan_to_num(swings), kind="stable")):
            name = chosen[at].key
            best[name] = min(rank, best.get(name, rank))
    kept = set(sorted(best, key=lambda name: best[name])[:most])
    return [told for told in chosen if told.key in kept]


def _points(
    how: str, chosen: list[Param], many: int, base: Scenario, *, second_order: bool
) -> tuple[Floats | None, list[dict[str, Any]]]:
    """Return where points lie from 0 to 1 (`None` for one at a time), and their parameter sets."""
    factors = [Factor(told.key) for told in chosen]
    if how == "one-at-a-time":
        centre = {told.key: base.values[told.key] for told in chosen}
        moves = [{one.key: one.level(end)} for one in factors for end in (0.0, 1.0)]
        return None, [centre, *({**centre, **move} for move in moves)]
    count = len(factors)
    if how == "sobol":
        shares = sampling.sobol(many, count, 1, second_order=second_order)
    elif how == "morris":
        shares = sampling.morris(many, count, LEVELS, 1)
    else:
        shares = sampling.latin_hypercube(many, count, 1)
    take = Factor.level if how == "morris" else Factor.at
    sets = [
        {one.key: take(one, float(share)) for one, share in zip(factors, row, strict=True)}
        for row in shares
    ]
    return shares, sets


def _cost(rows: int, factors: int, lives: int, *, second_order: bool) -> str:
    """Return how many runs a Sobol' design takes, and why."""
    each = 2 * factors + 2 if second_order else factors + 2
    formula = f"2 x {factors} + 2" if second_order else f"{factors} + 2"
    return (
        f"{rows:,} rows x ({formula}) points x {lives:,} runs each (seeds and scenarios) ="
        f" {rows * each * lives:,} runs, besides those of a screening"
    )


def _no_pairs(method: str) -> Problems:
    message = "tells nothing of what two parameters decide together"
    return Problems([asked_problem("second_order", method, message, "use the method sobol")])


def _notes(all_of_them: int, kept: int) -> tuple[str, ...]:
    if kept == all_of_them:
        return ()
    words = (
        f"{kept} of {all_of_them} parameters: those that move a measure most from one end of their"
        " prior to the other, alone; all others keep their central values"
    )
    return (words,)
