"""Workbook: a sheet a question, with native charts that can be restyled; text is never a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sp_sim.report.sheets import Sheet, sheets
from sp_sim.report.weekly_sheet import CHARTS, Weekly, weekly

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from sp_sim.economics.answer import Costs
    from sp_sim.results.reopen import Kept

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""What begins with =, +, - or @ stays the text that it is."""
LONGEST = 60
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
DASHES = ("solid", "dash", "round_dot", "dash_dot")


def write_workbook(kept: Kept, costs: Costs | None, path: Path) -> None:
    """Write the workbook: the same bytes for the same results."""
    from xlsxwriter import Workbook as Made  # noqa: PLC0415 - only when one is made

    with Made(str(path), dict(OPTIONS)) as book:
        _sign(book, kept)
        for told in sheets(kept, costs):
            _fill(book, told)
            if told.name == "Summary":
                _weekly(book, weekly(kept))


def _sign(book: Workbook, kept: Kept) -> None:
    """Say what the workbook is; its date is that of the run, or the first there is."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only here

    finished = kept.manifest["finished"]
    try:
        made = datetime.fromisoformat(finished).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        made = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no zones
    names = " against ".join(reversed(kept.names))
    book.set_properties(
        {"title": names, "comments": f"Made by sp_sim {kept.manifest['version']}", "created": made}
    )


def _fill(book: Workbook, told: Sheet) -> None:
    sheet = book.add_worksheet(told.name)
    bold, wrap, head = _formats(book)
    line = 0
    sheet.write_string(line, 0, told.title, bold)
    for words in told.notes:
        line += 1
        sheet.write_string(line, 0, words)
    for table in told.tables:
        line += 2
        sheet.write_string(line, 0, table.caption, bold)
        line += 1
        for column, words in enumerate(table.heads):
            sheet.write_string(line, column, words, head)
        for row in table.rows:
            line += 1
            for column, value in enumerate(row):
                _write(sheet, line, column, value, wrap)
    for column, width in enumerate(told.widths):
        sheet.set_column(column, column, width)
    _for_print(sheet)


def _formats(book: Workbook) -> tuple[Format, Format, Format]:
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    return bold, wrap, head


def _write(sheet: Worksheet, line: int, column: int, value: Any, wrap: Format) -> None:  # noqa: ANN401 - a cell
    if value is None:
        sheet.write_blank(line, column, None, wrap)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        sheet.write_string(line, column, str(value), wrap)
    else:
        sheet.write_number(line, column, value, wrap)


def _for_print(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _weekly(book: Workbook, told: Weekly) -> None:
    """Write the means by week, a column a series and scenario, and the charts beside them."""
    sheet = book.add_worksheet("Weekly")
    bold, _, head = _formats(book)
    sheet.write_string(0, 0, told.title, bold)
    for column, words in enumerate(told.heads):
        sheet.write_string(2, column, words, head)
    for line, row in enumerate(told.rows, 3):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write_number(line, column, value)
    sheet.freeze_panes(3, 1)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, len(told.heads) - 1, 16)
    for place, chart in enumerate(CHARTS):
        drawn = _chart(book, told, chart.series, chart.title, chart.unit)
        sheet.insert_chart(
            3 + 18 * place, len(told.heads) + 1, drawn, {"description": told.alternative(chart)}
        )
    _for_print(sheet)


def _chart(book: Workbook, told: Weekly, series: str, title: str, unit: str) -> Any:  # noqa: ANN401 - untyped
    chart = book.add_chart({"type": "line"})
    last = 2 + len(told.rows)
    for number, scenario in enumerate(told.scenarios):
        column = told.column(series, scenario)
        chart.add_series(
            {
                "name": ["Weekly", 2, column],
                "categories": ["Weekly", 3, 0, last, 0],
                "values": ["Weekly", 3, column, last, column],
                "line": {"color": COLOURS[number % 6], "dash_type": DASHES[number % 4], "width": 2},
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_x_axis({"name": "week", "interval_unit": 13})
    chart.set_y_axis({"name": unit, "min": 0})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 620, "height": 340})
    chart.show_blanks_as("gap")
    return chart
