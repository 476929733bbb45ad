"""Pathway: waiting, first contact, further contacts, disengaging and the planned close of a case.

Rule: weekly or per-contact chances on the log-odds scale; the planned number of contacts is geometric, with
    a tail that grows with complexity; two booked contacts missed in a row end the case.
Reads: readiness, prognosis, complexity, severity, band of age, weeks waited or unseen, whether the spell is over, whether
    the practice is rural; contacts with the present link worker (rapport), whose presence, involvement, skill and exhaustion.
Decides: who leaves the list, who attends, how many contacts are planned and when, who disengages.
Assumes: readiness and rapport raise attending and staying, a good prognosis staying; the wait lowers both; rapport
    begins anew with each change of worker; what severity does to keeping contact has no known sign. What being on
    site does to a first contact is partly direct (`involvement.direct_share`).
Source: E021, E023, E015 (first contact), E041 (age), E029 to E032 (contacts), E094 and E095 (co-location).
"""

from __future__ import annotations

import math

from sp_sim.draws import geometric
from sp_sim.mechanisms.ages import bands_older
from sp_sim.mechanisms.curves import expit, odds
from sp_sim.mechanisms.discretion import attention_to_complexity
from sp_sim.mechanisms.involvement import directly, through_involvement, warm_handover
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import normal, param, section, uniform

LONGEST_PLAN = 60
"""No plan has more contacts than this."""

SECTION = section(
    "pathway",
    "how people leave the list, attend, go on and end",
    leave_waiting_base_log_odds=param(
        -5.0, unit="log odds per week", limits=(-15.0, 5.0), prior=normal(-5.0, 0.5), grade="direct",
        source="E015, E021, E023: 76 to 90% of referrals reach a contact (pattern C6); the weekly rate follows from it",
        meaning="log odds that a person of middling readiness leaves the list in the first week of waiting",
    ),
    leave_waiting_per_week=param(
        0.05, unit="log odds per week waited", limits=(0.0, 1.0), prior=uniform(0.0, 0.1), grade="assumption",
        source="assumption: no distribution of waits or of reneging was found",
        meaning="how much leaving the list grows with each week waited",
    ),
    leave_waiting_if_recovered=param(
        0.7, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.0, 1.4), grade="assumption",
        source="assumption: those whose trouble has passed are readier to leave the list",
        meaning="how much leaving the list grows once the spell is over",
    ),
    leave_waiting_per_readiness=param(
        0.4, unit="log odds lost per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: the ready wait longer",
        meaning="how much leaving the list falls with readiness",
    ),
    first_contact_base_log_odds=param(
        2.0, unit="log odds", limits=(-5.0, 8.0), prior=normal(2.0, 0.25), grade="direct",
        source="E021: 86% attended the first appointment; E029: 11% of booked contacts were not attended",
        meaning="log odds of attending a booked first contact: middling readiness, no wait, nobody on site",
    ),
    first_contact_per_readiness=param(
        0.5, unit="log odds per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.2, 0.8), grade="assumption",
        source="assumption: readiness drives attendance",
        meaning="how strongly attending the first contact follows readiness",
    ),
    first_contact_per_week_waited=param(
        0.04, unit="log odds lost per week", limits=(0.0, 1.0), prior=uniform(0.0, 0.08), grade="assumption",
        source="assumption: the longer the wait, the fewer come; no figure was found",
        meaning="how much attending the first contact falls with each week waited",
    ),
    first_contact_per_involvement=param(
        0.5, unit="log odds per unit of involvement", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: a link worker who belongs is introduced by name; no figure was found",
        meaning="how strongly attending the first contact follows involvement in the person's practice",
    ),
    first_contact_per_warm_handover=param(
        0.8, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.0, 1.6), grade="analogous",
        source="E094, E095: 81% against 60 to 70% initial contact, most of it on the same day; different samples, so the size is an assumption",
        meaning="how much more people come to a first contact when they have met the link worker already",
    ),
    first_contact_per_age_band=param(
        0.4, unit="log odds per band of age", limits=(-3.0, 3.0), prior=uniform(0.0, 0.8), grade="analogous",
        source="E041: 57% of those aged 20 and 77% of those aged 64 come to a first talking therapy, 0.2 log odds a decade; bands lie some 22 years apart; that it holds for link workers and beyond 64 is an assumption",
        meaning="how much more people come to a first contact with each older band of age (under 40, to 64, from 65)",
    ),
    first_contact_per_rural=param(
        0.3, unit="log odds lost", limits=(0.0, 5.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: fewer come from far; no figure was found, and distance itself is not known",
        meaning="how much fewer people of a rural practice come to a first contact that is not in their own practice",
    ),
    attend_base_log_odds=param(
        2.2, unit="log odds", limits=(-5.0, 8.0), prior=normal(2.2, 0.25), grade="direct",
        source="E029: 11% of booked contacts were not attended",
        meaning="log odds that a person of middling readiness and severity attends a booked further contact: half of all rapport, a worker without skill who does not belong, no gap",
    ),
    attend_per_readiness=param(
        0.4, unit="log odds per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: readiness drives attendance",
        meaning="how strongly attending further contacts follows readiness",
    ),
    rapport_half_contacts=param(
        2.0, unit="contacts", limits=(0.1, 60.0), prior=uniform(1.0, 4.0), grade="assumption",
        source="assumption: rapport is made in the first contacts; no figure was found",
        meaning="contacts with the present link worker after which there is half of all rapport",
    ),
    attend_per_rapport=param(
        0.6, unit="log odds from none to all", limits=(0.0, 5.0), prior=uniform(0.0, 1.2), grade="assumption",
        source="assumption: people come back to someone whom they know; no figure was found",
        meaning="how strongly attending further contacts follows rapport with the present link worker",
    ),
    attend_per_skill=param(
        0.3, unit="log odds per unit of skill", limits=(0.0, 5.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: E091 and E092 have effects of training on confidence and help given, not on attending",
        meaning="how strongly attending further contacts follows the worker's mental-health skill",
    ),
    attend_per_involvement=param(
        0.3, unit="log odds per unit of involvement", limits=(0.0, 5.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: a worker who belongs to the person's practice is thought more of; no figure was found",
        meaning="how strongly attending further contacts follows involvement in the person's practice",
    ),
    attend_per_week_unseen=param(
        0.06, unit="log odds lost per week", limits=(0.0, 1.0), prior=uniform(0.0, 0.12), grade="assumption",
        source="assumption: after long gaps fewer come; no figure was found",
        meaning="how much attending a further contact falls with each week since the last one",
    ),
    attend_per_severity=param(
        0.0, unit="log odds per sd of severity", limits=(-3.0, 3.0), prior=normal(0.0, 0.2), grade="assumption",
        source="assumption: attending depends on the need; neither its size nor its sign is in the evidence",
        meaning="how much more the more severe attend further contacts",
    ),
    missed_limit=param(
        2, unit="contacts", limits=(1, 10), prior=uniform(2, 3), grade="assumption", lever=True, place="post",
        source="assumption: a usual rule of services",
        meaning="booked contacts missed in a row after which the case is closed",
    ),
    rebook_weeks=param(
        2, unit="weeks", limits=(1, 26), prior=uniform(1, 3), grade="assumption", lever=True, place="post",
        source="assumption: a usual rule of services",
        meaning="weeks until a missed contact is booked again",
    ),
    continue_log_odds=param(
        0.75, unit="log odds", limits=(-5.0, 5.0), prior=normal(0.75, 0.15), grade="direct",
        source="E030, E031, E032: 34% seen once, 11% more than five times, 45% of referred three times or more (C8)",
        meaning="log odds that one more contact is planned, at middling complexity",
    ),
    continue_per_complexity=param(
        0.4, unit="log odds per sd of complexity", limits=(0.0, 3.0), prior=uniform(0.1, 0.7), grade="assumption",
        source="assumption: the most complex stay long; no figure was found",
        meaning="how strongly the planned number of contacts follows complexity",
    ),
    continue_per_severity=param(
        0.0, unit="log odds per sd of severity", limits=(-3.0, 3.0), prior=normal(0.0, 0.2), grade="assumption",
        source="assumption: the number of contacts depends on the need; neither its size nor its sign is in the evidence",
        meaning="how much more contacts are planned with the more severe",
    ),
    continue_per_skill=param(
        0.0, unit="log odds per unit of skill above its base", limits=(-3.0, 3.0), prior=normal(0.0, 0.3), grade="assumption",
        source="assumption: a skilled worker may be done sooner or find more to do; no sign was found",
        meaning="how much more contacts a worker plans for each unit of mental-health skill above that of the untrained",
    ),
    weeks_between_contacts=param(
        2.0, unit="weeks", limits=(1.0, 26.0), prior=uniform(1.5, 3.0), grade="assumption", lever=True, place="post",
        source="assumption: E036 has six sessions over up to 12 weeks as a common design",
        meaning="weeks from the first to the second contact",
    ),
    weeks_added_per_contact=param(
        0.4, unit="weeks per contact", limits=(0.0, 10.0), prior=uniform(0.0, 0.8), grade="assumption", lever=True, place="post",
        source="assumption: contacts thin out in long cases; case length is skewed with a tail over a year",
        meaning="by how much the gap between contacts grows with each contact",
    ),
    disengage_base_log_odds=param(
        -4.55, unit="log odds per week", limits=(-15.0, 5.0), prior=normal(-4.55, 0.5), grade="assumption",
        source="assumption: no weekly rate of disengaging was found",
        meaning="log odds that a person of middling readiness and severity disengages in a week of care: half of all rapport, a worker who does not belong",
    ),
    disengage_per_readiness=param(
        0.5, unit="log odds lost per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.1, 0.9), grade="assumption",
        source="assumption: the ready stay",
        meaning="how much disengaging falls with readiness",
    ),
    disengage_per_week_unseen=param(
        0.08, unit="log odds per week", limits=(0.0, 1.0), prior=uniform(0.0, 0.16), grade="assumption",
        source="assumption: long gaps lose people",
        meaning="how much disengaging grows with each week since the last contact",
    ),
    disengage_per_exhaustion=param(
        0.6, unit="log odds per full scale", limits=(0.0, 5.0), prior=uniform(0.0, 1.2), grade="assumption",
        source="assumption: exhausted workers are less effective (E088 has the direction of the loop)",
        meaning="how much disengaging grows from no to the highest exhaustion of the worker",
    ),
    disengage_per_skill=param(
        0.6, unit="log odds lost per unit of skill", limits=(0.0, 5.0), prior=uniform(0.0, 1.2), grade="assumption",
        source="assumption: E091 and E092 have effects of training on confidence and help given, not on staying",
        meaning="how much disengaging falls with the worker's mental-health skill",
    ),
    disengage_per_prognosis=param(
        0.2, unit="log odds lost per sd of prognosis", limits=(0.0, 5.0), prior=uniform(0.0, 0.4), grade="assumption",
        source="assumption: those who stay would have done better anyway; no figure was found",
        meaning="how much disengaging falls with the person's prognosis",
    ),
    disengage_per_rapport=param(
        0.6, unit="log odds lost from none to all", limits=(0.0, 5.0), prior=uniform(0.0, 1.2), grade="assumption",
        source="assumption: people stay with someone whom they know; no figure was found",
        meaning="how much disengaging falls with rapport with the present link worker",
    ),
    disengage_per_involvement=param(
        0.3, unit="log odds lost per unit of involvement", limits=(0.0, 5.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: a worker who belongs to the person's practice is thought more of; no figure was found",
        meaning="how much disengaging falls with involvement in the person's practice",
    ),
    disengage_per_severity=param(
        0.0, unit="log odds per sd of severity", limits=(-3.0, 3.0), prior=normal(0.0, 0.2), grade="assumption",
        source="assumption: drop-out depends on the need; neither its size nor its sign is in the evidence",
        meaning="how much more the more severe disengage",
    ),
    lost_at_change_log_odds=param(
        -1.4, unit="log odds", limits=(-8.0, 8.0), prior=normal(-1.4, 0.6), grade="assumption",
        source="assumption: some lose or reduce contact when a worker leaves; the share is not in the evidence used",
        meaning="log odds that a case is lost when its link worker leaves",
    ),
    thinned_at_change_log_odds=param(
        -0.8, unit="log odds", limits=(-8.0, 8.0), prior=normal(-0.8, 0.6), grade="assumption",
        source="assumption: as lost_at_change_log_odds",
        meaning="log odds that a case which is not lost at a change of worker has its next contact put off",
    ),
)  # fmt: skip


def leave_waiting_odds(
    weeks_waited: int, readiness: float, recovered: bool, p: Parameters
) -> float:
    """Return the odds that a person leaves the waiting list this week."""
    log_odds = (
        p.pathway_leave_waiting_base_log_odds
        + p.pathway_leave_waiting_per_week * weeks_waited
        - p.pathway_leave_waiting_per_readiness * readiness
    )
    if recovered:
        log_odds += p.pathway_leave_waiting_if_recovered
    return odds(log_odds)


def first_contact_odds(
    readiness: float, weeks_waited: int, on_site: float, involvement: float, band: int, rural: float,
    p: Parameters,
) -> float:  # fmt: skip
    """Return the odds that a person attends a booked first contact.

    `on_site` is the worker's share of time in practices, `involvement` that in the person's practice;
    `band` is an `AgeBand`, `rural` 1 for a rural practice and 0 for any other.
    """
    direct = directly(p)
    return odds(
        p.pathway_first_contact_base_log_odds
        + p.pathway_first_contact_per_readiness * readiness
        + through_involvement(p) * p.pathway_first_contact_per_involvement * involvement
        + direct * p.location_first_contact_log_odds * on_site
        + direct * p.pathway_first_contact_per_warm_handover * warm_handover(on_site, p)
        - p.pathway_first_contact_per_week_waited * weeks_waited
        + p.pathway_first_contact_per_age_band * bands_older(band)
        - p.pathway_first_contact_per_rural * rural * (1.0 - on_site)
    )


def rapport(contacts_together: int, p: Parameters) -> float:
    """Return the rapport (0 to 1) of a person and a link worker after so many contacts with each other."""
    return contacts_together / (contacts_together + p.pathway_rapport_half_contacts)


def attend_odds(
    readiness: float, severity: float, weeks_unseen: int, together: float, skill: float, involvement: float,
    p: Parameters,
) -> float:  # fmt: skip
    """Return the odds that a person attends a booked further contact.

    `together` is the `rapport` with the present worker, whose `skill` and `involvement` in the person's
    practice run from 0 to 1.
    """
    return odds(
        p.pathway_attend_base_log_odds
        + p.pathway_attend_per_readiness * readiness
        + p.pathway_attend_per_severity * severity
        - p.pathway_attend_per_week_unseen * weeks_unseen
        + p.pathway_attend_per_rapport * (together - 0.5)
        + p.pathway_attend_per_skill * skill
        + p.pathway_attend_per_involvement * involvement
    )


def planned_contacts(
    answer: float, complexity: float, severity: float, skill: float, p: Parameters
) -> int:
    """Return the number of contacts (1 to `LONGEST_PLAN`) that a worker of this skill plans, from a uniform `answer`."""
    per_complexity = p.pathway_continue_per_complexity * attention_to_complexity(p)
    going_on = expit(
        p.pathway_continue_log_odds
        + per_complexity * complexity
        + p.pathway_continue_per_severity * severity
        + p.pathway_continue_per_skill * (skill - p.training_skill_base)
    )
    if going_on <= 0.0:
        return 1
    if going_on >= 1.0:
        return LONGEST_PLAN
    return min(geometric(answer, 1.0 / math.log(going_on)), LONGEST_PLAN)


def weeks_to_next_contact(contacts: int, p: Parameters) -> int:
    """Return in how many weeks (at least 1) the next contact is due after the `contacts`-th."""
    gap = p.pathway_weeks_between_contacts + p.pathway_weeks_added_per_contact * (contacts - 1)
    return max(1, int(gap + 0.5))


def disengage_odds(
    readiness: float, prognosis: float, severity: float, weeks_unseen: int, exhaustion: float, skill: float,
    together: float, involvement: float, p: Parameters,
) -> float:  # fmt: skip
    """Return the odds that a person in care disengages this week; `exhaustion` from 0 to 54, the rest as `attend_odds`."""
    return odds(
        p.pathway_disengage_base_log_odds
        - p.pathway_disengage_per_readiness * readiness
        - p.pathway_disengage_per_prognosis * prognosis
        + p.pathway_disengage_per_week_unseen * weeks_unseen
        + p.pathway_disengage_per_exhaustion * (exhaustion / 54.0)
        - p.pathway_disengage_per_skill * skill
        - p.pathway_disengage_per_rapport * (together - 0.5)
        - p.pathway_disengage_per_involvement * involvement
        + p.pathway_disengage_per_severity * severity
    )


def lost_at_change_odds(p: Parameters) -> float:
    """Return the odds that a case is lost when its link worker leaves."""
    return odds(p.pathway_lost_at_change_log_odds)


def thinned_at_change_odds(p: Parameters) -> float:
    """Return the odds that a case which is not lost has its next contact put off."""
    return odds(p.pathway_thinned_at_change_log_odds)


def closes_after_missing(missed_running: int, p: Parameters) -> bool:
    """Return whether a case is closed after so many booked contacts missed in a row."""
    return missed_running >= p.pathway_missed_limit
