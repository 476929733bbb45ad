"""The docs door: prints a document that is made from the code, or rewrites the copy kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITE = click.option(
    "--write", "is_kept", is_flag=True, help="Rewrite the copy in sp_sim/docs instead of printing."
)


@click.group(name="docs")
def group() -> None:
    """Documents that are made from the code."""


@group.command(name="odd", short_help="Describe the model after the ODD protocol.")
@WRITE
def odd_command(*, is_kept: bool) -> None:
    """Describe the model after the ODD protocol (Grimm et al. 2020)."""
    from sp_sim.docs import odd

    _tell(odd.odd, odd.write, is_kept=is_kept)


@group.command(name="thinking", short_help="Tell how the model thinks, a page a mechanism.")
@WRITE
def thinking_command(*, is_kept: bool) -> None:
    """Tell how the model thinks: rule, curves, numbers, evidence and doubts, a page a mechanism.

    Curves are drawn when the copy is rewritten; what is printed has their values as tables.
    """
    from sp_sim.docs import thinking

    _tell(thinking.thinking, thinking.write, is_kept=is_kept)


@group.command(name="stress", short_help="Report the model after the STRESS-ABS list.")
@WRITE
def stress_command(*, is_kept: bool) -> None:
    """Report the model after the STRESS-ABS list (Monks et al. 2019)."""
    from sp_sim.docs import stress

    _tell(stress.stress, stress.write, is_kept=is_kept)


@group.command(name="calibration", short_help="Tell what became of the fit to patterns.")
@WRITE
def calibration_command(*, is_kept: bool) -> None:
    """Tell what became of the fit to published patterns: before and after, what it told, what to doubt."""
    from sp_sim.docs import calibration

    _tell(calibration.calibration, calibration.write, is_kept=is_kept)


def _tell(made: Callable[[], str], write: Callable[[], Path], *, is_kept: bool) -> None:
    if is_kept:
        click.echo(f"Written: {write()}", err=True)
    else:
        click.echo(made(), nl=False)


@group.command(name="costs", short_help="Print the cost book of placeholders.")
@WRITE
def costs_command(*, is_kept: bool) -> None:
    """Print the cost book of placeholders, which people copy and fill in."""
    from sp_sim.economics import publish

    _tell(publish.book_text, publish.write_published, is_kept=is_kept)
