"""Consulting: people prone to non-medical need pass through calm and troubled spells, and consult in trouble.

Rule: each person is calm or troubled by a clock of their own; spells last a geometric number of weeks;
    in a troubled week a person consults for that need with a chance of their own.
Reads: the person's stable frequency of consulting, prognosis and readiness; the practice's deprivation fifth.
Decides: how many are prone, when spells begin and end, in which weeks the person consults, when the person leaves the area.
Assumes: need comes in spells whatever the service does; only their length can be cut short (`benefit`);
    where demand changes at a date, some people bring no need to their practice before it, or after it.
Source: volume of social consultations from E105, E107, E112 and E113; E010 (wealth); the shape of spells is an
    assumption.
"""

from __future__ import annotations

import math

from sp_sim.draws import geometric
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import lognormal, param, section, uniform
from sp_sim.units import weekly_rate

HISTORY_WEEKS = 52
"""How far back a spell that is under way at the start is remembered."""

FAR_OFF = 1 << 20
"""A week that no run reaches."""

MIDDLE_FIFTH = 3
"""The deprivation fifth at which as many are prone as `prone_share` says; taken where none is known."""

SECTION = section(
    "consulting",
    "who is prone to non-medical need, how spells of trouble come and go, and how often people consult in them",
    prone_share=param(
        0.25, unit="share of registered patients", limits=(0.0, 1.0), prior=uniform(0.15, 0.35),
        grade="assumption", dated=False,
        source="assumption: a fifth of patients consult for a mainly social problem (E107), somewhat more are ever prone",
        meaning="share of registered patients who are prone to spells of non-medical need",
    ),
    prone_per_fifth=param(
        0.1, unit="log rate ratio per fifth", limits=(-1.0, 1.0), prior=uniform(0.0, 0.2), grade="analogous", dated=False,
        source="E010: odds of a referral 1.59 (1.17 to 2.18) in the least wealthy third of people; that it is need, and that a practice's fifth carries about seven tenths of it, are assumptions",
        meaning="how much more people are prone to need with each fifth that their practice is more deprived",
    ),
    female_share=param(
        0.5, unit="share", limits=(0.0, 1.0), prior=uniform(0.48, 0.54), grade="assumption", dated=False,
        source="assumption: about half of registered people are women; no figure in the evidence",
        meaning="share of people prone to need who are female",
    ),
    demand_multiplier=param(
        1.0, unit="times", limits=(0.0, 5.0), grade="assumption", lever=True, place="practice",
        source="assumption: 1 by definition; a lever for asking what if need were higher or lower",
        meaning="multiplies the number of people who are prone to need and bring it to their practice",
    ),
    troubled_weeks=param(
        20.0, unit="weeks", limits=(1.0, 520.0), prior=lognormal(20.0, 1.5), grade="assumption", dated=False,
        source="assumption: no study of the length of spells was found; months rather than weeks or years",
        meaning="mean length of a spell of trouble of a person of middling prognosis",
    ),
    calm_weeks=param(
        60.0, unit="weeks", limits=(1.0, 2000.0), prior=lognormal(60.0, 1.5), grade="assumption", dated=False,
        source="assumption: chosen with troubled_weeks so that social consultations have the volume of E105 x E112",
        meaning="mean length of a calm spell",
    ),
    consult_chance=param(
        0.26, unit="chance per week", limits=(0.001, 0.95), prior=uniform(0.2, 0.32), grade="expert", dated=False,
        source="E105, E107, E112, E113: 19 to 20% of 3.8 to 5.16 consultations per patient and year are social",
        meaning="chance that a troubled person of middling frequency consults in a week because of the need",
    ),
    frequency_spread=param(
        0.5, unit="sd of log odds", limits=(0.0, 3.0), prior=uniform(0.2, 0.8), grade="assumption", dated=False,
        source="assumption: some people consult far more often than others; no figure for social needs was found",
        meaning="how much people differ in how often they consult when troubled",
    ),
    prognosis_spread=param(
        0.3, unit="sd of log weeks", limits=(0.0, 2.0), prior=uniform(0.0, 0.6), grade="assumption", dated=False,
        source="assumption: people differ in how soon they recover unaided; no figure was found",
        meaning="how much people differ in the mean length of their spells of trouble",
    ),
    readiness_spread=param(
        0.1, unit="log weeks lost per sd of readiness", limits=(0.0, 2.0), prior=uniform(0.0, 0.3),
        grade="assumption", dated=False,
        source="assumption: those who are ready to change would recover sooner unaided too; no figure was found",
        meaning="how much shorter the spells of trouble are of people who are ready",
    ),
    moving_rate=param(
        0.08, unit="per year", limits=(0.0, 2.0), prior=uniform(0.04, 0.12), grade="assumption", dated=False,
        source="assumption: some people change practice each year; no figure in the evidence",
        meaning="yearly rate at which a person moves to another area",
    ),
    death_rate=param(
        0.01, unit="per year", limits=(0.0, 2.0), prior=uniform(0.005, 0.02), grade="assumption", dated=False,
        source="assumption: about one in a hundred adults a year; no figure in the evidence",
        meaning="yearly rate at which a person dies",
    ),
)  # fmt: skip


def prone_people(registered: int, deprivation_fifth: int, p: Parameters) -> int:
    """Return how many people of a list are prone to need; `deprivation_fifth` from 1 (least) to 5 (most).

    Never more than are registered at the usual demand.
    """
    from_middle = p.consulting_prone_per_fifth * float(deprivation_fifth - MIDDLE_FIFTH)
    share = min(p.consulting_prone_share * math.exp(from_middle), 1.0)
    return int(registered * share * p.consulting_demand_multiplier + 0.5)


def troubled_weeks(prognosis: float, readiness: float, p: Parameters) -> float:
    """Return the mean length of a person's spells of trouble in weeks, at least 1."""
    beyond = p.consulting_troubled_weeks - 1.0
    sooner = p.consulting_prognosis_spread * prognosis + p.consulting_readiness_spread * readiness
    return 1.0 + beyond * math.exp(-sooner)


def share_troubled(mean_troubled_weeks: float, p: Parameters) -> float:
    """Return the share of weeks in which a person is troubled in the long run."""
    return mean_troubled_weeks / (mean_troubled_weeks + p.consulting_calm_weeks)


def consult_odds(frequency: float, p: Parameters) -> float:
    """Return the odds that a troubled person consults in a week."""
    chance = p.consulting_consult_chance
    return chance / (1.0 - chance) * math.exp(p.consulting_frequency_spread * frequency)


def weeks_already_troubled(answer: float, scale: float) -> int:
    """Return how many weeks ago a spell began that is under way at the start, at most `HISTORY_WEEKS`.

    `scale` is the `geometric_scale` of the person's mean spell.
    """
    elapsed = geometric(answer, scale) - 1
    return min(elapsed, HISTORY_WEEKS)


def leaving_scale(p: Parameters) -> float:
    """Return the scale by which `weeks_until_leaving` turns a uniform answer into weeks; 0 if nobody leaves."""
    rate = weekly_rate(p.consulting_moving_rate + p.consulting_death_rate)
    if rate <= 0.0:
        return 0.0
    return -1.0 / rate


def weeks_until_leaving(answer: float, scale: float) -> int:
    """Return in how many weeks (at least 1) a person moves away or dies; `FAR_OFF` if nobody ever leaves."""
    if scale == 0.0:
        return FAR_OFF
    return min(1 + int(math.log(answer) * scale), FAR_OFF)


def leaves_by_death(answer: float, p: Parameters) -> bool:
    """Return whether a person who leaves the area does so by dying."""
    both = p.consulting_moving_rate + p.consulting_death_rate
    return answer * both < p.consulting_death_rate
