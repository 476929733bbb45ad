"""Regression to the mean: a need that is recognised by repeated visits makes before look worse than after.

The service does nothing here (no benefit), so any change from before a referral to after it is apparent.
Spells without memory look the same forwards and backwards in time; only the GP's recognition tells them apart.
"""

import numpy as np
import pytest

from sp_sim.engine.room import Room
from sp_sim.engine.run import _Lived
from tests.theory.worlds import ALIKE, NO_BENEFIT, PLAIN_OFFERS, a_world

WEEKS, WINDOW, SEEDS = 312, 26, 150
BASE = -6.5
"""Rare offers: whom an earlier referral keeps from another is few."""


def visits_around_referrals(per_repeat_visit):
    """Return the consultations of the 26 weeks before and after each person's first referral.

    People are those of the engine's own tape; the week of the referral is in neither half.
    """
    world = a_world(
        ALIKE,
        PLAIN_OFFERS | {"referral_per_repeat_visit": per_repeat_visit},
        NO_BENEFIT,
        registered=20_000,
        consulting_prone_share=0.5,
        referral_base_log_odds=BASE,
    )
    halves = [_of_one_seed(world, seed) for seed in range(SEEDS)]
    return np.concatenate(halves)


def _of_one_seed(world, seed):
    lived = _Lived([world], [seed], WEEKS, None, keeps=False)
    room = Room([world], lived.span, lived.marks)
    referrals = np.concatenate([part.referrals for part in lived.live_chunk(room, 0, 1)])
    tape = room.tape
    visits = np.concatenate(
        [tape.visits[week, :many] for week, many in enumerate(tape.visit_count)]
    )
    week_of_visit = np.repeat(np.arange(WEEKS), tape.visit_count)
    people = int(world.practices["prone"].sum())
    first = np.full(people, WEEKS)
    np.minimum.at(first, referrals["slot"], referrals["referred"])
    apart = week_of_visit - first[visits["person"]]
    before = np.bincount(visits["person"][(apart < 0) & (apart >= -WINDOW)], minlength=people)
    after = np.bincount(visits["person"][(apart > 0) & (apart <= WINDOW)], minlength=people)
    inside = (first >= WINDOW) & (first + WINDOW < WEEKS)
    return np.column_stack([before, after])[inside]


def fall(halves):
    """Return the mean fall from before to after, its standard error, and the mean before."""
    change = halves[:, 0] - halves[:, 1]
    return change.mean(), change.std(ddof=1) / np.sqrt(len(change)), halves[:, 0].mean()


@pytest.fixture(scope="module")
def recognising():
    return fall(visits_around_referrals(0.7))


@pytest.fixture(scope="module")
def blind():
    return fall(visits_around_referrals(0.0))


def test_recognition_over_repeated_visits_makes_people_seem_to_get_better(recognising):
    change, error, before = recognising

    assert change > 5 * error
    assert change > 0.1 * before


def test_without_recognition_before_and_after_look_alike(blind):
    """A fall of a twentieth would be seen, so there is none of that size."""
    change, error, before = blind

    assert abs(change) < 5 * error
    assert 0.05 * before + change > 5 * error
    assert abs(change) < 0.05 * before


def test_recognition_alone_makes_the_difference(recognising, blind):
    change, error, _ = recognising
    none, error_of_none, _ = blind

    assert change - none > 5 * np.hypot(error, error_of_none)
