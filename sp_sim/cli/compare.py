"""`sp-sim compare`: scenarios against a base, paired by seed."""

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


@click.command("compare", epilog=f"With --by. {WHICH_MEASURES}")
@click.argument("base")
@click.argument("others", nargs=-1, required=True)
@by_option
@counterfactual_option
@click.option("--all-pairs", is_flag=True, help="Compare each with each, not only with BASE.")
@shared_options
@uncertainty_options
def command(
    base: str,
    others: tuple[str, ...],
    all_pairs: bool,  # noqa: FBT001 - click gives it by name
    **given: Any,  # noqa: ANN401 - of Asked
) -> None:
    """Compare each of OTHERS with BASE: files, or names of scenarios that are shipped.

    All arms share people and luck. Tables, a picture and a manifest are written.
    """
    from sp_sim.cli.telling import ask, tell
    from sp_sim.experiments.compare import compare
    from sp_sim.experiments.replicate import replicate
    from sp_sim.plots.trajectories import draw

    asked = Asked(**given)
    told = asked.precise | {"all_pairs": all_pairs}
    lived = replicate if asked.precise else compare
    result = ask(
        asked, [base, *others], lambda more: lived(base, *others, **told, **asked.question, **more)
    )
    tell(asked, result, also=(draw,))
