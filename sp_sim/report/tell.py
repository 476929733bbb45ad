"""Tell: a folder of results becomes a page, a workbook and a document to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sp_sim.errors import CouldNotFinishError, Problem, Problems
from sp_sim.plots.drawing import FORMATS
from sp_sim.report.money import costs_of
from sp_sim.report.page import page
from sp_sim.report.pdf import check_engine, write_pdf
from sp_sim.report.why import why as split_of
from sp_sim.results.reopen import reopen

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.experiments.live import Living, Progress


def report(  # noqa: PLR0913 - all but two by name
    folder: Path | str,
    out: Path | str | None = None,
    *,
    excel: Path | str | None = None,
    pdf: Path | str | None = None,
    book: Path | str | None = None,
    breakeven: Path | str | None = None,
    why: bool = False,
    on_progress: Progress | None = None,
    living: Living | None = None,
) -> list[Path]:
    """Write what a folder of results says, from its tables alone, and return the files.

    Args:
        folder: What `sp-sim run` or `sp-sim compare` wrote; nothing is lived again, but for `why`.
        out: The page, one HTML file; none if left out.
        excel: The workbook; none if left out.
        pdf: The page as PDF; needs the extra `pdf`.
        book: A cost book, its file or its name; the placeholders that are shipped when left out.
        breakeven: The folder of a break-even search, if it is not in the folder of the results.
        why: Live the blends of both scenarios, to tell on the page which change did what.
        on_progress: Called with the seeds lived and all seeds of a comparison.
        living: What builds and lives worlds; the compiled engine when left out.
    """
    if pdf is not None:
        check_engine()
    kept = reopen(Path(folder))
    costs = costs_of(kept, book)
    written = []
    if out is not None or pdf is not None:
        split = split_of(kept, living=living, on_progress=on_progress) if why else None
        beside = None if breakeven is None else Path(breakeven)
        html = page(kept, costs, breakeven=beside, why=split)
        if out is not None:
            written.append(
                put(Path(out), lambda aside: aside.write_text(html, "utf-8", newline="\n"))
            )
        if pdf is not None:
            written.append(put(Path(pdf), lambda aside: write_pdf(html, aside)))
    if excel is not None:
        from sp_sim.report.workbook import write_workbook  # noqa: PLC0415 - only when one is made

        written.append(put(Path(excel), lambda aside: write_workbook(kept, costs, aside)))
    return written


def put(path: Path, make: Callable[[Path], object]) -> Path:
    """Make a file aside, then put it in place, so that nobody meets half of one."""
    aside = path.with_name(f".{path.name}.part")
    try:
        make(aside)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        message = (
            f"could not write {path}: {error.strerror or error}; nothing was left half-written"
        )
        raise CouldNotFinishError(message) from error
    return path


def plot(
    folder: Path | str, out: Path | str, *, kinds: tuple[str, ...] = (), form: str = "svg",
    book: Path | str | None = None, breakeven: Path | str | None = None,
) -> list[Path]:  # fmt: skip
    """Write the pictures of a folder of results, each with its numbers beside it as CSV.

    Args:
        folder: What `sp-sim run` or `sp-sim compare` wrote; nothing is lived again.
        out: The folder for the pictures.
        kinds: Which; all when left out.
        form: `svg` or `png`.
        book: A cost book for the pictures of cost; the placeholders that are shipped when left out.
        breakeven: The folder of a break-even search, if it is not in the folder of the results.
    """
    from sp_sim.report.pictures import KINDS, pictures  # noqa: PLC0415 - only when drawn

    wrong = [_no_such("kind", kind, KINDS) for kind in kinds if kind not in KINDS]
    wrong += [] if form in FORMATS else [_no_such("format", form, FORMATS)]
    if wrong:
        raise Problems(wrong)
    kept = reopen(Path(folder))
    beside = None if breakeven is None else Path(breakeven)
    made = pictures(kept, costs_of(kept, book), kinds or KINDS, beside)
    if not made:
        raise Problems([_nothing(folder, kinds)])
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
        return [path for drawing in made for path in drawing.write(Path(out), form)]
    except OSError as error:
        message = f"could not write into {out}: {error.strerror or error}"
        raise CouldNotFinishError(message) from error


def _no_such(key: str, value: str, known: tuple[str, ...]) -> Problem:
    rule = f"one of {', '.join(known)}"
    return Problem(
        file="asked",
        key=key,
        value=value,
        message="is not known",
        rule=rule,
        remedy=f"use {known[0]}",
    )


def _nothing(folder: Path | str, kinds: tuple[str, ...]) -> Problem:
    return Problem(
        file=str(folder), key="kind", value=", ".join(kinds), message="there is nothing to draw for it",
        rule="differences need a comparison, people their records, beliefs a break-even search",
        remedy="leave --kind out to draw all that there is",
    )  # fmt: skip
