"""Before and after: how a referred patient fared before and after, with the service and without it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sp_sim.domain.stages import NEVER
from sp_sim.draws import Decision, normal, uniform
from sp_sim.mechanisms.wellbeing import (
    GAIN_WEEKS,
    WINDOW_WEEKS,
    depth_of_trouble,
    level_in_calm,
    questionnaire_score,
)
from sp_sim.world.people import trait

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.patient import Patient


class BeforeAfter(NamedTuple):
    """What a referral's record says of before and after (see `domain.records.REFERRAL`)."""

    wellbeing_at_referral: float
    wellbeing_26: float
    wellbeing_26_without: float
    wellbeing_before: float
    wellbeing_after: float
    wellbeing_after_without: float
    gp_before: int
    gp_after: int
    gp_after_without: int


class Hindsight:
    """Looks back at one patient's life when all is over."""

    def __init__(self, patient: Patient) -> None:
        """Remember the patient's past, level and depth."""
        self.patient = patient
        self.p = patient.model.p
        self.until = min(patient.model.weeks, patient.leaves)
        self.diary = patient.whole_diary()
        self.level = level_in_calm(trait(patient.key, Decision.WELLBEING_LEVEL), self.p)
        self.depth = depth_of_trouble(trait(patient.key, Decision.WELLBEING_DEPTH), self.p)

    def of(self, case: Case) -> BeforeAfter:
        """Return before and after of one of the patient's cases."""
        week = case.referred
        before = range(week - WINDOW_WEEKS, week)
        after = range(week + 1, week + 1 + WINDOW_WEEKS)
        known = self.patient.is_first or before[0] >= self.patient.arrives
        seen = after[-1] < self.until
        return BeforeAfter(
            self.answer(week, 0, served=True),
            self.answer(week + GAIN_WEEKS, 1, served=True),
            self.answer(week + GAIN_WEEKS, 1, served=False),
            self.mean(before, served=True) if known else math.nan,
            self.mean(after, served=True) if seen else math.nan,
            self.mean(after, served=False) if seen else math.nan,
            self.diary.visits_in(before, served=True) if known else NEVER,
            self.diary.visits_in(after, served=True) if seen else NEVER,
            self.diary.visits_in(after, served=False) if seen else NEVER,
        )

    def mean(self, weeks: range, *, served: bool) -> float:
        """Return mean wellbeing over these weeks."""
        return self.diary.score(weeks, self.level, self.depth, self.p, served=served)

    def answer(self, week: int, nth: int, *, served: bool) -> float:
        """Return what the `nth` questionnaire of a case shows in a week; NaN after the end."""
        if week >= self.until:
            return math.nan
        score = self.mean(range(week, week + 1), served=served)
        error = normal(uniform(self.patient.key, Decision.WELLBEING_NOISE, week, nth))
        return questionnaire_score(score, error, self.p)
