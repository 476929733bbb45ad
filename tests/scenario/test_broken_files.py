"""Files that cannot be read: each tells what is wrong and what to do."""

import pytest

from tests.scenario.made_up import complaints

BROKEN = {
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
