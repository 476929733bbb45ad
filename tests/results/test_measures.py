"""Measures: each is counted as it is declared, on records small enough to count by hand."""

import numpy as np
import pytest

from sp_sim.domain.stages import Ended
from sp_sim.results.counting import Rows, by_practice, by_run
from sp_sim.results.measures import MEASURES, measure
from tests.results.handmade import counted, lives, made_up, records

PROMISED = (
    "referrals_per_1000_per_year",
    "referring_gps_share",
    "social_presentations_referred_share",
    "declined_share",
    "referrals_per_wte_per_year",
    "wait_median_weeks",
    "wait_p90_weeks",
    "waiting_at_end",
    "first_contact_share",
    "did_not_attend_share",
    "contacts_mean",
    "seen_once_share",
    "seen_three_or_more_share",
    "seen_over_five_share",
    "seen_once_share_of_referred",
    "seen_three_or_more_share_of_referred",
    "seen_over_five_share_of_referred",
    "completed_share",
    "dropped_out_share",
    "caseload_mean",
    "hours_used_share",
    "involvement_mean",
    "exhaustion_mean",
    "burnt_out_share",
    "leavers_per_post_per_year",
    "vacant_weeks_share",
    "continuity_share",
    "contact_lost_at_change_share",
    "contact_lost_at_change_long_share",
    "sickness_share",
    "supervisor_hours_per_post_per_year",
    "social_consultations_per_1000_per_year",
    "connected_share",
    "connected_of_seen_share",
    "places_used_share",
    "medical_route_share",
    "female_share",
    "aged_65_plus_share",
    "only_a_code_share",
)


def test_every_promised_measure_is_there():
    assert [] == sorted(set(PROMISED) - set(MEASURES))


@pytest.mark.parametrize("told", MEASURES.values(), ids=lambda told: told.key)
def test_a_measure_says_everything_of_itself(told):
    document = told.as_document()

    assert [] == [name for name, value in document.items() if str(value).strip() == ""]
    assert told.smallest > 0.0
    assert told.smallest_source.startswith("assumption")
    assert told.kind in ("count", "rate", "stock", "score", "share")
    assert told.better in ("up", "down", "neither")
    assert (told.kind == "share") == (told.unit == "share")


@pytest.mark.parametrize("key", MEASURES)
def test_nothing_to_count_is_nothing_and_never_a_zero(key):
    found = counted(key)

    if key in ("waiting_at_end", *(k for k in MEASURES if k.endswith("per_1000_per_year"))):
        assert found == 0.0  # nobody waits; nobody was referred, of people who are there
    else:
        assert np.isnan(found)


def test_waits_are_of_the_cohort_that_was_seen():
    told = [
        {"referred": 10, "first_contact": 10 + wait, "contacts": 1} for wait in (1, 2, 3, 4, 30)
    ]
    told += [{"referred": 10}, {"referred": 79, "first_contact": 103, "contacts": 1}]

    assert counted("wait_median_weeks", referrals=told) == 3.0
    assert counted("wait_p90_weeks", referrals=told) == pytest.approx(
        np.quantile([1, 2, 3, 4, 30], 0.9)
    )


def test_the_cohort_was_referred_at_least_26_weeks_before_the_end():
    referrals = [{"referred": 78, "first_contact": 80}, {"referred": 79}]

    assert counted("first_contact_share", referrals=referrals) == 1.0


def test_first_contact_is_of_all_that_joined_the_list():
    """C6: those who left while waiting are in the denominator."""
    referrals = [
        {"first_contact": 3, "contacts": 2},
        {"ended": Ended.DROPPED_OUT_WAITING, "closed": 2},
        {"accepted": 4, "ended": Ended.DROPPED_OUT_BEFORE_CONTACT, "closed": 6},
        {},
    ]

    assert counted("first_contact_share", referrals=referrals) == 0.25


def test_people_waiting_are_those_of_the_last_week():
    rows = [{"week": 102, "waiting": 9}, {"week": 103, "waiting": 4}]
    rows.append({"week": 103, "practice": 1, "waiting": 3})

    assert counted("waiting_at_end", practice_weeks=rows) == 7.0


def test_those_who_wait_have_waited_so_long_so_far():
    waiting = [{"referred": week} for week in (103, 93, 63)]
    others = [
        {"referred": 0, "accepted": 3},
        {"referred": 0, "closed": 9, "ended": int(Ended.DROPPED_OUT_WAITING)},
    ]

    assert counted("waited_so_far_median_weeks", referrals=[*waiting, *others]) == 10.0


def test_missed_contacts_are_a_share_of_those_booked():
    workers = [{"week": 60, "contacts": 9, "missed": 1}, {"week": 10, "missed": 50}]

    assert counted("did_not_attend_share", worker_weeks=workers) == 0.1


def test_contacts_per_person_seen_and_per_person_referred():
    referrals = [{"contacts": number} for number in (0, 1, 1, 3, 5, 6, 12, 0)]
    found = {key: counted(key, referrals=referrals) for key in MEASURES if key.startswith("seen")}

    assert counted("contacts_mean", referrals=referrals) == 28 / 6
    assert found == {
        "seen_once_share": 2 / 6,
        "seen_three_or_more_share": 4 / 6,
        "seen_over_five_share": 2 / 6,
        "seen_once_share_of_referred": 2 / 8,
        "seen_three_or_more_share_of_referred": 4 / 8,
        "seen_over_five_share_of_referred": 2 / 8,
    }


def test_every_way_to_end_is_counted_where_it_belongs():
    referrals = [{"ended": end} for end in Ended]
    cases = len(Ended) - 1
    found = {
        key: counted(key, referrals=referrals) * cases
        for key in MEASURES
        if key.startswith(("completed", "dropped_out", "returned"))
    }

    assert found == {
        "completed_share": 1,
        "dropped_out_share": 4,
        "dropped_out_waiting_share": 2,
        "dropped_out_in_care_share": 2,
        "returned_share": 1,
    }


def test_connected_is_of_the_referred_and_of_those_seen():
    """C7: referrals that were never seen are in the first denominator only."""
    referrals = [
        {"contacts": 2, "sought": 3, "connected": 5},
        {"contacts": 1, "sought": 0, "connected": 0, "ended": Ended.DISENGAGED},
        {"contacts": 4, "sought": 3},
        {"contacts": 1, "ended": Ended.COMPLETED},
        *({"ended": Ended.DROPPED_OUT_WAITING} for _ in range(4)),
        {"referred": 90, "contacts": 1, "connected": 91},
    ]

    assert counted("connected_share", referrals=referrals) == 0.25
    assert counted("connected_of_seen_share", referrals=referrals) == 0.5


def test_places_used_are_of_the_last_year_and_lost_ones_count_while_they_are_in_use():
    offers = [
        {"week": 10, "places": 100, "taken": 0},
        {"week": 60, "need": 0, "places": 12, "taken": 3},
        {"week": 60, "need": 1, "places": 4, "taken": 8},
        {"week": 61, "need": 2, "open": 0, "places": 0, "taken": 0},
    ]

    assert counted("places_used_share", offer_weeks=offers) == pytest.approx(11 / 20)


def test_the_state_of_link_workers_is_that_of_those_in_post_in_the_last_week():
    workers = [
        {"week": 103, "post": 0, "exhaustion": 27.0, "involvement": 0.2},
        {"week": 103, "post": 1, "exhaustion": 26.9, "involvement": 0.6},
        {"week": 103, "post": 2, "in_post": 0, "exhaustion": np.nan, "involvement": np.nan},
        {"week": 102, "post": 0, "exhaustion": 54.0, "involvement": 1.0},
    ]

    assert counted("exhaustion_mean", worker_weeks=workers) == pytest.approx(26.95)
    assert counted("burnt_out_share", worker_weeks=workers) == 0.5
    assert counted("involvement_mean", worker_weeks=workers) == pytest.approx(0.4)


def test_caseload_is_per_filled_wte_and_hours_are_of_those_available():
    workers = [
        {"week": 60, "wte": 0.5, "caseload": 20, "hours_used": 9.0, "hours_available": 12.0},
        {"week": 61, "wte": 0.5, "in_post": 0, "caseload": 99},
    ]

    assert counted("caseload_mean", worker_weeks=workers) == 40.0
    assert counted("hours_used_share", worker_weeks=workers) == 0.75


def test_leavers_are_per_funded_post_and_year():
    workers = [{"week": week, "left": week == 60} for week in range(104)]

    assert counted("leavers_per_post_per_year", worker_weeks=workers) == 1.0


def test_continuity_is_of_cases_and_loss_is_of_cases_with_a_change():
    referrals = [
        {"accepted": 1},
        {"accepted": 1, "changes": 1},
        {"accepted": 1, "changes": 2, "thinned": 1},
        {"accepted": 1, "changes": 1, "ended": Ended.LOST_AT_CHANGE},
        {},
    ]

    assert counted("continuity_share", referrals=referrals) == 0.25
    assert counted("contact_lost_at_change_share", referrals=referrals) == pytest.approx(2 / 3)


def test_a_cut_in_a_long_case_counts_cases_over_a_year_at_their_last_change():
    lost = int(Ended.LOST_AT_CHANGE)
    referrals = [
        {"accepted": 0, "changes": 1, "changed": 53, "thinned": 1},
        {"accepted": 0, "changes": 2, "changed": 60},
        {"accepted": 2, "changes": 1, "changed": 60, "ended": lost},
        {"accepted": 0, "changes": 1, "changed": 52, "ended": lost},
        {"accepted": 0},
    ]

    share = counted("contact_lost_at_change_long_share", referrals=referrals)

    assert share == pytest.approx(2 / 3)


def test_sick_weeks_are_counted_by_weeks_of_filled_posts():
    rows = [{"week": 60, "post": post, "sick": post == 0} for post in range(4)]
    vacant = {"week": 60, "post": 4, "in_post": 0}

    assert counted("sickness_share", worker_weeks=[*rows, vacant]) == 0.25


def test_supervisors_hours_are_by_years_of_funded_posts():
    rows = [
        {"week": week, "post": post, "supervisor_hours": 0.25 * (week % 4 == 0)}
        for week in range(52, 104)
        for post in range(2)
    ]

    assert counted("supervisor_hours_per_post_per_year", worker_weeks=rows) == 13 * 0.25


def test_runs_are_counted_apart():
    rows = [{"run": run, "week": 103, "waiting": run * 5} for run in (0, 2)]

    assert MEASURES["waiting_at_end"].formula(lives(runs=3, practice_weeks=rows)).tolist() == [
        0.0,
        0.0,
        10.0,
    ]


def test_each_run_counts_the_same_alone_as_among_others():
    many, registered = made_up(5, 104), np.array([3_000.0, 3_000.0])
    together = measure(by_run(many, runs=5, weeks=104, registered=registered))
    for run in range(5):
        tables = {
            name: getattr(many, name)[getattr(many, name)["run"] == run].copy()
            for name in ("referrals", "practice_weeks", "worker_weeks", "gps", "offer_weeks")
        }
        for rows in tables.values():
            rows["run"] = 0
        alone = measure(by_run(type(many)(**tables), runs=1, weeks=104, registered=registered))

        assert {key: together[key][run] for key in MEASURES} == pytest.approx(
            {key: alone[key][0] for key in MEASURES}, nan_ok=True
        )


def test_practices_weighed_by_their_lists_add_up_to_their_run():
    many, registered = made_up(4, 104), np.array([2_000.0, 4_000.0])
    whole = measure(by_run(many, runs=4, weeks=104, registered=registered))
    parts = measure(by_practice(many, runs=4, weeks=104, registered=registered))
    rates = parts["referrals_per_1000_per_year"].reshape(4, 2)

    assert rates @ registered / registered.sum() == pytest.approx(
        whole["referrals_per_1000_per_year"]
    )
    assert np.isnan(parts["exhaustion_mean"]).all()
    assert np.isnan(parts["places_used_share"]).all()


def test_quantiles_are_those_of_numpy():
    rng = np.random.default_rng(5)
    group = rng.integers(0, 6, 200)
    group[group == 3] = 2
    values = rng.integers(0, 30, 200)
    rows = Rows(np.zeros(200, dtype=[("x", "i4")]), group, 6)
    found = rows.quantile(values, 0.9)

    assert np.isnan(found[3])
    for number in (0, 1, 2, 4, 5):
        assert found[number] == pytest.approx(np.quantile(values[group == number], 0.9))


@pytest.mark.benchmark
def test_four_hundred_runs_of_a_network_are_counted_in_one_go(benchmark):
    """The bar is well under 0.3 s; runs are never counted one by one."""
    many, registered = made_up(400, 104, practices=5, posts=3), np.full(5, 9_000.0)

    found = benchmark(lambda: measure(by_run(many, runs=400, weeks=104, registered=registered)))

    assert all(len(values) == 400 for values in found.values())


def test_records_of_nothing_are_counted_without_complaint():
    assert len(records().referrals) == 0
    assert set(measure(lives())) == set(MEASURES)
