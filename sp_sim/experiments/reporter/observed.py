"""Observed: what is told of the runs of one arm, as one row a seed, before its records are let go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.domain.stages import NEVER
from sp_sim.results.counting import FOLLOW_UP_WEEKS, Lives, by_run
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.domain.records import Records
    from sp_sim.estimate import Floats
    from sp_sim.world.world import World

    Telling = Callable[["Observed"], dict[str, Floats]]

EARLY_WEEKS = 2 * WEEKS_PER_YEAR
"""The first two years, for C2."""
SETTLED_WEEKS = 26
"""A worker's supervision is judged after this many weeks of the last year in post."""
WANTED = (
    "referrals_per_1000_per_year", "referrals_per_wte_per_year", "first_contact_share",
    "social_presentations_referred_share", "connected_share", "seen_once_share",
    "seen_over_five_share", "seen_three_or_more_share_of_referred", "did_not_attend_share",
    "burnt_out_share", "leavers_per_post_per_year", "exhaustion_mean", "medical_route_share",
    "female_share",
)  # fmt: skip
"""The measures that patterns use; one that the model does not have yet is left out."""
MOMENTS = ("n", "x", "y", "xx", "yy", "xy")


@dataclass(frozen=True)
class Observed:
    """The runs of one arm: its world, its records, how many weeks and seeds."""

    world: World
    records: Records
    weeks: int
    runs: int

    @property
    def since(self) -> int:
        """The first of the last 52 weeks."""
        return max(0, self.weeks - WEEKS_PER_YEAR)

    @cached_property
    def lives(self) -> Lives:
        """The records by run; of referrals, those of the last year that can be followed, and later."""
        registered = np.asarray(self.world.registered, dtype=np.float64)
        whole = by_run(self.records, runs=self.runs, weeks=self.weeks, registered=registered)
        first = self.since - FOLLOW_UP_WEEKS
        return replace(
            whole, referrals=whole.referrals.where(whole.referrals.column("referred") >= first)
        )

    @cached_property
    def year(self) -> Any:  # noqa: ANN401 - a numpy record array
        """Worker-weeks of the last year in which the post was filled."""
        rows = self.records.worker_weeks
        return rows[(rows["week"] >= self.since) & (rows["in_post"] != 0)]

    def grid(self, column: str, last: int) -> Floats:
        """Return a column of worker-weeks, shape (runs, posts, last weeks); NaN while vacant."""
        rows = self.records.worker_weeks
        kept = rows[(rows["week"] >= self.weeks - last) & (rows["in_post"] != 0)]
        found = np.full((self.runs, len(self.world.posts), last), np.nan)
        found[kept["run"], kept["post"], kept["week"] - (self.weeks - last)] = kept[column]
        return found


def measured(seen: Observed) -> dict[str, Floats]:
    """Tell the measures that patterns use."""
    return {key: MEASURES[key].formula(seen.lives) for key in WANTED if key in MEASURES}


def first_contacts(seen: Observed) -> dict[str, Floats]:
    """Tell how many joined the list, were taken on, and had a first contact, shape (runs, 3).

    Who joined is what the share's own measure counts, so that there is one definition.
    """
    cohort = seen.lives.cohort
    share = MEASURES["first_contact_share"].formula(seen.lives)
    met = cohort.count(cohort.column("first_contact") != NEVER)
    taken_on = cohort.count(cohort.column("accepted") != NEVER)
    joined = np.divide(met, share, out=cohort.count(), where=share > 0.0)
    return {"first_contacts": np.column_stack([joined, taken_on, met])}


def workers(seen: Observed) -> dict[str, Floats]:
    """Tell of link workers in post at the end: sessions a week (x) against exhaustion (y).

    `workers` are moments, shape (runs, 6); `exhaustion_year` is the mean over the last year.
    """
    in_post = seen.year
    shape = (seen.runs, len(seen.world.posts))
    place = in_post["run"] * shape[1] + in_post["post"]
    last = np.full(shape[0] * shape[1], NEVER)
    last[place[in_post["week"] == seen.weeks - 1]] = in_post["holder"][
        in_post["week"] == seen.weeks - 1
    ]
    same = in_post["holder"] == last[place]
    weeks = np.bincount(place[same], minlength=len(last))
    sessions = np.bincount(place[same], in_post["supervised"][same], minlength=len(last))
    x = sessions / np.maximum(weeks, 1)
    y = seen.grid("exhaustion", 1).ravel()
    counts = (weeks >= min(SETTLED_WEEKS, seen.weeks)) & np.isfinite(y)
    run = np.repeat(np.arange(shape[0]), shape[1])
    return {
        "workers": _moments(run[counts], x[counts], y[counts], seen.runs),
        "exhaustion_year": seen.lives.year_workers.mean("exhaustion"),
    }


def early_referrals(seen: Observed) -> dict[str, Floats]:
    """Tell referrals of the first two years that reached a list, years of workers in post, wte years funded."""
    rows, posts = seen.records.practice_weeks, seen.records.worker_weeks
    early, staffed = rows[rows["week"] < EARLY_WEEKS], posts[posts["week"] < EARLY_WEEKS]
    referrals = _summed(early["run"], early["referrals"] - early["not_a_case"], seen.runs)
    heads = _summed(staffed["run"], staffed["in_post"] != 0, seen.runs) / WEEKS_PER_YEAR
    wte = _summed(staffed["run"], staffed["wte"], seen.runs) / WEEKS_PER_YEAR
    return {"early": np.column_stack([referrals, heads, wte])}


def networks(seen: Observed) -> dict[str, Floats]:
    """Tell of each service: heads of 104 weeks, and referrals by week, shape (runs, services, weeks).

    `weekly` are coded referrals, `listed` those that reached a link worker's list.
    """
    rows, posts = seen.records.practice_weeks, seen.records.worker_weeks
    many = len(seen.world.systems)
    weekly, listed = np.zeros((2, seen.runs, many, seen.weeks))
    place = rows["run"], np.asarray(seen.world.practices["system"])[rows["practice"]], rows["week"]
    np.add.at(weekly, place, rows["referrals"] - rows["self_referrals"])
    np.add.at(listed, place, rows["referrals"] - rows["not_a_case"])
    early = posts[(posts["week"] < EARLY_WEEKS) & (posts["in_post"] != 0)]
    heads = np.zeros((seen.runs, many))
    np.add.at(heads, (early["run"], np.asarray(seen.world.posts["system"])[early["post"]]), 1.0)
    return {"weekly": weekly, "listed": listed, "heads": heads / WEEKS_PER_YEAR}


def left_over(seen: Observed) -> dict[str, Floats]:
    """Tell the share of prone people whom nobody referred in the last year."""
    rows = seen.records.referrals
    rows = rows[rows["referred"] >= seen.since]
    people = np.unique(np.column_stack([rows[n] for n in ("run", "practice", "slot")]), axis=0)
    prone = float(np.sum(seen.world.practices["prone"]))
    referred = np.bincount(people[:, 0], minlength=seen.runs).astype(np.float64)
    return {"left_over": 1.0 - referred / prone if prone else np.full(seen.runs, np.nan)}


def supply(seen: Observed) -> dict[str, Floats]:
    """Tell wte in post per 50,000 registered, and wte a head, over the last year."""
    wte = seen.lives.year_workers.total("wte") / min(WEEKS_PER_YEAR, seen.weeks)
    heads = seen.lives.year_workers.count() / min(WEEKS_PER_YEAR, seen.weeks)
    return {
        "wte_per_50000": wte / seen.lives.registered * 50_000.0,
        "wte_per_head": np.divide(wte, heads, out=np.full(len(wte), np.nan), where=heads > 0.0),
    }


def offers_by_practice(seen: Observed) -> dict[str, Floats]:
    """Tell offers and social consultations of the last year, shape (runs, practices, 2)."""
    rows = seen.records.practice_weeks
    rows = rows[rows["week"] >= seen.since]
    found = np.zeros((seen.runs, len(seen.world.practices), 2))
    for place, column in enumerate(("offers", "consultations")):
        np.add.at(found[:, :, place], (rows["run"], rows["practice"]), rows[column])
    return {"by_practice": found}


def _moments(run: Any, x: Any, y: Any, runs: int) -> Floats:  # noqa: ANN401 - columns
    columns = (np.ones(len(x)), x, y, x * x, y * y, x * y)
    return np.column_stack([np.bincount(run, column, minlength=runs) for column in columns])


def _summed(run: Any, values: Any, runs: int) -> Floats:  # noqa: ANN401 - columns
    return np.bincount(run, values, minlength=runs).astype(np.float64)
