"""Support: clinical supervision that is received and not only offered, peers, and the manager's time.

Rule: a session is due every so many weeks in posts that have supervision; the overloaded miss it; what it
    gives fades. Peers are those at head office; belonging to a practice stands in for them in part.
Reads: load, days at head office, colleagues, involvement, the manager's hours and span.
Decides: whether a session is received; the stock of support; isolation; the manager's support.
Assumes: supervision received is not supervision offered.
Source: E065 (61% have none), E058 (every 4 to 6 weeks), E085 and E086 (strong cross-section, weak effect).
"""

from __future__ import annotations

from sp_sim.calendar import DAYS_PER_WEEK
from sp_sim.mechanisms.curves import kept_per_week, odds, within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform

SECTION = section(
    "support",
    "supervision, peers and the manager's time",
    supervised_share=param(
        0.39, unit="share of posts", limits=(0.0, 1.0), grade="direct", lever=True,
        source="E065: 61% of link workers had no clinical supervision (a self-selected survey of 2020)",
        meaning="share of posts that are offered clinical supervision (which ones is drawn once, by post)",
    ),
    supervision_interval_weeks=param(
        5, unit="weeks", limits=(1, 104), grade="direct", lever=True,
        source="E058: every 4 to 6 weeks where youth link workers have it",
        meaning="weeks between sessions of clinical supervision",
    ),
    supervision_hours=param(
        1.0, unit="hours", limits=(0.0, 8.0), grade="assumption", lever=True,
        source="assumption: length of a session",
        meaning="hours that one session takes",
    ),
    received_base_log_odds=param(
        2.5, unit="log odds", limits=(-5.0, 8.0), prior=uniform(1.5, 3.5), grade="assumption",
        source="assumption: most sessions offered are received when load is light",
        meaning="log odds that a session which is due is received, without any load",
    ),
    received_per_load=param(
        1.5, unit="log odds lost per unit of load", limits=(0.0, 10.0), prior=uniform(0.5, 2.5), grade="assumption",
        source="assumption: E080 has overtime and fewer supervision hours going with burnout, not this rate",
        meaning="how much the chance to receive a session falls with load",
    ),
    gain=param(
        0.5, unit="share of what is missing", limits=(0.0, 1.0), prior=uniform(0.2, 0.8), grade="assumption",
        source="assumption: the stock of support is ours; its effect is bounded by E086",
        meaning="how far one session fills the stock of support",
    ),
    half_life_weeks=param(
        8.0, unit="weeks", limits=(0.5, 520.0), prior=lognormal(8.0, 1.6), grade="analogous",
        source="E090: effects of programmes fade; the rate is an assumption",
        meaning="time in which half of the support from sessions fades",
    ),
    peers_at_head_office=param(
        0.6, unit="share of isolation", limits=(0.0, 1.0), prior=uniform(0.3, 0.9), grade="assumption",
        source="assumption: head office gives peers; no figure was found",
        meaning="share of isolation that being at head office all week with colleagues takes away",
    ),
    belonging_instead_of_peers=param(
        0.6, unit="share of isolation", limits=(0.0, 1.0), prior=uniform(0.3, 0.9), grade="assumption",
        source="assumption: practice colleagues stand in for peers where the worker belongs; E063 warns of the contrary",
        meaning="share of isolation that full involvement in practices takes away",
    ),
)  # fmt: skip


def received_odds(load: float, p: Parameters) -> float:
    """Return the odds that a worker receives a session which is due; `load` as of the week before."""
    return odds(p.support_received_base_log_odds - p.support_received_per_load * load)


def support_next(support: float, received: bool, p: Parameters) -> float:
    """Return the stock of support (0 to 1) after a week's fading and perhaps a session."""
    left = support * kept_per_week(p.support_half_life_weeks)
    if received:
        return left + p.support_gain * (1.0 - left)
    return left


def isolation(
    days_at_head_office: float, colleagues: int, involvement: float, p: Parameters
) -> float:
    """Return how alone a worker is (0 to 1).

    `colleagues` are other link workers of the service who are in post.
    """
    peers = (
        p.support_peers_at_head_office * (days_at_head_office / DAYS_PER_WEEK)
        if colleagues > 0
        else 0.0
    )
    return within(1.0 - peers - p.support_belonging_instead_of_peers * involvement, 0.0, 1.0)


def session_is_due(weeks_since: int, p: Parameters) -> bool:
    """Return whether a session of supervision is due, `weeks_since` the last that was."""
    return weeks_since >= p.support_supervision_interval_weeks
