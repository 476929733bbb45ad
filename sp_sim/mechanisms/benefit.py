"""Benefit: what contacts with a link worker, and activities, add to a person's own recovery.

Rule: each attended contact may end the spell of trouble that is under way, weeks before it would have
    ended by itself, and so may each week of an activity; visits to the GP that this saves do not happen.
Reads: the worker's skill and exhaustion, involvement in the person's practice, whether an activity is under way;
    readiness and prognosis.
Decides: whether a spell ends early.
Assumes: the next spell comes when it would have come; the person's own recovery is not touched.
Source: no controlled estimate of recovery is in the evidence; the prior includes almost nothing.
"""

from __future__ import annotations

from sp_sim.mechanisms.curves import odds
from sp_sim.mechanisms.discretion import discretion_gained
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SECTION = section(
    "benefit",
    "what the service adds to a person's own recovery",
    base_log_odds=param(
        -3.0, unit="log odds per contact", limits=(-20.0, 5.0), prior=uniform(-5.0, -1.5), grade="assumption",
        source="assumption: the better the comparison, the smaller the effect; the prior reaches from almost none up",
        meaning="log odds that one contact with an untrained, rested worker ends the spell of trouble",
    ),
    per_skill=param(
        0.8, unit="log odds per unit of skill", limits=(0.0, 5.0), prior=uniform(0.0, 1.6), grade="analogous",
        source="E092: help given d 0.23; the transfer to recovery is an assumption",
        meaning="how strongly benefit follows the worker's mental-health skill",
    ),
    per_involvement=param(
        0.3, unit="log odds per unit of involvement", limits=(0.0, 5.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: no figure was found",
        meaning="how strongly benefit follows involvement in the person's practice",
    ),
    per_exhaustion=param(
        0.5, unit="log odds lost at full scale", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: exhausted workers are less effective",
        meaning="how much benefit falls from no to the highest exhaustion of the worker",
    ),
    per_activity=param(
        0.02, unit="odds per week", limits=(0.0, 5.0), prior=uniform(0.0, 0.05), grade="assumption",
        source="assumption: as base_log_odds; the prior includes no effect of activities at all",
        meaning="odds that a week of an activity ends the spell of trouble",
    ),
    per_readiness=param(
        0.2, unit="log odds per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.0, 0.4), grade="assumption",
        source="assumption: those who are ready make more of what they are offered; no figure was found",
        meaning="how strongly benefit follows the person's readiness",
    ),
    per_prognosis=param(
        0.2, unit="log odds per sd of prognosis", limits=(0.0, 5.0), prior=uniform(0.0, 0.4), grade="assumption",
        source="assumption: those who recover soon unaided are also helped soon; no figure was found",
        meaning="how strongly benefit follows the person's prognosis",
    ),
)  # fmt: skip


def recovery_odds(
    skill: float, involvement: float, exhaustion: float, readiness: float, prognosis: float,
    p: Parameters,
) -> float:  # fmt: skip
    """Return the odds that an attended contact ends the spell of trouble; `exhaustion` from 0 to 54."""
    return odds(
        p.benefit_base_log_odds
        + p.benefit_per_skill * skill
        + p.benefit_per_involvement * involvement
        - p.benefit_per_exhaustion * (exhaustion / 54.0)
        + p.discretion_per_fit * discretion_gained(p)
        + p.benefit_per_readiness * readiness
        + p.benefit_per_prognosis * prognosis
    )


def activity_recovery_odds(under_way: bool, p: Parameters) -> float:
    """Return the odds that this week of an activity, if one is under way, ends the spell of trouble."""
    return p.benefit_per_activity if under_way else 0.0
