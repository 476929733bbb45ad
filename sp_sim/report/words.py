"""Words: the measures that a report opens with, and how its numbers are written."""

from __future__ import annotations

KEY_MEASURES = (
    "referrals_per_1000_per_year",
    "first_contact_share",
    "completed_share",
    "wait_median_weeks",
    "exhaustion_mean",
    "burnt_out_share",
    "leavers_per_post_per_year",
)
"""What commissioners ask of first: uptake, what becomes of it, and the state of link workers."""


def pounds(value: float) -> str:
    """Return pounds, whole, with the sign of what is below nil."""
    sign = "-" if round(value) < 0 else ""
    return f"{sign}£{abs(value):,.0f}"
