"""Stopping: how precise a study had to be, how precise it became, and how often one looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

RULE = (
    "Runs were added until each of these was known as precisely as was asked. The intervals here "
    "hold however often one looks; the others are made for a number of runs fixed beforehand."
)


@dataclass(frozen=True)
class Reached:
    """One measure: what was asked of it, and how precisely it is known.

    `half_width` is half the interval that holds however often one looks; `None` where no width would
    do yet. `other` is `None` where it is a mean, not a difference from the base.
    """

    key: str
    other: str | None
    target: float
    value: float | None
    half_width: float | None
    runs: int
    is_precise: bool

    def as_document(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "measure": self.key,
            "other": self.other,
            "asked_half_width": self.target,
            "value": self.value,
            "half_width": self.half_width,
            "runs": self.runs,
            "is_precise": self.is_precise,
        }


@dataclass(frozen=True)
class Stopping:
    """Why runs ended: precise enough, or the most that were allowed."""

    reached: tuple[Reached, ...]
    looks: int
    runs: int
    most: int

    @property
    def is_precise(self) -> bool:
        """Whether everything is known as precisely as was asked."""
        return all(each.is_precise for each in self.reached)

    def as_document(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "is_precise": self.is_precise,
            "precision": [each.as_document() for each in self.reached],
            "looks": self.looks,
            "runs": self.runs,
            "most": self.most,
            "rule": RULE,
        }
