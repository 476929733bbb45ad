"""Stories of training by module: who is trained and when, what it costs, and how it fades."""

import pytest

from sp_sim.model.link_worker import LinkWorker
from tests.builders import a_change
from tests.model.village import Village

MODULES = {
    "mental health": ("training_mental_health_hours", "training_starters_only", "training_interval_weeks"),
    "core": ("training_core_hours", "training_core_starters_only", "training_core_interval_weeks"),
}  # fmt: skip
BEGINS = 10
"""The week in which a dated change brings training."""


def rounds(module, *, starters_only, newcomer, interval=20):
    """The weeks, of 60, in which the worker is trained; a newcomer takes over in week 30."""
    hours, only, every = MODULES[module]
    village = Village(a_change(BEGINS, **{hours: 6.0}), **{only: starters_only, every: interval})
    village.open_up()
    trained = []
    for week in range(1, 60):
        village.week = week
        village.change()
        if newcomer and week == 30:
            village.worker.post.holder = LinkWorker(village.worker.post, 1, week)
        village.worker.learn(week)
        if village.worker.training_hours > 0.0:
            trained.append(week)
    return trained


@pytest.mark.parametrize("module", MODULES)
def test_training_for_all_begins_at_once_and_is_refreshed(module):
    assert [10, 30, 50] == rounds(module, starters_only=False, newcomer=False)


@pytest.mark.parametrize("module", MODULES)
def test_training_for_starters_passes_by_who_is_in_post(module):
    assert [] == rounds(module, starters_only=True, newcomer=False)
    assert [30, 50] == rounds(module, starters_only=True, newcomer=True)


@pytest.mark.parametrize("module", MODULES)
def test_without_hours_nobody_is_trained_and_skills_stay(module):
    village = Village(**{MODULES[module][1]: False}).open_up()

    assert 0.0 == village.worker.training_hours
    assert (village.worker.skill, village.worker.core) == (
        village.p.training_skill_base,
        village.p.training_core_base,
    )


def test_both_modules_take_their_hours_in_the_week_in_which_they_are_given():
    village = Village(training_mental_health_hours=6.0, training_core_hours=3.0).open_up()

    assert 9.0 == village.worker.training_hours


def hours_for_people(**values):
    """The hours for contacts of the first week, and those of a stand-in among them."""
    village = Village(**values).open_up()
    village.worker.plan_hours(village.week)
    return village.worker.post.hours_available, village.worker.cover_hours


@pytest.mark.parametrize("module", MODULES)
def test_cover_gives_back_the_hours_for_people_that_a_module_takes(module):
    course = {MODULES[module][0]: 6.0}
    usual, _ = hours_for_people()

    assert (usual - 6.0, 0.0) == pytest.approx(hours_for_people(**course))
    assert (usual - 3.0, 3.0) == pytest.approx(hours_for_people(training_cover_share=0.5, **course))
    assert (usual, 6.0) == pytest.approx(hours_for_people(training_cover_share=1.0, **course))


def test_without_training_there_is_nothing_to_cover():
    assert hours_for_people() == hours_for_people(training_cover_share=1.0)


def test_nobody_stands_in_for_who_is_away_sick():
    village = Village(training_core_hours=6.0, training_cover_share=1.0)
    village.change()
    village.staff()
    village.worker.is_sick = True
    village.learn()
    village.worker.plan_hours(village.week)

    assert (0.0, 0.0) == (village.worker.post.hours_available, village.worker.cover_hours)


def confidence_gained(weeks_later, *, interval=520, **values):
    """What a mental-health course of twelve hours has done to confidence, in standard deviations."""
    village = Village(
        training_mental_health_hours=12.0, training_interval_weeks=interval, **values
    ).open_up()
    for week in range(1, weeks_later + 1):
        village.worker.learn(week)
    return village.worker.efficacy - village.worker.efficacy_trait


def test_a_course_of_two_days_raises_confidence_as_much_as_e091_has_it():
    assert 0.2 < confidence_gained(0) < 0.6


def test_confidence_fades_within_a_year_and_refreshers_keep_it_up():
    at_once, half_a_year, a_year = (confidence_gained(weeks) for weeks in (0, 26, 52))

    assert half_a_year < 0.65 * at_once
    assert a_year < 0.4 * at_once
    assert confidence_gained(52, interval=26) > at_once


def test_core_training_makes_the_role_clearer_and_strains_less():
    felt = []
    for hours in (0.0, 20.0):
        village = Village(training_core_hours=hours, burnout_role_conflict_per_discrepancy=0.0)
        village.open_up().worker.training_hours = 0.0
        village.accept()
        village.strain()
        felt.append(village.worker.exhaustion)

    assert felt[1] < felt[0]
