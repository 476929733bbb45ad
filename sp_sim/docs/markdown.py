"""Markdown: tables and code told as text, and prose kept beside the code."""

from __future__ import annotations

import ast
import inspect
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType


def prose(name: str) -> str:
    """Return a text that is written by hand, from the folder `prose`."""
    file = resources.files("sp_sim.docs") / "prose" / f"{name}.md"
    return file.read_text(encoding="utf-8").strip()


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; bars within cells are kept apart from those between them."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(content: object) -> str:
    return " ".join(str(content).replace("|", "\\|").split())


def constants(module: ModuleType) -> dict[str, str]:
    """Return the constants of a module, each with the string that follows it and explains it."""
    statements = ast.parse(inspect.getsource(module)).body
    told: dict[str, str] = {}
    for statement, following in pairwise([*statements, ast.Pass()]):
        name = _constant(statement)
        if name:
            told[name] = inspect.cleandoc(_string(following))
    return told


def _constant(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return None


def _string(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return str(statement.value.value)
    return ""


def section(level: int, title: str, *blocks: str) -> str:
    """Return a heading of a level and what stands under it."""
    return "\n\n".join([f"{'#' * level} {title}", *(block for block in blocks if block)])


def in_words(value: object) -> str:
    """Return a parameter's value as it is told."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
