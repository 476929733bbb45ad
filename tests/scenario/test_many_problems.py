"""Many problems at once, very many problems, and values without end."""

import pytest

from sp_sim.errors import Problems
from sp_sim.scenario import load
from tests.scenario.made_up import SECTIONS, complaints


def test_every_problem_of_a_file_is_told_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (
        "name: many\n"
        "workforce:\n"
        "  posts: 2.5\n"
        "  leave_share: 65%\n"
        "  leave_share: 0.1\n"
        "locaton: {}\n"
        "changes:\n"
        "  - week: -1\n"
        "    set: {workforce.covers: pcn}\n"
    )

    problems = complaints(tmp_path, text)

    assert [3, 4, 5, 6, 8, 9] == [problem.line for problem in problems]


def test_of_very_many_problems_the_first_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    problems = complaints(tmp_path, "".join(f"wrong_{n}: 1\n" for n in range(250)))

    assert "mine.yaml: has 50 more problems; mend the others first" == str(problems[0])
    assert list(range(1, 201)) == [problem.line for problem in problems[1:]]


def test_keys_that_are_given_very_often_count_too(tmp_path):
    problems = complaints(tmp_path, "name: x\n" * 211 + "wrong: 1\n")

    assert "has 11 more problems" == problems[0].message


@pytest.mark.parametrize("long", ["9" * 100_000, "1," * 50_000, "1" + "_" * 90_000 + "%"])
def test_what_is_meant_by_an_endless_value_is_not_looked_for(tmp_path, long):
    (problem,) = complaints(tmp_path, f"workforce:\n  posts: {long}\n")

    assert "write digits only, such as 2" == problem.remedy


def test_what_is_meant_by_an_endless_word_is_not_looked_for(tmp_path):
    (problem,) = complaints(tmp_path, f"workforce:\n  covers: {'pcn' * 30_000}\n")

    assert "write pcn" == problem.remedy


def test_the_rule_is_told_with_its_unit(tmp_path):
    text = (
        "workforce: {posts: x, leave_share: x, budget_gbp: x, spread: x, covers: x}\n"
        "support: {shared_records: x}\n"
        "location: {site_by_weekday: x}\n"
    )

    rules = {problem.key: problem.rule for problem in complaints(tmp_path, text)}

    assert {
        "workforce.posts": "a whole number from 0 to 500 (posts)",
        "workforce.leave_share": "a number from 0 to 1 (share of hours)",
        "workforce.budget_gbp": "a number of 0 or more (GBP per year)",
        "workforce.spread": "a number of any size (log odds)",
        "workforce.covers": "one of pcn, area",
        "support.shared_records": "true or false",
        "location.site_by_weekday": "3 words of practice, head_office, home",
    } == rules


def test_an_absent_file_names_the_nearest_shipped_one(tmp_path):
    with pytest.raises(Problems, match='there is no such scenario; did you mean "head-office"'):
        load("head-ofice")
    with pytest.raises(
        Problems, match="there is no such scenario; shipped are baseline, champion-l"
    ):
        load(tmp_path / "zzzzzz.yaml")


def test_a_folder_is_no_scenario(tmp_path):
    with pytest.raises(Problems, match="there is no such scenario"):
        load(tmp_path)


def test_a_finding_that_we_have_no_words_for_is_told_all_the_same():
    from sp_sim.scenario.wording import Fault, say

    fault = Fault("some_new_error", ("workforce", "posts"), {}, 7, "7", SECTIONS)

    assert (
        "cannot be used (some_new_error)",
        "a whole number from 0 to 500 (posts)",
        "see `sp-sim scenario baseline` for the parameters",
    ) == say(fault)
