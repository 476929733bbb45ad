"""`sp-sim run`: one scenario, lived with several seeds."""

from __future__ import annotations

from typing import Any

import click

from sp_sim.cli.options import (
    Asked,
    by_option,
    counterfactual_option,
    shared_options,
    uncertainty_options,
)
from sp_sim.results.dimensions import WHICH_MEASURES


@click.command("run", epilog=f"With --by. {WHICH_MEASURES}")
@click.argument("scenario")
@by_option
@counterfactual_option
@shared_options
@uncertainty_options
def command(scenario: str, **given: Any) -> None:  # noqa: ANN401 - the fields of Asked
    """Live SCENARIO, a file or the name of one that is shipped, and report its measures.

    Tables, a picture and a manifest that says where they came from are written.
    """
    from sp_sim.cli.telling import ask, tell
    from sp_sim.experiments.replicate import replicate
    from sp_sim.experiments.run import run
    from sp_sim.plots.trajectories import draw

    asked = Asked(**given)
    precise = asked.precise
    lived = replicate if precise else run
    result = ask(
        asked, [scenario], lambda more: lived(scenario, **precise, **asked.question, **more)
    )
    tell(asked, result, also=(draw,))
