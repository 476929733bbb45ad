"""Problems: what is wrong, as a person at a terminal reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sp_sim.errors import Problem


def in_words(problems: Iterable[Problem]) -> list[str]:
    """Return a line a problem, and its rule below where the message does not say it already."""
    lines = []
    for problem in problems:
        lines.append(str(problem))
        if problem.rule and problem.rule not in problem.message:
            lines.append(f"    rule: {problem.rule}")
    return lines
