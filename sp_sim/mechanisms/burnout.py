"""Burnout: how demands and resources become exhaustion, week by week.

Rule: strain is the level of exhaustion that this week's demands less resources would lead to if they
    stayed; exhaustion moves a share of the way there each week.
Reads: load, emotional weight beyond skill, isolation, role conflict; supervision, peers, the manager's support,
    involvement, discretion, the service's climate; a stable trait.
Decides: exhaustion on the Maslach emotional exhaustion scale (0 to 54; burnt out at 27 or more).
Assumes: people differ in a stable way; causal effects of resources are small (C13). What support and skill above
    its base do is partly direct (`involvement.direct_share`).
Source: E082 and E083 (level), E085 (cross-section), E086 and E087 (small effects), E088 (the loop).
"""

from __future__ import annotations

from sp_sim.mechanisms.curves import expit, within
from sp_sim.mechanisms.discretion import discretion_gained, exposure
from sp_sim.mechanisms.involvement import directly, through_involvement
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import normal, param, section, uniform

HIGHEST = 54.0
"""Top of the Maslach emotional exhaustion scale."""

BURNT_OUT = 27.0
"""Exhaustion from which a worker counts as burnt out."""

SECTION = section(
    "burnout",
    "how demands and resources become exhaustion",
    base=param(
        20.5, unit="points of 54", limits=(0.0, 54.0), prior=normal(20.5, 2.0), grade="analogous",
        source="E083: mean 21.1 in mental health professionals; E082: 40% high; chosen so that 35 to 65% are burnt out (C10)",
        meaning="exhaustion that a middling worker at ease, wholly alone and unsupported, settles at",
    ),
    trait_spread=param(
        7.8, unit="sd in points", limits=(0.0, 30.0), prior=uniform(5.0, 10.5), grade="analogous",
        source="E082, E083: level and share high together imply a wide spread; its size is an assumption",
        meaning="how much workers differ in a stable way",
    ),
    per_load=param(
        9.0, unit="points per unit of load", limits=(0.0, 100.0), prior=uniform(3.0, 15.0), grade="analogous",
        source="E080, E087, E088: workload matters, weakly over time; the size is an assumption",
        meaning="points that load above ease adds",
    ),
    load_at_ease=param(
        0.7, unit="load", limits=(0.0, 3.0), prior=uniform(0.5, 0.9), grade="assumption",
        source="assumption: below this load, less work does not help",
        meaning="load up to which a worker is at ease",
    ),
    waiting_weight=param(
        0.1, unit="weight", limits=(0.0, 1.0), prior=uniform(0.0, 0.2), grade="assumption",
        source="assumption: a waiting list presses on those who know of it",
        meaning="how much hours of people waiting press, against hours of people who are due",
    ),
    per_emotional_weight=param(
        20.0, unit="points per unit", limits=(0.0, 100.0), prior=uniform(5.0, 35.0), grade="assumption",
        source="assumption: E152 names demands and in-session feelings; no size; chosen so that training's effect stays within C13",
        meaning="points that a caseload of severe cases only would add to a worker without skill",
    ),
    per_isolation=param(
        4.0, unit="points", limits=(0.0, 50.0), prior=uniform(0.0, 8.0), grade="assumption",
        source="assumption: challenges named by link workers; no size",
        meaning="points that isolation adds",
    ),
    per_role_conflict=param(
        4.0, unit="points", limits=(0.0, 50.0), prior=uniform(0.0, 8.0), grade="assumption",
        source="assumption: E152 ranks demands and autonomy first; no size was found",
        meaning="points between a job without role conflict and one that is nothing else",
    ),
    role_conflict_per_discrepancy=param(
        0.6, unit="log odds per sd", limits=(0.0, 10.0), prior=uniform(0.0, 1.2), grade="assumption",
        source="assumption: a job that is not the one expected pulls two ways; E067 knows the gap, not this effect",
        meaning="how strongly role conflict follows the gap between the job expected and the job found",
    ),
    role_conflict_per_core_skill=param(
        3.0, unit="log odds per unit of skill", limits=(0.0, 30.0), prior=uniform(0.0, 6.0), grade="analogous",
        source="E086: job training is the organisational programme that works best; this route and size are assumptions",
        meaning="how much core skill above its base takes role conflict away",
    ),
    per_supervision=param(
        4.0, unit="points", limits=(0.0, 50.0), prior=uniform(1.0, 7.0), grade="analogous",
        source="E086: programmes have a small effect, g 0.13; chosen so that the whole effect stays within C13",
        meaning="points that a full stock of clinical supervision takes away",
    ),
    per_peers=param(
        2.0, unit="points", limits=(0.0, 50.0), prior=uniform(0.0, 4.0), grade="assumption",
        source="assumption: peers are named as support; no size was found, and E086 says that it is small",
        meaning="points that the full support of a peer network takes away",
    ),
    per_manager=param(
        2.0, unit="points", limits=(0.0, 50.0), prior=uniform(0.0, 4.0), grade="analogous",
        source="E085, E086, E089: support goes with less burnout, its effect is small",
        meaning="points that full support by the manager takes away",
    ),
    per_involvement=param(
        3.0, unit="points", limits=(0.0, 50.0), prior=uniform(0.0, 6.0), grade="assumption",
        source="assumption: the conduit of the seed study (10.1111/hsc.13295); no size",
        meaning="points that full involvement takes away",
    ),
    speed=param(
        0.07, unit="share per week", limits=(0.0, 1.0), prior=uniform(0.03, 0.12), grade="analogous",
        source="E087: short latency, then recovery; the rate is an assumption",
        meaning="share of the way to this week's strain that exhaustion moves in a week",
    ),
)  # fmt: skip


def emotional_weight(
    severe_cases: int, cases: int, skill: float, support: float, p: Parameters
) -> float:
    """Return the weight (0 to 1) of severe cases in a caseload beyond the worker's skill.

    Discretion exposes whoever has little `support` (0 to 1). Of skill above its base, and of support, only
    what is direct counts.
    """
    if cases <= 0:
        return 0.0
    direct = directly(p)
    carried = direct * skill + (1.0 - direct) * p.training_skill_base
    supported = within(direct * support, 0.0, 1.0)
    return within(severe_cases / cases * (1.0 - carried) * exposure(supported, p), 0.0, 1.0)


def role_conflict(discrepancy: float, core: float, p: Parameters) -> float:
    """Return how far the job is in conflict with itself (0 to 1; 0.5 for a middling worker).

    `discrepancy` between the job expected and the job found is in standard deviations; `core` skill (0 to 1)
    above its base makes the role clearer, as far as training acts directly.
    """
    return expit(
        p.burnout_role_conflict_per_discrepancy * discrepancy
        - directly(p) * p.burnout_role_conflict_per_core_skill * (core - p.training_core_base)
    )


def demands(load: float, weight: float, isolation: float, conflict: float, p: Parameters) -> float:
    """Return the points that demands add to strain.

    `load` is 1 when hours are just enough; `weight` is `emotional_weight`, `conflict` is `role_conflict`;
    they and `isolation` run from 0 to 1.
    """
    return (
        p.burnout_per_load * max(0.0, load - p.burnout_load_at_ease)
        + p.burnout_per_emotional_weight * weight
        + p.burnout_per_isolation * isolation
        + p.burnout_per_role_conflict * (conflict - 0.5)
    )


def resources(
    supervision: float, peers: float, manager: float, involvement: float, climate: float, p: Parameters
) -> float:  # fmt: skip
    """Return the points that resources take from strain; all run from 0 to 1 but `climate`, in sd."""
    direct = directly(p)
    return (
        direct * p.burnout_per_supervision * supervision
        + direct * p.burnout_per_peers * peers
        + direct * p.burnout_per_manager * manager
        + through_involvement(p) * p.burnout_per_involvement * involvement
        + p.climate_relief_per_sd * climate
        + p.discretion_per_relief * discretion_gained(p)
    )


def strain(trait: float, demanded: float, relieved: float, p: Parameters) -> float:
    """Return the exhaustion (0 to 54) that this week would lead to if it stayed.

    `trait` is in standard deviations; `demanded` and `relieved` are the points of `demands` and `resources`.
    """
    level = p.burnout_base + p.burnout_trait_spread * trait + demanded - relieved
    return within(level, 0.0, HIGHEST)


def exhaustion_next(exhaustion: float, strain_of_week: float, p: Parameters) -> float:
    """Return exhaustion (0 to 54) one week later."""
    return within(exhaustion + p.burnout_speed * (strain_of_week - exhaustion), 0.0, HIGHEST)


def rested(exhaustion: float, trait: float, p: Parameters) -> float:
    """Return exhaustion (0 to 54) after a week away: on the way to what the trait alone leads to, never up."""
    at_rest = strain(trait, 0.0, 0.0, p)
    return exhaustion_next(exhaustion, min(exhaustion, at_rest), p)
