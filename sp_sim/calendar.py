"""The calendar: weeks counted from the start of a run, years of 52 of them, working weekdays."""

from __future__ import annotations

WEEKS_PER_YEAR = 52
"""A model year; rates per calendar year are spread over so many weeks."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
"""The days on which practices and link workers work."""

DAYS_PER_WEEK = len(WEEKDAYS)


def year_of(week: int) -> int:
    """Return the model year, counted from 1, that a week of the run (from 0) belongs to."""
    return week // WEEKS_PER_YEAR + 1


def whole_years(weeks: int) -> range:
    """Return the first weeks of the complete model years among the first `weeks` weeks."""
    return range(0, weeks - weeks % WEEKS_PER_YEAR, WEEKS_PER_YEAR)


def last_year(weeks: int) -> range:
    """Return the last 52 weeks of a run of `weeks`, or all of them when it is shorter."""
    return range(max(0, weeks - WEEKS_PER_YEAR), weeks)
