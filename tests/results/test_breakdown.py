"""Breakdowns: one more column, the same numbers as the whole, and nothing that nobody can tell."""

import numpy as np
import pytest

from sp_sim.domain.ages import AgeBand
from sp_sim.errors import Problems
from sp_sim.results.breakdown import BY, KINDS, breakdown
from sp_sim.results.measures import MEASURES
from tests.report.kept import two_fifths
from tests.results.handmade import an_arm, records

UPTAKE = "referrals_per_1000_per_year"


@pytest.fixture(scope="module")
def arm():
    return an_arm()


@pytest.mark.parametrize("by", BY)
def test_a_breakdown_appends_its_column_to_the_summary(arm, by):
    frame = breakdown([arm], by)

    assert by == frame.columns[-1]
    assert set(frame.measure) < set(MEASURES)
    assert len(frame) == len(frame.drop_duplicates(["measure", by]))


@pytest.mark.parametrize("by", KINDS)
def test_the_parts_of_uptake_add_up_to_the_whole(by):
    rows = [{"run": run, "referred": 60, "need": n % 5, "female": n % 2, "age_band": n % 3}
            for run in (0, 1) for n in range(12)]  # fmt: skip
    weeks = [{"run": run, "week": 60, "referrals": 12} for run in (0, 1)]
    told = an_arm(given=records(rows, weeks))
    found = breakdown([told], by)

    whole = told.estimates[UPTAKE].mean
    assert whole == pytest.approx(found[found.measure == UPTAKE]["mean"].sum())


def test_where_there_is_one_group_it_is_the_whole(arm):
    found = breakdown([arm], "pcn").set_index("measure")

    for key in found.index:
        whole = arm.estimates[key].mean
        assert found["mean"][key] == pytest.approx(np.nan if whole is None else whole, nan_ok=True)
    assert {"N1"} == set(found.pcn)


def test_measures_of_link_workers_and_of_activities_are_nobodys_own(arm):
    by_place = set(breakdown([arm], "practice").measure)
    by_age = set(breakdown([arm], "age_band").measure)

    assert {"burnt_out_share", "caseload_mean", "places_used_share"}.isdisjoint(by_place)
    assert {"waiting_at_end", "declined_share", "referring_gps_share"} < by_place - by_age
    assert by_age < by_place


def test_a_band_of_age_has_its_own_first_contacts():
    old, young = ({"age_band": int(band)} for band in (AgeBand.FROM_65, AgeBand.UNDER_40))
    told = an_arm(given=records([old | {"first_contact": 4}, young]), seeds=(1,))
    frame = breakdown([told], "age_band")
    came = frame[frame.measure == "first_contact_share"].set_index("age_band")["mean"]

    assert [0.0, 1.0] == [came["under_40"], came["from_65"]]
    assert came.isna()["from_40_to_64"]


@pytest.mark.parametrize(("fifths", "told"), [((5, 1), [1, 5]), ((None, 2), [2, None])])
def test_fifths_are_in_order_and_the_unknown_come_last(fifths, told):
    arm = an_arm()
    asked = type(arm.asked)(two_fifths(*fifths), arm.asked.weeks, arm.asked.seeds)
    frame = breakdown(
        [type(arm)(arm.scenario, asked, arm.places, arm.records)], "deprivation_fifth"
    )
    found = frame[frame.measure == UPTAKE]["deprivation_fifth"]

    assert told == [
        None if each is None else int(each)
        for each in found.astype(object).where(found.notna(), None)
    ]


def test_a_breakdown_that_is_not_there_is_refused_with_those_that_are(arm):
    with pytest.raises(Problems, match='did you mean "age_band"'):
        breakdown([arm], "age_bands")


def test_without_records_there_is_no_breakdown():
    with pytest.raises(Problems, match="records of practices were not kept"):
        breakdown([], "sex")
