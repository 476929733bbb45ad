"""Turnover: why link workers leave, and how long their posts stay empty.

Rule: a yearly base rate, multiplied by what expectations against reality, exhaustion, low self-efficacy,
    little discretion and a low pay band add in the log hazard; the leaver works notice; hiring takes a geometric
    number of weeks, with a mean that moves with the band and with what the manager may decide.
Reads: what was expected of the job and how far the worker belongs where they work; exhaustion, self-efficacy,
    pay band, the manager's authority.
Decides: how far the job found is from the job expected, who gives notice, when a post is filled again.
Assumes: leaving has many causes, pay one of them; caseload never enters directly.
Source: E067 to E069 (intention), E070, E072 and E073 (rates of analogous staff); of pay there is no size.
"""

from __future__ import annotations

import math

from sp_sim.draws import geometric, geometric_scale
from sp_sim.mechanisms.discretion import discretion_gained
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import fixed, lognormal, param, section, uniform
from sp_sim.units import odds_of_week, weekly_rate

SECTION = section(
    "turnover",
    "leaving, notice and hiring",
    base_rate=param(
        0.17, unit="per year", limits=(0.0, 20.0), prior=lognormal(0.17, 1.4), grade="analogous",
        source="E070, E073: 16 to 23% a year in analogous staff (pattern C11)",
        meaning="yearly rate of leaving of a worker with middling traits at exhaustion 27",
    ),
    per_discrepancy=param(
        0.5, unit="log hazard per sd", limits=(0.0, 5.0), prior=uniform(0.2, 0.8), grade="direct",
        source="E067, E068: the main predictor of intention to leave; leaving follows intention only in part",
        meaning="how strongly leaving follows the gap between the job expected and the job found",
    ),
    discrepancy_per_belonging=param(
        0.5, unit="sd per unit of involvement", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: whoever belongs finds more of the job that was expected; the seed study has the words (10.1111/hsc.13295), not the size",
        meaning="how much smaller the gap between the job expected and the job found is for a worker who wholly belongs",
    ),
    usual_belonging=param(
        0.3, unit="involvement", limits=(0.0, 1.0), prior=fixed(0.3), grade="assumption",
        source="assumption: a convention: the involvement at which the gap is what the worker brought",
        meaning="involvement from which the effect of belonging on the gap is counted",
    ),
    per_exhaustion=param(
        0.25, unit="log hazard per 10 points", limits=(0.0, 5.0), prior=uniform(0.05, 0.45), grade="assumption",
        source="assumption: one moderate term among several; no coefficient was found in the evidence",
        meaning="how strongly leaving follows exhaustion above or below 27",
    ),
    per_low_self_efficacy=param(
        0.15, unit="log hazard per sd", limits=(0.0, 5.0), prior=uniform(0.0, 0.3), grade="direct",
        source="E069: associated with past intention only; a smaller term",
        meaning="how strongly leaving follows low self-efficacy",
    ),
    notice_weeks=param(
        4, unit="weeks", limits=(0, 52), grade="assumption", lever=True, place="post",
        source="assumption: a month's notice",
        meaning="weeks between giving notice and leaving",
    ),
    hiring_weeks=param(
        14.0, unit="weeks", limits=(1.0, 260.0), prior=lognormal(14.0, 1.5), grade="assumption", lever=True, place="post",
        source="assumption: the length of vacancies was not found",
        meaning="mean weeks that a post stays empty, at the usual band and where the manager may decide",
    ),
    leaving_per_band=param(
        0.25, unit="log hazard per band", limits=(0.0, 2.0), prior=uniform(0.0, 0.5), grade="assumption",
        source="assumption: pay is one cause of leaving among several; from nothing to a large effect, no size was found",
        meaning="by how much fewer workers leave for each band above the usual",
    ),
    hiring_per_band=param(
        0.2, unit="log ratio per band", limits=(-1.0, 1.0), prior=uniform(-0.2, 0.6), grade="assumption",
        source="assumption: a better paid post draws applicants and asks more of them; neither size was found",
        meaning="by how much sooner posts are filled for each band above the usual (negative: later)",
    ),
    hiring_without_authority=param(
        0.5, unit="log ratio", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: managers decide on hiring as far as their authority goes; from nothing to a large effect, no size was found",
        meaning="by how much later posts are filled where the manager has no authority than where it has all",
    ),
)  # fmt: skip


def job_discrepancy(expected: float, involvement: float, p: Parameters) -> float:
    """Return the gap between the job expected and the job found, in standard deviations.

    `expected` is what the worker brings, in the same unit; `involvement` (0 to 1) is what is found.
    """
    belongs = involvement - p.turnover_usual_belonging
    return expected - p.turnover_discrepancy_per_belonging * belongs


def leave_odds(discrepancy: float, exhaustion: float, self_efficacy: float, p: Parameters) -> float:
    """Return the odds that a worker gives notice this week.

    `discrepancy` and `self_efficacy` are in standard deviations, `exhaustion` runs from 0 to 54.
    """
    log_ratio = (
        p.turnover_per_discrepancy * discrepancy
        + p.turnover_per_exhaustion * ((exhaustion - 27.0) / 10.0)
        - p.turnover_per_low_self_efficacy * self_efficacy
        - p.discretion_per_satisfaction * discretion_gained(p)
        - p.turnover_leaving_per_band * bands_gained(p)
    )
    return odds_of_week(weekly_rate(p.turnover_base_rate) * math.exp(log_ratio))


def bands_gained(p: Parameters) -> float:
    """Return how many bands above (or below, negative) the usual a post is paid."""
    return p.workforce_band - p.workforce_usual_band


def mean_weeks_to_hire(p: Parameters) -> float:
    """Return the mean weeks (at least 1) that a post stays empty at its band, by its manager's authority."""
    sooner = p.turnover_hiring_per_band * bands_gained(p)
    later = p.turnover_hiring_without_authority * (1.0 - p.management_authority)
    ratio = math.exp(later - sooner)
    return max(1.0, p.turnover_hiring_weeks * ratio)


def weeks_to_hire(answer: float, p: Parameters) -> int:
    """Return how many weeks (at least 1) a post stays empty from a uniform `answer`."""
    return geometric(answer, geometric_scale(mean_weeks_to_hire(p)))


def week_of_leaving(week: int, p: Parameters) -> int:
    """Return the week in which a worker who gives notice in `week` is gone."""
    return week + 1 + int(p.turnover_notice_weeks)
