"""Kinds: by need, by sex and by age, counted by hand and against everyone together."""

import numpy as np
import pytest

from sp_sim.areas import synthetic
from sp_sim.domain.ages import AgeBand
from sp_sim.domain.stages import NEVER, Ended, Route
from sp_sim.experiments.compare import compare
from sp_sim.results.arm import Arm, Asked
from sp_sim.results.kinds import EFFECT, UPTAKE, kinds
from sp_sim.results.measures import MEASURES
from tests.builders import a_scenario
from tests.results.handmade import PLACES, records

AREA = synthetic.make(practices=6, seed=2)


@pytest.fixture(scope="module")
def told():
    result = compare("head-office", "in-practices", area=AREA, weeks=60, replications=4, threads=1)
    return result, kinds(*result.arms)


@pytest.mark.parametrize("which", ["needs", "sexes", "ages"])
def test_the_parts_of_uptake_add_up_to_that_of_everyone(told, which):
    result, found = told
    for arm, side in zip(result.arms, ("base", "other"), strict=True):
        parts = sum(getattr(group.gains[UPTAKE], side).mean for group in getattr(found, which))

        assert arm.estimates[UPTAKE].mean == pytest.approx(parts)


def test_against_itself_no_kind_gains_or_is_left_behind(told):
    result, _ = told
    found = kinds(result.arms[0], result.arms[0])

    assert {0.0} == {
        each.gains[UPTAKE].difference.difference
        for each in (*found.needs, *found.sexes, *found.ages)
    }
    assert () == found.left_behind


def test_every_kind_of_person_is_named(told):
    assert 5 == len({group.name for group in told[1].needs})
    assert ["men", "women"] == [group.name for group in told[1].sexes]
    assert ["under 40", "40 to 64", "65 and over"] == [group.name for group in told[1].ages]


def an_arm(*rows, runs=3):
    asked = Asked(AREA, 104, tuple(range(runs)))
    return Arm(a_scenario(), asked, PLACES, records(referrals=rows))


def referral(run, **told):
    usual = {"run": run, "referred": 60, "first_contact": 62, "ended": int(Ended.COMPLETED)}
    return usual | {"need": 2, "female": 1, "route": int(Route.GP)} | told


def test_who_came_by_themselves_is_in_the_wait_and_not_in_coded_uptake():
    arm = an_arm(
        *(referral(run) for run in range(3)),
        *(referral(run, route=int(Route.SELF), first_contact=70) for run in range(3)),
    )

    money = kinds(arm, arm).needs[2].gains

    assert 1000.0 / 6_000.0 == pytest.approx(money[UPTAKE].base.mean)
    assert 6.0 == money["wait_median_weeks"].base.mean


def test_the_effect_is_what_the_service_adds_for_those_referred():
    arm = an_arm(
        *(referral(run, wellbeing_26=22.0, wellbeing_26_without=20.5) for run in range(3)),
        *(referral(run, wellbeing_26=np.nan, first_contact=NEVER) for run in range(3)),
    )

    men, women = kinds(arm, arm).sexes

    assert 1.5 == women.gains[EFFECT.key].base.mean
    assert men.gains[EFFECT.key].base.mean is None


def test_a_part_of_uptake_matters_from_a_part_of_what_matters_in_all():
    whole = MEASURES[UPTAKE].smallest
    rows = round(6 * 0.6 * whole)
    some = [referral(run, slot=n) for run in range(3) for n in range(10 + run)]
    more = some + [referral(run, slot=100 + n) for run in range(3) for n in range(rows)]

    found = kinds(an_arm(*some), an_arm(*more))

    for group in (found.needs[2], found.sexes[1], found.ages[0]):
        assert "better" == group.gains[UPTAKE].verdict
        assert group.gains[UPTAKE].difference.difference < whole


def test_who_is_clearly_referred_less_is_named():
    told = {"need": 4, "age_band": int(AgeBand.FROM_65)}
    many = [referral(run, slot=n, **told) for run in range(3) for n in range(40 + run)]
    few = [referral(run, slot=n, **told) for run in range(3) for n in range(run)]

    found = kinds(an_arm(*many), an_arm(*few))

    assert (
        "caring for somebody else", "women", "people aged 65 and over",
    ) == found.left_behind  # fmt: skip


def test_those_who_come_to_a_first_contact_are_counted_by_age():
    never = {"first_contact": NEVER, "ended": int(Ended.DROPPED_OUT_WAITING), "closed": 64}
    young, old = ({"age_band": int(band)} for band in (AgeBand.UNDER_40, AgeBand.FROM_65))
    arm = an_arm(
        *(referral(run, **young, **never) for run in range(3)),
        *(referral(run, slot=1, **young) for run in range(3)),
        *(referral(run, slot=2, **old) for run in range(3)),
    )

    came = [group.gains["first_contact_share"].base.mean for group in kinds(arm, arm).ages]

    assert [0.5, None, 1.0] == came
