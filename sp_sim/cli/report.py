"""`sp-sim report`: a folder of results as one page, a workbook, a PDF."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sp_sim.cli.progress import progress
from sp_sim.cli.writing import check_new_file

PLACE = click.Path(path_type=Path)


@click.command("report")
@click.argument("folder", type=PLACE)
@click.option("--out", type=PLACE, help="The page: one HTML file that needs nothing else.")
@click.option("--excel", type=PLACE, help="A workbook, with charts that can be restyled.")
@click.option("--pdf", type=PLACE, help="The page as PDF; needs the extra 'pdf'.")
@click.option(
    "--book", help="Your cost book, a file; the placeholders that are shipped if left out."
)
@click.option(
    "--breakeven", type=PLACE, help="The folder of a break-even search for these scenarios."
)
@click.option(
    "--why",
    is_flag=True,
    help="Tell which change did what: lives the blends of both scenarios.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def command(
    *, folder: Path, out: Path | None, excel: Path | None, pdf: Path | None, book: str | None,
    breakeven: Path | None, why: bool, as_json: bool,
) -> None:  # fmt: skip
    """Tell what the results in FOLDER say, from its tables alone: nothing is run again without --why.

    FOLDER is what `sp-sim run` or `sp-sim compare` wrote with --out.
    """
    from sp_sim.report.tell import report

    if out is None and excel is None and pdf is None:
        message = "say what to write: --out FILE.html, --excel FILE.xlsx or --pdf FILE.pdf"
        raise click.UsageError(message)
    for path in (out, excel, pdf):
        if path is not None:
            check_new_file(path)
    if why and out is None and pdf is None:
        message = "--why is told on the page: add --out FILE.html or --pdf FILE.pdf"
        raise click.UsageError(message)
    with progress(quiet=not why) as on_progress:
        written = report(
            folder, out, excel=excel, pdf=pdf, book=book, breakeven=breakeven, why=why,
            on_progress=on_progress,
        )  # fmt: skip
    told = [str(path) for path in written]
    click.echo(
        json.dumps({"written": told}, indent=2) if as_json else f"Written: {', '.join(told)}"
    )
