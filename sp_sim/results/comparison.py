"""A comparison: how one arm differs from another, measure by measure, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sp_sim.results.beside import NOTHING_BESIDE, verdict_in_words
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.estimate import Difference
    from sp_sim.results.basis import Footing
    from sp_sim.results.beside import Beside
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
    beside: Mapping[str, Beside] = field(default_factory=dict)
    """What is told of a measure beside its difference, where anything is."""
    identical_until: int | None = None
    """The week before which both arms were found identical; `None` where nothing promised it."""
    unpaired_seeds: tuple[int, ...] = ()
    """Seeds of the base for measures that pairing had hurt."""

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
                | self.beside.get(key, NOTHING_BESIDE).as_document()
                for key, found in self.differences.items()
            },
            "identical_until_week": self.identical_until,
            "unpaired_seeds": list(self.unpaired_seeds),
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
    return verdict_in_words(found.verdict, found.difference)
