"""Fingerprint: sixteen letters, the same if and only if two scenarios ask the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.param import Value

LENGTH = 16


def fingerprint(segments: Sequence[tuple[int, Mapping[str, Value]]]) -> str:
    """Return the fingerprint of what holds from which week on.

    The order of keys and the way a number was written (1, 1.0, 1e0) make no difference.
    """
    canonical = [
        [week, {key: _canonical(value) for key, value in values.items()}]
        for week, values in segments
    ]
    text = json.dumps(canonical, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _canonical(value: Value) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, tuple):
        return list(value)
    return float(value) + 0.0  # minus nought is nought
