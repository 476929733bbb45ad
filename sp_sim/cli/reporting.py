"""Reporting: an experiment that leaves no folder is asked with progress shown, and printed."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from sp_sim.cli.progress import preparing, progress
from sp_sim.cli.telling import LIVING, is_warm

if TYPE_CHECKING:
    from collections.abc import Callable


class Documented(Protocol):
    """Whatever can be told as one JSON document."""

    def document(self) -> dict[str, Any]: ...  # noqa: D102 - the class says it


Found = TypeVar("Found", bound=Documented)


def told(
    experiment: Callable[[dict[str, Any]], Found], in_words: Callable[[Found], str],
    *, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Run an experiment and print what it found: a document, or words."""
    with ExitStack() as stack:
        show = stack.enter_context(progress(quiet=quiet, unit="seed"))
        needed = not LIVING and not is_warm()
        stack.enter_context(preparing(quiet=quiet, needed=needed))
        found = experiment({"on_progress": show} | LIVING)
    if as_json:
        click.echo(json.dumps(found.document(), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(in_words(found))
