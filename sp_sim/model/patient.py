"""Patient: a person prone to non-medical need, with a clock of their own and perhaps a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.domain.needs import Need
from sp_sim.domain.stages import NEVER, Ended, Route, Stage
from sp_sim.draws import Decision, geometric_scale, happens, uniform
from sp_sim.mechanisms.benefit import activity_recovery_odds, recovery_odds
from sp_sim.mechanisms.consulting import (
    HISTORY_WEEKS,
    consult_odds,
    leaves_by_death,
    leaving_scale,
    share_troubled,
    troubled_weeks,
    weeks_until_leaving,
)
from sp_sim.mechanisms.offers import connect_odds, is_over, stop_odds
from sp_sim.mechanisms.pathway import (
    attend_odds,
    disengage_odds,
    first_contact_odds,
    leave_waiting_odds,
    planned_contacts,
    rapport,
)
from sp_sim.mechanisms.referral import accept_odds, is_only_a_code
from sp_sim.mechanisms.wellbeing import REMEMBERED_WEEKS
from sp_sim.model.actor import Actor
from sp_sim.model.case import Case
from sp_sim.model.diary import Diary, Spell
from sp_sim.world.offers import need_of
from sp_sim.world.people import (
    age_of,
    brings_need,
    is_female,
    is_troubled_at_arrival,
    more_weeks_before,
    person_key,
    trait,
    usual_gp,
    weeks_in_state,
    weeks_in_state_until,
    weeks_troubled_before,
)
from sp_sim.world.staff import tie_break

if TYPE_CHECKING:
    from sp_sim.model.link_worker import LinkWorker
    from sp_sim.model.practice import Practice


class Patient(Actor):
    """A person prone to need; calm or troubled, consulting, offered, declining, waiting, in care.

    Attributes:
        stage: where the person is on the pathway.
        quiet_until: week from which an offer may be made again.
        freed_until: visits before this week do not happen, because the service ended the spell.
        takes_part: whether the person has a place in an activity.
        ever_troubled: whether the person has brought trouble to the practice at some time since week 0.
        leaves: week in which the person is gone from the area.
    """

    def __init__(self, practice: Practice, slot: int, generation: int, arrives: int) -> None:
        """Draw who the person is and where their clock stands."""
        super().__init__(practice.model)
        p = self.model.p
        self.practice = practice
        self.slot = slot
        self.generation = generation
        self.arrives = arrives
        self.key: int = person_key(self.model.run_key, practice.key, slot, generation)
        self.readiness = trait(self.key, Decision.READINESS)
        self.prognosis = trait(self.key, Decision.PROGNOSIS)
        self.complexity = trait(self.key, Decision.COMPLEXITY)
        self.severity = trait(self.key, Decision.SEVERITY)
        self.need = Need(need_of(self.key, p))
        self.takes_part = False
        self.female = is_female(self.key, p.consulting_female_share)
        self.age_band = age_of(self.key, practice.under_40, practice.under_65)
        self.gp = practice.gps[usual_gp(self.key, len(practice.gps))]
        self.leaves: int = arrives + weeks_until_leaving(
            uniform(self.key, Decision.LEAVE_AREA, 0, 0), leaving_scale(p)
        )
        self.dies = leaves_by_death(uniform(self.key, Decision.LEAVE_REASON, 0, 0), p)
        self.stage = Stage.ELSEWHERE
        self.case: Case | None = None
        self.cases = 0
        self.quiet_until = arrives
        self.freed_until = arrives
        self.ever_troubled = False
        self.diary = Diary()
        self._set_clock()

    def _set_clock(self) -> None:
        p = self.model.p
        mean = troubled_weeks(self.prognosis, self.readiness, p)
        self._troubled_scale = geometric_scale(mean)
        self._calm_scale = geometric_scale(p.consulting_calm_weeks)
        self._odds = consult_odds(trait(self.key, Decision.FREQUENCY), p)
        self.visits = 0
        self.troubled = is_troubled_at_arrival(self.key, share_troubled(mean, p))
        self.switches = self.arrives + self._weeks_in_state(self.arrives)
        if self.troubled:
            since = self.arrives - weeks_troubled_before(self.key, self._troubled_scale)
            self.diary.spells.append(Spell(since, self.switches))
            if self.is_first:
                self._consult_before(since, self.arrives)
                self.visits = len(self.diary.visits)

    @property
    def is_first(self) -> bool:
        """Whether the person was there before the first week that is lived."""
        return self.arrives == self.model.first_week

    def brings_need(self, week: int) -> bool:
        """Return whether the person brings need to the practice in a week."""
        since, prone = self.practice.demand
        return brings_need(self.slot, week, since, prone, self.practice.position)

    def _consult_before(self, since: int, until: int) -> None:
        """Note the visits of a spell before the first week, of which 52 weeks are known."""
        for week in range(max(since, self.arrives - HISTORY_WEEKS), until):
            if self._consults(week):
                self.diary.note_visit(week, spared=False)

    def _consults(self, week: int) -> bool:
        """Return whether the person, troubled, consults in a week."""
        return self.brings_need(week) and happens(
            uniform(self.key, Decision.CONSULT, week, 0), self._odds
        )

    def whole_diary(self) -> Diary:
        """Return the diary with the spells before the first week, drawn backwards, in front."""
        spells = list(self.diary.spells)
        oldest = self.arrives - REMEMBERED_WEEKS
        first = self._calm_since(spells, oldest)
        while first > oldest:
            ends = first
            first -= weeks_in_state_until(self.key, ends, self._troubled_scale)
            spells.insert(0, Spell(max(first, oldest), ends))
            if self.is_first:
                self._consult_before(first, ends)
            if first > oldest:
                first -= weeks_in_state_until(self.key, first, self._calm_scale)
        return Diary(spells, self.diary.visits, self.diary.spared)

    def _calm_since(self, spells: list[Spell], oldest: int) -> int:
        """Return when the calm began that came before the first spell; let that spell begin when it did."""
        if not spells or spells[0].starts > self.arrives:
            return self.arrives - more_weeks_before(self.key, self.arrives, self._calm_scale)
        current = spells[0]
        began = current.starts
        if self.arrives - began == HISTORY_WEEKS:
            began -= more_weeks_before(self.key, began, self._troubled_scale)
        spells[0] = Spell(max(began, oldest), current.ends, current.freed)
        if began > oldest:
            began -= weeks_in_state_until(self.key, began, self._calm_scale)
        return began

    def _weeks_in_state(self, since: int) -> int:
        return weeks_in_state(
            self.key, since, self._troubled_scale if self.troubled else self._calm_scale
        )

    @property
    def helped(self) -> bool:
        """Whether the service has ended the spell that would otherwise go on."""
        return self.freed_until > self.model.week

    def live_week(self, week: int) -> Case | None:
        """Let the clock go on; consult if troubled; return a case if that ended in a referral."""
        if week == self.switches:
            self.troubled = not self.troubled
            self.visits = 0
            self.switches = week + self._weeks_in_state(week)
            if self.troubled:
                self.diary.spells.append(Spell(week, self.switches))
        if self.troubled and week >= 0 and self.brings_need(week):
            self.ever_troubled = True
        if not self.troubled or not self._consults(week):
            return None
        self.visits += 1
        self.diary.note_visit(week, spared=self.helped)
        answer = uniform(self.key, Decision.OFFER, week, 0)
        if self.helped:
            return None
        self.practice.consultations += 1
        return self.gp.see(self, self.visits, answer, week)

    def may_be_offered(self, week: int) -> bool:
        """Return whether the person is not on the pathway and not to be left in peace."""
        return self.stage is Stage.ELSEWHERE and week >= self.quiet_until

    def accepts_offer(self, trust: float, skill: float, week: int) -> bool:
        """Answer an offer by someone of this trust and skill; after declining, be left in peace for a while."""
        self.practice.offers += 1
        practice = self.practice
        odds = accept_odds(
            self.readiness, trust, skill, practice.service_standing, practice.known_wait, practice.on_site,
            self.age_band, self.female, practice.p,
        )  # fmt: skip
        if happens(uniform(self.key, Decision.ACCEPT_OFFER, week, 0), odds):
            return True
        self.practice.declined += 1
        self.quiet_until = week + int(self.model.p.referral_quiet_weeks)
        return False

    def join(self, route: Route, week: int) -> Case:
        """Be referred by some route; what is coded may be a code and no more."""
        self.practice.referrals += 1
        self.stage = Stage.WAITING
        tie = self.tie(Decision.WAITING_TIE, week)
        self.case = case = Case(self, self.gp, route, week, tie, nth=self.cases)
        self.cases += 1
        if route is not Route.SELF and is_only_a_code(
            uniform(self.key, Decision.CODE_ONLY, week, 0), self.practice.p
        ):
            case.end_as_code(week)
        return case

    def tie(self, decision: Decision, week: int) -> float:
        """Return the number that ranks the person among equals this week."""
        return tie_break(self.key, decision, week)

    def attends(self, case: Case, worker: LinkWorker, week: int) -> bool:
        """Return whether the person comes to a booked contact with a link worker."""
        p = self.practice.p
        involvement = worker.post.felt_involvement(self.practice)
        if case.contacts > 0:
            unseen, together = week - case.last, rapport(case.together, p)
            odds = attend_odds(
                self.readiness, self.severity, unseen, together, worker.skill, involvement, p
            )
            return happens(uniform(self.key, Decision.ATTEND, week, 0), odds)
        odds = first_contact_odds(
            self.readiness, week - case.referred, worker.on_site, involvement, self.age_band,
            self.practice.rural, p,
        )  # fmt: skip
        return happens(uniform(self.key, Decision.FIRST_CONTACT, week, 0), odds)

    def contacts_to_plan(self, case: Case, worker: LinkWorker) -> int:
        """Return how many contacts a worker plans with the person, whenever a case is first seen."""
        answer = uniform(self.key, Decision.PLANNED_CONTACTS, case.nth, 0)
        return planned_contacts(answer, self.complexity, self.severity, worker.skill, worker.p)

    def benefit(self, case: Case, worker: LinkWorker, week: int) -> None:
        """Perhaps recover earlier than by oneself, thanks to a contact."""
        if not self.troubled or self.helped:
            return
        involvement = worker.post.felt_involvement(self.practice)
        odds = recovery_odds(
            worker.skill,
            involvement,
            worker.exhaustion,
            self.readiness,
            self.prognosis,
            worker.p,
        )
        if happens(uniform(self.key, Decision.BENEFIT, week, 0), odds):
            self._recover(case, week)

    def _recover(self, case: Case, week: int) -> None:
        self.freed_until = self.switches
        self.diary.spells[-1].freed = week
        if case.recovered == NEVER:
            case.recovered = week

    def seeks_place(self, worker: LinkWorker, week: int) -> bool:
        """Return whether a contact leads the person to seek a place in an activity."""
        odds = connect_odds(self.readiness, worker.skill, self.model.p)
        return happens(uniform(self.key, Decision.CONNECT, week, 0), odds)

    def goes_on_in_activity(self, case: Case, week: int) -> bool:
        """Let a week of an activity help; return whether the person comes again next week."""
        p = self.practice.service.p
        if self.leaves <= week + 1:
            return False
        answer = uniform(self.key, Decision.ACTIVITY_BENEFIT, week, 0)
        if self.troubled and not self.helped and happens(answer, activity_recovery_odds(True, p)):
            self._recover(case, week)
        stops = happens(
            uniform(self.key, Decision.STOP_COMING, week, 0), stop_odds(self.readiness, p)
        )
        return not stops and not is_over(week + 1 - case.connected, p)

    def live_on_pathway(self, case: Case, week: int) -> None:
        """Perhaps leave the area, the waiting list or the care of a link worker."""
        if self.leaves <= week + 1:
            case.end(Ended.DIED if self.dies else Ended.MOVED, week)
        elif self.stage is Stage.WAITING:
            self._wait_or_leave(case, week)
        else:
            self._stay_or_disengage(case, week)

    def _wait_or_leave(self, case: Case, week: int) -> None:
        recovered = self.helped or not self.troubled
        odds = leave_waiting_odds(week - case.referred, self.readiness, recovered, self.model.p)
        if happens(uniform(self.key, Decision.LEAVE_WAITING, week, 0), odds):
            case.end(Ended.DROPPED_OUT_WAITING, week)

    def _stay_or_disengage(self, case: Case, week: int) -> None:
        worker, p = case.worker, self.model.p
        exhaustion = worker.exhaustion if worker is not None else 0.0
        skill = worker.skill if worker is not None else 0.0
        involvement = case.post.felt_involvement(self.practice) if case.post is not None else 0.0
        odds = disengage_odds(
            self.readiness, self.prognosis, self.severity, week - case.last, exhaustion, skill,
            rapport(case.together, p), involvement, p,
        )  # fmt: skip
        if happens(uniform(self.key, Decision.DISENGAGE, week, 0), odds):
            case.end(Ended.DISENGAGED if case.contacts else Ended.DROPPED_OUT_BEFORE_CONTACT, week)
