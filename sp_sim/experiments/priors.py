"""Priors: draws of what is not known, evenly spread over each parameter's prior."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.draws import key_of_name
from sp_sim.experiments.switches import held_to
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.param import Param, Value
    from sp_sim.scenario.scenario import Scenario

_WHOLE = 2.0**64


def drawn(scenario: Scenario, draws: int) -> Iterator[Scenario]:
    """Yield the scenario with its uncertain parameters drawn, one a draw (a Latin hypercube).

    Each parameter takes one value from each of `draws` equal slices of its prior, in an order of
    its own that depends on its name alone. Levers stay, and so does what the scenario assumes
    itself: a parameter that is not at its default.
    """
    uncertain = [told for told in PARAMETERS.values() if is_drawn(told, scenario)]
    chances = {told.key: chances_of(told.key, draws) for told in uncertain}
    for draw in range(draws):
        values = {told.key: value_at(told, chances[told.key][draw]) for told in uncertain}
        yield held_to(scenario, values, f"{scenario.name}, draw {draw + 1} of {draws}")


def is_drawn(told: Param, scenario: Scenario) -> bool:
    """Return whether a parameter is uncertain and left at its default."""
    is_open = told.is_number and not told.lever and told.prior.family != "fixed"
    return is_open and scenario.values[told.key] == told.default


def chances_of(key: str, draws: int) -> list[float]:
    """Return one chance from each of `draws` equal slices of 0 to 1, in a keyed order."""
    order = sorted(range(draws), key=lambda draw: key_of_name(f"slice of {key}, {draw} of {draws}"))
    within = [int(key_of_name(f"place of {key}, {at} of {draws}")) / _WHOLE for at in range(draws)]
    return [
        min(max((place + at) / draws, 1e-9), 1.0 - 1e-9)
        for place, at in zip(order, within, strict=True)
    ]


def value_at(told: Param, chance: float) -> Value:
    """Return the value below which a share `chance` of what is believed lies, as it may be given."""
    low, high = told.limits
    value = min(max(told.prior.quantile(chance), low), high)
    return as_given(told, value)


def as_given(told: Param, number: float) -> Value:
    """Return a number as the parameter may be given: whole where it is a count."""
    return round(number) if told.kind == "count" else float(number)
