"""Needs: the kinds of non-medical need that people are referred with and that offers serve."""

from __future__ import annotations

from enum import IntEnum


class Need(IntEnum):
    """A kind of need; a person has one, for life."""

    LONELINESS = 0
    LOW_MOOD = 1
    MONEY = 2
    HOUSING = 3
    CARING = 4


KINDS = len(Need)
"""How many kinds of need there are."""

NEED_WORDS = {
    Need.LONELINESS: "loneliness: too few people to be with",
    Need.LOW_MOOD: "low mood and worry, short of what specialists treat",
    Need.MONEY: "money: debt, benefits, work",
    Need.HOUSING: "housing: where and how somebody lives",
    Need.CARING: "caring for somebody else",
}
