"""A table: a CSV file read so that every cell still knows its line and its column."""

from __future__ import annotations

import csv
import difflib
import errno
import io
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sp_sim.errors import CouldNotFinishError, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST_MEGABYTES = 64
MOST_COLUMNS = 2_000
LONGEST_LINE = 200_000
MOST_PROBLEMS = 200
"""So many problems of one file are put into words; nobody reads more at once."""
A_TABLE = "a CSV file: text in UTF-8, commas between the cells, a header, a row a practice"
SAVE_AS_UTF8 = "save it as CSV UTF-8 (in a spreadsheet: save as, CSV UTF-8)"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


class Row:
    """One row: the line on which it starts, and its cells by column, without outer blanks."""

    __slots__ = ("_places", "_values", "line")

    def __init__(self, line: int, values: Sequence[str], places: Mapping[str, int]) -> None:
        """Keep the cells as they come; `places` says where each column is, for all rows."""
        self.line = line
        self._values = values
        self._places = places

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column that the file has."""
        return self._values[self._places[column]]

    def get(self, column: str) -> str:
        """Return the cell, or an empty text where the file has no such column."""
        place = self._places.get(column)
        return "" if place is None else self._values[place]


@dataclass(frozen=True)
class Table:
    """The rows of one file; `problems` are those of single rows, which are left out of `rows`.

    `more` counts problems that were found and not put into words.
    """

    path: Path
    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = field(default=())
    more: int = 0

    def problem(
        self,
        message: str,
        *,
        line: int | None = None,
        key: str | None = None,
        value: str | None = None,
        rule: str | None = None,
        remedy: str | None = None,
    ) -> Problem:
        """Return a problem with this file; `key` names the column, whose place is filled in."""
        column = self.columns.index(key) + 1 if key in self.columns else None
        return Problem(
            file=str(self.path),
            message=message,
            line=line,
            column=column,
            key=key,
            value=value,
            rule=rule,
            remedy=remedy,
        )

    def rest(self, more: int) -> Problem:
        """Return the problem that there are so many more than are told."""
        return self.problem(
            f"has {more:,} more problems",
            rule=f"of one file the first {MOST_PROBLEMS} problems are told",
            remedy="mend the others first: many may have one cause",
        )

    def missing(self, needed: Iterable[str]) -> list[Problem]:
        """Return a problem for every needed column that the file has not, with its near miss."""
        absent = [column for column in needed if column not in self.columns]
        return [
            self.problem(
                "the column is missing",
                line=self.header_line,
                key=column,
                rule=f"needs the columns {', '.join(needed)}",
                remedy=_column_remedy(column, self.columns),
            )
            for column in absent
        ]


def read_table(path: Path) -> Table:
    """Read a CSV file; raise `Problems` when it cannot be read as a table at all."""
    text = _decoded(path, _bytes_of(path))
    lines = text.splitlines()
    _check_lengths(path, lines)
    _check_separator(path, lines)
    records = _records(path, text)
    header_line, header = next(records, (1, []))
    if not header:
        raise _unreadable(path, "the file is empty", remedy="give it a header and a row a practice")
    columns = tuple(header)
    _check_header(path, header_line, columns)
    places = {column: place for place, column in enumerate(columns)}
    rows, problems, uneven = [], [], 0
    for line, cells in records:
        if len(cells) == len(columns):
            rows.append(Row(line, cells, places))
            continue
        uneven += 1
        if uneven <= MOST_PROBLEMS:
            problems.append(_uneven(path, line, len(cells), len(columns)))
    more = uneven - len(problems)
    return Table(path, header_line, columns, tuple(rows), tuple(problems), more)


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or None when none is."""
    plain = {_plain(candidate): candidate for candidate in known}
    close = difflib.get_close_matches(_plain(word), plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else None


def write_aside(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with aside.open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        if error.errno in NO_ROOM:
            message = f"{path}: could not be written: {why}; nothing was changed"
            raise CouldNotFinishError(message) from error
        remedy = "choose a file name in a folder that exists and that you may write to"
        raise _unreadable(path, f"cannot be written: {why}", remedy=remedy) from error


def _plain(word: str) -> str:
    return "_".join(word.lower().split())


def _column_remedy(column: str, columns: Iterable[str]) -> str:
    like = near_miss(column, columns)
    if like is None:
        return f"add the column {column} to the header"
    return f"rename the column {like!r} to {column!r}"


def _unreadable(path: Path, message: str, *, line: int | None = None, remedy: str) -> Problems:
    problem = Problem(file=str(path), line=line, message=message, rule=A_TABLE, remedy=remedy)
    return Problems([problem])


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _unreadable(path, "is a folder, not a file", remedy="name the CSV file within it")
        megabytes = path.stat().st_size / 1024**2
        if not path.is_file():
            raise _unreadable(path, "is not an ordinary file", remedy="name a CSV file")
        if megabytes > LARGEST_MEGABYTES:
            message = f"is too large: {megabytes:.1f} MB, at most {LARGEST_MEGABYTES} MB are read"
            remedy = "England as a whole takes about 1 MB: is it the right file?"
            raise _unreadable(path, message, remedy=remedy)
        return path.read_bytes()
    except FileNotFoundError as error:
        message = "there is no such file"
        raise _unreadable(path, message, remedy="check the name and the folder") from error
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise _unreadable(path, message, remedy="check the name and your permissions") from error


def _decoded(path: Path, content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        if b"[Content_Types].xml" in content:
            message, remedy = "is an Excel workbook, not CSV", f"open it, then {SAVE_AS_UTF8}"
        else:
            message, remedy = "is a zip archive, not CSV", "unpack it and give the CSV file in it"
        raise _unreadable(path, message, remedy=remedy)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(path, "is encoded as UTF-16, not UTF-8", line=1, remedy=SAVE_AS_UTF8)
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        message = "is a binary file, not CSV"
        raise _unreadable(path, message, line=line, remedy="name a CSV file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"is not encoded as UTF-8 (byte 0x{content[error.start]:02x})"
        raise _unreadable(path, message, line=line, remedy=SAVE_AS_UTF8) from error
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<?xml")):
        message = "is a web page or XML, not CSV"
        raise _unreadable(path, message, line=1, remedy="download the CSV file that the page names")
    return text


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the trimmed cells of each row that is not blank.

    Blank cells beyond the last named column are dropped, as spreadsheets leave them.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = None
    line = 1
    try:
        for raw in reader:
            cells = [cell if cell.isalnum() else " ".join(cell.split()) for cell in raw]
            if any(cells):
                width = len(_without_blank_end(cells, 0)) if width is None else width
                yield line, _without_blank_end(cells, width)
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "close every quote; write a quote inside a quoted cell twice"
        message = f"cannot be read as CSV: {error}"
        raise _unreadable(path, message, line=line, remedy=remedy) from error


def _without_blank_end(cells: list[str], width: int) -> list[str]:
    end = len(cells)
    while end > width and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _check_lengths(path: Path, lines: Sequence[str]) -> None:
    """Refuse a line without end: its cells would take all memory."""
    number, longest = max(enumerate(map(len, lines), 1), key=lambda told: told[1], default=(1, 0))
    if longest > LONGEST_LINE:
        message = f"the line has {longest:,} characters, at most {LONGEST_LINE:,} are read"
        raise _unreadable(path, message, line=number, remedy="name the file as published")


def _check_separator(path: Path, lines: Sequence[str]) -> None:
    filled = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    number, header = next(filled, (1, ""))
    if header.replace('"', "").lower().startswith("sep="):
        remedy = "delete the line, and save it with commas between the cells"
        raise _unreadable(path, "starts with Excel's line sep=", line=number, remedy=remedy)
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")):
        if "," not in header and separator in header:
            remedy = "save it with commas between the cells and a full stop in decimal numbers"
            message = f"the cells are separated by {name}, not commas"
            raise _unreadable(path, message, line=number, remedy=remedy)


def _check_header(path: Path, line: int, columns: tuple[str, ...]) -> None:
    if len(columns) > MOST_COLUMNS:
        message = f"has {len(columns):,} columns, at most {MOST_COLUMNS:,} are read"
        raise _unreadable(path, message, line=line, remedy="name the file as published")
    problems = []
    first: dict[str, int] = {}
    for place, column in enumerate(columns, 1):
        if not column:
            problems.append((place, "the column has no name", "name it or remove it"))
        elif first.setdefault(column, place) != place:
            problems.append((place, f"the column {column!r} is there twice", "remove one of them"))
    if problems:
        raise Problems(
            Problem(
                file=str(path),
                line=line,
                column=place,
                message=message,
                rule="every column has a name of its own",
                remedy=remedy,
            )
            for place, message, remedy in problems[:MOST_PROBLEMS]
        )


def _uneven(path: Path, line: int, found: int, wanted: int) -> Problem:
    remedy = "add the missing commas; a cell that is not known stays empty"
    if found > wanted:
        remedy = (
            "write numbers without thousands separators (12345, not 12,345)"
            " and put a text with a comma in double quotes"
        )
    return Problem(
        file=str(path),
        line=line,
        message=f"the row has {found} cells where the header has {wanted}",
        rule="every row has as many cells as the header",
        remedy=remedy,
    )
