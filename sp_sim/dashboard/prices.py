"""Prices: what each scenario costs a year, by year and by payer, beside the base."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.dashboard.values import Change, Value, change_of
from sp_sim.economics.answer import Costs
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.evaluation import smallest_of
from sp_sim.economics.read import load_book
from sp_sim.economics.unit_cost import PAYERS
from sp_sim.many import Claim, paired
from sp_sim.nested import nested
from sp_sim.results.arm import range_over_runs
from sp_sim.results.over_sets import by_set, difference_over, mean_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.economics.use import Floats
    from sp_sim.results.result import Result

COST = "cost"


@dataclass(frozen=True)
class Line:
    """One amount of money in all scenarios, and how the others differ from the base."""

    words: str
    values: tuple[Value, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Prices:
    """Pounds in the prices of one cost book; `unsure` marks what rests on figures nobody confirmed.

    `per_year` is the mean over the years of the run; `years` and `payers` are parts of the whole run,
    the payers' again a year.
    """

    per_year: Line
    years: tuple[Line, ...]
    payers: tuple[Line, ...]
    unsure: tuple[bool, ...]
    book: str
    price_year: int
    unconfirmed: int
    figures: int
    missing: tuple[str, ...]
    unpriced: tuple[str, ...]


def costed(result: Result) -> Costs:
    """Return the result priced by the cost book that is shipped."""
    return Costs(result, load_book())


def prices(costs: Costs) -> Prices:
    """Return what the scenarios cost."""
    arms, share = costs.arms, _share_of_a_year(costs)
    asked = costs.result.asked
    weeks = asked.weeks
    paying = [payer for payer in PAYERS if any(payer in arm.payers for arm in arms)]
    book = costs.book
    return Prices(
        per_year=_line(costs, "Cost a year, all payers", [arm.total * share for arm in arms]),
        years=tuple(
            _line(costs, _year_in_words(year, weeks), [arm.by_year[:, year] for arm in arms])
            for year in range(arms[0].use.years)
        ),
        payers=tuple(
            _line(costs, PAYERS[payer], [arm.of_payer(payer).sum(axis=1) * share for arm in arms])
            for payer in paying
        ),
        unsure=tuple(bool(arm.unconfirmed) for arm in arms),
        book=book.name, price_year=book.price_year, unconfirmed=len(book.unconfirmed),
        figures=len(book.figures),
        missing=tuple(f"{UNIT_COSTS[key].words}: {why}" for key, why in costs.missing.items()),
        unpriced=tuple(dict.fromkeys(key for each in costs.evaluations for key in each.unpriced)),
    )  # fmt: skip


def claim(found: Evaluation) -> Claim:
    """Return the claim that one scenario costs more or less than the base."""
    sets = found.base.sets
    told, _ = difference_over(
        found.base.total, found.other.total, sets, better="neither", smallest=found.smallest,
        alike_is_known=found.asks_the_same,
    )  # fmt: skip
    contrast = paired(by_set(found.other.total - found.base.total, sets))
    return Claim(contrast, told.verdict, "neither", found.smallest)


def _share_of_a_year(costs: Costs) -> float:
    return WEEKS_PER_YEAR / costs.result.arms[0].asked.weeks


def _year_in_words(year: int, weeks: int) -> str:
    lived = min(WEEKS_PER_YEAR, weeks - year * WEEKS_PER_YEAR)
    short = f", {lived} weeks only" if lived < WEEKS_PER_YEAR else ""
    return f"Year {year + 1}{short}, all payers"


def _line(costs: Costs, words: str, pounds: Sequence[Floats]) -> Line:
    """Return one amount (pounds, one number a run) of each scenario."""
    base, *others = pounds
    told = zip(others, costs.evaluations, strict=True)
    sets = costs.result.asked.sets
    changes = tuple(_change(base, each, sets, is_same=found.asks_the_same) for each, found in told)
    return Line(words, tuple(_value(each, sets) for each in pounds), changes)


def _value(pounds: Floats, sets: int) -> Value:
    found = mean_over(pounds, sets).within(0.0, math.inf)
    if sets == 1:
        return Value(found.mean, found.low, found.high, *range_over_runs(pounds))
    far = nested(pounds.reshape(sets, -1)).within(0.0, math.inf)
    return Value(found.mean, found.low, found.high, far.evidence_low, far.evidence_high)


def _change(base: Floats, other: Floats, sets: int, *, is_same: bool) -> Change:
    found, over = difference_over(
        base, other, sets, better="neither", smallest=smallest_of(base), alike_is_known=is_same
    )
    return change_of(found, over)
