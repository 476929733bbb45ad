"""Walking: draws from priors cut or weighted by what the emulator says, many walkers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.experiments.calibration.space import EDGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.estimate import Floats

STRIDE = 0.35
"""How far a walker steps, as a share of a prior, for each parameter that it moves."""
MOVED = 4
"""About so many parameters are moved in one step."""


def resampled(weights: Floats, many: int, chance: float) -> Floats:
    """Return row numbers drawn in proportion to weights, evenly (one random start for all)."""
    places = (np.arange(many) + chance) / many
    edges = np.cumsum(weights / weights.sum())
    return np.minimum(np.searchsorted(edges, places), len(weights) - 1)


def walk(
    start: Floats,
    active: tuple[int, ...],
    log_density: Callable[[Floats], Floats],
    steps: int,
    random: np.random.Generator,
) -> Floats:
    """Let walkers step through the active parameters, and return where they end.

    The walk keeps priors times the density: chances are even between 0 and 1, and steps that lead out
    are mirrored back. `log_density` may be minus infinity.
    """
    here = start.copy()
    level = log_density(here)
    columns = list(active)
    share = min(1.0, MOVED / len(columns))
    for _ in range(steps):
        moves = random.random((len(here), len(columns))) < share
        stride = STRIDE * random.standard_normal(moves.shape)
        there = here.copy()
        there[:, columns] = _mirrored(here[:, columns] + np.where(moves, stride, 0.0))
        above = log_density(there)
        accepts = np.log(random.random(len(here))) < above - np.where(
            np.isneginf(level), -1e300, level
        )
        here[accepts], level[accepts] = there[accepts], above[accepts]
    return here


def _mirrored(chances: Floats) -> Floats:
    folded = np.abs(np.mod(chances + 1.0, 2.0) - 1.0)
    return np.clip(folded, EDGE, 1.0 - EDGE)
