"""Tables: codes for positions, nulls for what never happened, and numbers that agree."""

import numpy as np
import pytest

from sp_sim.domain.stages import Ended
from sp_sim.experiments.compare import pair
from sp_sim.results import tables
from sp_sim.results.measures import MEASURES
from sp_sim.results.result import Result
from sp_sim.results.weekly import moving_rate_per_1000
from tests.results.handmade import an_arm, records


@pytest.fixture(scope="module")
def result():
    base, other = an_arm("base"), an_arm("other")
    return Result((base, other), (pair(base, other),))


def test_a_referral_has_a_practice_a_seed_and_nulls_for_what_never_happened():
    referral = {"run": 1, "practice": 1, "referred": 3, "accepted": 5, "post": 0}
    frame = tables.referrals([an_arm("base", records([referral, {"gp": -1}]), seeds=(7, 9))])
    told = frame.iloc[0]

    assert (told.scenario, told.seed, told.practice_code) == ("base", 9, "P01")
    assert (told.referred, told.accepted, told.post, told.ended) == (3, 5, "N1/1", "open")
    assert frame.first_contact.isna().all()
    assert frame.isna().iloc[1][["gp", "post", "accepted"]].all()


def test_a_referral_names_its_need_and_tells_when_an_activity_began():
    rows = [{"need": 1, "sought": 4, "connected": 6}, {"need": 4, "sought": 4}]
    frame = tables.referrals([an_arm(given=records(rows))])

    assert ["low_mood", "caring"] == list(frame.need)
    assert [4, 4] == list(frame.sought)
    assert (6, [False, True]) == (frame.connected[0], list(frame.connected.isna()))


def test_a_referral_names_the_band_of_age():
    frame = tables.referrals([an_arm(given=records([{"age_band": 2}, {"age_band": 1}]))])

    assert ["65 and over", "40 to 64"] == list(frame.age_band)


def test_the_week_of_an_offer_names_its_system_and_its_need():
    rows = [{"run": 1, "need": 2, "week": 7, "open": 1, "places": 5, "taken": 4, "waiting": 3}]
    told = tables.offer_weeks([an_arm("base", records(offer_weeks=rows), seeds=(7, 9))]).iloc[0]

    assert ("base", 9, "N1", "money", 7) == (
        told.scenario, told.seed, told.system_code, told.need, told.week,
    )  # fmt: skip
    assert [1, 5, 4, 3] == [told.open, told.places, told.taken, told.waiting]


def test_places_of_a_week_are_summed_over_kinds_of_need():
    rows = [{"week": 1, "need": need, "places": 5, "taken": need, "waiting": 1} for need in (0, 3)]
    told = an_arm(given=records(offer_weeks=rows), seeds=(1,), weeks=3).weekly

    assert [0.0, 10.0, 0.0] == told["places"][0].tolist()
    assert [0.0, 3.0, 0.0] == told["places_taken"][0].tolist()
    assert [0.0, 2.0, 0.0] == told["waiting_for_a_place"][0].tolist()


def test_how_a_referral_ended_has_a_name():
    rows = [{"ended": int(end)} for end in Ended]

    assert list(tables.referrals([an_arm(given=records(rows))]).ended) == [
        end.name.lower() for end in Ended
    ]


def test_no_table_shows_a_never(result):
    for name in ("referrals", "gps"):
        frame = getattr(result, name)
        weeks = frame.select_dtypes("Int32")

        assert len(weeks.columns) > 0
        assert not (weeks == -1).any(axis=None)


@pytest.mark.parametrize("name", tables.NAMES)
def test_every_table_names_its_scenario(result, name):
    frame = getattr(result, name)

    assert len(frame) > 0
    assert {"scenario", "base"} & set(frame.columns)


def test_the_summary_is_the_mean_of_the_measures(result):
    means = result.measures.groupby(["scenario", "measure"])["value"].mean()
    summary = result.summary.set_index(["scenario", "measure"])["mean"]

    assert summary.sort_index().to_numpy() == pytest.approx(means.sort_index().to_numpy())


def test_the_weeks_of_a_run_add_up_to_its_referrals(result):
    weekly = result.weekly.groupby(["scenario", "seed"])["referrals"].sum()
    listed = result.referrals.groupby(["scenario", "seed"], observed=True).size()

    assert weekly.astype(int).to_list() == listed.to_list()


def test_weekly_states_are_means_over_link_workers_in_post():
    workers = [
        {"week": 1, "post": 0, "exhaustion": 10.0},
        {"week": 1, "post": 1, "exhaustion": 30.0},
        {"week": 1, "post": 2, "in_post": 0, "exhaustion": np.nan},
    ]
    told = an_arm(given=records(worker_weeks=workers), seeds=(1,), weeks=3).weekly

    assert told["exhaustion_mean"][0].tolist() == pytest.approx([np.nan, 20.0, np.nan], nan_ok=True)
    assert told["burnt_out_share"][0][1] == 0.5
    assert told["link_workers"].tolist() == [[0.0, 2.0, 0.0]]


def test_a_moving_rate_waits_until_its_window_is_full():
    rates = moving_rate_per_1000(np.array([[1.0, 2.0, 3.0, 4.0]]), 1_000.0, 2)

    assert rates[0].tolist() == pytest.approx([np.nan, 78.0, 130.0, 182.0], nan_ok=True)


def test_a_moving_rate_of_too_few_weeks_is_nothing():
    assert np.isnan(moving_rate_per_1000(np.ones((1, 3)), 1_000.0, 4)).all()


def test_every_measure_is_in_the_document(result):
    document = result.document()

    assert set(document["scenarios"]["base"]["measures"]) == set(MEASURES)
    assert set(document["comparisons"][0]["measures"]) == set(MEASURES)
    assert document["manifest"]["draws"] == "point"


def test_a_result_without_comparisons_has_an_empty_table_of_differences():
    assert len(Result((an_arm(),)).differences) == 0


def test_a_result_shows_itself_in_one_line(result):
    assert repr(result) == "<Result: base against other, 104 weeks, 2 runs>"
