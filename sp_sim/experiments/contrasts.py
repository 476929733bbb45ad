"""Contrasts: two arms in one measure, by run and by parameter set; and many such beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import judge, runs_to_settle
from sp_sim.many import Claim, chances_of_best, corrected, paired, pairing_hurts, welch
from sp_sim.results.arm import ask_the_same, range_over_runs
from sp_sim.results.beside import HEADLINES, Beside
from sp_sim.results.counterfactual import DECLARED
from sp_sim.results.over_sets import by_set, difference_over, share_better

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sp_sim.estimate import Difference
    from sp_sim.results.arm import Arm
    from sp_sim.results.comparison import Comparison
    from sp_sim.results.measure import Measure


def contrasted(base: Arm, other: Arm, measure: Measure) -> tuple[Difference, Beside]:
    """Return how two arms differ in a measure, paired by seed and parameter set."""
    bases, others = base.measured[measure.key], other.measured[measure.key]
    sets = base.asked.sets
    plain, told = difference_over(
        bases, others, sets, better=measure.better, smallest=measure.smallest,
        none_is_unknown=measure.kind == "rate", alike_is_known=ask_the_same(base, other),
    )  # fmt: skip
    found = plain.within(*measure.possible_difference)
    differences = others - bases
    low, high = range_over_runs(differences)
    known = found.low is not None
    if told is None:
        hurt = (found.variance_reduction or 1.0) < 1.0 and pairing_hurts(
            bases, others, asked=len(base.measured)
        )
        contrast = paired(differences) if known else None
        return found, Beside(low, high, contrast=contrast, pairing="hurt" if hurt else "paired")
    means = by_set(differences, sets)
    return found, Beside(
        low, high, told.within(*measure.possible_difference), share_better(means, measure.better),
        paired(means) if known else None,
    )  # fmt: skip


def unpaired(
    comparison: Comparison, base: Arm, other: Arm, fresh: Callable[[Arm], Arm]
) -> Comparison:
    """Return the comparison with measures that pairing hurts compared without pairs.

    On the seeds that they share, no other interval would hold: unlike pairs really do make the
    difference of the means vary more. So the base is lived again with seeds of its own (`fresh`).
    """
    hurt = [key for key, beside in comparison.beside.items() if beside.pairing == "hurt"]
    if not hurt:
        return comparison
    again = fresh(base)
    differences, beside = dict(comparison.differences), dict(comparison.beside)
    for key in hurt:
        found = _unpaired(differences[key], beside[key], again, other, DECLARED[key])
        if found is not None:
            differences[key], beside[key] = found
    return replace(
        comparison, differences=differences, beside=beside, unpaired_seeds=again.asked.seeds
    )


def _unpaired(
    found: Difference, beside: Beside, base: Arm, other: Arm, measure: Measure
) -> tuple[Difference, Beside] | None:
    contrast = welch(base.measured[measure.key], other.measured[measure.key])
    if contrast is None:
        return None
    low, high = contrast.interval()
    verdict = judge(low, high, better=measure.better, smallest=measure.smallest)
    sd = contrast.error * float(np.sqrt(found.runs))
    settle = runs_to_settle(contrast.difference, sd, smallest=measure.smallest)
    told = replace(
        found, difference=contrast.difference, low=low, high=high, verdict=verdict,
        runs_to_settle=settle if verdict == "inconclusive" else None,
    ).within(*measure.possible_difference)  # fmt: skip
    return told, replace(beside, contrast=contrast, pairing="unpaired")


def correct(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return comparisons with the verdicts on their headline measures corrected for all of them."""
    places = [(number, key) for number in range(len(comparisons)) for key in HEADLINES]
    claims = [
        Claim(
            comparisons[number].beside[key].contrast, comparisons[number].differences[key].verdict,
            DECLARED[key].better, DECLARED[key].smallest,
        )
        for number, key in places
    ]  # fmt: skip
    besides = [dict(comparison.beside) for comparison in comparisons]
    for (number, key), found in zip(places, corrected(claims), strict=True):
        besides[number][key] = replace(besides[number][key], corrected=found)
    return tuple(
        replace(comparison, beside=beside)
        for comparison, beside in zip(comparisons, besides, strict=True)
    )


def best_of(arms: Sequence[Arm]) -> dict[str, dict[str, float]]:
    """Return for each measure how likely each arm is the best, by name, where any way is better.

    Over seeds, paired runs are drawn anew; over parameter sets, it is the share of sets in which the
    arm's mean is the best.
    """
    sets, found = arms[0].asked.sets, {}
    for key in arms[0].measured:
        measure = DECLARED[key]
        values = np.stack([arm.measured[key] for arm in arms])
        if sets > 1:
            values = np.stack([by_set(row, sets) for row in values])
        chances = chances_of_best(values, measure.better, resample=sets == 1)
        if chances is not None:
            found[key] = dict(zip((arm.name for arm in arms), chances, strict=True))
    return found
