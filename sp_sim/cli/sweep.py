"""`sp-sim sweep`: every run of a design, kept so that nothing is ever lost or lived twice."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.results.store import Store

    Progress = Callable[[int, int], None]

SECONDS_BETWEEN_LINES = 30.0
SIZES = ("replications", "points", "trajectories")


@click.command("sweep")
@click.argument("design")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder of the sweep."
)
@click.option("--resume", is_flag=True, help="Go on in --out, if there is anything; else start.")
@click.option(
    "--expand", "expand", multiple=True, metavar="SIZE=N",
    help="Grow the sweep in --out: replications=N, points=N or trajectories=N.",
)  # fmt: skip
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes; one a core if left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option("--quiet", is_flag=True, help="No estimate, no progress, no hints.")
def command(
    design: str, out: Path, *, resume: bool, expand: tuple[str, ...], cluster: str | None,
    workers: int | None, as_json: bool, quiet: bool,
) -> int:  # fmt: skip
    """Live every run of DESIGN, a file or the name of one that is shipped.

    Stopped at any moment, it goes on with --resume and ends with the same files. Exits 1 when some
    runs failed: each is a row with its cause.
    """
    from sp_sim.cli.writing import check_new_folder

    check_new_folder(out)
    given = {"resume": resume, "expand": _sizes(expand), "cluster": cluster, "workers": workers}
    try:
        store = _swept(design, out, given, quiet=quiet)
    except KeyboardInterrupt:
        if not quiet:
            click.echo(f"stopped; what is done is kept in {out}: go on with --resume", err=True)
        raise
    _tell(store, as_json=as_json, quiet=quiet)
    return 1 if store.failed else 0


def _swept(design: str, out: Path, given: dict[str, Any], *, quiet: bool) -> Store:
    from sp_sim.cli.telling import watched
    from sp_sim.experiments.sweep import sweep

    def experiment(more: dict[str, Any]) -> Store:
        show = more["on_progress"] or (None if quiet else lines())
        say = None if quiet else (lambda told: click.echo(told.words(), err=True))
        return sweep(design, out, **given, on_progress=show, on_estimate=say)

    return watched(experiment, quiet=quiet)


def _sizes(expand: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for told in expand:
        name, _, number = told.partition("=")
        if name not in SIZES or not number.isdecimal():
            message = f"--expand {told}: write one of {', '.join(f'{size}=N' for size in SIZES)}"
            raise click.UsageError(message)
        found[name] = int(number)
    return found


def lines(clock: Callable[[], float] = time.monotonic) -> Progress:
    """Return what tells of progress in lines, now and then, where no bar can be shown."""
    began: list[tuple[float, int]] = []
    told = [clock()]

    def show(done: int, runs: int) -> None:
        now = clock()
        if not began:
            began.append((now, done))
        if now - told[0] < SECONDS_BETWEEN_LINES or done == began[0][1]:
            return
        told[0] = now
        left = (now - began[0][0]) * (runs - done) / (done - began[0][1])
        print(f"{done:,} of {runs:,} runs, {in_minutes(left)} left", file=sys.stderr, flush=True)

    return show


def in_minutes(seconds: float) -> str:
    """Return a time in words."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _tell(store: Store, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        from sp_sim.results.write import as_json as text

        click.echo(text({"folder": str(store.folder), "manifest": store.manifest}), nl=False)
        return
    told = store.manifest
    click.echo(f"{told['runs']:,} runs of {told['points']:,} points are in {store.folder}")
    if store.failed:
        click.echo(
            f"{store.failed:,} of them failed; their causes: sp-sim results show {store.folder}"
        )
    if not quiet:
        click.echo(f"Next: sp-sim results show {store.folder}", err=True)
