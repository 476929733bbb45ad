"""Weekly sheet: the mean of every series, week by week, a column a series and scenario."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.report.pictures import series_of

if TYPE_CHECKING:
    from sp_sim.results.reopen import Kept

SERIES = {
    "referrals": "referrals",
    "offers": "offers",
    "declined": "offers declined",
    "first_contacts": "first contacts",
    "completed": "closed as planned",
    "dropped_out": "dropped out",
    "returned": "returned to the practice",
    "waiting": "people waiting",
    "in_care": "people in care",
    "consultations": "social consultations",
    "caseload": "open cases",
    "link_workers": "link workers in post",
    "leavers": "link workers who left",
    "hours_used_share": "share of hours used",
    "exhaustion_mean": "mean exhaustion",
    "burnt_out_share": "share burnt out",
    "involvement_mean": "mean involvement",
}
"""The series that are written, by column of the weekly table, and what they are called."""


@dataclass(frozen=True)
class Chart:
    """One chart: which series, its title, its unit."""

    series: str
    title: str
    unit: str


CHARTS = (
    Chart("referrals", "Referrals a week", "referrals a week, mean of the runs"),
    Chart("waiting", "People waiting", "people, mean of the runs"),
    Chart("caseload", "Open cases", "cases, mean of the runs"),
    Chart("exhaustion_mean", "Link workers' exhaustion", "points of 0 to 54, mean of the runs"),
)


@dataclass(frozen=True)
class Weekly:
    """What the sheet holds: heads, and a row a week; `None` where there is nothing."""

    title: str
    scenarios: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[float | None, ...], ...]

    def column(self, series: str, scenario: str) -> int:
        """Return in which column a series of a scenario stands; the first is the week."""
        return 1 + list(SERIES).index(series) * len(self.scenarios) + self.scenarios.index(scenario)

    def alternative(self, chart: Chart) -> str:
        """Return a chart in words: where each line begins and ends."""
        told = []
        for scenario in self.scenarios:
            column = self.column(chart.series, scenario)
            values = [row[column] for row in self.rows if row[column] is not None]
            if values:
                told.append(f"{scenario} from {values[0]:.1f} to {values[-1]:.1f}")
        return f"{chart.title} by week ({chart.unit}): {'; '.join(told)}."


def weekly(kept: Kept) -> Weekly:
    """Return the mean over runs of every series."""
    names = tuple(kept.names)
    columns = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # weeks in which no run has anything
        for series in SERIES:
            means = {
                name: np.nanmean(values, axis=0) for name, values in series_of(kept, series).items()
            }
            columns += [means[name] for name in names]
    heads = ("week", *(f"{words}: {name}" for words in SERIES.values() for name in names))
    rows = tuple(
        (
            float(week),
            *(float(column[week]) if np.isfinite(column[week]) else None for column in columns),
        )
        for week in range(kept.manifest["weeks"])
    )
    title = f"Week by week, the mean of {len(kept.manifest['seeds'])} runs"
    return Weekly(title, names, heads, rows)
