"""Comparing: pairs share seeds, unlike arms are refused, and what differs is said."""

from dataclasses import fields

import pytest

import sp_sim
from sp_sim.domain.records import Records
from sp_sim.errors import Problems
from sp_sim.experiments.compare import compare, compare_results, pair
from sp_sim.experiments.demo import demo
from sp_sim.experiments.live import MOST_WEEKS, Living, threads_or_all
from sp_sim.experiments.run import run
from sp_sim.results.arm import Arm
from tests.builders import a_scenario, an_area, keyed
from tests.results.handmade import PLACES, a_living, an_arm, made_up

BASE = a_scenario((), "base")
SMALL = {"area": an_area(), "weeks": 60, "replications": 3, "threads": 1, "living": a_living()}


def test_a_run_has_measures_for_each_seed():
    result = run(BASE, **(SMALL | {"seed": 5}))

    assert result.asked.seeds == (5, 6, 7)
    assert set(result.measures["seed"]) == {5, 6, 7}
    assert result.comparisons == ()


def test_each_other_is_compared_with_the_base():
    result = compare(BASE, a_scenario((), "one"), a_scenario((), "two"), **SMALL)

    assert [(c.base, c.other) for c in result.comparisons] == [("base", "one"), ("base", "two")]
    rates = [
        c.differences["referrals_per_1000_per_year"].difference or 0.0 for c in result.comparisons
    ]
    assert 0.0 < rates[0] < rates[1]


def test_the_engine_is_asked_once_with_all_worlds_and_all_seeds():
    asked = []

    def simulate(worlds, seeds, *, weeks, threads=1, on_progress=None, past=None, **_):
        asked.append(([s.name for _, s in worlds], seeds, weeks, threads))
        return [made_up(len(seeds), weeks) for _ in worlds]

    living = Living(lambda area, scenario: (area, scenario), simulate, lambda world: PLACES)
    compare(BASE, a_scenario((), "other"), **(SMALL | {"living": living}))

    assert asked == [(["base", "other"], (1, 2, 3), 60, 1)]


def test_the_same_lives_are_equivalent_in_everything_that_can_be_counted():
    one, other = an_arm("one"), an_arm("other")
    found = pair(one, other)

    assert {d.verdict for d in found.differences.values() if d.runs > 1} == {"equivalent"}
    assert "one and other ask for exactly the same thing." in found.warnings


def test_other_posts_are_warned_of():
    found = pair(an_arm("four", workforce_posts=4), an_arm("seven", workforce_posts=7))

    assert [setting.key for setting in found.levers] == ["workforce.posts"]
    assert "differs from four in posts or hours (workforce.posts)" in found.warnings[0]


def test_stand_ins_are_hands_too():
    found = pair(an_arm("alone"), an_arm("covered", training_cover_share=0.5))

    assert "from alone in posts or hours (training.cover_share)" in found.warnings[0]


@pytest.mark.parametrize(
    "lever", [{"involvement_meetings_per_month": 4.0}, {"workforce_band": 6}], ids="".join
)
def test_other_levers_are_named_without_a_warning(lever):
    found = pair(an_arm("plain"), an_arm("other", **lever))

    assert {setting.key for setting in found.levers} == set(keyed(lever))
    assert found.warnings == ("2 runs are few: intervals are rough. Ask for 10 or more.",)


def test_other_assumptions_are_warned_of():
    found = pair(an_arm("one"), an_arm("two", consulting_troubled_weeks=30.0))

    assert [setting.key for setting in found.assumptions] == ["consulting.troubled_weeks"]
    assert found.levers == ()
    assert "different assumptions (consulting.troubled_weeks)" in found.warnings[0]


def test_one_run_is_warned_of_and_settles_nothing():
    found = pair(an_arm("one", seeds=(1,)), an_arm("two", seeds=(1,)))

    assert "One run says nothing of chance" in found.warnings[-1]
    assert {each.verdict for each in found.differences.values()} == {"inconclusive"}


@pytest.mark.parametrize(
    ("unlike", "key"), [({"weeks": 52}, "weeks"), ({"seeds": (3, 4)}, "seeds")]
)
def test_unlike_arms_are_not_compared(unlike, key):
    with pytest.raises(Problems, match=f"asked: {key}: arms can be compared only when they share"):
        pair(an_arm("one"), an_arm("two", **unlike))


def test_arms_of_unlike_areas_are_not_compared():
    one, two = an_arm("one"), an_arm("two")
    elsewhere = type(two.asked)(an_area(practices=3), two.asked.weeks, two.asked.seeds)

    with pytest.raises(Problems, match="asked: area"):
        pair(one, Arm(two.scenario, elsewhere, two.places, two.records))


def test_results_that_were_lived_apart_can_be_compared():
    one, two = run(BASE, **SMALL), run(a_scenario((), "other"), **SMALL)
    found = compare_results(one, two)

    assert [(c.base, c.other) for c in found.comparisons] == [("base", "other")]


def test_results_of_unlike_horizons_are_not_compared():
    one = run(BASE, **SMALL)
    two = run(a_scenario((), "other"), **(SMALL | {"weeks": 52}))

    with pytest.raises(Problems, match="weeks: arms can be compared only when"):
        compare_results(one, two)


def test_two_scenarios_of_one_name_are_refused():
    with pytest.raises(Problems, match=r"two scenarios have this name \(got base\)"):
        compare(BASE, BASE, **SMALL)


def test_a_comparison_needs_two():
    with pytest.raises(Problems, match="needs another scenario"):
        compare(BASE, **SMALL)


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"weeks": 0}, f"weeks: must be a whole number from 1 to {MOST_WEEKS} .got 0"),
        ({"weeks": 10.5}, "weeks: must be a whole number"),
        ({"replications": 0}, "replications: must be a whole number from 1"),
        ({"replications": True}, "replications: must be a whole number from 1"),
        ({"seed": -1}, "seed: must be a whole number from 0"),
        ({"threads": 0}, "threads: must be a whole number from 1"),
        ({"draws": "guess"}, "draws: is none of point, prior, posterior"),
        ({"draws": "point", "sets": 5}, "sets: with draws 'point' there is one parameter set"),
        ({"draws": "prior", "sets": 1}, "sets: must be a whole number from 2"),
        (
            {"draws": "prior", "sets": 99_999, "replications": None},
            "sets: 199,998 runs are too many",
        ),
        (
            {"draws": "prior", "replications": 1},
            "replications: cannot be spread over parameter sets",
        ),
        ({"draws": "posterior"}, "replications: cannot be spread over parameter sets"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, complaint):
    with pytest.raises(Problems, match=complaint):
        run(BASE, **(SMALL | asked))


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(Problems) as caught:
        run(BASE, **(SMALL | {"weeks": 0, "seed": -1}))

    assert [problem.key for problem in caught.value.problems] == ["seed", "weeks"]


def test_progress_is_reported():
    told = []
    run(BASE, on_progress=lambda done, jobs: told.append((done, jobs)), **SMALL)

    assert told == [(1, 1)]


def test_all_threads_that_are_allowed_are_used_when_nobody_says():
    assert threads_or_all(None) >= 1
    assert threads_or_all(3) == 3


def test_the_demo_compares_places_and_then_services():
    found = demo(**SMALL)

    assert [(c.base, c.other) for c in found.comparisons] == [
        ("head-office", "in-practices"),
        ("service-2-head-office", "service-1-practice-based"),
    ]
    places, services = found.comparisons
    assert [setting.key for setting in places.levers] == ["location.site_by_weekday"]
    assert places.warnings == ("3 runs are few: intervals are rough. Ask for 10 or more.",)
    assert "posts or hours (workforce.posts)" in services.warnings[0]


def test_the_public_names_are_there_when_asked_for():
    assert sp_sim.run is run
    assert sp_sim.compare is compare
    assert {"compare", "load", "run"} <= set(dir(sp_sim))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = sp_sim.nothing


def test_the_real_engine_gives_paired_runs():
    """The wiring, end to end: two arms that ask for the same live the same, to the bit."""
    asked = {"area": an_area(), "weeks": 20, "replications": 2, "threads": 1}
    result = compare(BASE, a_scenario((), "again"), **asked)
    one, other = (arm.records for arm in result.arms)

    for table in fields(Records):
        assert repr(getattr(one, table.name).tolist()) == repr(getattr(other, table.name).tolist())
    assert len(one.practice_weeks) == 2 * 2 * 20
    assert result.arms[0].places.practices == ("P00", "P01")
