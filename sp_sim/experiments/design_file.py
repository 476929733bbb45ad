"""Design file: a YAML file becomes a design, with every problem at its line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sp_sim.errors import Problem, Problems
from sp_sim.experiments import design_points
from sp_sim.experiments.design import KINDS, SIZES, Design, size_problem
from sp_sim.experiments.design_notes import Notes, plain
from sp_sim.experiments.ensemble import KINDS as KINDS_OF_DRAWS
from sp_sim.experiments.factor import AREA, SCENARIO, Factor
from sp_sim.experiments.factors_told import factors_told
from sp_sim.experiments.live import MOST_REPLICATIONS, MOST_WEEKS, read_area
from sp_sim.scenario import load, meant, paths
from sp_sim.scenario.read import read
from sp_sim.scenario.tree import Branch, Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.param import Value
    from sp_sim.results.arm import Draws
    from sp_sim.scenario.scenario import Scenario
    from sp_sim.scenario.tree import Node

Found = TypeVar("Found")

FOLDER = "designs"
ALWAYS = (
    "name",
    "asks",
    "notes",
    "kind",
    "scenario",
    "area",
    "weeks",
    "seed",
    "replications",
    "draws",
    "chunk",
)
OWN = {
    "grid": ("factors",),
    "latin-hypercube": ("factors", "points", "sampling_seed"),
    "sobol": ("factors", "points", "second_order", "sampling_seed"),
    "morris": ("factors", "trajectories", "levels", "sampling_seed"),
    "one-at-a-time": ("factors",),
    "csv": ("file",),
}
"""The keys that a design of each kind has beside those that all have."""
WHOLE = {
    "weeks": (1, MOST_WEEKS, 104),
    "seed": (0, 2**53, 1),
    "replications": (1, MOST_REPLICATIONS, 4),
    "chunk": (1, 100_000, None),
    "points": (2, 10_000_000, None),
    "trajectories": (1, 1_000_000, None),
    "levels": (2, 100, 4),
    "sampling_seed": (0, 2**53, 1),
}
"""Keys that are whole numbers: lowest, highest, and what holds where they are left out."""
A_DESIGN = "a design has kind, factors, and what its kind needs; see the shipped ones"


def shipped() -> Path:
    """Return the folder of the designs that come with the program."""
    return paths.shipped() / FOLDER


def load_design(name_or_path: str | Path) -> Design:
    """Return the design in a file, or the shipped one of that name; raise every problem at once."""
    path = _locate(name_or_path)
    sheet = read(path)
    notes = Notes(sheet.file, list(sheet.problems))
    design = None if sheet.root is None else _Reader(path, sheet.root, notes).design()
    if notes.problems or design is None:
        raise Problems(notes.first())
    return design


def is_design(path: Path) -> bool:
    """Tell whether a file reads as a design rather than a scenario: it says its `kind` or `factors`."""
    root = read(path).root if paths.is_file(path) else None
    return root is not None and bool({"kind", "factors"} & set(root.entries))


class _Reader:
    """Reads one sheet; what is wrong is noted."""

    def __init__(self, path: Path, root: Branch, notes: Notes) -> None:
        self.path = path
        self.root = root
        self.notes = notes

    def design(self) -> Design | None:
        kind = self._kind()
        self._refuse_unknown(kind)
        whole = {key: self._whole(key) for key in WHOLE}
        words = {key: self._words(key) for key in ("name", "asks", "notes")}
        scenario, area = self._scenario("scenario"), self._area("area")
        factors, rows = self._factors(kind)
        self._needs(kind, factors)
        if self.notes.problems or kind is None or scenario is None or area is None:
            return None
        made = Design(
            name=words["name"] or self.path.stem, asks=words["asks"], notes=words["notes"], kind=kind,
            scenarios=self._named(SCENARIO, factors, rows, scenario),
            areas=self._named(AREA, factors, rows, area), factors=tuple(factors), rows=tuple(rows),
            weeks=whole["weeks"], seed=whole["seed"], replications=whole["replications"],
            size=whole.get(SIZES.get(kind, "")), levels=whole["levels"], chunk=whole["chunk"],
            second_order=self._second_order(), draws=self._draws(), sampling_seed=whole["sampling_seed"],
        )  # fmt: skip
        wrong = size_problem(made)
        if wrong is not None:
            key = SIZES.get(kind, "factors")
            self.notes.add(
                self._entry(key), key, wrong[0], "a size that the kind can have", wrong[1]
            )
        return made

    def _kind(self) -> str | None:
        told = plain(self._node("kind"))
        if told in KINDS:
            return str(told)
        rule = f"kind is one of {', '.join(KINDS)}"
        remedy = meant.did_you_mean(told, KINDS) or "write `kind: grid`"
        message = "is missing" if "kind" not in self.root.entries else "is no kind of design"
        self.notes.add(self._entry("kind"), "kind", message, rule, remedy)
        return None

    def _refuse_unknown(self, kind: str | None) -> None:
        every = {key for keys in OWN.values() for key in keys}
        known = (*ALWAYS, *(OWN[kind] if kind else sorted(every)))
        for key, entry in self.root.entries.items():
            if key in known:
                continue
            elsewhere = [name for name, keys in OWN.items() if key in keys]
            message = "is not a key of a design"
            remedy = meant.did_you_mean(key, known) or "delete the line"
            if elsewhere:
                message = f"is not a key of a {kind} design, but of {', '.join(elsewhere)}"
            self.notes.add(entry, key, message, f"keys are {', '.join(known)}", remedy)

    def _whole(self, key: str) -> Any:  # noqa: ANN401 - a number, or nothing where that is right
        low, high, usual = WHOLE[key]
        if key not in self.root.entries:
            return usual
        told = plain(self._node(key))
        if isinstance(told, int) and not isinstance(told, bool) and low <= told <= high:
            return told
        rule = f"{key} is a whole number from {low} to {high}"
        remedy = f"write {key}: {usual or low}"
        self.notes.add(self._node(key), key, "must be a whole number in its limits", rule, remedy)
        return usual

    def _words(self, key: str) -> str:
        told = plain(self._node(key)) if key in self.root.entries else ""
        if isinstance(told, str):
            return " ".join(told.split())
        rule, remedy = f"{key} is text", "put quotation marks around it"
        self.notes.add(self._node(key), key, "must be text", rule, remedy)
        return ""

    def _draws(self) -> Draws:
        told = plain(self._node("draws")) if "draws" in self.root.entries else "posterior"
        found = next((kind for kind in KINDS_OF_DRAWS if kind == told), None)
        if found is None:
            rule = f"draws are one of {', '.join(KINDS_OF_DRAWS)}"
            remedy = meant.did_you_mean(told, KINDS_OF_DRAWS) or "leave it out for posterior"
            self.notes.add(self._node("draws"), "draws", "are none that there are", rule, remedy)
        return found or "point"

    def _second_order(self) -> bool:
        told = plain(self._node("second_order")) if "second_order" in self.root.entries else False
        if not isinstance(told, bool):
            rule, remedy = "second_order is true or false", "write second_order: false"
            self.notes.add(
                self._node("second_order"), "second_order", "must be true or false", rule, remedy
            )
        return told is True

    def _factors(self, kind: str | None) -> tuple[list[Factor], list[tuple[Value, ...]]]:
        if kind == "csv":
            return design_points.points_told(self._node("file"), self.path.parent, self.notes, self)
        if "factors" not in self.root.entries:
            return [], []
        return factors_told(self._node("factors"), kind or "grid", self.notes, self), []

    def _needs(self, kind: str | None, factors: Sequence[Factor]) -> None:
        needed = [key for key in (SIZES.get(kind or ""),) if key] + (
            ["file"] if kind == "csv" else []
        )
        for key in needed:
            if key not in self.root.entries:
                self.notes.add(self.root, key, "is missing", A_DESIGN, f"write `{key}: ...`")
        if not factors and kind != "csv" and not self.notes.problems:
            remedy = "write below it `section.name: [value, value]` lines"
            self.notes.add(
                self._entry("factors"), "factors", "has nothing to vary", A_DESIGN, remedy
            )

    def scenario_named(self, node: Node, key: str, notes: Notes | None = None) -> Scenario | None:
        """Return a scenario by its name, from this folder or shipped; or note why not."""
        told = plain(node)
        found = None
        if isinstance(told, str) and paths.is_name(told):
            found = paths.find(told, self.path.parent)
        if found is None:
            near = meant.did_you_mean(told, paths.names()) if isinstance(told, str) else None
            remedy = near or f"shipped are {', '.join(paths.names())}"
            rule = "a scenario is given by its name, from this folder or shipped"
            (notes or self.notes).add(node, key, "names no scenario", rule, remedy)
            return None
        return self._loaded(lambda: load(found))

    def area_named(self, node: Node, key: str, notes: Notes | None = None) -> Area | None:
        """Return an area by its file, from this folder; `box` is the one in the box."""
        told = plain(node)
        if told == "box":
            return read_area(None)
        rule = "an area is given by the name of its .csv file, from here, or box"
        if not isinstance(told, str) or not paths.is_file(self.path.parent / told):
            remedy = "write `area: box`, or the name of a file beside the design"
            (notes or self.notes).add(node, key, "names no area file", rule, remedy)
            return None
        return self._loaded(lambda: read_area(self.path.parent / told))

    def _loaded(self, take: Callable[[], Found]) -> Found | None:
        try:
            return take()
        except Problems as wrong:
            self.notes.problems.extend(wrong.problems)
        return None

    def _scenario(self, key: str) -> Scenario | None:
        if key in self.root.entries:
            return self.scenario_named(self._node(key), key)
        return load("baseline")

    def _area(self, key: str) -> Area | None:
        return (
            self.area_named(self._node(key), key) if key in self.root.entries else read_area(None)
        )

    def _named(
        self,
        key: str,
        factors: Sequence[Factor],
        rows: Sequence[Any],
        usual: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        """Return scenarios or areas by name: those that are varied, or the one that holds throughout."""
        place = next((at for at, factor in enumerate(factors) if factor.key == key), None)
        if place is None:
            return {usual.name if key == SCENARIO else "area": usual}
        names = [row[place] for row in rows] if rows else factors[place].values
        unplaced = Leaf(1, 1, "", is_plain=False)
        take = self.scenario_named if key == SCENARIO else self.area_named
        named = {}
        for name in dict.fromkeys(map(str, names)):
            unplaced.text = name
            named[name] = take(unplaced, key)
        return named

    def _node(self, key: str) -> Node:
        entry = self.root.entries.get(key)
        return self.root if entry is None else entry.node

    def _entry(self, key: str) -> Any:  # noqa: ANN401 - a place
        return self.root.entries.get(key, self.root)


def _locate(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    if paths.is_file(path):
        return path
    name = str(name_or_path)
    if paths.is_name(name):
        found = shipped() / (name.removesuffix(paths.SUFFIX) + paths.SUFFIX)
        if paths.is_file(found):
            return found
    known = paths.names(shipped())
    remedy = meant.did_you_mean(path.stem, known) or f"shipped are {', '.join(known)}"
    rule = "a design is a .yaml file, or the name of one that is shipped"
    problem = Problem(file=name, message="there is no such design", rule=rule, remedy=remedy)
    raise Problems([problem])
