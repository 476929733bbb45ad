"""Ages and deprivation in whole lives: who is on a list, who comes, and what nothing does."""

import numpy as np
import pytest

from sp_sim.domain.ages import AgeBand
from sp_sim.domain.stages import NEVER, Ended
from sp_sim.engine.run import simulate
from sp_sim.world.build import build
from tests.builders import a_practice, a_scenario, an_area
from tests.theory.worlds import NOBODY_LOST, PLAIN_OFFERS, live

MIX = {"share_20_39": 0.4, "share_40_64": 0.2, "share_65_plus": 0.2}
WITHOUT_EFFECT = {
    "pathway_first_contact_per_age_band": 0.0,
    "referral_accept_per_age_band": 0.0,
}


def a_place(*, values=None, **facts):
    area = an_area(practices=1, registered=12_000, gps=5.0, **facts)
    return build(area, a_scenario(**(values or {})))


def lived(*, values=None, **facts):
    busy = {"referral_base_log_odds": -2.0, "workforce_wte_per_50000": 20.0}
    return live(a_place(values=busy | (values or {}), **facts), seeds=4, weeks=78).referrals


def shares(cases):
    return np.bincount(cases["age_band"], minlength=len(AgeBand)) / len(cases)


def test_the_referred_are_as_old_as_the_list_where_age_changes_nothing():
    cases = lived(values=PLAIN_OFFERS | NOBODY_LOST, **MIX)

    five_errors = 5.0 * 0.5 / np.sqrt(len(cases))
    assert len(cases) > 500
    assert np.allclose(shares(cases), [0.5, 0.25, 0.25], atol=five_errors)


def test_a_list_of_young_people_sends_young_people():
    cases = lived(share_20_39=0.7, share_40_64=0.0, share_65_plus=0.0)

    assert {int(AgeBand.UNDER_40)} == set(cases["age_band"].tolist())


def test_older_people_come_to_a_first_contact_more_often():
    values = {
        "pathway_first_contact_per_age_band": 1.0,
        "pathway_first_contact_base_log_odds": 0.0,
        "pathway_missed_limit": 1,
        "workforce_wte_per_50000": 80.0,
    }
    decided = lived(values=values, **MIX)
    decided = decided[(decided["ended"] != Ended.OPEN) & (decided["ended"] != Ended.NOT_A_CASE)]
    seen = [
        (decided["first_contact"][decided["age_band"] == band] != NEVER).mean() for band in AgeBand
    ]

    assert seen[0] + 0.05 < seen[1] < seen[2] - 0.05


def test_where_age_has_no_effect_the_mix_of_ages_changes_no_life():
    one = lived(values=WITHOUT_EFFECT, **MIX)
    other = lived(values=WITHOUT_EFFECT, share_20_39=0.1, share_40_64=0.1, share_65_plus=0.5)

    assert (one["age_band"] != other["age_band"]).any()
    rest = [column for column in one.dtype.names if column != "age_band"]
    assert all(np.array_equal(one[column], other[column], equal_nan=True) for column in rest)


def test_sex_on_accepting_moves_who_declines():
    undecided = {"referral_women_log_odds": 0.0, "referral_accept_base_log_odds": 0.0}
    even, keen = (
        lived(values=undecided | {"referral_accept_women_log_odds": log_odds})
        for log_odds in (0.0, 2.0)
    )

    assert even["female"].mean() + 0.05 < keen["female"].mean()


def test_more_people_are_prone_where_deprivation_is_greater():
    practices = tuple(
        a_practice(f"P{fifth}", registered=10_000, deprivation_fifth=fifth) for fifth in range(1, 6)
    )
    area = an_area()
    area = type(area)(area.name, (*practices, a_practice("P6", registered=10_000)), True, "a test")
    world = build(area, a_scenario(consulting_prone_share=0.2, consulting_prone_per_fifth=0.1))

    prone = world.practices["prone"].tolist()
    assert prone == [round(2_000 * np.exp(0.1 * step)) for step in (-2, -1, 0, 1, 2, 0)]


@pytest.mark.parametrize(
    ("facts", "under_40", "under_65"),
    [
        (MIX, 0.5, 0.75),
        ({"share_65_plus": 0.2}, 0.3, 0.75),
        ({"share_20_39": 0.4, "share_40_64": 0.2}, 0.36, 0.9),
        ({}, 0.36, 0.9),
        ({"share_20_39": 0.0, "share_40_64": 0.0, "share_65_plus": 0.0}, 0.4, 1.0),
    ],
    ids=["all three", "one", "two", "none", "nobody grown up"],
)
def test_a_mix_that_is_not_wholly_known_is_filled_by_assumption(facts, under_40, under_65):
    values = {"ages_adult_share": 0.8, "ages_share_65_plus": 0.08, "ages_share_under_40": 0.4}
    (practice,) = a_place(values=values, **facts).practices

    assert (under_40, under_65) == pytest.approx((practice.under_40, practice.under_65))


def test_ages_come_with_the_person_and_not_with_the_run():
    """A longer run of the same seed knows the same people."""
    world = a_place(values={"referral_base_log_odds": -2.0}, **MIX)
    short, long = (simulate([world], [3], weeks=weeks)[0].referrals for weeks in (20, 40))
    known = {(row["slot"], row["generation"]): row["age_band"] for row in long}

    assert len(short) > 20
    assert all(known[row["slot"], row["generation"]] == row["age_band"] for row in short)
