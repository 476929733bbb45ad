"""Stories of champions: they push, tire, fall silent, leave, are followed, and share a worker's attention."""

import pytest

from tests.builders import a_change
from tests.model.village import Village

CHAMPION = {
    "champions_practices_share": 1.0,
    "champions_credibility_spread": 0.0,
    "champions_receptivity_spread": 0.0,
    "champions_support_spread": 0.0,
    "champions_lapse_rate": 0.0,
    "champions_leave_rate": 0.0,
}
AT_ONCE = {"champions_energy_speed": 0.0, "champions_lapse_weeks": 1.0}


def pushes(village, weeks):
    """The first practice's push in each week, and whether a champion was there."""
    village.change()
    told = []
    for week in range(weeks):
        village.service.hear_champions(week)
        told.append((village.practice.push, village.practice.has_champion_in(week)))
    return told


def test_a_champion_pushes():
    village = Village(**CHAMPION).open_up()

    assert village.practice.push > 0.0
    assert village.practice.push == village.practice.word


def test_a_trained_champion_pushes_more():
    plain, trained = (
        Village(champions_training_hours=hours, **CHAMPION).open_up() for hours in (0.0, 6.0)
    )

    assert trained.practice.push > plain.practice.push


def test_a_champion_who_falls_silent_is_silent_for_weeks_and_then_tries_again():
    village = Village(**CHAMPION | {"champions_lapse_rate": 5.0, "champions_lapse_weeks": 6.0})
    silent = "".join("." if push == 0.0 else "x" for push, _ in pushes(village, 40))

    assert silent.startswith("x")
    assert ".." in silent
    assert ".x" in silent


def test_a_champion_without_energy_stays_silent_when_nothing_brings_it_back():
    village = Village(**CHAMPION | AT_ONCE | {"champions_lapse_rate": 20.0})
    told = [push for push, _ in pushes(village, 12)]
    lapsed = told.index(0.0)

    assert told[0] == told[lapsed - 1] > 0.0
    assert {0.0} == set(told[lapsed:])


def test_energy_comes_back_where_the_organisation_sustains_it():
    village = Village(champions_organisational_support=1.0, **CHAMPION)
    village.change()
    village.practice.champion.energy = 0.0

    village.service.hear_champions(1)

    assert village.practice.push > 0.0


def test_a_champion_without_standing_pushes_nobody_and_one_with_less_puts_off():
    told = []
    for credibility in (0.0, -1.0):
        village = Village(champions_credibility_mean=credibility, **CHAMPION).open_up()
        told.append(village.practice.push)

    assert told[0] == 0.0 > told[1]


def test_champions_who_are_no_longer_wanted_stop_and_others_come_when_they_are():
    back = a_change(2, champions_practices_share=1.0)
    village = Village(a_change(1, champions_practices_share=0.0), back, **CHAMPION).open_up()
    before = village.practice.champion
    found = []
    for week in (1, 2):
        village.week = week
        village.change()
        village.learn()
        found.append(village.practice.champion)

    assert [None, 1] == [found[0], found[1].number]
    assert (0, True) == (before.number, village.practice.push > 0.0)


def test_a_champion_who_leaves_is_followed_after_some_weeks_by_another():
    leaving = {"champions_leave_rate": 6.0, "champions_replacement_weeks": 4.0}
    village = Village(**CHAMPION | leaving)
    told = pushes(village, 60)
    there = "".join("x" if is_there else "." for _, is_there in told)

    assert "x." in there
    assert ".x" in there
    assert all((push > 0.0) == is_there for push, is_there in told)
    assert village.practice.champion.number >= 2


def test_a_champion_whom_nobody_replaces_is_gone_for_good():
    village = Village(**CHAMPION | {"champions_leave_rate": 6.0, "champions_replaced": False})
    there = [is_there for _, is_there in pushes(village, 200)]
    left = there.index(False)

    assert left > 0
    assert not any(there[left:])


FOUR = {"practices": 4, "seed": 3}


def with_some_champions(**values):
    """Four practices, some with a champion and some without."""
    village = Village(**FOUR, **CHAMPION | {"champions_practices_share": 0.5} | values).open_up()
    has = [practice for practice in village.practices if practice.champion is not None]
    lacks = [practice for practice in village.practices if practice.champion is None]
    return village, has, lacks


def test_a_network_carries_the_word_to_practices_without_a_champion():
    _, has, lacks = with_some_champions(champions_network=True, champions_network_reach=0.25)
    _, _, alone = with_some_champions()
    mean = sum(practice.push for practice in has) / len(has)

    assert has
    assert lacks
    assert [pytest.approx(0.25 * mean)] * len(lacks) == [practice.word for practice in lacks]
    assert {0.0} == {practice.push for practice in lacks} == {practice.word for practice in alone}


def test_a_network_keeps_energy_up_where_there_are_others():
    with_network, without = (
        Village(**FOUR, champions_network=network, **CHAMPION) for network in (True, False)
    )
    for village in (with_network, without):
        pushes(village, 26)

    energies = [village.practice.champion.energy for village in (with_network, without)]

    assert energies[0] > energies[1]


def test_one_champion_alone_is_no_network():
    with_network, without = (
        pushes(Village(champions_network=network, **CHAMPION), 10) for network in (True, False)
    )

    assert with_network == without


def test_what_one_champion_gains_in_a_workers_attention_the_others_lose():
    def belonging(push):
        village = Village(**FOUR, champions_rivalry=1.0, **CHAMPION).open_up()
        for practice in village.practices:
            practice.push = 0.5
        village.practices[1].push = push
        village.worker.grow_involved()
        return [standing.involvement for standing in village.worker.covered]

    quiet, loud = belonging(0.0), belonging(5.0)

    assert loud[1] > quiet[1]
    assert all(loud[place] < quiet[place] for place in (0, 2, 3))
