"""The calendar: weeks, model years, weekdays."""

from sp_sim.calendar import DAYS_PER_WEEK, WEEKDAYS, WEEKS_PER_YEAR, last_year, whole_years, year_of


def test_a_year_has_52_weeks_and_a_week_five_working_days():
    assert WEEKS_PER_YEAR == 52
    assert DAYS_PER_WEEK == 5
    assert WEEKDAYS[0] == "Monday"


def test_years_are_counted_from_one():
    years = [year_of(week) for week in (0, 51, 52, 103, 104)]

    assert [1, 1, 2, 2, 3] == years


def test_only_complete_years_are_whole():
    assert [] == list(whole_years(51))
    assert [0] == list(whole_years(52))
    assert [0, 52] == list(whole_years(140))


def test_the_last_year_of_a_long_run_is_its_last_52_weeks():
    assert range(52, 104) == last_year(104)


def test_the_last_year_of_a_short_run_is_the_whole_run():
    assert range(8) == last_year(8)
    assert [] == list(last_year(0))
