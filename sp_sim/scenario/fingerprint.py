"""Fingerprint: sixteen letters, the same if and only if two scenarios ask the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.param import Value

LENGTH = 16


def fingerprint(
    segments: Sequence[tuple[int, Mapping[str, Value]]],
    placed: Sequence[tuple[str, int | None, Mapping[str, Value]]] = (),
    services: Sequence[object] = (),
) -> str:
    """Return the fingerprint of what holds from which week on, everywhere and in some places, and of services.

    The order of keys and the way a number was written (1, 1.0, 1e0) make no difference.
    """
    canonical: list[Any] = [[week, _plain(values)] for week, values in segments]
    canonical += [[where, week, _plain(values)] for where, week, values in placed]
    canonical += [["services", *services]] if services else []
    text = json.dumps(canonical, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {key: _canonical(value) for key, value in values.items()}


def _canonical(value: Value) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, tuple):
        return list(value)
    return float(value) + 0.0  # minus nought is nought
