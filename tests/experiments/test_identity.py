"""Identity before the change: promised only where it holds, checked to the bit, and an error if not."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.experiments.compare import compare
from sp_sim.experiments.identity import NotIdenticalError, check_identical, first_difference
from sp_sim.experiments.run import run
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from tests.builders import a_change, a_scenario, an_area

MOVED = ("practice",) * 5
ASKED = {"area": an_area(), "weeks": 20, "replications": 2, "threads": 1}


def moved(week, name="moved"):
    return a_scenario((a_change(week, location_site_by_weekday=MOVED),), name)


BASE = a_scenario((), "base")


def test_scenarios_that_differ_by_dated_changes_first_differ_when_one_of_them_changes():
    assert 12 == first_difference(BASE, moved(12))
    assert 5 == first_difference(moved(5), moved(12))


def test_a_change_that_both_make_is_no_difference():
    both = a_change(3, support_supervised_share=0.5)
    one, other = a_scenario((both,)), a_scenario((both, a_change(9, support_supervised_share=0.6)))

    assert 9 == first_difference(one, other)


def test_nothing_is_promised_of_scenarios_that_begin_apart_or_never_part():
    assert first_difference(BASE, a_scenario(support_supervised_share=0.6)) is None
    assert first_difference(BASE, a_scenario(start="mature")) is None
    assert first_difference(BASE, a_scenario((), "again")) is None
    assert first_difference(BASE, replace(moved(12), services={"new": ("P00",)})) is None


def test_what_some_places_have_is_a_difference_from_the_week_in_which_it_begins():
    def placed(week):
        there = Placed(Where("practice", ("P00",)), week, {"referral.other_staff": 0.0})
        return replace(moved(12), placed=(there,))

    assert first_difference(BASE, placed(None)) is None
    assert [7, 12] == [first_difference(BASE, placed(week)) for week in (7, 15)]
    assert 15 == first_difference(moved(12), placed(15))


def test_the_engine_lives_the_same_until_a_practice_is_set_apart():
    there = Placed(Where("practice", ("P00",)), 8, {"referral.other_staff": 0.0})
    found = compare(BASE, replace(BASE, name="there", placed=(there,)), **ASKED).comparisons[0]

    assert 8 == found.identical_until


def test_the_engine_lives_the_same_until_the_change():
    found = compare(BASE, moved(12), **ASKED).comparisons[0]

    assert 12 == found.identical_until
    assert 12 == found.as_document()["identical_until_week"]


def test_posts_that_are_added_later_are_identical_until_then():
    more = a_scenario((a_change(8, workforce_posts=3),), "more", workforce_posts=2)
    found = compare(a_scenario((), "few", workforce_posts=2), more, **ASKED).comparisons[0]

    assert 8 == found.identical_until


def test_a_change_after_the_end_leaves_everything_identical():
    assert 20 == compare(BASE, moved(30), **ASKED).comparisons[0].identical_until


def test_a_change_at_the_start_promises_nothing():
    assert compare(BASE, moved(0), **ASKED).comparisons[0].identical_until is None


@pytest.fixture(scope="module")
def lived():
    return compare(BASE, moved(12), **ASKED).arms


def spoilt(arm, table, column, week):
    """Return the arm with one number of one table another in that week (of the first row that has any)."""
    changed = np.array(getattr(arm.records, table))
    at = np.flatnonzero(changed["referred" if table == "referrals" else "week"] == week)[0]
    changed[column][at] += 1
    return replace(arm, records=replace(arm.records, **{table: changed}))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("practice_weeks", "waiting"),
        ("practice_weeks", "trust"),
        ("worker_weeks", "contacts"),
        ("worker_weeks", "exhaustion"),
        ("offer_weeks", "taken"),
        ("referrals", "slot"),
    ],
)
def test_one_number_that_differs_before_is_an_error_and_after_is_none(lived, table, column):
    base, other = lived
    weeks = base.records.referrals["referred"]
    before, after = (11, 12) if table != "referrals" else (weeks[weeks < 12].max(), weeks.max())

    with pytest.raises(NotIdenticalError, match=f"until week 12, but their {table} differ before"):
        check_identical(base, spoilt(other, table, column, before))
    assert 12 == check_identical(spoilt(base, table, column, after), other)


def test_a_post_that_only_one_has_must_not_be_funded_before():
    more = a_scenario((a_change(8, workforce_posts=3),), "more", workforce_posts=2)
    few, other = compare(a_scenario((), "few", workforce_posts=2), more, **ASKED).arms
    changed = np.array(other.records.worker_weeks)
    changed["wte"][(changed["week"] == 3)] = 1.0

    with pytest.raises(NotIdenticalError, match="worker_weeks"):
        check_identical(few, replace(other, records=replace(other.records, worker_weeks=changed)))


def test_arms_without_any_posts_can_be_checked():
    none, later = a_scenario((), "none", workforce_wte_per_50000=0.0), moved(12)
    empty = replace(later, values=dict(none.values))

    assert 12 == compare(none, empty, **ASKED).comparisons[0].identical_until
    assert run(none, **ASKED).arms[0].places.posts == ()
