"""`sp-sim checkpoint`: live a scenario up to a week, and keep how it stands."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("checkpoint")
@click.argument("scenario")
@click.option("--week", type=int, required=True, help="The first week that is not lived.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to make.")
@click.option(
    "--area",
    type=click.Path(path_type=Path),
    help="An area file; the made-up area in the box when left out.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The first seed.")
@click.option(
    "--replications",
    type=int,
    default=20,
    show_default=True,
    help="How many seeds: SEED, SEED+1, ...",
)
@click.option("--threads", type=int, help="Processor cores to use; all when left out.")
@click.option("--quiet", is_flag=True, help="No progress, no hints.")
def command(
    scenario: str,
    *,
    week: int,
    out: Path,
    area: Path | None,
    seed: int,
    replications: int,
    threads: int | None,
    quiet: bool,
) -> None:
    """Live SCENARIO up to a week and keep how it stands in a folder.

    `sp-sim run` and `sp-sim compare` go on from it with --from, as often as asked and with whatever
    changes come later; what they give is what living straight through would give.
    """
    from sp_sim.cli.telling import watched
    from sp_sim.cli.writing import check_new_folder
    from sp_sim.experiments.checkpoint import checkpoint
    from sp_sim.results.checkpoint import check_unused

    check_new_folder(out)
    check_unused(out)
    made = watched(
        lambda more: checkpoint(
            scenario,
            week,
            area,
            seed=seed,
            replications=replications,
            threads=threads,
            on_progress=more["on_progress"],
        ),
        quiet=quiet,
    )
    made.save(out)
    if not quiet:
        click.echo(
            f"Written to {out}: {made.scenario} before week {week}, {len(made.seeds)} seeds.\n"
            f"Go on from it: sp-sim compare {scenario} OTHER --from {out} --weeks {week + 52}"
        )
