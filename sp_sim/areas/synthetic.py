"""Synthetic areas: made-up practices that vary together as England's do, for anyone to use.

Numbers describe the published tables of July 2026. As published with them: practices per PCN by
their quantiles; list sizes log-normal (mean ln 9.07, sd 0.59); the share aged 65 and over normal
(median 19%, 7% to 31% in nine of ten), joined to the rank of deprivation by a normal copula at
Spearman -0.48; deprivation scores by the quantiles of IMD 2025, between which they are
interpolated. Computed from them for this file: lists are smaller in PCNs of many practices
(correlation -0.43 with the ln of their number), so that PCNs are about as large as real ones; age
and deprivation are mostly (0.7 of their variance) a matter of the PCN. GPs follow the list at 2,296
patients each (evidence E115) with the spread seen in Devon and Cornwall. Not represented: how those under 65
divide by age (blank; the model has an assumption for it), rurality, closures, lists under 1,200,
ICBs, link workers (all blank), and any link of list size with age or deprivation.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, count, islice
from statistics import NormalDist
from typing import TYPE_CHECKING

from sp_sim.areas.area import PATIENTS_PER_GP, SYNTHETIC
from sp_sim.areas.deprivation import FIFTH_CUTS, fifth_of
from sp_sim.domain.places import Area, Practice
from sp_sim.draws import key_of_name, normal, uniform
from sp_sim.errors import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PRACTICES = 20_000
BOX_PRACTICES = 12
BOX_SEED = 846
"""The area in the box: of the first 4,000 seeds, the one whose twelve practices look ordinary.

Three PCNs of three to six practices and at least 30,000 patients, 110,000 to 130,000 in all, every
fifth of deprivation and none above four times, 17.5% to 20% aged 65 and over, GPs within one part
in twenty of E115.
"""
PRACTICES_PER_PCN = {
    1: 0.07,
    2: 0.10,
    3: 0.17,
    4: 0.20,
    5: 0.17,
    6: 0.11,
    7: 0.07,
    8: 0.05,
    9: 0.03,
    10: 0.02,
    12: 0.01,
}
"""The share of PCNs with so many practices; its p10, p25, median, p75 and p90 are the published."""
LN_LIST_MEAN = 9.07
LN_LIST_SD = 0.59
LIST_LIMITS = (1_200, 60_000)
CROWDING = -0.43
"""Correlation of a practice's ln list with the ln of the number of practices in its PCN."""
SHARE_65_PLUS_MEAN = 0.19
SHARE_65_PLUS_SD = 0.073
SHARE_65_PLUS_LIMITS = (0.01, 0.60)
SCORE_QUANTILES = {
    0.05: 8.7,
    0.20: FIFTH_CUTS[0],
    0.40: FIFTH_CUTS[1],
    0.50: 21.3,
    0.60: FIFTH_CUTS[2],
    0.80: FIFTH_CUTS[3],
    0.95: 46.2,
}
"""Deprivation scores of England's practices, IMD 2025, as published with the fifths."""
SCORE_LIMITS = (3.9, 65.4)
AGE_WITH_DEPRIVATION_SPEARMAN = -0.48
BETWEEN_PCNS = 0.7
"""The share of the variance of age and of deprivation that lies between PCNs."""
LN_PATIENTS_PER_GP_SD = math.log(2911 / 1297) / (2 * 1.2815515655446004)
"""From the tenth and ninetieth percentiles of patients per GP, Devon and Cornwall, May 2026."""
_NORMAL = NormalDist()


class Question(IntEnum):
    """What is asked of a PCN or of a practice; the integers never change."""

    PRACTICES = 1
    LIST = 2
    AGE = 3
    DEPRIVATION = 4
    GPS = 5


def make(*, practices: int, seed: int) -> Area:
    """Return a synthetic area; the same `practices` and `seed` give the same area for ever.

    A larger area of the same seed holds the practices of a smaller one, and more.
    """
    if not 1 <= practices <= MOST_PRACTICES:
        rule = f"must be from 1 to {MOST_PRACTICES:,}"
        problem = Problem(
            file="asked", key="practices", value=f"{practices:,}", message=rule, rule=rule,
            remedy="England has about 6,000",
        )  # fmt: skip
        raise Problems([problem])
    source = f"{SYNTHETIC}: {practices} made-up practices, seed {seed}; no real place"
    made = tuple(islice(_practices(seed), practices))
    return Area(f"synthetic area of {practices} practices, seed {seed}", made, True, source)


@dataclass(frozen=True)
class _Pcn:
    """What the practices of one PCN have in common; the last two are standard normal."""

    number: int
    practices: int
    deprivation: float
    age: float


def _practices(seed: int) -> Iterator[Practice]:
    made = 0
    for number in count(1):
        pcn = _pcn(seed, number)
        for _ in range(pcn.practices):
            made += 1
            yield _practice(seed, made, pcn)


def _pcn(seed: int, number: int) -> _Pcn:
    key = key_of_name(f"synthetic area, seed {seed}, PCN {number}")
    return _Pcn(
        number=number,
        practices=practices_in_pcn(uniform(key, Question.PRACTICES, 0, 0)),
        deprivation=_standing(key, Question.DEPRIVATION),
        age=_standing(key, Question.AGE),
    )


def _practice(seed: int, number: int, pcn: _Pcn) -> Practice:
    key = key_of_name(f"synthetic area, seed {seed}, practice {number}")
    registered = list_size(pcn.practices, _standing(key, Question.LIST))
    deprivation = _mixed(pcn.deprivation, _standing(key, Question.DEPRIVATION))
    age = _mixed(pcn.age, _standing(key, Question.AGE))
    score = deprivation_score(deprivation)
    return Practice(
        code=f"S{number:05d}",
        pcn_code=f"SYN{pcn.number:02d}",
        pcn_name=f"Synthetic PCN {pcn.number}",
        sub_icb_code="SYN",
        icb_code="SYN",
        registered=registered,
        gps=gps(registered, _standing(key, Question.GPS)),
        gps_given=False,
        share_65_plus=share_65_plus(_joined(deprivation, age, AGE_WITH_DEPRIVATION_SPEARMAN)),
        deprivation_score=score,
        deprivation_fifth=fifth_of(score),
    )


def practices_in_pcn(answer: float) -> int:
    """Return the number of practices in a PCN from a uniform `answer`."""
    totals = zip(PRACTICES_PER_PCN, accumulate(PRACTICES_PER_PCN.values()), strict=True)
    return next((size for size, total in totals if answer < total), max(PRACTICES_PER_PCN))


def list_size(practices: int, standing: float) -> int:
    """Return the list of a practice in a PCN of so many, from its own normal `standing`."""
    crowding = (math.log(practices) - _LN_PRACTICES_MEAN) / _LN_PRACTICES_SD
    own = math.sqrt(1.0 - CROWDING * CROWDING)
    size = math.exp(LN_LIST_MEAN + LN_LIST_SD * (CROWDING * crowding + own * standing))
    return round(_within(size, LIST_LIMITS))


def share_65_plus(standing: float) -> float:
    """Return the share of a list aged 65 and over from its normal `standing`."""
    return round(_within(SHARE_65_PLUS_MEAN + SHARE_65_PLUS_SD * standing, SHARE_65_PLUS_LIMITS), 4)


def deprivation_score(standing: float) -> float:
    """Return the score of a normal `standing`, its ln linear between the published quantiles."""
    places = [_NORMAL.inv_cdf(chance) for chance in SCORE_QUANTILES]
    after = min(max(bisect_right(places, standing), 1), len(places) - 1)
    low, high = (math.log(score) for score in list(SCORE_QUANTILES.values())[after - 1 : after + 1])
    steps = (standing - places[after - 1]) / (places[after] - places[after - 1])
    return round(_within(math.exp(low + steps * (high - low)), SCORE_LIMITS), 2)


def gps(registered: int, standing: float) -> float:
    """Return the GPs (wte) of a list from a normal `standing`; the mean is list / 2,296."""
    spread = LN_PATIENTS_PER_GP_SD
    return round(
        registered / PATIENTS_PER_GP * math.exp(spread * standing - spread * spread / 2), 2
    )


def _moments() -> tuple[float, float]:
    """Return mean and sd of the ln of the practices in a practice's PCN, over practices."""
    total = sum(size * share for size, share in PRACTICES_PER_PCN.items())
    weights = {size: size * share / total for size, share in PRACTICES_PER_PCN.items()}
    mean = sum(weight * math.log(size) for size, weight in weights.items())
    square = sum(weight * (math.log(size) - mean) ** 2 for size, weight in weights.items())
    return mean, math.sqrt(square)


_LN_PRACTICES_MEAN, _LN_PRACTICES_SD = _moments()


def _standing(key: int, question: Question) -> float:
    return normal(uniform(key, question, 0, 0))


def _mixed(shared: float, own: float) -> float:
    """Return a standard normal that practices of one PCN have mostly in common."""
    return math.sqrt(BETWEEN_PCNS) * shared + math.sqrt(1.0 - BETWEEN_PCNS) * own


def _joined(first: float, second: float, spearman: float) -> float:
    """Return a standard normal with this rank correlation to `first`, made from both."""
    pearson = 2.0 * math.sin(math.pi * spearman / 6.0)
    return pearson * first + math.sqrt(1.0 - pearson * pearson) * second


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])
