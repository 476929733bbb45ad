"""Beside: what is told of a difference beside itself: ranges, evidence, and the other comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sp_sim.estimate import Verdict
    from sp_sim.many import Contrast, Corrected
    from sp_sim.nested import Nested

HEADLINES = ("referrals_per_1000_per_year", "exhaustion_mean")
"""The outcomes that the model was made for, referral uptake and burnout: verdicts are corrected for these."""


@dataclass(frozen=True)
class Beside:
    """What is told of one measure's difference beside the difference.

    `sets_better` is the share of parameter sets in which the other arm's mean is better; ties count
    half. `contrast` is what all tests and intervals are made of. `pairing` is `paired`; `hurt` where
    pairs are clearly unlike each other and the interval is nevertheless theirs; or `unpaired`.
    """

    run_low: float | None = None
    run_high: float | None = None
    nested: Nested | None = None
    sets_better: float | None = None
    contrast: Contrast | None = None
    corrected: Corrected | None = None
    pairing: str = "paired"

    def as_document(self) -> dict[str, Any]:
        """Return all of it ready for JSON."""
        return {
            "run_low": self.run_low,
            "run_high": self.run_high,
            **evidence_document(self.nested),
            "evidence_probability_better": self.sets_better,
            "pairing": self.pairing,
            **self._corrected(),
        }

    def _corrected(self) -> dict[str, Any]:
        found = self.corrected
        if found is None or self.contrast is None:
            none = ("verdict", "in_words", "low", "high", "family")
            return dict.fromkeys([f"corrected_{name}" for name in none])
        return {
            "corrected_verdict": found.verdict,
            "corrected_in_words": verdict_in_words(found.verdict, self.contrast.difference),
            "corrected_low": found.low,
            "corrected_high": found.high,
            "corrected_family": found.family,
        }


NOTHING_BESIDE = Beside()


def evidence_document(found: Nested | None) -> dict[str, Any]:
    """Return the range over parameter sets and what share is chance, ready for JSON."""
    return {
        "evidence_low": None if found is None else found.evidence_low,
        "evidence_high": None if found is None else found.evidence_high,
        "chance_share": None if found is None else found.chance_share,
        "evidence_share": None if found is None else found.evidence_share,
    }


def verdict_in_words(verdict: Verdict | None, difference: float | None) -> str:
    """Return the verdict as a word; where neither way is better, which way it went."""
    if verdict is not None:
        return verdict
    return "higher" if (difference or 0.0) > 0.0 else "lower"
