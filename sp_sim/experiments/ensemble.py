"""Ensemble: the parameter sets that a study is lived under, the same in every arm and command."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.draws import key_of_name
from sp_sim.errors import Problem, Problems
from sp_sim.experiments.priors import is_drawn, value_at
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sp_sim.param import Param, Value
    from sp_sim.results.arm import Draws
    from sp_sim.scenario.scenario import Scenario

KINDS: tuple[Draws, ...] = ("point", "prior", "posterior")
POSTERIOR = Path(__file__).parent / "posterior.csv"
"""Where a calibration puts its parameter sets: one a row, a column for each parameter it fitted."""
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
    uncertain = [told for told in PARAMETERS.values() if is_uncertain(told)]
    return Ensemble("prior", tuple(_drawn(uncertain, number, seed) for number in range(sets)))


def posterior(sets: int, seed: int = 0, table: Path = POSTERIOR) -> Ensemble:
    """Return parameter sets from a calibration's table, over again where more are asked for.

    Parameters that the calibration left open are drawn from their priors.
    """
    fitted = read_sets(table)
    drawn = prior(sets, seed).sets
    return Ensemble(
        "posterior",
        tuple({**each, **fitted[number % len(fitted)]} for number, each in enumerate(drawn)),
    )


def read_sets(table: Path) -> list[dict[str, Value]]:
    """Return the parameter sets of a table: a header of keys, then one set a row."""
    if not table.exists():
        raise Problems([_problem(table, "there is no calibrated table of parameter sets yet")])
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    problems = list(_wrong(table, rows))
    if problems:
        raise Problems(problems)
    return [{key: _value(PARAMETERS[key], text) for key, text in row.items()} for row in rows]


def under(scenario: Scenario, values: Mapping[str, Value]) -> Scenario:
    """Return the scenario with one set's values; what it sets itself, or alters later, it keeps."""
    altered = {key for change in scenario.changes for key in change.values}
    taken = {
        key: value
        for key, value in values.items()
        if key not in altered and is_drawn(PARAMETERS[key], scenario)
    }
    return replace(scenario, values=dict(scenario.values) | taken)


def is_uncertain(told: Param) -> bool:
    """Return whether a parameter is a number that nobody chooses and nobody knows."""
    return told.is_number and not told.lever and told.prior.family != "fixed"


def _drawn(uncertain: list[Param], number: int, seed: int) -> dict[str, Value]:
    return {told.key: value_at(told, _chance(told.key, number, seed)) for told in uncertain}


def _chance(key: str, number: int, seed: int) -> float:
    """Return a number between 0 and 1, both excluded."""
    return ((key_of_name(f"set {number} of {seed}: {key}") >> 12) + 0.5) / _PLACES


def _wrong(table: Path, rows: list[dict[str, str]]) -> Iterator[Problem]:
    if not rows:
        yield _problem(table, "holds no parameter sets")
        return
    for key in rows[0]:
        told = PARAMETERS.get(key)
        if told is None or not is_uncertain(told):
            yield _problem(table, "is no uncertain parameter", key)
            continue
        for line, row in enumerate(rows, 2):
            if not _is_possible(told, row[key]):
                low, high = told.limits
                yield _problem(table, f"must be a number from {low:g} to {high:g}", key, line)


def _is_possible(told: Param, text: str) -> bool:
    try:
        value = float(text)
    except (TypeError, ValueError):
        return False
    return told.limits[0] <= value <= told.limits[1]


def _value(told: Param, text: str) -> Value:
    return round(float(text)) if told.kind == "count" else float(text)


def _problem(table: Path, message: str, key: str | None = None, line: int | None = None) -> Problem:
    return Problem(
        file=str(table), line=line, key=key, message=message,
        rule="a table of parameter sets has a key a column and a set a row",
        remedy="ask for --draws prior or --draws point, or mend the table",
    )  # fmt: skip
