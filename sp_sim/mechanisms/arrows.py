"""Arrows: what acts on what, declared once.

An arrow says that raising a cause moves the answer of an equation one way, and which parameter carries
it. The tests of every arrow raise its cause, and then silence its coefficient to show that nothing moves.
A cause is an argument of the equation or, for levers that equations read, a parameter by field name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sp_sim.mechanisms import awareness as aware
from sp_sim.mechanisms import (
    benefit,
    burnout,
    champions,
    consulting,
    counsellor,
    involvement,
    location,
    management,
    pathway,
    referral,
    support,
    training,
    trust,
    turnover,
    wellbeing,
    workforce,
)

Setting = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """One declared effect.

    `coefficient` is the key of the parameter that carries the effect; at its `neutral` value (0 unless
    said) there is none. It is `None` where the effect is so by definition. `given` fixes other
    arguments or parameters, where one cause acts by two ways or only under a condition. Where the
    equation takes the coefficient as an argument, `handed_as` names it. With `event`, the arrow is
    what happening itself does: the equation's answer against the argument `cause` that it moves.
    """

    equation: Callable[..., Any]
    cause: str
    sign: Literal[1, -1]
    coefficient: str | None
    effect: str
    source: str
    neutral: float = 0.0
    given: Setting = field(default_factory=dict)
    handed_as: str = ""
    event: bool = False

    def __str__(self) -> str:
        """Return the arrow as a few words: cause, equation and coefficient."""
        return f"{self.cause} -> {self.equation.__name__} by {self.coefficient or 'definition'}"


def _arrow(
    equation: Callable[..., Any], cause: str, sign: Literal[1, -1], coefficient: str | None, effect: str, source: str,
    *, neutral: float = 0.0, given: Setting | None = None, handed_as: str = "", event: bool = False,
) -> Arrow:  # fmt: skip
    return Arrow(
        equation=equation, cause=cause, sign=sign, coefficient=coefficient, effect=effect, source=source,
        neutral=neutral, given=given or {}, handed_as=handed_as, event=event,
    )  # fmt: skip


_NO_GAIN = {"push": 0.0, "presence": 0.0, "colleagues": 0.0}
_FOREVER = math.inf

NEED = (
    _arrow(consulting.prone_people, "registered", 1, "consulting.prone_share",
           "a longer list has more people prone to need", "brief: need is a share of those registered; E107"),
    _arrow(consulting.prone_people, "consulting_demand_multiplier", 1, "consulting.prone_share",
           "the demand lever makes more people prone", "brief, levers: demand is a multiplier"),
    _arrow(consulting.troubled_weeks, "prognosis", -1, "consulting.prognosis_spread",
           "a good prognosis shortens spells of trouble", "brief: prognosis is stable and raises recovery unaided"),
    _arrow(consulting.troubled_weeks, "readiness", -1, "consulting.readiness_spread",
           "the ready recover sooner unaided", "brief: readiness is stable and raises recovery unaided"),
    _arrow(consulting.share_troubled, "mean_troubled_weeks", 1, "consulting.calm_weeks",
           "longer spells trouble people for more of their weeks", "brief: calm and troubled spells alternate"),
    _arrow(consulting.consult_odds, "frequency", 1, "consulting.frequency_spread",
           "frequent attenders consult more often when troubled", "brief: consultations rise in trouble; E107"),
)  # fmt: skip
"""From people to consultations."""

REFERRING = (
    _arrow(referral.gp_offer_odds, "awareness", 1, "referral.per_log_awareness",
           "a GP who knows the service offers it", "brief: referral rises with awareness"),
    _arrow(referral.gp_offer_odds, "trust", 1, "referral.per_trust",
           "a GP who trusts the service offers it", "brief: referral rises with trust"),
    _arrow(referral.gp_offer_odds, "habit", 1, "referral.habit_spread",
           "a standing habit of offering rather than signposting", "brief: falls with the habit of signposting; E019"),
    _arrow(referral.gp_offer_odds, "involvement", 1, "referral.per_involvement",
           "link workers who belong are thought of", "brief: the conduit; referral rises with visibility; E096"),
    _arrow(referral.gp_offer_odds, "on_site", 1, "location.log_rate_ratio_on_site",
           "being in the practice, where its coefficient is positive", "brief: location has a prior of its own, 0.8 to 3"),
    _arrow(referral.gp_offer_odds, "known_wait", -1, "referral.per_week_of_known_wait",
           "long waits put GPs off", "brief: referral falls with long known waits"),
    _arrow(referral.recognition, "visit_number", 1, "referral.per_repeat_visit",
           "a need is recognised by repeated visits in one spell", "brief: the chance builds up over the spell"),
    _arrow(referral.reading_of_readiness, "skill", 1, "referral.per_skill_and_readiness",
           "a skilled GP offers more to those who are ready", "brief: offering skill is knowing whom to offer to",
           given={"readiness": 1.0}),
    _arrow(referral.reading_of_readiness, "skill", -1, "referral.per_skill_and_readiness",
           "a skilled GP offers less to those who are not ready", "brief: offering skill is knowing whom to offer to",
           given={"readiness": -1.0}),
    _arrow(referral.reading_of_readiness, "readiness", 1, "referral.per_skill_and_readiness",
           "the ready are offered more", "brief: people differ in readiness"),
    _arrow(referral.accept_odds, "readiness", 1, "referral.accept_per_readiness",
           "the ready accept", "brief: readiness drives both acceptance and attendance"),
    _arrow(referral.accept_odds, "trust", 1, "referral.accept_per_trust",
           "what the GP thinks shows in the offer", "brief: accepting rises with trust and the service's standing"),
    _arrow(referral.accept_odds, "known_wait", -1, "referral.accept_per_week_of_known_wait",
           "people decline what they must wait for", "brief: accepting falls with known waits"),
    _arrow(aware.awareness_at_start, "answer", 1, "awareness.start",
           "GPs differ in what they know of a new service", "brief: new begins before anyone knows the service"),
    _arrow(aware.awareness_next, "push", 1, "awareness.per_champion",
           "a champion makes colleagues aware", "brief: awareness rises by contact with a champion; E100, E101"),
    _arrow(aware.awareness_next, "presence", 1, "awareness.per_presence",
           "a link worker who is there is noticed", "brief: awareness rises with a link worker on site; E096"),
    _arrow(aware.awareness_next, "colleagues", 1, "awareness.per_colleague",
           "colleagues tell each other", "brief: spread between colleagues carries much of the growth"),
    _arrow(aware.awareness_next, "awareness", -1, "awareness.half_life_weeks",
           "what is known is forgotten", "brief: awareness decays", neutral=_FOREVER, given=_NO_GAIN, event=True),
    _arrow(aware.skill_after_offer, "skill", 1, "awareness.skill_per_offer",
           "an answered offer teaches whom to offer to", "brief: skill is learned by each offer and its answer",
           event=True),
    _arrow(aware.skill_after_week, "skill", -1, "awareness.skill_half_life_weeks",
           "offering skill fades", "brief: offering skill fades", neutral=_FOREVER, event=True),
    _arrow(trust.trust_at_start, "deviation", 1, "trust.spread",
           "GPs differ in trust from the start", "brief: GPs have trust in the service, learned later"),
    _arrow(trust.trust_after_good_ending, "trust", 1, "trust.per_good_ending",
           "a good ending raises trust", "brief: trust rises on good feedback", event=True),
    _arrow(trust.trust_after_bad_ending, "trust", -1, "trust.per_bad_ending",
           "a bad ending lowers trust", "brief: trust falls on bounced referrals", event=True),
    _arrow(trust.trust_after_week, "known_wait", -1, "trust.per_week_of_known_wait",
           "waits wear trust down", "brief: trust falls on waits"),
    _arrow(trust.trust_after_week, "trust_start", 1, "trust.drift",
           "trust that is not fed drifts back to its start", "brief: trust falls on silence"),
    _arrow(trust.trust_after_week, "trust", -1, "trust.drift",
           "trust above its start falls in silence", "brief: trust falls on silence",
           given={"known_wait": 0.0, "trust_start": 0.0}, event=True),
    _arrow(trust.known_wait_next, "observed_wait", 1, "trust.wait_learning",
           "practices learn of waits as they are seen", "brief: referral falls with known waits"),
)  # fmt: skip
"""From GPs to referrals."""

BELONGING = (
    _arrow(champions.champion_push, "hours", 1, "champions.with_support",
           "a credible champion's hours, with the organisation behind", "brief: an interaction, not a sum; E104",
           given={"champions_alone": 0.0, "credibility": 1.0}),
    _arrow(champions.champion_push, "hours", 1, "champions.alone",
           "a credible champion's hours, alone", "E104: presence alone was not enough",
           given={"champions_with_support": 0.0, "credibility": 1.0}),
    _arrow(champions.champion_push, "hours", -1, "champions.with_support",
           "a champion whom colleagues distrust does harm", "brief: credibility may be nil or negative; E100",
           given={"champions_alone": 0.0, "credibility": -1.0}),
    _arrow(champions.champion_push, "energy", 1, "champions.with_support",
           "a champion's energy", "brief: energy that can lapse", given={"champions_alone": 0.0, "credibility": 1.0}),
    _arrow(champions.champion_push, "credibility", 1, "champions.with_support",
           "a champion's credibility", "brief: credibility and receptivity vary; E100",
           given={"champions_alone": 0.0}),
    _arrow(champions.champion_push, "champions_organisational_support", 1, "champions.with_support",
           "support multiplies what a credible champion does", "brief: a champion works together with support; E104",
           given={"credibility": 1.0}),
    _arrow(champions.energy_next, "champions_organisational_support", 1, "champions.energy_per_support",
           "support sustains a champion's energy", "brief: a champion's energy can lapse"),
    _arrow(champions.credibility, "deviation", 1, "champions.credibility_spread",
           "champions differ in credibility", "brief: credibility varies; E100"),
    _arrow(involvement.involvement_next, "presence", 1, "involvement.per_presence",
           "days on site build belonging", "brief: involvement rises with days on site", given={"involvement_fade": 0.0}),
    _arrow(involvement.involvement_next, "presence", 1, "involvement.fade",
           "absence lets belonging fade", "brief: involvement falls with absence",
           given={"involvement_per_presence": 0.0}),
    _arrow(involvement.involvement_next, "involvement_meetings_per_month", 1, "involvement.per_meetings",
           "practice meetings build belonging", "brief: rises with attendance at practice meetings"),
    _arrow(involvement.involvement_next, "push", 1, "involvement.per_champion",
           "a champion brokers a place", "brief: rises with champion brokerage; E099"),
    _arrow(involvement.involvement_next, "manager", 1, "involvement.per_manager",
           "the manager's support builds belonging", "brief: rises with manager support"),
    _arrow(involvement.involvement_next, "confidence", 1, "involvement.per_confidence",
           "a confident worker comes to belong", "brief: rises with the worker's own confidence"),
    _arrow(involvement.involvement_next, "success", 1, "involvement.per_success",
           "shared patients who do well build belonging", "brief: the share of shared patients who do well"),
    _arrow(involvement.involvement_next, "involvement_threshold", -1, "involvement.reinforcement",
           "belonging breeds belonging above a threshold only", "brief: reinforces itself in an S-shape"),
    _arrow(involvement.involvement_felt, "involvement", 1, "involvement.held",
           "involvement is felt as it is unless it is held", "brief: fixing involvement must be possible", neutral=1.0),
    _arrow(involvement.involvement_of_newcomer, "predecessors", 1, "involvement.inherited_share",
           "a new worker inherits a part", "brief: inherits a part of what the last one had"),
    _arrow(involvement.meeting_hours_per_week, "practices", 1, "involvement.meetings_per_month",
           "every practice covered has its meetings", "brief: capacity is less meetings"),
    _arrow(involvement.meeting_hours_per_week, "involvement_meetings_per_month", 1, "involvement.meeting_hours",
           "meetings take hours", "brief: capacity is less meetings"),
)  # fmt: skip
"""Champions and involvement."""

PATHWAY = (
    _arrow(pathway.leave_waiting_odds, "weeks_waited", 1, "pathway.leave_waiting_per_week",
           "long waits lose people", "brief: drop-out depends on the wait; E015"),
    _arrow(pathway.leave_waiting_odds, "recovered", 1, "pathway.leave_waiting_if_recovered",
           "those whose trouble has passed leave the list", "brief: natural recovery; drop-out depends on need"),
    _arrow(pathway.leave_waiting_odds, "readiness", -1, "pathway.leave_waiting_per_readiness",
           "the ready wait longer", "brief: readiness raises keeping contact"),
    _arrow(pathway.first_contact_odds, "readiness", 1, "pathway.first_contact_per_readiness",
           "the ready come", "brief: readiness drives attendance"),
    _arrow(pathway.first_contact_odds, "weeks_waited", -1, "pathway.first_contact_per_week_waited",
           "after a long wait fewer come", "brief: first contact falls with wait"),
    _arrow(pathway.first_contact_odds, "on_site", 1, "location.first_contact_log_odds",
           "people come to their own practice, where the coefficient is positive",
           "brief: first contact rises with co-location; E094"),
    _arrow(pathway.first_contact_odds, "involvement", 1, "pathway.first_contact_per_involvement",
           "a worker who belongs is introduced by name", "brief: first contact acts through the conduit"),
    _arrow(pathway.attend_odds, "readiness", 1, "pathway.attend_per_readiness",
           "the ready attend", "brief: readiness drives attendance"),
    _arrow(pathway.planned_contacts, "complexity", 1, "pathway.continue_per_complexity",
           "the complex are planned more contacts", "brief: the most complex stay long"),
    _arrow(pathway.weeks_to_next_contact, "contacts", 1, "pathway.weeks_added_per_contact",
           "contacts thin out in long cases", "brief: case length is skewed, with a tail over a year"),
    _arrow(pathway.disengage_odds, "readiness", -1, "pathway.disengage_per_readiness",
           "the ready stay", "brief: readiness raises keeping contact"),
    _arrow(pathway.disengage_odds, "prognosis", -1, "pathway.disengage_per_prognosis",
           "those with a good prognosis stay", "brief: prognosis raises keeping contact"),
    _arrow(pathway.disengage_odds, "weeks_unseen", 1, "pathway.disengage_per_week_unseen",
           "long gaps lose people", "brief: drop-out depends on the wait"),
    _arrow(pathway.disengage_odds, "exhaustion", 1, "pathway.disengage_per_exhaustion",
           "exhausted workers lose people", "brief: exhausted workers are less effective; E088"),
    _arrow(pathway.disengage_odds, "skill", -1, "pathway.disengage_per_skill",
           "skilled workers keep people", "brief: drop-out depends on skill; E091"),
    _arrow(counsellor.counsellor_places, "counsellor_hours_per_week", 1, "counsellor.services_sharing",
           "the counsellor's hours are places", "brief: an optional counsellor takes severe cases", neutral=_FOREVER),
    _arrow(counsellor.counsellor_places, "counsellor_services_sharing", -1, "counsellor.hours_per_week",
           "services that share a counsellor have fewer places each", "brief: services share a counsellor"),
    _arrow(counsellor.is_severe, "severity", 1, "counsellor.severe_above",
           "the severe weigh as severe", "brief: the counsellor takes the most severe", neutral=_FOREVER),
    _arrow(benefit.recovery_odds, "skill", 1, "benefit.per_skill",
           "skill helps people recover", "brief: training raises skill; E092"),
    _arrow(benefit.recovery_odds, "involvement", 1, "benefit.per_involvement",
           "belonging helps people recover", "brief: the conduit"),
    _arrow(benefit.recovery_odds, "exhaustion", -1, "benefit.per_exhaustion",
           "exhausted workers help less", "brief: exhausted workers are slower and less effective; E088"),
    _arrow(benefit.recovery_odds, "readiness", 1, "benefit.per_readiness",
           "the ready benefit more", "brief: readiness raises benefit"),
    _arrow(benefit.recovery_odds, "prognosis", 1, "benefit.per_prognosis",
           "those with a good prognosis benefit more", "brief: prognosis raises benefit"),
)  # fmt: skip
"""From the waiting list to recovery."""

WELLBEING = (
    _arrow(wellbeing.level_in_calm, "deviation", 1, "wellbeing.level_spread",
           "people differ in wellbeing in calm", "brief: people differ in a stable way"),
    _arrow(wellbeing.depth_of_trouble, "deviation", 1, "wellbeing.depth_spread",
           "trouble takes some deeper than others", "brief: referral tends to happen at the worst of a spell"),
    _arrow(wellbeing.burden_in_spell, "weeks_since", 1, "wellbeing.sinking_half_life_weeks",
           "trouble is felt more and more", "brief: referral tends to happen at the worst of a spell",
           given={"wellbeing_adapting_share": 0.0}),
    _arrow(wellbeing.burden_in_spell, "weeks_since", -1, "wellbeing.adapting_share",
           "people get used to long trouble", "brief: natural recovery", given={"wellbeing_sinking_half_life_weeks": 0.0}),
    _arrow(wellbeing.burden_after_spell, "weeks_since", -1, "wellbeing.recovery_half_life_weeks",
           "wellbeing comes back once the spell is over", "brief: natural recovery and relapse"),
    _arrow(wellbeing.burden_after_spell, "at_the_end", 1, "wellbeing.recovery_half_life_weeks",
           "who fell deeper takes longer to come back", "brief: natural recovery and relapse"),
    _arrow(wellbeing.lift_of_service, "weeks_since", -1, "wellbeing.lift_share",
           "what the service adds fades", "brief: benefit lands and fades"),
    _arrow(wellbeing.wellbeing_score, "level", 1, None,
           "a higher level in calm, a higher score", "brief: people differ in a stable way", given={"lift": 0.0}),
    _arrow(wellbeing.wellbeing_score, "depth", -1, None,
           "deeper trouble lowers the score", "brief: referral tends to happen at the worst of a spell"),
    _arrow(wellbeing.wellbeing_score, "burden", -1, None,
           "trouble that is felt lowers the score", "brief: referral tends to happen at the worst of a spell"),
    _arrow(wellbeing.wellbeing_score, "lift", 1, None,
           "the service lifts", "brief: benefit is what the service adds to a person's own recovery"),
    _arrow(wellbeing.questionnaire_score, "wellbeing", 1, None,
           "a questionnaire follows wellbeing", "brief: measures are SWEMWBS"),
    _arrow(wellbeing.questionnaire_score, "deviation", 1, "wellbeing.noise_sd",
           "a questionnaire errs", "brief: measures are SWEMWBS"),
)  # fmt: skip
"""Wellbeing, before and after."""

WORKERS = (
    _arrow(location.travel_hours_per_contact, "on_site", -1, "location.travel_hours",
           "who sits in practices travels less", "brief: capacity is less travel, by location"),
    _arrow(workforce.hours_for_contacts, "wte", 1, "workforce.hours_per_wte",
           "contracted hours", "brief: capacity is contracted hours"),
    _arrow(workforce.hours_for_contacts, "workforce_leave_share", -1, "workforce.hours_per_wte",
           "leave takes hours", "brief: capacity is less leave", given={"meeting_hours": 0.0}),
    _arrow(workforce.hours_for_contacts, "workforce_recording_share", -1, "workforce.hours_per_wte",
           "recording takes hours", "brief: capacity is less recording", given={"meeting_hours": 0.0}),
    _arrow(workforce.hours_for_contacts, "weeks_in_post", 1, "workforce.settling_share",
           "newcomers have fewer hours for people", "brief: starters settle in", neutral=1.0),
    _arrow(workforce.hours_for_contacts, "meeting_hours", -1, None,
           "meetings take hours", "brief: capacity is less meetings"),
    _arrow(workforce.hours_for_contacts, "supervision_hours", -1, None,
           "supervision takes hours", "brief: capacity is less supervision"),
    _arrow(workforce.hours_for_contacts, "training_hours", -1, None,
           "training costs hours at once", "brief: training costs hours at once"),
    _arrow(workforce.hours_of_first_contact, "exhaustion", 1, "workforce.slower_when_exhausted",
           "exhausted workers are slower", "brief: exhaustion makes demand; E088"),
    _arrow(workforce.hours_of_contact, "exhaustion", 1, "workforce.slower_when_exhausted",
           "exhausted workers are slower", "brief: exhaustion makes demand; E088"),
    _arrow(workforce.load_of_week, "hours_due", 1, None,
           "what is due presses", "brief: demands are caseload against hours"),
    _arrow(workforce.load_of_week, "hours_waiting", 1, "burnout.waiting_weight",
           "the waiting list presses", "brief: demands are caseload against hours", handed_as="waiting_weight"),
    _arrow(workforce.load_of_week, "hours_available", -1, None,
           "hours relieve", "brief: demands are caseload against hours"),
    _arrow(training.skill_next, "training_hours", 1, "training.skill_per_hour",
           "training raises skill", "brief: training raises skill and confidence; E091"),
    _arrow(training.skill_next, "skill", -1, "training.half_life_weeks",
           "what training gave fades", "brief: fades without refreshers; E091", neutral=_FOREVER,
           given={"training_hours": 0.0, "training_skill_base": 0.0}, event=True),
    _arrow(training.self_efficacy, "skill", 1, "training.confidence_per_skill",
           "skill gives confidence", "brief: training raises confidence; E091"),
    _arrow(support.received_odds, "load", -1, "support.received_per_load",
           "the overloaded miss supervision", "brief: supervision received is not supervision offered"),
    _arrow(support.support_next, "received", 1, "support.gain",
           "a session supports", "brief: resources are clinical supervision; E086"),
    _arrow(support.support_next, "support", -1, "support.half_life_weeks",
           "what a session gave fades", "brief: effects of programmes are small and fade; E090", neutral=_FOREVER,
           given={"received": 0.0}, event=True),
    _arrow(support.isolation, "days_at_head_office", -1, "support.peers_at_head_office",
           "head office gives peers", "brief: co-location may take away peers"),
    _arrow(support.isolation, "colleagues", -1, "support.peers_at_head_office",
           "there are peers only where there are colleagues", "brief: resources are peers"),
    _arrow(support.isolation, "involvement", -1, "support.belonging_instead_of_peers",
           "practice colleagues stand in for peers", "brief: co-location gives practice colleagues"),
    _arrow(management.manager_support, "workers", -1, "management.manager_hours_per_week",
           "the manager's hours spread over the span", "brief: manager hours spread over the span of control"),
    _arrow(management.manager_support, "management_manager_hours_per_week", 1, "management.hours_for_effect",
           "the manager's hours support", "brief: resources are the manager", neutral=_FOREVER),
    _arrow(management.pauses_intake, "load", 1, "management.authority",
           "a manager with authority stops intake at high load", "brief: without authority only watches"),
    _arrow(management.caseload_cap, "wte", 1, "management.caseload_cap_per_wte",
           "more hours, more open cases", "brief, levers: caps"),
    _arrow(burnout.emotional_weight, "severe_cases", 1, None,
           "severe cases weigh", "brief: demands are emotional weight of complex cases", given={"cases": 50.0}),
    _arrow(burnout.emotional_weight, "skill", -1, None,
           "skill carries weight", "brief: weight beyond the worker's skill"),
    _arrow(burnout.strain, "trait", 1, "burnout.trait_spread",
           "people differ in a stable way", "brief: people differ in a stable way; E083"),
    _arrow(burnout.strain, "load", 1, "burnout.per_load",
           "load strains", "brief: demands are caseload against hours; E088"),
    _arrow(burnout.strain, "weight", 1, "burnout.per_emotional_weight",
           "severe cases strain", "brief: demands are emotional weight of complex cases"),
    _arrow(burnout.strain, "isolation", 1, "burnout.per_isolation",
           "isolation strains", "brief: demands are isolation"),
    _arrow(burnout.strain, "supervision", -1, "burnout.per_supervision",
           "supervision relieves", "brief: more supervision never raises exhaustion at fixed load; E086"),
    _arrow(burnout.strain, "manager", -1, "burnout.per_manager",
           "the manager relieves", "brief: resources are the manager; E086"),
    _arrow(burnout.strain, "involvement", -1, "burnout.per_involvement",
           "belonging relieves", "brief: the conduit; resources are involvement"),
    _arrow(burnout.exhaustion_next, "strain_of_week", 1, "burnout.speed",
           "strain becomes exhaustion", "brief: demands and resources become exhaustion"),
    _arrow(turnover.leave_odds, "discrepancy", 1, "turnover.per_discrepancy",
           "the gap between the job expected and found", "brief: job discrepancy is the main term; E067"),
    _arrow(turnover.leave_odds, "exhaustion", 1, "turnover.per_exhaustion",
           "exhaustion makes people leave", "brief: exhaustion is one moderate term"),
    _arrow(turnover.leave_odds, "self_efficacy", -1, "turnover.per_low_self_efficacy",
           "low self-efficacy makes people leave", "brief: low self-efficacy is a smaller term; E069"),
)  # fmt: skip
"""Link workers: hours, skill, support, strain and leaving."""

ARROWS: tuple[Arrow, ...] = (*NEED, *REFERRING, *BELONGING, *PATHWAY, *WELLBEING, *WORKERS)
"""Every declared arrow of the slice, in the order of the model."""
