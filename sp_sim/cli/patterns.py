"""`sp-sim patterns`: what is published against what the model gives, all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sp_sim.cli.options import experiment_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command("patterns")
@click.option(
    "--scenario", default="baseline", show_default=True, help="The reference: FILE or name."
)
@click.option(
    "--draws",
    type=int,
    default=1,
    show_default=True,
    help="Above 1: also how far values range over so many draws of all that is not known.",
)
@click.option(
    "--belief",
    type=click.Choice(["posterior", "prior"]),
    default="posterior",
    show_default=True,
    help="What --draws are made from: what is believed after calibration, or before it.",
)
@experiment_options(replications=60)
def command(
    *, scenario: str, draws: int, belief: str, area: Path | None, seed: int, replications: int,
    threads: int | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Report the sixteen published patterns and the eight signs, whatever comes of them.

    The mature scenario is lived for six years and a launch of 250 networks for four: a minute or
    two, and much longer with --draws.
    """
    from sp_sim.cli.reporting import told
    from sp_sim.cli.tables_of_patterns import in_words
    from sp_sim.experiments.patterns import patterns

    told(
        lambda more: patterns(
            scenario, area, draws=draws, belief=belief, seed=seed, replications=replications, threads=threads,
            **more,
        ),
        in_words, as_json=as_json, quiet=quiet,
    )  # fmt: skip
