"""The space of parameter sets: each is a chance for every uncertain parameter, a place in its prior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.draws import key_of_name
from sp_sim.experiments.priors import chances_of, value_at

if TYPE_CHECKING:
    from sp_sim.estimate import Floats
    from sp_sim.param import Param, Value

EDGE = 1e-6
"""Chances stay so far from 0 and 1."""


@dataclass(frozen=True)
class Space:
    """The parameters that are uncertain, in their order."""

    params: tuple[Param, ...]

    def __len__(self) -> int:
        """Return how many parameters are uncertain."""
        return len(self.params)

    def hypercube(self, sets: int, salt: str = "") -> Floats:
        """Return evenly spread chances, shape (sets, parameters): a Latin hypercube, by names alone."""
        columns = [chances_of(f"{param.key}{salt}", sets) for param in self.params]
        return np.asarray(np.clip(np.array(columns).T, EDGE, 1.0 - EDGE), dtype=np.float64)

    def values(self, chances: Floats) -> dict[str, Value]:
        """Return the values of one set, by key."""
        return {
            param.key: value_at(param, float(chance))
            for param, chance in zip(self.params, chances, strict=True)
        }


def generator(name: str) -> np.random.Generator:
    """Return a generator of random numbers that depends on its name alone."""
    return np.random.default_rng(key_of_name(f"calibration, {name}"))
