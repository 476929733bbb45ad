"""Breakdown: measures by place or by kind of person; a breakdown appends a column to the summary, never a key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from sp_sim.errors import Problem, Problems
from sp_sim.results.counting import Rows, by_practice
from sp_sim.results.gains import relabelled
from sp_sim.results.kinds import KIND_MEASURES, SEXES, of_kinds
from sp_sim.results.measures import MEASURES
from sp_sim.results.over_sets import mean_over
from sp_sim.results.tables import AGE_BANDS, NEEDS
from sp_sim.scenario.meant import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from sp_sim.domain.places import Practice
    from sp_sim.domain.records import Records
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Floats, Lives
    from sp_sim.results.measure import Measure

FIFTH = "deprivation_fifth"
PLACES: dict[str, Callable[[Practice], object]] = {
    "practice": lambda practice: practice.code,
    "pcn": lambda practice: practice.system,
    FIFTH: lambda practice: practice.deprivation_fifth,
}
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "need": ("need", NEEDS),
    "sex": ("female", SEXES),
    "age_band": ("age_band", AGE_BANDS),
}
"""By kind of person: the column of a referral, and what its numbers stand for."""
BY = (*PLACES, *KINDS)
"""What measures can be broken down by."""
OF_KINDS = MEASURES | {key: KIND_MEASURES[key] for key in KIND_MEASURES if key in MEASURES}


class UntoldError(Exception):
    """A measure needs a table that does not know of the groups: those of link workers, by practice."""


@dataclass(frozen=True)
class Untold(Rows):
    """The rows of a table that does not know of the groups."""

    def column(self, name: str) -> NoReturn:
        """Refuse: every formula begins with a column, a count or a sum."""
        raise UntoldError(name)

    def count(self, which: object = None) -> NoReturn:
        """Refuse likewise."""
        raise UntoldError(str(which))

    def total(self, column: str) -> NoReturn:
        """Refuse likewise."""
        raise UntoldError(column)


def breakdown(arms: Sequence[Arm], by: str) -> pd.DataFrame:
    """Return one row a measure, group and arm; the last column, called `by`, names the group.

    Measures of link workers and of activities are left out, as are, by kind of person, those counted from
    practices' weeks: nothing tells whose they are. Coded referrals by kind are per 1,000 patients of all kinds.
    """
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    _check(arms, by)
    told = OF_KINDS if by in KINDS else MEASURES
    found = [(arm, *_grouped(arm, by)) for arm in arms]
    rows = [row for measure in told.values() for row in _rows(found, measure, by)]
    types = dict.fromkeys(("mean", "low", "high"), "float64")
    return pd.DataFrame(rows).astype(types | ({by: "Int64"} if by == FIFTH else {}))


def _check(arms: Sequence[Arm], by: str) -> None:
    if by not in BY:
        remedy = did_you_mean(by, BY) or f"there are {', '.join(BY)}"
        raise Problems([_problem("is no breakdown", by, remedy)])
    if not arms:
        remedy = "ask for fewer runs, a smaller area, or --draws point"
        raise Problems(
            [_problem("cannot be told where records of practices were not kept", by, remedy)]
        )


def _problem(message: str, by: str, remedy: str) -> Problem:
    rule = "a breakdown is by what the records tell of places and people"
    return Problem(file="asked", key="by", message=message, value=by, rule=rule, remedy=remedy)


def _rows(
    found: Sequence[tuple[Arm, Sequence[object], Lives]], told: Measure, by: str
) -> Iterator[dict[str, Any]]:
    counted = [(arm, names, _counted(told, lives)) for arm, names, lives in found]
    for place, name in enumerate(found[0][1]):
        for arm, names, values in counted:
            if values is None:
                continue
            mine = values.reshape(len(arm.asked.seeds), len(names))[:, place]
            mean = mean_over(mine, arm.asked.sets).within(*told.possible)
            yield {
                "scenario": arm.name, "measure": told.key, "words": told.words, "mean": mean.mean,
                "low": mean.low, "high": mean.high, "runs": mean.runs, "unit": told.unit, "kind": told.kind,
                "better": told.better, by: name,
            }  # fmt: skip


def _counted(told: Measure, lives: Lives) -> Floats | None:
    """Return a measure in every run and group; nothing where no group can be told of."""
    try:
        return told.formula(lives)
    except UntoldError:
        return None


def _grouped(arm: Arm, by: str) -> tuple[Sequence[object], Lives]:
    """Return the groups' names, and the records counted by run and group."""
    records, weights = arm.whole_records, np.asarray(arm.places.registered, dtype=np.float64)
    if by in KINDS:
        column, names = KINDS[by]
        records, whole = of_kinds(records, column), np.full(len(names), weights.sum())
        lives = _lives(arm, records, whole)
        nothing = _untold(lives.practice_weeks)
        return names, replace(lives, practice_weeks=nothing, gps=nothing)
    labels = [PLACES[by](practice) for practice in arm.practices]
    known = sorted(set(labels), key=lambda label: (label is None, str(label)))
    of = np.array([known.index(label) for label in labels], dtype=np.int64)
    registered: Floats = np.bincount(of, weights=weights, minlength=len(known)).astype(np.float64)
    return known, _lives(arm, relabelled(records, of), registered)


def _lives(arm: Arm, records: Records, registered: Floats) -> Lives:
    found = by_practice(
        records, runs=len(arm.asked.seeds), weeks=arm.asked.weeks, registered=registered
    )
    nothing = _untold(found.worker_weeks)
    return replace(found, worker_weeks=nothing, offer_weeks=nothing)


def _untold(rows: Rows) -> Untold:
    return Untold(rows.table, rows.group, rows.groups)
