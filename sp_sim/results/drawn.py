"""Drawn: an arm lived under several parameter sets, of which measures and weekly series are kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

from sp_sim.domain.records import Records
from sp_sim.estimate import Estimate
from sp_sim.nested import nested
from sp_sim.results.arm import Arm
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.nested import Nested
    from sp_sim.param import Value
    from sp_sim.results.counterfactual import Band
    from sp_sim.results.counting import Floats


@dataclass(frozen=True)
class DrawnArm(Arm):
    """One scenario, lived under every parameter set with seeds of the set's own.

    Runs are in the order (set, seed). Records are not kept: of many sets they would fill the memory.
    """

    values: Mapping[str, Floats]
    """Every measure, one value a run."""
    series: Mapping[str, Floats]
    """Weekly series, each a table of runs by weeks."""
    parameters: Sequence[Mapping[str, Value]]
    """What each set changed in this scenario."""

    @cached_property
    def measured(self) -> dict[str, Floats]:
        """Every measure, one value a run; NaN where there was nothing to count."""
        return dict(self.values)

    @cached_property
    def weekly(self) -> dict[str, Floats]:
        """Weekly series, each a table of runs by weeks."""
        return dict(self.series)

    @cached_property
    def nested(self) -> Mapping[str, Nested]:
        """Every measure with chance and evidence apart."""
        return {
            key: nested(values.reshape(self.asked.sets, -1)).within(*DECLARED[key].possible)
            for key, values in self.measured.items()
        }

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """Every measure's mean over parameter sets with its 95% interval."""
        return {
            key: Estimate(found.mean, found.low, found.high, found.runs)
            for key, found in self.nested.items()
        }

    @property
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
