"""What a village used, worked out by hand."""

from functools import partial

import pytest

from sp_sim.economics import quantities
from sp_sim.economics.use import Missing, Use
from tests.builders import a_change
from tests.economics.villages import an_arm, costing, staffed, worked


def used(count, *, rows, **told):
    return count(Use(an_arm(rows=rows, **told)))


def test_a_full_time_post_held_for_two_years_is_two_years():
    assert [[1.0, 1.0]] == used(quantities.wte_years_filled, rows=staffed()).tolist()


def test_a_last_year_may_be_short():
    found = used(quantities.wte_years_filled, rows=staffed(65), weeks=65)

    assert [[1.0, 0.25]] == found.tolist()


def test_longer_full_time_weeks_are_more_work_to_pay():
    found = used(
        quantities.wte_years_filled, rows=staffed(52), weeks=52, workforce_hours_per_wte=45.0
    )

    assert [[1.2]] == pytest.approx(found)


def test_vacant_weeks_are_not_paid_as_filled_ones():
    rows = staffed(52, in_post=lambda week: int(week >= 13), wte=0.8)

    assert [[0.6]] == pytest.approx(used(quantities.wte_years_filled, rows=rows, weeks=52))
    assert [[0.2]] == pytest.approx(used(quantities.wte_years_vacant, rows=rows, weeks=52))


def test_what_a_year_costs_is_counted_by_the_band_at_which_it_is_paid():
    raised = {"rows": staffed(), "changes": (a_change(26, workforce_band=6),)}

    assert [[0.5, 0.0]] == used(quantities.wte_years_filled, **raised).tolist()
    assert [[0.5, 1.0]] == used(partial(quantities.wte_years_filled, band=6), **raised).tolist()
    assert [[0.0, 0.0]] == used(partial(quantities.wte_years_filled, band=7), **raised).tolist()


def test_posts_are_hosted_by_the_month_while_they_are_funded():
    rows = staffed(wte=lambda week: 1.0 if week < 78 else 0.0)

    assert [[12.0, 6.0]] == pytest.approx(used(quantities.post_months, rows=rows))


def holders(week):
    return 0 if week < 30 else 1


def test_a_new_service_hires_its_first_worker_too():
    rows = staffed(52, holder=holders, in_post=lambda week: int(not 20 <= week < 30))

    assert [[2.0]] == used(quantities.hires, rows=rows, weeks=52).tolist()


def test_a_mature_service_has_hired_before():
    rows = staffed(52, holder=holders, in_post=lambda week: int(not 20 <= week < 30))

    assert [[1.0]] == used(quantities.hires, rows=rows, weeks=52, start="mature").tolist()


def test_hires_are_counted_run_by_run_in_the_year_of_their_start():
    rows = {
        "worker_weeks": [
            *worked(104, run=0, holder=0),
            *worked(104, run=1, holder=lambda week: int(week >= 60)),
        ]
    }

    assert [[1.0, 0.0], [1.0, 1.0]] == used(quantities.hires, rows=rows, seeds=(1, 2)).tolist()


def test_supervisors_are_paid_by_their_hours():
    rows = staffed(52, supervisor_hours=lambda week: 1.5 * (week % 4 == 0))

    assert [[13 * 1.5]] == used(quantities.supervisor_hours, rows=rows, weeks=52).tolist()


def test_stand_ins_are_paid_by_the_hour():
    rows = staffed(104, cover_hours=lambda week: 6.0 * (week in (0, 60)))

    assert [[6.0, 6.0]] == used(quantities.cover_hours, rows=rows).tolist()


def test_where_managers_supervise_their_hours_are_not_paid_twice():
    rows = staffed(52, supervisor_hours=1.0)
    switch = (a_change(26, management_supervises=True),)

    found = used(quantities.supervisor_hours, rows=rows, weeks=52, changes=switch)

    assert [[26.0]] == found.tolist()


def test_a_service_has_one_manager_or_one_for_each_span():
    rows = {"worker_weeks": [row | {"post": post} for post in range(5) for row in worked(52)]}
    five = an_arm().places.__class__(
        ("P00",), (3_000,), tuple(f"N1/{n}" for n in range(5)), ("N1",)
    )

    one = used(quantities.manager_hours, rows=rows, weeks=52, places=five)
    three = used(
        quantities.manager_hours, rows=rows, weeks=52, places=five, management_posts_per_manager=2
    )

    assert [[52 * 4.0]] == one.tolist()
    assert [[52 * 3 * 4.0]] == three.tolist()


def test_without_funded_posts_there_is_nobody_to_manage_or_advise():
    rows = staffed(52, wte=lambda week: float(week < 10))
    told = {"rows": rows, "weeks": 52, "counsellor_hours_per_week": 30.0}
    told["counsellor_services_sharing"] = 2

    assert [[40.0]] == used(quantities.manager_hours, **told).tolist()
    assert [[150.0]] == used(quantities.counsellor_hours, **told).tolist()
    assert [[0.0]] == used(quantities.manager_hours, rows={}, weeks=52).tolist()


def test_training_is_paid_by_the_hour():
    rows = staffed(104, training_hours=lambda week: 8.0 * (week in (0, 60)))

    assert [[8.0, 8.0]] == used(quantities.training_hours, rows=rows).tolist()


@pytest.mark.parametrize("what", ["training", "cover"])
def test_hours_that_the_records_do_not_have_are_missing_and_not_zero(what):
    arm = an_arm(rows=staffed(52), weeks=52)
    names = [name for name in arm.records.worker_weeks.dtype.names if name != f"{what}_hours"]
    bare = arm.records.worker_weeks[names]
    object.__setattr__(arm.records, "worker_weeks", bare)
    count = getattr(quantities, f"{what}_hours")

    assert Missing(f"the records have no hours of {what}") == count(Use(arm))
    assert f"{what}_hour" in costing(arm).missing
    assert f"{what}_hour" not in costing(arm).cash


def energies(week):
    return 0.0 if week < 26 else 0.4


def test_champions_cost_their_hours_while_they_have_energy():
    rows = {
        "practice_weeks": [{"week": week, "champion_energy": energies(week)} for week in range(52)]
    }
    told = {"rows": rows, "weeks": 52, "champions_hours_per_week": 3.0}

    assert [[78.0]] == used(quantities.champion_hours, **told).tolist()
    assert [[0.25]] == pytest.approx(
        used(quantities.champion_support_years, champions_organisational_support=0.5, **told)
    )


def champion_of(week):
    return {
        "week": week,
        "champion_energy": 0.0 if 20 <= week < 30 else 0.5,
        "champion": int(week >= 20),
    }


def trained(start="new", *changes):
    rows = {"practice_weeks": [champion_of(week) for week in range(104)]}
    values = {"rows": rows, "start": start, "changes": changes, "champions_training_hours": 6.0}
    return used(quantities.champion_training_hours, **values).tolist()


def test_every_new_champion_is_trained_once():
    assert [[12.0, 0.0]] == trained()


def test_the_champions_of_a_mature_service_were_trained_before():
    assert [[6.0, 0.0]] == trained("mature")


def test_more_training_is_given_to_who_speaks_then_and_less_takes_none_back():
    more = a_change(60, champions_training_hours=10.0), a_change(70, champions_training_hours=1.0)

    assert [[12.0, 4.0]] == trained("new", *more)


def test_nobody_is_trained_where_nobody_speaks():
    assert [[0.0, 0.0]] == used(quantities.champion_training_hours, rows={}).tolist()


def test_telling_staff_and_easy_referring_cost_each_practice_by_the_year_until_they_end():
    changes = (a_change(78, awareness_staff_training_hours=0.0, referral_ease=0.0),)
    told = {"rows": {}, "changes": changes, "awareness_staff_training_hours": 4.0}

    assert [[8.0, 4.0]] == pytest.approx(used(quantities.staff_training_hours, **told))
    assert [[1.0, 0.5]] == pytest.approx(used(quantities.ease_years, referral_ease=0.5, **told))


def test_a_network_costs_each_service_while_it_meets():
    changes = (a_change(78, champions_network=False),)

    assert [[1.0, 0.5]] == pytest.approx(
        used(quantities.network_years, rows={}, changes=changes, champions_network=True)
    )


def test_shared_records_cost_each_funded_post_as_far_as_they_are_shared():
    rows = staffed(104, wte=lambda week: float(week < 78))

    assert [[0.5, 0.25]] == pytest.approx(
        used(quantities.shared_record_years, rows=rows, involvement_shared_records=0.5)
    )


def test_meetings_are_those_of_each_practice_covered_while_well():
    rows = staffed(52, sick=lambda week: int(week < 13))

    found = used(quantities.meetings, rows=rows, weeks=52, involvement_meetings_per_month=2.0)

    assert [[2 * 2.0 * 12 * 0.75]] == pytest.approx(found)


def test_meetings_follow_their_dated_changes():
    changes = (a_change(26, involvement_meetings_per_month=0.0),)

    found = used(quantities.meetings, rows=staffed(52), weeks=52, changes=changes)

    assert [[2 * 6.0]] == pytest.approx(found)


def test_meetings_are_missing_where_nobody_knows_who_covers_what():
    strangers = an_arm().places.__class__(("P00",), (3_000,), ("X/1", "X/2"))

    found = used(quantities.meetings, rows=staffed(52), weeks=52, places=strangers)

    assert Missing("which practices each post covers is not in the records") == found


def test_days_on_site_take_rooms():
    rows = {"practice_weeks": [{"week": week, "presence": 1.5} for week in range(104)]}

    assert [[78.0, 78.0]] == used(quantities.room_days, rows=rows).tolist()


def test_contacts_away_from_practices_take_travel():
    sites = ("practice",) * 2 + ("head_office",) * 3
    rows = staffed(52, contacts=10)

    found = used(quantities.contacts_elsewhere, rows=rows, weeks=52, location_site_by_weekday=sites)

    assert [[0.6 * 520]] == pytest.approx(found)


def test_places_consultations_and_offers_are_counted_as_they_come():
    rows = {
        "offer_weeks": [{"week": week, "taken": 3} for week in range(52)],
        "practice_weeks": [{"week": week, "consultations": 7, "offers": 2} for week in range(52)],
    }

    assert [[156.0]] == used(quantities.activity_weeks, rows=rows, weeks=52).tolist()
    assert [[364.0]] == used(quantities.social_consultations, rows=rows, weeks=52).tolist()
    assert [[104.0]] == used(quantities.offers_made, rows=rows, weeks=52).tolist()


def test_a_change_before_the_first_week_holds_from_week_0_and_a_late_one_never():
    changes = (
        a_change(-5, champions_hours_per_week=2.0),
        a_change(60, champions_hours_per_week=9.0),
    )

    assert [2.0] * 52 == Use(an_arm(weeks=52, changes=changes)).lever(
        "champions.hours_per_week"
    ).tolist()
