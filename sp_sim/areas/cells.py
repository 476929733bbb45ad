"""Cells: reading one value of a table, or saying exactly what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sp_sim.areas.table import MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.areas.table import Row, Table
    from sp_sim.errors import Problem

WHOLE = re.compile(r"[+-]?[0-9]+")
DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}([,' ][0-9]{3})+")
DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
CORRECT_ROW = "correct it or remove the row"
CORRECT_CELL = "correct it, or leave the cell blank when not known"
FILL_IN = "fill it in or remove the row"
NOT_KNOWN = ("nan", "na", "n/a", "#n/a", "none", "null", "-", ".", "?", "*")


class Cells:
    """Reads the cells of one table and gathers every problem met on the way."""

    def __init__(self, table: Table) -> None:
        """Start with the problems that the table has already."""
        self.table = table
        self.problems: list[Problem] = list(table.problems)
        self.more = table.more

    @property
    def told(self) -> list[Problem]:
        """Every problem; of very many the first, and how many more there are."""
        return [*self.problems, *([self.table.rest(self.more)] if self.more else [])]

    def object_to(
        self,
        row: Row,
        column: str,
        message: str,
        *,
        rule: str | None = None,
        remedy: str | None = None,
    ) -> None:
        """Note a problem with one cell; of very many only the first are put into words."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.more += 1
            return
        self.problems.append(
            self.table.problem(
                message,
                line=row.line,
                key=column,
                value=row.get(column),
                rule=rule,
                remedy=remedy,
            )
        )

    def text(self, row: Row, column: str) -> str:
        """Return the cell, or an empty text where there is none."""
        return row.get(column)

    def needed_text(self, row: Row, column: str) -> str:
        """Return the cell; it must not be blank."""
        text = self.text(row, column)
        if not text:
            rule = "every row has one"
            self.object_to(row, column, "must not be blank", rule=rule, remedy=FILL_IN)
        return text

    def whole(
        self, row: Row, column: str, limits: tuple[int, int], *, needed: bool = False
    ) -> int | None:
        """Return a whole number within the limits (both allowed), or None."""
        text = self.text(row, column)
        low, high = limits
        rule = f"a whole number from {low:,} to {high:,}"
        if not text:
            if needed:
                self.object_to(row, column, "must not be blank", rule=rule, remedy=FILL_IN)
            return None
        if not WHOLE.fullmatch(text):
            self.object_to(
                row,
                column,
                f"must be {rule}",
                rule=rule,
                remedy=_number_remedy(text, whole=True, needed=needed),
            )
            return None
        # A text of very many digits is out of any limits and costs time to convert.
        value = int(text) if len(text) <= 18 else high + 1
        if not low <= value <= high:
            remedy = "remove the row if the practice is closed" if value < low else CORRECT_ROW
            remedy = remedy if needed else CORRECT_CELL
            self.object_to(row, column, f"must be {rule}", rule=rule, remedy=remedy)
            return None
        return value

    def number(self, row: Row, column: str, limits: tuple[float, float]) -> float | None:
        """Return a number within the limits (both allowed), or None where it is blank."""
        text = self.text(row, column)
        low, high = limits
        rule = f"a number from {low:g} to {high:g}, or blank when not known"
        if not text:
            return None
        if not DECIMAL.fullmatch(text):
            self.object_to(
                row, column, f"must be {rule}", rule=rule, remedy=_number_remedy(text, whole=False)
            )
            return None
        value = float(text)
        if not low <= value <= high:
            is_percentage = (low, high) == (0.0, 1.0) and 1.0 < value <= 100.0
            remedy = CORRECT_CELL
            if is_percentage:
                remedy = f"write a share, not a percentage: {value / 100:g}"
            self.object_to(row, column, f"must be {rule}", rule=rule, remedy=remedy)
            return None
        return value

    def choice(self, row: Row, column: str, choices: Mapping[str, bool]) -> bool | None:
        """Return what the word in the cell stands for, or None where it is blank."""
        text = self.text(row, column)
        if not text or text.lower() in choices:
            return choices[text.lower()] if text else None
        rule = f"{' or '.join(choices)}, or blank when not known"
        self.object_to(row, column, f"must be {rule}", rule=rule, remedy=CORRECT_CELL)
        return None


def _number_remedy(text: str, *, whole: bool, needed: bool = False) -> str:
    if text.lower() in NOT_KNOWN:
        return FILL_IN if needed else "leave the cell blank when not known"
    if whole and GROUPED.fullmatch(text):
        return f"write it without thousands separators: {re.sub('[^0-9]', '', text)}"
    if DECIMAL_COMMA.fullmatch(text):
        return f"write it with a full stop: {text.replace(',', '.')}"
    if whole and DECIMAL.fullmatch(text):
        is_whole = float(text).is_integer()
        return f"write it without decimals: {float(text):.0f}" if is_whole else "round it"
    return "write figures only"
