"""`sp-sim plot`: the pictures of a folder of results, each with its numbers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sp_sim.cli.writing import check_new_folder

KINDS = (
    "uptake", "strain", "beeswarm", "funnel", "practices", "involvement", "beliefs", "tornado", "waterfall",
)  # fmt: skip


@click.command("plot")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A folder for the pictures."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only this kind; may be repeated.",
)
@click.option(
    "--format", "form", type=click.Choice(("svg", "png")), default="svg", show_default=True
)
@click.option(
    "--book", help="Your cost book, a file; the placeholders that are shipped if left out."
)
@click.option(
    "--breakeven",
    type=click.Path(path_type=Path),
    help="The folder of a break-even search for these scenarios.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def command(
    *, folder: Path, out: Path, kinds: tuple[str, ...], form: str, book: str | None,
    breakeven: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Draw what the results in FOLDER say, from its tables alone; beside each picture its data as CSV."""
    from sp_sim.report.tell import plot

    check_new_folder(out)
    made = plot(folder, out, kinds=kinds, form=form, book=book, breakeven=breakeven)
    told = [str(path) for path in made]
    click.echo(json.dumps({"written": told}, indent=2) if as_json else "\n".join(told))
