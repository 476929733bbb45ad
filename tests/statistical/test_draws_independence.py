"""Answers to different questions know nothing of each other."""

from itertools import pairwise

import numpy as np
import pytest

from sp_sim.draws import GOLDEN, MASK, Decision, Kind, child_key, key_of_run, uniform
from tests.statistical.draw_checks import FIVE, answers, people, togetherness

KEYS = people(11)


def weyl(key, decision, week, nth):
    """Answer evenly and without mixing: what lies next to each other goes together."""
    counter = ((week * 128) + decision) * 64 + nth
    return ((key + counter * GOLDEN & MASK) >> 11) / 2**53


def pairs_of_decisions(ask):
    return [(answers(ask, KEYS, one), answers(ask, KEYS, one + 1)) for one in (3, 13, 31)]


def pairs_of_weeks(ask):
    return [(answers(ask, KEYS, week=w), answers(ask, KEYS, week=w + 1)) for w in (-52, 0, 103)]


def pairs_of_repeats(ask):
    asked = [np.array([ask(k, Decision.ATTEND, 5, nth) for k in KEYS]) for nth in range(4)]
    return list(pairwise(asked))


def pairs_of_neighbours(ask):
    asked = answers(ask, KEYS)
    return [(asked[:-step], asked[step:]) for step in (1, 2, 64)]


def pairs_of_neighbouring_keys(ask):
    asked = answers(ask, list(range(40_001)))
    return [(asked[:-1], asked[1:])]


def pairs_of_seeds(ask):
    return [(answers(ask, people(seed)), answers(ask, people(seed + 1))) for seed in (0, 41)]


def pairs_of_kinds(ask):
    gps = [child_key(key_of_run(11), Kind.GP, number) for number in range(len(KEYS))]
    return [(answers(ask, KEYS), answers(ask, gps))]


def pairs_of_parent_and_child(ask):
    holders = [child_key(key, Kind.HOLDER, 0) for key in KEYS]
    return [(answers(ask, KEYS), answers(ask, holders))]


WAYS = [
    pairs_of_decisions,
    pairs_of_weeks,
    pairs_of_repeats,
    pairs_of_neighbours,
    pairs_of_neighbouring_keys,
    pairs_of_seeds,
    pairs_of_kinds,
    pairs_of_parent_and_child,
]


@pytest.mark.parametrize("pairs", WAYS, ids=lambda way: way.__name__)
def test_answers_are_independent(pairs):
    assert max(togetherness(one, other) for one, other in pairs(uniform)) < FIVE


@pytest.mark.parametrize(
    "pairs",
    [pairs_of_decisions, pairs_of_weeks, pairs_of_repeats, pairs_of_neighbouring_keys],
    ids=lambda way: way.__name__,
)
def test_a_generator_that_does_not_mix_would_be_found(pairs):
    assert max(togetherness(one, other) for one, other in pairs(weyl)) > FIVE


@pytest.mark.parametrize(
    "pairs",
    [pairs_of_neighbours, pairs_of_seeds, pairs_of_kinds, pairs_of_parent_and_child],
    ids=lambda way: way.__name__,
)
def test_people_who_share_a_little_luck_would_be_found(pairs):
    """One answer in five taken from the week and not from the person is found."""

    def shared(key, decision, week, nth):
        common = uniform(0, decision, week, nth)
        own = uniform(key, decision, week, nth)
        return common if own < 0.2 else own

    assert max(togetherness(one, other) for one, other in pairs(shared)) > FIVE
