"""What an answer rests on: the uncertain numbers of the sections whose levers were changed."""

import pytest

from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.results.basis import basis

DEFAULTS = {key: param.default for key, param in PARAMETERS.items()}
SITE = PARAMETERS["location.site_by_weekday"]


def test_a_changed_site_rests_on_the_effects_of_location():
    keys = [footing.param.key for footing in basis([SITE], DEFAULTS)]

    assert [
        "location.log_rate_ratio_on_site",
        "location.first_contact_log_odds",
        "location.travel_hours",
        "location.travel_per_rural",
    ] == keys


def test_a_log_rate_ratio_is_told_as_the_ratio_with_the_range_of_belief():
    effect = basis([SITE], DEFAULTS)[0]

    assert effect.words().endswith(
        ": x1.55 rate ratio was used; believed x0.827 to x2.9 (assumption)"
    )


def test_where_parameters_were_drawn_no_one_value_is_said_to_be_used():
    effect = basis([SITE], DEFAULTS)[0]

    assert effect.words(is_drawn=True).endswith(
        ": believed x0.827 to x2.9 rate ratio, x1.55 at the centre (assumption)"
    )


def test_what_is_no_logarithm_is_told_as_it_stands():
    travel = basis([SITE], DEFAULTS)[2]

    assert travel.words() == (
        "travel for one contact by a worker who is never in a practice, none of whose practices is "
        "rural: 0.35 hours per contact was used; believed 0.113 to 0.588 (assumption)"
    )


def test_levers_themselves_are_no_assumptions():
    keys = [footing.param.key for footing in basis([PARAMETERS["workforce.posts"]], DEFAULTS)]

    assert "workforce.wte_per_50000" not in keys
    assert "workforce.contact_hours" in keys


def test_no_change_rests_on_nothing():
    assert basis([], DEFAULTS) == ()


def test_words_are_refused_as_numbers():
    with pytest.raises(TypeError, match=r"location.travel_hours is not a number"):
        basis([SITE], {**DEFAULTS, "location.travel_hours": "far"})


def test_the_document_carries_range_grade_and_source():
    told = basis([SITE], DEFAULTS)[0].as_document()

    assert told["key"] == "location.log_rate_ratio_on_site"
    assert told["low"] < told["value"] < told["high"]
    assert told["grade"] == "assumption"
    assert "E096" in told["source"]
