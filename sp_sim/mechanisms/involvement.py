"""Involvement: how far a link worker belongs to the life of a practice, the conduit of the other levers.

Rule: involvement grows with days on site, meetings, a champion's brokerage, the support of the manager and of
    the practice, the worker's confidence and shared patients who do well; it reinforces itself above a
    threshold and fades below it; absence lets it fade. Wherever training, support, location or champions act
    beside involvement, one share weighs what they do directly against what passes through it (`directly`).
Reads: the worker's days in the practice, meetings, champion, manager, the practice's support, confidence,
    endings of shared cases.
Decides: involvement (0 to 1) of each worker in each practice; the weight of direct terms and of the conduit.
Assumes: co-location permits belonging and does not guarantee it; success counts as a share, never as a count;
    the direct share is the same for all four levers and at all places.
Source: the seed study's conduit (10.1111/hsc.13295); there are no numbers.
"""

from __future__ import annotations

from sp_sim.mechanisms.curves import within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform
from sp_sim.units import weekly_rate

SECTION = section(
    "involvement",
    "how link workers come to belong to practices",
    meetings_per_month=param(
        1.0, unit="practice meetings per month", limits=(0.0, 20.0), grade="assumption", lever=True, place="practice",
        source="assumption: exclusion from team meetings is a named challenge; no figure was found",
        meaning="practice meetings that a link worker attends per month and practice",
    ),
    meeting_hours=param(
        1.0, unit="hours", limits=(0.0, 8.0), prior=uniform(0.5, 1.5), grade="assumption",
        source="assumption: length of a practice meeting",
        meaning="hours that one practice meeting takes",
    ),
    feedback_letters=param(
        0.0, unit="share of cases", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: GPs ask for feedback; how often letters are sent was not found",
        meaning="share of cases of which the link worker writes to the GP how they ended",
    ),
    letter_hours=param(
        0.25, unit="hours per letter", limits=(0.0, 4.0), prior=uniform(0.1, 0.5), grade="assumption",
        source="assumption: length of writing a short letter",
        meaning="hours that one feedback letter takes",
    ),
    warm_handover=param(
        0.0, unit="share of offers", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: E094 has most first contacts on the same day where workers share a site; how usual it is was not found",
        meaning="share of offers at which a link worker on site is introduced to the person at once",
    ),
    handover_hours=param(
        0.25, unit="hours per hand-over", limits=(0.0, 4.0), prior=uniform(0.1, 0.5), grade="assumption",
        source="assumption: length of an introduction",
        meaning="hours that one warm hand-over takes the link worker",
    ),
    shared_records=param(
        0.0, unit="share of records", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: how many link workers write into the practice's record was not found",
        meaning="how far link workers read and write the practice's own records",
    ),
    start=param(
        0.1, unit="involvement", limits=(0.0, 1.0), prior=uniform(0.0, 0.2), grade="assumption",
        source="assumption: a new worker starts low",
        meaning="involvement of a new worker whom nobody preceded",
    ),
    inherited_share=param(
        0.4, unit="share", limits=(0.0, 1.0), prior=uniform(0.1, 0.7), grade="assumption",
        source="assumption: a new worker inherits a part of what the last one had",
        meaning="share of the predecessor's involvement that a new holder starts with",
    ),
    speed=param(
        0.015, unit="per week", limits=(0.0, 1.0), prior=uniform(0.005, 0.03), grade="assumption",
        source="assumption: belonging takes months; no figure was found",
        meaning="how fast all that builds involvement together builds it",
    ),
    per_presence=param(
        1.0, unit="weight", limits=(0.0, 10.0), prior=uniform(0.5, 1.5), grade="assumption",
        source="assumption: from 'bolted on' to 'belonging'; signs only",
        meaning="weight of days on site (1 is all week)",
    ),
    per_meetings=param(
        0.15, unit="weight per meeting and month", limits=(0.0, 10.0), prior=uniform(0.0, 0.3), grade="assumption",
        source="assumption: signs only",
        meaning="weight of practice meetings attended",
    ),
    per_champion=param(
        0.6, unit="weight per unit brokered", limits=(0.0, 10.0), prior=uniform(0.0, 1.2), grade="assumption",
        source="assumption: E099 calls the champion key; no size",
        meaning="weight of a champion's brokerage",
    ),
    per_manager=param(
        0.3, unit="weight per unit of manager support", limits=(0.0, 10.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: signs only",
        meaning="weight of the manager's support",
    ),
    per_practice_support=param(
        0.3, unit="weight per unit of support", limits=(0.0, 10.0), prior=uniform(0.0, 0.6), grade="assumption",
        source="assumption: signs only; as wide as the manager's",
        meaning="weight of the practice's own support, above or below one half",
    ),
    per_confidence=param(
        0.15, unit="weight per sd of self-efficacy", limits=(0.0, 10.0), prior=uniform(0.0, 0.3), grade="assumption",
        source="assumption: signs only",
        meaning="weight of the worker's own confidence",
    ),
    per_success=param(
        0.5, unit="weight per unit of share", limits=(0.0, 10.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: signs only",
        meaning="weight of the share of shared patients who do well, above or below one half",
    ),
    reinforcement=param(
        0.25, unit="per week", limits=(0.0, 4.0), prior=uniform(0.0, 0.5), grade="assumption",
        source="assumption: practices that started alike ended differently integrated; no size",
        meaning="how strongly belonging breeds belonging above the threshold and its lack breeds lack below",
    ),
    threshold=param(
        0.35, unit="involvement", limits=(0.0, 1.0), prior=uniform(0.2, 0.5), grade="assumption",
        source="assumption: as reinforcement",
        meaning="involvement above which it reinforces itself",
    ),
    fade=param(
        0.03, unit="share per week", limits=(0.0, 1.0), prior=uniform(0.01, 0.05), grade="assumption",
        source="assumption: absence lets belonging fade; no figure was found",
        meaning="share of involvement lost in a week away from the practice",
    ),
    held=param(
        False, unit="true or false", grade="assumption", lever=True, place="practice",
        source="assumption: a switch for measuring the conduit, not a claim",
        meaning="hold involvement at its reference level wherever it is felt, to measure what passes through it",
    ),
    reference=param(
        0.4, unit="involvement", limits=(0.0, 1.0), prior=uniform(0.3, 0.5), grade="assumption",
        source="assumption: a reference for measuring the conduit",
        meaning="the level at which involvement is felt when it is held",
    ),
    direct_share=param(
        0.5, unit="share", limits=(0.0, 1.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: the seed study (10.1111/hsc.13295) calls involvement the conduit; how much passes it by was not found",
        meaning="share of what training, support, location and champions do to offers, first contacts and exhaustion that is direct (0: all of it passes through involvement, 1: none of it; at 0.5 all coefficients hold as declared)",
    ),
)  # fmt: skip


def involvement_next(
    involvement: float, presence: float, brokered: float, manager: float, confidence: float, success: float,
    support: float, p: Parameters,
) -> float:  # fmt: skip
    """Return a worker's involvement in a practice (0 to 1) one week later.

    `presence` is days on site as a share of the week, `brokered` what the champion's push
    does for this worker, `manager` the manager's
    support (0 to 1), `confidence` self-efficacy in standard deviations, `success` the share of shared
    cases that ended well (0.5 when there are none), `support` how far the practice stands behind the
    service (0 to 1).
    """
    built = p.involvement_speed * (
        p.involvement_per_presence * presence
        + p.involvement_per_meetings * p.involvement_meetings_per_month
        + p.involvement_per_champion * brokered
        + p.involvement_per_manager * manager
        + p.involvement_per_confidence * confidence
        + p.involvement_per_success * (success - 0.5)
        + p.involvement_per_practice_support * (support - 0.5)
    )
    room = 1.0 - involvement if built > 0.0 else involvement
    bred = (
        p.involvement_reinforcement
        * involvement
        * (1.0 - involvement)
        * (involvement - p.involvement_threshold)
    )
    faded = p.involvement_fade * (1.0 - presence) * involvement
    return within(involvement + built * room + bred - faded, 0.0, 1.0)


def meeting_hours_per_week(practices: int, p: Parameters) -> float:
    """Return the hours a week that a worker spends in the meetings of so many practices."""
    per_week = weekly_rate(12.0 * p.involvement_meetings_per_month)
    return practices * per_week * p.involvement_meeting_hours


def warm_handover(on_site: float, p: Parameters) -> float:
    """Return the share of offers with a warm hand-over, which needs a link worker on site (0 to 1)."""
    return p.involvement_warm_handover * on_site


def hours_of_handover(on_site: float, p: Parameters) -> float:
    """Return the hours that hand-overs and letters add to a case, booked with its first contact."""
    return (
        warm_handover(on_site, p) * p.involvement_handover_hours
        + p.involvement_feedback_letters * p.involvement_letter_hours
    )


def involvement_felt(involvement: float, p: Parameters) -> float:
    """Return the involvement that others feel: what there is, or the reference where it is held."""
    if p.involvement_held > 0.0:
        return p.involvement_reference
    return involvement


def directly(p: Parameters) -> float:
    """Return the weight (0 to 2; 1 at a direct share of one half) of what a lever does beside involvement.

    It weighs each term of training, support, location or champions at the three places where involvement
    acts too. On a GP's offer: days on site, the champion's push, the practice's support. On the first
    contact: days on site, a warm hand-over. On exhaustion: supervision, peers (of a network and at head
    office), the manager, and mental-health and core skill above their bases. It weighs nothing else there:
    awareness, trust, habit, waits, readiness, load, climate and discretion are no lever's own term. Awareness,
    acceptance, hours and travel have mechanisms of their own, in which involvement has no part; keeping contact,
    recovery and the gap between the job expected and the job found have coefficients of their own for it.
    """
    return 2.0 * p.involvement_direct_share


def through_involvement(p: Parameters) -> float:
    """Return the weight (2 to 0; 1 at a direct share of one half) of what involvement does at the same places."""
    return 2.0 * (1.0 - p.involvement_direct_share)


def involvement_of_newcomer(predecessors: float, p: Parameters) -> float:
    """Return what a new holder of a post starts with, from what the last one had."""
    return max(p.involvement_start, p.involvement_inherited_share * predecessors)


def success_share(went_well: int, ended: int) -> float:
    """Return the share of shared cases that ended well, pulled towards one half when there are few."""
    return (went_well + 1.0) / (ended + 2.0)
