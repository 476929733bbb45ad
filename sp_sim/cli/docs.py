"""The docs door: prints the model's description, or rewrites the copy kept with the code."""

from __future__ import annotations

import click


@click.group(name="docs")
def group() -> None:
    """Documents that are made from the code."""


@group.command(name="odd")
@click.option("--write", is_flag=True, help="Rewrite the copy in sp_sim/docs instead of printing.")
def odd_command(*, write: bool) -> None:
    """Describe the model after the ODD protocol (Grimm et al. 2020)."""
    from sp_sim.docs import odd

    if write:
        click.echo(f"Written: {odd.write()}", err=True)
    else:
        click.echo(odd.odd(), nl=False)


@group.command(name="costs")
@click.option("--write", is_flag=True, help="Rewrite the copy in scenarios/costs.")
def costs_command(*, write: bool) -> None:
    """Print the cost book of placeholders, which people copy and fill in."""
    from sp_sim.economics import publish

    if write:
        click.echo(f"Written: {publish.write_published()}", err=True)
    else:
        click.echo(publish.book_text(), nl=False)
