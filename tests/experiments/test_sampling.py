"""Points are spread as their names promise, and a larger design holds the smaller one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp_sim.experiments.design import growth_problem, size_problem
from sp_sim.experiments.factor import Factor
from sp_sim.experiments.sampling import latin_hypercube, morris, sobol
from tests.experiments.sweeps import FACTORS, SHARE, START, a_design


@given(st.integers(1, 96), st.integers(1, 5), st.integers(0, 9))
def test_a_hypercube_has_one_point_in_each_slice(points, factors, seed):
    slices = np.floor(latin_hypercube(points, factors, seed) * points)

    for column in slices.T:
        assert list(range(points)) == sorted(column)


@given(st.integers(1, 40), st.integers(1, 4))
def test_a_hypercube_grows_by_doubling(points, factors):
    small, large = (latin_hypercube(n, factors, 1) for n in (points, 2 * points))

    assert np.array_equal(small, large[:points])


def test_another_seed_is_another_hypercube():
    assert not np.array_equal(latin_hypercube(8, 2, 1), latin_hypercube(8, 2, 2))


@pytest.mark.parametrize(("second_order", "each"), [(False, 5), (True, 8)])
def test_sobol_points_come_in_groups_that_swap_one_factor(second_order, each):
    points = sobol(8, 3, 1, second_order=second_order).reshape(8, each, 3)
    a, b = points[:, 0], points[:, -1]

    for factor in range(3):
        swapped = a.copy()
        swapped[:, factor] = b[:, factor]
        assert np.array_equal(swapped, points[:, 1 + factor])
        if second_order:
            back = b.copy()
            back[:, factor] = a[:, factor]
            assert np.array_equal(back, points[:, 4 + factor])


def test_a_longer_sobol_sequence_begins_with_the_shorter():
    short, long = (sobol(n, 3, 1, second_order=False) for n in (8, 32))

    assert np.array_equal(short, long[: len(short)])


@given(st.integers(1, 6), st.integers(2, 9), st.integers(0, 9))
def test_a_trajectory_moves_each_factor_once_by_the_same_step(factors, levels, seed):
    points = morris(3, factors, levels, seed).reshape(3, factors + 1, factors)
    moves = np.diff(points, axis=1)
    step = (levels // 2) / (levels - 1)

    assert points.min() >= 0.0
    assert points.max() <= 1.0
    assert np.allclose(np.abs(moves).sum(axis=1), step)
    assert np.array_equal((moves != 0).sum(axis=2), np.ones((3, factors)))


def test_more_trajectories_leave_the_first_as_they_were():
    assert np.array_equal(morris(3, 4, 4, 1), morris(5, 4, 4, 1)[:15])


def test_salib_finds_what_a_known_function_rests_on():
    salib = pytest.importorskip("SALib.analyze.sobol")
    screen = pytest.importorskip("SALib.analyze.morris")
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}

    def y(x):
        return 4.0 * x[:, 0] + 2.0 * x[:, 1]

    points = sobol(256, 3, 1, second_order=False)
    found = salib.analyze(problem, y(points), calc_second_order=False, seed=1)
    steps = morris(10, 3, 4, 1)
    moved = screen.analyze(problem, steps, y(steps), num_levels=4, seed=1)

    assert np.allclose(found["ST"], [0.8, 0.2, 0.0], atol=0.03)
    assert np.allclose(moved["mu_star"], [4.0, 2.0, 0.0])


def test_a_grid_is_every_combination_in_order():
    factors = (Factor("scenario", ("a", "b")), Factor(SHARE, low=0.0, high=1.0, steps=3))
    design = a_design("grid", factors=factors)

    assert 6 == design.points
    assert [("a", 0.0), ("a", 0.5), ("a", 1.0), ("b", 0.0)] == [design.point(n) for n in range(4)]


def test_one_at_a_time_moves_one_factor_from_where_all_are():
    factors = (Factor(SHARE, (0.0, 1.0)), Factor("workforce.posts", low=1, high=3))
    design = a_design("one-at-a-time", factors=factors)
    base = design.point(0)
    moved = [design.point(number) for number in range(1, design.points)]

    assert (design.base.values[SHARE], design.base.values["workforce.posts"]) == base
    assert all(
        sum(one != two for one, two in zip(base, point, strict=True)) == 1 for point in moved
    )


def test_a_whole_number_is_whole_and_each_is_as_likely():
    factor = Factor("workforce.posts", low=1.0, high=4.0)
    values = [factor.at(share) for share in (0.0, 0.2, 0.25, 0.6, 0.99, 1.0)]

    assert [1, 1, 2, 3, 4, 4] == values
    assert (1, 2, 3, 4) == factor.levels()


def test_a_prior_is_drawn_by_its_own_chances():
    factor = Factor(START)
    prior = factor.param.prior

    assert prior.quantile(0.5) == factor.at(0.5)
    assert (prior.quantile(0.025), prior.quantile(0.975)) == factor.bounds()
    assert factor.at(0.0) >= factor.param.limits[0]


@pytest.mark.parametrize(
    ("kind", "size", "told"),
    [("sobol", 12, "a Sobol' sequence has"), ("latin-hypercube", 10**9, "would be 3,000,000,000")],
)
def test_a_size_that_cannot_be_is_told(kind, size, told):
    design = a_design(kind, size=size, second_order=False)
    design.__dict__["points"] = size

    assert size_problem(design)[0].startswith(told)


def test_a_hypercube_cannot_grow_by_half():
    design = a_design(size=8)

    assert "grows by doubling" in growth_problem(design, design.grown(size=12))[0]
    assert growth_problem(design, design.grown(size=32)) is None
    assert growth_problem(a_design("morris"), a_design("morris", size=9)) is None


def test_points_do_not_depend_on_how_they_are_asked():
    design, again = a_design(factors=FACTORS), a_design(factors=FACTORS)

    assert [design.point(n) for n in (5, 0)] == [again.point(n) for n in (5, 0)]
    assert design.fingerprint == again.fingerprint
    assert design.fingerprint != design.grown(size=16).fingerprint
