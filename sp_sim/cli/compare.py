"""`sp-sim compare`: scenarios against a base, paired by seed."""

from __future__ import annotations

from typing import Any

import click

from sp_sim.cli.options import Asked, counterfactual_option, shared_options


@click.command("compare")
@click.argument("base")
@click.argument("others", nargs=-1, required=True)
@counterfactual_option
@shared_options
def command(base: str, others: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 - of Asked
    """Compare each of OTHERS with BASE: files, or names of scenarios that are shipped.

    All arms share people and luck. Tables, a picture and a manifest are written.
    """
    from sp_sim.cli.telling import ask, tell
    from sp_sim.experiments.compare import compare
    from sp_sim.plots.trajectories import draw

    asked = Asked(**given)
    result = ask(
        asked, [base, *others], lambda more: compare(base, *others, **asked.question, **more)
    )
    tell(asked, result, also=(draw,))
