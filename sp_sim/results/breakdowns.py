"""Breakdowns: the rows of measures by practice, pcn, ...: those of everyone, with one more column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sp_sim.nested import nested
from sp_sim.results.arm import ask_the_same, range_over_runs
from sp_sim.results.beside import Beside, evidence_document
from sp_sim.results.comparison import difference_document
from sp_sim.results.over_sets import by_set, difference_over, mean_over, share_better
from sp_sim.results.short_runs import why_nothing
from sp_sim.results.splits import measures_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sp_sim.estimate import Difference, Estimate
    from sp_sim.nested import Nested
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats
    from sp_sim.results.measure import Measure


@dataclass(frozen=True)
class Part:
    """One measure of one group in one arm, over its runs."""

    group: str
    measure: Measure
    values: Floats
    sets: int
    weeks: int

    @property
    def estimate(self) -> Estimate:
        """The mean with its 95% interval."""
        return mean_over(self.values, self.sets).within(*self.measure.possible)

    @property
    def nested(self) -> Nested | None:
        """Chance and evidence apart; `None` where there is one parameter set."""
        return _nested(self.values, self.sets, self.measure.possible)

    def as_document(self) -> dict[str, Any]:
        """Return the row of the measure, as that of everyone has it, ready for JSON."""
        found, (low, high) = self.estimate, range_over_runs(self.values)
        return {
            "mean": found.mean,
            "low": found.low,
            "high": found.high,
            "unit": self.measure.unit,
            "better": self.measure.better,
            "kind": self.measure.kind,
            "words": self.measure.words,
            "runs": found.runs,
            "run_low": low,
            "run_high": high,
            "reason": why_nothing(self.measure, self.weeks) if found.mean is None else None,
            **evidence_document(self.nested),
        }


@dataclass(frozen=True)
class Contrasted:
    """One measure of one group in both arms, paired by seed."""

    base: Part
    other: Part
    difference: Difference
    beside: Beside

    def as_document(self) -> dict[str, Any]:
        """Return the row of the difference, as that of everyone has it, ready for JSON."""
        told = self.beside.as_document()
        return difference_document(self.base.measure, self.difference) | told


def parts(
    arm: Arm, by: str, *, only: Collection[str] | None = None, most: int | None = None
) -> Iterator[Part]:
    """Yield measures of the groups of an arm, measure by measure: all, `only` some, of the first `most`."""
    found = arm.split(by)
    told = measures_of(by, len(found.groups))
    for key, values in found.measured.items():
        if only is None or key in only:
            for place, group in enumerate(found.groups[:most]):
                yield Part(group, told[key], values[:, place], arm.asked.sets, arm.asked.weeks)


def contrasted_parts(
    base: Arm, other: Arm, by: str, *, only: Collection[str] | None = None, most: int | None = None
) -> Iterator[Contrasted]:
    """Yield how measures of groups differ between two arms of one area, paired by seed."""
    both = (parts(arm, by, only=only, most=most) for arm in (base, other))
    is_same = ask_the_same(base, other)
    for here, there in zip(*both, strict=True):
        yield _contrasted(here, there, is_same=is_same)


def _contrasted(here: Part, there: Part, *, is_same: bool) -> Contrasted:
    told, sets = here.measure, here.sets
    found, _ = difference_over(
        here.values, there.values, sets, better=told.better, smallest=told.smallest,
        none_is_unknown=told.kind == "rate", alike_is_known=is_same,
    )  # fmt: skip
    differences = there.values - here.values
    low, high = range_over_runs(differences)
    over = _nested(differences, sets, told.possible_difference)
    better = None if over is None else share_better(by_set(differences, sets), told.better)
    return Contrasted(
        here, there, found.within(*told.possible_difference), Beside(low, high, over, better)
    )


def _nested(values: Floats, sets: int, possible: tuple[float, float]) -> Nested | None:
    return None if sets == 1 else nested(values.reshape(sets, -1)).within(*possible)


@dataclass(frozen=True)
class Breakdown:
    """Every row of a breakdown ready for JSON, the group last, in a column named as the dimension."""

    by: str
    of_arms: tuple[list[dict[str, Any]], ...]
    """One row a measure and group, for each arm."""
    of_pairs: tuple[list[dict[str, Any]], ...]
    """The same of how two arms differ, for each comparison."""


def breakdown(arms: Sequence[Arm], pairs: Sequence[tuple[Arm, Arm]], by: str) -> Breakdown:
    """Return the rows of arms, and of comparisons of them."""
    of_arms = tuple([_arm_row(part, by) for part in parts(arm, by)] for arm in arms)
    of_pairs = tuple(
        [_pair_row(each, by) for each in contrasted_parts(*pair, by)] for pair in pairs
    )
    return Breakdown(by, of_arms, of_pairs)


def _arm_row(part: Part, by: str) -> dict[str, Any]:
    return {"measure": part.measure.key, **part.as_document(), by: part.group}


def _pair_row(each: Contrasted, by: str) -> dict[str, Any]:
    told = each.base.measure
    return {"measure": told.key, "words": told.words, **each.as_document(), by: each.base.group}
