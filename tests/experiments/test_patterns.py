"""No pattern is hard-wired: whoever breaks the mechanism behind it sees its value leave the band."""

from dataclasses import replace

import pytest

from sp_sim.errors import Problems
from sp_sim.experiments.patterns import SPECS, patterns
from sp_sim.experiments.reporter.signs import SIGNS
from tests.builders import a_scenario, an_area
from tests.experiments.small_reports import a_plan, a_report, value

BROKEN = [
    ("C1", 0, {"referral_base_log_odds": -12.0}, -10.0, "GPs offer to nobody"),
    ("C2", 0, {"referral_base_log_odds": -12.0}, -50.0, "GPs offer to nobody"),
    ("C3", 0, {"workforce_wte_per_50000": 50.0}, -100.0, "hardly anybody for each worker"),
    (
        "C3",
        1,
        {"awareness_start": 1.0, "awareness_half_life_weeks": 5000.0},
        -50.0,
        "all know it at once",
    ),
    ("C4", 0, {"awareness_half_life_weeks": 5.0}, -0.2, "growth turns into a fall"),
    ("C4", 1, {"referral_per_week_of_known_wait": 1.0}, -0.3, "waits stop the growth"),
    ("C5", 0, {"referral_base_log_odds": 0.0}, 0.03, "GPs offer to many"),
    ("C6", 0, {"pathway_first_contact_base_log_odds": -5.0}, -0.5, "nobody comes"),
    ("C8", 0, {"pathway_continue_log_odds": 5.0}, -0.2, "plans are long"),
    ("C8", 1, {"pathway_continue_log_odds": 5.0}, 0.2, "plans are long"),
    ("C8", 2, {"pathway_first_contact_base_log_odds": -5.0}, -0.2, "nobody comes"),
    ("C7", 0, {"offers_exists_chance": 0.0}, -0.2, "nothing to connect on to"),
    ("C7", 1, {"pathway_first_contact_base_log_odds": -5.0}, -0.2, "nobody comes"),
    ("C9", 0, {"referral_self_base_log_odds": 0.0}, -0.3, "all come by themselves"),
    ("C9", 1, {"referral_women_log_odds": 3.0}, 0.1, "women alone are offered it"),
    ("C9", 1, {"referral_women_log_odds": -1.0}, -0.1, "men are offered it"),
    ("C10", 0, {"burnout_base": 54.0}, 0.2, "all start from the top of the scale"),
    ("C10", 0, {"burnout_base": 0.0}, -0.2, "nothing strains"),
    ("C11", 0, {"turnover_base_rate": 2.0}, 0.5, "everybody leaves"),
    ("C12", 0, {"burnout_per_supervision": 50.0}, -0.3, "supervision is all that matters"),
    ("C13", 0, {"burnout_per_supervision": 0.0}, -0.1, "supervision does nothing"),
    ("C13", 0, {"burnout_per_supervision": 50.0}, 0.5, "supervision is all that matters"),
    ("C13", 1, {"burnout_per_emotional_weight": 0.0}, -0.03, "skill takes no weight off"),
    ("C14", 0, {"workforce_wte_per_50000": 10.0}, 3.0, "posts are many"),
    ("C15", 0, {"champions_credibility_mean": -2.0}, -0.1, "champions put people off"),
    ("C15", 1, {"champions_credibility_mean": -2.0}, -0.001, "champions put people off"),
    ("C16", 0, {"location_first_contact_log_odds": -3.0}, -0.3, "being there puts people off"),
]


@pytest.mark.parametrize(
    ("key", "part", "values", "moved", "why"),
    BROKEN,
    ids=[f"{key}-{part}-{why}" for key, part, _, _, why in BROKEN],
)
def test_a_broken_mechanism_takes_its_pattern_out_of_the_band(key, part, values, moved, why):
    broken = a_report(key, **values)
    change = value(broken, key, part) - value(a_report(key), key, part)

    assert broken.pattern(key).parts[part].passed is False
    assert broken.pattern(key).passed is False
    assert change / moved > 1.0


def test_some_champions_do_nothing_and_some_harm_because_they_differ():
    """Where all are alike and credible, hardly a practice is at or below zero."""
    alike = {"champions_credibility_mean": 2.0, "champions_credibility_spread": 0.0}
    varied = value(a_report("C15"), "C15", 2)

    assert value(a_report("C15", **alike), "C15", 2) < varied / 2


def test_prone_people_run_out_where_everybody_is_offered_everything():
    eager = {"referral_base_log_odds": 2.0, "workforce_wte_per_50000": 50.0}

    assert value(a_report("C5", **eager), "C5", 1) < value(a_report("C5"), "C5", 1) - 0.2


def test_every_pattern_and_every_sign_is_reported_once():
    assert [f"C{number}" for number in range(1, 17)] == [spec.id for spec in SPECS]
    assert [f"S{number}" for number in range(1, 9)] == [spec.id for spec in SIGNS]


def test_everything_is_reported_whatever_comes_of_it():
    found = a_report(seeds=2, networks=2)

    assert [spec.id for spec in SPECS] == [pattern.spec.id for pattern in found.patterns]
    assert [spec.id for spec in SIGNS] == [sign.spec.id for sign in found.signs]


def test_groups_that_share_their_sources_count_once():
    found = a_report(seeds=2, networks=2)

    assert 13 == len(found.groups)
    assert {"C6-C8", "C12-C13"} <= set(found.groups)
    assert 13 == sum(found.document()["summary"][way] for way in ("in", "out", "unknown"))


def test_the_launch_has_as_many_networks_as_asked_whatever_the_area():
    given = a_report("C2", networks=5).launch
    boxed = patterns(a_scenario(), plan=replace(a_plan("C2"), networks=5, replications=1)).launch

    assert (1, 5) == (len(given.area.systems), len(given.seeds))
    assert (5, 1) == (len(boxed.area.systems), len(boxed.seeds))


def test_one_service_for_the_whole_area_is_lived_as_often_as_there_are_networks():
    scenario = a_scenario(workforce_covers="area", workforce_posts=3)
    area = an_area(practices=2, networks=2)

    launch = patterns(scenario, area, plan=replace(a_plan("C2", "C4"), networks=3)).launch

    assert 3 == len(launch.seeds)


def test_without_people_who_refer_nothing_is_made_up():
    nobody = a_report(seeds=2, networks=2, consulting_demand_multiplier=0.0)

    assert [] == [
        part.words
        for key in ("C4", "C6", "C8", "C15")
        for part in nobody.pattern(key).parts
        if part.band and part.passed
    ]


def test_without_posts_there_are_no_workers_to_tell_of():
    nobody = a_report("C2", "C10", "C11", "C12", "C13", "C14", workforce_wte_per_50000=0.0)

    assert (None, None) == (nobody.pattern("C10").passed, nobody.pattern("C12").passed)
    assert nobody.pattern("C14").passed is False
    assert value(nobody, "C2") is None


def test_a_run_of_the_same_seeds_is_the_same_report():
    plan, area = a_plan("C1", "C12", "C15"), an_area(practices=2)

    one, two = (patterns(a_scenario(), area, plan=plan, seed=7) for _ in range(2))

    assert one.document() == two.document()
    assert one.document() != patterns(a_scenario(), area, plan=plan, seed=8).document()


def test_draws_add_a_range_and_change_nothing_else():
    plan, area = a_plan("C1", "C8"), an_area(practices=2)

    point = patterns(a_scenario(), area, plan=plan)
    spread = patterns(a_scenario(), area, plan=plan, draws=3, belief="prior")

    assert [p.parts for p in point.patterns] == [p.parts for p in spread.patterns]
    assert point.pattern("C1").evidence_of(0) is None
    found = spread.pattern("C1").evidence_of(0)
    assert found.low < found.mean < found.high
    assert spread.pattern("C1").passed_over_draws == spread.pattern("C1").parts[0].band.holds(
        found.mean
    )
    assert point.pattern("C1").passed_over_draws is None
    document = spread.document()["patterns"][1]["parts"][2]
    assert document["evidence_low"] < document["evidence_high"]
    assert 0.0 <= document["evidence_share_in"] <= 1.0


def test_a_belief_that_there_is_not_is_refused():
    with pytest.raises(Problems, match="belief: is none of posterior, prior"):
        patterns(a_scenario(), draws=2, belief="hearsay")


@pytest.mark.parametrize("draws", [0, 1.5, True, 10_001])
def test_draws_that_cannot_be_made_are_refused(draws):
    with pytest.raises(Problems, match="draws: must be a whole number from 1 to 10,000"):
        patterns(a_scenario(), draws=draws)


def test_progress_ends_where_it_said():
    seen = []

    patterns(
        a_scenario(),
        an_area(practices=2),
        plan=a_plan("C1", "C2"),
        draws=2,
        belief="prior",
        on_progress=lambda done, jobs: seen.append((done, jobs)),
    )

    assert seen[-1][0] == seen[-1][1]
    assert 1 == len({jobs for _, jobs in seen})
