"""Sensitivity: which factors decide an answer, told as rows, tables and one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sp_sim import __version__
from sp_sim.results.measures import MEASURES
from sp_sim.results.write import as_json, write

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

FILE = "sensitivity.json"


@dataclass(frozen=True)
class Ranking:
    """One measure: a row a factor, the most decisive first.

    `noise_share` is the share of chance in the variance of the points' means, `None` where each has
    one run; `dropped` are points left out since nothing could be counted there.
    """

    measure: str
    rows: tuple[dict[str, Any], ...]
    points: int
    seeds: int
    noise_share: float | None
    dropped: int = 0
    notes: tuple[str, ...] = ()
    pairs: tuple[dict[str, Any], ...] = ()
    """What every two factors decide together, where the design tells (Sobol' of second order)."""

    @property
    def words(self) -> str:
        """What the measure is called."""
        return MEASURES[self.measure].words if self.measure in MEASURES else self.measure

    def as_document(self) -> dict[str, Any]:
        """Return the ranking ready for JSON."""
        return {
            "measure": self.measure, "words": self.words, "points": self.points,
            "seeds": self.seeds, "noise_share": self.noise_share, "dropped_points": self.dropped,
            "notes": list(self.notes), "factors": list(self.rows),
            "pairs": list(self.pairs),
        }  # fmt: skip


@dataclass(frozen=True)
class Sensitivity:
    """How a method ranks factors, for each measure."""

    method: str
    of: str
    rankings: tuple[Ranking, ...]
    told: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return the whole in one line."""
        keys = ", ".join(each.measure for each in self.rankings)
        return f"<Sensitivity: {self.method} of {keys} in {self.of}>"

    @property
    def table(self) -> pd.DataFrame:
        """One row a measure and factor (and move, where one is moved at a time)."""
        import pandas as pd  # noqa: PLC0415 - tables are made when asked for

        return pd.DataFrame(
            [{"measure": each.measure} | row for each in self.rankings for row in each.rows]
        )

    @property
    def pairs(self) -> pd.DataFrame:
        """One row a measure and two factors; none where the design does not tell of pairs."""
        import pandas as pd  # noqa: PLC0415 - tables are made when asked for

        return pd.DataFrame(
            [{"measure": each.measure} | row for each in self.rankings for row in each.pairs]
        )

    def document(self) -> dict[str, Any]:
        """Return the whole as one JSON-ready object."""
        return {
            "program": "sp_sim", "kind": "sensitivity", "version": __version__,
            "method": self.method, "of": self.of, "asked": self.told,
            "measures": [each.as_document() for each in self.rankings],
        }  # fmt: skip

    def save(self, folder: Path, *, overwrite: bool = False, command: str = "") -> Path:
        """Write `sensitivity.json` and a table into `folder`, all or nothing, and return it."""
        usual: dict[str, Any] = {
            "fingerprints": {"scenarios": {self.of: ""}},
            "seeds": [],
            "weeks": None,
        }
        told = {"program": "sp_sim", "kind": "sensitivity", "version": __version__}
        told |= usual | self.told | {"command": command}

        def put(place: Path) -> None:
            (place / FILE).write_text(as_json(self.document()), encoding="utf-8")

        tables = {"sensitivity": lambda: self.table}
        if any(each.pairs for each in self.rankings):
            tables["pairs"] = lambda: self.pairs
        return write(tables, told, folder, overwrite=overwrite, also=(put,))
