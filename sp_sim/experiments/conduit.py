"""Conduit: how much of what training, support, location and champions do passes through involvement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.estimate import Estimate, estimate
from sp_sim.experiments.ensemble import ensemble, under
from sp_sim.experiments.live import Question, compiled, read_scenario, threads_or_all
from sp_sim.experiments.reporter.arms import Field, live
from sp_sim.experiments.resampling import ratio_of_means
from sp_sim.experiments.switches import LEVERS
from sp_sim.results.manifest import identity, packages
from sp_sim.results.measures import MEASURES
from sp_sim.results.over_sets import by_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Floats
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.experiments.reporter.pattern import Told
    from sp_sim.experiments.switches import Switch
    from sp_sim.results.arm import Asked
    from sp_sim.scenario.scenario import Scenario

WAYS = ("on", "off")
OUTCOMES = ("referrals_per_1000_per_year", "exhaustion_mean")
USUAL: dict[str, Any] = {"replications": 100}
NOT_SETTLED = "not settled"
NONE = "no effect"


@dataclass(frozen=True)
class Passage:
    """One lever's effect on one outcome: in all, with involvement held, and through involvement.

    `share` is the part through involvement by the total; `None` where the total's interval holds
    zero, so that the share might be anything.
    """

    switch: Switch
    outcome: str
    total: Estimate
    direct: Estimate
    through: Estimate
    share: Estimate | None

    @property
    def verdict(self) -> str:
        """`settled`, `not settled`, or `no effect` where the lever changed nothing at all."""
        if self.total.mean == 0.0 and self.total.low == self.total.high:
            return NONE
        return NOT_SETTLED if self.share is None else "settled"

    def as_document(self) -> dict[str, Any]:
        """Return the passage ready for JSON."""
        found = {"total": self.total, "direct": self.direct, "through_involvement": self.through}
        return {
            "lever": self.switch.key,
            "outcome": self.outcome,
            "unit": MEASURES[self.outcome].unit,
            **{name: _document(value) for name, value in found.items()},
            "share_through_involvement": None if self.share is None else _document(self.share),
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class Conduit:
    """What passes through involvement in one scenario, lever by lever."""

    scenario: Scenario
    asked: Asked
    passages: tuple[Passage, ...]

    @property
    def reference(self) -> float:
        """The involvement that is felt where it is held."""
        return float(self.scenario.values["involvement.reference"])  # type: ignore[arg-type]  # a number

    def passage(self, lever: str, outcome: str) -> Passage:
        """Return what one lever does to one outcome."""
        wanted = (lever, outcome)
        return next(each for each in self.passages if (each.switch.key, each.outcome) == wanted)

    def document(self) -> dict[str, Any]:
        """Return the whole ready for JSON."""
        return {
            "conduit": [each.as_document() for each in self.passages],
            "levers": [switch.as_document() for switch in LEVERS],
            "held_at": self.reference,
            "manifest": identity([self.scenario], self.asked)
            | {"area": self.asked.area.name, "packages": packages()},
        }


def conduit(
    scenario: Scenario | str | Path,
    area: Area | Path | None = None,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Conduit:
    """Turn each lever of a scenario on and off, with involvement free and held at its reference.

    All arms share people and luck; everything else stays as the scenario has it.

    Args:
        scenario: A scenario, its file or its name.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the seeds lived and all seeds.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (100), `threads` (all), `draws`
            (posterior; prior, point), `sets` (half as many as runs).
    """
    asked_of = Question(area=area, **(USUAL | question))
    asked, read = asked_of.asked(), read_scenario(scenario)
    names = [f"{each.key}_{way}{held}" for each in LEVERS for way in WAYS for held in ("", "_held")]
    hands = compiled() if living is None else living
    step = _Steps(len(asked.seeds), on_progress)
    told: list[Told] = []
    for number, values in enumerate(ensemble(asked.draws, asked.sets).sets):
        runs = slice(number * asked.replications, (number + 1) * asked.replications)
        field = Field(asked.area, asked.seeds[runs], asked.weeks)
        threads = threads_or_all(asked_of.threads)
        told.append(live(under(read, values), names, field, hands, threads=threads, step=step))
    passages = (_passage(told, each, outcome) for outcome in OUTCOMES for each in LEVERS)
    return Conduit(read, asked, tuple(passages))


class _Steps:
    """Counts seeds for whoever looks on."""

    def __init__(self, seeds: int, on_progress: Progress | None) -> None:
        self.seeds, self.on_progress, self.done = seeds, on_progress, 0

    def __call__(self, seeds: int) -> None:
        self.done += seeds
        if self.on_progress is not None:
            self.on_progress(self.done, self.seeds)


def _passage(told: Sequence[Told], switch: Switch, outcome: str) -> Passage:
    effect = partial(_effect, told, switch, outcome)
    total, direct = effect(""), effect("_held")
    through = total - direct
    found = estimate(total)
    settled = (
        found.low is not None and found.high is not None and not found.low <= 0.0 <= found.high
    )
    known = np.isfinite(through)
    share = ratio_of_means(through[known], total[known]) if settled else None
    return Passage(switch, outcome, found, estimate(direct), estimate(through), share)


def _effect(told: Sequence[Told], switch: Switch, outcome: str, held: str) -> Floats:
    """Return the outcome with the lever on less that with it off: a value a seed, or a parameter set."""
    on, off = (f"{switch.key}_{way}{held}" for way in WAYS)
    each = [one[on][outcome] - one[off][outcome] for one in told]
    return each[0] if len(each) == 1 else by_set(np.concatenate(each), len(each))


def _document(found: Estimate) -> dict[str, float | None]:
    return {"value": found.mean, "low": found.low, "high": found.high}
