"""Levers: a world's tables of levers as plain numbers, one set for each stretch between dated changes."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sp_sim.mechanisms.values import Parameters
from sp_sim.world.world import World


@dataclass(frozen=True)
class Levers:
    """What a scenario sets from some week on: numbers, and levers by service, post, practice and pair."""

    rows: list[Parameters]
    """The numbers that equations read, a row for each combination; levers say which of them is theirs."""
    p: Parameters
    """The numbers that hold where nothing is set apart."""
    services: list[Any]
    posts: list[Any]
    practices: list[Any]
    pairs: list[Any]


def levers_of(world: World) -> list[tuple[int, Levers]]:
    """Return the first week and the levers of each segment."""
    rows = _plain(world.params)
    return [
        (
            int(week),
            Levers(
                rows=rows,
                p=rows[segment],
                services=_plain(world.system_levers[segment]),
                posts=_plain(world.post_levers[segment]),
                practices=_plain(world.practice_levers[segment]),
                pairs=_plain(world.pair_levers[segment]),
            ),
        )
        for segment, week in enumerate(world.segment_weeks)
    ]


def _plain(table: Any) -> list[Any]:
    names = table.dtype.names
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in table.tolist()]
