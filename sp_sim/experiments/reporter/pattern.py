"""A pattern: what was published, what the model gives, and whether the one lies in the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sp_sim.estimate import Estimate, Floats

    Weight = Literal["A", "B", "C"]
    Told = Mapping[str, Mapping[str, Floats]]
    """Of each arm, what was told of it: arrays with one row a seed."""

WEIGHTS = {
    "A": "direct and numeric",
    "B": "direct but thin, or coded data",
    "C": "from a like occupation or service: a pass is plausibility, not validation",
}


@dataclass(frozen=True)
class Band:
    """Where a value passes; an end that is `None` is open, and a `strict` band leaves out its ends."""

    low: float | None
    high: float | None
    strict: bool = False

    def holds(self, value: float) -> bool:
        """Return whether a value lies inside."""
        if self.strict and value in (self.low, self.high):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Part:
    """One number of a pattern. Without a band it is reported and does not count.

    `unit` is `share` (told in per cent), `points` (percentage points, kept as a share) or words; `words`
    can be understood without it. `why` says why there is no value.
    """

    words: str
    found: Estimate
    band: Band | None
    unit: str = "share"
    why: str = ""

    @property
    def passed(self) -> bool | None:
        """Whether the central estimate lies in the band; `None` where there is none of them."""
        if self.band is None or self.found.mean is None:
            return None
        return self.band.holds(self.found.mean)

    @property
    def is_clear(self) -> bool | None:
        """Whether the whole interval has the verdict of its middle; `None` where there is no verdict."""
        if self.passed is None or self.band is None:
            return None
        ends = (self.found.low, self.found.high)
        return all(end is not None and self.band.holds(end) == self.passed for end in ends)

    def as_document(self) -> dict[str, Any]:
        """Return the part ready for JSON."""
        return {
            "words": self.words,
            "value": self.found.mean,
            "low": self.found.low,
            "high": self.found.high,
            "band_low": self.band.low if self.band else None,
            "band_high": self.band.high if self.band else None,
            "pass": self.passed,
            "clear": self.is_clear,
            "unit": self.unit,
            "why": self.why or None,
        }


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One published pattern: which arms must be lived for it, and how it is read from them."""

    id: str
    title: str
    weight: Weight
    source: str
    run: str
    arms: tuple[str, ...]
    read: Callable[[Told], tuple[Part, ...]]
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class Spread:
    """A part over parameter draws: its mean, 95% of the draws, and the share of draws in the band."""

    mean: float
    low: float
    high: float
    share_in: float | None = None


@dataclass(frozen=True)
class Pattern:
    """One pattern as the model gives it; the first part is its headline."""

    spec: Spec
    parts: tuple[Part, ...]
    evidence: tuple[Spread | None, ...] = field(default=())

    @property
    def passed(self) -> bool | None:
        """Whether all parts with a band lie inside: out if one is out, `None` if one is unknown."""
        verdicts = [part.passed for part in self.parts if part.band is not None]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    @property
    def passed_over_draws(self) -> bool | None:
        """Whether the means over parameter draws lie inside; `None` where one is unknown or none were made."""
        told = [
            None if spread is None else part.band.holds(spread.mean)
            for part, spread in zip(self.parts, self.evidence, strict=False)
            if part.band is not None
        ]
        if False in told:
            return False
        return None if None in told or not told else True

    def evidence_of(self, part: int) -> Spread | None:
        """Return a part over parameter draws, if any were made."""
        return self.evidence[part] if part < len(self.evidence) else None

    def as_document(self) -> dict[str, Any]:
        """Return the pattern ready for JSON, as the interface has it."""
        documents = [
            part.as_document() | _range(self.evidence_of(place))
            for place, part in enumerate(self.parts)
        ]
        spec = self.spec
        return {
            "id": spec.id,
            "title": spec.title,
            **documents[0],
            "pass": self.passed,
            "evidence_pass": self.passed_over_draws,
            "weight": spec.weight,
            "source": spec.source,
            "group": spec.group or None,
            "run": spec.run,
            "note": spec.note or None,
            "parts": documents,
        }


@dataclass(frozen=True, kw_only=True)
class SignSpec:
    """One qualitative sign: reported, never scored."""

    id: str
    title: str
    source: str
    arms: tuple[str, ...]
    read: Callable[[Told], tuple[Part, ...]]


@dataclass(frozen=True)
class Sign:
    """One sign as the model gives it: it is there if every part lies where the sign says."""

    spec: SignSpec
    parts: tuple[Part, ...]

    @property
    def seen(self) -> bool | None:
        """Whether the model shows the sign; `None` where it cannot be told."""
        verdicts = [_shown(part) for part in self.parts if part.band is not None]
        if False in verdicts:
            return False
        return None if None in verdicts or not verdicts else True

    def as_document(self) -> dict[str, Any]:
        """Return the sign ready for JSON."""
        parts = [
            {"seen" if key == "pass" else key: value for key, value in part.as_document().items()}
            | {"seen": _shown(part)}
            for part in self.parts
        ]
        spec = self.spec
        return {
            "id": spec.id,
            "title": spec.title,
            "seen": self.seen,
            "why": next((part.why for part in self.parts if part.why), None),
            "source": spec.source,
            "parts": parts,
        }


def _shown(part: Part) -> bool | None:
    """Return whether a part has its sign; `None` where its interval holds both."""
    found, band = part.found, part.band
    if band is None or found.mean is None:
        return None
    if found.low is None or found.high is None:
        return band.holds(found.mean)
    ends = {band.holds(found.low), band.holds(found.high)}
    return ends.pop() if len(ends) == 1 else None


def _range(evidence: Spread | None) -> dict[str, float | None]:
    told = ("mean", "low", "high", "share_in")
    return {f"evidence_{name}": getattr(evidence, name, None) for name in told}
