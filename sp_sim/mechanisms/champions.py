"""Champions: members of a practice who speak for the service; they tire, lapse, leave and are followed.

Rule: push = hours x energy x standing x training x (a little alone + more with organisational support);
    on the log odds of an offer, champion and support therefore multiply. Energy moves towards what support
    and a network sustain. Lapses, leaving and the time to a successor are keyed. Champions of several
    practices share one link worker's attention.
Reads: hours, training and organisational support; credibility of the champion, receptivity of colleagues;
    other champions of the service; what each colleague knows already.
Decides: the push on colleagues' awareness and offers, to whom more of it goes, the word that reaches practices without a champion,
    and the brokerage of involvement.
Assumes: an interaction with organisational support, not a sum; a standing may be nil or negative.
Source: E100, E101 (opinion leaders, wide range), E104 (champion and support together).
"""

from __future__ import annotations

import math

from sp_sim.draws import geometric, geometric_scale
from sp_sim.mechanisms.consulting import FAR_OFF
from sp_sim.mechanisms.curves import within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, normal, param, section, uniform
from sp_sim.units import odds_of_week, weekly_rate

SECTION = section(
    "champions",
    "champions within practices, what sustains them and what becomes of them",
    practices_share=param(
        0.2, unit="share of practices", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: how many practices have a champion was not found",
        meaning="share of practices with a champion (which ones is drawn once, by practice)",
    ),
    hours_per_week=param(
        1.0, unit="hours per week", limits=(0.0, 20.0), grade="assumption", lever=True, place="practice",
        source="assumption: no figure was found",
        meaning="hours that a champion has for it",
    ),
    organisational_support=param(
        0.5, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: E104 has champions working only where the organisation supported them",
        meaning="how far practices stand behind the service and their champion (0: none does, 1: all do wholly)",
    ),
    support_spread=param(
        0.8, unit="sd of log odds", limits=(0.0, 2.0), prior=uniform(0.2, 1.4), grade="assumption", dated=False,
        source="assumption: E104 found support at some sites and not at others; no spread was found",
        meaning="how much practices differ in how far they stand behind it",
    ),
    training_hours=param(
        0.0, unit="hours", limits=(0.0, 40.0), grade="assumption", lever=True, place="practice",
        source="assumption: opinion leaders in E100 and E101 were often trained; the hours were not found",
        meaning="hours of training that each champion is given",
    ),
    training_gain=param(
        0.5, unit="share of push added", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: no effect of training champions was found",
        meaning="by how much training without end would raise a champion's push",
    ),
    training_half_hours=param(
        6.0, unit="hours", limits=(0.5, 40.0), prior=lognormal(6.0, 1.5), grade="assumption",
        source="assumption: as training_gain",
        meaning="hours of training that reach half of that gain",
    ),
    alone=param(
        0.2, unit="push per hour", limits=(0.0, 5.0), prior=uniform(0.0, 0.4), grade="analogous",
        source="E104: presence alone was not enough",
        meaning="push of one hour of a champion of full standing without organisational support",
    ),
    with_support=param(
        1.0, unit="push per hour and unit of support", limits=(0.0, 5.0), prior=uniform(0.5, 1.5), grade="analogous",
        source="E100, E101, E104: the size is an assumption",
        meaning="push that organisational support adds to one hour of a champion of full standing",
    ),
    credibility_mean=param(
        0.6, unit="credibility", limits=(-2.0, 2.0), prior=uniform(0.3, 0.9), grade="analogous", dated=False,
        source="E100, E101: the middle of studies is positive",
        meaning="mean standing of champions with their colleagues",
    ),
    credibility_spread=param(
        0.5, unit="sd", limits=(0.0, 2.0), prior=uniform(0.2, 0.8), grade="analogous", dated=False,
        source="E100, E101: effects of opinion leaders range from negative to large",
        meaning="how much champions differ in credibility; it may be nil or negative",
    ),
    receptivity_spread=param(
        0.3, unit="sd", limits=(0.0, 2.0), prior=uniform(0.0, 0.6), grade="analogous", dated=False,
        source="E100, E101: effects of opinion leaders range from negative to large; how much of it is the audience is an assumption",
        meaning="how much practices differ in how they take a champion, whoever it is",
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
    energy_per_network=param(
        0.2, unit="share per unit of network", limits=(0.0, 1.0), prior=uniform(0.0, 0.4), grade="assumption",
        source="assumption: as energy_base; no study of champions' networks was found",
        meaning="energy that a network of champions sustains on top",
    ),
    energy_speed=param(
        0.05, unit="share per week", limits=(0.0, 1.0), prior=uniform(0.02, 0.1), grade="assumption",
        source="assumption: as energy_base",
        meaning="how fast a champion's energy moves towards what is sustained",
    ),
    lapse_rate=param(
        0.3, unit="per year", limits=(0.0, 20.0), prior=uniform(0.1, 0.6), grade="assumption",
        source="assumption: no data on champions' turnover",
        meaning="yearly rate at which a champion falls silent for a time",
    ),
    lapse_weeks=param(
        8.0, unit="weeks", limits=(1.0, 260.0), prior=lognormal(8.0, 1.8), grade="assumption",
        source="assumption: as lapse_rate",
        meaning="mean time for which a lapsed champion is silent before energy begins to come back",
    ),
    leave_rate=param(
        0.2, unit="per year", limits=(0.0, 20.0), prior=uniform(0.05, 0.4), grade="assumption",
        source="assumption: no data on champions' turnover",
        meaning="yearly rate at which a champion leaves the practice or gives the role up",
    ),
    replaced=param(
        True, unit="true or false", grade="assumption", lever=True, place="practice",
        source="assumption: whether champions who leave are followed was not found",
        meaning="whether a practice looks for a new champion when one has left",
    ),
    replacement_weeks=param(
        26.0, unit="weeks", limits=(1.0, 520.0), grade="assumption", lever=True, place="practice",
        source="assumption: as replaced",
        meaning="mean time until a new champion speaks",
    ),
    network=param(
        False, unit="true or false", grade="assumption", lever=True, place="service",
        source="assumption: a lever; how many services link their champions was not found",
        meaning="whether the champions of a service meet as a network",
    ),
    network_reach=param(
        0.3, unit="share of push", limits=(0.0, 1.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: no study of champions' networks was found",
        meaning="share of the champions' mean push that a network carries to practices without a champion",
    ),
    rivalry=param(
        1.0, unit="per unit of push", limits=(0.0, 10.0), prior=uniform(0.0, 2.0), grade="assumption",
        source="assumption: neighbouring practices compete for one link worker; no size was found",
        meaning="how strongly the push of all champions around one link worker dilutes the place that each brokers",
    ),
    focus=param(
        0.0, unit="log ratio per unit of awareness", limits=(-5.0, 5.0), prior=normal(0.0, 0.5), grade="assumption",
        source="assumption: whether champions speak more to colleagues who know little or to those who know much was not found",
        meaning="how much more of a champion's word goes to colleagues who know less than is usual in the practice (negative: to those who know more)",
    ),
    offer_per_push=param(
        0.4, unit="log odds per unit of push", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="analogous",
        source="E100, E101: 9 to 10 percentage points at the middle of studies; on so small a base odds ratios of 1 to 2.5 are assumed (pattern C15), a part of which comes by awareness",
        meaning="how strongly the odds of an offer follow the push of the practice's own champion",
    ),
    offer_per_support=param(
        0.1, unit="log odds per unit of support", limits=(0.0, 5.0), prior=uniform(0.0, 0.3), grade="analogous",
        source="E104: neither alone was enough; the size is an assumption",
        meaning="how strongly the odds of an offer follow organisational support, champion or not",
    ),
)  # fmt: skip


def champion_push(
    hours: float, training: float, energy: float, standing: float, support: float, p: Parameters
) -> float:
    """Return a champion's push on colleagues this week; negative where the standing is.

    `hours` a week, `training` in hours, `energy` and the practice's `support` from 0 to 1.
    """
    trained = 1.0 + p.champions_training_gain * training / (
        training + p.champions_training_half_hours
    )
    return hours * energy * standing * trained * (
        p.champions_alone + p.champions_with_support * support
    )  # fmt: skip


def champion_standing(credibility: float, receptivity: float, p: Parameters) -> float:
    """Return a champion's standing with colleagues, from two traits in standard deviations."""
    return (
        p.champions_credibility_mean
        + p.champions_credibility_spread * credibility
        + p.champions_receptivity_spread * receptivity
    )


def practice_support(lever: float, deviation: float, p: Parameters) -> float:
    """Return how far a practice stands behind the service (0 to 1); its odds differ by practice."""
    differs = math.exp(p.champions_support_spread * deviation)
    return lever * differs / (lever * differs + 1.0 - lever)


def energy_next(energy: float, support: float, network: float, p: Parameters) -> float:
    """Return a champion's energy (0 to 1) one week later; `network` from 0 to 1."""
    sustained = (
        p.champions_energy_base
        + p.champions_energy_per_support * support
        + p.champions_energy_per_network * network
    )
    return within(energy + p.champions_energy_speed * (sustained - energy), 0.0, 1.0)


def network_strength(champions: int, p: Parameters) -> float:
    """Return how much of a network the `champions` of a service are (0 to 1): nothing for one alone."""
    if p.champions_network <= 0.0 or champions < 2:
        return 0.0
    return 1.0 - 1.0 / champions


def word_of_network(total_push: float, champions: int, p: Parameters) -> float:
    """Return the push that a network carries to a practice without a champion."""
    if p.champions_network <= 0.0 or champions < 1:
        return 0.0
    return p.champions_network_reach * total_push / champions


def word_heard(word: float, awareness: float, usual: float, p: Parameters) -> float:
    """Return what a GP hears of the champion's `word`, by awareness of the service against the practice's mean."""
    return word * math.exp(p.champions_focus * (usual - awareness))


def brokerage(push: float, courted: float, p: Parameters) -> float:
    """Return what a champion's push does for one link worker's place in the practice.

    `courted` is the sum of the pushes above nil of all practices that the link worker covers; what one of
    them gains the others lose, and together they never pass 1 / rivalry.
    """
    if push <= 0.0:
        return push
    return push / (1.0 + p.champions_rivalry * courted)


def lapse_odds(p: Parameters) -> float:
    """Return the odds that a champion falls silent for a time this week."""
    return odds_of_week(weekly_rate(p.champions_lapse_rate))


def weeks_of_lapse(answer: float, p: Parameters) -> int:
    """Return for how many weeks (at least 1) a lapsed champion is silent, from a uniform `answer`."""
    return geometric(answer, geometric_scale(p.champions_lapse_weeks))


def champion_leave_odds(p: Parameters) -> float:
    """Return the odds that a champion leaves this week."""
    return odds_of_week(weekly_rate(p.champions_leave_rate))


def weeks_until_replaced(answer: float, p: Parameters) -> int:
    """Return in how many weeks (at least 1) a new champion speaks; `FAR_OFF` where none is looked for."""
    if p.champions_replaced <= 0.0:
        return FAR_OFF
    return geometric(answer, geometric_scale(p.champions_replacement_weeks))
