"""`sp-sim sensitivity`: which of what varies decides an answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from sp_sim.cli.options import experiment_options
from sp_sim.cli.writing import check_new_folder

OWN = (
    "other", "factor", "points", "most", "second-order", "area", "weeks", "seed", "replications", "threads",
)  # fmt: skip
"""Options of a design of its own; a folder was lived already."""
METHODS = ("sobol", "morris", "lhs", "one-at-a-time")


@click.command("sensitivity")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--measure", "measures", multiple=True,
    help="What is decided; may be given again. Referrals and exhaustion when left out.",
)  # fmt: skip
@click.option(
    "--minus", type=click.Path(path_type=Path),
    help="A sweep of the same design with another scenario: ranks what decides the difference.",
)  # fmt: skip
@click.option("--method", type=click.Choice(METHODS), help="A folder knows; else morris.")
@click.option("--base", help="Without FOLDER: the scenario to live under a design of its own.")
@click.option("--other", help="With --base: ranks what decides the difference, other less base.")
@click.option(
    "--factor", multiple=True, help="Parameters to vary, such as burnout.*; all if left out."
)
@click.option(
    "--points", type=int, help="Sobol' rows, Morris trajectories or points of a hypercube."
)
@click.option("--most", type=int, help="Vary only the N parameters that move results most.")
@click.option(
    "--second-order", is_flag=True,
    help="With --base and sobol: what every two decide together; N (2k + 2) points, not N (k + 2).",
)  # fmt: skip
@click.option("--weeks", type=int, default=104, show_default=True, help="Weeks to simulate.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="A folder for sensitivity.json, table."
)
@click.option("--overwrite", is_flag=True, help="Replace other results of ours in --out.")
@experiment_options(replications=8)
def command(
    *, folder: Path | None, measures: tuple[str, ...], minus: Path | None, method: str | None,
    base: str | None, other: str | None, factor: tuple[str, ...], points: int | None, most: int | None,
    second_order: bool, weeks: int, out: Path | None, overwrite: bool, area: Path | None, seed: int, replications: int,
    threads: int | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Rank what varied in FOLDER, a finished sweep, by how much it decides each measure.

    Morris, Sobol', rank correlations or a tornado, as the sweep was designed. Without FOLDER, parameters
    that nobody knows are varied over their priors and lived at once: --base, and --other for a
    difference with the same people and luck.
    """
    from sp_sim.cli.breakeven import refuse_used
    from sp_sim.cli.reporting import with_lines
    from sp_sim.cli.tables_of_sensitivity import in_words
    from sp_sim.cli.telling import typed
    from sp_sim.experiments.sensitivity import sensitivity
    from sp_sim.results.write import as_json as to_json

    _check(folder, base, minus)
    if out is not None:
        check_new_folder(out)
        refuse_used(out, overwrite=overwrite)
    asked: dict[str, Any] = {"method": method, **({"measures": measures} if measures else {})}
    if folder is not None:
        found = sensitivity(folder, minus=minus, **asked)
    else:
        own: dict[str, Any] = {
            "base": base, "other": other, "factors": factor or None, "points": points, "most": most,
            "area": area, "weeks": weeks, "seed": seed, "replications": replications,
            "threads": threads, "second_order": second_order,
            "on_estimate": partial(click.echo, err=True) if second_order and not quiet else None,
        }  # fmt: skip
        found = with_lines(lambda more: sensitivity(**own, **asked, **more), quiet=quiet)
    if out is not None:
        found.save(out, overwrite=overwrite, command=typed())
    click.echo(to_json(found.document()) if as_json else in_words(found), nl=not as_json)
    if out is not None and not quiet:
        click.echo(f"\nWritten to {out}", err=as_json)


def _check(folder: Path | None, base: str | None, minus: Path | None) -> None:
    context = click.get_current_context()
    typed_in = [
        f"--{name}"
        for name in OWN
        if context.get_parameter_source(name.replace("-", "_")) is ParameterSource.COMMANDLINE
    ]
    if folder is None and base is None:
        message = "give the folder of a sweep, or --base to live a design of its own"
        raise click.UsageError(message)
    if folder is not None and (base is not None or typed_in):
        names = ", ".join((["--base"] if base is not None else []) + typed_in)
        message = f"{names} cannot be given with a folder: it was lived already"
        raise click.UsageError(message)
    if folder is None and minus is not None:
        message = "--minus is another sweep's folder; with --base, use --other"
        raise click.UsageError(message)
