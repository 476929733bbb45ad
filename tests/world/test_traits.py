"""Who people and staff are: drawn from their keys, with the distributions that are said."""

import math
from statistics import NormalDist, fmean

import pytest

from sp_sim.draws import Decision, geometric_scale, key_of_name, key_of_run
from sp_sim.mechanisms.consulting import HISTORY_WEEKS
from sp_sim.world import people, staff
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area

RUN = key_of_run(846)
PRACTICE = key_of_name("P00")
MANY = 20_000
KEYS = [people.person_key(RUN, PRACTICE, slot, 0) for slot in range(MANY)]


def parameters(**values):
    return build(an_area(), a_scenario(**values)).params[0]


def kolmogorov(values, chance):
    """The largest gap between a sample's distribution and a continuous one's."""
    ordered = sorted(values)
    return max(
        max((place + 1) / len(ordered) - chance(value), chance(value) - place / len(ordered))
        for place, value in enumerate(ordered)
    )


@pytest.mark.parametrize(
    "decision",
    [
        Decision.READINESS,
        Decision.COMPLEXITY,
        Decision.SEVERITY,
        Decision.PROGNOSIS,
        Decision.FREQUENCY,
    ],
)
def test_traits_are_standard_normal(decision):
    """A gap over 2.3 / sqrt(n) comes by chance once in 20,000."""
    traits = [people.trait(key, decision) for key in KEYS]
    shifted = [trait + 0.1 for trait in traits]

    assert kolmogorov(traits, NormalDist().cdf) < 2.3 / math.sqrt(MANY)
    assert kolmogorov(shifted, NormalDist().cdf) > 2.3 / math.sqrt(MANY)


def test_traits_of_one_person_are_unrelated():
    """A correlation of nothing has standard error 1 / sqrt(n)."""
    ready = [people.trait(key, Decision.READINESS) for key in KEYS]
    severe = [people.trait(key, Decision.SEVERITY) for key in KEYS]
    related = fmean(one * other for one, other in zip(ready, severe, strict=True))

    assert abs(related) < 5.0 / math.sqrt(MANY)


def test_a_share_arrives_troubled():
    share = fmean(people.is_troubled_at_arrival(key, 0.25) for key in KEYS)

    assert abs(share - 0.25) < 5.0 * math.sqrt(0.25 * 0.75 / MANY)


def test_who_is_troubled_stays_so_when_the_share_grows():
    few = {key for key in KEYS if people.is_troubled_at_arrival(key, 0.2)}
    more = {key for key in KEYS if people.is_troubled_at_arrival(key, 0.3)}

    assert few < more


def test_spells_last_their_mean():
    mean = 20.0
    weeks = [people.weeks_in_state(key, 3, geometric_scale(mean)) for key in KEYS]
    sd = math.sqrt(mean * (mean - 1.0))

    assert 1 == min(weeks)
    assert abs(fmean(weeks) - mean) < 5.0 * sd / math.sqrt(MANY)


def test_a_person_is_met_in_the_middle_of_a_spell_that_is_remembered_for_a_year():
    """Weeks before are geometric from 0; of a spell of 20 weeks, 0.95 ** 52 reach back further."""
    before = [people.weeks_troubled_before(key, geometric_scale(20.0)) for key in KEYS]
    whole = sum(weeks == HISTORY_WEEKS for weeks in before) / MANY
    expected = 0.95**52

    assert (0, HISTORY_WEEKS) == (min(before), max(before))
    assert abs(whole - expected) < 5.0 * math.sqrt(expected / MANY)


@pytest.mark.parametrize("gps", [1, 3, 7])
def test_usual_gps_share_people_evenly(gps):
    counts = [0] * gps
    for key in KEYS:
        counts[people.usual_gp(key, gps)] += 1

    assert all(abs(count - MANY / gps) < 5.0 * math.sqrt(MANY / gps) for count in counts)


def test_people_have_keys_of_their_own():
    found = {
        people.person_key(key_of_run(seed), key_of_name(code), slot, generation)
        for seed in range(4)
        for code in ("P00", "P01", "P02")
        for slot in range(200)
        for generation in range(4)
    }

    assert 4 * 3 * 200 * 4 == len(found)


def test_staff_and_people_of_one_practice_share_no_key():
    post = staff.post_key(RUN, PRACTICE, 0)
    keys = {
        people.person_key(RUN, PRACTICE, 0, 0),
        staff.gp_key(RUN, PRACTICE, 0),
        staff.site_key(RUN, PRACTICE),
        post,
        staff.holder_key(post, 0),
        staff.holder_key(post, 1),
    }

    assert 6 == len(keys)


def test_champions_are_a_share_of_practices_and_none_is_lost_when_it_grows():
    sites = [staff.site_key(RUN, key_of_name(f"P{number}")) for number in range(4_000)]
    few = {site for site in sites if staff.has_champion(site, 0.2)}
    more = {site for site in sites if staff.has_champion(site, 0.5)}

    assert few < more
    assert abs(len(few) - 800) < 5.0 * math.sqrt(4_000 * 0.2 * 0.8)


@pytest.mark.parametrize("asked", [staff.has_champion, staff.is_offered_supervision])
def test_a_share_of_nought_is_nobody_and_of_one_is_everybody(asked):
    assert [0, 500] == [sum(asked(key, share) for key in KEYS[:500]) for share in (0.0, 1.0)]


def test_a_newcomer_brings_the_exhaustion_of_the_own_trait_alone():
    p = parameters(burnout_base=20.0, burnout_trait_spread=8.0, burnout_per_isolation=30.0)

    assert [12.0, 20.0, 28.0] == [
        staff.exhaustion_of_newcomer(trait, p) for trait in (-1.0, 0.0, 1.0)
    ]


def test_a_newcomers_exhaustion_stays_on_its_scale():
    p = parameters(burnout_trait_spread=30.0)

    assert [0.0, 54.0] == [staff.exhaustion_of_newcomer(trait, p) for trait in (-9.0, 9.0)]


def test_ties_are_broken_anew_every_week():
    found = {staff.tie_break(KEYS[0], Decision.WAITING_TIE, week) for week in range(100)}

    assert 100 == len(found)
    assert all(0.0 < tie < 1.0 for tie in found)
