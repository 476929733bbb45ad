"""Broken words, changes and parents: each tells its place, what is wrong and what to do."""

import pytest

from tests.scenario.made_up import complaints

BROKEN = {
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
        "changes:\n  - week: -1\n    set: {workforce.posts: 1}\n",
        "2:11: changes[1].week: must be 0 or more (got -1); choose a week from 0 to 2080",
    ),
    "a change after the end of all runs": (
        "changes:\n  - week: 9999\n    set: {workforce.posts: 1}\n",
        "2:11: changes[1].week: must be 2080 or less (got 9999); choose a week from 0 to 2080",
    ),
    "a week in words": (
        "changes:\n  - week: third\n    set: {workforce.posts: 1}\n",
        (
            "2:11: changes[1].week: must be a whole number (got third);"
            " count weeks from the start of the run: 0, 1, 2 ..."
        ),
    ),
    "a misspelt key of a change": (
        "changes:\n  - weeks: 3\n    week: 3\n    set: {workforce.posts: 1}\n",
        '2:5: changes[1].weeks: is not a key of a dated change; did you mean "week"?',
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
            " set it above, under `workforce:`;"
            " for what it would change, write two scenarios and compare them"
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
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_change_says_where_what_and_what_to_do(tmp_path, monkeypatch, text, expected):
    monkeypatch.chdir(tmp_path)

    (problem,) = complaints(tmp_path, text)

    place = "mine.yaml:" if expected[0].isdigit() else "mine.yaml: "
    assert place + expected == str(problem)
