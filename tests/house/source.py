"""The files of the project as the house tests see them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def modules(*rooms: str) -> list[Path]:
    """Return the Python files of some top folders."""
    return sorted(path for room in rooms for path in (CHECKOUT / room).rglob("*.py"))


def project_files() -> list[Path]:
    """Return every file that is, or is about to be, part of the project."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := CHECKOUT / name).is_file()]


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module's text."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def told(path: Path) -> str:
    """Return a path as it is told in a failure: from the top of the project."""
    return path.relative_to(CHECKOUT).as_posix()
