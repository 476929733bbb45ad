"""`sp-sim demo`: the main job on the area in the box, in under a minute."""

from __future__ import annotations

from typing import Any

import click

from sp_sim.cli.options import Asked, drawn_options, shared_options

OPENING = """\
What happens when link workers sit in GP practices instead of a head office?

First with the same posts and hours, so that only the place differs. Then the two services of the
study that this model starts from (Hazeldine et al. 2021), which differ in the number of posts too.
Nobody has measured these effects: the model shows what follows from what is known and assumed.
"""


@click.command("demo")
@shared_options
@drawn_options
def command(**given: Any) -> None:  # noqa: ANN401 - the fields of Asked
    """Compare head office with practices, then the two services as studied.

    Prints the tables, draws a picture of each comparison, and says where it put them.
    """
    from sp_sim.cli.telling import ask, tell
    from sp_sim.experiments.demo import PLACE, SERVICES, demo
    from sp_sim.plots.trajectories import draw

    asked = Asked(**given)
    if not asked.as_json and not asked.quiet:
        click.echo(OPENING)
    result = ask(asked, [*PLACE, *SERVICES], lambda more: demo(**asked.question, **more))
    tell(asked, result, also=(draw,))
