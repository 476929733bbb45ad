"""Weekly: the events and stocks of each week, summed over practices, posts and offers of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.mechanisms.burnout import BURNT_OUT
from sp_sim.results.counting import Rows, ratio

if TYPE_CHECKING:
    from sp_sim.results.counting import Floats, Lives

SUMMED = (
    "consultations", "offers", "declined", "referrals", "first_contacts", "completed",
    "dropped_out", "moved", "died", "waiting", "in_care", "staff_referrals", "self_referrals",
    "not_a_case", "signposted", "returned",
)  # fmt: skip
"""Columns of practice-weeks that are summed over practices; `referrals` are by all routes, and codes too."""


def weekly(lives: Lives) -> dict[str, Floats]:
    """Return each series as an array of runs by weeks; NaN where there is nothing to count."""
    practices = _by_week(lives.practice_weeks, lives.weeks)
    posts = _by_week(lives.worker_weeks, lives.weeks)
    offers = _by_week(lives.offer_weeks, lives.weeks)
    funded = posts.where(posts.column("wte") > 0.0)
    workers = funded.where(funded.column("in_post") != 0)
    series = {column: practices.total(column) for column in SUMMED}
    series |= {
        "coded_referrals": series["referrals"] - series["self_referrals"],
        "listed_referrals": series["referrals"] - series["not_a_case"],
        "posts": funded.count(),
        "link_workers": workers.count(),
        "wte_filled": workers.total("wte"),
        "leavers": posts.total("left"),
        "caseload": workers.total("caseload"),
        "hours_used_share": ratio(funded.total("hours_used"), funded.total("hours_available")),
        "involvement_mean": workers.mean("involvement"),
        "exhaustion_mean": workers.mean("exhaustion"),
        "burnt_out_share": workers.share(workers.column("exhaustion") >= BURNT_OUT),
        "places": offers.total("places"),
        "places_taken": offers.total("taken"),
        "waiting_for_a_place": offers.total("waiting"),
    }
    return {name: values.reshape(-1, lives.weeks) for name, values in series.items()}


def moving_rate_per_1000(referrals: Floats, registered: float, window_weeks: int) -> Floats:
    """Return referrals per 1,000 registered a year over a moving window; NaN until it is full."""
    runs, weeks = referrals.shape
    sums = np.cumsum(np.hstack([np.zeros((runs, 1)), referrals]), axis=1)
    rates: Floats = np.full((runs, weeks), np.nan)
    if weeks >= window_weeks and registered > 0:
        rates[:, window_weeks - 1 :] = sums[:, window_weeks:] - sums[:, :-window_weeks]
        rates *= 52.0 / window_weeks * 1000.0 / registered
    return rates


def _by_week(rows: Rows, weeks: int) -> Rows:
    return Rows(rows.table, rows.group * weeks + rows.column("week"), rows.groups * weeks)
