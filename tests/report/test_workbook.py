"""The workbook: a sheet a question, native charts with words, and text that is never a formula."""

import re
import shutil
import zipfile
from xml.etree import ElementTree as ET

import pytest

from sp_sim.report import who_sheet
from sp_sim.report.money import costs_of
from sp_sim.report.tell import report
from sp_sim.report.weekly_sheet import CHARTS, weekly
from sp_sim.results.kinds import kinds
from sp_sim.results.reopen import reopen
from tests.report.kept import a_folder, called, costs, folder, kept

__all__ = ["costs", "folder", "kept"]

SHEETS = [
    "Summary", "Weekly", "Who gains", "Assumptions", "Scenario differences", "Costs", "Dictionary",
    "Version",
]  # fmt: skip
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Opened:
    """A workbook read as the XML that it is."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as book:
            self.parts = {
                name: book.read(name).decode()
                for name in book.namelist()
                if name.endswith(("xml", "rels"))
            }
        shared = ET.fromstring(self.parts["xl/sharedStrings.xml"])  # noqa: S314 - our own file
        self.words = ["".join(part.text or "" for part in each.iter(f"{MAIN}t")) for each in shared]

    @property
    def sheets(self):
        return re.findall(r'<sheet name="([^"]+)"', self.parts["xl/workbook.xml"])

    def rows(self, name):
        """Return the rows of a sheet: texts as they are, numbers as numbers."""
        part = self.parts[f"xl/worksheets/sheet{self.sheets.index(name) + 1}.xml"]
        sheet = ET.fromstring(part)  # noqa: S314 - our own file
        return [[self.value(cell) for cell in row] for row in sheet.iter(f"{MAIN}row")]

    def value(self, cell):
        told = cell.find(f"{MAIN}v")
        if told is None:
            return None
        return self.words[int(told.text)] if cell.get("t") == "s" else float(told.text)


@pytest.fixture(scope="module")
def opened(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "kept.xlsx"
    report(folder, excel=path)
    return Opened(path)


def test_there_is_a_sheet_for_every_question(opened):
    assert opened.sheets == SHEETS


def test_the_summary_is_the_table_on_disk(opened, kept):
    rows = {row[-1]: row for row in opened.rows("Summary") if len(row) == 11}
    for found in kept.table("differences").itertuples():
        row = rows[found.measure]
        assert row[0] == found.words
        assert row[8] == found.in_words
        if found.difference == found.difference:
            assert row[3] == pytest.approx(found.difference, rel=1e-12)


def test_who_gains_has_a_row_a_group_and_outcome_as_numbers(opened, kept):
    rows = [row for row in opened.rows("Who gains") if len(row) == 12][1:]
    old = next(row for row in rows if row[1] == "65 and over" and row[-1] == "first_contact_share")
    gain = kinds(*kept.arms).ages[2].gains["first_contact_share"]

    assert {"everyone", "kind of need", "sex", "age", "practice"} < {row[0] for row in rows}
    assert [gain.base.mean, gain.other.mean, gain.difference.difference] == pytest.approx(old[3:6])
    assert old[8] == gain.verdict


def test_without_records_or_a_comparison_nobody_is_told_to_gain(folder, tmp_path):
    alone = reopen(a_folder(tmp_path, "in-practices"))
    bare = shutil.copytree(folder, tmp_path / "bare")
    (bare / "referrals.parquet").unlink()

    for told, why in ((alone, "One scenario alone"), (reopen(bare), "Who gains cannot be told")):
        assert [] == list(who_sheet.blocks(told))
        assert why in who_sheet.notes(told)[0]


def test_the_weeks_are_all_there_as_numbers(opened, kept):
    rows = [row for row in opened.rows("Weekly") if row and isinstance(row[0], float)]

    assert [row[0] for row in rows] == list(range(kept.manifest["weeks"]))
    assert rows[5][1] == pytest.approx(weekly(kept).rows[5][1])


def test_charts_are_native_and_told_in_words(opened):
    charts = [name for name in opened.parts if name.startswith("xl/charts/chart")]
    drawing = opened.parts["xl/drawings/drawing1.xml"]
    words = re.findall(r'descr="([^"]+)"', drawing)

    assert len(charts) == len(CHARTS)
    assert len(words) == len(CHARTS)
    assert all("in-practices from" in told for told in words)


def test_every_figure_of_the_placeholder_book_is_called_one(opened):
    rows = opened.rows("Costs")
    confirmed = [row[8] for row in rows if len(row) == 10][1:]

    assert confirmed
    assert set(confirmed) == {"NO: a placeholder"}


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_text_that_looks_like_a_formula_stays_text(first, tmp_path):
    wild = called("wild", f'{first}HYPERLINK("https://evil.example",1+1)')
    folder = a_folder(tmp_path, "in-practices", wild)
    report(folder, excel=tmp_path / "kept.xlsx")
    opened = Opened(tmp_path / "kept.xlsx")
    sheets = [text for name, text in opened.parts.items() if name.startswith("xl/worksheets/")]

    assert any(f"wild: {first}HYPERLINK" in words for words in opened.words)
    assert not any("<f>" in text or "<hyperlink" in text for text in sheets)


def test_a_cell_that_begins_like_a_formula_stays_text(tmp_path):
    folder = a_folder(tmp_path, "in-practices", called("=1+1", "asks"))
    report(folder, excel=tmp_path / "kept.xlsx")
    opened = Opened(tmp_path / "kept.xlsx")

    assert "=1+1" in [cell for row in opened.rows("Summary") for cell in row]
    assert not any("<f>" in text for name, text in opened.parts.items() if "worksheets" in name)


def test_the_same_results_give_the_same_bytes(folder, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        report(folder, excel=tmp_path / name)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_one_scenario_alone_has_its_workbook(tmp_path):
    folder = a_folder(tmp_path, "in-practices")
    report(folder, excel=tmp_path / "kept.xlsx")

    assert Opened(tmp_path / "kept.xlsx").sheets == SHEETS
    assert costs_of(reopen(folder), None) is not None
