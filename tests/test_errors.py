"""Errors: what is wrong, said with its place, all at once and in order."""

import json

import pytest

from sp_sim.errors import CouldNotFinishError, InputError, Problem, Problems, SpSimError


def test_a_problem_says_place_key_value_and_remedy_in_one_line():
    problem = Problem(
        file="rural.yaml",
        line=14,
        column=3,
        key="strain.recovery",
        message="must be between 0 and 1 per week",
        value="1.4",
        remedy="give a share, such as 0.14",
    )

    assert str(problem) == (
        "rural.yaml:14:3: strain.recovery: must be between 0 and 1 per week (got 1.4); "
        "give a share, such as 0.14"
    )


def test_a_problem_without_a_place_in_its_file_names_the_file_only():
    assert str(Problem(file="rural.yaml", message="is empty")) == "rural.yaml: is empty"


def test_a_problem_becomes_a_json_object():
    document = Problem(file="a.yaml", message="is empty", line=2).as_document()

    assert json.loads(json.dumps(document)) == {
        "file": "a.yaml",
        "message": "is empty",
        "line": 2,
        "column": None,
        "key": None,
        "value": None,
        "rule": None,
        "remedy": None,
    }


def test_problems_are_told_together_in_the_order_of_their_places():
    late = Problem(file="b.yaml", line=9, message="last")
    first = Problem(file="a.yaml", line=30, message="first")
    middle = Problem(file="b.yaml", line=2, message="middle")

    problems = Problems([late, first, middle])

    assert (first, middle, late) == problems.problems
    assert str(problems) == "a.yaml:30: first\nb.yaml:2: middle\nb.yaml:9: last"


@pytest.mark.parametrize(
    ("error", "code"), [(Problems([]), 2), (CouldNotFinishError("no disk"), 3), (SpSimError(), 3)]
)
def test_every_error_has_its_exit_code(error, code):
    assert code == error.exit_code
    assert isinstance(error, SpSimError)


def test_problems_are_the_users_input():
    assert issubclass(Problems, InputError)
