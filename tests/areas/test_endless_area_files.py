"""Files without end: refused soon, and in no more words than somebody reads."""

import os

from sp_sim.areas.table import LARGEST_MEGABYTES
from tests.areas.made_up import HEADER, a_file, an_area_file
from tests.areas.test_broken_area_files import problems_of


def test_of_very_many_problems_the_first_are_told(tmp_path):
    rows = [f"P{place},N1,x" for place in range(150)] + [f"Q{place},N1" for place in range(260)]

    rest, *problems = problems_of(an_area_file(tmp_path, *rows))

    assert (200, "has 210 more problems") == (len(problems), rest.message)


def test_of_very_many_rows_that_are_short_the_first_are_told(tmp_path):
    rest, *problems = problems_of(an_area_file(tmp_path, *["A,N1"] * 1_201))

    assert list(range(2, 202)) == [problem.line for problem in problems]
    assert "has 1,001 more problems" == rest.message


def test_of_very_many_columns_the_first_are_told(tmp_path):
    header = ",".join([HEADER, *(f"more_{place}" for place in range(450))])

    rest, *problems = problems_of(an_area_file(tmp_path, header=header))

    assert (200, "has 250 more problems") == (len(problems), rest.message)


def test_columns_without_end_are_not_looked_at(tmp_path):
    header = ",".join(f"c{place}" for place in range(10_000))

    (problem,) = problems_of(an_area_file(tmp_path, header=header))

    assert "has 10,000 columns, at most 2,000 are read" == problem.message


def test_a_line_without_end_is_not_taken_apart(tmp_path):
    (problem,) = problems_of(an_area_file(tmp_path, "A,N1,5000", "," * 1_000_000))

    assert "the line has 1,000,000 characters, at most 200,000 are read" == problem.message
    assert 3 == problem.line


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = a_file(tmp_path, f"{HEADER}\nA,N1,5000\n")
    os.truncate(path, (LARGEST_MEGABYTES + 1) * 1024**2)

    (problem,) = problems_of(path)

    assert "is too large: 65.0 MB, at most 64 MB are read" == problem.message
    assert "is it the right file?" in problem.remedy
