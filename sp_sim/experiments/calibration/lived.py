"""Lived: what the patterns' numbers are for a parameter set, by the reporter's own definitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.experiments.patterns import SPECS, arms_of, made_up_networks
from sp_sim.experiments.reporter.arms import Field, live
from sp_sim.experiments.resampling import drawn_anew
from sp_sim.experiments.switches import held_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.plan import Sizes
    from sp_sim.experiments.live import Living
    from sp_sim.experiments.reporter.pattern import Part
    from sp_sim.param import Value
    from sp_sim.scenario.scenario import Scenario

LEAST_TIMES = 2
"""How often rows are drawn anew for intervals, which nobody looks at here."""


@dataclass(frozen=True, kw_only=True)
class Lived:
    """Lives a scenario with other values and tells the parts of every pattern.

    All arms of one set share one tape; sets with a need of their own have tapes of their own.
    """

    scenario: Scenario
    area: Area
    launch: Area
    sizes: Sizes
    living: Living
    seed: int

    def parts(self, values: Mapping[str, Value], number: int) -> list[tuple[Part, ...]]:
        """Return what each pattern is for these values; `number` gives the set seeds of its own."""
        scenario = held_to(self.scenario, values) if values else self.scenario
        first = self.seed + number * self.sizes.replications
        seeds = tuple(range(first, first + self.sizes.replications))
        mature, launch = arms_of(SPECS)
        fields = (
            (mature, Field(self.area, seeds, self.sizes.weeks)),
            (launch, Field(self.launch, seeds[:1], self.sizes.launch_weeks)),
        )
        told: dict[str, dict[str, Floats]] = {}
        for names, field in fields:
            told |= live(scenario, names, field, self.living, threads=1, step=_nothing)
        with drawn_anew(LEAST_TIMES):
            return [spec.read(told) for spec in SPECS]


def lived(scenario: Scenario, area: Area, sizes: Sizes, living: Living, seed: int) -> Lived:
    """Return what lives parameter sets of a scenario: the area for what is mature, networks for the launch."""
    launch = made_up_networks(sizes.networks)
    return Lived(
        scenario=scenario, area=area, launch=launch, sizes=sizes, living=living, seed=seed
    )  # fmt: skip


def numbers(parts: Sequence[Sequence[Part]]) -> dict[str, float | None]:
    """Return the values of parts by their keys, such as `C8.2`."""
    return {
        f"{spec.id}.{place}": part.found.mean
        for spec, told in zip(SPECS, parts, strict=True)
        for place, part in enumerate(told)
    }


def _nothing(_: int) -> None:
    """Tell nobody of progress within a set."""
