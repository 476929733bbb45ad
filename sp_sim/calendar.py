"""The calendar: weeks counted from the start of a run, years of 52 of them, working weekdays."""

from __future__ import annotations

WEEKS_PER_YEAR = 52
"""A model year; rates per calendar year are spread over so many weeks."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
"""The days on which practices and link workers work."""

DAYS_PER_WEEK = len(WEEKDAYS)
