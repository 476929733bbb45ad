"""Screening: which parameters move which target, by stepwise regression on draws from the priors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.target import Board

CLEAR = 4.0
"""A parameter counts once its t lies beyond this: by chance, not one in six thousand columns."""
MOST_PER_TARGET = 15
LEAST_NEED = 0.02
TAILS = (1.0, 99.0)
"""Values beyond these percentiles are drawn in, so that no single set decides."""


@dataclass(frozen=True)
class Screened:
    """How far each parameter moves each target, and which parameters are fitted.

    `effects`, shape (targets, parameters): from one end of the prior to the other, in half widths of
    the band, signed by direction; 0 where nothing is clear. `active` are columns, most needed first.
    """

    effects: Floats
    active: tuple[int, ...]

    def inputs(self, target: int) -> list[int]:
        """Return the active parameters that move a target, most moving first."""
        sizes = np.abs(self.effects[target])
        found = [place for place in self.active if sizes[place] > 0.0]
        return sorted(found, key=lambda place: -sizes[place])


def screen(chances: Floats, values: Floats, board: Board, most: int) -> Screened:
    """Return which parameters matter: those with large shares in what moves targets that need it.

    A target's need is how often draws from the priors miss its band; shares are of squared effects.

    Args:
        chances: Parameter sets drawn from the priors, shape (sets, parameters).
        values: What they gave, shape (sets, targets), on the scale of judging.
        board: The targets.
        most: How many parameters are fitted at most.
    """
    effects = np.zeros((values.shape[1], chances.shape[1]))
    need = np.full(len(effects), LEAST_NEED)
    for place, target in enumerate(board.targets):
        known = np.isfinite(values[:, place])
        if known.sum() > 8:
            given = values[known, place]
            effects[place] = _effects(chances[known], np.clip(given, *np.percentile(given, TAILS)))
            effects[place] /= target.half
            inside = (given >= target.low) & (given <= target.high)
            need[place] = max(LEAST_NEED, 1.0 - float(inside.mean()))
    score = need @ _shares(effects)
    order = sorted(np.flatnonzero(score > 0.0), key=lambda column: (-score[column], column))
    return Screened(effects, tuple(int(column) for column in order[:most]))


def _shares(effects: Floats) -> Floats:
    squares = effects * effects
    return np.asarray(squares / np.maximum(squares.sum(axis=1, keepdims=True), 1e-300))


def _effects(chances: Floats, values: Floats) -> Floats:
    """Return by how much each parameter moves a target between the ends of its prior; 0 if unclear.

    Straight lines and bows (squares) are taken up one by one, the clearest first, for as long as one
    is clear.
    """
    line = np.sqrt(12.0) * (chances - 0.5)
    bow = (line * line - 1.0) * np.sqrt(5.0) / 2.0
    columns = np.column_stack([line, bow])
    columns = columns - columns.mean(axis=0)
    apart = values - values.mean()
    taken: list[int] = []
    while len(taken) < MOST_PER_TARGET:
        best = _clearest(columns, apart, taken)
        if best is None:
            break
        taken.append(best)
        fitted = np.linalg.lstsq(columns[:, taken], values - values.mean(), rcond=None)[0]
        apart = values - values.mean() - columns[:, taken] @ fitted
    return _by_parameter(columns[:, taken], taken, values, chances.shape[1])


def _clearest(columns: Floats, apart: Floats, taken: list[int]) -> int | None:
    left = len(apart) - len(taken) - 2
    size = np.sqrt((apart * apart).sum() * (columns * columns).sum(axis=0))
    if left < 2 or not (apart * apart).sum() > 1e-20 * len(apart):
        return None
    r = np.abs(columns.T @ apart) / np.maximum(size, 1e-300)
    r[taken] = 0.0
    best = int(np.argmax(r))
    t = r[best] * np.sqrt(left / max(1.0 - r[best] ** 2, 1e-12))
    return best if t > CLEAR else None


def _by_parameter(columns: Floats, taken: list[int], values: Floats, parameters: int) -> Floats:
    """Return for each parameter the range that its line and its bow span, signed as the line."""
    found = np.zeros(parameters)
    if not taken:
        return found
    fitted = np.linalg.lstsq(columns, values - values.mean(), rcond=None)[0]
    lines, bows = np.zeros(parameters), np.zeros(parameters)
    for place, slope in zip(taken, fitted, strict=True):
        (lines if place < parameters else bows)[place % parameters] = slope
    places = np.sqrt(12.0) * np.linspace(-0.5, 0.5, 21)
    curve = np.outer(lines, places) + np.outer(bows, (places * places - 1.0) * np.sqrt(5.0) / 2.0)
    found = np.ptp(curve, axis=1) * np.where(lines < 0.0, -1.0, 1.0)
    return np.asarray(found, dtype=np.float64)
