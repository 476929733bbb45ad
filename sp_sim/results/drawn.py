"""Drawn: an arm lived under more parameter sets than its records fit in memory; little is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

from sp_sim.domain.records import Records
from sp_sim.results.arm import Arm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.results.counterfactual import Band
    from sp_sim.results.counting import Floats
    from sp_sim.results.splits import Split


@dataclass(frozen=True)
class DrawnArm(Arm):
    """One scenario of which measures and weekly series are kept, and no records.

    Runs are in the order (set, seed).
    """

    values: Mapping[str, Floats] = field(default_factory=dict)
    """Every measure, one value a run."""
    series: Mapping[str, Floats] = field(default_factory=dict)
    """Weekly series, each a table of runs by weeks."""
    kept_splits: Mapping[str, Split] = field(default_factory=dict)
    """The breakdowns that were asked for."""

    @cached_property
    def splits(self) -> Mapping[str, Split]:
        """The breakdowns that were asked for; no others can be counted."""
        return dict(self.kept_splits)

    @cached_property
    def measured(self) -> dict[str, Floats]:
        """Every measure, one value a run; NaN where there was nothing to count."""
        return dict(self.values)

    @cached_property
    def weekly(self) -> dict[str, Floats]:
        """Weekly series, each a table of runs by weeks."""
        return dict(self.series)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """Changes by number of contacts are not kept."""
        return ()

    @property
    def keeps_records(self) -> bool:
        """Records are not kept."""
        return False


def emptied(records: Records) -> Records:
    """Return the same tables without any rows."""
    return Records(
        **{field.name: getattr(records, field.name)[:0].copy() for field in fields(records)}
    )
