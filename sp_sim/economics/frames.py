"""Frames: costs, differences and sensitivity as tidy tables, one number a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.economics.costs import UNIT_COSTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from sp_sim.economics.costing import Costing
    from sp_sim.economics.evaluation import Evaluation
    from sp_sim.economics.tornado import Bar
    from sp_sim.estimate import Estimate

COST_COLUMNS = (
    "scenario", "seed", "year", "unit_cost", "words", "quantity", "quantity_unit", "value_gbp", "payer",
    "cash", "confirmed", "cost_gbp",
)  # fmt: skip
DIFFERENCE_COLUMNS = (
    "base", "other", "breakdown", "what", "difference_gbp", "low", "high", "runs", "confirmed",
)  # fmt: skip
SENSITIVITY_COLUMNS = (
    "base", "other", "unit_cost", "words", "low", "high", "difference_at_low_gbp",
    "difference_at_high_gbp", "swing_gbp", "turns_at", "flips", "confirmed",
)  # fmt: skip


def costs(arms: Sequence[Costing]) -> pd.DataFrame:
    """Return one row a scenario, seed, year and unit cost; null pounds where nothing was counted."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    made = [_of_unit_cost(arm, key) for arm in arms for key in UNIT_COSTS]
    return pd.concat(made, ignore_index=True)[list(COST_COLUMNS)]


def _of_unit_cost(arm: Costing, key: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - as above

    told, figure = UNIT_COSTS[key], arm.book.figure(key)
    shape = arm.use.runs, arm.use.years
    nothing = np.full(shape, np.nan)
    return pd.DataFrame(
        {
            "scenario": arm.arm.name,
            "seed": np.repeat(arm.arm.asked.seeds, arm.use.years),
            "year": np.tile(np.arange(1, arm.use.years + 1), arm.use.runs),
            "unit_cost": key,
            "words": told.words,
            "quantity": arm.quantities.get(key, nothing).ravel(),
            "quantity_unit": told.quantity_unit,
            "value_gbp": figure.value,
            "payer": figure.payer,
            "cash": told.is_cash,
            "confirmed": figure.confirmed,
            "cost_gbp": arm.priced.get(key, nothing).ravel(),
        }
    )


def differences(evaluations: Sequence[Evaluation]) -> pd.DataFrame:
    """Return one row a comparison and unit cost, payer, year, and the total."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = [
        {"base": each.base.arm.name, "other": each.other.arm.name} | row
        for each in evaluations
        for row in _differences_of(each)
    ]
    return pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))


def _differences_of(each: Evaluation) -> Iterator[dict[str, Any]]:
    sure = not each.unconfirmed
    for key in each.other.cash:
        yield _difference("unit_cost", key, each.more(key), each.base.book.figure(key).confirmed)
    for payer in each.other.payers:
        yield _difference("payer", payer, each.of_payer(payer), sure)
        for year, found in enumerate(each.of_payer_by_year(payer), start=1):
            yield _difference("payer_and_year", f"{payer} year {year}", found, sure)
    for year, found in enumerate(each.by_year, start=1):
        yield _difference("year", str(year), found, sure)
    yield _difference("total", "total", each.more_in_all, sure)


def _difference(breakdown: str, what: str, found: Estimate, confirmed: bool) -> dict[str, Any]:  # noqa: FBT001 - a row
    return {
        "breakdown": breakdown, "what": what, "difference_gbp": found.mean, "low": found.low,
        "high": found.high, "runs": found.runs, "confirmed": confirmed,
    }  # fmt: skip


def sensitivity(evaluations: Sequence[Evaluation]) -> pd.DataFrame:
    """Return one row a comparison and unit cost that has a range."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = [
        {"base": each.base.arm.name, "other": each.other.arm.name} | _bar(bar)
        for each in evaluations
        for bar in each.tornado.bars
    ]
    return pd.DataFrame(rows, columns=list(SENSITIVITY_COLUMNS))


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "unit_cost": bar.key, "words": UNIT_COSTS[bar.key].words, "low": bar.low, "high": bar.high,
        "difference_at_low_gbp": bar.at_low, "difference_at_high_gbp": bar.at_high,
        "swing_gbp": bar.swing, "turns_at": bar.turns_at, "flips": bar.flips,
        "confirmed": bar.confirmed,
    }  # fmt: skip
