"""Keyed chance: the same question has the same answer, and no question is asked twice."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sp_sim import draws
from sp_sim.draws import (
    AskedTwiceError,
    Decision,
    Kind,
    ask_again,
    asking_once,
    child_key,
    exponential,
    geometric,
    geometric_scale,
    happens,
    key_of_name,
    key_of_run,
    mix,
    normal,
    uniform,
)

KEYS = st.integers(0, 2**64 - 1)
DECISIONS = st.sampled_from(Decision)
WEEKS = st.integers(-draws.PAST_WEEKS, 5000)
NTHS = st.integers(0, draws.REPEATS - 1)
ANSWERS = st.floats(2.0**-54, 1.0 - 2.0**-53)

PINNED = [
    (0, "0x1.6974eab582b16p-2"),
    (1, "0x1.db9a9b037e52ep-2"),
    (2, "0x1.7c6d863cc4ea8p-4"),
    (3, "0x1.1aa11f0c5913ep-2"),
    (5, "0x1.9b85db67c2e7cp-3"),
    (8, "0x1.e5d667d9acaa4p-3"),
    (13, "0x1.3d62e599dfbe5p-1"),
    (1000, "0x1.39b7555c7d6f9p-1"),
    (2147483648, "0x1.65ee5af8685eap-2"),
    (9007199254740992, "0x1.25a3a404b2cbep-2"),
]


@pytest.mark.parametrize(("seed", "answer"), PINNED)
def test_the_bits_are_those_agreed(seed, answer):
    person = child_key(key_of_run(seed), Kind.PERSON, seed)

    assert answer == uniform(person, Decision.CONSULT, seed, seed % 3).hex()


def test_the_finaliser_is_splitmix64_as_published():
    """The first three outputs of the generator started at 1234567, from the literature."""
    outputs = [mix(1234567 + step * draws.GOLDEN & draws.MASK) for step in (1, 2, 3)]

    assert [6457827717110365317, 3203168211198807973, 9817491932198370423] == outputs


@given(KEYS, DECISIONS, WEEKS, NTHS)
def test_the_same_question_has_the_same_answer(key, decision, week, nth):
    first = uniform(key, decision, week, nth)

    assert first == uniform(key, decision, week, nth)
    assert 0.0 < first < 1.0


@given(st.tuples(DECISIONS, WEEKS, NTHS), st.tuples(DECISIONS, WEEKS, NTHS))
def test_different_questions_have_different_answers(one, other):
    assert (one == other) == (uniform(7, *one) == uniform(7, *other))


def test_decisions_fit_their_room_and_never_share_a_number():
    numbers = [decision.value for decision in Decision]

    assert len(numbers) == len(set(numbers))
    assert 0 < min(numbers)
    assert max(numbers) < draws.DECISIONS


def test_a_person_and_a_post_of_one_number_are_two():
    assert len({child_key(1, kind, 5) for kind in Kind}) == len(Kind)


def test_children_of_different_parents_are_different():
    keys = {
        child_key(key_of_run(seed), Kind.PERSON, number)
        for seed in range(50)
        for number in range(50)
    }

    assert len(keys) == 2500


def test_a_seed_of_zero_is_a_seed():
    assert key_of_run(0) not in {0, key_of_run(1)}


def test_a_name_always_has_the_same_key():
    assert 0xE544FB9038F3B7BC == key_of_name("L81004")
    assert key_of_name("L81004") != key_of_name("L81005")


@pytest.mark.parametrize(
    ("answer", "odds", "expected"),
    [(0.49, 1.0, True), (0.51, 1.0, False), (0.7, 3.0, True), (1e-16, 0.0, False)],
)
def test_something_happens_when_the_answer_is_below_its_chance(answer, odds, expected):
    assert expected == happens(answer, odds)


@given(ANSWERS, st.floats(0.0, 1e6))
def test_what_happens_at_some_odds_happens_at_larger_ones(answer, odds):
    assert happens(answer, 2.0 * odds + 1e-3) >= happens(answer, odds)


@given(ANSWERS)
def test_normal_is_the_inverse_of_the_normal_distribution(answer):
    assert stats.norm.ppf(answer) == pytest.approx(normal(answer), rel=2e-13, abs=2e-15)


@pytest.mark.parametrize("answer", [1e-300, 1e-20, 2.0**-54, 1e-9, 0.02, 0.075, 0.5, 0.925, 0.98])
def test_normal_holds_in_every_branch_of_the_algorithm(answer):
    assert stats.norm.ppf(answer) == pytest.approx(normal(answer), rel=2e-13, abs=2e-15)


def test_the_median_waiting_time_is_the_logarithm_of_two():
    assert math.log(2.0) == exponential(0.5)


@pytest.mark.parametrize("mean", [0.0, 0.5, 1.0])
def test_a_mean_of_at_most_one_always_gives_one(mean):
    assert [1, 1, 1] == [geometric(answer, geometric_scale(mean)) for answer in (1e-9, 0.5, 0.999)]


@given(ANSWERS, st.floats(1.01, 500.0))
def test_geometric_is_the_inverse_of_its_tail(answer, mean):
    """The answer lies between the chances of exceeding the number, and the one before it."""
    number = geometric(answer, geometric_scale(mean))
    stays = 1.0 - 1.0 / mean

    assert number >= 1
    assert stays**number <= answer * (1 + 1e-9)
    assert answer * (1 - 1e-9) <= stays ** (number - 1)


def test_a_question_asked_twice_is_refused_by_name():
    with asking_once():
        uniform(7, Decision.CONSULT, 14, 2)

        with pytest.raises(
            AskedTwiceError, match=r"CONSULT was asked twice in week 14 \(key 0x7, nth 2\)"
        ):
            uniform(7, Decision.CONSULT, 14, 2)


def test_a_decision_without_a_name_is_refused_by_number():
    with asking_once():
        uniform(7, 127, 0, 0)

        with pytest.raises(AskedTwiceError, match="decision 127 was asked twice"):
            uniform(7, 127, 0, 0)


def test_questions_that_differ_in_one_word_are_different_questions():
    with asking_once():
        answers = {
            uniform(7, Decision.CONSULT, 14, 0),
            uniform(8, Decision.CONSULT, 14, 0),
            uniform(7, Decision.OFFER, 14, 0),
            uniform(7, Decision.CONSULT, 15, 0),
            uniform(7, Decision.CONSULT, 14, 1),
        }

    assert len(answers) == 5


def test_being_watched_changes_no_answer_and_ends_with_the_block():
    before = uniform(7, Decision.CONSULT, 14, 0)

    with asking_once():
        watched = uniform(7, Decision.CONSULT, 14, 0)

    assert before == watched == uniform(7, Decision.CONSULT, 14, 0)


def test_an_inner_block_starts_a_book_of_its_own():
    with asking_once():
        uniform(7, Decision.CONSULT, 14, 0)
        with asking_once():
            uniform(7, Decision.CONSULT, 14, 0)
        with pytest.raises(AskedTwiceError, match="CONSULT"):
            uniform(7, Decision.CONSULT, 14, 0)


def test_who_looks_back_on_what_has_been_lived_may_ask_again_until_told_otherwise():
    with asking_once():
        uniform(7, Decision.CONSULT, 14, 0)
        ask_again(True)
        uniform(7, Decision.CONSULT, 14, 0)
        ask_again(False)

        with pytest.raises(AskedTwiceError, match="CONSULT"):
            uniform(7, Decision.CONSULT, 14, 0)
