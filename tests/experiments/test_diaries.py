"""A diary tells who somebody is; a post's tells of training, and of who saw people meanwhile."""

import pytest

from sp_sim.domain.ages import AGE_WORDS
from sp_sim.domain.needs import NEED_WORDS, Need
from sp_sim.experiments.diaries import life_of, post_life
from tests.model.village import Village
from tests.results.handmade import records


def told(**facts):
    """What the diary of a post says of its second week."""
    rows = [{"week": 0, "exhaustion": 20.0}, {"week": 1, "exhaustion": 20.0, **facts}]
    life = post_life("N1/1", 0, records(worker_weeks=rows).worker_weeks)
    return [event.words for event in life.events if event.week == 1]


def test_training_without_cover_is_training_alone():
    assert ["Was trained for 7.5 hours."] == told(training_hours=7.5)


def test_who_stood_in_is_told_with_the_hours():
    assert ["Was trained for 7.5 hours.", "A stand-in saw people for 5.0 hours."] == told(
        training_hours=7.5, cover_hours=5.0
    )


def test_an_ordinary_week_needs_no_word():
    assert [] == told()


@pytest.mark.parametrize(("band", "words"), AGE_WORDS.items())
@pytest.mark.parametrize(("female", "who"), [(True, "A woman"), (False, "A man")])
def test_a_persons_diary_says_their_sex_age_and_kind_of_need(female, who, band, words):
    (ann,) = Village().people(1)
    ann.female, ann.age_band, ann.need = female, int(band), Need.HOUSING

    told = life_of("P1", ann, "S1", [], 4).about

    assert told == f"{who} aged {words}, of practice S1. Kind of need: {NEED_WORDS[Need.HOUSING]}."
