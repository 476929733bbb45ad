"""World: the starting columns of one scenario in one area, before any seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sp_sim.domain.places import Area
from sp_sim.mechanisms.registry import NUMBERS

Columns = Any
"""A numpy record array (`np.recarray`): rows with named fields."""

PARAMS = np.dtype([(told.field, "f8") for told in NUMBERS])
"""All parameters that equations read, one field each; switches are 0.0 or 1.0."""

PRACTICES = np.dtype(
    [
        ("key", "u8"),
        ("system", "i4"),
        ("registered", "i4"),
        ("gp_first", "i4"),
        ("gp_count", "i4"),
        ("prone", "i4"),
        ("patients_per_gp", "f8"),
        ("under_40", "f8"),
        ("under_65", "f8"),
        ("rural", "f8"),
    ],
    align=True,
)
"""A practice; `prone` are the most people who bring need at any time, `under_40` and `under_65` the shares of
its adults of an age below. `rural` is 1 where the practice is known to be rural, else 0."""
SYSTEMS = np.dtype(
    [
        ("key", "u8"),
        ("practice_first", "i4"),
        ("practice_count", "i4"),
        ("gp_first", "i4"),
        ("gp_count", "i4"),
        ("post_first", "i4"),
        ("post_count", "i4"),
        ("pair_first", "i4"),
        ("pair_count", "i4"),
    ],
    align=True,
)
GPS = np.dtype([("practice", "i4"), ("number", "i4")], align=True)
POSTS = np.dtype([("system", "i4"), ("number", "i4")], align=True)
PAIRS = np.dtype([("post", "i4"), ("practice", "i4")], align=True)
"""A post and a practice that it covers in at least one segment; in the order (post, practice)."""

POST_LEVERS = np.dtype(
    [("wte", "f8"), ("on_site", "f8"), ("days_head_office", "f8"), ("supervised_share", "f8"), ("peer_share", "f8"),
     ("row", "i8"), ("rural", "f8")]
)  # fmt: skip
"""What a scenario sets for a post: wte (0: not funded), share of time in practices, days at head office,
the chances to be offered supervision and to belong to a peer network; `row` is its row of `World.params`,
`rural` the share of the practices covered that are rural."""

SYSTEM_LEVERS = np.dtype([("row", "i8")])
"""What a scenario sets for a system: its row of `World.params`."""

PRACTICE_LEVERS = np.dtype(
    [
        ("champion_share", "f8"),
        ("champion_hours", "f8"),
        ("champion_training", "f8"),
        ("organisational_support", "f8"),
        ("row", "i8"),
        ("prone", "i8"),
    ]
)
"""What a scenario sets for a practice: the chance to have a champion, the champion's hours a week and hours
of training, how far practices stand behind it; `row` is its row of `World.params`, `prone` how many of its
people are prone to need and bring it."""

PAIR_LEVERS = np.dtype([("days", "f8"), ("covers", "f8")])
"""What a scenario sets for a post in a practice: days a week on site, whether it covers it (0 or 1)."""


@dataclass(frozen=True)
class World:
    """Everything that is settled before chance enters.

    Rows of all tables stand in the order of their codes; `practice`, `post` and `system` fields are
    positions in those tables. A segment is a stretch of weeks between dated changes; tables of
    levers have shape (segments, rows).
    """

    area: Area
    scenario: str
    practice_codes: tuple[str, ...]
    system_codes: tuple[str, ...]
    practices: Columns
    systems: Columns
    gps: Columns
    posts: Columns
    pairs: Columns
    segment_weeks: npt.NDArray[np.int32]
    params: Columns
    """The numbers of equations, a row for each combination that holds somewhere; the first is that of the start."""
    system_levers: Columns
    post_levers: Columns
    practice_levers: Columns
    pair_levers: Columns

    @property
    def first_week(self) -> int:
        """The first week that is lived: 0, or before it where a run begins with a mature service."""
        return int(self.segment_weeks[0])

    @property
    def demand(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """How many people of each practice bring need, and since when.

        Weeks, shape (steps,), and numbers, shape (steps, practices); one step where demand never changes.
        """
        prone = np.asarray(self.practice_levers["prone"], dtype=np.int64)
        is_step = np.ones(len(prone), dtype=np.bool_)
        is_step[1:] = (prone[1:] != prone[:-1]).any(axis=1)
        return np.asarray(self.segment_weeks, dtype=np.int64)[is_step], prone[is_step]

    @property
    def registered(self) -> npt.NDArray[np.int32]:
        """Registered patients of each practice, shape (practices,)."""
        registered: npt.NDArray[np.int32] = np.asarray(self.practices["registered"])
        return registered

    @property
    def post_codes(self) -> tuple[str, ...]:
        """A code for each post: its system's and its number, counted from 1."""
        return tuple(
            f"{self.system_codes[post['system']]}/{post['number'] + 1}" for post in self.posts
        )
