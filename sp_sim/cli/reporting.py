"""Reporting: an experiment that leaves no folder is asked with progress shown, and printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from sp_sim.cli.telling import watched

if TYPE_CHECKING:
    from collections.abc import Callable


class Documented(Protocol):
    """Whatever can be told as one JSON document."""

    def document(self) -> dict[str, Any]: ...  # noqa: D102 - the class says it


Found = TypeVar("Found", bound=Documented)


def told(
    experiment: Callable[[dict[str, Any]], Found], in_words: Callable[[Found], str],
    *, as_json: bool, quiet: bool, unit: str = "seed",
) -> Found:  # fmt: skip
    """Run an experiment, print what it found (a document, or words), and return it."""
    found = watched(experiment, quiet=quiet, unit=unit)
    if as_json:
        click.echo(json.dumps(found.document(), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(in_words(found))
    return found
