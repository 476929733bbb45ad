"""How a pattern is judged and read: bands, parts, groups, roll-outs, what is not there yet."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.estimate import Estimate
from sp_sim.experiments.patterns import patterns
from sp_sim.experiments.reporter import pathway, referring, signs, workers
from sp_sim.experiments.reporter.pattern import Band, Part, Pattern, Sign, SignSpec, Spec
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from tests.builders import a_scenario, an_area
from tests.experiments.small_reports import a_plan, a_report

ONE_TO_TWO = Band(1.0, 2.0)


def a_part(mean, low=None, high=None, band=ONE_TO_TWO):
    return Part("told", Estimate(mean, low, high, 9), band)


def a_pattern(*parts):
    spec = Spec(
        id="C0", title="t", weight="A", source="E001", run="r", arms=(), read=lambda _: parts
    )
    return Pattern(spec, spec.read({}))


def a_sign(*parts):
    return Sign(SignSpec(id="S0", title="t", source="s", arms=(), read=lambda _: parts), parts)


@pytest.mark.parametrize(
    ("band", "inside", "outside"),
    [
        (Band(1.0, 2.0), (1.0, 1.5, 2.0), (0.99, 2.01)),
        (Band(0.0, None, strict=True), (0.001, 9.0), (0.0, -1.0)),
        (Band(None, 0.0, strict=True), (-0.001, -9.0), (0.0, 1.0)),
        (Band(None, 0.5), (0.5, -3.0), (0.51,)),
    ],
)
def test_a_band_holds_what_lies_inside(band, inside, outside):
    assert all(band.holds(value) for value in inside)
    assert not any(band.holds(value) for value in outside)


def test_the_central_estimate_decides_and_the_interval_says_how_clearly():
    assert (True, True) == (a_part(1.5, 1.2, 1.8).passed, a_part(1.5, 1.2, 1.8).is_clear)
    assert (True, False) == (a_part(1.5, 0.5, 1.8).passed, a_part(1.5, 0.5, 1.8).is_clear)
    assert (False, False) == (a_part(2.1, 1.9, 2.3).passed, a_part(2.1, 1.9, 2.3).is_clear)
    assert (None, None) == (a_part(None).passed, a_part(None).is_clear)
    assert (None, None) == (a_part(1.0, band=None).passed, a_part(1.0, band=None).is_clear)


def test_a_pattern_is_in_if_all_its_parts_are():
    inside, out, unknown, told = a_part(1.5), a_part(3.0), a_part(None), a_part(9.0, band=None)

    assert a_pattern(inside, told).passed is True
    assert a_pattern(inside, out, unknown).passed is False
    assert a_pattern(inside, unknown).passed is None


def test_a_sign_is_seen_only_where_its_interval_is_on_one_side():
    rises = Band(0.0, None, strict=True)

    assert a_sign(a_part(1.0, 0.5, 1.5, rises)).seen is True
    assert a_sign(a_part(1.0, -0.5, 1.5, rises)).seen is None
    assert a_sign(a_part(-1.0, -1.5, -0.5, rises)).seen is False
    assert a_sign(a_part(1.0, band=rises)).seen is True
    assert a_sign(a_part(None, band=rises)).seen is None
    assert a_sign(a_part(1.0, band=None)).seen is None


def test_what_the_model_does_not_measure_is_null_with_a_reason():
    started, loss = pathway.loss_after_contact({"reference": {"first_contact_share": np.ones(3)}})

    assert (None, None) == (started.found.mean, loss.found.mean)
    assert (None, None) == (started.passed, loss.passed)
    assert "The model does not measure connected_share yet." == started.why == loss.why


def test_what_the_model_measures_is_used_as_soon_as_it_is_there():
    told = {"first_contact_share": np.full(3, 0.9), "connected_share": np.full(3, 0.4)}

    started, loss = pathway.loss_after_contact({"reference": told})

    assert started.passed is True
    assert 0.4 == pytest.approx(started.found.mean)
    assert 0.4 == pytest.approx(loss.found.mean)


def test_routes_and_sex_are_read_where_there_are_any():
    told = {"medical_route_share": np.full(3, 0.8), "female_share": np.full(3, 0.4)}

    assert [True, False] == [part.passed for part in pathway.route_and_mix({"reference": told})]
    assert [None, None] == [part.passed for part in pathway.route_and_mix({"reference": {}})]


def test_networks_that_start_evenly_and_never_grow_rise_in_a_straight_line_and_then_stop():
    weekly = referring.rolled_out(np.ones((200, 208)))
    quarters = weekly.sum(axis=0).reshape(16, 13).sum(axis=1)
    rises = np.diff(quarters)

    assert np.allclose(rises[:7], rises[0], rtol=0.05)
    assert np.allclose(rises[9:], 0.0)
    assert referring.last_by_first(quarters) == pytest.approx(0.0)


def test_a_straight_line_is_straight_and_a_step_is_not():
    line, step = np.arange(16.0) + 5.0, np.repeat([0.0, 1.0], 8)

    assert 1.0 == pytest.approx(referring.straightness(line))
    assert 1.0 == pytest.approx(referring.last_by_first(line))
    assert referring.straightness(step) < 0.8
    assert np.isnan(referring.straightness(np.ones(16)))


def test_a_correlation_is_that_of_the_pooled_values():
    rng = np.random.default_rng(3)
    x = rng.normal(size=90)
    y = 3.0 - x + rng.normal(size=90)
    moments = np.array([90, x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()])

    assert np.corrcoef(x, y)[0, 1] == pytest.approx(workers.correlation(moments))
    flat = np.array([90, 90.0, y.sum(), 90.0, (y * y).sum(), y.sum()])
    assert np.isnan(workers.correlation(flat))


def test_an_odds_ratio_of_alike_groups_is_one_and_none_is_infinite():
    assert 1.0 == pytest.approx(pathway.odds_ratio(np.array([50, 30, 50, 30])))
    assert np.isfinite(pathway.odds_ratio(np.array([5, 5, 5, 0])))


def test_cross_lagged_effects_are_those_of_a_regression():
    rng = np.random.default_rng(4)
    load, tired = rng.normal(size=(2, 4000))
    load_later = 0.5 * load + 0.3 * tired + rng.normal(size=4000)
    tired_later = 0.6 * tired + 0.1 * load + rng.normal(size=4000)
    four = (load, tired, load_later, tired_later)
    pairs = [one * two for at, one in enumerate(four) for two in four[at:]]
    rows = np.array([[4000, *(v.sum() for v in four), *(v.sum() for v in pairs)]])

    forth, back, more = signs.burnout_makes_demand({"reference": {"loops": rows}})

    assert 0.3 / load_later.std() == pytest.approx(forth.found.mean, abs=0.05)
    assert 0.1 / tired_later.std() == pytest.approx(back.found.mean, abs=0.05)
    assert forth.found.mean - back.found.mean == pytest.approx(more.found.mean)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("S1", {"location_log_rate_ratio_on_site": -3.0}),
        ("S4", {"location_log_rate_ratio_on_site": -3.0}),
        ("S6", {"training_half_life_weeks": 520.0, "turnover_base_rate": 0.0}),
        ("S8", {"consulting_demand_multiplier": 0.0}),
    ],
)
def test_a_sign_is_lost_with_what_makes_it(key, values):
    assert a_report(key, **values).signs[0].seen is False
    assert a_report(key).signs[0].seen is not False


def test_levers_shrink_with_involvement_held_and_do_not_where_all_is_direct():
    felt = {"referral_per_involvement": 4.0}
    passes, goes_by = (
        a_report("S2", seeds=16, involvement_direct_share=share, **felt).signs[0].parts
        for share in (0.2, 1.0)
    )

    clear = [part.found.mean for part in passes if part.found.low > 0.0]
    assert clear
    assert max(abs(part.found.mean) for part in goes_by) < 0.25 * max(clear)


def test_burnout_makes_less_demand_where_the_exhausted_are_as_quick_as_others():
    slow, quick = (
        a_report("S5", seeds=300, workforce_slower_when_exhausted=share).signs[0]
        for share in (2.0, 0.0)
    )

    assert slow.seen is True
    assert quick.parts[-1].found.mean < slow.parts[-1].found.low


@pytest.mark.parametrize(("posts", "seen"), [((4, 3, 2, 1), True), ((1, 2, 3, 4), False)])
def test_link_workers_are_fewest_where_need_is_highest_if_that_is_where_the_posts_are(posts, seen):
    """Networks by rising deprivation; the model has no mechanism for it, so it is seen where it is put in."""
    area = an_area(practices=4, registered=500, networks=4)
    scores = zip(area.practices, (5.0, 15.0, 25.0, 35.0), strict=True)
    area = replace(area, practices=tuple(replace(p, deprivation_score=s) for p, s in scores))
    where = zip(area.practices, posts, strict=True)
    placed = tuple(
        Placed(Where("service", (p.pcn_code,)), None, {"workforce.posts": n}) for p, n in where
    )
    scenario = replace(a_scenario(), placed=placed)

    report = patterns(scenario, area, plan=a_plan("S7", seeds=2, networks=1), threads=1)

    assert report.signs[0].seen is seen


def test_posts_that_follow_patients_alone_know_nothing_of_need():
    (part,) = a_report("S7").signs[0].parts

    assert part.found.mean is None
    assert part.why.startswith("Posts follow registered patients alone")


def test_discretion_is_no_longer_worst_where_it_is_hard_once_it_slows_everybody_and_exposes_nobody():
    values = {"discretion_per_exposure": 0.0, "discretion_per_length": 3.0}

    assert a_report("S3", seeds=100, **values).signs[0].seen is False
    assert a_report("S3", seeds=100).signs[0].seen is True


def test_a_sign_that_cannot_be_told_says_why_in_its_document():
    told = a_report("S7").signs[0].as_document()

    assert (told["seen"], told["why"]) == (None, told["parts"][0]["why"])
    assert told["why"].startswith("Posts follow registered patients alone")
