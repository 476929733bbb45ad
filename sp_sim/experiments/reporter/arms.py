"""Arms: which variants of a scenario patterns need, lived in batches so that memory stays flat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.experiments import switches
from sp_sim.experiments.reporter import observed, watched
from sp_sim.experiments.switches import changed_at, held_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Floats
    from sp_sim.experiments.live import Living
    from sp_sim.experiments.reporter.observed import Telling
    from sp_sim.scenario.scenario import Scenario

    Make = Callable[[Scenario, int], Scenario]
    Step = Callable[[int], None]

HIRING_WEEKS = 2 * WEEKS_PER_YEAR
"""In the roll-out each network has half its posts for this long, and then all."""
FEW_CASES, MANY_CASES = 20.0, 60.0
"""Caps on open cases per wte under which discretion is tried; what a worker can carry is not known."""
BATCH_ROWS = 2_000_000
"""About so many practice-weeks and worker-weeks are held at once, over all arms."""


@dataclass(frozen=True)
class ArmSpec:
    """One variant: how it is made of the scenario and the last year's first week, what is told."""

    make: Make
    tellings: tuple[Telling, ...]
    launch: bool = False


def turned(switch: switches.Switch, way: str, *tellings: Telling) -> ArmSpec:
    """Return the arm in which a switch is on or off."""
    return ArmSpec(lambda scenario, _: switch.turned(scenario, way), tellings)


def with_values_held(values: Mapping[str, object], *tellings: Telling) -> ArmSpec:
    """Return the arm in which some values hold throughout."""
    return ArmSpec(lambda scenario, _: held_to(scenario, values), tellings)


def roll_out(scenario: Scenario, _: int) -> Scenario:
    """Return the scenario with half the posts of each network at first, and all two years on."""
    posts = int(scenario.values["workforce.posts"])  # type: ignore[arg-type]  # a count
    key = "workforce.posts" if posts else "workforce.wte_per_50000"
    full = scenario.values[key]
    half = max(1, round(posts / 2)) if posts else float(full) / 2.0  # type: ignore[arg-type]  # a number
    halved = held_to(scenario, {key: half}, f"{scenario.name}, rolled out")
    return changed_at(halved, HIRING_WEEKS, {key: full}, halved.name)


def champions_arrive(scenario: Scenario, since: int) -> Scenario:
    """Return the scenario without champions until the last year, and one in every practice then."""
    without = switches.CHAMPIONS.turned(scenario, "off")
    return changed_at(without, max(1, since), switches.CHAMPIONS.on, "champions arrive")


def trained_once(scenario: Scenario, since: int) -> Scenario:
    """Return the scenario with one round of training as the last year starts, and none else."""
    switch, interval = switches.TRAINING, {"training.interval_weeks": 520}
    without = held_to(switch.turned(scenario, "off"), interval)
    once = changed_at(without, max(1, since), switch.on, "trained once")
    return changed_at(once, max(1, since) + 1, switch.off, "trained once")


def supported(share: float, support: float) -> ArmSpec:
    """Return the arm with this share of champions and this organisational support."""
    values = {"champions.practices_share": share, "champions.organisational_support": support}
    return with_values_held(values, observed.measured)


def discretion(level: float, *, supported: bool) -> ArmSpec:
    """Return the arm with this discretion: with supervision and few cases, or with many cases and none."""
    easy = {"support.supervised_share": 1.0, "management.caseload_cap_per_wte": FEW_CASES}
    hard = {"support.supervised_share": 0.0, "management.caseload_cap_per_wte": MANY_CASES}
    values = {"discretion.level": level} | (easy if supported else hard)
    return with_values_held(values, observed.measured)


def _conduit_arms() -> Iterable[tuple[str, ArmSpec]]:
    for switch in switches.LEVERS:
        for way in ("on", "off"):
            for name, is_held in (("", False), ("_held", True)):
                yield f"{switch.key}_{way}{name}", ArmSpec(_conduit(switch, way, is_held), ())


def _conduit(switch: switches.Switch, way: str, is_held: bool) -> Make:  # noqa: FBT001 - of a loop
    held = {"involvement.held": is_held}
    return lambda scenario, _: held_to(switch.turned(scenario, way), held)


_PLACE = (observed.measured, observed.first_contacts, watched.load)
ARMS: dict[str, ArmSpec] = {
    "launch": ArmSpec(lambda scenario, _: scenario, (observed.networks,), launch=True),
    "roll_out": ArmSpec(roll_out, (observed.networks,), launch=True),
    "reference": ArmSpec(
        lambda scenario, _: scenario,
        (
            observed.measured, observed.early_referrals, observed.left_over, observed.supply,
            observed.workers, watched.loops, watched.mixed, watched.need,
        ),
    ),
    "half_supervised": with_values_held({"support.supervised_share": 0.5}, observed.workers),
    "supervision_on": turned(switches.SUPERVISION, "on", observed.workers),
    "supervision_off": turned(switches.SUPERVISION, "off", observed.workers),
    "trained": turned(switches.TRAINING, "on", observed.workers),
    "untrained": turned(switches.TRAINING, "off", observed.workers, watched.skill),
    "in_practices": turned(switches.LOCATION, "on", *_PLACE),
    "at_head_office": turned(switches.LOCATION, "off", *_PLACE),
    "no_champions": turned(switches.CHAMPIONS, "off", observed.offers_by_practice),
    "champions_arrive": ArmSpec(champions_arrive, (observed.offers_by_practice,)),
    "champions_supported": supported(1.0, 1.0),
    "champions_alone": supported(1.0, 0.0),
    "support_alone": supported(0.0, 1.0),
    "free_and_supported": discretion(1.0, supported=True),
    "bound_and_supported": discretion(0.0, supported=True),
    "free_and_alone": discretion(1.0, supported=False),
    "bound_and_alone": discretion(0.0, supported=False),
    "trained_once": ArmSpec(trained_once, (watched.skill,)),
    **dict(_conduit_arms()),
}  # fmt: skip
"""Every arm by its name."""


@dataclass(frozen=True)
class Field:
    """Where and how long some arms are lived: an area, seeds, weeks."""

    area: Area
    seeds: tuple[int, ...]
    weeks: int


def live(
    scenario: Scenario, names: Iterable[str], field: Field, living: Living, *,
    threads: int, step: Step,
) -> dict[str, dict[str, Floats]]:  # fmt: skip
    """Live some arms of a scenario on a field, batch by batch; return what is told of each.

    Arms that ask for the same thing are lived once.
    """
    since = max(0, field.weeks - WEEKS_PER_YEAR)
    made = {name: ARMS[name].make(scenario, since) for name in names}
    if not made:
        return {}
    worlds = {each.fingerprint: each for each in made.values()}
    built = {key: living.build(field.area, each) for key, each in worlds.items()}
    parts: dict[str, list[dict[str, Floats]]] = {name: [] for name in made}
    for seeds in _batches(field, len(worlds)):
        lived = living.simulate(list(built.values()), seeds, weeks=field.weeks, threads=threads)
        records = dict(zip(built, lived, strict=True))
        for name, each in made.items():
            key = each.fingerprint
            seen = observed.Observed(built[key], records[key], field.weeks, len(seeds))
            parts[name].append(_tell(seen, ARMS[name]))
        step(len(seeds))
    return {name: _joined(found) for name, found in parts.items()}


def _tell(seen: observed.Observed, spec: ArmSpec) -> dict[str, Floats]:
    tellings = spec.tellings or (observed.measured,)
    return {key: values for telling in tellings for key, values in telling(seen).items()}


def _joined(parts: Sequence[dict[str, Floats]]) -> dict[str, Floats]:
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def _batches(field: Field, arms: int) -> Iterable[tuple[int, ...]]:
    rows = arms * field.weeks * 2 * len(field.area.practices)
    size = max(1, BATCH_ROWS // max(1, rows))
    return (field.seeds[at : at + size] for at in range(0, len(field.seeds), size))
