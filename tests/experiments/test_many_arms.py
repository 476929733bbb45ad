"""Many arms: every pair, verdicts that hold together, the best of all, and pairs that do not serve."""

import math

import numpy as np
import pytest

from sp_sim.errors import Problems
from sp_sim.estimate import judge
from sp_sim.experiments.compare import compare, compare_results, compared, pair
from sp_sim.experiments.contrasts import best_of, contrasted
from sp_sim.experiments.live import Living
from sp_sim.experiments.run import run
from sp_sim.many import welch
from sp_sim.results.beside import HEADLINES
from sp_sim.results.measures import MEASURES
from sp_sim.results.result import Result
from tests.builders import a_scenario, an_area
from tests.experiments.opposed import opposed
from tests.results.handmade import a_living, an_arm

EXHAUSTION = "exhaustion_mean"
NAMES = ("base", "one", "two")
ARMS = tuple(a_scenario((), name) for name in NAMES)
SMALL = {
    "area": an_area(),
    "weeks": 60,
    "replications": 12,
    "threads": 1,
    "draws": "point",
    "living": a_living(),
}
OPPOSED = SMALL | {"living": opposed(), "replications": 20}


def test_each_is_compared_with_the_base_and_on_request_with_each_other():
    plain = compare(*ARMS, **SMALL)
    every = compare(*ARMS, all_pairs=True, **SMALL)

    assert [("base", "one"), ("base", "two")] == [(c.base, c.other) for c in plain.comparisons]
    assert [("base", "one"), ("base", "two"), ("one", "two")] == [
        (c.base, c.other) for c in every.comparisons
    ]


def test_the_two_headlines_of_every_comparison_are_one_family():
    found = compare(*ARMS, all_pairs=True, **SMALL)

    for comparison in found.comparisons:
        for key, beside in comparison.beside.items():
            assert (beside.corrected is not None) == (key in HEADLINES)
        for key in HEADLINES:
            corrected, plain = comparison.beside[key].corrected, comparison.differences[key]
            assert corrected.family == 6
            assert corrected.low < plain.low < plain.high < corrected.high
            assert corrected.verdict in (plain.verdict, "inconclusive")


def test_one_comparison_alone_has_two_questions():
    (found,) = compare(*ARMS[:2], **SMALL).comparisons

    assert 2 == found.beside[EXHAUSTION].corrected.family


def test_the_document_names_what_is_beside_each_difference():
    told = compare(*ARMS, **SMALL).document()
    headline = told["comparisons"][0]["measures"][EXHAUSTION]
    other = told["comparisons"][0]["measures"]["caseload_mean"]

    assert headline["corrected_low"] < headline["low"]
    assert headline["run_low"] < headline["difference"] < headline["run_high"]
    assert "paired" == headline["pairing"]
    assert (None, None) == (headline["evidence_low"], headline["evidence_share"])
    assert (None, None) == (other["corrected_verdict"], other["corrected_family"])
    assert set(told["best"][EXHAUSTION]) == set(NAMES)


def test_the_best_is_the_one_that_was_made_the_best():
    best = compare(*ARMS, **SMALL).best

    assert best["referrals_per_1000_per_year"]["two"] > 0.95
    assert best[EXHAUSTION]["two"] < 0.05
    assert "caseload_mean" not in best
    assert all(pytest.approx(1.0) == sum(chances.values()) for chances in best.values())


def test_alike_arms_share_the_chance_of_being_best():
    best = best_of([an_arm("one"), an_arm("other")])

    assert {"one": 0.5, "other": 0.5} == best[EXHAUSTION]


def test_where_pairing_hurts_the_base_is_lived_again_with_other_seeds():
    (found,) = compare(*ARMS[:2], **OPPOSED).comparisons
    base = run(ARMS[0], **(OPPOSED | {"seed": 21})).arms[0].measured[EXHAUSTION]
    other = np.array(compare(*ARMS[:2], **OPPOSED).arms[1].measured[EXHAUSTION])
    expected = welch(base, other)
    told = found.differences[EXHAUSTION]

    assert "unpaired" == found.beside[EXHAUSTION].pairing
    assert tuple(range(21, 41)) == found.unpaired_seeds
    assert pytest.approx(expected.interval()) == (told.low, told.high)
    assert told.verdict == judge(told.low, told.high, better="down", smallest=1.0) == "worse"
    assert told.variance_reduction < 1.0


def test_the_interval_without_pairs_is_the_narrower_one():
    arms = compare(*ARMS[:2], **OPPOSED).arms
    kept = pair(*arms)
    (found,) = compare(*ARMS[:2], **OPPOSED).comparisons
    unpaired, paired = found.differences[EXHAUSTION], kept.differences[EXHAUSTION]

    assert "hurt" == kept.beside[EXHAUSTION].pairing
    assert unpaired.high - unpaired.low < paired.high - paired.low


def test_an_unpaired_difference_that_is_inconclusive_says_what_would_settle_it():
    asked = OPPOSED | {"living": opposed(shift=-0.5)}
    (found,) = compare(*ARMS[:2], **asked).comparisons
    told = found.differences[EXHAUSTION]

    assert ("unpaired", "inconclusive") == (found.beside[EXHAUSTION].pairing, told.verdict)
    assert told.runs_to_settle > 20


def test_only_what_pairing_hurts_is_compared_without_it():
    (found,) = compare(*ARMS[:2], **OPPOSED).comparisons

    assert {EXHAUSTION, "burnt_out_share"} >= {
        key for key, beside in found.beside.items() if beside.pairing == "unpaired"
    }


def test_a_base_is_lived_again_once_for_all_its_comparisons():
    lived = []
    living = opposed()

    def simulate(worlds, seeds, **asked):
        lived.append((len(worlds), seeds[0]))
        return living.simulate(worlds, seeds, **asked)

    counting = Living(living.build, simulate, living.places)
    three = compare(*ARMS, **(OPPOSED | {"living": counting}))

    assert ["unpaired", "unpaired"] == [c.beside[EXHAUSTION].pairing for c in three.comparisons]
    assert [(3, 1), (1, 21)] == lived


def test_a_base_that_says_nothing_the_second_time_leaves_the_pairs():
    arms = compare(*ARMS[:2], **OPPOSED).arms
    silent = an_arm("base", seeds=(1,))
    found = compared(Result(arms), fresh=lambda base: silent).comparisons[0]

    assert "hurt" == found.beside[EXHAUSTION].pairing


def test_arms_lived_by_other_versions_are_not_compared():
    one, two = an_arm("one"), an_arm("two")
    object.__setattr__(two.asked, "version", "0.0.1")

    with pytest.raises(Problems, match="version: arms can be compared only when they share it"):
        pair(one, two)


def test_results_lived_apart_are_corrected_and_ranked_too():
    apart = compare_results(*(run(scenario, **SMALL) for scenario in ARMS))

    assert 4 == apart.comparisons[0].beside[EXHAUSTION].corrected.family
    assert set(apart.best[EXHAUSTION]) == set(NAMES)


def test_a_measure_that_was_never_seen_has_nothing_beside_it():
    key = "wait_median_weeks"
    nothing = an_arm("one")
    nothing.measured[key] = np.full(2, math.nan)
    found, beside = contrasted(nothing, an_arm("two"), MEASURES[key])

    assert "inconclusive" == found.verdict
    assert (None, None, None) == (beside.run_low, beside.contrast, beside.nested)
