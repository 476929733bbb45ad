"""Needs: which kind of non-medical need a person has.

Rule: each person has one kind of need for life, drawn by the shares of the kinds.
Reads: the shares, which need not add up to one.
Decides: which offers can serve a person.
Assumes: kinds differ in what serves them and in nothing else; nobody has two.
Source: E045 (mental health is the most common reason for referral); the shares are not in the evidence.
"""

from __future__ import annotations

from sp_sim.domain.needs import KINDS, Need
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SECTION = section(
    "needs",
    "which kinds of need people have",
    loneliness_share=param(
        0.25, unit="share, before scaling to one", prior=uniform(0.1, 0.45), grade="assumption", dated=False,
        source="assumption: E045 says only that mental health comes first; no share was found",
        meaning="share of prone people whose need is loneliness",
    ),
    low_mood_share=param(
        0.4, unit="share, before scaling to one", prior=uniform(0.25, 0.65), grade="assumption", dated=False,
        source="E045: mental health is the most common reason for referral; the share is an assumption",
        meaning="share of prone people whose need is low mood",
    ),
    money_share=param(
        0.15, unit="share, before scaling to one", prior=uniform(0.05, 0.3), grade="assumption", dated=False,
        source="assumption: as loneliness_share",
        meaning="share of prone people whose need is money",
    ),
    housing_share=param(
        0.08, unit="share, before scaling to one", prior=uniform(0.02, 0.2), grade="assumption", dated=False,
        source="assumption: as loneliness_share",
        meaning="share of prone people whose need is housing",
    ),
    caring_share=param(
        0.12, unit="share, before scaling to one", prior=uniform(0.03, 0.25), grade="assumption", dated=False,
        source="assumption: as loneliness_share",
        meaning="share of prone people whose need is caring for somebody",
    ),
)  # fmt: skip


def told_share(need: int, p: Parameters) -> float:
    """Return the share of a kind of need (a `Need`) as it is told, before scaling."""
    if need == Need.LONELINESS:
        return p.needs_loneliness_share
    if need == Need.LOW_MOOD:
        return p.needs_low_mood_share
    if need == Need.MONEY:
        return p.needs_money_share
    if need == Need.HOUSING:
        return p.needs_housing_share
    return p.needs_caring_share


def share_of_need(need: int, p: Parameters) -> float:
    """Return the share of people with a kind of need; all kinds are alike when every share is 0."""
    total = 0.0
    for kind in range(KINDS):
        total += told_share(kind, p)
    if total <= 0.0:
        return 1.0 / KINDS
    return told_share(need, p) / total


def kind_of_need(answer: float, p: Parameters) -> int:
    """Return the kind of need (a `Need`) that a uniform `answer` stands for."""
    reached = 0.0
    for need in range(KINDS):
        reached += share_of_need(need, p)
        if answer < reached:
            return need
    return KINDS - 1
