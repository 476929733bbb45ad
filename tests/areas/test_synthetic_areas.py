import math
from bisect import bisect_left
from statistics import NormalDist

import numpy as np
import pytest
from scipy.stats import spearmanr

from sp_sim.areas import area as area_file
from sp_sim.areas.deprivation import fifth_of
from sp_sim.areas.synthetic import (
    BOX_PRACTICES,
    BOX_SEED,
    LIST_LIMITS,
    LN_LIST_MEAN,
    LN_LIST_SD,
    PRACTICES_PER_PCN,
    SCORE_QUANTILES,
    deprivation_score,
    list_size,
    make,
    practices_in_pcn,
    share_65_plus,
)
from sp_sim.domain.places import Area
from sp_sim.draws import asking_once
from sp_sim.errors import InputError

PRACTICES = 6_000
# Practices of one PCN are alike: so many times the variance of independent ones, at most, where
# the share of variance between PCNs is 0.7 and a practice has 5 others in its PCN on average.
ALIKE = 1 + 5 * 0.7


@pytest.fixture(scope="module")
def england():
    return make(practices=PRACTICES, seed=1)


def standard_error(sd):
    return sd * math.sqrt(ALIKE / PRACTICES)


def quantile_error(chance, sd):
    """The standard error of a quantile of a normal sample."""
    density = NormalDist(0, sd).pdf(NormalDist(0, sd).inv_cdf(chance))
    return standard_error(math.sqrt(chance * (1 - chance))) / density


def ln_lists(area):
    return np.log([practice.registered for practice in area.practices])


def test_the_same_practices_and_seed_give_the_same_area():
    assert make(practices=30, seed=7) == make(practices=30, seed=7)


def test_another_seed_gives_another_area():
    assert make(practices=30, seed=7).practices != make(practices=30, seed=8).practices


def test_a_larger_area_holds_the_smaller_one():
    assert make(practices=7, seed=3).practices == make(practices=300, seed=3).practices[:7]


def test_no_question_is_asked_twice():
    with asking_once():
        assert 40 == len(make(practices=40, seed=2).practices)


def test_a_synthetic_area_says_so():
    area = make(practices=2, seed=5)

    assert area.synthetic
    assert "synthetic: 2 made-up practices, seed 5; no real place" == area.source
    assert {"S00001", "S00002"} == {practice.code for practice in area.practices}
    assert all(practice.pcn_code.startswith("SYN") for practice in area.practices)
    assert not any(practice.gps_given for practice in area.practices)


@pytest.mark.parametrize("practices", [0, -1, 20_001])
def test_an_area_needs_a_sensible_number_of_practices(practices):
    with pytest.raises(InputError, match=r"practices: must be from 1 to 20,000 \(got"):
        make(practices=practices, seed=1)


def test_the_area_in_the_box_is_what_its_seed_makes():
    made = make(practices=BOX_PRACTICES, seed=BOX_SEED)

    assert area_file.as_csv(made) == area_file.BOX.read_text(encoding="utf-8")
    assert Area("the area in the box", made.practices, True, made.source) == area_file.load(None)


def test_the_area_in_the_box_is_three_ordinary_networks():
    box = area_file.load(None)
    gps = sum(practice.gps for practice in box.practices)

    assert [5, 4, 3] == [len(practices) for practices in box.systems.values()]
    assert 110_000 <= box.registered <= 130_000
    assert {1, 2, 3, 4, 5} == {practice.deprivation_fifth for practice in box.practices}
    assert abs(box.registered / gps / 2296 - 1) < 0.05


def test_lists_are_log_normal_as_published(england):
    ln_list = ln_lists(england)

    assert abs(ln_list.mean() - LN_LIST_MEAN) < 5 * standard_error(LN_LIST_SD)
    assert abs(ln_list.std() - LN_LIST_SD) < 5 * standard_error(LN_LIST_SD / math.sqrt(2))
    for chance in (0.05, 0.25, 0.5, 0.75, 0.95):
        theory = LN_LIST_MEAN + LN_LIST_SD * NormalDist().inv_cdf(chance)
        error = quantile_error(chance, LN_LIST_SD)
        assert abs(np.quantile(ln_list, chance) - theory) < 5 * error


def test_lists_a_fifth_too_large_would_be_noticed(england):
    wrong = ln_lists(england) + math.log(1.2)

    assert not abs(wrong.mean() - LN_LIST_MEAN) < 5 * standard_error(LN_LIST_SD)


def test_practices_per_pcn_have_the_published_quantiles():
    sizes = [practices_in_pcn((place + 0.5) / 1000) for place in range(1000)]

    assert [2, 3, 4, 6, 8] == list(np.quantile(sizes, [0.10, 0.25, 0.50, 0.75, 0.90]))
    assert 1.0 == pytest.approx(sum(PRACTICES_PER_PCN.values()))
    assert 12 == practices_in_pcn(1 - 1e-16)


def test_pcns_are_about_as_large_as_published(england):
    """The published quartiles, with 5% of misfit allowed beside chance (their log sd is 0.4)."""
    whole = list(england.systems.values())
    people = np.log([sum(practice.registered for practice in pcn) for pcn in whole])
    for chance, published in ((0.25, 35_885), (0.5, 45_119), (0.75, 56_027)):
        density = NormalDist(0, 0.4).pdf(NormalDist(0, 0.4).inv_cdf(chance))
        error = math.sqrt(chance * (1 - chance) / len(people)) / density
        assert abs(np.quantile(people, chance) - math.log(published)) < 0.05 + 5 * error


def test_age_is_spread_as_published(england):
    shares = np.array([practice.share_65_plus for practice in england.practices])

    for chance, published in ((0.05, 0.07), (0.5, 0.19), (0.95, 0.31)):
        error = quantile_error(chance, 0.073)
        assert abs(np.quantile(shares, chance) - published) < 5 * error


def test_age_and_deprivation_go_against_each_other_as_published(england):
    ages = [practice.share_65_plus for practice in england.practices]
    fifths = [practice.deprivation_fifth for practice in england.practices]
    found = spearmanr(ages, fifths).statistic
    # Ranks in five steps keep sqrt(1 - 1/25) of a rank correlation.
    expected = -0.48 * math.sqrt(1 - 1 / 25)

    assert abs(found - expected) < 5 * standard_error(1 - 0.48**2)
    assert not abs(found) < 5 * standard_error(1 - 0.48**2)


def test_practices_of_one_pcn_are_alike_in_age_as_published(england):
    """Of PCNs with two or more practices the first two: 0.7 of their variance is shared."""
    pairs = [pcn[:2] for pcn in england.systems.values() if len(pcn) > 1]
    first, second = np.array([[practice.share_65_plus for practice in pair] for pair in pairs]).T

    error = (1 - 0.7**2) / math.sqrt(len(pairs))
    assert abs(np.corrcoef(first, second)[0, 1] - 0.7) < 5 * error


def test_a_fifth_of_practices_lie_in_each_fifth(england):
    fifths = [practice.deprivation_fifth for practice in england.practices]

    for fifth in range(1, 6):
        assert abs(fifths.count(fifth) / PRACTICES - 0.2) < 5 * standard_error(0.4)


def test_gps_follow_the_list_with_the_spread_of_devon_and_cornwall(england):
    lists = np.array([practice.registered for practice in england.practices])
    gps = np.array([practice.gps for practice in england.practices])
    spread = math.log(2911 / 1297) / (2 * NormalDist().inv_cdf(0.9))
    weight = math.sqrt((lists**2).mean()) / lists.mean()
    error = math.sqrt(math.expm1(spread**2) / PRACTICES) * weight

    assert abs(gps.sum() / lists.sum() * 2296 - 1) < 5 * error
    # The ratio of the 90th to the 10th percentile; each is known to about 1.7 sd / sqrt(n).
    ratio = np.log(np.quantile(lists / gps, 0.9) / np.quantile(lists / gps, 0.1))
    assert abs(ratio - math.log(2911 / 1297)) < 5 * math.sqrt(2) * 1.71 * spread / math.sqrt(
        PRACTICES
    )


@pytest.mark.parametrize("standing", [-9.0, 9.0])
def test_nothing_leaves_its_bounds(standing):
    edge = 0 if standing < 0 else 1

    assert LIST_LIMITS[edge] == list_size(4, standing)
    assert (0.01, 0.60)[edge] == share_65_plus(standing)
    assert (3.9, 65.4)[edge] == deprivation_score(standing)


def test_scores_have_the_published_quantiles(england):
    scores = sorted(practice.deprivation_score for practice in england.practices)

    for chance, published in SCORE_QUANTILES.items():
        share = bisect_left(scores, published) / PRACTICES
        assert abs(share - chance) < 5 * standard_error(math.sqrt(chance * (1 - chance)))


def test_a_score_at_a_quantile_is_the_published_one():
    standings = map(NormalDist().inv_cdf, SCORE_QUANTILES)

    assert list(SCORE_QUANTILES.values()) == list(map(deprivation_score, standings))


def test_score_and_fifth_say_the_same(england):
    assert all(
        practice.deprivation_fifth == fifth_of(practice.deprivation_score)
        for practice in england.practices
    )


def test_what_is_not_made_up_is_not_known():
    (practice,) = make(practices=1, seed=1).practices

    assert (None, None) == (practice.rural, practice.link_worker_wte)
    assert (None, None) == (practice.share_20_39, practice.share_40_64)
