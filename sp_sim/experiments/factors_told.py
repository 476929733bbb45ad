"""Factors told: the lines below `factors:`, each a list of values, a range, or a prior."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Protocol

from sp_sim.experiments.design_notes import Notes, plain
from sp_sim.experiments.factor import PLACES, SCENARIO, Factor
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario import meant
from sp_sim.scenario.tree import Branch, Leaf, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sp_sim.scenario.tree import Entry, Node

PRIOR = "prior"
RANGE = ("from", "to", "steps")
A_FACTOR = "a factor is a list of values, `{from: low, to: high}`, or `prior`"
MOST_STEPS = 10_000


class Named(Protocol):
    """What finds scenarios and areas by name, and notes those that it does not find."""

    def scenario_named(self, node: Node, key: str, notes: Notes | None = None) -> object: ...  # noqa: D102 - the class says it
    def area_named(self, node: Node, key: str, notes: Notes | None = None) -> object: ...  # noqa: D102 - as above


def factors_told(node: Node, kind: str, notes: Notes, named: Named) -> list[Factor]:
    """Return the factors that are told; what is wrong is noted."""
    if not isinstance(node, Branch):
        notes.add(
            node, "factors", "must be a group of `key: values` lines", A_FACTOR, "indent them"
        )
        return []
    found: dict[str, Factor] = {}
    for key, entry in node.entries.items():
        for factor in _factor(key, entry, kind, notes, named):
            if factor.key in found:
                rule, remedy = "a factor is varied once", "keep one of the two"
                notes.add(entry, key, f"varies {factor.key} again", rule, remedy)
            found[factor.key] = factor
    return list(found.values())


def is_known(key: str, place: Entry | Leaf, notes: Notes) -> bool:
    """Tell whether a key can be a factor; or note what may be meant."""
    if key in PARAMETERS or key in PLACES:
        return True
    near = [known for known, param in PARAMETERS.items() if param.name == key]
    remedy = f'did you mean "{near[0]}"?' if near else meant.did_you_mean(key, PARAMETERS)
    rule = "a factor is a parameter (section.name), scenario or area"
    notes.add(
        place, key, "is not a parameter", rule, remedy or "see them: sp-sim scenario baseline"
    )
    return False


def _factor(key: str, entry: Entry, kind: str, notes: Notes, named: Named) -> Iterator[Factor]:
    if "*" in key:
        yield from _all(key, entry, notes)
    elif is_known(key, entry, notes):
        factor = _one(key, entry.node, kind, notes, named)
        if factor is not None:
            yield factor


def _all(pattern: str, entry: Entry, notes: Notes) -> Iterator[Factor]:
    """Yield every uncertain parameter whose key fits a pattern such as `burnout.*`."""
    fits = [
        key for key, param in PARAMETERS.items()
        if fnmatchcase(key, pattern) and param.prior.family != "fixed" and param.is_number
    ]  # fmt: skip
    if not fits:
        rule, remedy = "a pattern such as burnout.* fits uncertain parameters", "name one parameter"
        notes.add(entry, pattern, "fits no uncertain parameter", rule, remedy)
    if plain(entry.node) != PRIOR:
        rule, remedy = (
            "parameters by pattern are varied over their priors",
            f"write `{pattern}: prior`",
        )
        notes.add(entry.node, pattern, "cannot have values of its own", rule, remedy)
    yield from (Factor(key, steps=2) for key in fits)


def _one(key: str, node: Node, kind: str, notes: Notes, named: Named) -> Factor | None:
    if isinstance(node, Row):
        return _listed(key, node, notes, named)
    if key in PLACES:
        remedy = f"write `{key}: [one, another]`"
        notes.add(
            node, key, "must be a list of names", f"{key} is varied over a list of names", remedy
        )
    elif isinstance(node, Branch):
        return _ranged(key, node, kind, notes)
    elif plain(node) == PRIOR:
        return _prior(key, node, kind, notes)
    else:
        notes.add(node, key, "must be values, a range or prior", A_FACTOR, "write `[low, high]`")
    return None


def _listed(key: str, row: Row, notes: Notes, named: Named) -> Factor | None:
    before = len(notes.problems)
    if key in PLACES:
        take = named.scenario_named if key == SCENARIO else named.area_named
        for item in row.items:
            take(item, key)
        values = [str(plain(item)) for item in row.items]
    else:
        values = [notes.value(item, key) for item in row.items]  # type: ignore[misc]  # noted where None
    if not row.items or len(set(values)) < len(values):
        rule = "a list of values, each once"
        notes.add(row, key, "has a value twice" if row.items else "is empty", rule, "list them")
    return Factor(key, tuple(values)) if len(notes.problems) == before else None


def _ranged(key: str, node: Branch, kind: str, notes: Notes) -> Factor | None:
    before = len(notes.problems)
    for word, entry in node.entries.items():
        if word not in RANGE:
            remedy = meant.did_you_mean(word, RANGE) or "delete it"
            notes.add(entry, f"{key}.{word}", "is not a word of a range", A_FACTOR, remedy)
    if not PARAMETERS[key].is_number:
        notes.add(node, key, "has words for values, and no range", A_FACTOR, "list its values")
    elif not {"from", "to"} <= set(node.entries):
        notes.add(node, key, "is no whole range", A_FACTOR, "write {from: low, to: high}")
    else:
        ends = [notes.value(node.entries[word].node, key) for word in ("from", "to")]
        if None not in ends and not ends[0] < ends[1]:  # type: ignore[operator]  # numbers
            rule, remedy = "a range goes from low to high", "exchange them, or list one value"
            notes.add(node, key, "does not rise", rule, remedy)
    steps = _steps(key, node, kind, notes)
    if len(notes.problems) > before:
        return None
    low, high = (float(end) for end in ends)  # type: ignore[arg-type]  # numbers
    return Factor(key, low=low, high=high, steps=steps)


def _prior(key: str, node: Node, kind: str, notes: Notes) -> Factor | None:
    param = PARAMETERS[key]
    if param.is_number and param.prior.family != "fixed":
        return Factor(key, steps=3 if kind == "grid" else 2)
    rule, remedy = (
        "only uncertain numbers have a prior",
        "write its values, or {from: low, to: high}",
    )
    notes.add(node, key, "has no prior: it is a choice", rule, remedy)
    return None


def _steps(key: str, node: Branch, kind: str, notes: Notes) -> int | None:
    if "steps" in node.entries:
        told = node.entries["steps"].node
        value = plain(told)
        if isinstance(value, int) and not isinstance(value, bool) and 2 <= value <= MOST_STEPS:
            return value
        rule = f"steps is a whole number from 2 to {MOST_STEPS}"
        notes.add(
            told, f"{key}.steps", "must be a whole number in its limits", rule, "write steps: 5"
        )
    elif kind == "grid" and PARAMETERS[key].kind != "count":
        rule, remedy = (
            "a range of a grid says how many values",
            "write {from: low, to: high, steps: 5}",
        )
        notes.add(node, key, "says no steps", rule, remedy)
    return None
