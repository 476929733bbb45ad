"""`sp-sim costs` at the door: tables for a commissioner, one document, a folder."""

import json

import pytest

from sp_sim.economics.publish import book_text
from tests.doors.door import at_the_door, refused
from tests.doors.small import small, told_as_json  # noqa: F401 - small is a fixture

ASKED = ("costs", "head-office", "in-practices", "--replications", "6", "--quiet")


def test_cost_and_consequence_are_printed_side_by_side(small):  # noqa: F811
    told = at_the_door(*ASKED)
    places = [
        told.out.index(words)
        for words in (
            "WARNING: nobody has confirmed",
            "In short:",
            "WHO PAYS",
            "WHAT IS PAID FOR",
            "CONSEQUENCE",
            "Cost of one more person helped",
            "WHAT THE DIFFERENCE HANGS ON",
            "How to read it.",
        )
    ]

    assert 0 == told.code
    assert sorted(places) == places
    assert max(len(line) for line in told.out.splitlines()) <= 100


def test_one_scenario_alone_is_priced(small):  # noqa: F811
    told = at_the_door("costs", "baseline", "--replications", "3", "--quiet")

    assert 0 == told.code
    assert "Cost in all" in told.out
    assert "year 1" in told.out
    assert max(len(line) for line in told.out.splitlines()) <= 100


def test_the_document_is_one(small, capsys):  # noqa: F811
    told = told_as_json(capsys, *ASKED)

    assert {"scenarios", "comparisons", "book", "not_counted", "discount", "manifest"} == set(told)


def test_a_book_of_ones_own_is_used(small, capsys):  # noqa: F811
    (small / "ours.yaml").write_text(book_text().replace("value: 36428", "value: 40000"))

    ours = told_as_json(capsys, *ASKED, "--book", "ours.yaml")
    theirs = told_as_json(capsys, *ASKED)

    assert 40_000 == ours["book"]["figures"]["link_worker_year"]["value"]
    costs = [
        told["scenarios"]["head-office"]["measures"]["cost_gbp"]["mean"] for told in (ours, theirs)
    ]
    assert costs[0] > costs[1]


def test_tables_go_into_a_folder_that_is_not_written_over_by_others(small):  # noqa: F811
    (small / "ours.yaml").write_text(book_text().replace("value: 36428", "value: 40000"))

    assert 0 == at_the_door(*ASKED, "--out", "found").code
    assert 0 == at_the_door(*ASKED, "--out", "found").code
    again = at_the_door(*ASKED, "--out", "found", "--book", "ours.yaml")
    over = at_the_door(*ASKED, "--out", "found", "--book", "ours.yaml", "--overwrite")

    names = {path.name for path in (small / "found").iterdir()}
    kept = json.loads((small / "found" / "manifest.json").read_text())
    assert {"costs.parquet", "differences.parquet", "sensitivity.parquet", "manifest.json"} == names
    assert "placeholder" == kept["cost_book"]
    assert (2, 0) == (again.code, over.code)
    assert "holds other results" in again.err


def test_a_folder_is_told_unless_quiet(small):  # noqa: F811
    told = at_the_door(*ASKED[:-1], "--out", "found")

    assert told.out.endswith("Written to found\n")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--book", "gone.yaml"), "is not there"),
        (("--discount", "0.9"), "cannot be used"),
        (("--weeks", "0"), "must be a whole number"),
    ],
)
def test_what_cannot_be_used_is_refused(small, more, message):  # noqa: F811
    (found,) = refused(small, *ASKED, *more)

    assert message in found["message"]


def test_the_book_of_placeholders_is_printed_for_copying():
    told = at_the_door("docs", "costs")

    assert (0, book_text()) == (told.code, told.out)
