"""Answers: what a worker is asked and what it gives back, small enough to travel and to keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sp_sim.dashboard.prices import COST, costed, prices
from sp_sim.dashboard.together import allowing, words_together
from sp_sim.dashboard.values import Change, Value, change_of
from sp_sim.experiments.compare import compare
from sp_sim.experiments.conduit import conduit
from sp_sim.experiments.live import Question, compiled, live
from sp_sim.experiments.shares import shares
from sp_sim.experiments.watching import watch
from sp_sim.results.gains import gains
from sp_sim.results.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.dashboard.prices import Prices
    from sp_sim.domain.places import Area
    from sp_sim.economics.answer import Costs
    from sp_sim.experiments.conduit import Passage
    from sp_sim.experiments.live import Progress
    from sp_sim.experiments.shares import Shares
    from sp_sim.experiments.watching import Films
    from sp_sim.results.arm import Arm, Asked
    from sp_sim.results.comparison import Comparison
    from sp_sim.results.gains import Gains
    from sp_sim.results.kinds import Kinds
    from sp_sim.scenario.scenario import Scenario

HEADLINES = (
    "referrals_per_1000_per_year",
    "wait_median_weeks",
    "completed_share",
    "burnt_out_share",
    "exhaustion_mean",
    "leavers_per_post_per_year",
)
"""Referral uptake, wait, completion, burnout and leavers: what a what-if shows first."""


@dataclass(frozen=True)
class Ask:
    """A comparison to be lived: the first scenario is the base."""

    area: Area
    scenarios: tuple[Scenario, ...]
    weeks: int
    seed: int
    runs: int
    threads: int = 1

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two asks the same."""
        arms = tuple((one.name, one.fingerprint) for one in self.scenarios)
        return (self.area.fingerprint, arms, self.weeks, self.seed, self.runs)

    @property
    def question(self) -> dict[str, Any]:
        """What experiments are asked besides scenarios."""
        return {
            "area": self.area, "weeks": self.weeks, "seed": self.seed,
            "replications": self.runs, "threads": self.threads,
        }  # fmt: skip


@dataclass(frozen=True)
class Footing:
    """An assumption that an answer rests on, and its grade."""

    key: str
    words: str
    grade: str
    source: str


@dataclass(frozen=True)
class Beside:
    """One scenario beside the base."""

    name: str
    changes: dict[str, Change]
    settings: tuple[str, ...]
    warnings: tuple[str, ...]
    rests_on: tuple[Footing, ...]


@dataclass(frozen=True)
class Answer:
    """Every measure of every scenario, and every scenario beside the base."""

    names: tuple[str, ...]
    values: dict[str, tuple[Value, ...]]
    others: tuple[Beside, ...]
    runs: int
    fingerprints: tuple[str, ...]
    prices: Prices
    sets: int
    """Parameter sets over which the runs are spread."""
    family: int
    """So many differences the verdicts on the headlines allow for; 0 where one scenario alone is compared."""


def answer(ask: Ask) -> Answer:
    """Live the scenarios with the same people and luck, and tell how they compare."""
    result = compare(*ask.scenarios, **ask.question)
    costs = costed(result)
    words = words_together(costs.evaluations, HEADLINES)
    keys = [key for key in result.arms[0].measured if all(key in a.measured for a in result.arms)]
    return Answer(
        names=tuple(arm.name for arm in result.arms),
        values={key: tuple(_value(arm, key) for arm in result.arms) for key in keys},
        others=tuple(
            _beside(each, told, result.asked)
            for each, told in zip(result.comparisons, words, strict=True)
        ),
        runs=ask.runs,
        fingerprints=tuple(one.fingerprint for one in ask.scenarios),
        prices=_priced(costs, words),
        sets=result.asked.sets,
        family=sum(map(len, words)),
    )


def _value(arm: Arm, key: str) -> Value:
    found, over = arm.estimates[key], arm.nested.get(key)
    far = (over.evidence_low, over.evidence_high) if over else arm.run_range(key)
    return Value(found.mean, found.low, found.high, *far)


def _priced(costs: Costs, words: Sequence[dict[str, str]]) -> Prices:
    found = prices(costs)
    changes = tuple(
        allowing(change, told.get(COST))
        for change, told in zip(found.per_year.changes, words, strict=True)
    )
    return replace(found, per_year=replace(found.per_year, changes=changes))


def _beside(found: Comparison, words: dict[str, str], asked: Asked) -> Beside:
    changes = {
        key: allowing(change_of(each, found.beside[key].nested), words.get(key))
        for key, each in found.differences.items()
    }
    settings = tuple(setting.words(found.base, found.other) for setting in found.settings)
    rests_on = tuple(
        Footing(
            each.param.key, each.words(is_drawn=asked.sets > 1), each.param.grade, each.param.source
        )
        for each in found.rests_on
    )
    warnings = (*asked.warnings, *found.warnings)
    return Beside(found.other, changes, settings, warnings, rests_on)


def split(ask: Ask, which: int, on_progress: Progress) -> Shares:
    """Return what each group of changed levers did to the scenario in place `which`."""
    base, other = ask.scenarios[0], ask.scenarios[which]
    return shares(base, other, on_progress=on_progress, **ask.question)


def passages(ask: Ask, which: int, on_progress: Progress) -> tuple[Passage, ...]:
    """Return what passes through involvement in the scenario in place `which`."""
    told = [0, ask.runs]

    def note(done: int, whole: int) -> None:
        told[:] = done, whole
        on_progress(done, whole)

    hands = compiled()
    simulate = partial(hands.simulate, on_progress=lambda *_: on_progress(*told))
    living = replace(hands, simulate=simulate)
    found = conduit(ask.scenarios[which], on_progress=note, living=living, **ask.question)
    return found.passages


def who_gains(ask: Ask, which: int) -> tuple[Gains, Kinds]:
    """Return who gains in the scenario in place `which` against the base, by place and by kind."""
    base, other = live([ask.scenarios[0], ask.scenarios[which]], Question(**ask.question)).arms
    return gains(base, other), kinds(base, other)


def watched(ask: Ask, which: int) -> Films:
    """Return the base and the scenario in place `which`, lived person by person in a small network."""
    base, other = ask.scenarios[0], ask.scenarios[which]
    return watch(base, other, ask.area, weeks=ask.weeks, seed=ask.seed)
