"""Two-state spells: consultations are what the parameters of spells say, flat from the first week."""

import math

import numpy as np
import pytest

from tests.theory.worlds import ALIKE, NO_SERVICE, a_world, by_run_and_week, live

RUNS, WEEKS, REGISTERED = 8, 104, 40_000


def theory(world):
    """Return the long-run share troubled, the chance to consult when troubled, and a week's memory."""
    p = world.params[0]
    troubled, calm = p.consulting_troubled_weeks, p.consulting_calm_weeks
    return troubled / (troubled + calm), p.consulting_consult_chance, 1 - 1 / troubled - 1 / calm


def error_of_mean(world, people):
    """Return the standard error of consultations per person and week, over all weeks.

    A person's weeks are 0 or 1 with mean q = share x chance, and k weeks apart they go together by
    chance^2 share (1 - share) memory^k: a two-state chain forgets geometrically.
    """
    share, chance, memory = theory(world)
    q = share * chance
    together = sum((WEEKS - k) * memory**k for k in range(1, WEEKS))
    variance = WEEKS * q * (1 - q) + 2 * chance**2 * share * (1 - share) * together
    return math.sqrt(variance / people) / WEEKS


def per_prone_person(world):
    """Return the weekly consultations per prone person and the number of people."""
    records = live(world, seeds=RUNS, weeks=WEEKS)
    people = RUNS * int(world.practices["prone"].sum())
    table = by_run_and_week(records.practice_weeks, "consultations", runs=RUNS, weeks=WEEKS)
    return table.sum(axis=0) / people, people


@pytest.fixture(scope="module", params=[0.26, 0.9])
def lived(request):
    world = a_world(
        ALIKE, NO_SERVICE, registered=REGISTERED, consulting_consult_chance=request.param
    )
    return world, *per_prone_person(world)


def test_the_long_run_share_troubled_is_that_of_a_two_state_chain(lived):
    """With one chance to consult, consultations over that chance are the share troubled."""
    world, weekly, people = lived
    share, chance, _ = theory(world)
    allowed = 5 * error_of_mean(world, people) / chance

    assert abs(weekly.mean() / chance - share) < allowed
    assert not abs(weekly.mean() / chance - 1.05 * share) < allowed


def test_consultations_are_flat_from_the_first_week(lived):
    """Each week is binomial with the same chance; starting with 15% fewer in trouble would be seen."""
    world, weekly, people = lived
    share, chance, _ = theory(world)
    q = share * chance
    allowed = 5 * math.sqrt(q * (1 - q) / people)

    assert np.abs(weekly - q).max() < allowed
    assert not abs(weekly[0] - 0.85 * q) < allowed


def chances_of_people(world, points=60):
    """Return mean share troubled, and mean and mean square of the chance to consult, over people.

    Traits are standard normal; Gauss-Hermite quadrature.
    """
    p = world.params[0]
    z, weight = np.polynomial.hermite_e.hermegauss(points)
    weight = weight / weight.sum()
    sd = math.hypot(p.consulting_prognosis_spread, p.consulting_readiness_spread)
    spells = 1 + (p.consulting_troubled_weeks - 1) * np.exp(-sd * z)
    base = math.log(p.consulting_consult_chance / (1 - p.consulting_consult_chance))
    chances = 1 / (1 + np.exp(-(base + p.consulting_frequency_spread * z)))
    shares = spells / (spells + p.consulting_calm_weeks)
    return weight @ shares, weight @ chances, weight @ chances**2


def test_people_who_differ_consult_as_often_as_their_traits_say():
    """A person's share of weeks in trouble is at most 1, so its square is at most itself.

    Hence the variance between people of consultations per week is at most E[chance^2] E[share], and
    chance within a week adds at most the mean over the weeks.
    """
    world = a_world(NO_SERVICE, registered=REGISTERED)
    weekly, people = per_prone_person(world)
    share, chance, square = chances_of_people(world)
    allowed = 5 * math.sqrt((square * share + share * chance / WEEKS) / people)

    assert abs(weekly.mean() - share * chance) < allowed
    assert not abs(weekly.mean() - 1.05 * share * chance) < allowed


@pytest.mark.parametrize("service", [{}, NO_SERVICE])
def test_the_volume_of_social_consultations_is_that_of_the_evidence(service):
    """0.76 to 1.0 a registered patient and year: 19 to 20% of 3.8 to 5.16 consultations (E105, E107, E112)."""
    world = a_world(service, registered=REGISTERED)
    weekly, people = per_prone_person(world)
    yearly = 52 * weekly.mean() * people / (RUNS * REGISTERED)

    assert 0.76 <= yearly <= 1.0
