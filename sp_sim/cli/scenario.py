"""`sp-sim scenario`: explain a value, compare two scenarios, start one, publish the form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.scenario import Difference, Scenario

WRITE = click.option(
    "--write", is_flag=True, help="Rewrite the committed files of this checkout instead."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group(name="scenario")
def group() -> None:
    """Explain, compare, start and publish scenarios."""


@group.command()
@click.argument("file")
@click.argument("key")
@JSON
def explain(file: str, key: str, *, as_json: bool) -> None:
    """Say who set KEY in FILE, and what is known of it.

    FILE is a scenario file or the name of a shipped scenario; KEY is `section.name`.
    """
    from sp_sim.scenario import explain as explain_value

    explanation = explain_value(file, key)
    if as_json:
        click.echo(json.dumps(explanation.as_document(), indent=1))
    else:
        click.echo(str(explanation))


@group.command()
@click.argument("base")
@click.argument("other")
@JSON
def diff(base: str, other: str, *, as_json: bool) -> None:
    """Say in words in which parameters BASE and OTHER differ."""
    from sp_sim.scenario import differences, load

    here, there = load(base), load(other)
    found = differences(here, there)
    if as_json:
        told = [one.as_document() for one in found]
        document = {"base": here.name, "other": there.name, "differences": told}
        click.echo(json.dumps(document, indent=1))
        return
    if not found:
        click.echo(f"{here.name} and {there.name} ask the same ({here.fingerprint}).")
    levers = [one for one in found if one.is_lever]
    assumptions = [one for one in found if not one.is_lever]
    _print_differences("Levers (somebody may choose them):", levers, here, there)
    _print_differences("Assumptions (nobody chooses them):", assumptions, here, there)


@group.command()
@WRITE
def schema(*, write: bool) -> None:
    """Print the JSON Schema of scenario files."""
    from sp_sim.scenario.publish import schema_text

    _print_or_write(schema_text, write=write)


@group.command()
@WRITE
def baseline(*, write: bool) -> None:
    """Print every parameter at its default, with its source."""
    from sp_sim.scenario.publish import baseline_text

    _print_or_write(baseline_text, write=write)


@group.command()
@click.argument("name")
def new(name: str) -> None:
    """Write NAME.yaml, a commented start, into this folder."""
    from sp_sim.scenario.publish import write_new

    path = write_new(name.removesuffix(".yaml"), Path())
    click.echo(f"{path} is there to be edited; then: sp-sim check {path}")


def _print_differences(
    title: str, found: list[Difference], base: Scenario, other: Scenario
) -> None:
    if not found:
        return
    click.echo(title)
    names = (base.name, other.name) if base.name != other.name else ("the first", "the second")
    for one in found:
        click.echo(f"  {one.words(*names)}")


def _print_or_write(text: Callable[[], str], *, write: bool) -> None:
    from sp_sim.scenario.paths import shown
    from sp_sim.scenario.publish import write_published

    if not write:
        click.echo(text(), nl=False)
        return
    for path in write_published():
        click.echo(f"wrote {shown(path)}")
