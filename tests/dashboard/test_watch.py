import re

import pytest

from sp_sim.areas import synthetic
from sp_sim.engine.run import simulate
from sp_sim.experiments.diaries import parting
from sp_sim.experiments.watching import small, watch
from sp_sim.scenario import load
from sp_sim.world.build import build
from tests.dashboard.site import SMALL, words

AREA = synthetic.make(practices=2, seed=3)


@pytest.fixture(scope="module")
def films():
    return watch(load("head-office"), load("in-practices"), AREA, weeks=40, seed=1)


def test_a_network_is_cut_to_a_size_that_can_be_watched(films):
    assert films.area.registered <= 12_001
    assert films.shrunk < 1.0
    assert (synthetic.make(practices=1, seed=3).practices[0].code,) == tuple(
        practice.code for practice in small(synthetic.make(practices=1, seed=3))[0].practices
    )


def test_what_is_watched_is_what_the_engine_lives(films):
    (records,) = simulate([build(films.area, load("head-office"))], [1], weeks=40)
    watched = sum(one.referrals for frame in films.base.frames for one in frame.practices)

    assert records.practice_weeks["referrals"].sum() == watched
    assert records.worker_weeks["caseload"].sum() == sum(
        one.caseload for frame in films.base.frames for one in frame.workers
    )


def test_people_move_from_waiting_to_care_and_out(films):
    seen = {
        one.where
        for film in (films.base, films.other)
        for frame in film.frames
        for one in frame.people
    }

    assert {"waiting", "in care", "closed"} <= seen


def test_everyone_who_is_seen_has_a_diary_in_both_worlds(films):
    for film in (films.base, films.other):
        for frame in film.frames:
            for one in frame.people:
                assert one.name in films.base.lives
                assert one.name in films.other.lives


def test_before_two_lives_part_they_are_the_same(films):
    parted = 0
    for name, here in films.base.lives.items():
        there = films.other.lives[name]
        week = parting(here, there)
        if week is None:
            assert here.events == there.events
            continue
        parted += 1
        assert [e for e in here.events if e.week < week] == [
            e for e in there.events if e.week < week
        ]
        assert {e for e in here.events if e.week == week} != {
            e for e in there.events if e.week == week
        }
    assert parted > 0


def test_a_diary_ends_with_how_the_referral_ended(films):
    told = [event.words for life in films.base.lives.values() for event in life.events]

    assert any(text.startswith("Referred by") for text in told)
    assert any(text.startswith("The referral ended after") for text in told)
    assert any(text == "Met the link worker for the first time." for text in told)


def test_a_week_is_shown_and_leads_to_the_next(site):
    reply = site.get(f"/watch?{SMALL}&week=3")

    assert "Week 3 in A" in words(reply)
    assert "Next week" in words(reply)
    assert "Week 3: of the people referred" in words(reply)


def test_who_is_drawn_leads_to_the_diary_that_the_list_leads_to(site):
    text = site.get(f"/watch?{SMALL}&week=20").text
    picture = text[text.index("<svg") : text.index("</svg>")]
    ways = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>Read the life of ([^<]+)<', picture)
    listed = re.findall(r'<li><a href="([^"]+#life)">([^<]+)</a>', text)

    assert {"S", "P"} == {name[0] for _, name in ways}  # link workers (SYN01/1) and people (P1)
    assert set(ways) <= set(listed)
    assert 'aria-hidden="true"' in picture


def test_the_last_week_leads_no_further_and_no_week_lies_beyond(site):
    told = words(site.get(f"/watch?{SMALL}&week=9999"))

    assert "Week 26 in A" in told
    assert "Next week" not in told


def test_a_life_is_told_in_both_worlds_side_by_side(site):
    told = words(site.get(f"/watch?{SMALL}&person=P1"))

    assert "The life of P1" in told
    assert re.search(
        r"A (wo)?man aged (under 40|40 to 64|65 and over), of practice S00001\. Kind of need: ",
        told,
    )
    assert "The two lives part in week" in told or "Both worlds tell the same" in told


def test_a_link_workers_life_comes_with_its_exhaustion(site):
    reply = site.get(f"/watch?{SMALL}&post=SYN01/1")

    assert "The life of SYN01/1" in words(reply)
    assert "Exhaustion by week: " in words(reply)


@pytest.mark.parametrize("more", ["person=P9999", "post=../../x", "week=-4", "world=z", "week=x"])
def test_what_is_not_there_is_passed_over(site, more):
    assert 200 == site.get(f"/watch?{SMALL}&{more}").status_code
