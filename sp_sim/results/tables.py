"""Tables: results as pandas frames, with names for positions and nulls for what never happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from sp_sim.domain.ages import AGE_WORDS, AgeBand
from sp_sim.domain.needs import Need
from sp_sim.domain.stages import NEVER, NOBODY, Ended, Route
from sp_sim.results.beside import NOTHING_BESIDE, evidence_document
from sp_sim.results.comparison import difference_document
from sp_sim.results.counterfactual import DECLARED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from sp_sim.domain.records import Table
    from sp_sim.results.arm import Arm
    from sp_sim.results.comparison import Comparison

NAMES = (
    "summary",
    "measures",
    "differences",
    "weekly",
    "referrals",
    "practice_weeks",
    "worker_weeks",
    "gps",
    "offer_weeks",
)
"""Every table of a result; each is a file."""

WITHOUT_RECORDS = NAMES[: NAMES.index("referrals")]
"""Those that there are where records were not kept."""

NONE_IN = dict.fromkeys(
    (
        "accepted", "first_contact", "closed", "recovered", "changed", "sought", "connected",
        "last_referral", "gp_before", "gp_after", "gp_after_without",
    ),
    NEVER,
) | {"gp": NOBODY}  # fmt: skip
"""Columns that may be null, and what stands for nothing in the records."""
ENDED = tuple(end.name.lower() for end in Ended)
NEEDS = tuple(need.name.lower() for need in Need)
CODES = {"practice": "practice_code", "system": "system_code"}
"""What columns of codes are called."""
ROUTES = tuple(route.name.lower() for route in Route)
AGE_BANDS = tuple(AGE_WORDS[band] for band in AgeBand)


def summary(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row an arm and measure."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = []
    for arm in arms:
        for key, found in arm.estimates.items():
            told, (low, high) = DECLARED[key], arm.run_range(key)
            rows.append(
                {
                    "scenario": arm.name, "measure": key, "words": told.words,
                    "mean": found.mean, "low": found.low, "high": found.high,
                    "run_low": low, "run_high": high, "runs": found.runs,
                    "unit": told.unit, "kind": told.kind, "better": told.better,
                    **evidence_document(arm.nested.get(key)),
                }
            )  # fmt: skip
    return as_summary(pd.DataFrame(rows))


def as_summary(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of means with numbers in the columns of numbers."""
    numbers = ("mean", "low", "high", "run_low", "run_high", *evidence_document(None))
    return _numbers(frame, *numbers)


def measures(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row an arm, seed and measure; the value is null where there was nothing."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    frames = [
        pd.DataFrame(
            {
                "scenario": arm.name,
                "seed": arm.asked.seeds,
                "measure": key,
                "value": values,
                "draw": arm.asked.set_of_each,
            }
        )
        for arm in arms
        for key, values in arm.measured.items()
    ]
    return pd.concat(frames, ignore_index=True)


def differences(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Return one row a comparison and measure."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = [
        {"base": each.base, "other": each.other, "measure": key, "words": DECLARED[key].words}
        | difference_document(DECLARED[key], found)
        | each.beside.get(key, NOTHING_BESIDE).as_document()
        for each in comparisons
        for key, found in each.differences.items()
    ]
    if not rows:
        return pd.DataFrame(columns=["base", "other", "measure"])
    return as_differences(pd.DataFrame(rows))


def as_differences(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of differences with numbers in the columns of numbers, and words in those of words."""
    numbers = ("difference", "low", "high", "probability_better", "variance_reduction")
    beside = (key for key, value in NOTHING_BESIDE.as_document().items() if value is None)
    words = ("corrected_verdict", "corrected_in_words")
    plain = (key for key in beside if key not in words)
    frame = _numbers(frame, *numbers, "runs_better", "runs_to_settle", *plain)
    return frame.astype(dict.fromkeys(words, "string"))


def parameter_sets(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row an arm, parameter set and parameter that was drawn in it."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = [
        {
            "scenario": arm.name,
            "draw": number,
            "parameter": key,
            "value": float(cast("float", value)),
        }
        for arm in arms
        for number, values in enumerate(arm.parameters)
        for key, value in values.items()
    ]
    return pd.DataFrame(rows, columns=["scenario", "draw", "parameter", "value"])


def counterfactual(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row an arm, band of contacts (`all` among them) and measure of change."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    rows = [
        {
            "scenario": arm.name, "contacts_band": band.contacts, "referrals_followed_per_run": band.referrals,
            "measure": key, "words": DECLARED[key].words, "mean": found.mean, "low": found.low,
            "high": found.high, "runs": found.runs, "unit": DECLARED[key].unit,
        }
        for arm in arms
        for band in arm.bands
        for key, found in band.estimates.items()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=None if rows else ["scenario", "contacts_band", "measure"])
    return _numbers(frame, "mean", "low", "high") if rows else frame


def weekly(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row an arm, seed and week."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    frames = []
    for arm in arms:
        seeds, weeks = arm.asked.seeds, arm.asked.weeks
        keys = {"seed": np.repeat(seeds, weeks), "week": np.tile(np.arange(weeks), len(seeds))}
        series = {name: values.ravel() for name, values in arm.weekly.items()}
        series["draw"] = np.repeat(arm.asked.set_of_each, weeks)
        frame = pd.DataFrame(keys | series)
        frame.insert(0, "scenario", arm.name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def referrals(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row a referral: who, from which practice, a week for each stage, how it ended."""
    return _records(arms, "referrals")


def practice_weeks(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row a practice and week."""
    return _records(arms, "practice_weeks")


def worker_weeks(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row a post and week."""
    return _records(arms, "worker_weeks")


def gps(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row a GP at the end of the run."""
    return _records(arms, "gps")


def offer_weeks(arms: Sequence[Arm]) -> pd.DataFrame:
    """Return one row a system, kind of need and week."""
    return _records(arms, "offer_weeks")


def _records(arms: Sequence[Arm], name: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    names = [arm.name for arm in arms]
    frames = []
    for number, arm in enumerate(arms):
        table = getattr(arm.records, name)
        scenario = _named(np.full(len(table), number), names)
        seed = np.asarray(arm.asked.seeds, dtype=np.int64)[table["run"]]
        frames.append(pd.DataFrame({"scenario": scenario, "seed": seed} | _columns(arm, table)))
    return pd.concat(frames, ignore_index=True)


def _columns(arm: Arm, table: Table) -> dict[str, object]:
    names = {
        "practice": arm.places.practices,
        "post": arm.places.posts,
        "system": arm.places.systems,
        "ended": ENDED,
        "need": NEEDS,
        "route": ROUTES,
        "age_band": AGE_BANDS,
    }
    columns: dict[str, object] = {}
    for column in (table.dtype.names or ())[1:]:
        given = table[column]
        if column in names:
            columns[CODES.get(column, column)] = _named(given, names[column])
        elif column in NONE_IN:
            columns[column] = _nullable(given, NONE_IN[column])
        else:
            columns[column] = np.ascontiguousarray(given)
    return columns


def _named(positions: npt.NDArray[np.integer], names: Sequence[str]) -> pd.Categorical[str]:
    """Return names for positions; `NOBODY` (-1) has none."""
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    return pd.Categorical.from_codes(positions.astype(np.int64), pd.Index(list(names)))


def _nullable(given: npt.NDArray[np.integer], none: int) -> pd.arrays.IntegerArray:
    import pandas as pd  # noqa: PLC0415 - tables are made when asked for

    return pd.arrays.IntegerArray(np.ascontiguousarray(given), given == none)


def _numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return the frame with these columns as numbers, null where there is none."""
    return frame.astype(dict.fromkeys(columns, "float64"))
