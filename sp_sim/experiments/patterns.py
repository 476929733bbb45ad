"""Patterns: the published patterns C1 to C16 and the signs, as the model gives them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.errors import Problems
from sp_sim.experiments.ensemble import posterior, under
from sp_sim.experiments.live import (
    Question,
    asked_problem,
    compiled,
    read_scenario,
    threads_or_all,
)
from sp_sim.experiments.priors import drawn
from sp_sim.experiments.reporter import pathway, referring, workers
from sp_sim.experiments.reporter.arms import ARMS, Field, live
from sp_sim.experiments.reporter.pattern import WEIGHTS, Pattern, Sign, Spread
from sp_sim.experiments.reporter.signs import SIGNS
from sp_sim.results.arm import Asked
from sp_sim.results.manifest import identity, packages
from sp_sim.world.services import services_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Floats
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.experiments.reporter.pattern import Band, SignSpec, Spec, Told
    from sp_sim.scenario.scenario import Scenario

SPECS: tuple[Spec, ...] = tuple(
    sorted((*referring.SPECS, *pathway.SPECS, *workers.SPECS), key=lambda spec: int(spec.id[1:]))
)
MOST_DRAWS = 10_000
EVIDENCE = (0.025, 0.975)
"""The range over parameter draws that is told."""
LAUNCH_SEED = 846
BELIEFS = ("posterior", "prior")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is lived, for point values and for each parameter draw; and what is wanted.

    `only` holds the ids of the patterns and signs that are wanted; all when it is `None`.
    """

    weeks: int = 312
    launch_weeks: int = 208
    replications: int = 60
    networks: int = 250
    draw_networks: int = 60
    draw_replications: int = 8
    only: tuple[str, ...] | None = None


USUAL = Plan()


@dataclass(frozen=True)
class Report:
    """Every pattern and every sign of one scenario."""

    scenario: Scenario
    asked: Asked
    launch: Asked
    patterns: tuple[Pattern, ...]
    signs: tuple[Sign, ...]
    draws: int = 1
    belief: str = "posterior"

    def pattern(self, key: str) -> Pattern:
        """Return the pattern with this id, such as `C6`."""
        return next(found for found in self.patterns if found.spec.id == key)

    @property
    def groups(self) -> dict[str, bool | None]:
        """Whether each pattern, or group of patterns that share their sources, is in."""
        members: dict[str, list[bool | None]] = {}
        for found in self.patterns:
            members.setdefault(found.spec.group or found.spec.id, []).append(found.passed)
        return {
            name: False if False in passed else None if None in passed else True
            for name, passed in members.items()
        }

    def document(self) -> dict[str, Any]:
        """Return the report ready for JSON, as the interface has it."""
        told = list(self.groups.values())
        return {
            "patterns": [found.as_document() for found in self.patterns],
            "signs": [found.as_document() for found in self.signs],
            "summary": {
                "groups": self.groups,
                "in": told.count(True),
                "out": told.count(False),
                "unknown": told.count(None),
                "weights": WEIGHTS,
            },
            "manifest": identity([self.scenario], self.asked)
            | {
                "area": self.asked.area.name,
                "launch_area": self.launch.area.name,
                "launch_seeds": list(self.launch.seeds),
                "launch_weeks": self.launch.weeks,
                "parameter_draws": self.draws,
                "belief": self.belief,
                "packages": packages(),
            },
        }


def patterns(  # noqa: PLR0913 - each by its name
    scenario: Scenario | str | Path = "baseline",
    area: Area | Path | None = None,
    *,
    draws: int = 1,
    belief: str = "posterior",
    plan: Plan = USUAL,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Report:
    """Live what the published patterns need and report all of them, whatever comes of it.

    Args:
        scenario: The reference: a scenario, its file or its name.
        area: Where it is lived; the area in the box when left out, and 250 made-up networks for the
            launch. An area that is given is lived often enough to make that many.
        draws: Above 1, means and ranges over so many draws of all parameters are told too.
        belief: What is drawn from: `posterior` or `prior`.
        plan: How much is lived, and for which patterns.
        on_progress: Called with the seeds lived and all seeds.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `seed` (1), `replications` (60), `threads` (all).
    """
    usual: dict[str, Any] = {
        "weeks": plan.weeks,
        "replications": plan.replications,
        "draws": "point",
    }
    asked_of = Question(area=area, **(usual | question))
    asked, read = asked_of.asked(), read_scenario(scenario)
    _check_draws(draws, belief)
    specs = [spec for spec in SPECS if plan.only is None or spec.id in plan.only]
    signs = [spec for spec in SIGNS if plan.only is None or spec.id in plan.only]
    runs = _Runs(
        scenario=read, asked=asked, is_given=area is not None, plan=plan,
        living=compiled() if living is None else living,
        threads=threads_or_all(asked_of.threads), on_progress=on_progress,
    )  # fmt: skip
    runs.expect(specs, signs, draws)
    told = runs.live(read, [*specs, *signs], asked.seeds, plan.networks)
    found = [Pattern(spec, spec.read(told)) for spec in specs]
    if draws > 1:
        found = _with_evidence(
            found, list(_values_of_draws(runs, specs, _sets(read, draws, belief)))
        )
    seen = tuple(Sign(spec, spec.read(told)) for spec in signs)
    return Report(read, asked, runs.launch(plan.networks), tuple(found), seen, draws, belief)


@dataclass(kw_only=True)
class _Runs:
    """Lives the arms that specs need, on the mature and on the launch field."""

    scenario: Scenario
    asked: Asked
    is_given: bool
    plan: Plan
    living: Living
    threads: int
    on_progress: Progress | None
    done: int = 0
    jobs: int = 0

    def expect(self, specs: Sequence[Spec], signs: Sequence[SignSpec], draws: int) -> None:
        """Work out how many seeds there are to live in all."""
        _, launch = arms_of([*specs, *signs])
        self.jobs = len(self.asked.seeds)
        self.jobs += len(self.launch(self.plan.networks).seeds) if launch else 0
        if draws > 1:
            one = len(self.launch(self.plan.draw_networks).seeds) if launch else 0
            self.jobs += draws * (min(self.plan.draw_replications, len(self.asked.seeds)) + one)

    def launch(self, networks: int) -> Asked:
        """Return where the launch is lived: enough made-up networks, or the area given often enough."""
        services = self._services(self.asked.area)
        if self.is_given or services == 1 or self.scenario.services:
            seeds = tuple(
                range(self.asked.seeds[0], self.asked.seeds[0] + math.ceil(networks / services))
            )
            return Asked(self.asked.area, self.plan.launch_weeks, seeds)
        return Asked(made_up_networks(networks), self.plan.launch_weeks, self.asked.seeds[:1])

    def live(
        self, scenario: Scenario, specs: Iterable[Spec | SignSpec], seeds: Sequence[int],
        networks: int,
    ) -> Told:  # fmt: skip
        """Live what these specs need of a scenario."""
        mature, launch = arms_of(specs)
        told = self._live(scenario, mature, Field(self.asked.area, tuple(seeds), self.asked.weeks))
        if launch:
            asked = self.launch(networks)
            told |= self._live(scenario, launch, Field(asked.area, asked.seeds, asked.weeks))
        return told

    def _live(
        self, scenario: Scenario, names: Sequence[str], field: Field
    ) -> dict[str, dict[str, Floats]]:
        return live(scenario, names, field, self.living, threads=self.threads, step=self._step)

    def _services(self, area: Area) -> int:
        return len(services_of(area, self.scenario))

    def _step(self, seeds: int) -> None:
        self.done += seeds
        if self.on_progress is not None:
            self.on_progress(self.done, self.jobs)


def arms_of(specs: Iterable[Spec | SignSpec]) -> tuple[list[str], list[str]]:
    """Return the arms that specs need, apart: the mature and those of the launch."""
    names = list(dict.fromkeys(name for spec in specs for name in spec.arms))
    return (
        [name for name in names if not ARMS[name].launch],
        [name for name in names if ARMS[name].launch],
    )


def made_up_networks(networks: int) -> Area:
    """Return a made-up area of at least so many whole networks."""
    from sp_sim.areas.synthetic import MOST_PRACTICES, make  # noqa: PLC0415 - when it is needed
    from sp_sim.domain.places import Area  # noqa: PLC0415 - as above

    made = make(practices=min(MOST_PRACTICES, 8 * networks), seed=LAUNCH_SEED)
    systems = list(made.systems.values())[:networks]
    kept = tuple(practice for members in systems for practice in members)
    name = f"{len(systems)} made-up networks, seed {LAUNCH_SEED}"
    return Area(name, kept, synthetic=True, source=f"synthetic: {name}; no real place")


def _values_of_draws(
    runs: _Runs, specs: Sequence[Spec], sets: Iterable[Scenario]
) -> Iterable[list[list[float | None]]]:
    seeds = runs.asked.seeds[: runs.plan.draw_replications]
    for scenario in sets:
        told = runs.live(scenario, specs, seeds, runs.plan.draw_networks)
        yield [[part.found.mean for part in spec.read(told)] for spec in specs]


def _sets(scenario: Scenario, draws: int, belief: str) -> Iterable[Scenario]:
    """Return the scenario under each draw of what is believed."""
    if belief == "prior":
        return drawn(scenario, draws)
    return (under(scenario, values) for values in posterior(draws).sets)


def _with_evidence(
    found: Sequence[Pattern], drawn_values: Sequence[list[list[float | None]]]
) -> list[Pattern]:
    """Return the patterns with the range of each part over parameter draws."""
    return [
        Pattern(
            pattern.spec,
            pattern.parts,
            tuple(
                _spread([values[place][number] for values in drawn_values], part.band)
                for number, part in enumerate(pattern.parts)
            ),
        )
        for place, pattern in enumerate(found)
    ]


def _spread(values: Sequence[float | None], band: Band | None) -> Spread | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = np.quantile(known, EVIDENCE)
    share = None if band is None else sum(map(band.holds, known)) / len(known)
    return Spread(float(np.mean(known)), float(low), float(high), share)


def _check_draws(draws: int, belief: str) -> None:
    if belief not in BELIEFS:
        message = f"is none of {', '.join(BELIEFS)}"
        raise Problems([asked_problem("belief", belief, message, "leave it out for posterior")])
    if isinstance(draws, bool) or not isinstance(draws, int) or not 1 <= draws <= MOST_DRAWS:
        rule = f"must be a whole number from 1 to {MOST_DRAWS:,}"
        raise Problems([asked_problem("draws", draws, rule, "leave it out for central values")])
