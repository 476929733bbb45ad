"""Discretion: how far link workers may set the length and number of contacts, and whom they take, themselves.

Rule: discretion above or below the usual makes contacts longer and plans longer for the complex, fits help to
    people, satisfies and relieves workers; where supervision does not carry them, it lets severe cases weigh more.
    Where workers may, they return to the practice some of those on the list whom the service cannot serve, or take
    the severe among them with the counsellor at once, while the counsellor has places.
Reads: the level of discretion and the rights that a service grants; complexity, severe cases, the stock of support;
    of somebody on the list the severity beyond the worker's skill, and whether the practice's criteria leave them out.
Decides: hours of a contact, planned contacts, recovery, leaving, strain and emotional weight; who is declined or re-routed.
Assumes: effects count from a usual level, which the baseline has; neither the net sign on exhaustion nor that on
    waits is fixed. To decline takes no time, and nobody who fits is declined.
Source: 10.3310/JSQY9840 (micro-discretions satisfy, and a lack of boundaries puts link workers at risk); E152
    (autonomy); there are no sizes.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.counsellor import is_severe
from sp_sim.mechanisms.curves import odds
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import fixed, normal, param, section, uniform

SECTION = section(
    "discretion",
    "how far link workers may set contacts themselves",
    level=param(
        0.5, unit="share of what there is to decide", limits=(0.0, 1.0), grade="assumption", lever=True, place="post",
        source="assumption: no measure of link workers' authority or flexibility was found",
        meaning="how far link workers may set the length and number of contacts (0: fixed rules; 1: free)",
    ),
    usual=param(
        0.5, unit="share of what there is to decide", limits=(0.0, 1.0), prior=fixed(0.5), grade="assumption",
        source="assumption: a convention: the level from which effects are counted",
        meaning="the level of discretion at which all other parameters hold",
    ),
    per_length=param(
        0.2, unit="log hours per unit", limits=(0.0, 3.0), prior=uniform(0.0, 0.5), grade="assumption",
        source="assumption: free workers give people the time that they need; no size was found",
        meaning="by how much contacts are longer between no discretion and all",
    ),
    per_complexity=param(
        0.5, unit="log ratio per unit", limits=(0.0, 3.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: free workers plan by the person; no size was found",
        meaning="by how much the planned number of contacts follows complexity more closely",
    ),
    per_fit=param(
        0.3, unit="log odds per unit", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: help that fits helps more (10.3310/JSQY9840 has the sign); no size was found",
        meaning="by how much a contact is likelier to help",
    ),
    per_satisfaction=param(
        0.4, unit="log hazard per unit", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: discretion satisfies (10.3310/JSQY9840 has the sign); no size was found",
        meaning="by how much fewer workers leave",
    ),
    per_relief=param(
        2.0, unit="points per unit", limits=(0.0, 50.0), prior=uniform(0.0, 4.0), grade="assumption",
        source="assumption: E152 ranks autonomy among the strongest drivers; no size was found",
        meaning="points that discretion takes from strain as a resource",
    ),
    per_exposure=param(
        1.0, unit="log ratio per unit", limits=(0.0, 5.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: without boundaries workers are at risk (10.3310/JSQY9840 has the sign); no size was found",
        meaning="by how much severe cases weigh more on a worker without support",
    ),
    may_decline=param(
        0.0, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True, place="post",
        source="assumption: link workers take everybody on the list unless a scenario says otherwise",
        meaning="how far link workers may decline somebody on the list whom the service cannot serve (0: not at all)",
    ),
    may_reroute=param(
        0.0, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True, place="post",
        source="assumption: the counsellor takes cases that have been seen unless a scenario says otherwise",
        meaning="how far link workers may pass a severe case from the list to the counsellor at once (0: not at all)",
    ),
    reluctance_base_log_odds=param(
        -1.0, unit="log odds", limits=(-8.0, 5.0), prior=normal(-1.0, 1.0), grade="assumption",
        source="assumption: how often link workers decline those who do not fit was not found",
        meaning="log odds that a worker who may decline or re-route does so, where the person is only just too severe",
    ),
    reluctance_per_severity=param(
        1.0, unit="log odds per sd", limits=(0.0, 5.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: workers feel out of their depth (10.1111/hsc.13295); no size was found",
        meaning="how strongly declining and re-routing follow severity beyond the worker's skill",
    ),
    reluctance_per_outside=param(
        1.0, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: criteria are a reason that can be given; no size was found",
        meaning="how much likelier somebody outside the practice's criteria is to be declined or re-routed",
    ),
    reluctance_per_freedom=param(
        1.0, unit="log odds per unit", limits=(0.0, 5.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: who may decide much uses the right to decline; no size was found",
        meaning="how strongly declining and re-routing follow discretion above the usual",
    ),
)  # fmt: skip


def discretion_gained(p: Parameters) -> float:
    """Return the discretion above (or below, negative) the usual."""
    return p.discretion_level - p.discretion_usual


def lengthening(p: Parameters) -> float:
    """Return by how much contacts take longer because workers may give time (1 at the usual)."""
    return math.exp(p.discretion_per_length * discretion_gained(p))


def attention_to_complexity(p: Parameters) -> float:
    """Return by how much more closely plans follow complexity (1 at the usual)."""
    return math.exp(p.discretion_per_complexity * discretion_gained(p))


def exposure(support: float, p: Parameters) -> float:
    """Return by how much severe cases weigh more (1 at the usual); `support` (0 to 1) takes it away."""
    return math.exp(p.discretion_per_exposure * discretion_gained(p) * (1.0 - support))


def severity_beyond_skill(severity: float, skill: float, p: Parameters) -> float:
    """Return how far (in sd) a severe case is beyond a worker's `skill` (0 to 1); 0 where it is not severe."""
    return max(0.0, severity - p.counsellor_severe_above) * (1.0 - skill)


def reluctance_odds(severity: float, skill: float, outside: bool, p: Parameters) -> float:
    """Return the odds that a worker would rather not take somebody; 0 for whoever fits the service.

    `severity` is the person's, in standard deviations; `outside` tells whether criteria leave them out.
    """
    if not outside and not is_severe(severity, p):
        return 0.0
    return odds(
        p.discretion_reluctance_base_log_odds
        + p.discretion_reluctance_per_severity * severity_beyond_skill(severity, skill, p)
        + p.discretion_reluctance_per_outside * (1.0 if outside else 0.0)
        + p.discretion_reluctance_per_freedom * discretion_gained(p)
    )


def decline_odds(severity: float, skill: float, outside: bool, p: Parameters) -> float:
    """Return the odds that a worker declines somebody on the list; 0 without the right to."""
    return p.discretion_may_decline * reluctance_odds(severity, skill, outside, p)


def reroute_odds(severity: float, skill: float, outside: bool, p: Parameters) -> float:
    """Return the odds that a worker passes somebody on the list to the counsellor at once; 0 where not severe."""
    if not is_severe(severity, p):
        return 0.0
    return p.discretion_may_reroute * reluctance_odds(severity, skill, outside, p)
