"""A result: every arm of a study, how they compare, and where it all came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from sp_sim.results import tables, tables_by
from sp_sim.results.beside import evidence_document
from sp_sim.results.breakdowns import breakdown
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.inputs import AREA, write_inputs
from sp_sim.results.manifest import manifest
from sp_sim.results.short_runs import why_nothing
from sp_sim.results.write import write
from sp_sim.scenario.plain import as_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

    from sp_sim.estimate import Estimate
    from sp_sim.results.arm import Arm, Asked
    from sp_sim.results.breakdowns import Breakdown
    from sp_sim.results.comparison import Comparison
    from sp_sim.results.stopping import Stopping


@dataclass(frozen=True)
class Result:
    """What was asked, what was lived, and what it comes to; frames are made when asked for."""

    arms: tuple[Arm, ...]
    comparisons: tuple[Comparison, ...] = ()
    started: str = field(default="", compare=False)
    finished: str = field(default="", compare=False)
    name: str = ""
    best: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """For each measure with a better way, how likely each arm is the best of all."""
    stopping: Stopping | None = None
    """How it was decided that these were enough runs, if that was asked for."""

    def __repr__(self) -> str:
        """Return the result in one line; its frames and its document say the rest."""
        names = " against ".join(arm.name for arm in self.arms)
        return f"<Result: {names}, {self.asked.weeks} weeks, {len(self.asked.seeds)} runs>"

    @property
    def asked(self) -> Asked:
        """The area, weeks, seeds and draws that all arms share."""
        return self.arms[0].asked

    @property
    def folder_name(self) -> str:
        """A name for a folder: the result's own, the scenario's, or `base-against-other`."""
        return self.name or "-against-".join(arm.name for arm in self.arms)

    def arm(self, name: str) -> Arm:
        """Return the arm of the scenario called `name`."""
        return next(arm for arm in self.arms if arm.name == name)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that there are: where records are not kept, none of theirs."""
        drawn = ("parameter_sets",) if self.asked.sets > 1 else ()
        if not all(arm.keeps_records for arm in self.arms):
            return (*tables.WITHOUT_RECORDS, *drawn, *self._broken_down)
        changes = ("counterfactual",) if self.asked.counterfactual else ()
        return (*tables.NAMES, *drawn, *changes, *self._broken_down)

    @property
    def parameter_sets(self) -> pd.DataFrame:
        """One row a scenario, parameter set and parameter that was drawn."""
        return tables.parameter_sets(self.arms)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning of the question, of every comparison and of every arm, each once."""
        told = [warning for each in self.comparisons for warning in each.warnings]
        told += [warning for arm in self.arms for warning in arm.warnings]
        return tuple(dict.fromkeys([*self.asked.warnings, *told]))

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row a scenario and measure: mean, 95% interval, range over runs."""
        return tables.summary(self.arms)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """One row a scenario, seed and measure."""
        return tables.measures(self.arms)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """One row a comparison and measure: difference, interval, verdict."""
        return tables.differences(self.comparisons)

    def summary_by(self, by: str) -> pd.DataFrame:
        """One row a scenario, measure and group: `by` is practice, pcn, ... (see `results.dimensions`)."""
        return tables_by.summary_by([arm.name for arm in self.arms], self._breakdown(by))

    def measures_by(self, by: str) -> pd.DataFrame:
        """One row a scenario, seed, measure and group."""
        return tables_by.measures_by(self.arms, by)

    def differences_by(self, by: str) -> pd.DataFrame:
        """One row a comparison, measure and group."""
        names = [(each.base, each.other) for each in self.comparisons]
        return tables_by.differences_by(names, self._breakdown(by))

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """One row a scenario, seed and week: events and stocks over all practices."""
        return tables.weekly(self.arms)

    @property
    def referrals(self) -> pd.DataFrame:
        """One row a referral."""
        return tables.referrals(self.arms)

    @property
    def practice_weeks(self) -> pd.DataFrame:
        """One row a scenario, seed, practice and week."""
        return tables.practice_weeks(self.arms)

    @property
    def worker_weeks(self) -> pd.DataFrame:
        """One row a scenario, seed, post and week."""
        return tables.worker_weeks(self.arms)

    @property
    def gps(self) -> pd.DataFrame:
        """One row a scenario, seed and GP at the end."""
        return tables.gps(self.arms)

    @cached_property
    def counterfactual(self) -> pd.DataFrame:
        """One row a scenario, band of contacts and change; none unless it was asked for."""
        return tables.counterfactual(self.arms)

    @property
    def offer_weeks(self) -> pd.DataFrame:
        """One row a scenario, seed, system, kind of need and week."""
        return tables.offer_weeks(self.arms)

    @property
    def manifest(self) -> dict[str, Any]:
        """Where the result came from: versions, fingerprints, seeds."""
        return manifest(self.arms, started=self.started, finished=self.finished)

    def document(self) -> dict[str, Any]:
        """Return the whole as one JSON-ready object."""
        return {
            "scenarios": {
                arm.name: _arm_document(arm) | self._rows("of_arms", number)
                for number, arm in enumerate(self.arms)
            },
            "comparisons": [
                comparison.as_document() | self._rows("of_pairs", number)
                for number, comparison in enumerate(self.comparisons)
            ],
            "best": {key: dict(chances) for key, chances in self.best.items()},
            "warnings": list(self.warnings),
            "stopping": None if self.stopping is None else self.stopping.as_document(),
            "manifest": self.manifest,
        }

    @property
    def _broken_down(self) -> dict[str, Callable[[], pd.DataFrame]]:
        """What makes each table of the breakdowns that were asked for, by name."""
        makers: dict[str, Callable[[], pd.DataFrame]] = {}
        for by in self.asked.by:
            makers[tables_by.SUMMARY + by] = partial(self.summary_by, by)
            makers[tables_by.MEASURES + by] = partial(self.measures_by, by)
            if self.comparisons:
                makers[tables_by.DIFFERENCES + by] = partial(self.differences_by, by)
        return makers

    def _breakdown(self, by: str) -> Breakdown:
        if by in self.asked.by:
            return self._breakdowns[by]
        return breakdown(self.arms, self._pairs, by)

    @cached_property
    def _breakdowns(self) -> dict[str, Breakdown]:
        """The breakdowns that were asked for, counted once for documents and tables."""
        return {by: breakdown(self.arms, self._pairs, by) for by in self.asked.by}

    @property
    def _pairs(self) -> list[tuple[Arm, Arm]]:
        return [(self.arm(each.base), self.arm(each.other)) for each in self.comparisons]

    def _rows(self, which: str, number: int) -> dict[str, Any]:
        """Return the breakdowns of an arm or a comparison; nothing where none was asked for."""
        told = {by: getattr(found, which)[number] for by, found in self._breakdowns.items()}
        return {"breakdowns": told} if told else {}

    def save(
        self,
        folder: Path,
        *,
        overwrite: bool = False,
        command: str = "",
        also: tuple[Callable[[Result, Path], object], ...] = (),
    ) -> Path:
        """Write tables, inputs and manifest into `folder`, all or nothing, and return it.

        Args:
            folder: Where to.
            overwrite: Whether other results of ours in that folder may be replaced.
            command: What was typed, for the manifest.
            also: Called with the result and the folder being prepared, to put more files in it.
        """
        makers = [lambda place, draw=draw: draw(self, place) for draw in (write_inputs, *also)]
        broken = self._broken_down
        frames = {
            name: broken.get(name, lambda name=name: getattr(self, name)) for name in self.tables
        }
        told = self.manifest | self._made_of() | {"command": command}
        return write(frames, told, folder, overwrite=overwrite, also=makers)

    def _made_of(self) -> dict[str, Any]:
        """Return what any of the runs can be lived again from."""
        area = self.asked.area
        return {
            "scenarios": {arm.name: as_plain(arm.scenario) for arm in self.arms},
            "areas": {area.name: {"fingerprint": area.fingerprint, "file": AREA}},
        }


def _arm_document(arm: Arm) -> dict[str, Any]:
    told: dict[str, Any] = {"measures": arm_document(arm), "warnings": list(arm.warnings)}
    if arm.services:
        told["services"] = {name: _estimates(found) for name, found in arm.services.items()}
    if arm.bands:
        told["counterfactual"] = [band.as_document() for band in arm.bands]
    return told


def _estimates(found: Mapping[str, Estimate]) -> dict[str, dict[str, float | None]]:
    return {key: {"mean": one.mean, "low": one.low, "high": one.high} for key, one in found.items()}


def arm_document(arm: Arm) -> dict[str, Any]:
    """Return every measure of an arm, ready for JSON."""
    return {key: _measure_document(arm, key) for key in arm.measured}


def _measure_document(arm: Arm, key: str) -> dict[str, Any]:
    measure, found = DECLARED[key], arm.estimates[key]
    low, high = arm.run_range(key)
    return {
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "unit": measure.unit,
        "better": measure.better,
        "kind": measure.kind,
        "words": measure.words,
        "runs": found.runs,
        "run_low": low,
        "run_high": high,
        "reason": why_nothing(measure, arm.asked.weeks) if found.mean is None else None,
        **evidence_document(arm.nested.get(key)),
    }
