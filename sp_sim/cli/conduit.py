"""`sp-sim conduit`: the part of each lever's effect that passes through involvement."""

from __future__ import annotations

from typing import Any

import click

from sp_sim.cli.options import drawn_options, experiment_options


@click.command("conduit")
@click.argument("scenario")
@click.option("--weeks", type=int, default=104, show_default=True, help="Weeks to simulate.")
@experiment_options(replications=100)
@drawn_options
def command(
    *, scenario: str, as_json: bool, quiet: bool, **asked: Any,  # noqa: ANN401 - the fields of Question
) -> None:  # fmt: skip
    """Measure what training, support, location and champions do through involvement in SCENARIO.

    Each is turned on and off, once with involvement as it comes and once with it held at its
    reference wherever it is felt; the difference is what passes through it.
    """
    from sp_sim.cli.reporting import told
    from sp_sim.cli.tables_of_conduit import in_words
    from sp_sim.experiments.conduit import conduit

    told(
        lambda more: conduit(scenario, **asked, **more),
        in_words, as_json=as_json, quiet=quiet,
    )  # fmt: skip
