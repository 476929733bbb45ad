"""Rebuild: record arrays from the tables that were written, to the bit."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.domain.records import (
    GP_END,
    OFFER_WEEK,
    PRACTICE_WEEK,
    REFERRAL,
    WORKER_WEEK,
    Records,
    Table,
)
from sp_sim.domain.stages import NOBODY
from sp_sim.results.tables import AGE_BANDS, CODES, ENDED, NEEDS, NONE_IN, ROUTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    import pandas as pd

    from sp_sim.results.arm import Places

KINDS = {
    "referrals": REFERRAL,
    "practice_weeks": PRACTICE_WEEK,
    "worker_weeks": WORKER_WEEK,
    "gps": GP_END,
    "offer_weeks": OFFER_WEEK,
}


def records(tables: Mapping[str, pd.DataFrame], places: Places, seeds: Sequence[int]) -> Records:
    """Return one scenario's records from its rows of each table."""
    names = {
        "practice": places.practices,
        "post": places.posts,
        "system": places.systems,
        "ended": ENDED,
        "need": NEEDS,
        "route": ROUTES,
        "age_band": AGE_BANDS,
    }
    return Records(
        **{
            field.name: _table(tables[field.name], KINDS[field.name], names, seeds)
            for field in fields(Records)
        }
    )


def lacking(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the columns, each as `table.column`, that records need and the tables lack."""
    return [
        f"{name}.{column}"
        for name, dtype in KINDS.items()
        for column in (dtype.names or ())[1:]
        if CODES.get(column, column) not in tables[name].columns
    ]


def _table(
    frame: pd.DataFrame, dtype: np.dtype[np.void], names: Mapping[str, Sequence[str]], seeds: Sequence[int]
) -> Table:  # fmt: skip
    made = np.zeros(len(frame), dtype=dtype)
    made["run"] = _positions(frame["seed"], seeds)
    for column in (dtype.names or ())[1:]:
        given = frame[CODES.get(column, column)]
        if column in names:
            made[column] = _positions(given, names[column])
        elif column in NONE_IN:
            made[column] = given.astype("float64").fillna(NONE_IN[column]).to_numpy()
        else:
            made[column] = given.to_numpy()
    return made


def _positions(given: pd.Series, known: Sequence[object]) -> npt.NDArray[np.int64]:
    """Return where each name stands among those known; `NOBODY` where there is none."""
    places = {name: number for number, name in enumerate(known)}
    found = given.astype("object").map(places).astype("float64").fillna(NOBODY)
    return np.asarray(found.to_numpy(), dtype=np.int64)
