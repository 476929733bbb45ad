"""Why: which of several changes made a difference; the only part of a report for which runs are lived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problem, Problems
from sp_sim.experiments.shares import MOST_GROUPS, grouped, shares
from sp_sim.plots.bars import Scale, waterfall
from sp_sim.report.compared import Table, plain
from sp_sim.report.source import source_of
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.shown import NOTHING, number, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.estimate import Estimate
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.experiments.shares import Shares, Split
    from sp_sim.plots.drawing import Drawing
    from sp_sim.results.reopen import Kept
    from sp_sim.scenario.scenario import Scenario

READING = (
    "Each group of changed settings is given what it adds, averaged over every order in which the groups might have"
    " been changed (its Shapley value), so the parts add up to the whole exactly, run by run. For this, every blend of"
    " both scenarios was lived anew, with the people and the luck of the runs that are told of here; both ends came"
    " out as they were kept. Intervals hold for each part alone; they are not corrected for how many there are."
)


@dataclass(frozen=True)
class Why:
    """What each change did: sentences, a table a comparison, and pictures."""

    sentences: list[str]
    tables: list[Table]
    pictures: list[Drawing]


def why(kept: Kept, *, living: Living | None = None, on_progress: Progress | None = None) -> Why:
    """Live the blends of every comparison of a folder, from the inputs that it holds."""
    found = Why([], [], [])
    for place, told in enumerate(kept.comparisons, 1):
        ends = _scenario(kept, told["base"]), _scenario(kept, told["other"])
        none = _why_not(*ends)
        if none:
            found.sentences.append(f"{ends[1].name} against {ends[0].name}: {none}")
            continue
        told_of = kept.manifest
        sets = {} if told_of["draws"] == "point" else {"sets": told_of["parameter_sets"]}
        lived = shares(
            *ends, kept.area, weeks=told_of["weeks"], seed=told_of["seeds"][0], draws=told_of["draws"],
            replications=len(told_of["seeds"]), living=living, on_progress=on_progress, **sets,
        )  # fmt: skip
        _check(kept, told, lived)
        found.sentences.extend(_sentence(each, told) for each in lived.splits)
        found.tables.append(_table(lived, told, place))
        found.pictures.extend(_pictures(kept, lived, told, place))
    return found


def _scenario(kept: Kept, name: str) -> Scenario:
    return kept.scenarios[kept.names.index(name)]


def _why_not(base: Scenario, other: Scenario) -> str:
    """Return why a difference is not split; nothing where it is."""
    groups = grouped(base, other)
    if not groups:
        return "both are the same; there is nothing to split."
    if len(groups) == 1:
        return f"they differ in one group of settings, {next(iter(groups))}: the whole difference is its doing."
    if len(groups) > MOST_GROUPS:
        return (
            f"they differ in {len(groups)} groups of settings ({', '.join(groups)}); at most {MOST_GROUPS} can be"
            " told apart."
        )
    return ""


def _check(kept: Kept, told: dict[str, Any], lived: Shares) -> None:
    """Refuse to explain another difference than the one that was kept."""
    for split in lived.splits:
        was = told["measures"][split.outcome]["difference"]
        if split.runs == len(kept.manifest["seeds"]) and not _close(was, split.whole.mean):
            message = f"lived again, {split.outcome} differs by {split.whole.mean} and not by {was}"
            remedy = "run the comparison again with this version, or leave --why out"
            raise Problems([
                Problem(file=str(kept.folder), key="why", message=message, remedy=remedy,
                        rule="what is explained is what was kept")
            ])  # fmt: skip


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one))


def _sentence(split: Split, told: dict[str, Any]) -> str:
    """Return what did most, if these runs tell."""
    measure = DECLARED[split.outcome]
    sure = {name: part for name, part in split.shares.items() if _is_clear(part)}
    start = f"{measure.words}, {told['other']} against {told['base']}: {_part(split.outcome, split.whole)} in all"
    if not sure:
        return f"{start}; these runs do not tell which change did it."
    most = max(sure, key=lambda name: abs(sure[name].mean or 0.0))
    rest = [f"{name} {_part(split.outcome, part)}" for name, part in sure.items() if name != most]
    also = f"; then {', '.join(rest)}" if rest else ""
    unknown = [name for name in split.shares if name not in sure]
    others = f"; not told by these runs: {', '.join(unknown)}" if unknown else ""
    return f"{start}; the largest clear part is that of {most}, {_part(split.outcome, sure[most])}{also}{others}."


def _is_clear(part: Estimate) -> bool:
    return part.low is not None and part.high is not None and (part.low > 0.0 or part.high < 0.0)


def _part(key: str, part: Estimate) -> str:
    if part.mean is None:
        return NOTHING
    measure = DECLARED[key]
    if part.low is None or part.high is None:
        return signed(measure, part.mean)
    return f"{signed(measure, part.mean)} ({signed(measure, part.low)} to {signed(measure, part.high)})"


def _table(lived: Shares, told: dict[str, Any], place: int) -> Table:
    rows = [
        (
            DECLARED[each.outcome].words, _part(each.outcome, each.whole),
            *(_part(each.outcome, part) for part in each.shares.values()), str(each.runs),
        )
        for each in lived.splits
    ]  # fmt: skip
    caption = f"Which change did it: from {told['base']} to {told['other']}"
    return plain(caption, ("Measure", "In all", *lived.groups, "Runs"), rows, f"why{place}")


def _pictures(kept: Kept, lived: Shares, told: dict[str, Any], place: int) -> Iterator[Drawing]:
    """Yield a waterfall an outcome, where every run has it, so that ends and parts are of the same runs."""
    for split in lived.splits:
        if split.runs < len(kept.manifest["seeds"]) or split.whole.mean is None:
            continue
        measure = DECLARED[split.outcome]
        start = _mean(kept, told["base"], split.outcome)
        ends = (told["base"], start), (told["other"], start + split.whole.mean)
        steps = [(name, part.mean or 0.0) for name, part in split.shares.items()]
        titles = f"Which change did it: {measure.words}", f"from {told['base']} to {told['other']}"
        scale = Scale(label=measure.words, written=partial(number, measure))
        drawn = waterfall(titles, ends, steps, scale, source_of(kept))
        yield replace(drawn, name=f"why-{place}-{split.outcome}")


def _mean(kept: Kept, name: str, key: str) -> float:
    return float(kept.document["scenarios"][name]["measures"][key]["mean"])
