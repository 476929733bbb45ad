"""What a fresh process does for a test: live a world and tell the digest of its records."""

from tests.agreement.lives import digest, ran, read
from tests.agreement.worlds import MOVING, a_busy_world
from tests.builders import an_area

SEEDS = (1, 2, 3, 4)


def digest_of_seed(seed):
    """Live the busy world in this process; a pool's worker calls this."""
    return digest(ran(a_busy_world(MOVING), seed))


def a_tiny_world():
    """A busy world of one network in which no lever moves, small enough for plain Python.

    People stay: where so many come that the engine needs more room, it lives them again, asking again.
    """
    staying = {"consulting_moving_rate": 0.05, "consulting_death_rate": 0.05}
    return a_busy_world(area=an_area(practices=2, registered=400), **staying)


def digest_of_engine():
    """The tiny world as the engine lives it."""
    return digest(ran(a_tiny_world(), 6))


def digest_of_model():
    """The tiny world as the reading copy lives it."""
    return digest(read(a_tiny_world(), 6))
