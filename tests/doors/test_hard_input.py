"""Every broken file there is, at the command line: exit 2, its place, its remedy, no traceback."""

import json
import os
import subprocess
import sys

import pytest

from tests.doors.broken import ANY, BROKEN, KINDS
from tests.doors.door import refused

SCENARIOS, AREAS, PUBLISHED = 80, 60, 50
"""At least so many of each."""
IN_A_PROCESS = (
    "scenario: a billion laughs",
    "scenario: an object to be made",
    "scenario: deep groups",
    "area: a gigabyte",
    "area: binary",
    "published: map and lists in each other's place",
)


def laid_out(folder, broken):
    """Write the files of a case into a folder."""
    for name, text in broken.files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if broken.gigabyte:
        os.truncate(folder / broken.gigabyte, 1024**3)


def at_its_place(problems, broken):
    """Return the problems that name the file, the line and the column that they should."""
    return [
        told
        for told in problems
        if told["file"] == broken.named
        and broken.line in (ANY, told["line"])
        and broken.column in (ANY, told["column"])
    ]


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_refused_at_its_place_with_rule_and_remedy(tmp_path, broken):
    laid_out(tmp_path, broken)

    problems = refused(tmp_path, *broken.words)

    assert at_its_place(problems, broken), problems


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_a_process_of_its_own_refuses_too(tmp_path, name):
    broken = BROKEN[name]
    laid_out(tmp_path, broken)

    told = subprocess.run(
        [sys.executable, "-m", "sp_sim", *broken.words, "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (2, "") == (told.returncode, told.stderr)
    assert at_its_place(json.loads(told.stdout)["problems"], broken)
    assert sorted(broken.files) == sorted(path.name for path in tmp_path.iterdir())


def test_no_two_are_the_same_and_there_are_enough_of_each():
    identities = [broken.identity for broken in BROKEN.values()]
    rooms = [name.partition(":")[0] for name in BROKEN]

    assert len(identities) == len(set(identities))
    assert rooms.count("scenario") >= SCENARIOS
    assert rooms.count("area") >= AREAS
    assert rooms.count("published") >= PUBLISHED


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_was_asked_for_is_among_them(kind):
    assert [] == [name for name in KINDS[kind] if name not in BROKEN]
