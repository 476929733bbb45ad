"""Outcomes: wellbeing and GP consultations of people, as they can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.results.counting import ratio
from sp_sim.results.measure import FOLLOWED_26, Measure, rate

if TYPE_CHECKING:
    from sp_sim.results.counting import Floats, Lives

PEOPLE = "What becomes of people"
POINTS = "SWEMWBS points"
MOST_POINTS = 28.0
"""From the lowest score, 7, to the highest, 35."""


def wellbeing_gain(lives: Lives) -> Floats:
    """Mean change of the questionnaire's score from referral to 26 weeks later."""
    told = ~np.isnan(lives.followed.column("wellbeing_26"))
    rows = lives.followed.where(told)
    gain = rows.total("wellbeing_26") - rows.total("wellbeing_at_referral")
    return ratio(gain, rows.count())


def wellbeing_effect(lives: Lives) -> Floats:
    """Mean score 26 weeks after referral less that of the same person had there been no service."""
    lived, without = (lives.followed.column(f"wellbeing_26{name}") for name in ("", "_without"))
    rows = lives.followed.where(~np.isnan(lived) & ~np.isnan(without))
    return ratio(rows.total("wellbeing_26") - rows.total("wellbeing_26_without"), rows.count())


def consultations_per_person(lives: Lives) -> Floats:
    """Consultations driven by need a year, per person who has ever been troubled."""
    rows = lives.year_practices
    return ratio(rows.total("consultations") * WEEKS_PER_YEAR, rows.total("ever_troubled"))


OUTCOMES = (
    Measure(
        key="wellbeing_gain_mean",
        words="Wellbeing, referral to 26 weeks (before-after)",
        theme=PEOPLE,
        definition=(
            "SWEMWBS points gained from referral to 26 weeks later; a before-after change, much of"
            " which would have happened anyway (see --counterfactual)"
        ),
        numerator="score 26 weeks after referral less score at referral, summed",
        denominator="referrals of people still there 26 weeks later",
        window=FOLLOWED_26,
        censoring="people who moved, died or were referred too late are left out",
        unit=POINTS,
        kind="score",
        better="neither",
        smallest=0.5,
        formula=wellbeing_gain,
        limits=(-MOST_POINTS, MOST_POINTS),
    ),
    rate(
        "gp_consultations_per_person_per_year",
        "Social consultations per person troubled",
        theme=PEOPLE,
        definition="consultations driven by a non-medical need a year, of people ever troubled",
        numerator="consultations driven by a non-medical need",
        denominator="years of people now registered who have been troubled since the run began",
        unit="per person a year",
        kind="rate",
        better="down",
        smallest=0.2,
        formula=consultations_per_person,
    ),
)
"""What is always reported."""
