"""ODD: the description of the model after Grimm et al. 2020, assembled from the code."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.docs.keep import HERE, keep
from sp_sim.docs.markdown import constants, in_words, prose, section, table
from sp_sim.domain import needs, records, stages
from sp_sim.draws import Decision
from sp_sim.engine import rows
from sp_sim.mechanisms.registry import MECHANISMS, PARAMETERS
from sp_sim.mechanisms.week import WEEK
from sp_sim.world import build, offers, people, staff, world

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from sp_sim.param import Param

CITED = re.compile(r"\bE\d{3}\b|\b10\.\d{4,}/[^\s);,]+")
"""A row of `evidence.csv`, or a digital object identifier."""


def odd() -> str:
    """Return the whole description: the seven elements in their order."""
    blocks = (
        section(1, "The model, described after ODD 2020", prose("opening")),
        section(2, "1. Purpose and patterns", prose("purpose")),
        entities(),
        section(2, "3. Process overview and scheduling", prose("scheduling"), _week()),
        section(2, "4. Design concepts", prose("concepts"), _decisions()),
        section(2, "5. Initialisation", prose("initialisation"), _beginnings()),
        section(2, "6. Input data", prose("input"), sources()),
        section(2, "7. Submodels", prose("submodels"), *map(_submodel, MECHANISMS)),
    )
    return "\n\n".join(blocks) + "\n"


def entities() -> str:
    """Return the second element: entities in words, then every column of every table."""
    return section(
        2,
        "2. Entities, state variables and scales",
        prose("entities"),
        section(3, "Where a person stands, and how a referral ends", _stages()),
        section(3, "Kinds of need", _needs()),
        section(3, "Before the first week", *_tables(world)),
        section(3, "While the weeks run", *_tables(rows)),
        section(3, "What is recorded", *_tables(records)),
    )


def write(folder: Path = HERE) -> Path:
    """Write the description, as a rule beside the code that it is made from; return where."""
    return keep(folder / "odd.md", odd())


def _tables(module: ModuleType) -> list[str]:
    """Return every table that a module declares: what is said of it, and its columns."""
    return [
        section(4, f"`{name}`", said, _columns(getattr(module, name)))
        for name, said in constants(module).items()
        if name != "PARAMS" and isinstance(getattr(module, name), np.dtype)
    ]


def _columns(dtype: np.dtype[np.void]) -> str:
    columns = [(field, dtype[field].str.lstrip("<|")) for field in dtype.names or ()]
    return ", ".join(f"`{field}` ({kind})" for field, kind in columns)


def _stages() -> str:
    rows = [(f"`{ended.name}`", ended.value, stages.ENDED_WORDS[ended]) for ended in stages.Ended]
    standing = ", ".join(f"`{stage.name}` ({stage.value})" for stage in stages.Stage)
    return f"Stages: {standing}.\n\n" + table(("end", "number", "meaning"), rows)


def _needs() -> str:
    rows = [(f"`{need.name}`", need.value, needs.NEED_WORDS[need]) for need in needs.Need]
    return table(("need", "number", "meaning"), rows)


def _week() -> str:
    rows = [(number, phase.name, phase.meaning) for number, phase in enumerate(WEEK, start=1)]
    return table(("", "phase", "what happens"), rows)


def _decisions() -> str:
    names = ", ".join(f"`{decision.name}` ({decision.value})" for decision in Decision)
    return section(3, "Every question that chance answers", f"{names}.")


def _beginnings() -> str:
    told = [
        _equation(function)
        for module in (build, people, staff, offers)
        for function in _public(module)
    ]
    return "\n".join(told)


def sources() -> str:
    """Return the evidence that parameters cite, and the parameters that rest on each row."""
    used: dict[str, list[str]] = defaultdict(list)
    for key, declared in PARAMETERS.items():
        for cited in sorted(set(CITED.findall(declared.source))):
            used[cited].append(f"`{key}`")
    return table(
        ("source", "parameters that rest on it"),
        [(cited, ", ".join(keys)) for cited, keys in sorted(used.items())],
    )


def _submodel(module: ModuleType) -> str:
    title = module.__name__.rpartition(".")[2]
    rule = inspect.getdoc(module) or ""
    sentence, _, labelled = rule.partition("\n\n")
    equations = "\n".join(_equation(function) for function in _public(module))
    return section(
        3,
        title.capitalize(),
        sentence,
        labelled_lines(labelled),
        _parameters(module.SECTION.params),
        equations,
    )


def labelled_lines(text: str) -> str:
    """Return the five labelled lines of a mechanism as a list, with continued lines joined."""
    joined = re.sub(r"\n\s+", " ", text)
    return re.sub(r"^(\w+): ", r"- *\1*: ", joined, flags=re.MULTILINE)


def _parameters(params: tuple[Param, ...]) -> str:
    heads = ("parameter", "default", "unit", "limits", "prior", "grade", "source", "meaning")
    return table(heads, map(_parameter, params))


def _parameter(declared: Param) -> tuple[object, ...]:
    return (
        f"`{declared.key}`" + (" (lever)" if declared.lever else ""),
        in_words(declared.default),
        declared.unit,
        ", ".join(declared.choices)
        if declared.choices
        else "{:g} to {:g}".format(*declared.limits),
        declared.prior if declared.is_number else "",
        declared.grade,
        declared.source,
        declared.meaning,
    )


def _public(module: ModuleType) -> list[Callable[..., object]]:
    """Return the public functions that a module defines, in the order of its text."""
    found = [
        member
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if member.__module__ == module.__name__ and not name.startswith("_")
    ]
    return sorted(found, key=lambda function: function.__code__.co_firstlineno)


def _equation(function: Callable[..., object]) -> str:
    """Return a function as a line of a list: its name, its terms, and what it says of itself."""
    terms = ", ".join(inspect.signature(function).parameters)
    said = " ".join((inspect.getdoc(function) or "").split())
    return f"- `{function.__name__}({terms})`: {said}"
