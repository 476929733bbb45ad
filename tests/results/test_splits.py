"""Splits: by practice, network, fifth, age, sex, need and year, against everyone together."""

from dataclasses import fields, replace

import numpy as np
import pytest

from sp_sim.areas import synthetic
from sp_sim.domain.stages import Ended
from sp_sim.experiments.compare import compare
from sp_sim.results.arm import Arm, Asked
from sp_sim.results.counterfactual import COUNTERFACTUAL, DECLARED
from sp_sim.results.counting import by_run
from sp_sim.results.dimensions import BY, BY_PERSON, BY_PLACE
from sp_sim.results.splits import OF_REFERRALS, OF_SYSTEMS, UPTAKE, WAITING_AT_END, measures_of
from tests.builders import a_scenario, an_area
from tests.results.handmade import PLACES, an_arm, made_up, records

AREA = synthetic.make(practices=12, seed=2)


@pytest.fixture(scope="module")
def lived():
    return compare(
        "head-office", "in-practices", area=AREA, weeks=104, replications=3, threads=1,
        counterfactual=True, by=BY,
    )  # fmt: skip


def a_hand_made_arm(**rows):
    return Arm(a_scenario(), Asked(an_area(), 104, (1,)), PLACES, records(**rows))


@pytest.mark.parametrize("by", BY)
def test_every_measure_is_broken_down_or_left_out_on_purpose(lived, by):
    found = lived.arms[0].split(by)

    assert set(found.measured) == set(measures_of(by, 2))
    assert len(found.groups) == len(set(found.groups))


@pytest.mark.parametrize("by", BY_PLACE)
def test_referrals_of_the_places_add_up_to_those_of_all(lived, by):
    for arm in lived.arms:
        found, registered = arm.split(by), registered_in(arm, by)
        parts = (found.measured[UPTAKE] * registered).sum(axis=1) / sum(registered)

        assert parts == pytest.approx(arm.measured[UPTAKE])


def registered_in(arm, by):
    """Patients of each group, counted from the area as it is written."""
    told = {"practice": "code", "pcn": "system", "deprivation_fifth": "deprivation_fifth"}[by]
    return [
        sum(each.registered for each in AREA.practices if str(getattr(each, told)) == group)
        for group in arm.split(by).groups
    ]


@pytest.mark.parametrize("by", BY_PERSON)
def test_referrals_of_all_kinds_of_people_add_up_to_those_of_all(lived, by):
    for arm in lived.arms:
        assert arm.split(by).measured[UPTAKE].sum(axis=1) == pytest.approx(arm.measured[UPTAKE])


@pytest.mark.parametrize("by", [*BY_PLACE, *BY_PERSON])
def test_people_who_wait_are_counted_once(lived, by):
    for arm in lived.arms:
        waiting = arm.split(by).measured[WAITING_AT_END].sum(axis=1)

        assert waiting.tolist() == arm.measured[WAITING_AT_END].tolist()


def test_the_last_year_of_two_is_what_is_told_of_the_whole_run(lived):
    arm = lived.arms[0]
    last = {key: values[:, 1] for key, values in arm.split("year").measured.items()}

    for key in set(last) - OF_REFERRALS:
        assert last[key] == pytest.approx(arm.measured[key], nan_ok=True), key


def test_the_years_hold_the_cohort_of_the_whole_run(lived):
    arm = lived.arms[0]
    made = arm.lives.cohort.column("referred") // 52

    assert set(made) == {0, 1}
    women = arm.split("year").measured["female_share"]
    both = [arm.lives.cohort.count(made == year) for year in (0, 1)]
    assert (women * np.stack(both, axis=1)).sum(axis=1) == pytest.approx(
        arm.lives.cohort.count(arm.lives.cohort.column("female") != 0)
    )


@pytest.mark.parametrize("by", ["pcn", "deprivation_fifth", "year"])
def test_a_breakdown_into_one_group_is_the_whole(by):
    arm = an_arm(given=made_up(2, 60), weeks=60) if by != "year" else an_arm(weeks=52)
    found = arm.split(by)

    assert len(found.groups) == 1
    for key, values in found.measured.items():
        assert values[:, 0] == pytest.approx(arm.measured[key], nan_ok=True), key


def test_the_difference_of_one_group_is_that_of_everyone():
    from tests.results.handmade import a_living

    asked = {"area": an_area(), "weeks": 60, "replications": 12, "draws": "point"}
    found = compare("head-office", "in-practices", living=a_living(), by="pcn", **asked)
    columns = ["difference", "low", "high", "runs", "verdict", "variance_reduction", "run_low"]

    parts = found.differences_by("pcn").set_index("measure")[columns]
    whole = found.differences.set_index("measure")[columns]

    assert parts.equals(whole.loc[parts.index])
    assert len(parts) == len(whole)


def test_measures_are_counted_from_the_tables_that_they_are_told_to_be_counted_from():
    whole = made_up(2, 104)
    registered = np.array([3_000.0, 3_000.0])

    def counted(key, *kept):
        tables = {
            each.name: getattr(whole, each.name)[: None if each.name in kept else 0]
            for each in fields(whole)
        }
        lives = by_run(replace(whole, **tables), runs=2, weeks=104, registered=registered)
        return DECLARED[key].formula(lives)

    every = tuple(each.name for each in fields(whole))
    of_practices = ("referrals", "practice_weeks", "gps")
    for key in DECLARED:
        if key in OF_REFERRALS:
            assert counted(key, "referrals") == pytest.approx(counted(key, *every), nan_ok=True)
        elif key not in OF_SYSTEMS:
            assert counted(key, *of_practices) == pytest.approx(counted(key, *every)), key
        else:
            assert not np.array_equal(counted(key, *of_practices), counted(key, *every)), key


def test_link_workers_of_a_service_that_serves_many_networks_are_of_none_of_them():
    exhausted = [{"week": 103, "exhaustion": 20.0}]
    arm = a_hand_made_arm(worker_weeks=exhausted)
    elsewhere = replace(PLACES, posts=("AREA/1", "AREA/2"), systems=("AREA",))

    assert arm.split("pcn").measured["exhaustion_mean"].tolist() == [[20.0]]
    found = replace(arm, places=elsewhere).split("pcn").measured["exhaustion_mean"]
    assert np.isnan(found).all()


def test_a_mean_of_a_group_is_of_the_people_of_that_group():
    arm = a_hand_made_arm(
        referrals=[
            {"referred": 10, "first_contact": 12, "age_band": 0, "ended": int(Ended.COMPLETED)},
            {"referred": 10, "first_contact": 16, "age_band": 2},
            {"referred": 60, "first_contact": 68, "age_band": 2},
        ]
    )

    assert arm.split("age_band").groups == ("under 40", "40 to 64", "65 and over")
    young, middle, old = arm.split("age_band").measured["wait_median_weeks"][0]
    assert (young, old) == (2.0, 7.0)
    assert np.isnan(middle)
    assert arm.split("year").measured["wait_median_weeks"].tolist() == [[4.0, 8.0]]


def test_weeks_beyond_the_last_whole_year_are_of_no_year():
    arm = an_arm(weeks=60, given=made_up(2, 60))

    assert arm.split("year").groups == ("1",)
    early = arm.lives.practice_weeks.where(arm.lives.practice_weeks.column("week") < 52)
    expected = early.total("referrals") * 1_000.0 / 6_000.0
    assert arm.split("year").measured[UPTAKE][:, 0] == pytest.approx(expected)


def test_what_was_not_asked_for_is_not_counted(lived):
    assert set(COUNTERFACTUAL) <= set(lived.arms[0].split("need").measured)
    assert not set(COUNTERFACTUAL) & set(an_arm().split("need").measured)


def test_the_smallest_difference_that_matters_is_parted_with_what_adds_up():
    for by, key in (("need", UPTAKE), ("practice", WAITING_AT_END)):
        assert measures_of(by, 5)[key].smallest == DECLARED[key].smallest / 5
    assert measures_of("practice", 5)[UPTAKE].smallest == DECLARED[UPTAKE].smallest
