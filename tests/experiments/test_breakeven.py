"""Break-even of toys whose turns are known: found, proved on both sides, and never invented."""

import json
import math

import numpy as np
import pytest

from sp_sim.errors import Problems
from sp_sim.experiments.belief import chance_below, deviations, shared_beliefs
from sp_sim.experiments.breakeven import breakeven
from sp_sim.experiments.compare import compare
from sp_sim.experiments.live import compiled
from sp_sim.experiments.pairs import Pairs
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import lognormal, loguniform, normal, uniform
from sp_sim.results.breakeven import FILE
from sp_sim.results.measures import MEASURES
from sp_sim.results.store import open_results
from tests.builders import a_change, a_scenario, an_area
from tests.experiments.toys import GAIN, MEASURE, QUIET, a_toy, turning_at

PLAIN, OTHER = a_scenario((), "plain"), a_scenario((), "other")


def asked(toy, base=PLAIN, other=OTHER, **more):
    usual = {"measures": [MEASURE], "area": an_area(), "weeks": 4, "replications": 3, "threads": 1}
    return breakeven(base, other, living=toy, **(usual | more))


def the_turn(found, kind="reversed"):
    (turn,) = found.answers[0].of(kind)
    return turn


@pytest.fixture(scope="module")
def at_three_tenths():
    """Other is less exhausted where the gain is above 0.3; it is believed to be 0.5 (0.2 to 0.8)."""
    return asked(a_toy(turning_at(GAIN, 0.3, -20.0), chance=0.02))


def test_a_known_turn_is_found(at_three_tenths):
    turn = the_turn(at_three_tenths)

    assert (GAIN, 0.5) == (turn.key, turn.centre)
    assert 0.3 == pytest.approx(turn.value, abs=0.006)


def test_its_distance_is_told_in_belief_and_in_standard_deviations(at_three_tenths):
    turn = the_turn(at_three_tenths)

    assert -1 / 3 == pytest.approx(turn.moved, abs=0.01)
    assert -0.2 / (0.6 / math.sqrt(12)) == pytest.approx(turn.deviations, abs=0.04)


def test_it_is_proved_by_fresh_seeds_on_both_sides(at_three_tenths):
    turn = the_turn(at_three_tenths)
    told = at_three_tenths.manifest

    assert turn.is_confirmed
    assert turn.turned.value < turn.value < turn.holds.value
    assert ("worse", "better") == (turn.turned.found.verdict, turn.holds.found.verdict) or (
        turn.turned.found.low > 0.0 > turn.holds.found.high
    )
    assert not set(told["seeds"]) & set(told["fresh_seeds"])
    assert 2 * len(told["seeds"]) == len(told["fresh_seeds"])


def test_where_the_advantage_stops_to_matter_is_told_apart(at_three_tenths):
    matters = MEASURES[MEASURE].smallest
    turn = the_turn(at_three_tenths, "too small")

    assert 0.3 + matters / 20.0 == pytest.approx(turn.value, abs=0.006)
    assert turn.is_confirmed


def test_what_does_not_turn_it_within_the_prior_is_named(at_three_tenths):
    (answer,) = at_three_tenths.answers

    assert len(shared_beliefs([PLAIN, OTHER])) - 1 == len(answer.never)
    assert GAIN not in answer.never


def test_the_least_belief_comes_first():
    def level(scenario):
        values = scenario.values
        near = values["trust.start"] < 0.45
        far = values[GAIN] < 0.25
        return 25.0 + (scenario.name == "other") * (8.0 if near or far else -8.0)

    turns = asked(a_toy(level, chance=0.1)).answers[0].of("reversed")

    assert ["trust.start", GAIN] == [turn.key for turn in turns]


def test_no_turn_is_invented():
    found = asked(a_toy(lambda scenario: 25.0 - 6.0 * (scenario.name == "other"), chance=1.0))
    (answer,) = found.answers

    assert () == answer.turns
    assert found.turns.empty
    assert "other" == answer.ahead


def test_two_scenarios_that_are_alike_have_no_answer_to_turn():
    (answer,) = asked(a_toy(lambda scenario: 20.0 + scenario.values[GAIN])).answers

    assert (None, ()) == (answer.ahead, answer.turns)


def test_a_whole_number_turns_at_the_first_that_has_turned():
    turn = the_turn(asked(a_toy(turning_at(QUIET, 9.4, 2.0)), replications=10))

    assert (10, 8) == (turn.value, turn.centre)
    assert 9 == turn.holds.value
    assert turn.turned.value >= 10


def test_a_turn_that_chance_made_is_not_confirmed():
    found = asked(a_toy(turning_at(GAIN, 0.48, -20.0), chance=12.0), replications=2, seed=7)
    turns = found.answers[0].of("reversed")

    assert turns
    assert not any(turn.is_confirmed for turn in turns)
    assert all("do not confirm" in words for words in found.turns["in_words"])


def test_the_words_say_what_would_have_to_be_believed(at_three_tenths):
    (words,) = [row["in_words"] for row in at_three_tenths.rows if row["kind"] == "reversed"]

    assert words.startswith(
        "plain would be ahead if how far one session fills the stock of support"
    )
    assert "nobody has measured it (grade assumption)" in words


def test_only_so_many_turns_are_pinned_down():
    def level(scenario):
        moved = [key for key, told in PARAMETERS.items() if scenario.values[key] != told.default]
        return 25.0 + (scenario.name == "other") * (8.0 if moved else -8.0)

    (answer,) = asked(a_toy(level), most=2, replications=2).answers

    turning = {turn.key for turn in answer.turns}
    assert 2 == len(answer.turns)
    assert len(shared_beliefs([PLAIN, OTHER])) == len({*answer.left_out, *turning})
    assert () == answer.never


def test_the_same_question_has_the_same_answer(at_three_tenths):
    again = asked(a_toy(turning_at(GAIN, 0.3, -20.0), chance=0.02))

    assert at_three_tenths.document() == again.document()


def test_a_parameter_that_only_one_arm_holds_or_that_changes_is_not_moved():
    set_alone = a_scenario((), "other", support_gain=0.6)
    set_alike = [a_scenario((), name, support_gain=0.6) for name in ("plain", "other")]
    changed = a_scenario((a_change(2, support_gain=0.6),), "other")

    def keys(*scenarios):
        return {told.key for told in shared_beliefs(scenarios)}

    assert GAIN not in keys(PLAIN, set_alone)
    assert GAIN not in keys(PLAIN, changed)
    assert GAIN in keys(*set_alike)
    assert "support.supervised_share" not in keys(PLAIN, OTHER)


def test_a_folder_holds_document_and_tables(at_three_tenths, tmp_path):
    folder = at_three_tenths.save(tmp_path / "out")
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    frame = open_results(folder).table("breakeven")

    assert at_three_tenths.document() == told
    assert list(at_three_tenths.turns["key"]) == list(frame["key"])
    assert frame["confirmed"].all()
    assert len(shared_beliefs([PLAIN, OTHER])) == len(open_results(folder).table("screening"))


def test_memory_is_bounded_by_how_many_are_lived_at_once():
    calls = []
    pairs = Pairs(
        [PLAIN, OTHER], an_area(registered=250_000), 104, a_toy(lambda _: 20.0, calls=calls)
    )
    pairs.lived([{GAIN: 0.3 + 0.01 * each} for each in range(12)], range(10))

    assert [(10, 8), (10, 2), (10, 8), (10, 2), (4, 8), (4, 2)] == calls
    assert pairs.done == pairs.all == 240


def test_what_pairs_measure_is_what_compare_measures():
    area, key = an_area(practices=2, registered=2_000), "referrals_per_1000_per_year"
    scenarios = ["head-office", "in-practices"]
    result = compare(*scenarios, area=area, weeks=20, replications=3, threads=1)
    first, second = (arm.measured[key] for arm in result.arms)

    pairs = Pairs([arm.scenario for arm in result.arms], area, 20, compiled())

    assert (second - first).tolist() == pairs.lived([{}], (1, 2, 3))[key][0].tolist()


@pytest.mark.parametrize(
    "prior",
    [uniform(2.0, 5.0), loguniform(0.1, 10.0), normal(-1.0, 2.0), lognormal(3.0, 1.5)],
    ids=str,
)
def test_belief_below_a_value_inverts_the_quantile(prior):
    for chance in (0.025, 0.3, 0.5, 0.9):
        assert chance == pytest.approx(chance_below(prior, prior.quantile(chance)))


def test_standard_deviations_are_those_of_the_prior():
    assert 1.5 == deviations(normal(0.0, 2.0), 1.0, 4.0)
    assert 1.0 == pytest.approx(deviations(lognormal(3.0, 1.5), 3.0, 4.5))
    assert math.sqrt(3.0) == pytest.approx(deviations(uniform(0.0, 2.0), 1.0, 2.0))
    assert math.sqrt(3.0) == pytest.approx(deviations(loguniform(0.01, 100.0), 1.0, 100.0))


def test_what_cannot_be_asked_is_refused_in_words():
    with pytest.raises(Problems) as refused:
        asked(a_toy(lambda _: 20.0), measures=["happiness"], most=0, replications=1)

    assert ["measure", "most", "replications"] == [one.key for one in refused.value.problems]


def test_something_must_decide_and_beliefs_are_not_drawn():
    with pytest.raises(Problems) as refused:
        asked(a_toy(lambda _: 20.0), measures=[], draws="prior", replications=4)

    assert ["draws", "measure"] == [one.key for one in refused.value.problems]


def test_a_measure_with_nothing_to_count_is_refused():
    toy = a_toy(lambda _: math.nan)
    with pytest.raises(Problems, match="nothing to count"):
        asked(toy)


def test_progress_ends_at_the_end():
    told = []
    asked(a_toy(turning_at(GAIN, 0.3, -20.0)), on_progress=lambda *both: told.append(both))

    assert told[-1][0] == told[-1][1]
    assert all(done <= runs for done, runs in told)
    assert np.all(np.diff([done for done, _ in told]) > 0)


def test_where_nothing_can_be_counted_at_an_end_nothing_is_claimed():
    def level(scenario):
        return math.nan if scenario.values[GAIN] > 0.7 else 25.0 - 8.0 * (scenario.name == "other")

    (answer,) = asked(a_toy(level)).answers

    assert (GAIN,) == answer.unknown
    assert GAIN not in answer.never


def test_a_value_outside_belief_is_followed_back_into_it():
    key = "burnout.base"
    scenarios = [a_scenario((), name, burnout_base=50.0) for name in ("plain", "other")]
    toy = a_toy(lambda scenario: 25.0 + (scenario.name == "other") * (scenario.values[key] - 20.0))
    turn = the_turn(asked(toy, *scenarios))

    assert (key, 50.0) == (turn.key, turn.centre)
    assert 20.0 == pytest.approx(turn.value, abs=0.2)
