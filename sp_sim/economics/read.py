"""Read: a cost book's file, checked as strictly as a scenario; every problem at its line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.economics.book import Book, Figure, placeholder_book
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.figures import FIELDS, OPTIONAL, Field
from sp_sim.errors import Problem, Problems
from sp_sim.scenario import meant, paths
from sp_sim.scenario.read import read
from sp_sim.scenario.tree import MOST_PROBLEMS, Branch, Leaf

if TYPE_CHECKING:
    from sp_sim.economics.unit_cost import UnitCost
    from sp_sim.scenario.tree import Entry, Plain, Sheet

FOLDER = "costs"
"""The folder beside the shipped scenarios in which cost books stand."""
WORDS = ("name", "about", "price_year", "costs")
A_BOOK = f"a cost book has {', '.join(WORDS)}"
A_NAME = "a file of yours, or the name of a cost book that is shipped"
A_COST = "a unit cost is a group of `key: value` lines"
YEARS = (2000, 2100)
A_YEAR = (
    f"the financial year of the prices, by the year in which it begins, {YEARS[0]} to {YEARS[1]}"
)
NO_ADDING = "figures of different years cannot be added: all are in prices of the book's price_year"
MOST_LETTERS = 2_000


def load_book(book: Book | str | Path | None = None) -> Book:
    """Return a cost book: itself, a file, a name of one that is shipped, or (`None`) the placeholders."""
    if isinstance(book, Book):
        return book
    if book is None:
        return placeholder_book()
    path = _locate(book)
    sheet = read(path)
    found = _Checker(sheet).book() if sheet.root is not None else None
    if sheet.problems or found is None:
        raise Problems(_as_books(problem) for problem in sheet.problems[:MOST_PROBLEMS])
    return found


def shipped() -> Path:
    """Return the folder of the cost books that come with the program."""
    return paths.shipped() / FOLDER


def is_book(path: Path) -> bool:
    """Tell whether a file means to be a cost book, good or not: it has a key that only books have."""
    if not paths.is_file(path):
        return False
    root = read(path).root
    return root is not None and any(key in root.entries for key in ("costs", "price_year"))


def _locate(book: str | Path) -> Path:
    path = Path(book)
    if paths.is_file(path):
        return path
    named = shipped() / f"{book}{paths.SUFFIX}"
    if paths.is_name(str(book)) and paths.is_file(named):
        return named
    near = meant.did_you_mean(str(book), paths.names(shipped()))
    remedy = near or "copy the shipped one: scenarios/costs/placeholder.yaml"
    raise Problems([Problem(file=str(book), message="is not there", rule=A_NAME, remedy=remedy)])


def _as_books(problem: Problem) -> Problem:
    """Return a problem of reading in the words of cost books."""
    rule = (problem.rule or "").replace("a scenario is", "a cost book is")
    remedy = (problem.remedy or "").replace("a shipped scenario", "the shipped cost book")
    if "sp-sim scenario new" in remedy:
        remedy = "copy the shipped one: scenarios/costs/placeholder.yaml"
    return replace(problem, rule=rule, remedy=remedy)


@dataclass
class _Checker:
    """Reads one sheet into a book; what is wrong is added to the sheet's problems."""

    sheet: Sheet
    price_year: int | None = None
    figures: dict[str, Figure] = field(default_factory=dict)

    def book(self) -> Book | None:
        """Return the book, or `None` where something is wrong with it."""
        root = self.sheet.root
        if root is None:
            return None
        for key, entry in root.entries.items():
            if key not in WORDS:
                remedy = meant.did_you_mean(key, WORDS) or f"delete it: {A_BOOK}"
                self._unknown(entry, key, "is not a key of a cost book", A_BOOK, remedy)
        self.price_year = self._year(root)
        words = {key: self._text(root, key) for key in ("name", "about")}
        self._costs(root)
        if self.sheet.problems or self.price_year is None:
            return None
        name = words["name"] or self.sheet.path.stem
        ordered = {key: self.figures[key] for key in UNIT_COSTS}
        return Book(name, self.price_year, ordered, self.sheet.file, words["about"])

    def _text(self, root: Branch, key: str) -> str:
        entry = root.entries.get(key)
        if entry is None:
            return ""
        value = entry.node.value if isinstance(entry.node, Leaf) else None
        if isinstance(value, str) and 0 < len(value.strip()) <= MOST_LETTERS:
            return " ".join(value.split())
        rule = f"{key} is text of 1 to {MOST_LETTERS:,} letters"
        self._wrong(
            entry, key, "must be text", rule, "put it in quotation marks, or delete the line"
        )
        return ""

    def _year(self, root: Branch) -> int | None:
        entry = root.entries.get("price_year")
        if entry is None:
            self._absent(root, "price_year", A_YEAR, "write `price_year: 2022` for 2022/23")
            return None
        value = entry.node.value if isinstance(entry.node, Leaf) else None
        if _is_year(value):
            return int(value)  # type: ignore[arg-type]  # a year is a whole number
        remedy = "write `price_year: 2022` for 2022/23"
        self._wrong(entry, "price_year", "must be a year", A_YEAR, remedy)
        return None

    def _costs(self, root: Branch) -> None:
        entry = root.entries.get("costs")
        rule = f"costs has a group for each of {', '.join(UNIT_COSTS)}"
        if entry is None:
            self._absent(root, "costs", rule, "copy it from scenarios/costs/placeholder.yaml")
            return
        if not isinstance(entry.node, Branch):
            self._wrong(entry, "costs", "must be a group", rule, "write a group for each unit cost")
            return
        self._strange(entry.node, rule)
        for key, told in UNIT_COSTS.items():
            own = entry.node.entries.get(key)
            if own is None:
                remedy = "copy its lines from scenarios/costs/placeholder.yaml"
                self._absent(entry, f"costs.{key}", "every unit cost has its figure", remedy)
            elif not isinstance(own.node, Branch):
                self._wrong(
                    own, f"costs.{key}", "must be a group", A_COST, "write `value: ...` below"
                )
            else:
                self._figure(told, own, own.node)

    def _strange(self, costs: Branch, rule: str) -> None:
        for key, entry in costs.entries.items():
            if key not in UNIT_COSTS:
                remedy = meant.did_you_mean(key, UNIT_COSTS) or "delete it with what is below it"
                self._unknown(entry, f"costs.{key}", "is not a unit cost", rule, remedy)

    def _figure(self, told: UnitCost, entry: Entry, group: Branch) -> None:
        before, address = len(self.sheet.problems), f"costs.{told.key}"
        for key, own in group.entries.items():
            if key not in FIELDS:
                rule = f"a unit cost has {', '.join(FIELDS)}"
                remedy = meant.did_you_mean(key, FIELDS) or "delete it"
                self._unknown(own, f"{address}.{key}", "is not a key of a unit cost", rule, remedy)
        values = {
            key: self._value(told, one, group.entries.get(key), entry)
            for key, one in FIELDS.items()
        }
        if len(self.sheet.problems) == before:
            self._agree(told, values, group)
        if len(self.sheet.problems) == before:
            self.figures[told.key] = _figure_of(told, values)

    def _value(self, told: UnitCost, one: Field, entry: Entry | None, place: Entry) -> Plain:
        """Return the value of one key of a unit cost, or `None` where it is absent or wrong."""
        address = f"costs.{told.key}.{one.key}"
        if entry is None:
            if one.key not in OPTIONAL:
                self._absent(place, address, one.rule(told), one.example(told))
            return None
        value = entry.node.value if isinstance(entry.node, Leaf) else None
        if value is None and isinstance(entry.node, Leaf):
            self._wrong(entry, address, "has no value", one.rule(told), one.example(told))
        elif value is None or not one.allows(told, value):
            self._wrong(entry, address, one.message, one.rule(told), one.remedy(told, entry.node))
        else:
            return value
        return None

    def _agree(self, told: UnitCost, values: dict[str, Plain], group: Branch) -> None:
        """Tell what is wrong between values that are right each by itself."""
        address, entries = f"costs.{told.key}", group.entries
        if self.price_year is not None and values["price_year"] != self.price_year:
            message = f"is not the price year of the book, {self.price_year}"
            remedy = f"bring the figure to prices of {self.price_year} and write {self.price_year}"
            self._wrong(entries["price_year"], f"{address}.price_year", message, NO_ADDING, remedy)
        if values["confirmed"] and values["grade"] == "placeholder":
            message, rule = "is confirmed and a placeholder", "a confirmed figure has a source"
            remedy = (
                "say where the figure is from, and grade it direct, analogous, expert or assumption"
            )
            self._wrong(entries["grade"], f"{address}.grade", message, rule, remedy)
        for key, sign in (("low", 1), ("high", -1)):
            bound, value = values[key], values["value"]
            if bound is not None and sign * (float(value) - float(bound)) < 0:  # type: ignore[arg-type]
                message = f"lies on the wrong side of the value, {value:g}"
                rule = "the value lies between low and high"
                self._wrong(entries[key], f"{address}.{key}", message, rule, "mend the range")

    def _wrong(self, entry: Entry, key: str, message: str, rule: str, remedy: str) -> None:
        """Tell what is wrong with a value, at its place; with none, at its key's."""
        node = entry.node
        if not isinstance(node, Leaf) or node.value is None:
            self._unknown(entry, key, message, rule, remedy)
            return
        self.sheet.problems.append(
            Problem(
                file=self.sheet.file, line=node.line, column=node.column, key=key,
                value=node.text[:60], message=message, rule=rule, remedy=remedy,
            )
        )  # fmt: skip

    def _unknown(self, entry: Entry, key: str, message: str, rule: str, remedy: str) -> None:
        """Tell what is wrong with a key, at its place."""
        self.sheet.problems.append(
            Problem(
                file=self.sheet.file, line=entry.line, column=entry.column, key=key,
                message=message, rule=rule, remedy=remedy,
            )
        )  # fmt: skip

    def _absent(self, place: Entry | Branch, key: str, rule: str, remedy: str) -> None:
        self.sheet.problems.append(
            Problem(
                file=self.sheet.file, line=place.line, column=place.column, key=key,
                message="is missing", rule=rule, remedy=remedy,
            )
        )  # fmt: skip


def _is_year(value: Plain) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and YEARS[0] <= value <= YEARS[1]


def _figure_of(told: UnitCost, values: dict[str, Plain]) -> Figure:
    """Return a figure from values that are all right; an unconfirmed one moves over the declared range."""
    value, confirmed = float(values["value"]), bool(values["confirmed"])  # type: ignore[arg-type]
    low, high = (value, value) if confirmed else told.moved
    given = (values["low"], values["high"])
    low = min(low, value) if given[0] is None else float(given[0])
    high = max(high, value) if given[1] is None else float(given[1])
    return Figure(
        key=told.key, value=value, low=low, high=high, unit=told.unit, payer=str(values["payer"]),
        price_year=int(values["price_year"]),  # type: ignore[arg-type]  # it was checked
        grade=str(values["grade"]), source=" ".join(str(values["source"]).split()),
        confirmed=confirmed,
    )  # fmt: skip
