"""Telling: an experiment is asked with progress shown, its result is kept and printed."""

from __future__ import annotations

import shlex
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sp_sim.cli.progress import preparing, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sp_sim.cli.options import Asked
    from sp_sim.results.result import Result

    Also = Callable[[Result, Path], object]

Made = TypeVar("Made")
LIVING: dict[str, Any] = {}
"""What experiments are given beside the question; tests put small worlds here."""


def ask(
    asked: Asked, scenarios: Sequence[str], experiment: Callable[[dict[str, Any]], Result]
) -> Result:
    """Run an experiment with its progress shown; refuse first a folder that could not be used."""
    refuse_used_folder(asked, scenarios)
    return watched(experiment, quiet=asked.quiet)


def watched(
    experiment: Callable[[dict[str, Any]], Made], *, quiet: bool, unit: str = "run"
) -> Made:
    """Run an experiment with its progress shown."""
    with ExitStack() as stack:
        show = stack.enter_context(progress(quiet=quiet, unit=unit))
        needed = not LIVING and not is_warm()
        stack.enter_context(preparing(quiet=quiet, needed=needed))
        return experiment({"on_progress": show} | LIVING)


def refuse_used_folder(asked: Asked, scenarios: Sequence[str]) -> None:
    """Raise before any work is done when `--out` is in use, or cannot be written to."""
    from sp_sim.cli.writing import check_new_folder
    from sp_sim.results.write import FOLDER

    check_new_folder(asked.out or FOLDER / "any")
    if asked.out is None or asked.overwrite or not asked.out.exists():
        return
    from sp_sim.experiments.live import Question, read_scenario
    from sp_sim.results.manifest import identity
    from sp_sim.results.write import check_folder

    question = Question(**asked.question).asked()
    told = identity([read_scenario(name) for name in scenarios], question)
    if asked.precision:
        told["seeds"] = "as many as it takes"  # so no folder can be known to hold the same
    check_folder(asked.out, told)


def tell(asked: Asked, result: Result, *, also: Sequence[Also] = ()) -> Path:
    """Keep a result in its folder, print it, and return the folder."""
    folder = keep(asked, result, also=also)
    if asked.as_json:
        from sp_sim.results.write import as_json

        click.echo(as_json(result.document()), nl=False)
    else:
        from sp_sim.cli.tables import result_in_words

        click.echo(result_in_words(result))
    if not asked.quiet:
        click.echo(_written(folder), err=asked.as_json)
    return folder


def keep(asked: Asked, result: Result, *, also: Sequence[Also] = ()) -> Path:
    """Write a result to `--out`, or to a folder of its name that is free."""
    from sp_sim.results.write import free_folder

    folder = asked.out or free_folder(result.folder_name, result.manifest)
    return result.save(folder, overwrite=asked.overwrite, command=typed(), also=tuple(also))


def typed() -> str:
    """Return the command as it was typed."""
    return shlex.join(["sp-sim", *sys.argv[1:]])


def _written(folder: Path) -> str:
    files = sorted(folder.iterdir())
    pictures = [path for path in files if path.suffix == ".png"]
    lines = [f"\nWritten to {folder} ({len(files)} files)"]
    lines += [f"Picture: {picture}" for picture in pictures]
    return "\n".join(lines)


def is_warm() -> bool:
    """Return whether the compiled engine is ready to be loaded."""
    from sp_sim.engine.compiled import is_warm

    return bool(is_warm())
