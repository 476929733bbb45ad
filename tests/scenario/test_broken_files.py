"""Broken scenario files: each tells its line, its column, what is wrong and what to do."""

import pytest

from tests.scenario.made_up import SECTIONS, complaints

BROKEN = {
    # numbers
    "the letter O": (
        "workforce:\n  leave_share: 0.O5\n",
        "2:16: workforce.leave_share: must be a number (got 0.O5); write 0.05",
    ),
    "the letter l": (
        "workforce:\n  posts: l2\n",
        "2:10: workforce.posts: must be a whole number (got l2); write 12",
    ),
    "a per cent sign": (
        "workforce:\n  leave_share: 65%\n",
        "2:16: workforce.leave_share: must be a number (got 65%); write 0.65",
    ),
    "per cent of something that is no share": (
        "location:\n  travel_hours: 3 %\n",
        "2:17: location.travel_hours: must be a number (got 3 %); write 3",
    ),
    "a share as a percentage": (
        "workforce:\n  leave_share: 65\n",
        "2:16: workforce.leave_share: must be 1 or less (got 65); if 65% is meant, write 0.65",
    ),
    "thousands with a comma": (
        "workforce:\n  budget_gbp: 1,000\n",
        "2:15: workforce.budget_gbp: must be a number (got 1,000); write 1000",
    ),
    "thousands with an underscore": (
        "workforce:\n  budget_gbp: 1_000\n",
        "2:15: workforce.budget_gbp: must be a number (got 1_000); write 1000",
    ),
    "a decimal comma": (
        "workforce:\n  leave_share: 0,2\n",
        "2:16: workforce.leave_share: must be a number (got 0,2); write 0.2",
    ),
    "a number in quotation marks": (
        'workforce:\n  leave_share: "0.2"\n',
        "2:16: workforce.leave_share: must be a number (got 0.2); write 0.2",
    ),
    "a fraction": (
        "workforce:\n  leave_share: 1/8\n",
        "2:16: workforce.leave_share: must be a number (got 1/8); write 0.125",
    ),
    "a fraction of nothing": (
        "workforce:\n  leave_share: 1/0\n",
        "2:16: workforce.leave_share: must be a number (got 1/0); write digits only, such as 0.15",
    ),
    "a hexadecimal number": (
        "workforce:\n  posts: 0x1F\n",
        "2:10: workforce.posts: must be a whole number (got 0x1F); write 31",
    ),
    "a pound sign": (
        "workforce:\n  budget_gbp: £12.50\n",
        "2:15: workforce.budget_gbp: must be a number (got £12.50); write 12.5",
    ),
    "a number with its unit": (
        "workforce:\n  posts: 7 posts\n",
        "2:10: workforce.posts: must be a whole number (got 7 posts); write 7",
    ),
    "a word for a number": (
        "workforce:\n  leave_share: some\n",
        "2:16: workforce.leave_share: must be a number (got some); write digits only, such as 0.15",
    ),
    "a switch for a number": (
        "workforce:\n  leave_share: true\n",
        "2:16: workforce.leave_share: must be a number (got true); write digits only, such as 0.15",
    ),
    "a list for a number": (
        "workforce:\n  leave_share: [0.1]\n",
        "2:16: workforce.leave_share: must be a number; write digits only, such as 0.15",
    ),
    "a group for a number": (
        "workforce:\n  leave_share:\n    low: 0.1\n",
        "3:5: workforce.leave_share: must be a number; write digits only, such as 0.15",
    ),
    "not a number": (
        "workforce:\n  leave_share: .nan\n",
        "2:16: workforce.leave_share: must be a finite number (got .nan); write digits only",
    ),
    "no end": (
        "workforce:\n  budget_gbp: -.inf\n",
        "2:15: workforce.budget_gbp: must be a finite number (got -.inf); write digits only",
    ),
    "too large for a computer": (
        "workforce:\n  budget_gbp: 1e999\n",
        "2:15: workforce.budget_gbp: must be a finite number (got 1e999); write digits only",
    ),
    "a count that never ends": (
        "workforce:\n  posts: .inf\n",
        "2:10: workforce.posts: must be a whole number (got .inf); write digits only, such as 2",
    ),
    "half a post": (
        "workforce:\n  posts: 2.5\n",
        "2:10: workforce.posts: must be a whole number (got 2.5); write 2 or 3",
    ),
    "too many": (
        "workforce:\n  posts: 501\n",
        "2:10: workforce.posts: must be 500 or less (got 501); choose a value from 0 to 500",
    ),
    "below nothing": (
        "workforce:\n  budget_gbp: -1\n",
        "2:15: workforce.budget_gbp: must be 0 or more (got -1); choose a value of 0 or more",
    ),
    "no value": (
        "workforce:\n  posts:\n",
        "2:3: workforce.posts: has no value; give a value, or delete the line",
    ),
    # switches and words
    "yes": (
        "support:\n  shared_records: yes\n",
        "2:19: support.shared_records: must be true or false (got yes); write true",
    ),
    "Off": (
        "support:\n  shared_records: Off\n",
        "2:19: support.shared_records: must be true or false (got Off); write false",
    ),
    "1 for true": (
        "support:\n  shared_records: 1\n",
        "2:19: support.shared_records: must be true or false (got 1); write true",
    ),
    "perhaps": (
        "support:\n  shared_records: perhaps\n",
        "2:19: support.shared_records: must be true or false (got perhaps); write true or false",
    ),
    "a list for a switch": (
        "support:\n  shared_records: []\n",
        "2:19: support.shared_records: must be true or false; write true or false",
    ),
    "a word that is no choice": (
        "workforce:\n  covers: PCNs\n",
        '2:11: workforce.covers: must be one of pcn, area (got PCNs); did you mean "pcn"?',
    ),
    "a word far from any choice": (
        "workforce:\n  covers: everything\n",
        "2:11: workforce.covers: must be one of pcn, area (got everything); write pcn",
    ),
    "a list for a word": (
        "workforce:\n  covers: [pcn]\n",
        "2:11: workforce.covers: must be one of pcn, area; write pcn",
    ),
    "a misspelt item": (
        "location:\n  site_by_weekday: [practice, headoffice, home]\n",
        (
            "2:31: location.site_by_weekday[2]: item 2 must be one of practice, head_office, home"
            ' (got headoffice); did you mean "head_office"?'
        ),
    ),
    "an item without a value": (
        "location:\n  site_by_weekday:\n  - practice\n  - \n  - home\n",
        "4:4: location.site_by_weekday[2]: item 2 has no value; give a value, or delete the line",
    ),
    "one word for a list": (
        "location:\n  site_by_weekday: practice\n",
        (
            "2:20: location.site_by_weekday: must be a list of 3 words (got practice);"
            " write [practice, practice, practice]"
        ),
    ),
    "a short list": (
        "location:\n  site_by_weekday: [practice, home]\n",
        "2:20: location.site_by_weekday: must have 3 words; it has 2",
    ),
    "a long list": (
        "location:\n  site_by_weekday: [practice, home, home, home]\n",
        "2:20: location.site_by_weekday: must have 3 words; it has 4",
    ),
    # keys
    "a misspelt section": (
        "locaton:\n  travel_hours: 1\n",
        '1:1: locaton: is not a section; did you mean "location"?',
    ),
    "a section nobody knows": (
        "zebra: 1\n",
        "1:1: zebra: is not a section",
    ),
    "a misspelt parameter": (
        "workforce:\n  leave_shre: 0.2\n",
        '2:3: workforce.leave_shre: is not a parameter of workforce; did you mean "leave_share"?',
    ),
    "a parameter of another section": (
        "support:\n  posts: 3\n",
        (
            "2:3: support.posts: is not a parameter of support; it belongs to another section: "
            "workforce.posts"
        ),
    ),
    "a parameter without its section": (
        "posts: 3\n",
        "1:1: posts: is not a section; write `workforce:` and below it `  posts: ...`",
    ),
    "a whole key outside changes": (
        "workforce.posts: 3\n",
        "1:1: workforce.posts: is not a section; write `workforce:` and below it `  posts: ...`",
    ),
    "a section that is a number": (
        "workforce: 7\n",
        (
            "1:12: workforce: must be a group of `name: value` lines (got 7);"
            " write the next line as `  posts: ...`"
        ),
    ),
    "a section that is a list": (
        "workforce:\n  - posts: 7\n",
        (
            "2:3: workforce: must be a group of `name: value` lines;"
            " write the next line as `  posts: ...`"
        ),
    ),
    "an empty section": (
        "workforce:\nsupport:\n  shared_records: true\n",
        "1:1: workforce: has no value; give a value, or delete the line",
    ),
    "a key twice": (
        "workforce:\n  posts: 1\n  posts: 2\n",
        "3:3: workforce.posts: is given twice (first in line 2); keep one of the two",
    ),
    "a merge key": (
        "<<: {posts: 1}\n",
        "1:1: <<: is not a section",
    ),
    # the file's own words
    "a name that is a number": (
        "name: 2024\n",
        '1:7: name: must be text (got 2024); put quotation marks around it: "2024"',
    ),
    "a name that is a path": (
        "name: a/b\n",
        (
            "1:7: name: must be a name on one line without / or \\ (got a/b);"
            " use letters, digits, spaces and hyphens"
        ),
    ),
    "a long name": (
        f"name: {'n' * 81}\n",
        f"1:7: name: must have 80 letters or fewer (got {'n' * 57}...); shorten it",
    ),
    "nothing asked": (
        'asks: ""\n',
        "1:7: asks: must say something (got ); write what the scenario asks, in one sentence",
    ),
    "a list of questions": (
        "asks: [Why?, How?]\n",
        "1:7: asks: must be text; write one sentence",
    ),
    # changes
    "changes that are no list": (
        "changes:\n  week: 3\n",
        (
            "2:3: changes: must be a list of dated changes; write `- week: 26` and below it `set:`"
            " with `section.name: value` lines"
        ),
    ),
    "a change that is a word": (
        "changes: [soon]\n",
        (
            "1:11: changes[1]: must be a dated change (got soon); write `- week: 26` and below it"
            " `set:` with `section.name: value` lines"
        ),
    ),
    "a change without a week": (
        "changes:\n  - set: {workforce.posts: 1}\n",
        (
            "2:5: changes[1].week: is missing; write `- week: 26` and below it `set:` with"
            " `section.name: value` lines"
        ),
    ),
    "a change of nothing": (
        "changes:\n  - week: 3\n    set: {}\n",
        "3:5: changes[1].set: sets nothing; add a `section.name: value` line, or delete the change",
    ),
    "a change before the start": (
        "changes:\n  - week: 0\n    set: {workforce.posts: 1}\n",
        "2:11: changes[1].week: must be 1 or more (got 0); choose a week from 1 to 2080",
    ),
    "a change after the end of all runs": (
        "changes:\n  - week: 9999\n    set: {workforce.posts: 1}\n",
        "2:11: changes[1].week: must be 2080 or less (got 9999); choose a week from 1 to 2080",
    ),
    "a week in words": (
        "changes:\n  - week: third\n    set: {workforce.posts: 1}\n",
        (
            "2:11: changes[1].week: must be a whole number (got third);"
            " count weeks from the start of the run: 1, 2, 3 ..."
        ),
    ),
    "a misspelt key of a change": (
        "changes:\n  - weeks: 3\n    week: 3\n    set: {workforce.posts: 1}\n",
        '2:5: changes[1].weeks: is not a key of a change; did you mean "week"?',
    ),
    "a misspelt parameter in a change": (
        "changes:\n  - week: 3\n    set:\n      workforce.post: 1\n",
        '4:7: changes[1].set.workforce.post: is not a parameter; did you mean "workforce.posts"?',
    ),
    "an unheard-of parameter in a change": (
        "changes:\n  - week: 3\n    set:\n      zebra: 1\n",
        (
            "4:7: changes[1].set.zebra: is not a parameter;"
            " see `sp-sim scenario baseline` for the parameters"
        ),
    ),
    "a section in a change": (
        "changes:\n  - week: 3\n    set:\n      workforce: {posts: 1}\n",
        (
            "4:7: changes[1].set.workforce: is a section, not a parameter;"
            " write `workforce.name: value` on one line"
        ),
    ),
    "a change to what is fixed at the start": (
        "changes:\n  - week: 3\n    set:\n      workforce.covers: area\n",
        (
            "4:7: changes[1].set.workforce.covers: cannot change part-way through a run;"
            " set it above, under `workforce:`"
        ),
    ),
    "a change beyond the limits": (
        "changes:\n  - week: 3\n    set:\n      workforce.leave_share: 20%\n",
        "4:30: changes[1].set.workforce.leave_share: must be a number (got 20%); write 0.2",
    ),
    "a misspelt item in a change": (
        "changes:\n  - week: 3\n    set:\n      location.site_by_weekday: [home, hom, home]\n",
        (
            "4:40: changes[1].set.location.site_by_weekday[2]: item 2 must be one of practice,"
            ' head_office, home (got hom); did you mean "home"?'
        ),
    ),
    "a set that is a list": (
        "changes:\n  - week: 3\n    set: [workforce.posts]\n",
        (
            "3:10: changes[1].set: must be a group; write `- week: 26` and below it `set:` with"
            " `section.name: value` lines"
        ),
    ),
    "a value set twice in a week": (
        (
            "changes:\n  - {week: 3, set: {workforce.posts: 1}}\n"
            "  - {week: 3, set: {workforce.posts: 2}}\n"
        ),
        "3:21: changes[2].set.workforce.posts: is set twice in week 3 (first in line 2); keep one",
    ),
    # parents
    "an absent parent": (
        "extends: basline\n",
        '1:10: extends: names no scenario (got basline); did you mean "baseline"?',
    ),
    "a parent elsewhere": (
        "extends: ../baseline.yaml\n",
        (
            "1:10: extends: must be a name, not a path (got ../baseline.yaml);"
            " put both files in one folder and write its name"
        ),
    ),
    "a hidden parent": (
        "extends: .baseline\n",
        (
            "1:10: extends: must be a name, not a path (got .baseline);"
            " put both files in one folder and write its name"
        ),
    ),
    "two parents": (
        "extends: [baseline, in-practices]\n",
        "1:10: extends: must be text; write one name",
    ),
    "a nameless parent": (
        "extends: ''\n",
        (
            "1:10: extends: must name a scenario (got );"
            " write the name of a file in the same folder, or delete the line"
        ),
    ),
    # YAML
    "a tab": (
        "workforce:\n\tposts: 1\n",
        "2:1: has a tab where spaces are needed; indent with spaces",
    ),
    "a colon in a sentence": (
        "asks: one thing: another\n",
        (
            "1:16: has a colon where a value should be;"
            " put the value in quotation marks, or check the indentation"
        ),
    ),
    "a list that stays open": (
        "location:\n  site_by_weekday: [home, home\nname: x\n",
        "2:20: has a list that is not closed; close it with ]",
    ),
    "a group that stays open": (
        "workforce: {posts: 1\n",
        "1:12: has a group that is not closed; close it with }",
    ),
    "a quotation mark that stays open": (
        "name: 'mine\n",
        "1:7: ends inside quotation marks; close the quotation marks",
    ),
    "a stray indentation": (
        "workforce:\n    posts: 1\n  covers: pcn\n",
        "3:3: is not indented like its neighbours; keys of one group start in the same column",
    ),
    "a key without a colon": (
        "name: x\nworkforce\n",
        "3:1: has a key without a colon; write `key: value`",
    ),
    "a sign that YAML keeps for itself": (
        "name: @mine\n",
        (
            "1:7: is not YAML: found character '@' that cannot start any token;"
            " compare the line with a shipped scenario"
        ),
    ),
    "an impossible escape": (
        'name: "\\UFFFFFFFF"\n',
        "is not YAML that can be read; start from a shipped scenario",
    ),
    "an alias": (
        "name: &a x\nasks: *a\n",
        "1:7: has an anchor (&); write plain keys and values",
    ),
    "an alias of nothing": (
        "asks: *a\n",
        "1:7: has an alias (*); write plain keys and values",
    ),
    "a thousand laughs": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "1:4: has an anchor (&); write plain keys and values",
    ),
    "an object to be made": (
        "name: !!python/object/apply:os.system [ls]\n",
        "1:7: has a tag (!); write plain keys and values",
    ),
    "nested without end": (
        f"name: {'[' * 500}\n",
        "1:17: is nested too deeply; write plain keys and values",
    ),
    "two documents": (
        "name: x\n---\nname: y\n",
        "2:1: has a second document (---); write plain keys and values",
    ),
    "a list for a key": (
        "? [a, b]\n: 1\n",
        "1:3: has a list or a group as a key; a key is one word",
    ),
    "a list for a file": (
        "- workforce\n",
        (
            "1:1: does not consist of keys and values;"
            " write lines such as `asks: What happens if ...?`"
        ),
    ),
    "a word for a file": (
        "\n  workforce\n",
        (
            "2:3: does not consist of keys and values;"
            " write lines such as `asks: What happens if ...?`"
        ),
    ),
    # files
    "nothing": (
        "",
        (
            "says nothing; write what differs from the baseline,"
            " or start one with: sp-sim scenario new NAME"
        ),
    ),
    "comments only": (
        "# nothing yet\n\n",
        (
            "says nothing; write what differs from the baseline,"
            " or start one with: sp-sim scenario new NAME"
        ),
    ),
    "another alphabet": (
        "name: x\nasks: Caf\xe9?\n".encode("latin-1"),
        "2:10: has a character that is not UTF-8; save the file as UTF-8",
    ),
    "two bytes for a letter": (
        "name: x\n".encode("utf-16"),
        "is written in UTF-16; save it as UTF-8",
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "is not text; give a scenario file, which ends in .yaml",
    ),
    "a bell": (
        "name: x\nasks: ding\x07dong\n",
        "2:11: has a control character ('\\x07'); delete it",
    ),
    "a very large file": (
        "# x\n" * 250_001,
        (
            "is larger than 1 MB; a scenario says only what differs;"
            " practices belong in an area file"
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_says_where_what_and_what_to_do(tmp_path, monkeypatch, text, expected):
    monkeypatch.chdir(tmp_path)

    (problem,) = complaints(tmp_path, text)

    place = "mine.yaml:" if expected[0].isdigit() else "mine.yaml: "
    assert place + expected == str(problem)


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
    from sp_sim.errors import Problems
    from sp_sim.scenario import load

    with pytest.raises(Problems, match='there is no such scenario; did you mean "head-office"'):
        load("head-ofice")
    with pytest.raises(Problems, match="there is no such scenario; shipped are baseline, head-off"):
        load(tmp_path / "zzzzzz.yaml")


def test_a_folder_is_no_scenario(tmp_path):
    from sp_sim.errors import Problems
    from sp_sim.scenario import load

    with pytest.raises(Problems, match="there is no such scenario"):
        load(tmp_path)


def test_a_finding_that_we_have_no_words_for_is_told_all_the_same():
    from sp_sim.scenario.wording import Fault, say

    fault = Fault("some_new_error", ("workforce", "posts"), {}, 7, "7", SECTIONS)

    assert (
        "cannot be used (some_new_error)",
        "a whole number from 0 to 500 (posts)",
        None,
    ) == say(fault)
