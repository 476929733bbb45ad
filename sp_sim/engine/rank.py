"""Rank: put positions in the order of their scores, ties by position."""

from __future__ import annotations

from typing import Any

from sp_sim.engine.compiled import compiled


@compiled
def rank(positions: Any, scores: Any, count: int) -> None:
    """Sort the first `count` positions by (score, position), in place, and the scores with them."""
    gap = 1
    while gap < count // 3:
        gap = 3 * gap + 1
    while gap >= 1:
        for start in range(gap, count):
            score = scores[start]
            position = positions[start]
            place = start
            while place >= gap and (
                scores[place - gap] > score
                or (scores[place - gap] == score and positions[place - gap] > position)
            ):
                scores[place] = scores[place - gap]
                positions[place] = positions[place - gap]
                place -= gap
            scores[place] = score
            positions[place] = position
        gap //= 3
