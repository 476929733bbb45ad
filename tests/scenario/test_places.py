"""Places: what is set for some of them, from the start, from a week on, or one group after another."""

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario import differences, explain, load, scenario_text
from sp_sim.scenario.where import Where
from tests.scenario.made_up import written

MORE = "champions.practices_share"
TWO = f"""
places:
  - where: {{practice: [P1, P2]}}
    set: {{{MORE}: 1.0}}
changes:
  - week: 10
    set: {{{MORE}: 0.5}}
  - week: 20
    where: {{practice: [P1, P2]}}
    set: {{{MORE}: 0.25}}
"""
WEDGE = f"""
roll_outs:
  - by: practice
    first_week: 13
    every_weeks: 4
    steps: 3
    set: {{{MORE}: 1.0}}
"""
HERE = Where("practice", ("P1", "P2"))


def told(folder, text, name="mine.yaml"):
    return load(written(folder, text, name))


def complaints(folder, text):
    with pytest.raises(Problems) as caught:
        told(folder, text)
    return [
        str(one).replace(f"{folder}/", "").replace("mine.yaml:", "")
        for one in caught.value.problems
    ]


def test_the_latest_prevails_and_of_one_week_what_is_said_of_the_place(tmp_path):
    scenario = told(tmp_path, TWO + f"  - {{week: 20, set: {{{MORE}: 0.75}}}}\n")

    def share(week, *wheres):
        return scenario.values_at(week, wheres)[MORE]

    assert [0.2, 0.5, 0.75] == [share(week) for week in (0, 10, 20)]
    assert [1.0, 0.5, 0.25] == [share(week, HERE) for week in (0, 10, 20)]
    assert [0, 10, 20] == scenario.weeks_of_change()


def test_a_list_of_a_child_replaces_that_of_its_parent_and_leaves_the_other_lists(tmp_path):
    told(tmp_path, TWO, "parent.yaml")
    silent = told(tmp_path, "extends: parent\n")
    other = told(
        tmp_path, f"extends: parent\nplaces:\n  - where: {{pcn: [N1]}}\n    set: {{{MORE}: 0.9}}\n"
    )
    none = told(tmp_path, "extends: parent\nplaces: []\nchanges: []\n")

    assert 2 == len(silent.placed)
    assert {"pcn", "practice"} == {one.where.kind for one in other.placed}
    assert () == none.placed


def test_a_roll_out_reaches_every_place_once_in_groups_as_even_as_can_be(tmp_path):
    scenario = told(tmp_path, WEDGE)
    codes = [f"P{number}" for number in range(10)]
    groups = [one.where.among(codes) for one in scenario.placed]

    assert [13, 17, 21] == [one.week for one in scenario.placed]
    assert [3, 3, 4] == sorted(len(group) for group in groups)
    assert set(codes) == set().union(*groups)
    assert groups == [one.where.among(codes[::-1]) for one in scenario.placed]


def test_a_roll_out_may_say_who_comes_first(tmp_path):
    order = WEDGE.replace("    set:", "    order: [C, A, B]\n    set:")

    groups = [one.where.among(["A", "B", "C"]) for one in told(tmp_path, order).placed]

    assert [{"C"}, {"A"}, {"B"}] == groups


@pytest.mark.parametrize(
    "text", [TWO, WEDGE, WEDGE.replace("    set:", "    order: [A, B, C]\n    set:")]
)
def test_what_is_written_out_reads_as_the_same(tmp_path, text):
    scenario = told(tmp_path, text)

    assert scenario.fingerprint == told(tmp_path, scenario_text(scenario), "again.yaml").fingerprint


def test_one_place_more_is_another_question(tmp_path):
    prints = {
        told(tmp_path, text).fingerprint
        for text in ("{}", TWO, TWO.replace("P2", "P3"), TWO.replace("week: 20", "week: 21"), WEDGE)
    }

    assert 5 == len(prints)


def test_two_scenarios_differ_by_place_in_words_and_in_json(tmp_path):
    base, other = told(tmp_path, "{}"), told(tmp_path, TWO.partition("changes:")[0])
    (found,) = differences(base, other)

    assert found.words("one", "two").startswith(
        f"{MORE} (share of practices) for practice P1, P2: 0.2 in one, 1 in two"
    )
    assert "practice P1, P2" == found.as_document()["where"]
    assert [] == differences(other, other)


def test_who_set_it_where_and_when_is_explained(tmp_path):
    found = explain(written(tmp_path, TWO + WEDGE), MORE)

    assert [0, 13, 17, 20, 21] == [one.week for one in found.placed]
    assert "for practice P1, P2:" in str(found)
    assert "for step 1 of 3 by practice, in a drawn order:" in str(found)
    assert "set for       all, or some places: pcn, practice, service" in str(found)
    assert [10] == [one.week for one in found.changes]
    assert "practice P1, P2" == found.as_document()["places"][0]["where"]
    assert "set for       all alike" in str(explain(written(tmp_path, TWO), "awareness.start"))


SET = f"    set: {{{MORE}: 1.0}}\n"
BROKEN = {
    "places that are no list": ("places: P1\n", "1:9: places: must be a list of places"),
    "a place that is a word": (
        "places: [P1]\n",
        "1:10: places[1]: must be a place with its values",
    ),
    "no place": ("places:\n  - where: {}\n" + SET, "2:5: places[1].where: names no place"),
    "nowhere": ("places:\n  - " + SET.lstrip(), "2:5: places[1].where: is missing"),
    "nothing set": (
        "places:\n  - where: {practice: [P1]}\n    set: {}\n",
        "3:5: places[1].set: sets nothing",
    ),
    "two kinds of place": (
        "places:\n  - where: {practice: [P1], pcn: [N1]}\n" + SET,
        "2:5: places[1].where: names 2 kinds of place",
    ),
    "an unknown kind": (
        "places:\n  - where: {practise: [P1]}\n" + SET,
        '2:13: places[1].where.practise: is not a kind of place; did you mean "practice"?',
    ),
    "one code that is no list": (
        "places:\n  - where: {practice: P1}\n" + SET,
        "2:23: places[1].where.practice: must be a list of codes (got P1); write [CODE] or [CODE, CODE]",
    ),
    "a code that is a number": (
        "places:\n  - where: {practice: [81001]}\n" + SET,
        '2:24: places[1].where.practice[1]: must be text (got 81001); put quotation marks around it: "81001"',
    ),
    "no codes": (
        "places:\n  - where: {practice: []}\n" + SET,
        "2:23: places[1].where.practice: must name at least one place and not too many",
    ),
    "a code without letters": (
        'places:\n  - where: {practice: [""]}\n' + SET,
        "2:24: places[1].where.practice[1]: must be a code of 1 to 80 letters",
    ),
    "an assumption by place": (
        "places:\n  - where: {practice: [P1]}\n    set: {awareness.start: 0.5}\n",
        "3:11: places[1].set.awareness.start: cannot differ between places; set it for all, outside this list",
    ),
    "a post's lever for a practice": (
        "places:\n  - where: {practice: [P1]}\n    set: {discretion.level: 1.0}\n",
        "3:11: places[1].set.discretion.level: cannot be set for a practice; name places that have it",
    ),
    "an assumption in a change by place": (
        "changes:\n  - week: 3\n    where: {practice: [P1]}\n    set: {referral.base_log_odds: -3.0}\n",
        "4:11: changes[1].set.referral.base_log_odds: cannot be set for a practice; set it for all",
    ),
    "an unknown key of a place": (
        "places:\n  - wheer: {practice: [P1]}\n    where: {practice: [P1]}\n" + SET,
        '2:5: places[1].wheer: is not a key of a place with its values; did you mean "where"?',
    ),
    "a roll-out of no steps": (
        WEDGE.replace("steps: 3", "steps: 0"),
        "6:12: roll_outs[1].steps: must be 1 or more (got 0); choose from 1 to 1000",
    ),
    "a roll-out of half a step": (
        WEDGE.replace("steps: 3", "steps: x"),
        "6:12: roll_outs[1].steps: must be a whole number (got x); count the groups",
    ),
    "a roll-out by street": (
        WEDGE.replace("by: practice", "by: street"),
        "3:9: roll_outs[1].by: must be one of service, pcn, practice, post (got street)",
    ),
    "a roll-out without steps": (
        WEDGE.replace("    steps: 3\n", ""),
        "3:5: roll_outs[1].steps: is missing; write `- by: practice`",
    ),
    "a roll-out with fewer places than steps": (
        WEDGE.replace("    set:", "    order: [A, B]\n    set:"),
        "7:5: roll_outs[1].order: has fewer places than steps, or one twice; name each place once",
    ),
    "an order that is no list": (
        WEDGE.replace("    set:", "    order: A\n    set:"),
        "7:12: roll_outs[1].order: must be a list of codes (got A); write [CODE] or [CODE, CODE]",
    ),
    "the same twice in one place": (
        (
            f"changes:\n  - {{week: 3, where: {{practice: [P1]}}, set: {{{MORE}: 1.0}}}}\n"
            f"  - {{week: 3, where: {{practice: [P1]}}, set: {{{MORE}: 0.5}}}}\n"
        ),
        f"3:46: changes[2].set.{MORE}: is set twice in week 3 (first in line 2); keep one",
    ),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_place_tells_its_line_what_is_wrong_and_what_to_do(tmp_path, text, said):
    (first, *_) = complaints(tmp_path, text)

    assert said in first


def test_the_same_value_may_be_set_in_two_places_in_one_week(tmp_path):
    both = [
        f"  - {{week: 3, where: {{practice: [{code}]}}, set: {{{MORE}: 1.0}}}}\n"
        for code in ("P1", "P2")
    ]

    assert 2 == len(told(tmp_path, "changes:\n" + "".join(both)).placed)


EVERYTHING = f"""
places:
  - where: {{practice: [P1]}}
    set: {{discretion.level: 1.0, workforce.posts: 501}}
  - where: {{practice: [P1]}}
    set: {{}}
  - soon
changes:
  - week: 3
    set: {{workforce.posts: -1}}
  - soon
  - week: 3
    set: {{workforce.posts: 4}}
  - week: 4
    where: {{practice: P1}}
    set: {{discretion.level: 1.0}}
  - week: -1
    set: {{}}
  - week: 5
    set: 7
roll_outs:
  - {{by: practice, first_week: 3, every_weeks: 3, steps: 4, order: [A, B], set: {{{MORE}: 1.0}}}}
  - {{by: village, first_week: 3, every_weeks: 3, steps: 0, order: [A, A], set: {{{MORE}: 1.0}}}}
"""


def test_what_makes_no_sense_is_told_beside_what_has_not_the_form(tmp_path):
    said = [one.split(": ", 2) for one in complaints(tmp_path, EVERYTHING)]

    assert [(place, key) for place, key, _ in said] == [
        ("4:11", "places[1].set.discretion.level"),
        ("4:51", "places[1].set.workforce.posts"),
        ("6:5", "places[2].set"),
        ("7:5", "places[3]"),
        ("10:28", "changes[1].set.workforce.posts"),
        ("11:5", "changes[2]"),
        ("13:11", "changes[3].set.workforce.posts"),
        ("15:23", "changes[4].where.practice"),
        ("17:11", "changes[5].week"),
        ("18:5", "changes[5].set"),
        ("20:10", "changes[6].set"),
        ("22:61", "roll_outs[1].order"),
        ("23:10", "roll_outs[2].by"),
        ("23:57", "roll_outs[2].steps"),
    ]
    assert said[6][2].startswith("is set twice in week 3 (first in line 10)")


def test_a_bad_lever_of_a_place_and_one_of_a_week_are_told_at_once(tmp_path):
    bad = "  - where: {practice: [P1]}\n    set: {discretion.level: 1.0}\n"
    text = f"places:\n{bad}changes:\n  - week: 3\n    set: {{workforce.nonsense: 1}}\n"

    first, second = complaints(tmp_path, text)

    assert "places[1].set.discretion.level: cannot be set for a practice" in first
    assert "changes[1].set.workforce.nonsense: is not a parameter" in second
