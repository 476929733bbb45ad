"""Drawing: a picture with its words, its source and its data, ready to be written as SVG or PNG."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.plots.theme import FAINT, INK, footer_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

Cell = str | int | float | None
FORMATS = ("svg", "png")
WIDTH_INCHES = 7.4
"""As wide as the text of an A4 page, so that the words in a picture are printed at their own size."""
DOTS_PER_INCH = 150
FONT = "DejaVu Sans"
LINE_INCHES = 0.125
HEAD_INCHES = 0.62
FOOTER_LETTERS = 118
SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "font.family": FONT}


@dataclass(frozen=True, kw_only=True)
class Source:
    """What every picture says of where it came from."""

    version: str
    lines: tuple[str, ...]
    """What is said below the picture: runs, area, draws."""
    identity: str
    """Fingerprints and seeds, for the file's own metadata."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One picture: its figure, what it says in words, and the numbers that are drawn."""

    name: str
    title: str
    described: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    figure: Figure
    source: Source
    shown: Sequence[tuple[Cell, ...]] | None = None
    """The rows that are enough for a reader, where all of them are too many."""
    shown_columns: tuple[str, ...] | None = None
    """What the columns of those rows are called, where they are others."""

    @property
    def table(self) -> tuple[tuple[str, ...], Sequence[tuple[Cell, ...]]]:
        """The columns and rows that stand beside the picture, for those who do not see it."""
        rows = self.rows if self.shown is None else self.shown
        return self.shown_columns or self.columns, rows

    def csv(self) -> str:
        """Return the numbers that are drawn, one row each; blank where there is nothing."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(
            [["" if cell is None else _cell(cell) for cell in row] for row in self.rows]
        )
        return text.getvalue()

    def svg(self) -> str:
        """Return the picture as SVG: the same bytes for the same picture, with no date."""
        told = {
            "Date": None,
            "Title": self.title,
            "Description": f"{self.described} {self.source.identity}",
            "Creator": f"sp_sim {self.source.version}",
        }
        text = io.StringIO()
        self._save(text, "svg", told)
        lines = (line.rstrip() for line in text.getvalue().splitlines())
        return "\n".join(lines).replace(f"'{FONT}'", f"'{FONT}', Verdana, sans-serif") + "\n"

    def png(self) -> bytes:
        """Return the picture as PNG."""
        told = {
            "Title": self.title,
            "Description": self.described,
            "Software": f"sp_sim {self.source.version}",
            "Source": self.source.identity,
        }
        stream = io.BytesIO()
        self._save(stream, "png", told)
        return stream.getvalue()

    def write(self, folder: Path, form: str) -> list[Path]:
        """Write picture and numbers side by side, and return both paths."""
        picture, data = folder / f"{self.name}.{form}", folder / f"{self.name}.csv"
        if form == "svg":
            picture.write_text(self.svg(), encoding="utf-8", newline="\n")
        else:
            picture.write_bytes(self.png())
        data.write_text(self.csv(), encoding="utf-8", newline="\n")
        return [picture, data]

    def _save(self, stream: io.StringIO | io.BytesIO, form: str, told: dict[str, Any]) -> None:
        import matplotlib as mpl  # noqa: PLC0415 - a second, only when something is drawn

        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(SETTINGS | {"svg.hashsalt": self.name})
            self.figure.savefig(stream, format=form, metadata=told)


def canvas(height: float) -> Figure:
    """Return an empty figure as wide as a page, of so many inches beside its title and its footer."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - only when drawn
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    made = Figure(figsize=(WIDTH_INCHES, height), dpi=DOTS_PER_INCH, facecolor="white")
    FigureCanvasAgg(made)
    return made


def finish(  # noqa: PLR0913 - a picture has as many parts as it has
    made: Figure, title: str, source: Source, *, notes: Sequence[str] = (), subtitle: str = "", room: float = 0.35,
    head: float = HEAD_INCHES, **sides: float,
) -> None:  # fmt: skip
    """Put the titles above and the notes and the source below the panels; `room` is for their labels."""
    told = [part for line in (*notes, *source.lines) for part in _wrapped(line)]
    below = LINE_INCHES * (len(told) + 1)
    inner = made.get_figheight()
    height = inner + head + below + room
    made.set_figheight(height)
    made.text(0.012, 1 - 0.1 / height, title, fontsize=11.5, color=INK, weight="bold", va="top")
    made.text(0.012, 1 - 0.36 / height, subtitle, fontsize=9, color=INK, va="top")
    made.text(0.012, 0.08 / height, "\n".join(told), fontsize=7, color=FAINT, va="bottom")
    usual = {"left": 0.1, "right": 0.97, "wspace": 0.28, "hspace": 0.5}
    made.subplots_adjust(top=1 - head / height, bottom=(below + room) / height, **(usual | sides))


def legend(made: Figure, handles: Sequence[Any], names: Sequence[str]) -> None:
    """Say, beneath the title, which line or bar is which scenario."""
    made.legend(
        handles, names, loc="upper left", ncols=min(3, len(names)), frameon=False, fontsize=9,
        bbox_to_anchor=(0.0, 1 - 0.26 / made.get_figheight()), handlelength=2.8, labelcolor=INK,
        borderaxespad=0.2,
    )  # fmt: skip


def inline(svg: str, prefix: str) -> str:
    """Return an SVG as it stands inside a page: ids of its own, nothing that points outside it."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>\s*", "", body, flags=re.DOTALL)
    body = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", body)
    body = body.replace("xlink:href", "href")
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r'href="#', f'href="#{prefix}-', body)
    return re.sub(r"url\(#", f"url(#{prefix}-", body)


def _wrapped(line: str) -> list[str]:
    return footer_text(line, width=FOOTER_LETTERS).split("\n")


def _cell(value: str | float) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
