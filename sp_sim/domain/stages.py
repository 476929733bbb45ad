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


class Route(IntEnum):
    """By which road a referral came; `SELF` stands for every road that does not pass through the practice."""

    GP = 0
    OTHER_STAFF = 1
    SELF = 2


ROUTE_WORDS = {
    Route.GP: "by a GP",
    Route.OTHER_STAFF: "by other practice staff",
    Route.SELF: "by themselves, their family or another agency",
}


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
    NOT_A_CASE = 8
    RETURNED = 9


ENDED_WORDS = {
    Ended.OPEN: "still open",
    Ended.COMPLETED: "completed: closed as planned",
    Ended.DROPPED_OUT_WAITING: "dropped out while waiting",
    Ended.DROPPED_OUT_BEFORE_CONTACT: "taken on, never seen",
    Ended.DISENGAGED: "disengaged in care",
    Ended.LOST_AT_CHANGE: "contact lost at a change of worker",
    Ended.MOVED: "moved away",
    Ended.DIED: "died",
    Ended.NOT_A_CASE: "a code and no more: never reached a list",
    Ended.RETURNED: "declined by a link worker: returned to the practice",
}
