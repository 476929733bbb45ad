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
Made = TypeVar("Made")


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


def with_lines(experiment: Callable[[dict[str, Any]], Made], *, quiet: bool) -> Made:
    """Run an experiment with a bar, or with lines now and then where no bar can be shown."""
    from sp_sim.cli.sweep import lines

    def shown(more: dict[str, Any]) -> Made:
        show = more["on_progress"] or (None if quiet else lines())
        return experiment(more | {"on_progress": show})

    return watched(shown, quiet=quiet)
