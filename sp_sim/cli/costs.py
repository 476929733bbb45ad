"""`sp-sim costs`: what scenarios cost, who pays, and what it buys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sp_sim.cli.options import drawn_options, experiment_options
from sp_sim.cli.writing import check_new_folder


@click.command("costs")
@click.argument("base")
@click.argument("others", nargs=-1)
@click.option(
    "--book", help="Your cost book, a file; the placeholders that are shipped if left out."
)
@click.option(
    "--discount", type=float, default=0.0, help="Yearly rate, such as 0.035; none if left out."
)
@click.option("--weeks", type=int, default=104, show_default=True, help="Weeks to simulate.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A folder for tables and manifest; none if left out.",
)
@click.option("--overwrite", is_flag=True, help="Replace other results of ours in --out.")
@experiment_options(replications=None)
@drawn_options
def command(
    *, base: str, others: tuple[str, ...], book: str | None, discount: float, weeks: int, out: Path | None,
    overwrite: bool, as_json: bool, quiet: bool, **asked: Any,  # noqa: ANN401 - the fields of Question
) -> None:  # fmt: skip
    """Price BASE, and each of OTHERS against it: cost by payer and year beside what it achieves.

    Every figure comes from a cost book. Until you have confirmed yours, each number that rests on an
    unconfirmed figure is marked with *.
    """
    from sp_sim.cli.tables_of_costs import in_words
    from sp_sim.cli.telling import typed, watched
    from sp_sim.economics.answer import check_folder_for, costs
    from sp_sim.results.write import as_json as to_json

    asked |= {"weeks": weeks}
    if out is not None:
        check_new_folder(out)
        names = (base, *others)
        check_folder_for(out, names, book=book, discount=discount, overwrite=overwrite, **asked)
    found = watched(
        lambda more: costs(base, *others, book=book, discount=discount, **asked, **more),
        quiet=quiet,
    )
    if out is not None:
        found.save(out, overwrite=overwrite, command=typed())
    click.echo(to_json(found.document()) if as_json else in_words(found), nl=not as_json)
    if out is not None and not quiet:
        click.echo(f"\nWritten to {out}", err=as_json)
