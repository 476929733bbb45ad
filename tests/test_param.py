"""Parameters: a declaration says everything, and is refused when it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sp_sim import param as p
from sp_sim.param import Section, param, section

SAID = {
    "unit": "share",
    "meaning": "a share",
    "source": "assumption: an example",
    "grade": "expert",
}
CHANCES = st.floats(0.001, 0.999)


def one(declaration) -> p.Param:
    return section("example", "an example", it=declaration).params[0]


def test_a_parameter_is_addressed_by_section_and_name():
    declared = one(param(0.5, prior=p.uniform(0.2, 0.8), **SAID))

    assert declared.key == "example.it"
    assert declared.field == "example_it"


def test_a_section_keeps_its_parameters_in_the_order_told():
    told = section(
        "example",
        "an example",
        b=param(1, lever=True, **SAID),
        a=param(0, lever=True, **SAID),
    )

    assert isinstance(told, Section)
    assert ["b", "a"] == [declared.name for declared in told.params]


@pytest.mark.parametrize(
    ("default", "extra", "kind"),
    [
        (0.5, {}, "number"),
        (1, {}, "count"),
        (True, {}, "switch"),
        ("home", {"choices": ("home", "practice")}, "choice"),
        (("home",), {"choices": ("home", "practice"), "length": 1}, "choices"),
    ],
)
def test_the_kind_follows_from_the_default(default, extra, kind):
    assert kind == one(param(default, lever=True, **SAID, **extra)).kind


def test_only_numbers_and_counts_are_numbers():
    assert one(param(1, lever=True, **SAID)).is_number
    assert not one(param(True, lever=True, **SAID)).is_number


@pytest.mark.parametrize("what", ["unit", "source", "meaning"])
def test_a_declaration_that_leaves_something_unsaid_is_refused(what):
    with pytest.raises(ValueError, match=f"example.it declares no {what}"):
        one(param(0.5, prior=p.uniform(0.2, 0.8), **(SAID | {what: " "})))


def test_a_grade_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="has grade 'certain'; grades are direct, analogous"):
        one(param(0.5, prior=p.uniform(0.2, 0.8), **(SAID | {"grade": "certain"})))


def test_a_number_that_is_no_lever_needs_a_prior():
    with pytest.raises(ValueError, match="example.it declares no prior"):
        one(param(0.5, **SAID))


def test_a_default_outside_its_limits_is_refused():
    with pytest.raises(
        ValueError, match="2 of its default or prior lies outside its limits 0 to 1"
    ):
        one(param(2.0, prior=p.fixed(0.5), **SAID))


def test_a_prior_that_reaches_outside_the_limits_is_refused():
    with pytest.raises(ValueError, match="lies outside its limits 0 to 1"):
        one(param(0.5, prior=p.normal(0.5, 0.5), **SAID))


def test_a_lever_without_a_prior_is_fixed_at_its_default():
    declared = one(param(0.25, lever=True, **SAID))

    assert p.fixed(0.25) == declared.prior
    assert str(declared.prior) == "fixed"


@given(CHANCES)
def test_quantiles_are_those_of_the_textbook(chance):
    expected = {
        p.fixed(3.0): 3.0,
        p.uniform(2.0, 6.0): stats.uniform.ppf(chance, 2.0, 4.0),
        p.loguniform(0.5, 8.0): stats.loguniform.ppf(chance, 0.5, 8.0),
        p.normal(1.0, 2.0): stats.norm.ppf(chance, 1.0, 2.0),
        p.lognormal(4.0, 2.0): 4.0 * 2.0 ** stats.norm.ppf(chance),
    }

    got = {prior: prior.quantile(chance) for prior in expected}

    assert expected == pytest.approx(got, rel=1e-9, abs=1e-9)


@given(CHANCES, CHANCES)
def test_a_larger_chance_never_has_a_smaller_quantile(one_chance, other_chance):
    low, high = sorted((one_chance, other_chance))

    for prior in (p.uniform(2, 6), p.loguniform(0.5, 8), p.normal(1, 2), p.lognormal(4, 2)):
        assert prior.quantile(low) <= prior.quantile(high)


def test_a_prior_is_printed_as_family_and_numbers():
    assert str(p.lognormal(0.05, 2.0)) == "lognormal(0.05, 2)"


def test_only_what_somebody_may_choose_is_set_by_place():
    with pytest.raises(ValueError, match="only levers differ between places"):
        one(param(0.5, prior=p.fixed(0.5), place="post", **SAID))
