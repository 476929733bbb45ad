"""A comparison: how one arm differs from another, measure by measure, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.estimate import Difference
    from sp_sim.results.basis import Footing
    from sp_sim.results.measure import Measure
    from sp_sim.scenario.differences import Difference as Setting


@dataclass(frozen=True)
class Comparison:
    """Other against base, paired by seed: a difference for each measure."""

    base: str
    other: str
    differences: Mapping[str, Difference]
    settings: tuple[Setting, ...]
    warnings: tuple[str, ...]
    rests_on: tuple[Footing, ...] = ()

    @property
    def levers(self) -> tuple[Setting, ...]:
        """What a commissioner may choose, and these arms choose differently."""
        return tuple(setting for setting in self.settings if setting.is_lever)

    @property
    def assumptions(self) -> tuple[Setting, ...]:
        """What nobody chooses, and these arms nevertheless assume differently."""
        return tuple(setting for setting in self.settings if not setting.is_lever)

    def as_document(self) -> dict[str, Any]:
        """Return the comparison ready for JSON."""
        return {
            "base": self.base,
            "other": self.other,
            "measures": {
                key: difference_document(DECLARED[key], found)
                for key, found in self.differences.items()
            },
            "levers": [setting.as_document() for setting in self.levers],
            "assumptions": [setting.as_document() for setting in self.assumptions],
            "rests_on": [footing.as_document() for footing in self.rests_on],
            "warnings": list(self.warnings),
        }


def difference_document(measure: Measure, found: Difference) -> dict[str, Any]:
    """Return one measure's difference ready for JSON."""
    return {
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
        "probability_better": found.probability_better,
        "verdict": found.verdict,
        "variance_reduction": found.variance_reduction,
        "in_words": in_words(found),
        "unit": measure.unit,
        "better": measure.better,
        "kind": measure.kind,
        "runs": found.runs,
        "runs_better": found.runs_better,
        "runs_to_settle": found.runs_to_settle,
        "smallest_difference_that_matters": measure.smallest,
    }


def in_words(found: Difference) -> str:
    """Return the verdict as a word; where neither way is better, which way it went."""
    if found.verdict is not None:
        return found.verdict
    return "higher" if (found.difference or 0.0) > 0.0 else "lower"
