"""GP: a clinician who may recognise a need and offer the link worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.domain.stages import NEVER, Route
from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.awareness import (
    awareness_at_start,
    awareness_next,
    skill_after_offer,
    skill_after_week,
)
from sp_sim.mechanisms.champions import word_heard
from sp_sim.mechanisms.referral import (
    gp_offer_odds,
    reading_of_readiness,
    recognition,
)
from sp_sim.mechanisms.signposting import unlearned_after_good_ending, unlearned_after_week
from sp_sim.mechanisms.trust import (
    trust_after_bad_ending,
    trust_after_good_ending,
    trust_after_week,
    trust_at_start,
)
from sp_sim.model.actor import Actor
from sp_sim.world.people import ALWAYS, trait
from sp_sim.world.staff import gp_key

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.patient import Patient
    from sp_sim.model.practice import Practice


class GP(Actor):
    """A GP with awareness of the service, trust in it, a standing habit, and skill in offering it.

    Attributes:
        unlearned: how far the GP has unlearned to signpost instead (0 to 1).
    """

    def __init__(self, practice: Practice, number: int) -> None:
        """Draw the GP's start."""
        super().__init__(practice.model)
        self.practice = practice
        self.key = gp_key(self.model.run_key, practice.key, number)
        p = practice.p
        self.awareness = awareness_at_start(uniform(self.key, Decision.GP_AWARENESS, ALWAYS, 0), p)
        self.trust = trust_at_start(trait(self.key, Decision.GP_TRUST), p)
        self.habit = trait(self.key, Decision.GP_HABIT)
        self.skill = 0.0
        self.unlearned = 0.0
        self.odds = 0.0
        self.offers = 0
        self.referrals = 0
        self.last_referral = NEVER
        self.answered = 0
        self.good_endings = 0
        self.bad_endings = 0

    def learn(self, colleagues: float, usual: float) -> None:
        """Come to know the service and forget it; learn from last week's answers."""
        p, practice = self.practice.p, self.practice
        word = word_heard(practice.word, self.awareness, usual, p)
        self.awareness = awareness_next(self.awareness, word, practice.presence, colleagues, p)
        self.trust = trust_after_week(self.trust, practice.known_wait, p)
        for _ in range(self.answered):
            self.skill = skill_after_offer(self.skill, p)
        self.answered = 0
        self.skill = skill_after_week(self.skill, p)
        self.unlearned = unlearned_after_week(self.unlearned, p)
        self.odds = gp_offer_odds(
            self.awareness,
            self.trust,
            self.habit,
            practice.involvement,
            practice.on_site,
            practice.known_wait,
            practice.push,
            practice.support,
            practice.pressure,
            self.unlearned,
            p,
        )

    def see(self, patient: Patient, visit: int, answer: float, week: int) -> Case | None:
        """See a patient for the `visit`-th time in a spell; perhaps offer, or leave it to others; return a case."""
        if not patient.may_be_offered(week):
            return None
        p = self.practice.p
        odds = (
            self.odds
            * recognition(visit, p)
            * reading_of_readiness(self.skill, patient.readiness, p)
            * self.practice.odds_by_person(patient)
        )
        if not happens(answer, odds):
            return self.practice.leave_to_others(patient, odds, answer, week)
        self.offers += 1
        self.answered += 1
        accepts = patient.accepts_offer(self.trust, self.skill, week)
        return self.refer(patient, week) if accepts else None

    def refer(self, patient: Patient, week: int) -> Case:
        """Refer a patient who has accepted."""
        self.referrals += 1
        self.last_referral = week
        return patient.join(Route.GP, week)

    def hear(self, *, good: bool) -> None:
        """Hear what became of a referral; it is thought over at the end of the week."""
        if good:
            self.good_endings += 1
        else:
            self.bad_endings += 1

    def think_over(self) -> None:
        """Let this week's news change trust, the good first."""
        for _ in range(self.good_endings):
            self.trust = trust_after_good_ending(self.trust, self.practice.p)
            self.unlearned = unlearned_after_good_ending(self.unlearned, self.practice.p)
        for _ in range(self.bad_endings):
            self.trust = trust_after_bad_ending(self.trust, self.practice.p)
        self.good_endings = 0
        self.bad_endings = 0
