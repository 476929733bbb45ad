"""`sp-sim report` and `sp-sim plot`: files from a folder of results, or a reason why not."""

import json
import re
import shlex

import pytest

from sp_sim.areas.area import write
from sp_sim.cli.main import main
from sp_sim.cli.plot import KINDS
from sp_sim.report import pdf, pictures
from tests.builders import an_area
from tests.doors.door import at_the_door, refused
from tests.doors.small import small

__all__ = ["small"]


@pytest.fixture
def kept(small):
    """A folder of results, as the command leaves it."""
    write(an_area(), small / "village.csv")
    asked = (
        "--area",
        "village.csv",
        "--weeks",
        "30",
        "--replications",
        "4",
        "--out",
        "kept",
        "--quiet",
    )
    assert main(["compare", "head-office", "in-practices", *asked]) == 0
    return small / "kept"


def test_a_page_and_a_workbook_are_written_without_running_anything(kept):
    told = at_the_door("report", kept, "--out", "page.html", "--excel", "book.xlsx")

    assert (told.code, told.err) == (0, "")
    assert told.out == "Written: page.html, book.xlsx\n"
    assert "in-practices against head-office" in (kept.parent / "page.html").read_text()


def test_what_was_written_is_told_as_json(kept):
    told = at_the_door("report", kept, "--out", "page.html", "--json")

    assert json.loads(told.out) == {"written": ["page.html"]}


def test_the_command_that_made_the_results_is_on_the_page(kept):
    at_the_door("report", kept, "--out", "page.html")
    text = (kept.parent / "page.html").read_text()

    assert "sp-sim compare kept/scenario-1.yaml kept/scenario-2.yaml --area kept/area.csv" in text


def test_what_the_page_says_to_type_gives_the_same_bytes(kept):
    at_the_door("report", kept, "--out", "page.html")
    text = (kept.parent / "page.html").read_text()
    (typed,) = re.findall(r"<code>(sp-sim compare .*?)</code>", text)
    told = at_the_door(*shlex.split(typed)[1:], "--quiet")

    assert told.code == 0
    for name in ("measures", "differences", "referrals", "weekly"):
        again = kept.parent / "again" / f"{name}.parquet"
        assert again.read_bytes() == (kept / f"{name}.parquet").read_bytes()


def test_pictures_are_drawn_into_a_folder(kept):
    told = at_the_door("plot", kept, "--out", "drawn", "--kind", "funnel", "--format", "png")

    assert told.code == 0
    assert told.out.split() == ["drawn/funnel.png", "drawn/funnel.csv"]


def test_every_kind_can_be_named_at_the_door():
    assert KINDS == pictures.KINDS


def test_nothing_to_write_is_said(kept):
    told = at_the_door("report", kept)

    assert told.code == 2
    assert "say what to write: --out FILE.html" in told.err


def test_a_folder_that_is_not_there_is_refused(small):
    refused(small, "report", "nowhere", "--out", "page.html")
    refused(small, "plot", "nowhere", "--out", "drawn")


def test_a_place_that_cannot_be_written_is_refused(kept):
    refused(kept.parent, "report", kept, "--out", "nowhere/page.html")


def test_a_pdf_without_its_engine_is_refused_with_the_remedy(kept, monkeypatch):
    monkeypatch.setattr(pdf, "ENGINE", "an_engine_that_nobody_has")
    (problem,) = refused(kept.parent, "report", kept, "--pdf", "page.pdf")

    assert "sp_sim[pdf]" in problem["remedy"]


def test_why_is_told_on_the_page(kept):
    told = at_the_door("report", kept, "--out", "why.html", "--why")

    assert told.code == 0
    assert "they differ in one group of settings" in (kept.parent / "why.html").read_text()


def test_why_is_not_for_a_workbook_alone(kept):
    told = at_the_door("report", kept, "--excel", "why.xlsx", "--why")

    assert told.code == 2
    assert "--why is told on the page" in told.err
