"""Trust: GPs trust the service as they hear what became of earlier referrals, and lose trust by waits and silence.

Rule: each good ending that is heard of moves trust towards 1, each bad one towards 0; known waits wear it
    down; unfed, it drifts back to where it started.
Reads: endings the GP hears of, waits of people first seen, or of people waiting when nobody is seen.
Decides: the GP's trust, the wait that the practice knows of, and the service's standing there.
Assumes: hearing is a matter of chance (feedback letters); what is not heard teaches nothing; patients and practice staff
    talk of every ending, so that the service's standing among them is the share that went well of late.
Source: positive feedback reinforces referring, by GPs' own account; no effect size was found.
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.curves import CERTAIN, odds, within
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SECTION = section(
    "trust",
    "how GPs learn from what became of their referrals",
    start=param(
        0.5, unit="share", limits=(0.0, 1.0), prior=uniform(0.35, 0.65), grade="assumption",
        source="assumption: neither trust nor distrust to begin with",
        meaning="mean trust of GPs in a new service, and where trust drifts back to when nothing is heard",
    ),
    spread=param(
        0.1, unit="sd", limits=(0.0, 0.5), prior=uniform(0.0, 0.2), grade="assumption", dated=False,
        source="assumption: GPs differ; no figure was found",
        meaning="how much GPs differ in trust at the start",
    ),
    heard_chance=param(
        0.5, unit="chance", limits=(0.0, 1.0), prior=uniform(0.2, 0.8), grade="assumption", lever=True, place="practice",
        source="assumption: about half of endings reach the GP; no figure was found",
        meaning="chance that the GP hears what became of a referral, without feedback letters or shared records",
    ),
    heard_per_letters=param(
        1.5, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.5, 2.5), grade="assumption",
        source="assumption: not every letter is read; no figure was found",
        meaning="how much likelier the GP is to hear how a case ended when a letter is written of each",
    ),
    heard_per_shared_records=param(
        0.7, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.0, 1.4), grade="assumption",
        source="assumption: who looks may read it; no figure was found",
        meaning="how much likelier the GP is to hear how a case ended when records are shared",
    ),
    per_good_ending=param(
        0.1, unit="share of the way to 1", limits=(0.0, 1.0), prior=uniform(0.03, 0.2), grade="assumption",
        source="assumption: no learning rate was found",
        meaning="how far one good ending moves trust towards 1",
    ),
    per_bad_ending=param(
        0.1, unit="share of the way to 0", limits=(0.0, 1.0), prior=uniform(0.03, 0.2), grade="assumption",
        source="assumption: no learning rate was found",
        meaning="how far one bad ending moves trust towards 0",
    ),
    per_week_of_known_wait=param(
        0.0005, unit="share lost per week and week of wait", limits=(0.0, 0.1), prior=uniform(0.0, 0.001),
        grade="assumption",
        source="assumption: long waits wear trust down; no figure was found",
        meaning="how fast trust is worn down by each week that people are known to wait",
    ),
    drift=param(
        0.01, unit="share per week", limits=(0.0, 1.0), prior=uniform(0.0, 0.02), grade="assumption",
        source="assumption: trust that is not fed drifts back to where it started",
        meaning="share of the way back to its start that trust drifts in a week of silence",
    ),
    wait_learning=param(
        0.2, unit="share", limits=(0.0, 1.0), prior=uniform(0.05, 0.4), grade="assumption",
        source="assumption: practices learn of waits as their patients are seen, or go on waiting unseen",
        meaning="how much the wait of patients seen this week changes the wait that the practice knows of",
    ),
    standing_start=param(
        0.5, unit="share", limits=(0.0, 1.0), prior=uniform(0.35, 0.65), grade="assumption", dated=False,
        source="assumption: neither good nor bad to begin with",
        meaning="standing of a new service among the patients and staff of a practice",
    ),
    standing_per_ending=param(
        0.02, unit="share of the way", limits=(0.0, 1.0), prior=uniform(0.0, 0.04), grade="assumption",
        source="assumption: word gets round over months; no figure was found",
        meaning="how far one ending moves the service's standing in the practice, towards 1 if it is good and 0 if not",
    ),
)  # fmt: skip


def trust_at_start(deviation: float, p: Parameters) -> float:
    """Return a GP's trust in a new service; `deviation` is standard normal."""
    return within(p.trust_start + p.trust_spread * deviation, 0.0, 1.0)


def heard_odds(p: Parameters) -> float:
    """Return the odds that a GP hears what became of a referral."""
    told = math.exp(
        p.trust_heard_per_letters * p.involvement_feedback_letters
        + p.trust_heard_per_shared_records * p.involvement_shared_records
    )
    if p.trust_heard_chance >= 1.0:
        return odds(CERTAIN)
    return p.trust_heard_chance / (1.0 - p.trust_heard_chance) * told


def trust_after_good_ending(trust: float, p: Parameters) -> float:
    """Return trust after hearing of one good ending."""
    return trust + p.trust_per_good_ending * (1.0 - trust)


def trust_after_bad_ending(trust: float, p: Parameters) -> float:
    """Return trust after hearing of one bad ending."""
    return trust - p.trust_per_bad_ending * trust


def standing_after_good_ending(service_standing: float, p: Parameters) -> float:
    """Return the service's standing in a practice after one good ending."""
    return service_standing + p.trust_standing_per_ending * (1.0 - service_standing)


def standing_after_bad_ending(service_standing: float, p: Parameters) -> float:
    """Return the service's standing in a practice after one bad ending."""
    return service_standing - p.trust_standing_per_ending * service_standing


def trust_after_week(trust: float, known_wait: float, p: Parameters) -> float:
    """Return trust after a week of known waits (in weeks) and of drift."""
    worn = p.trust_per_week_of_known_wait * known_wait * trust
    return within(trust - worn - p.trust_drift * (trust - p.trust_start), 0.0, 1.0)


def wait_to_notice(
    known_wait: float, seen: int, weeks_of_seen: int, waiting: int, weeks_of_waiting: int
) -> float:
    """Return the wait in weeks that a practice can notice this week.

    It is the mean wait of the `seen`, who were first seen this week; where nobody was, the mean wait so
    far of those `waiting`, if that is longer than what is known; else what is known.
    """
    if seen > 0:
        return weeks_of_seen / seen
    if waiting > 0:
        return max(known_wait, weeks_of_waiting / waiting)
    return known_wait


def known_wait_next(known_wait: float, observed_wait: float, p: Parameters) -> float:
    """Return the wait in weeks that a practice knows of, after seeing `observed_wait`."""
    return known_wait + p.trust_wait_learning * (observed_wait - known_wait)
