"""PDF: the page, set for A4 by an engine that is installed apart."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = "weasyprint"
NEEDS = "a PDF is set by WeasyPrint, which is installed apart with the extra `pdf`"
REMEDY = "pip install 'sp_sim[pdf]'; or open the HTML page and print it to PDF"


def check_engine() -> None:
    """Refuse a PDF, before any work is done, where the engine is not installed."""
    if find_spec(ENGINE) is None:
        raise Problems([_problem("cannot be made: WeasyPrint is not installed")])


def write_pdf(html: str, path: Path) -> None:
    """Write the page as PDF; nothing is fetched from elsewhere."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - a second, only when asked for
    except OSError as error:  # its own libraries are missing
        raise Problems([_problem(f"cannot be made: {error}")]) from error
    HTML(string=html, url_fetcher=_refuse).write_pdf(path, pdf_variant="pdf/ua-1")


def _refuse(url: str) -> dict[str, object]:
    message = f"nothing is fetched from elsewhere: {url}"
    raise ValueError(message)


def _problem(message: str) -> Problem:
    return Problem(file="asked", key="pdf", message=message, rule=NEEDS, remedy=REMEDY)
