"""Champions and organisational support: together more than each alone, and never the same everywhere."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sp_sim.draws import Decision, key_of_name
from sp_sim.mechanisms.champions import champion_push, practice_support
from sp_sim.mechanisms.referral import gp_offer_odds
from sp_sim.world.people import trait
from sp_sim.world.staff import champion_key, site_key, standing_of_champion
from tests.mechanisms.equations import DEFAULTS
from tests.theory.worlds import a_world, live

PRACTICES = 2_000


def log_odds_ratio(*, champion, support, **fields):
    """By how much champion and support (each from 0 to 1) raise the log odds of an offer."""
    p = SimpleNamespace(**(DEFAULTS | fields))
    push = champion_push(champion, 0.0, 1.0, p.champions_credibility_mean, support, p)
    with_both = gp_offer_odds(0.5, 0.5, 0.0, 0.4, 0.6, 2.0, push, support, 0.0, 0.0, p)
    return math.log(with_both / gp_offer_odds(0.5, 0.5, 0.0, 0.4, 0.6, 2.0, 0.0, 0.0, 0.0, 0.0, p))


def effects(**fields):
    return [
        log_odds_ratio(champion=champion, support=support, **fields)
        for champion, support in ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
    ]


def test_together_beats_either_alone_and_both_added_up():
    champion, support, together = effects()

    assert 0.0 < champion < 0.15
    assert 0.0 < support < 0.15
    assert together > champion + support + 0.1


def test_without_the_product_term_together_is_no_more_than_the_sum():
    champion, support, together = effects(champions_with_support=0.0)

    assert together == pytest.approx(champion + support)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_support_does_more_where_there_are_champions(share):
    """In the lives themselves: awareness with support against awareness without."""
    gains = []
    for support in (0.0, 1.0):
        world = a_world(
            workforce_posts=0,
            workforce_wte_per_50000=0.0,
            champions_practices_share=share,
            champions_organisational_support=support,
            champions_credibility_spread=0.0,
            champions_receptivity_spread=0.0,
        )
        gains.append(live(world, seeds=3, weeks=52).practice_weeks["awareness"][51::52].mean())

    if share == 0.0:
        assert gains[0] == gains[1]
    else:
        assert gains[1] > gains[0] + 0.05


def champion_odds_ratios():
    """The odds ratio of an offer by the champion of each of many practices, at default."""
    p = SimpleNamespace(**DEFAULTS)
    ratios = []
    for number in range(PRACTICES):
        site = site_key(7, key_of_name(f"P{number}"))
        receptivity = trait(site, Decision.PRACTICE_RECEPTIVITY)
        standing = standing_of_champion(champion_key(site, 0), receptivity, p)
        support = practice_support(
            p.champions_organisational_support, trait(site, Decision.PRACTICE_SUPPORT), p
        )
        push = champion_push(p.champions_hours_per_week, 0.0, 1.0, standing, support, p)
        ratios.append(math.exp(p.champions_offer_per_push * push))
    return np.array(ratios)


def test_some_practices_gain_nothing_by_their_champion_and_most_gain_something():
    ratios = champion_odds_ratios()

    assert 0.05 < (ratios <= 1.0).mean() < 0.3
    assert 1.0 < np.median(ratios) < 2.5
