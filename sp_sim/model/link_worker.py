"""Link worker: the holder of a post, with hours, a caseload, skill, involvement and exhaustion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.domain.stages import NEVER, Ended, Stage
from sp_sim.draws import Decision, happens, uniform
from sp_sim.mechanisms.burnout import (
    demands,
    emotional_weight,
    exhaustion_next,
    resources,
    rested,
    role_conflict,
    strain,
)
from sp_sim.mechanisms.champions import brokerage
from sp_sim.mechanisms.consulting import FAR_OFF
from sp_sim.mechanisms.counsellor import advised_skill, is_severe
from sp_sim.mechanisms.criteria import is_outside
from sp_sim.mechanisms.discretion import decline_odds, reroute_odds
from sp_sim.mechanisms.involvement import (
    hours_of_handover,
    involvement_felt,
    involvement_next,
    meeting_hours_per_week,
    success_share,
)
from sp_sim.mechanisms.location import presence_share, travel_hours_per_contact
from sp_sim.mechanisms.management import caseload_cap
from sp_sim.mechanisms.pathway import closes_after_missing, weeks_to_next_contact
from sp_sim.mechanisms.sickness import fall_sick_odds, weeks_sick
from sp_sim.mechanisms.support import (
    isolation,
    peer_hours_per_week,
    received_odds,
    session_is_due,
    support_next,
)
from sp_sim.mechanisms.training import (
    core_hours_due,
    core_next,
    self_efficacy,
    skill_next,
    training_hours_due,
)
from sp_sim.mechanisms.turnover import job_discrepancy, leave_odds, week_of_leaving
from sp_sim.mechanisms.values import Parameters
from sp_sim.mechanisms.workforce import (
    fits,
    hours_due,
    hours_for_contacts,
    hours_of_contact,
    hours_of_cover,
    hours_of_first_contact,
    hours_of_missed,
    load_of_week,
)
from sp_sim.model.actor import Actor
from sp_sim.world.people import trait
from sp_sim.world.staff import exhaustion_of_newcomer, holder_key, tie_break

if TYPE_CHECKING:
    from sp_sim.model.case import Case
    from sp_sim.model.post import Post, Standing


class LinkWorker(Actor):
    """A social prescribing link worker in post.

    Attributes:
        goes: week in which the worker is gone; far off until notice is given.
        paused: whether the manager has stopped new cases.
        is_sick: whether the worker is away sick this week.
        sick_until: week in which the worker is back from the last spell of sickness.
        load: what is asked against the hours there are, with the waiting list's pressure.
    """

    def __init__(self, post: Post, number: int, week: int) -> None:
        """Take up a post."""
        super().__init__(post.model)
        self.post = post
        self.key = holder_key(post.key, number)
        self.started = week
        self.goes = FAR_OFF
        self.trained = -FAR_OFF
        self.core_trained = -FAR_OFF
        self.session = week
        self.is_sick = False
        self.sick_until = week
        self.strain_trait = trait(self.key, Decision.STRAIN_TRAIT)
        self.discrepancy = trait(self.key, Decision.DISCREPANCY_TRAIT)
        self.efficacy_trait = trait(self.key, Decision.SELF_EFFICACY_TRAIT)
        self.skill = self.p.training_skill_base
        self.core = self.p.training_core_base
        self.support = 0.0
        self.load = 0.0
        self.load_of_cases = 0.0
        self.involvement = 0.0
        self.paused = False
        self.cap_factor = 1.0
        self.exhaustion = exhaustion_of_newcomer(self.strain_trait, self.p)
        self.clear()

    def clear(self) -> None:
        """Forget the events of the week before."""
        self.contacts = 0
        self.missed = 0
        self.received = False
        self.hours_used = 0.0
        self.cover_hours = 0.0

    def begin_week(self, week: int) -> None:
        """Come to work, or stay away sick."""
        self.is_sick = week < self.sick_until

    @property
    def p(self) -> Parameters:
        """The numbers that hold for the worker's post."""
        return self.post.p

    @property
    def on_site(self) -> float:
        """Share of working time in practices."""
        return float(self.post.on_site)

    @property
    def covered(self) -> list[Standing]:
        """The worker's standing in each practice that the post covers."""
        return [standing for standing in self.post.standing.values() if standing.covers]

    def learn(self, week: int) -> None:
        """Take the training and the supervision that are due."""
        p = self.p
        self.supervision_hours = 0.0
        self._train(week)
        if self.post.supervised and not self.is_sick and session_is_due(week - self.session, p):
            self.session = week
            answer = uniform(self.key, Decision.SUPERVISION, week, 0)
            self.received = happens(answer, received_odds(self.load, self.post.service.climate, p))
            if self.received:
                self.supervision_hours = p.support_supervision_hours
        self.support = support_next(self.support, self.received, p)

    def _train(self, week: int) -> None:
        """Take the rounds of each module that are due, unless away sick; skills fade."""
        p = self.p
        mental_health, core = 0.0, 0.0
        if not self.is_sick:
            in_post = week - self.started
            mental_health = training_hours_due(week - self.trained, in_post, p)
            core = core_hours_due(week - self.core_trained, in_post, p)
        if mental_health > 0.0:
            self.trained = week
        if core > 0.0:
            self.core_trained = week
        self.skill = skill_next(self.skill, mental_health, p)
        self.core = core_next(self.core, core, p)
        self.efficacy = self_efficacy(self.efficacy_trait, self.skill, self.core, p)
        self.training_hours = mental_health + core

    def plan_hours(self, week: int) -> None:
        """Work out this week's hours for contacts and what is already due."""
        p = self.p
        travel = travel_hours_per_contact(self.on_site, float(self.post.rural), p)
        self.first_hours = hours_of_first_contact(self.exhaustion, travel, p)
        self.first_hours += hours_of_handover(self.on_site, p)
        self.contact_hours = hours_of_contact(self.exhaustion, travel, p)
        self.cap = caseload_cap(self.post.wte, self.cap_factor, p)
        self.tie = tie_break(self.key, Decision.WORKER_TIE, week)
        self._find_hours(week)
        cases = self.post.cases
        due = [case for case in cases if case.due <= week]
        first = sum(case.contacts == 0 for case in due)
        self.open = len(cases)
        self.hours_due = hours_due(first, len(due) - first, self.first_hours, self.contact_hours)
        self.hours_booked = 0.0

    def _find_hours(self, week: int) -> None:
        """Work out the hours for contacts, if well, and those of who stands in during training."""
        p, post = self.p, self.post
        post.hours_available = 0.0
        self.cover_hours = 0.0
        if self.is_sick:
            return
        meetings = meeting_hours_per_week(len(self.covered), p)
        peers = peer_hours_per_week(post.network, p)
        spent = (
            post.wte, week - self.started, meetings, self.supervision_hours, peers, self.training_hours,
        )  # fmt: skip
        self.cover_hours = hours_of_cover(*spent, p)
        post.hours_available = hours_for_contacts(*spent, p) + self.cover_hours

    @property
    def has_room(self) -> bool:
        """Whether the worker may and can take one more person this week."""
        return (
            not self.paused
            and self.open < self.cap
            and fits(
                self.hours_due + self.hours_booked, self.first_hours, self.post.hours_available
            )
        )

    def turns_away(self, case: Case, week: int) -> bool:
        """Return whether the worker, if free to, declines somebody who cannot be passed to the counsellor."""
        patient = case.patient
        outside = is_outside(patient.severity, patient.complexity, patient.practice.p)
        counsellor = self.post.service.counsellor
        odds = reroute_odds(patient.severity, self.skill, outside, self.p)
        reluctant = happens(uniform(patient.key, Decision.REROUTE, week, 0), odds)
        if reluctant and counsellor.free_places(week) > 0:
            counsellor.take(case, week)
            return False
        odds = decline_odds(patient.severity, self.skill, outside, self.p)
        return happens(uniform(patient.key, Decision.DECLINE, week, 0), odds)

    def accept(self, case: Case, week: int) -> None:
        """Take a person from the waiting list and book the first contact for this week."""
        case.accepted = week
        case.post = self.post
        case.due = week
        case.last = week
        case.patient.stage = Stage.IN_CARE
        self.open += 1
        self.hours_booked += self.first_hours

    def meet(self, case: Case, week: int) -> None:
        """Hold a contact that is due, if hours last; else it stays due."""
        hours = self.first_hours if case.contacts == 0 else self.contact_hours
        if not fits(self.hours_used, hours, self.post.hours_available):
            return
        if case.patient.attends(case, self, week):
            self.hours_used += hours
            self.contacts += 1
            self._hold_contact(case, week)
        else:
            self.hours_used += hours_of_missed(hours, self.p)
            self.missed += 1
            self._note_missed(case, week)

    def _hold_contact(self, case: Case, week: int) -> None:
        patient = case.patient
        if case.contacts == 0:
            case.first_contact = week
            case.planned = patient.contacts_to_plan(case, self)
            patient.practice.first_contacts += 1
            patient.practice.waits.append(week - case.referred)
        case.contacts += 1
        case.together += 1
        case.missed_running = 0
        case.last = week
        patient.benefit(case, self, week)
        self.connect_on(case, week)
        if case.contacts >= case.planned:
            case.end(Ended.COMPLETED, week)
        else:
            case.due = week + weeks_to_next_contact(case.contacts, self.p)

    def connect_on(self, case: Case, week: int) -> None:
        """Perhaps seek a place for the person, once a case, where the right kind of offer takes newcomers."""
        offer = self.post.service.offers[case.patient.need]
        if case.sought != NEVER or case.patient.takes_part or not offer.takes_newcomers:
            return
        if case.patient.seeks_place(self, week):
            case.sought = week
            offer.seeking.append(case)

    def _note_missed(self, case: Case, week: int) -> None:
        case.missed += 1
        case.missed_running += 1
        if closes_after_missing(case.missed_running, self.p):
            case.end(Ended.DISENGAGED if case.contacts else Ended.DROPPED_OUT_BEFORE_CONTACT, week)
        else:
            case.due = week + int(self.p.pathway_rebook_weeks)

    def grow_involved(self) -> None:
        """Come to belong to each practice covered, or drift away from it."""
        support = self.post.service.manager.support
        courted = 0.0
        for standing in self.covered:
            courted += max(standing.practice.push, 0.0)
        for standing in self.covered:
            standing.involvement = involvement_next(
                standing.involvement,
                0.0 if self.is_sick else presence_share(standing.days),
                brokerage(standing.practice.push, courted, standing.practice.p),
                support,
                self.efficacy,
                success_share(standing.well, standing.ended),
                standing.practice.support,
                standing.practice.p,
            )

    def strain(self, week: int) -> None:
        """Let the week move exhaustion; perhaps fall sick, perhaps give notice."""
        self._see_own_practices()
        if self.is_sick:
            self._rest()
        else:
            self._work(week)
            self._fall_sick(week)
        if self.goes == FAR_OFF:
            gap = job_discrepancy(self.discrepancy, self.involvement, self.p)
            odds = leave_odds(gap, self.exhaustion, self.efficacy, self.p)
            if happens(uniform(self.key, Decision.LEAVE_POST, week, 0), odds):
                self.goes = week_of_leaving(week, self.p)

    def _rest(self) -> None:
        """Be away sick: nothing is asked, and exhaustion recovers."""
        self.load_of_cases = 0.0
        self.load = 0.0
        self.exhaustion = rested(self.exhaustion, self.strain_trait, self.p)

    def _work(self, week: int) -> None:
        """Let what a week at work asked and gave move exhaustion."""
        p, service = self.p, self.post.service
        cases = self.post.cases
        severe = sum(
            case.stepped_until <= week and is_severe(case.patient.severity, p) for case in cases
        )
        asked = self.hours_due + self.hours_booked
        self.load_of_cases = load_of_week(asked, 0.0, self.post.hours_available, 0.0)
        self.load = load_of_week(
            asked, self.hours_waiting, self.post.hours_available, p.burnout_waiting_weight
        )
        peers, colleagues = self.post.peers, len(service.workers) - 1
        gap = job_discrepancy(self.discrepancy, self.involvement, p)
        demanded = demands(
            self.load,
            emotional_weight(
                severe,
                len(cases),
                advised_skill(self.skill, service.counsellor.advice, p),
                self.support,
                p,
            ),
            isolation(self.post.days_head_office, colleagues, self.involvement, peers, p),
            role_conflict(gap, self.core, p),
            p,
        )
        relieved = resources(
            self.support, peers, service.manager.support, self.involvement, service.climate, p
        )
        strain_of_week = strain(self.strain_trait, demanded, relieved, p)
        self.exhaustion = exhaustion_next(self.exhaustion, strain_of_week, p)

    def _fall_sick(self, week: int) -> None:
        """Perhaps begin a spell of sickness with next week."""
        p = self.p
        odds = fall_sick_odds(self.exhaustion, p)
        if happens(uniform(self.key, Decision.FALL_SICK, week, 0), odds):
            spell = weeks_sick(uniform(self.key, Decision.WEEKS_SICK, week, 0), p)
            self.sick_until = week + 1 + spell

    def _see_own_practices(self) -> None:
        involvement = 0.0
        waiting = 0.0
        for standing in self.covered:
            involvement += involvement_felt(standing.involvement, standing.practice.p)
            waiting += standing.practice.service.waiting_in(standing.practice) / max(
                standing.practice.covering, 1
            )
        covered = len(self.covered)
        self.involvement = involvement / covered if covered else involvement_felt(0.0, self.p)
        self.hours_waiting = waiting * self.first_hours
