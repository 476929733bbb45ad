"""Keep: documents made from the code are written whole, beside the code."""

from __future__ import annotations

from pathlib import Path

from sp_sim.errors import CouldNotFinishError

HERE = Path(__file__).parent


def keep(path: Path, text: str) -> Path:
    """Write a text, as a rule beside the code that it is made from, whole or not at all; return where."""
    aside = path.with_name(f"{path.name}.part")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError as error:
        message = f"{path} could not be written: {error.strerror}"
        raise CouldNotFinishError(message) from error
    return path
