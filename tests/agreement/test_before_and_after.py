"""Both models look back alike: wellbeing and GP visits before and after, with the service and without."""

import numpy as np
import pytest

from sp_sim.domain.records import same_bits
from sp_sim.engine.run import advance, simulate
from tests.agreement.lives import first_difference, ran, read
from tests.agreement.worlds import MOVING, a_busy_world
from tests.builders import an_area

TWO_YEARS = 110
LONG = {
    "consulting_troubled_weeks": 80.0,
    "consulting_moving_rate": 0.1,
    "consulting_death_rate": 0.1,
}
"""Spells that began more than a year before week 0, and people who stay to be followed."""


@pytest.mark.parametrize(
    ("seed", "values"), list(enumerate([{}, LONG, {"wellbeing_noise_sd": 0.0}])), ids=str
)
def test_two_years_of_a_busy_service_are_looked_back_on_alike(seed, values):
    world = a_busy_world(MOVING, **values)

    assert "" == first_difference(read(world, seed, TWO_YEARS), ran(world, seed, TWO_YEARS))


@pytest.mark.parametrize(
    "values",
    [
        {
            "consulting_troubled_weeks": 1.0,
            "consulting_calm_weeks": 1.0,
            "consulting_consult_chance": 0.9,
        },
        {"consulting_troubled_weeks": 520.0, "consulting_prognosis_spread": 2.0},
        {"consulting_calm_weeks": 2000.0, "consulting_readiness_spread": 2.0},
        {"wellbeing_sinking_half_life_weeks": 0.0, "wellbeing_recovery_half_life_weeks": 0.0},
        {"wellbeing_share_lost": 1.0, "wellbeing_lift_share": 1.0, "wellbeing_level_spread": 10.0},
    ],
    ids=str,
)
def test_an_extreme_is_looked_back_on_alike(values):
    world = a_busy_world(area=an_area(practices=2, registered=300), **values)

    assert "" == first_difference(read(world, 5, TWO_YEARS), ran(world, 5, TWO_YEARS))


def a_mature_service(**values):
    area = an_area(practices=2, registered=250, networks=1)
    return a_busy_world(area=area, start="mature", turnover_base_rate=1.0, **values)


@pytest.mark.parametrize("values", [{}, LONG], ids=str)
def test_a_mature_service_is_looked_back_on_alike(values):
    """Years before lie in the weeks before week 0, and some were helped then."""
    world = a_mature_service(**values)

    assert "" == first_difference(read(world, 4, TWO_YEARS), ran(world, 4, TWO_YEARS))


@pytest.mark.parametrize("values", [{}, LONG], ids=str)
@pytest.mark.parametrize("weeks", [(0,), (-30, 3, 60), (52, 104), (109,)], ids=str)
def test_looking_back_from_beyond_a_stop_is_as_if_there_had_been_none(weeks, values):
    """Who has left before the run goes on is looked back on as well."""
    world = a_mature_service(**values)
    seeds = (1, 2)
    (straight,) = simulate([world], seeds, weeks=TWO_YEARS, looks_back=True)

    past = None
    for week in weeks:
        past = advance([world], seeds, until=week, past=past)
    (records,) = simulate([world], seeds, weeks=TWO_YEARS, past=past, looks_back=True)

    assert "" == first_difference(records, straight)
    assert (
        straight.referrals["wellbeing_after"] > straight.referrals["wellbeing_after_without"]
    ).any()


def test_a_moment_knows_every_week_in_which_somebody_was_freed():
    (straight,), (past,) = (
        advance([a_mature_service()], [1], until=week) for week in (TWO_YEARS, 30)
    )
    ((gone_on,),) = (advance([a_mature_service()], [1], until=TWO_YEARS, past=[past]),)

    assert len(past[0].tables["freed"]) > 50
    assert straight[0].tables["freed"].tobytes() == gone_on[0].tables["freed"].tobytes()


def test_who_does_not_ask_for_the_years_is_told_the_rest_alike():
    world = a_mature_service()
    (all_told,) = simulate([world], [1], weeks=TWO_YEARS, looks_back=True)
    (less,) = simulate([world], [1], weeks=TWO_YEARS)
    of_years = ("before", "after", "after_without")

    for name in less.referrals.dtype.names:
        if name.removeprefix("wellbeing_").removeprefix("gp_") in of_years:
            assert len(np.unique(less.referrals[name])) == 1
        else:
            assert same_bits(less.referrals[name], all_told.referrals[name]).all(), name


def test_in_the_busy_service_every_kind_of_looking_back_happens():
    (records,) = simulate(
        [a_busy_world(MOVING, **LONG)], range(5), weeks=TWO_YEARS, looks_back=True
    )
    cases = records.referrals
    newcomer = cases["generation"] > 0
    seen = {
        "a questionnaire after half a year": ~np.isnan(cases["wellbeing_26"]),
        "none": np.isnan(cases["wellbeing_26"]),
        "a newcomer's year before": newcomer & (cases["gp_before"] >= 0),
        "a newcomer without one": newcomer & (cases["gp_before"] < 0),
        "a year before that reaches behind week 0": (cases["referred"] < 52)
        & (cases["gp_before"] > 5),
        "a year after": cases["gp_after"] >= 0,
        "none of it": cases["gp_after"] < 0,
        "visits saved": cases["gp_after"] < cases["gp_after_without"],
        "wellbeing gained": cases["wellbeing_after"] > cases["wellbeing_after_without"],
        "gained by the half-year": cases["wellbeing_26"] > cases["wellbeing_26_without"],
        "two cases of one person": np.diff(np.sort(cases["slot"] + 10_000 * cases["run"])) == 0,
    }

    assert [] == [what for what, marks in seen.items() if not np.any(marks)]


def test_an_arm_leaves_nothing_behind_for_the_next():
    helping, idle = (
        a_busy_world(benefit_base_log_odds=5.0),
        a_busy_world(benefit_base_log_odds=-20.0),
    )
    _, after_helping, again = simulate(
        [helping, idle, helping], [3, 4], weeks=TWO_YEARS, looks_back=True
    )
    (alone,) = simulate([idle], [3, 4], weeks=TWO_YEARS, looks_back=True)
    (first,) = simulate([helping], [3, 4], weeks=TWO_YEARS, looks_back=True)

    assert "" == first_difference(after_helping, alone)
    assert "" == first_difference(again, first)
    assert "" != first_difference(first, alone)
