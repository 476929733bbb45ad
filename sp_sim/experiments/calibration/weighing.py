"""Weighing: what was lived decides, with the share of it that is chance taken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.target import Board


@dataclass(frozen=True)
class Weighed:
    """The last sample: what each set is believed to give with chance taken off, and its weight."""

    believed: Floats
    weights: Floats

    @property
    def ess(self) -> float:
        """The effective sample size: so many equal weights would know as much."""
        return effective(self.weights)


def effective(weights: Floats) -> float:
    """Return the effective size of a weighted sample."""
    total = float(weights.sum())
    return total * total / float((weights * weights).sum()) if total > 0.0 else 0.0


def weigh(board: Board, expected: Floats, values: Floats, error: Floats, noise: Floats) -> Weighed:
    """Return importance weights: the likelihood of what was lived by that of what was expected.

    A run is part chance. What a set would give on average is believed to lie between what the emulator
    expects (variance `error` less `noise`) and what was lived (variance `noise`), by their precision.

    Args:
        board: The targets.
        expected: What the emulator said, by which the sets were drawn; shape (sets, targets).
        values: What was lived, same shape; NaN where there was nothing to count.
        error: Variance of what the emulator misses, chance included, shape (targets,).
        noise: Variance of chance, shape (targets,).
    """
    own = np.maximum(error - noise, 0.05 * error)
    share = own / np.maximum(own + noise, 1e-300)
    believed = expected + share * (values - expected)
    after = own * noise / np.maximum(own + noise, 1e-300)
    level = board.log_likelihood(believed, after) - board.log_likelihood(expected, own)
    weights = np.exp(level - level.max())
    return Weighed(believed, weights / weights.sum())


def together(rounds: Sequence[Weighed]) -> Weighed:
    """Return several weighted samples of the same belief as one; each counts by its effective size."""
    sizes = np.array([each.ess for each in rounds])
    weights = [each.weights * size for each, size in zip(rounds, sizes / sizes.sum(), strict=True)]
    return Weighed(np.concatenate([each.believed for each in rounds]), np.concatenate(weights))
