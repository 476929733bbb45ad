"""Ensemble: the parameter sets that a study is lived under, the same in every arm and command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sp_sim.draws import key_of_name
from sp_sim.experiments.posterior import WEIGHT, load_posterior
from sp_sim.experiments.priors import as_given, is_drawn, value_at
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from pathlib import Path

    from sp_sim.param import Param, Value
    from sp_sim.results.arm import Draws
    from sp_sim.scenario.scenario import Scenario

KINDS: tuple[Draws, ...] = ("point", "prior", "posterior")
_PLACES = 2.0**52


@dataclass(frozen=True)
class Ensemble:
    """Parameter sets, one after the other; the one set of `point` changes nothing."""

    kind: Draws
    sets: tuple[Mapping[str, Value], ...]


def ensemble(kind: Draws, sets: int) -> Ensemble:
    """Return so many parameter sets of a kind."""
    if kind == "point":
        return point()
    return prior(sets) if kind == "prior" else posterior(sets)


@lru_cache(maxsize=4096)
def set_of(kind: Draws, number: int) -> Mapping[str, Value]:
    """Return the set of a kind that has this number, the first being 0."""
    if kind == "point":
        return {}
    before = _drawn(uncertain(), number, 0)
    return before if kind == "prior" else {**before, **_shipped().set(number, 0)}


def point() -> Ensemble:
    """Return the one set in which every parameter keeps its central value."""
    return Ensemble("point", ({},))


def prior(sets: int, seed: int = 0) -> Ensemble:
    """Return parameter sets drawn from the priors, independently of each other.

    A value depends on the parameter's name, the number of its set and `seed` alone: set 7 is the
    same whether ten are drawn or a thousand, and in whatever scenario.

    >>> prior(2).sets == prior(3).sets[:2]
    True
    """
    if seed == 0:
        return Ensemble("prior", tuple(set_of("prior", number) for number in range(sets)))
    drawn = uncertain()
    return Ensemble("prior", tuple(_drawn(drawn, number, seed) for number in range(sets)))


def posterior(sets: int, seed: int = 0, folder: Path | None = None) -> Ensemble:
    """Return parameter sets of a calibration, each as often as its weight says.

    Which one a set takes hangs on its number alone, so that set 7 is the same whether ten are drawn or
    a thousand; however many are drawn, they are spread evenly over the weights (van der Corput 1935).
    Parameters that the calibration left open are drawn from their priors.

    Args:
        sets: How many.
        seed: Another number gives other sets.
        folder: Where `sp-sim calibrate` wrote; the posterior that comes with the package if left out.
    """
    if folder is None and seed == 0:
        return Ensemble("posterior", tuple(set_of("posterior", number) for number in range(sets)))
    fitted = _Fitted(folder)
    pairs = enumerate(prior(sets, seed).sets)
    return Ensemble(
        "posterior", tuple({**each, **fitted.set(number, seed)} for number, each in pairs)
    )


class _Fitted:
    """A posterior's sets, and which of them a number takes."""

    def __init__(self, folder: Path | None) -> None:
        table = load_posterior(folder)
        self.shares = table.pop(WEIGHT).to_numpy().cumsum()
        self.sets = [by_key(row) for row in table.to_dict("records")]

    def set(self, number: int, seed: int) -> dict[str, Value]:
        """Return the values that the set of this number has."""
        chance = (_chance("a set of the posterior", 0, seed) + halved(number)) % 1.0
        return self.sets[min(int(self.shares.searchsorted(chance)), len(self.sets) - 1)]


@lru_cache(maxsize=1)
def _shipped() -> _Fitted:
    return _Fitted(None)


def halved(number: int) -> float:
    """Return the place from 0 to 1 of a number in van der Corput's sequence: ever halfway between others.

    >>> [halved(number) for number in range(5)]
    [0.0, 0.5, 0.25, 0.75, 0.125]
    """
    place, step = 0.0, 0.5
    while number:
        number, bit = divmod(number, 2)
        place, step = place + step * bit, step / 2.0
    return place


def by_key(row: Mapping[Hashable, Any]) -> dict[str, Value]:
    """Return a row of a posterior's table by keys, as parameters may be given."""
    return {
        told.key: as_given(told, row[told.field])
        for told in PARAMETERS.values()
        if told.field in row
    }


def under(scenario: Scenario, values: Mapping[str, Value]) -> Scenario:
    """Return the scenario with one set's values; what it sets itself, or alters later, it keeps."""
    return with_values(scenario, taken_by(scenario, values))


def with_values(scenario: Scenario, values: Mapping[str, Value]) -> Scenario:
    """Return the scenario with these values in the place of its own."""
    return replace(scenario, values={**scenario.values, **values})


def taken_by(scenario: Scenario, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a scenario takes of one set: all but what it sets itself, or alters later."""
    open_here = left_open(scenario)
    return {key: value for key, value in values.items() if key in open_here}


def left_open(scenario: Scenario) -> frozenset[str]:
    """Return the parameters that a scenario takes of any set."""
    altered = {key for change in scenario.changes for key in change.values}
    altered |= {key for one in scenario.placed for key in one.values}
    return frozenset(
        key for key, told in PARAMETERS.items() if key not in altered and is_drawn(told, scenario)
    )


def uncertain() -> list[Param]:
    """Return every parameter that nobody chooses and nobody knows."""
    return [told for told in PARAMETERS.values() if is_uncertain(told)]


def is_uncertain(told: Param) -> bool:
    """Return whether a parameter is a number that nobody chooses and nobody knows."""
    return told.is_number and not told.lever and told.prior.family != "fixed"


def _drawn(uncertain: list[Param], number: int, seed: int) -> dict[str, Value]:
    return {told.key: value_at(told, _chance(told.key, number, seed)) for told in uncertain}


def _chance(key: str, number: int, seed: int) -> float:
    """Return a number between 0 and 1, both excluded."""
    return ((key_of_name(f"set {number} of {seed}: {key}") >> 12) + 0.5) / _PLACES
