"""Shares: how much of a difference each group of changed settings made, adding up to all of it.

Each group's share is its Shapley value: what it adds, averaged over every order in which the groups
might have been changed. All blends of the two scenarios are lived with the same people and luck.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.errors import Problems
from sp_sim.experiments.live import Question, asked_problem, live, read_scenario
from sp_sim.results.over_sets import mean_over
from sp_sim.scenario.differences import differences
from sp_sim.scenario.scenario import Change, Placed
from sp_sim.scenario.services import SERVICES, canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Estimate, Floats
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.param import Value
    from sp_sim.scenario.scenario import Scenario

MOST_GROUPS = 6
ARMS_AT_ONCE = 320
"""Arms times seeds that are lived in one go, so that memory stays small."""
OUTCOMES = (
    "referrals_per_1000_per_year",
    "wait_median_weeks",
    "completed_share",
    "exhaustion_mean",
    "leavers_per_post_per_year",
)

Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Split:
    """One outcome's difference: in all, and by group; the shares add up to the whole."""

    outcome: str
    whole: Estimate
    shares: Mapping[str, Estimate]
    runs: int


@dataclass(frozen=True)
class Shares:
    """What each group of changed settings holds, and its share in every outcome."""

    groups: Groups
    splits: tuple[Split, ...]
    blends: int


def shares(
    base: Scenario | str | Path,
    other: Scenario | str | Path,
    area: Area | Path | None = None,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Shares:
    """Split the difference between two scenarios among the sections in which they differ.

    Args:
        base: The scenario that is departed from.
        other: The scenario that is arrived at.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the seeds lived and all seeds.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (80 runs; with draws of point 20), `threads`
            (all), `draws` (posterior; prior, point), `sets` (half as many as runs).
    """
    here, there = read_scenario(base), read_scenario(other)
    groups = groups_of(here, there)
    sets = list(_subsets(tuple(groups)))
    blends = [
        blended(here, there, _keys(groups, each), f"blend {n}") for n, each in enumerate(sets)
    ]
    asked = Question(area=area, **question)
    live_all = _lived if asked.kind == "point" else _lived_drawn
    lived = live_all(blends, asked, living, on_progress)
    over = asked.how_many_sets
    splits = tuple(_split(key, groups, sets, lived[key], over) for key in OUTCOMES)
    return Shares(groups, splits, len(sets))


def groups_of(base: Scenario, other: Scenario) -> Groups:
    """Return the keys in which two scenarios differ, by section; refuse none and too many."""
    groups = grouped(base, other)
    if not groups:
        message = "both scenarios are the same: there is nothing to explain"
        raise Problems([asked_problem("scenario", other.name, message, "change something")])
    if len(groups) > MOST_GROUPS:
        message = f"{len(groups)} groups of settings differ ({', '.join(groups)})"
        remedy = f"compare scenarios that differ in {MOST_GROUPS} groups or fewer"
        raise Problems([asked_problem("scenario", other.name, message, remedy)])
    return groups


def grouped(base: Scenario, other: Scenario) -> Groups:
    """Return the keys in which two scenarios differ, by section.

    Where they name services otherwise, what is set for services, PCNs and posts goes with them.
    """
    bound = _bound_to_services(base, other)
    groups: dict[str, tuple[str, ...]] = {SERVICES.name: bound} if bound else {}
    for setting in differences(base, other):
        section = setting.param.section or setting.param.name
        if setting.key not in (*bound, *groups.get(section, ())):
            groups[section] = (*groups.get(section, ()), setting.key)
    return groups


def _bound_to_services(base: Scenario, other: Scenario) -> tuple[str, ...]:
    """Return the keys that can be exchanged only with the services; none where both have the same."""
    if canonical(base.services) == canonical(other.services):
        return ()
    placed = [one for one in (*base.placed, *other.placed) if one.where.kind != "practice"]
    return (SERVICES.key, *dict.fromkeys(key for one in placed for key in one.values))


def blended(base: Scenario, other: Scenario, keys: Collection[str], name: str) -> Scenario:
    """Return the scenario that has these keys, with all their dates and places, as `other` has them."""
    values = {
        key: other.values[key] if key in keys else value for key, value in base.values.items()
    }
    weeks: dict[int, dict[str, Value]] = {}
    placed: list[Placed] = []
    for scenario, is_other in ((base, False), (other, True)):
        for change in scenario.changes:
            weeks.setdefault(change.week, {}).update(_kept(change.values, keys, is_other))
        for one in scenario.placed:
            kept = _kept(one.values, keys, is_other)
            placed += [Placed(one.where, one.week, kept)] if kept else []
    changes = tuple(Change(week, weeks[week]) for week in sorted(weeks) if weeks[week])
    services = other.services if SERVICES.key in keys else base.services
    return replace(
        base, name=name, values=values, changes=changes, placed=tuple(placed), services=services
    )


def _kept(
    values: Mapping[str, Value],
    keys: Collection[str],
    is_other: bool,  # noqa: FBT001
) -> dict[str, Value]:
    return {key: value for key, value in values.items() if (key in keys) == is_other}


def _subsets(names: tuple[str, ...]) -> Iterator[frozenset[str]]:
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def _keys(groups: Groups, chosen: Collection[str]) -> frozenset[str]:
    return frozenset(key for name in chosen for key in groups[name])


def _lived(
    blends: list[Scenario], question: Question, living: Living | None, on_progress: Progress | None
) -> dict[str, Floats]:
    """Return each outcome as a table of blends by seeds."""
    first, last = question.seed, question.seed + question.runs
    step = max(1, ARMS_AT_ONCE // len(blends))
    found: dict[str, list[Floats]] = {key: [] for key in OUTCOMES}

    def step_of(done: int) -> Progress | None:
        if on_progress is None:
            return None
        return lambda *_: on_progress(done, question.runs)

    for seed in range(first, last, step):
        runs = min(step, last - seed)
        asked = replace(question, seed=seed, replications=runs)
        arms = live(blends, asked, living=living, on_progress=step_of(seed - first)).arms
        for key in OUTCOMES:
            found[key].append(np.stack([arm.measured[key] for arm in arms]))
        if on_progress is not None:
            on_progress(seed + runs - first, question.runs)
    return {key: np.concatenate(parts, axis=1) for key, parts in found.items()}


def _lived_drawn(
    blends: list[Scenario], question: Question, living: Living | None, on_progress: Progress | None
) -> dict[str, Floats]:
    """Return the same where parameters are drawn: set by set, and no records are kept."""
    arms = live(blends, question, living=living, on_progress=on_progress, most_kept=0).arms
    return {key: np.stack([arm.measured[key] for arm in arms]) for key in OUTCOMES}


def _split(
    key: str, groups: Groups, sets: list[frozenset[str]], values: Floats, over: int
) -> Split:
    """Return each group's Shapley value, over the runs in which every blend has the outcome.

    `over` so many parameter sets the runs are spread.
    """
    known = np.isfinite(values).all(axis=0)
    row = {each: np.where(known, values[place], np.nan) for place, each in enumerate(sets)}
    whole = row[frozenset(groups)] - row[frozenset()]
    told = {name: mean_over(_shapley(name, len(groups), sets, row), over) for name in groups}
    return Split(key, mean_over(whole, over), told, int(known.sum()))


def _shapley(
    name: str, groups: int, sets: list[frozenset[str]], row: Mapping[frozenset[str], Floats]
) -> Floats:
    total = np.zeros_like(row[frozenset()])
    for each in sets:
        if name not in each:
            orders = factorial(len(each)) * factorial(groups - len(each) - 1)
            total += orders / factorial(groups) * (row[each | {name}] - row[each])
    return total
