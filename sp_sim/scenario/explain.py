"""Explain: one value of a scenario, who set it, and everything that was declared of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problems
from sp_sim.scenario.differences import in_words
from sp_sim.scenario.form import Sections, as_value, declared, parameters
from sp_sim.scenario.inherit import chain, placed_by, unknown_key
from sp_sim.scenario.scenario import DEFAULT, Origin
from sp_sim.scenario.where import FINER
from sp_sim.scenario.wording import rule_of

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.param import Param, Value
    from sp_sim.scenario.where import Where


@dataclass(frozen=True)
class Setter:
    """Somebody who set the value; `week` is 0 for the start and later for a dated change."""

    week: int
    value: Value
    origin: Origin
    where: Where | None = None


@dataclass(frozen=True)
class Explanation:
    """Everything there is to say of one value: the newest setter first, the default last."""

    param: Param
    scenario: str
    setters: tuple[Setter, ...]
    changes: tuple[Setter, ...]
    placed: tuple[Setter, ...] = ()

    @property
    def value(self) -> Value:
        """The value at the start of a run."""
        return self.setters[0].value

    def __str__(self) -> str:
        """Return the explanation as lines of text."""
        param = self.param
        rows = [("set by", str(self.setters[0].origin))]
        rows.extend(("instead of", _line(setter)) for setter in self.setters[1:])
        rows.extend((f"from week {one.week}", _line(one)) for one in self.changes)
        for one in self.placed:
            rows += [(f"from week {one.week}", f"for {one.where}:"), ("", _line(one))]
        rows.extend(
            [
                ("default", in_words(as_value(param, param.default))),
                ("must be", rule_of(param)),
                ("prior", str(param.prior)),
                ("grade", param.grade),
                ("source", param.source),
                ("kind", _kind(param)),
                ("set for", _reach(param)),
                ("meaning", param.meaning),
            ]
        )
        head = f"{param.key} = {in_words(self.value)} ({param.unit}) in {self.scenario}"
        return "\n".join([head, *(f"  {name:<14}{text}" for name, text in rows)])

    def as_document(self) -> dict[str, Any]:
        """Return the explanation as one JSON-ready object."""
        param = self.param
        return {
            "key": param.key,
            "scenario": self.scenario,
            "value": self.value,
            "unit": param.unit,
            "set_by": [_document(setter) for setter in self.setters],
            "changes": [_document(setter) for setter in self.changes],
            "places": [_document(setter) for setter in self.placed],
            "default": param.default,
            "rule": rule_of(param),
            "prior": str(param.prior),
            "grade": param.grade,
            "source": param.source,
            "meaning": param.meaning,
            "lever": param.lever,
            "dated": param.dated,
            "place": param.place,
        }


def explain(name_or_path: str | Path, key: str, *, sections: Sections | None = None) -> Explanation:
    """Return who set the value, whom they overrode, and what was declared of it."""
    sections = declared() if sections is None else sections
    told = chain(name_or_path, sections)
    if key not in parameters(sections):
        raise Problems([unknown_key(key, sections, told[-1].file)])
    param = parameters(sections)[key]
    setters = [Setter(0, as_value(param, param.default), DEFAULT)]
    changes: list[Setter] = []
    placed: dict[str, list[Setter]] = {}
    for one in told:
        if key in one.values:
            setting = one.values[key]
            setters.append(Setter(0, setting.value, Origin(one.file, setting.line, one.name)))
        if one.changes is not None:
            changes = [
                Setter(change.week, setting.value, Origin(one.file, setting.line, one.name))
                for change in one.changes
                for name, setting in change.values.items()
                if name == key and change.where is None
            ]
        for name, items in placed_by(one).items():
            placed[name] = [
                Setter(
                    item.week or 0,
                    setting.value,
                    Origin(one.file, setting.line, one.name),
                    item.where,
                )
                for item in items
                for changed, setting in item.values.items()
                if changed == key
            ]
    changes.sort(key=lambda setter: setter.week)
    there = sorted((each for some in placed.values() for each in some), key=lambda one: one.week)
    return Explanation(param, told[-1].name, tuple(reversed(setters)), tuple(changes), tuple(there))


def _line(setter: Setter) -> str:
    return (
        f"{in_words(setter.value)}, {'the' if setter.origin == DEFAULT else 'by'} {setter.origin}"
    )


def _kind(param: Param) -> str:
    sort = "lever: somebody may choose it" if param.lever else "assumption: nobody chooses it"
    return sort + ("" if param.dated else "; fixed when a run starts")


def _reach(param: Param) -> str:
    if param.place == "all":
        return "all alike"
    kinds = sorted(FINER[param.place])
    return f"all, or some places: {', '.join(kinds)}"


def _document(setter: Setter) -> dict[str, Any]:
    origin = setter.origin
    return {
        "week": setter.week, "value": setter.value, "file": origin.file, "line": origin.line,
        "scenario": origin.scenario, "where": None if setter.where is None else str(setter.where),
    }  # fmt: skip
