"""The calendar: weeks, model years, weekdays."""

from sp_sim.calendar import DAYS_PER_WEEK, WEEKDAYS, WEEKS_PER_YEAR
from sp_sim.mechanisms.registry import PARAMETERS


def test_a_year_has_52_weeks_and_a_week_five_working_days():
    assert WEEKS_PER_YEAR == 52
    assert DAYS_PER_WEEK == 5
    assert WEEKDAYS[0] == "Monday"


def test_a_link_worker_has_a_site_for_each_working_day():
    sites = PARAMETERS["location.site_by_weekday"]

    assert DAYS_PER_WEEK == sites.length == len(sites.default)
