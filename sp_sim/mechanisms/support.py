"""Support: clinical supervision that is received and not only offered, peers, and the manager's time.

Rule: a session is due every so many weeks in posts that have supervision; the overloaded miss it; what it
    gives depends on its form and quality, and fades. A group gives each less and costs the supervisor less.
    Peers are those at head office and those of a peer network, which takes hours; belonging to a practice
    stands in for them in part.
Reads: load, climate, days at head office, colleagues, involvement, the peer network.
Decides: whether a session is received; the stock of support; the support of peers; isolation.
Assumes: supervision received is not supervision offered. What peers do against isolation, at head office or in a
    network, is direct; practice colleagues are the conduit's (`involvement.direct_share`).
Source: E065 (61% have none), E058 (every 4 to 6 weeks), E085 and E086 (strong cross-section, weak effect).
"""

from __future__ import annotations

import math

from sp_sim.calendar import DAYS_PER_WEEK
from sp_sim.mechanisms.curves import kept_per_week, odds, within
from sp_sim.mechanisms.involvement import directly, through_involvement
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform
from sp_sim.units import weekly_rate

SECTION = section(
    "support",
    "supervision, peers and the manager's time",
    supervised_share=param(
        0.39, unit="share of posts", limits=(0.0, 1.0), grade="direct", lever=True, place="post",
        source="E065: 61% of link workers had no clinical supervision (a self-selected survey of 2020)",
        meaning="share of posts that are offered clinical supervision (which ones is drawn once, by post)",
    ),
    supervision_interval_weeks=param(
        5, unit="weeks", limits=(1, 104), grade="direct", lever=True, place="post",
        source="E058: every 4 to 6 weeks where youth link workers have it",
        meaning="weeks between sessions of clinical supervision",
    ),
    supervision_hours=param(
        1.0, unit="hours", limits=(0.0, 8.0), grade="assumption", lever=True, place="post",
        source="assumption: length of a session",
        meaning="hours that one session takes",
    ),
    supervision_group_size=param(
        1, unit="workers in a session", limits=(1, 12), grade="assumption", lever=True, place="post",
        source="assumption: single sessions; how they are held was not found",
        meaning="workers who share a session of clinical supervision (1: single; more: a group)",
    ),
    supervision_quality=param(
        1.0, unit="times the usual", limits=(0.0, 2.0), grade="assumption", lever=True, place="post",
        source="assumption: quality has no scale here; E085 is about quality and cross-sectional",
        meaning="how good clinical supervision is, as a multiple of what a usual session gives",
    ),
    group_gain=param(
        0.7, unit="share of a single session's gain", limits=(0.0, 1.0), prior=uniform(0.4, 1.0), grade="assumption",
        source="assumption: a group gives each worker less time; no comparison was found",
        meaning="what a session in a group gives each worker, against a single session",
    ),
    peer_share=param(
        0.0, unit="share of posts", limits=(0.0, 1.0), grade="assumption", lever=True, place="post",
        source="assumption: none in the baseline; how many link workers have a peer network was not found",
        meaning="share of posts that belong to a peer network (which ones is drawn once, by post)",
    ),
    peer_hours_per_month=param(
        2.0, unit="hours per month", limits=(0.0, 40.0), grade="assumption", lever=True, place="post",
        source="assumption: one meeting a month",
        meaning="hours that a peer network takes of each of its link workers",
    ),
    peer_hours_for_effect=param(
        1.5, unit="hours per month", limits=(0.05, 100.0), prior=uniform(0.75, 3.0), grade="assumption",
        source="assumption: more hours help less and less; no figure was found",
        meaning="hours a month at which about two thirds of a peer network's support is reached",
    ),
    peers_against_isolation=param(
        0.4, unit="share of isolation", limits=(0.0, 1.0), prior=uniform(0.1, 0.7), grade="assumption",
        source="assumption: peers elsewhere are peers; no figure was found",
        meaning="share of isolation that the full support of a peer network takes away",
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


def received_odds(load: float, climate: float, p: Parameters) -> float:
    """Return the odds that a worker receives a session which is due.

    `load` is that of the week before, `climate` the service's in standard deviations.
    """
    return odds(
        p.support_received_base_log_odds
        - p.support_received_per_load * load
        + p.climate_received_per_sd * climate
    )


def session_gain(p: Parameters) -> float:
    """Return how far one session fills the stock of support (0 to 1), by its form and its quality."""
    gain = p.support_gain * p.support_supervision_quality
    if p.support_supervision_group_size > 1:
        gain = gain * p.support_group_gain
    return within(gain, 0.0, 1.0)


def support_next(support: float, received: bool, p: Parameters) -> float:
    """Return the stock of support (0 to 1) after a week's fading and perhaps a session."""
    left = support * kept_per_week(p.support_half_life_weeks)
    if received:
        return left + session_gain(p) * (1.0 - left)
    return left


def supervisor_hours(supervision_hours: float, p: Parameters) -> float:
    """Return the supervisor's hours that a worker's `supervision_hours` cost: a group shares them."""
    return supervision_hours / p.support_supervision_group_size


def peer_support(in_network: int, p: Parameters) -> float:
    """Return what a peer network gives a worker (0 to 1); `in_network` is 1 for who belongs to one, else 0."""
    return in_network * (
        1.0 - math.exp(-p.support_peer_hours_per_month / p.support_peer_hours_for_effect)
    )


def peer_hours_per_week(in_network: int, p: Parameters) -> float:
    """Return the hours a week that a peer network takes of a worker."""
    return in_network * weekly_rate(12.0 * p.support_peer_hours_per_month)


def isolation(
    days_at_head_office: float, colleagues: int, involvement: float, peers: float, p: Parameters
) -> float:
    """Return how alone a worker is (0 to 1).

    `colleagues` are other link workers of the service who are in post; `peers` is `peer_support`.
    """
    near = (
        p.support_peers_at_head_office * (days_at_head_office / DAYS_PER_WEEK)
        if colleagues > 0
        else 0.0
    )
    far = p.support_peers_against_isolation * peers
    belonging = p.support_belonging_instead_of_peers * involvement
    direct = directly(p)
    return within(1.0 - direct * near - direct * far - through_involvement(p) * belonging, 0.0, 1.0)


def session_is_due(weeks_since: int, p: Parameters) -> bool:
    """Return whether a session of supervision is due, `weeks_since` the last that was."""
    return weeks_since >= p.support_supervision_interval_weeks
