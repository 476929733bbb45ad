"""Ages: the bands of age that people are told apart by."""

from __future__ import annotations

from enum import IntEnum


class AgeBand(IntEnum):
    """A band of age in years; a person has one, and a run is too short to leave it."""

    UNDER_40 = 0
    FROM_40_TO_64 = 1
    FROM_65 = 2


AGE_WORDS = {
    AgeBand.UNDER_40: "under 40",
    AgeBand.FROM_40_TO_64: "40 to 64",
    AgeBand.FROM_65: "65 and over",
}
