"""Stages: where a person is on the pathway, and how a referral ended."""

from __future__ import annotations

from enum import IntEnum

NEVER = -9999
"""In a column of weeks: it has not happened. No run reaches so far back."""

NOBODY = -1
"""In a column of positions (of posts, workers, holders): there is none."""


class Stage(IntEnum):
    """Where a person stands now."""

    ELSEWHERE = 0
    WAITING = 1
    IN_CARE = 2


class Ended(IntEnum):
    """How a referral ended; `OPEN` while it has not."""

    OPEN = 0
    COMPLETED = 1
    DROPPED_OUT_WAITING = 2
    DROPPED_OUT_BEFORE_CONTACT = 3
    DISENGAGED = 4
    LOST_AT_CHANGE = 5
    MOVED = 6
    DIED = 7


ENDED_WORDS = {
    Ended.OPEN: "still open",
    Ended.COMPLETED: "completed: closed as planned",
    Ended.DROPPED_OUT_WAITING: "dropped out while waiting",
    Ended.DROPPED_OUT_BEFORE_CONTACT: "taken on, never seen",
    Ended.DISENGAGED: "disengaged in care",
    Ended.LOST_AT_CHANGE: "contact lost at a change of worker",
    Ended.MOVED: "moved away",
    Ended.DIED: "died",
}
