"""Dimensions: what measures can be broken down by, and which of them have a meaning there."""

from __future__ import annotations

BY_PLACE = ("practice", "pcn", "deprivation_fifth")
"""Kinds of group of practices."""
BY_PERSON = ("age_band", "sex", "need")
"""Kinds of group of the people referred."""
YEAR = "year"
BY = (*BY_PLACE, *BY_PERSON, YEAR)
"""Every column that a breakdown can append."""

WHICH_MEASURES = (
    "What a referral tells (waits, contacts, how it ended) is broken down by all of them. By practice and"
    " deprivation_fifth there is also what practices count; link workers and activities, which serve a"
    " whole network, are told only by pcn and year. By age_band, sex and need, uptake is referrals of"
    " the group per 1,000 patients of all groups. Years are whole blocks of 52 weeks; referrals belong"
    " to the year in which they were made."
)
