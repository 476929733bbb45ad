"""`sp-sim calibrate`: fit what is not known to the published patterns, into an ensemble."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sp_sim.experiments.calibration.summary import Calibration


@click.command("calibrate")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder to work in."
)
@click.option("--resume", is_flag=True, help="Go on in a folder that was left; start if it is new.")
@click.option(
    "--scenario", default="baseline", show_default=True, help="The reference: FILE or name."
)
@click.option(
    "--area",
    type=click.Path(path_type=Path),
    help="An area file; the made-up area in the box when left out.",
)
@click.option(
    "--budget", type=int, default=2400, show_default=True, help="Parameter sets to live in all."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The first seed.")
@click.option("--threads", type=int, help="Processor cores to use; all when left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option("--quiet", is_flag=True, help="No progress, no hints.")
def command(
    *, out: Path, resume: bool, scenario: str, area: Path | None, budget: int, seed: int,
    threads: int | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Fit the uncertain parameters to the published patterns, into an ensemble and never a point.

    Parameters that move no pattern stay draws from their priors. The work is kept in --out batch by
    batch; the ensemble is posterior.csv there, with its manifest, and diagnosis.json says how far to
    trust it. A budget of 2,400 takes some twenty minutes on two cores.
    """
    from sp_sim.cli.reporting import told
    from sp_sim.cli.tables_of_calibration import in_words
    from sp_sim.cli.writing import check_new_folder
    from sp_sim.experiments.calibrate import calibrate
    from sp_sim.plots.calibration import draw

    check_new_folder(out)

    def experiment(more: dict[str, Any]) -> Calibration:
        found = calibrate(
            out, scenario, area, budget=budget, resume=resume, seed=seed, threads=threads,
            on_stage=None if quiet else _tell, **more,
        )  # fmt: skip
        draw(found, out)
        return found

    told(experiment, in_words, as_json=as_json, quiet=quiet, unit="set")
    if not quiet:
        names = "posterior.csv, posterior.json, diagnosis.json, calibration.png"
        click.echo(f"\nWritten to {out}: {names}", err=True)


def _tell(words: str) -> None:
    click.echo(words, err=True)
