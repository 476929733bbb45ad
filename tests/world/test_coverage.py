"""How many posts a service has, and which practices each of them covers."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.world.coverage import covered, post_wtes
from tests.builders import a_practice, a_scenario

SIZES = st.lists(st.integers(1, 30_000), min_size=1, max_size=12)


def wtes(registered, **values):
    return post_wtes(a_scenario(**values).values, [a_practice(registered=registered)])


def published(*told, **values):
    """The wte of a service of networks of 25,000, each with a published wte or none."""
    practices = [
        a_practice(f"P{at}", pcn_code=f"N{at}", registered=25_000, link_worker_wte=wte)
        for at, wte in enumerate(told)
    ]
    return sum(post_wtes(a_scenario(**values).values, practices))


def test_posts_follow_what_is_published_only_if_that_is_asked_for():
    asked = {"workforce_as_published": True, "workforce_wte_per_50000": 2.0}

    assert published(3.0, 0.5) == pytest.approx(2.2)
    assert published(3.0, 0.5, **asked) == pytest.approx(3.5)
    assert published(3.0, None, **asked) == pytest.approx(4.0)
    assert published(0.0, **asked) == 0.0
    assert published(3.0, workforce_posts_multiplier=2.0, **asked) == pytest.approx(6.0)


def test_the_wte_of_a_network_is_counted_once_however_many_practices_it_has():
    practices = [a_practice(f"P{at}", pcn_code="N1", link_worker_wte=1.5) for at in range(4)]
    values = a_scenario(workforce_as_published=True).values

    assert 1.5 == pytest.approx(sum(post_wtes(values, practices)))


def test_posts_that_are_counted_each_have_the_wte_of_a_post():
    assert [0.5, 0.5, 0.5] == wtes(9_000, workforce_posts=3, workforce_wte_per_post=0.5)


def test_otherwise_the_wte_for_the_registered_is_shared_evenly():
    """2.2 per 50,000 are 4.4 for 100,000: five posts of 0.88, the nearest to 0.87."""
    assert [pytest.approx(0.88)] * 5 == wtes(
        100_000, workforce_wte_per_50000=2.2, workforce_wte_per_post=0.87
    )


def test_a_little_wte_is_one_small_post():
    assert [0.1] == wtes(2_500, workforce_wte_per_50000=2.0)


def test_no_wte_is_no_post():
    assert [] == wtes(50_000, workforce_wte_per_50000=0.0)


def test_a_word_is_no_number_of_posts():
    values = {**a_scenario().values, "workforce.posts": "three"}

    with pytest.raises(TypeError, match="workforce.posts is not a number"):
        post_wtes(values, [a_practice(registered=50_000)])


@given(st.floats(0.01, 50.0), st.integers(1, 2_000_000), st.floats(0.1, 1.0))
def test_posts_share_all_the_wte_and_come_near_the_size_asked(per_50000, registered, each):
    found = wtes(registered, workforce_wte_per_50000=per_50000, workforce_wte_per_post=each)
    total = per_50000 * registered / 50_000

    assert sum(found) == pytest.approx(total)
    assert 1 == len(set(found))
    assert 1 == len(found) or found[0] <= 1.5 * each


def test_without_posts_nothing_is_covered():
    assert [] == covered([5_000, 3_000], 0)


def test_one_post_covers_every_practice():
    assert [[0, 1, 2]] == covered([5_000, 9_000, 1], 1)


def test_two_posts_share_lists_as_evenly_as_largest_first_goes():
    assert [[1, 3], [0, 2]] == covered([6_000, 9_000, 5_000, 2_000], 2)


def test_spare_posts_go_where_a_post_has_the_longest_list():
    assert [[1], [0], [1], [1]] == covered([3_000, 10_000], 4)


def test_equal_lists_are_covered_in_their_order():
    assert [[0, 2], [1, 3]] == covered([4_000] * 4, 2)


@given(SIZES, st.integers(1, 30))
def test_every_practice_is_covered_and_every_post_has_work(sizes, posts):
    found = covered(sizes, posts)

    assert posts == len(found)
    assert set(range(len(sizes))) == set(chain.from_iterable(found))
    assert all(found)
    assert all(homes == sorted(set(homes)) for homes in found)


@given(SIZES, st.integers(1, 30))
def test_a_practice_has_one_post_or_a_post_has_one_practice(sizes, posts):
    found = covered(sizes, posts)

    if posts <= len(sizes):
        assert len(sizes) == sum(len(homes) for homes in found)
    else:
        assert {1} == {len(homes) for homes in found}


@given(SIZES, st.integers(1, 12))
def test_no_post_could_give_a_practice_away_to_another_and_still_have_more(sizes, posts):
    """Largest first: the last list that the fullest post took went to what was then the lightest."""
    found = covered(sizes, posts)
    if posts > len(sizes):
        return
    patients = [sum(sizes[home] for home in homes) for homes in found]
    smallest = [min(sizes[home] for home in homes) for homes in found]
    fullest = patients.index(max(patients))

    assert max(patients) - smallest[fullest] <= min(patients)


@given(SIZES, st.integers(1, 12), st.randoms(use_true_random=False))
def test_how_lists_are_spread_does_not_depend_on_their_order(sizes, posts, chance):
    shuffled = chance.sample(sizes, len(sizes))

    def spread(lists):
        return sorted(sum(lists[home] for home in homes) for homes in covered(lists, posts))

    assert spread(sizes) == spread(shuffled)
