"""Design notes: what is wrong with a design file, each at its place, and the values that it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from sp_sim.errors import Problem
from sp_sim.scenario.check import faults_in
from sp_sim.scenario.form import as_value, declared, parameters
from sp_sim.scenario.inherit import nested
from sp_sim.scenario.tree import MOST_PROBLEMS, Branch, Leaf, Row

if TYPE_CHECKING:
    from sp_sim.param import Value
    from sp_sim.scenario.tree import Node


class Place(Protocol):
    """Whatever stands somewhere in a file."""

    line: int
    column: int


@dataclass
class Notes:
    """The problems of one file."""

    file: str
    problems: list[Problem]

    def add(self, place: Place, key: str, message: str, rule: str, remedy: str) -> None:
        """Note one problem; a single value is quoted."""
        value = place.text[:60] if isinstance(place, Leaf) else None
        self.problems.append(
            Problem(
                file=self.file, line=place.line, column=place.column, key=key, value=value or None,
                message=message, rule=rule, remedy=remedy,
            )
        )  # fmt: skip

    def first(self) -> list[Problem]:
        """Return the problems, each once; of very many, the first."""
        return list(dict.fromkeys(self.problems))[:MOST_PROBLEMS]

    def value(self, node: Node, key: str) -> Value | None:
        """Return a parameter's value as it stands in a file, checked; or note what is wrong with it."""
        told = plain(node)
        wrong = faults_in(nested({key: told}), declared(), self.file)
        if wrong:
            line, column = node.line, node.column
            self.problems.extend(
                replace(problem, line=line, column=column, key=key) for problem in wrong
            )
            return None
        return as_value(parameters(declared())[key], told)


def plain(node: Node) -> Any:  # noqa: ANN401 - what YAML says
    """Return what a node says, as plain values."""
    if isinstance(node, Branch):
        return {key: plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Row):
        return [plain(item) for item in node.items]
    return node.value
