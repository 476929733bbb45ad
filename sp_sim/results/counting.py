"""Counting: sums, shares and quantiles of records over all groups (runs, practices) at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.domain.stages import Ended

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.domain.records import Records, Table

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Positions = npt.NDArray[np.integer[Any]]

FOLLOW_UP_WEEKS = 26
"""Shares of a cohort count referrals made at least this long before the end."""
FEWEST_WEEKS_OF_REFERRALS = 13
"""A cohort of fewer weeks tells of a service's opening, when nobody waits yet, and is none."""


def weeks_followed(weeks: int) -> int:
    """Return of how many weeks a run holds referrals, and 26 weeks after them."""
    return max(0, weeks - FOLLOW_UP_WEEKS + 1)


@dataclass(frozen=True)
class Rows:
    """Some rows of one table (those `at` these positions, or all), and the group of each."""

    table: Table
    group: Ints
    groups: int
    at: Ints | None = None

    def column(self, name: str) -> npt.NDArray[Any]:
        """Return one column of these rows."""
        given = np.asarray(self.table[name])
        return given if self.at is None else given[self.at]

    def where(self, keep: Bools) -> Rows:
        """Return the rows that are kept."""
        kept = np.flatnonzero(keep)
        at = kept if self.at is None else self.at[kept]
        return Rows(self.table, self.group[kept], self.groups, at)

    def count(self, which: Bools | None = None) -> Floats:
        """Return how many rows (of those that `which` marks) each group has."""
        group = self.group if which is None else self.group[which]
        return np.bincount(group, minlength=self.groups).astype(np.float64)

    def total(self, column: str) -> Floats:
        """Return the sum of a column in each group."""
        weights = self.column(column).astype(np.float64)
        totals = np.bincount(self.group, weights=weights, minlength=self.groups)
        return np.asarray(totals, dtype=np.float64)

    def share(self, which: Bools) -> Floats:
        """Return the share of each group's rows that `which` marks; NaN for a group with none."""
        return ratio(self.count(which), self.count())

    def mean(self, column: str) -> Floats:
        """Return the mean of a column in each group; NaN for a group without rows."""
        return ratio(self.total(column), self.count())

    def quantile(self, values: npt.NDArray[np.number], chance: float) -> Floats:
        """Return each group's quantile of one value a row, as `numpy.quantile` would; or NaN."""
        ordered = values[np.lexsort((values, self.group))].astype(np.float64)
        counts = np.bincount(self.group, minlength=self.groups)
        found = np.full(self.groups, np.nan)
        some = counts > 0
        starts = (np.cumsum(counts) - counts)[some]
        places = chance * (counts[some] - 1)
        below = np.floor(places).astype(np.int64)
        above = np.minimum(below + 1, counts[some] - 1)
        low, high = ordered[starts + below], ordered[starts + above]
        found[some] = low + (places - below) * (high - low)
        return found


def ratio(above: Floats, below: Floats) -> Floats:
    """Return `above / below`, and NaN where there is nothing below."""
    shares: Floats = np.full(len(below), np.nan)
    return np.divide(above, below, out=shares, where=below != 0.0)


@dataclass(frozen=True)
class Lives:
    """The records of one scenario's runs, and the groups in which they are counted.

    `registered` holds the registered patients of each group. Make one by `by_run`,
    `by_practice` or `by_group`.
    """

    referrals: Rows
    practice_weeks: Rows
    worker_weeks: Rows
    gps: Rows
    offer_weeks: Rows
    registered: Floats
    weeks: int

    @property
    def year_weeks(self) -> int:
        """How many weeks a rate is over: 52, or the whole of a shorter run."""
        return min(WEEKS_PER_YEAR, self.weeks)

    @property
    def first_year_week(self) -> int:
        """The first of the last 52 weeks."""
        return self.weeks - self.year_weeks

    @cached_property
    def year_practices(self) -> Rows:
        """Practice-weeks of the last 52 weeks."""
        return self.practice_weeks.where(self.practice_weeks.column("week") >= self.first_year_week)

    @cached_property
    def year_posts(self) -> Rows:
        """Worker-weeks of the last 52 weeks in which the post was funded, filled or vacant."""
        rows = self.worker_weeks
        return rows.where(
            (rows.column("week") >= self.first_year_week) & (rows.column("wte") > 0.0)
        )

    @cached_property
    def year_workers(self) -> Rows:
        """Worker-weeks of the last 52 weeks in which the post was filled."""
        return self.year_posts.where(self.year_posts.column("in_post") != 0)

    @cached_property
    def year_offers(self) -> Rows:
        """Offer-weeks of the last 52 weeks."""
        return self.offer_weeks.where(self.offer_weeks.column("week") >= self.first_year_week)

    @cached_property
    def last_practices(self) -> Rows:
        """Practices in the last week."""
        return self.practice_weeks.where(self.practice_weeks.column("week") == self.weeks - 1)

    @cached_property
    def last_workers(self) -> Rows:
        """Link workers in post in the last week."""
        return self.year_workers.where(self.year_workers.column("week") == self.weeks - 1)

    @cached_property
    def joined(self) -> Rows:
        """Referrals that reached a list, made from week 0 on."""
        is_case = self.referrals.column("ended") != int(Ended.NOT_A_CASE)
        return self.referrals.where(is_case & (self.referrals.column("referred") >= 0))

    @cached_property
    def followed(self) -> Rows:
        """Referrals that reached a list; none where too few weeks of them can be followed for 26."""
        enough = weeks_followed(self.weeks) >= FEWEST_WEEKS_OF_REFERRALS
        return self.joined.where(np.full(len(self.joined.group), enough))

    @cached_property
    def cohort(self) -> Rows:
        """Referrals that reached a list, made from week 0 on, at least 26 weeks before the end.

        There are none in a run with fewer than 13 weeks of such referrals.
        """
        referred = self.followed.column("referred")
        return self.followed.where(referred <= self.weeks - FOLLOW_UP_WEEKS)

    @cached_property
    def seen(self) -> Rows:
        """Referrals of the cohort with any contact."""
        return self.cohort.where(self.cohort.column("contacts") > 0)


def by_run(records: Records, *, runs: int, weeks: int, registered: Floats) -> Lives:
    """Return the records counted run by run; `registered` holds patients, one number a practice."""
    return Lives(
        referrals=_rows(records.referrals, records.referrals["run"], runs),
        practice_weeks=_rows(records.practice_weeks, records.practice_weeks["run"], runs),
        worker_weeks=_rows(records.worker_weeks, records.worker_weeks["run"], runs),
        gps=_rows(records.gps, records.gps["run"], runs),
        offer_weeks=_rows(records.offer_weeks, records.offer_weeks["run"], runs),
        registered=np.full(runs, float(np.sum(registered))),
        weeks=weeks,
    )


def by_practice(records: Records, *, runs: int, weeks: int, registered: Floats) -> Lives:
    """Return the records counted by run and practice: group `run * practices + practice`.

    A link worker may cover several practices, and an offer serves a whole system, so measures over link
    workers and over offers are empty here.
    """
    tables = ("referrals", "practice_weeks", "gps")
    of = {name: getattr(records, name)["practice"] for name in tables}
    return by_group(records, of, runs=runs, weeks=weeks, registered=registered)


def by_group(
    records: Records, of: Mapping[str, Positions], *, runs: int, weeks: int, registered: Floats
) -> Lives:
    """Return the records counted by run and group: group `run * groups + group of the row`.

    `of` holds a group for each row of every table that it names, below 0 for a row that belongs to
    none; of other tables nothing is counted. `registered` holds the registered patients of each group.
    """
    groups = len(registered)

    def grouped(name: str) -> Rows:
        table = getattr(records, name)
        group = of.get(name)
        if group is None:
            return _rows(table[:0], table["run"][:0], runs * groups)
        known = np.flatnonzero(np.asarray(group) >= 0)
        place = table["run"][known].astype(np.int64) * groups + group[known]
        at = None if len(known) == len(table) else known
        return Rows(table, place.astype(np.int64), runs * groups, at)

    return Lives(
        referrals=grouped("referrals"),
        practice_weeks=grouped("practice_weeks"),
        worker_weeks=grouped("worker_weeks"),
        gps=grouped("gps"),
        offer_weeks=grouped("offer_weeks"),
        registered=np.tile(np.asarray(registered, dtype=np.float64), runs),
        weeks=weeks,
    )


def _rows(table: Table, group: npt.NDArray[np.integer], groups: int) -> Rows:
    return Rows(table, group.astype(np.int64), groups)
