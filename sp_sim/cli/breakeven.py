"""`sp-sim breakeven`: which belief would have to move, and how far, before the answer turns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sp_sim.cli.options import experiment_options
from sp_sim.cli.writing import check_new_folder

if TYPE_CHECKING:
    from sp_sim.results.breakeven import Breakeven


@click.command("breakeven")
@click.argument("base")
@click.argument("other")
@click.option(
    "--measure", "measures", multiple=True,
    help="What decides; may be given again. Referrals and exhaustion when left out.",
)  # fmt: skip
@click.option(
    "--most", type=int, default=30, show_default=True,
    help="Turns of each measure to pin down, those nearest first.",
)  # fmt: skip
@click.option("--weeks", type=int, default=104, show_default=True, help="Weeks to simulate.")
@click.option("--out", type=click.Path(path_type=Path), help="A folder for breakeven.json, tables.")
@click.option("--overwrite", is_flag=True, help="Replace other results of ours in --out.")
@experiment_options(replications=40)
def command(
    *, base: str, other: str, measures: tuple[str, ...], most: int, weeks: int, out: Path | None,
    overwrite: bool, area: Path | None, seed: int, replications: int, threads: int | None,
    as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Find for each uncertain parameter the value at which BASE or OTHER would be preferred instead.

    Each is taken to both ends of what is believed of it, alone; a turn is proved by fresh seeds on
    both sides. The table begins with what would take the least belief to move.
    """
    from sp_sim.cli.reporting import with_lines
    from sp_sim.cli.tables_of_breakeven import in_words
    from sp_sim.cli.telling import typed
    from sp_sim.experiments.breakeven import breakeven
    from sp_sim.results.write import as_json as to_json

    asked: dict[str, Any] = {
        "area": area, "weeks": weeks, "seed": seed, "replications": replications, "threads": threads,
        "most": most, **({"measures": measures} if measures else {}),
    }  # fmt: skip
    if out is not None:
        check_new_folder(out)
        refuse_used(out, overwrite=overwrite)
    found: Breakeven = with_lines(lambda more: breakeven(base, other, **asked, **more), quiet=quiet)
    if out is not None:
        found.save(out, overwrite=overwrite, command=typed())
    click.echo(to_json(found.document()) if as_json else in_words(found), nl=not as_json)
    if out is not None and not quiet:
        click.echo(f"\nWritten to {out}", err=as_json)


def refuse_used(folder: Path, *, overwrite: bool) -> None:
    """Refuse, before any work is done, a folder that holds anything, unless it may be replaced."""
    from sp_sim.results.write import check_folder

    check_folder(folder, {}, overwrite=overwrite)
