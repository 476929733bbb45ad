"""Actor: what everybody in the model is to Mesa, an agent that does not keep its model alive."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import mesa


class _Counters:
    """For each model that is in use, the numbers of its agents, counted from 1."""

    def __init__(self) -> None:
        self._of_model: WeakKeyDictionary[Any, Iterator[int]] = WeakKeyDictionary()

    def __getitem__(self, model: Any) -> Iterator[int]:
        return self._of_model.setdefault(model, itertools.count(1))


class Actor(mesa.Agent):
    """Somebody in the model.

    Mesa 3.3 counts agents in a table that holds every model for ever, also one that was dropped half-way;
    actors are counted in a table that lets go.
    """

    _ids = _Counters()
