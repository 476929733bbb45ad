"""Broken values and keys: each tells its line, its column, what is wrong and what to do."""

import pytest

from tests.scenario.made_up import complaints

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
        "2:20: location.site_by_weekday: must have 3 words; it has 2: add some",
    ),
    "a long list": (
        "location:\n  site_by_weekday: [practice, home, home, home]\n",
        "2:20: location.site_by_weekday: must have 3 words; it has 4: remove some",
    ),
    # keys
    "a misspelt section": (
        "locaton:\n  travel_hours: 1\n",
        '1:1: locaton: is not a section; did you mean "location"?',
    ),
    "a section nobody knows": (
        "zebra: 1\n",
        "1:1: zebra: is not a section; see `sp-sim scenario baseline` for the parameters",
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
        "1:1: <<: is not a section; see `sp-sim scenario baseline` for the parameters",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_value_says_where_what_and_what_to_do(tmp_path, monkeypatch, text, expected):
    monkeypatch.chdir(tmp_path)

    (problem,) = complaints(tmp_path, text)

    place = "mine.yaml:" if expected[0].isdigit() else "mine.yaml: "
    assert place + expected == str(problem)
