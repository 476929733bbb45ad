"""Every broken file of the tests: what is in it, how it is given, and where its problem lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.areas import test_broken_area_files, test_broken_published_files
from tests.areas.made_up import (
    ALL_HEADER,
    FULL_MAP_HEADER,
    GOOD,
    HEADER,
    PLACES,
    a_full_map_row,
    a_table,
    an_all_row,
)
from tests.scenario import test_broken_changes, test_broken_files, test_broken_values

ANY = "any"
"""A place that is not foretold."""


@dataclass(frozen=True)
class Broken:
    """Files, the words that hand them in, and the file, line and column that must be named."""

    files: Mapping[str, str | bytes]
    words: tuple[str, ...]
    named: str
    line: int | str | None = ANY
    column: int | str | None = ANY
    gigabyte: str = field(default="")

    @property
    def identity(self):
        """What makes it differ from all others: good files may be given in the wrong places."""
        return (self.gigabyte, self.words, *sorted(map(str, self.files.items())))


REAL = {
    "workforce:\n  budget_gbp": "workforce:\n  hours_per_wte",
    "support:\n  shared_records": "involvement:\n  held",
}
"""Made-up parameters of the scenario tests, and declared ones of the same kind."""


def as_declared(text, line, column):
    """Return the text with a parameter that the program has, and where its value is then."""
    for made_up, real in REAL.items():
        if isinstance(text, str) and text.startswith(made_up):
            longer = len(real.split()[1]) - len(made_up.split()[1])
            return text.replace(made_up, real), line, column + longer
    return text, line, column


def place(expected):
    """Return the line and column with which an expected message opens, if it does."""
    line, column = [*expected.split(":", 2), ""][:2]
    return (int(line), int(column)) if line.isdigit() and column.isdigit() else (None, None)


def scenarios():
    """Yield every broken scenario file by its name."""
    for module in (test_broken_files, test_broken_values, test_broken_changes):
        for name, (text, expected) in module.BROKEN.items():
            said, *where = as_declared(text, *place(expected))
            words = ("check", "mine.yaml")
            yield f"scenario: {name}", Broken({"mine.yaml": said}, words, "mine.yaml", *where)


def areas():
    """Yield every broken area file by its name, those with one broken cell among them."""
    for name, (text, line, column, *_) in test_broken_area_files.FILES.items():
        words = ("area", "show", "area.csv", "--out", "area.png")
        yield f"area: {name}", Broken({"area.csv": text}, words, "area.csv", line, column)
    names = test_broken_area_files.ALL.split(",")
    for column, cell, message, _ in test_broken_area_files.CELLS:
        cells = {"practice_code": "A", "pcn_code": "N1", "registered": "5000"}
        cells[column] = f'"{cell}"'
        row = ",".join(cells.get(name, "") for name in names)
        broken = Broken(
            {"area.csv": a_table(",".join(names), row)},
            ("check", "area.csv"),
            *("area.csv", 2, names.index(column) + 1),
        )
        yield f"area: {column} {cell[:20] or 'blank'} {message[:9]}", broken


NHS = ("area", "nhs", "--out", "area.csv")


def published():
    """Yield every broken map, list and further published file by its name."""
    elsewhere = {
        "map a second file of list sizes": "lists.csv",
        "lists of nobody chosen": "map.csv",
    }
    for name, (file, text, line, column, *_) in test_broken_published_files.FILES.items():
        files = GOOD | {file: text}
        broken = Broken(files, (*NHS, *files), elsewhere.get(name, file), line, column)
        yield f"published: {name}", broken


CIRCLE = {f"{name}.yaml": f"extends: {parent}\n" for name, parent in ("ab", "bc", "ca")}
MONTHS = {
    "map.csv": a_table(FULL_MAP_HEADER, *map(a_full_map_row, PLACES)),
    "all.csv": a_table(ALL_HEADER, *(an_all_row(code, 9, extract="01JUN2026") for code in PLACES)),
}
AREA = f"{HEADER}\nA,N1,5000\n"
LAUGHS = "\n".join(
    f"l{depth}: &l{depth} [{', '.join([f'*l{depth - 1}'] * 9)}]" for depth in range(1, 10)
)
SPECIAL = {
    "scenario: a circle of parents": Broken(CIRCLE, ("check", "a.yaml"), "c.yaml", 1, 10),
    "scenario: a gigabyte": Broken(
        {"mine.yaml": "name: x\n"}, ("check", "mine.yaml"), "mine.yaml", gigabyte="mine.yaml"
    ),
    "scenario: a billion laughs": Broken(
        {"mine.yaml": f"l0: &l0 ha\n{LAUGHS}\n"}, ("run", "mine.yaml"), "mine.yaml", 1, 5
    ),
    "scenario: deep groups": Broken(
        {"mine.yaml": "".join(f"{'  ' * depth}a:\n" for depth in range(300))},
        *(("run", "mine.yaml"), "mine.yaml", 11, 21),
    ),
    "scenario: an area in its place": Broken(
        {"area.csv": AREA}, ("run", "area.csv"), "area.csv", 1
    ),
    "scenario: a published file in its place": Broken(
        GOOD, ("run", "map.csv", "--weeks", "5"), "map.csv", 1
    ),
    "area: a scenario in its place": Broken(
        {"mine.yaml": "name: mine\nasks: Why?\n"},
        *(("run", "baseline", "--area", "mine.yaml"), "mine.yaml", 1),
    ),
    "area: a map in its place": Broken(
        GOOD, ("run", "baseline", "--area", "map.csv"), "map.csv", 1
    ),
    "area: a gigabyte": Broken(
        {"area.csv": AREA}, ("run", "baseline", "--area", "area.csv"), "area.csv",
        gigabyte="area.csv",
    ),
    "area: Excel's semicolons behind a byte order mark": Broken(
        {"area.csv": "\ufeff" + AREA.replace(",", ";") + ";;\n" * 3},
        *(("check", "area.csv"), "area.csv", 1),
    ),
    "area: blank rows, then a broken one": Broken(
        {"area.csv": f"\ufeff{HEADER},,\n,,,,\nA,N1,-5,,\n,,,,\n"},
        *(("check", "area.csv"), "area.csv", 3, 3),
    ),
    "published: map a gigabyte": Broken(GOOD, (*NHS, *GOOD), "map.csv", gigabyte="map.csv"),
    "published: lists a gigabyte": Broken(GOOD, (*NHS, *GOOD), "lists.csv", gigabyte="lists.csv"),
    "published: lists of another month than the map": Broken(
        MONTHS, (*NHS, *MONTHS), "all.csv", 2, 2
    ),
    "published: map and lists in each other's place": Broken(
        GOOD, (*NHS, "--map", "lists.csv", "--lists", "map.csv"), "lists.csv", 1
    ),
    "published: no map": Broken(
        {"lists.csv": GOOD["lists.csv"]}, (*NHS, "lists.csv"), "command line"
    ),
}  # fmt: skip
BROKEN = dict([*scenarios(), *areas(), *published()]) | SPECIAL

KINDS = {
    "unknown key": ("scenario: a misspelt parameter", "area: column unknown"),
    "wrong unit": ("scenario: a per cent sign", "scenario: a number with its unit"),
    "out of limits": ("scenario: too many", "published: score out of limits"),
    "duplicate keys": ("scenario: a key twice", "area: column twice"),
    "cyclic extends": ("scenario: a circle of parents",),
    "missing extends": ("scenario: an absent parent",),
    "tabs": ("scenario: a tab", "area: tabs", "published: lists tabs"),
    "binary": ("scenario: a picture", "area: binary", "published: map binary"),
    "empty": ("scenario: nothing", "area: empty", "published: map empty", "published: lists empty"),
    "1 GB": (
        *("scenario: a gigabyte", "area: a gigabyte"),
        *("published: map a gigabyte", "published: lists a gigabyte"),
    ),
    "wrong encoding": ("scenario: another alphabet", "area: latin-1", "published: map UTF-16"),
    "alias bombs": ("scenario: a thousand laughs", "scenario: a billion laughs"),
    "object tags": ("scenario: an object to be made",),
    "deep nesting": ("scenario: nested without end", "scenario: deep groups"),
    "NaN": ("scenario: not a number", "published: lists NaN"),
    "negative list": ("published: lists negative", "area: blank rows, then a broken one"),
    "duplicate practice": ("area: practice twice", "published: map practice twice"),
    "missing column": ("area: column missing", "published: map without a column"),
    "thousands separators": ("scenario: thousands with a comma", "published: lists thousands"),
    "Excel": (
        *("area: Excel's semicolons behind a byte order mark", "area: Excel's sep"),
        *("area: blank rows, then a broken one", "published: quin dates of Excel"),
    ),
    "different months": (
        *("published: lists of another month than the map", "published: map of two extracts"),
    ),
    "another's place": (
        *("scenario: an area in its place", "area: a scenario in its place"),
        *("area: a map in its place", "published: map and lists in each other's place"),
    ),
}
"""Every kind that was asked for, and where it is."""
