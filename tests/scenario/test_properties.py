"""What is true of any scenario, whatever it says."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sp_sim.errors import Problems
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario import (
    Change,
    Scenario,
    default_scenario,
    differences,
    load,
    paths,
    scenario_text,
    with_values,
)
from tests.scenario.made_up import written
from tests.strategies import a_few_values

DATED = {key for key, param in PARAMETERS.items() if param.dated}
DEFAULT = default_scenario()
GOOD = [
    (paths.shipped() / f"{name}.yaml").read_bytes()
    for name in ("head-office", "service-1-practice-based", "service-2-head-office")
]
GOOD.append(
    b"name: dated\nasks: What if?\nextends: baseline\n"
    b"workforce:\n  posts: 3\n  leave_share: 0.2\n"
    b"changes:\n  - week: 26\n    set:\n      workforce.posts: 4\n"
)


def dated(values):
    return {key: value for key, value in values.items() if key in DATED}


changes = st.dictionaries(
    st.integers(1, 200), a_few_values(3).map(dated).filter(bool), max_size=3
).map(lambda weeks: tuple(Change(week, weeks[week]) for week in sorted(weeks)))


@st.composite
def scenarios(draw):
    base = with_values(DEFAULT, draw(a_few_values(8)))
    return Scenario(
        "any", draw(st.text("abc é:#'\"\n", max_size=9)).strip(), base.values, draw(changes), {}
    )


def reread(folder, text):
    return load(written(folder, text))


@given(scenarios())
def test_a_scenario_written_and_read_is_the_same(tmp_path_factory, scenario):
    again = reread(tmp_path_factory.mktemp("any"), scenario_text(scenario))

    assert scenario.values == again.values
    assert scenario.changes == again.changes
    assert scenario.fingerprint == again.fingerprint


@given(scenarios(), st.randoms(use_true_random=False))
def test_the_order_of_keys_is_irrelevant(scenario, chance):
    keys = list(scenario.values)
    chance.shuffle(keys)
    shuffled = Scenario(
        "other", "", {key: scenario.values[key] for key in keys}, scenario.changes[::-1], {}
    )

    assert scenario.fingerprint == shuffled.fingerprint


@given(a_few_values(), a_few_values())
def test_who_sets_a_value_last_has_set_it(first, second):
    one_by_one = with_values(with_values(DEFAULT, first), second)

    assert with_values(DEFAULT, first | second).values == one_by_one.values


@given(a_few_values())
def test_to_set_what_holds_changes_nothing(values):
    scenario = with_values(DEFAULT, values)
    again = with_values(scenario, {key: scenario.values[key] for key in values})

    assert scenario.fingerprint == again.fingerprint
    assert [] == differences(scenario, again)


@given(a_few_values())
def test_to_put_the_defaults_back_is_the_default(values):
    back = with_values(with_values(DEFAULT, values), {key: DEFAULT.values[key] for key in values})

    assert DEFAULT.fingerprint == back.fingerprint


@given(a_few_values(), a_few_values())
def test_scenarios_differ_in_words_when_they_differ_in_fingerprint(first, second):
    one, other = with_values(DEFAULT, first), with_values(DEFAULT, second)

    assert (one.fingerprint == other.fingerprint) == (not differences(one, other))


@given(a_few_values())
def test_a_child_written_by_hand_inherits_like_code(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("any")
    parent = with_values(DEFAULT, values)
    written(folder, scenario_text(parent), "parent.yaml")

    child = reread(folder, "extends: parent\nworkforce:\n  posts: 3\n")

    assert with_values(parent, {"workforce.posts": 3}).fingerprint == child.fingerprint


KEYSTROKES = [
    *(sign.encode() for sign in ("\t", ":", "- ", "[", "]", "{", "}", '"', "'", "&a ", "*a", "!")),
    *(sign.encode() for sign in ("\n", "%", "#", "|", ">", "? ", "\\", "1e9", "~", "---\n", ",")),
    b"\0",
    b"\xff",
]


def spoilt(good: bytes, chance: random.Random) -> bytes:
    """Return a good file after a few accidents of the keyboard."""
    said = bytearray(good)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(said))
        accident = chance.choice(("drop", "double", "other", "cut"))
        if accident == "drop":
            del said[place]
        elif accident == "double":
            said[place:place] = said[place : place + chance.randint(1, 40)]
        elif accident == "other":
            said[place : place + 1] = chance.choice(KEYSTROKES)
        else:
            del said[place:]
        said = said or bytearray(b" ")
    return bytes(said)


def outcome(path):
    """Return the fingerprint or the messages; anything but `Problems` is the test's failure."""
    try:
        return load(path).fingerprint
    except Problems as found:
        return [problem.message for problem in found.problems]


@given(st.sampled_from(GOOD), st.randoms(use_true_random=False))
def test_a_spoilt_file_loads_or_has_problems(tmp_path_factory, good, chance):
    told = outcome(written(tmp_path_factory.mktemp("any"), spoilt(good, chance)))

    assert told
    assert all(told)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_load_or_have_problems(tmp_path_factory, said):
    told = outcome(written(tmp_path_factory.mktemp("any"), said))

    assert told
    assert all(told)
