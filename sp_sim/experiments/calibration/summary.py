"""The summary of a calibration: patterns before and after, what was learned, what to doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.experiments.calibration.diagnosis import MET

if TYPE_CHECKING:
    from sp_sim.estimate import Floats
    from sp_sim.experiments.calibration.diagnosis import Checked, Conflict, Learned
    from sp_sim.experiments.calibration.fitting import Fitted
    from sp_sim.experiments.calibration.space import Space
    from sp_sim.experiments.calibration.target import Board, Target

RANGE = (0.05, 0.95)


@dataclass(frozen=True)
class Row:
    """One number of a pattern: at the scenario's own values, over the priors, over the posterior.

    Values are in the target's unit; ranges hold nine sets in ten.
    """

    target: Target
    point: float | None
    prior: tuple[float | None, float | None]
    prior_inside: float
    mean: float | None
    posterior: tuple[float | None, float | None]
    inside: float

    @property
    def passed(self) -> bool | None:
        """Whether the posterior's mean lies in the band."""
        if self.mean is None:
            return None
        return self.target.low <= self.target.scaled(self.mean) <= self.target.high

    def as_document(self) -> dict[str, Any]:
        """Return the row ready for JSON."""
        target = self.target
        ends = [
            None if not np.isfinite(end) else target.unscaled(end)
            for end in (target.low, target.high)
        ]
        return {
            "key": target.key, "pattern": target.pattern, "words": target.words,
            "unit": target.unit, "weight": target.weight, "band_low": ends[0], "band_high": ends[1],
            "point": self.point, "prior_low": self.prior[0], "prior_high": self.prior[1],
            "prior_in_band": self.prior_inside, "posterior": self.mean,
            "posterior_low": self.posterior[0], "posterior_high": self.posterior[1],
            "posterior_in_band": self.inside, "pass": self.passed,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """A finished calibration and everything that there is to say of it."""

    space: Space
    board: Board
    fitted: Fitted
    missing: tuple[str, ...]
    sets: int
    checked: Checked
    learned: tuple[Learned, ...]
    conflicts: tuple[Conflict, ...]
    pairs: tuple[tuple[str, str, float], ...]

    @property
    def uninformed(self) -> list[str]:
        """The parameters of which the patterns told next to nothing."""
        return [each.key for each in self.learned if not each.is_informed]

    @property
    def met_at_once(self) -> tuple[int, int]:
        """How many sets that were lived met every pattern, and the most patterns that one set met."""
        each = self.board.implausibility(self.fitted.lived[1], self.fitted.noise)
        met = (self.board.by_pattern(each)[1] <= MET).sum(axis=1)
        patterns = len({target.pattern for target in self.board.targets})
        return int((met == patterns).sum()), int(met.max())

    @property
    def lived_sets(self) -> int:
        """How many drawn sets were lived."""
        return len(self.fitted.lived[0])

    def rows(self) -> list[Row]:
        """Return the patterns before and after."""
        fitted = self.fitted
        return [
            _row(
                target, fitted.point[:, at], fitted.prior[1][:, at], fitted.final[1][:, at],
                fitted.weighed.believed[:, at], fitted.weighed.weights,
            )
            for at, target in enumerate(self.board.targets)
        ]  # fmt: skip

    def document(self) -> dict[str, Any]:
        """Return everything ready for JSON."""
        fitted, checked = self.fitted, self.checked
        keys = [param.key for param in self.space.params]
        return {
            "patterns": [row.as_document() for row in self.rows()],
            "not_measured": list(self.missing),
            "screening": {
                "uncertain": len(keys),
                "active": [keys[place] for place in fitted.screened.active],
                "moves": self._moves(keys),
            },
            "waves": [
                {"name": wave.name, "not_ruled_out": wave.open_share, "patterns_that_may_be_missed": wave.may_miss}
                for wave in fitted.told
            ],
            "ensemble": {
                "lived": self.lived_sets, "of_rounds": len(fitted.final[0]),
                "ess": fitted.weighed.ess, "sets": self.sets,
            },
            "emulator": [
                {"key": target.key, "sd_of_error": float(np.sqrt(error)), "sd_of_chance": float(np.sqrt(noise))}
                for target, error, noise in zip(
                    self.board.targets, fitted.last.error, fitted.noise, strict=True
                )
            ],
            "simulation_based_calibration": {
                "truths": checked.truths, "too_few_draws": checked.too_few,
                "ranks": list(checked.ranks),
                "cover": {f"{level:g}": _plain(share) for level, share in checked.cover.items()},
                "cover_of_informed": {
                    f"{level:g}": _plain(share) for level, share in checked.cover_informed.items()
                },
                "emulator_cover_of_90": _plain(checked.emulator_cover),
            },
            "learned": [
                {"key": each.key, "active": each.active, "contraction": each.contraction, "shift": each.shift}
                for each in self.learned
            ],
            "not_informed": self.uninformed,
            "conflicts": [
                {"patterns": list(each.patterns), "closest": each.closest, "words": each.words(self.lived_sets)}
                for each in self.conflicts
            ],
            "sets_that_met_every_pattern": self.met_at_once[0],
            "most_patterns_met_by_one_set": self.met_at_once[1],
            "closest_of_pairs": [
                {"patterns": [one, two], "implausibility": _plain(worst)} for one, two, worst in self.pairs
            ],
        }  # fmt: skip

    def _moves(self, keys: list[str]) -> dict[str, dict[str, float]]:
        """Return for each target which active parameters move it, in half widths of the band."""
        effects = self.fitted.screened.effects
        return {
            target.key: {
                keys[place]: round(float(effects[at, place]), 3)
                for place in self.fitted.screened.inputs(at)
            }
            for at, target in enumerate(self.board.targets)
        }


def _row(
    target: Target, point: Floats, prior: Floats, final: Floats, believed: Floats, weights: Floats
) -> Row:
    known, kept = prior[np.isfinite(prior)], np.isfinite(final)
    even = np.ones(len(known))
    mean = float(weights[kept] @ final[kept] / weights[kept].sum()) if kept.any() else np.nan
    low, high = _range(believed[kept], weights[kept])
    inside = _inside(target, believed[kept], weights[kept])
    return Row(
        target, _back(target, float(np.nanmean(point)) if np.isfinite(point).any() else np.nan),
        tuple(_back(target, end) for end in _range(known, even)),  # type: ignore[arg-type]  # two
        _inside(target, known, even), _back(target, mean),
        (_back(target, low), _back(target, high)), inside,
    )  # fmt: skip


def _range(values: Floats, weights: Floats) -> tuple[float, float]:
    """Return the values between which nine in ten lie."""
    if not len(values):
        return np.nan, np.nan
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) / weights.sum()
    places = np.minimum(np.searchsorted(below, RANGE), len(values) - 1)
    return float(values[order][places[0]]), float(values[order][places[1]])


def _inside(target: Target, values: Floats, weights: Floats) -> float:
    if not len(values):
        return 0.0
    return float(weights @ ((values >= target.low) & (values <= target.high)) / weights.sum())


def _back(target: Target, value: float) -> float | None:
    return target.unscaled(value) if np.isfinite(value) else None


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
