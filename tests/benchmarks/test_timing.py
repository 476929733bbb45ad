"""Timing: tasks in turns, ratios round by round, and how time grows."""

import pytest

from sp_sim.domain.places import UNALLOCATED
from sp_sim.errors import CouldNotFinishError
from sp_sim.experiments.bench import check_same, fresh
from sp_sim.experiments.bench_worlds import PCN_LISTS, largest_network, network, said, seeds_for
from sp_sim.experiments.timing import exponents, interleave, machine, ratios, spread
from tests.builders import a_practice
from tests.results.handmade import records


def test_tasks_take_turns_and_every_other_round_goes_backwards():
    done = []
    tasks = {name: lambda name=name: done.append(name) for name in "abc"}

    interleave(tasks, 2)

    assert ["a", "b", "c", *"abc", *"cba"] == done


def test_the_first_round_is_not_measured():
    now = iter([0.0, 1.0, 10.0, 13.0])

    assert {"a": (1.0, 3.0)} == interleave({"a": list}, 2, clock=lambda: next(now))


def test_a_spread_is_the_median_and_the_ends():
    assert {"median": 2.0, "min": 1.0, "max": 9.0, "repeats": 3} == spread(
        (9.0, 1.0, 2.0)
    ).as_document()


def test_ratios_are_taken_round_by_round():
    assert (2.0, 0.5) == ratios((4.0, 1.0), (2.0, 2.0))


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_is_found(power):
    sizes = (10, 20, 80)

    assert exponents(sizes, [(3.0 * size**power,) for size in sizes]) == pytest.approx((power,))


def test_the_machine_is_told():
    assert {"cores", "load", "python", "numba", "numpy", "mesa"} <= set(machine())
    assert machine()["cores"] >= 1


def test_the_network_that_is_timed_has_five_practices_and_fifty_thousand_people():
    area = network(PCN_LISTS)

    assert "5 practices, 50,000 registered" == said(area)
    assert 1 == len(area.systems)
    assert area.synthetic


def test_more_networks_are_as_large_each():
    area = network(PCN_LISTS, 3)

    assert [50_000] * 3 == [sum(p.registered for p in found) for found in area.systems.values()]


def test_a_larger_area_is_lived_with_fewer_seeds_and_never_with_none():
    assert [1, 2, 3, 4] == seeds_for(network(PCN_LISTS, 2), 8)
    assert [1] == seeds_for(network(PCN_LISTS, 40), 8)


def test_the_largest_network_has_the_most_people_not_the_most_practices():
    area = network((1_000, 1_000))
    alone = a_practice("Z", pcn_code=UNALLOCATED, registered=9_000)
    area = type(area)(area.name, (*area.practices, alone), area.synthetic, area.source)

    assert ("Z",) == tuple(practice.code for practice in largest_network(area).practices)


def test_models_that_disagree_are_not_timed():
    one, other = (records(referrals=[{"contacts": contacts}]) for contacts in (1, 2))

    check_same(one, one)
    with pytest.raises(CouldNotFinishError, match="gave different records"):
        check_same(one, other)


def test_a_program_that_fails_is_not_timed():
    with pytest.raises(CouldNotFinishError, match="was to be timed failed: no such luck"):
        fresh(["-c", "import sys; sys.exit('no such luck')"])
