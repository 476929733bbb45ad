"""Pounds a person: a number where there is one, and otherwise the reason in words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.economics.ratio import per_additional_person, per_person

WHOM = "closed as planned"


def additional(pounds, people):
    return per_additional_person(np.array(pounds, dtype=float), np.array(people, dtype=float), WHOM)


def test_pounds_by_people_is_the_ratio_of_the_means():
    found = per_person(np.array([100.0, 300.0]), np.array([10.0, 10.0]), WHOM)

    assert 20.0 == found.value


def test_without_anybody_helped_there_is_no_cost_of_helping_one():
    found = per_person(np.array([100.0]), np.array([0.0]), WHOM)

    assert not found.is_defined
    assert "not defined: nobody is closed as planned" == found.why_not


def test_one_run_has_a_ratio_and_no_interval():
    found = per_person(np.array([100.0]), np.array([4.0]), WHOM)

    assert (25.0, None, None) == (found.value, found.low, found.high)


def test_with_the_same_people_in_every_run_the_interval_is_that_of_the_cost():
    found = additional([90.0, 110.0, 100.0], [10.0, 10.0, 10.0])
    half = 4.302652729911275 * 10.0 / np.sqrt(3) / 10.0

    assert (10.0, 10.0 - half, 10.0 + half) == pytest.approx((found.value, found.low, found.high))


def test_a_denominator_that_may_be_zero_gives_no_interval_of_a_ratio():
    found = per_person(np.array([10.0, 20.0]), np.array([0.0, 2.0]), WHOM)

    assert (15.0, None, None) == (found.value, found.low, found.high)


@pytest.mark.parametrize(
    ("pounds", "people", "why_not"),
    [
        ([5.0], [3.0], "not defined: one run says nothing of chance"),
        ([5.0, 6.0], [0.0, 0.0], "not defined: as many people are closed as planned"),
        (
            [5.0, 6.0],
            [-1.0, 2.0],
            "not defined: more or fewer may be closed as planned (-19 to +20)",
        ),
        ([5.0, 6.0], [-4.0, -4.0], "not defined: fewer people are closed as planned (-4)"),
        (
            [-5.0, -5.1],
            [4.0, 4.1],
            "not needed: it costs less and more people are closed as planned",
        ),
    ],
)
def test_it_says_why_there_is_no_ratio(pounds, people, why_not):
    found = additional(pounds, people)

    assert (None, why_not) == (found.value, found.why_not)


@given(
    pounds=st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3),
    people=st.lists(st.integers(-50, 50), min_size=3, max_size=3),
)
def test_a_ratio_is_printed_only_where_clearly_more_people_are_helped(pounds, people):
    found = additional(pounds, people)

    assert found.is_defined == (not found.why_not)
    if found.value is not None:
        assert sum(people) > 0
        assert found.low <= found.value <= found.high


def test_an_interval_holds_the_true_ratio_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        people = rng.normal(20.0, 4.0, 12)
        found = additional(50.0 * people + rng.normal(0.0, 300.0, 12), people)
        held += found.low <= 50.0 <= found.high

    assert 0.91 <= held / 400 <= 0.99
