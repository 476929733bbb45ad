"""Champions: a GP who speaks for the service, with hours, credibility and an energy that can lapse.

Rule: push = hours x energy x credibility x (a little alone + more with organisational support); energy
    moves towards what support sustains, and lapses by chance.
Reads: the champion's hours, energy and credibility; organisational support.
Decides: the push on colleagues' awareness and the brokerage of involvement.
Assumes: an interaction with organisational support, not a sum; credibility may be nil or negative.
Source: E100, E101 (opinion leaders, wide range), E104 (champion and support together).
"""

from __future__ import annotations

from sp_sim.mechanisms.curves import within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform
from sp_sim.units import odds_of_week, weekly_rate

SECTION = section(
    "champions",
    "GP champions within practices and what sustains them",
    practices_share=param(
        0.2, unit="share of practices", limits=(0.0, 1.0), grade="assumption", lever=True,
        source="assumption: how many practices have a champion was not found",
        meaning="share of practices with a GP champion (which ones is drawn once, by practice)",
    ),
    hours_per_week=param(
        1.0, unit="hours per week", limits=(0.0, 20.0), grade="assumption", lever=True,
        source="assumption: no figure was found",
        meaning="hours that a champion has for it",
    ),
    organisational_support=param(
        0.5, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True,
        source="assumption: E104 has champions working only where the organisation supported them",
        meaning="how far the practice's organisation stands behind the champion",
    ),
    alone=param(
        0.2, unit="push per hour", limits=(0.0, 5.0), prior=uniform(0.0, 0.4), grade="analogous",
        source="E104: presence alone was not enough",
        meaning="push of one hour of a wholly credible champion without organisational support",
    ),
    with_support=param(
        1.0, unit="push per hour and unit of support", limits=(0.0, 5.0), prior=uniform(0.5, 1.5), grade="analogous",
        source="E100, E101, E104: the size is an assumption",
        meaning="push that organisational support adds to one hour of a wholly credible champion",
    ),
    credibility_mean=param(
        0.6, unit="credibility", limits=(-2.0, 2.0), prior=uniform(0.3, 0.9), grade="analogous",
        source="E100, E101: the middle of studies is positive",
        meaning="mean credibility of champions with their colleagues",
    ),
    credibility_spread=param(
        0.5, unit="sd", limits=(0.0, 2.0), prior=uniform(0.2, 0.8), grade="analogous",
        source="E100, E101: effects of opinion leaders range from negative to large",
        meaning="how much champions differ in credibility; it may be nil or negative",
    ),
    energy_base=param(
        0.3, unit="share", limits=(0.0, 1.0), prior=uniform(0.1, 0.5), grade="assumption",
        source="assumption: no data on champions' turnover or fatigue",
        meaning="energy that a champion keeps without organisational support",
    ),
    energy_per_support=param(
        0.6, unit="share per unit of support", limits=(0.0, 1.0), prior=uniform(0.3, 0.7), grade="assumption",
        source="assumption: as energy_base",
        meaning="energy that organisational support sustains on top",
    ),
    energy_speed=param(
        0.05, unit="share per week", limits=(0.0, 1.0), prior=uniform(0.02, 0.1), grade="assumption",
        source="assumption: as energy_base",
        meaning="how fast a champion's energy moves towards what is sustained",
    ),
    lapse_rate=param(
        0.3, unit="per year", limits=(0.0, 20.0), prior=uniform(0.1, 0.6), grade="assumption",
        source="assumption: no data on champions' turnover",
        meaning="yearly rate at which a champion's energy lapses to nothing",
    ),
)  # fmt: skip


def champion_push(hours: float, energy: float, credibility: float, p: Parameters) -> float:
    """Return a champion's push on colleagues this week; negative where credibility is."""
    return hours * energy * credibility * (
        p.champions_alone + p.champions_with_support * p.champions_organisational_support
    )  # fmt: skip


def energy_next(energy: float, p: Parameters) -> float:
    """Return a champion's energy (0 to 1) one week later."""
    sustained = (
        p.champions_energy_base
        + p.champions_energy_per_support * p.champions_organisational_support
    )
    return within(energy + p.champions_energy_speed * (sustained - energy), 0.0, 1.0)


def credibility(deviation: float, p: Parameters) -> float:
    """Return a champion's credibility; `deviation` is standard normal."""
    return p.champions_credibility_mean + p.champions_credibility_spread * deviation


def lapse_odds(p: Parameters) -> float:
    """Return the odds that a champion's energy lapses this week."""
    return odds_of_week(weekly_rate(p.champions_lapse_rate))
