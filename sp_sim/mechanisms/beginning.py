"""Beginning: a run begins before anyone knows the service, or after five simulated years of it.

Rule: a new start begins with week 0; a mature start begins five years before it and is recorded from week 0 on.
Reads: nothing.
Decides: which week is lived first.
Assumes: until week 0 a mature service was as the scenario says of its start; its dated changes come later.
Source: the growth of coded referrals took about four years (E005); five leave room for what is slower.
"""

from __future__ import annotations

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.param import param, section

MATURE_WEEKS = 5 * WEEKS_PER_YEAR
"""How long a mature service has been there when week 0 begins."""

FIRST_WEEK = {"new": 0, "mature": -MATURE_WEEKS}
"""The week that is lived first, by `start`."""

SECTION = section(
    "",
    "how long the service has been there when week 0 begins",
    start=param(
        "new", unit="word", choices=("new", "mature"), grade="assumption", lever=True, dated=False,
        source="assumption: new by default; both are asked of the model, and five years reach past the growth of E005",
        meaning="new: week 0 is the first of the service; mature: five simulated years come before it",
    ),
)  # fmt: skip


def is_recorded(under_way: bool, closed: int) -> bool:
    """Return whether a case belongs in the records: it was open in some week from 0 on."""
    return under_way or closed >= 0
