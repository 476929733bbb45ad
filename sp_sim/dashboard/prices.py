"""Prices: what each scenario costs a year, by year and by payer, beside the base."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.dashboard.values import Change, Value
from sp_sim.economics.answer import Costs
from sp_sim.economics.costs import UNIT_COSTS
from sp_sim.economics.evaluation import smallest_of
from sp_sim.economics.read import load_book
from sp_sim.economics.unit_cost import PAYERS
from sp_sim.estimate import estimate, paired_difference
from sp_sim.many import Claim, paired
from sp_sim.results.arm import range_over_runs
from sp_sim.results.comparison import in_words

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
    weeks = costs.result.arms[0].asked.weeks
    paying = [payer for payer in PAYERS if any(payer in arm.payers for arm in arms)]
    book = costs.book
    return Prices(
        per_year=_line("Cost a year, all payers", [arm.total * share for arm in arms]),
        years=tuple(
            _line(_year_in_words(year, weeks), [arm.by_year[:, year] for arm in arms])
            for year in range(arms[0].use.years)
        ),
        payers=tuple(
            _line(PAYERS[payer], [arm.of_payer(payer).sum(axis=1) * share for arm in arms])
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
    told = paired_difference(
        found.base.total, found.other.total, better="neither", smallest=found.smallest
    )
    contrast = paired(found.other.total - found.base.total)
    return Claim(contrast, told.verdict, "neither", found.smallest)


def _share_of_a_year(costs: Costs) -> float:
    return WEEKS_PER_YEAR / costs.result.arms[0].asked.weeks


def _year_in_words(year: int, weeks: int) -> str:
    lived = min(WEEKS_PER_YEAR, weeks - year * WEEKS_PER_YEAR)
    short = f", {lived} weeks only" if lived < WEEKS_PER_YEAR else ""
    return f"Year {year + 1}{short}, all payers"


def _line(words: str, pounds: Sequence[Floats]) -> Line:
    """Return one amount (pounds, one number a run) of each scenario."""
    base, *others = pounds
    return Line(
        words, tuple(_value(each) for each in pounds), tuple(_change(base, each) for each in others)
    )


def _value(pounds: Floats) -> Value:
    found = estimate(pounds).within(0.0, math.inf)
    return Value(found.mean, found.low, found.high, *range_over_runs(pounds))


def _change(base: Floats, other: Floats) -> Change:
    found = paired_difference(base, other, better="neither", smallest=smallest_of(base))
    return Change(found.difference, found.low, found.high, in_words(found), found.runs_to_settle)
