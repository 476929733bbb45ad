"""Referral: a GP recognises a need over repeated visits and offers the link worker; the person accepts or not.

Where the GP does not, other practice staff may offer at the same visit, or the person may ask without an offer.

Rule: log odds of an offer add up what the GP knows and thinks, what is seen in the practice, how often the
    person has come in this spell, and how well the GP reads readiness; log odds of accepting likewise.
Reads: the GP's awareness, trust, habit and offering skill; involvement and days of link workers in the
    practice; its champion's push and its support; how easy referring is; the wait that is known; the visit's number within the spell;
    the person's readiness, sex and band of age.
Decides: whether and by whom an offer is made, whether it is accepted, who refers themselves.
Assumes: need is not the limit (C5): few social presentations become a referral. What days on site, a champion
    and support do to an offer is partly direct (`involvement.direct_share`).
Source: E096 (visibility), E108 (habit of signposting), E109 and E110 (regular referrers), E008 (accepting),
    E025 (routes), E042 (sex).
"""

from __future__ import annotations

import math

from sp_sim.mechanisms.ages import bands_older
from sp_sim.mechanisms.curves import odds
from sp_sim.mechanisms.involvement import directly, through_involvement, warm_handover
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import fixed, normal, param, section, uniform

MOST_VISITS = 40
"""From this visit of a spell on, a GP recognises no more than before."""

SECTION = section(
    "referral",
    "what makes a GP offer the link worker at a visit, and a person accept",
    base_log_odds=param(
        -5.1, unit="log odds", limits=(-12.0, 2.0), prior=normal(-5.1, 0.5), grade="direct",
        source="E001, E105, E107, E114, E115: about 2% of social presentations become a referral (pattern C5), and 12 to 25 referrals per 1,000 a year when mature (C1)",
        meaning="log odds of an offer at a first visit to a fully aware GP with middling trust, nobody on site",
    ),
    per_log_awareness=param(
        1.0, unit="log odds per log awareness", limits=(0.0, 5.0), prior=uniform(0.5, 1.5), grade="assumption",
        source="assumption: at 1 the odds of an offer are proportional to awareness; no figure was found",
        meaning="how strongly the odds of an offer follow the GP's awareness of the service",
    ),
    per_trust=param(
        1.5, unit="log odds per unit of trust", limits=(0.0, 10.0), prior=uniform(0.5, 2.5), grade="assumption",
        source="assumption: GPs say that good feedback reinforces referring; no effect size was found",
        meaning="how strongly the odds of an offer follow the GP's trust in the service",
    ),
    per_involvement=param(
        0.5, unit="log odds per unit of involvement", limits=(0.0, 10.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: E096 has the sign only (visibility in the practice raised referrals, two practices)",
        meaning="how strongly the odds of an offer follow the link workers' involvement in the practice",
    ),
    per_repeat_visit=param(
        0.7, unit="log odds per log visit number", limits=(0.0, 5.0), prior=uniform(0.3, 1.1), grade="assumption",
        source="assumption: a need is recognised over repeated visits within one spell; no figure was found",
        meaning="how strongly the odds of an offer grow with the number of visits in the spell",
    ),
    per_week_of_known_wait=param(
        0.03, unit="log odds lost per week", limits=(0.0, 1.0), prior=uniform(0.0, 0.06), grade="assumption",
        source="assumption: long known waits put GPs off; no figure was found",
        meaning="how much the odds of an offer fall with each week that people are known to wait",
    ),
    per_skill_and_readiness=param(
        0.8, unit="log odds per unit of skill and sd of readiness", limits=(0.0, 5.0), prior=uniform(0.0, 1.6),
        grade="assumption",
        source="assumption: offering skill is knowing whom to offer to; no figure was found",
        meaning="how much more a skilled GP offers to a person who is ready",
    ),
    habit_spread=param(
        0.8, unit="sd of log odds", limits=(0.0, 4.0), prior=uniform(0.4, 1.2), grade="expert",
        source="E019, E108, E109: few GPs refer regularly, nearly all signpost instead; the spread itself is not known",
        meaning="how much GPs differ in their standing habit of offering rather than signposting",
    ),
    per_unlearned_signposting=param(
        0.4, unit="log odds per unit", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: E108: most signpost directly rather than refer; what unlearning it does was not found",
        meaning="how strongly the odds of an offer follow a GP's having unlearned to signpost",
    ),
    usual_list_of_gp=param(
        2296.0, unit="registered patients per GP", limits=(100.0, 20_000.0), prior=fixed(2296.0), grade="direct",
        source="E115: 2,296 patients per full-time GP in September 2023", dated=False,
        meaning="registered patients per full-time GP at which a GP's load is usual",
    ),
    per_log_load=param(
        0.3, unit="log odds lost per log of load", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        dated=False,
        source="assumption: GPs say that time keeps them from offering; no figure was found",
        meaning="how much the odds of an offer fall with registered patients per GP, against the usual number",
    ),
    women_log_odds=param(
        0.5, unit="log odds ratio", limits=(-3.0, 3.0), prior=normal(0.5, 0.1), grade="direct",
        source="E042: 60% of those offered are female (pattern C9); that need is alike in both sexes is an assumption",
        meaning="log odds ratio of an offer to a woman against a man, by whatever route",
    ),
    other_staff=param(
        1.0, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: who may refer differs by service; E025 has the medical routes together",
        meaning="how far nurses, receptionists and care navigators of practices may refer (0: GPs alone)",
    ),
    staff_log_odds=param(
        -1.5, unit="log odds ratio", limits=(-8.0, 5.0), prior=normal(-1.5, 0.7), grade="assumption",
        source="assumption: E025 does not tell GPs from other staff; no figure was found",
        meaning="log odds ratio of an offer by other staff at a visit against one by a GP of middling habit at a first visit",
    ),
    self_referral=param(
        1.0, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: whether people may refer themselves differs by service; E025",
        meaning="how far people may refer themselves or be sent by family and agencies (0: not at all)",
    ),
    self_base_log_odds=param(
        -4.3, unit="log odds", limits=(-15.0, 2.0), prior=normal(-4.3, 0.4), grade="direct",
        source="E025: 72 to 85% come by medical routes (pattern C9)",
        meaning="log odds that a troubled person of middling readiness comes without an offer, a week in which they consult",
    ),
    self_per_log_awareness=param(
        1.0, unit="log odds per log awareness", limits=(0.0, 5.0), prior=uniform(0.0, 1.5), grade="assumption",
        source="assumption: people hear of a service where practices know of it; no figure was found",
        meaning="how strongly referring oneself follows how well the practice knows the service",
    ),
    self_per_readiness=param(
        0.5, unit="log odds per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: the ready come by themselves; no figure was found",
        meaning="how strongly referring oneself follows readiness",
    ),
    code_only_share=param(
        0.25, unit="share", limits=(0.0, 1.0), prior=uniform(0.1, 0.6), grade="assumption",
        source="assumption: E001 and E050 give more coded referrals a worker than guidance (E056) has cases; E002, E003: 41% of coded consultations are no referral; chosen so that C1, C3 and C5 fit together",
        meaning="share of referrals coded by the practice that are only a code and never reach a link worker's list",
    ),
    code_only_per_shared_records=param(
        0.7, unit="log share lost", limits=(0.0, 5.0), prior=uniform(0.0, 1.4), grade="assumption",
        source="assumption: where records are shared a code is a message; no figure was found",
        meaning="by how much shared records cut the share of referrals that are only a code",
    ),
    quiet_weeks=param(
        8, unit="weeks", limits=(1, 104), prior=uniform(4, 12), grade="assumption",
        source="assumption: nobody is offered again at once after declining or after a closed case",
        meaning="weeks after a declined offer or a closed case before the person may be offered again",
    ),
    accept_base_log_odds=param(
        1.4, unit="log odds", limits=(-5.0, 8.0), prior=normal(1.4, 0.25), grade="direct",
        source="E008: 88% of those referred say they accepted",
        meaning="log odds that a person of middling readiness accepts an offer from a GP without trust and half skilled, the service's standing one half, no known wait",
    ),
    accept_per_readiness=param(
        0.8, unit="log odds per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.4, 1.2), grade="assumption",
        source="assumption: readiness drives both acceptance and attendance; no figure was found",
        meaning="how strongly accepting an offer follows readiness",
    ),
    accept_per_trust=param(
        0.8, unit="log odds per unit of trust", limits=(0.0, 5.0), prior=uniform(0.0, 1.6), grade="assumption",
        source="assumption: what the GP thinks of the service shows in the offer; no figure was found",
        meaning="how strongly accepting an offer follows the GP's trust in the service",
    ),
    accept_per_skill=param(
        0.4, unit="log odds per unit of skill", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: who has learned to offer is believed; no figure was found, and whom the skilled choose is told apart (per_skill_and_readiness)",
        meaning="how strongly accepting an offer follows the skill in offering of the GP, or of the practice where staff offer",
    ),
    accept_per_standing=param(
        0.4, unit="log odds per unit of standing", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: people have heard from others how the service is; no figure was found",
        meaning="how strongly accepting an offer follows the service's standing among patients and staff of the practice",
    ),
    accept_per_warm_handover=param(
        0.5, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: E094 has most first contacts on the same day where workers share a site, not what it does to accepting",
        meaning="how much readier people are to accept an offer when a link worker on site is introduced at once",
    ),
    accept_per_week_of_known_wait=param(
        0.03, unit="log odds lost per week", limits=(0.0, 1.0), prior=uniform(0.0, 0.06), grade="assumption",
        source="assumption: people decline what they must wait long for; no figure was found",
        meaning="how much accepting falls with each week that people are known to wait",
    ),
    accept_per_age_band=param(
        0.0, unit="log odds per band of age", limits=(-3.0, 3.0), prior=normal(0.0, 0.2), grade="assumption",
        source="assumption: accepting may differ by age; neither its size nor its sign is in the evidence",
        meaning="how much readier people are to accept an offer with each older band of age (under 40, to 64, from 65)",
    ),
    accept_women_log_odds=param(
        0.0, unit="log odds ratio", limits=(-3.0, 3.0), prior=normal(0.0, 0.2), grade="assumption",
        source="assumption: accepting may differ by sex; E042 has only who is offered",
        meaning="log odds ratio of accepting an offer, of a woman against a man",
    ),
    ease=param(
        0.0, unit="share", limits=(0.0, 1.0), grade="assumption", lever=True, place="practice",
        source="assumption: 0 is referring as usual; how easy it is in practices was not found",
        meaning="how far referring is made easier than usual, such as by a button in the record system or a form of two lines",
    ),
    per_ease=param(
        0.5, unit="log odds", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: the brief has the sign only, from nothing to a large effect; no figure was found",
        meaning="how much the odds of an offer rise where referring is made as easy as can be",
    ),
)  # fmt: skip


def gp_offer_odds(
    awareness: float, trust: float, habit: float, involvement: float, on_site: float, known_wait: float,
    push: float, support: float, pressure: float, unlearned: float, p: Parameters,
) -> float:  # fmt: skip
    """Return the odds of an offer at a first visit by a person of middling readiness; 0 if the GP knows nothing.

    `awareness`, `trust`, `involvement` and `on_site` (share of working time in practices) run from 0 to
    1, `habit` is in standard deviations, `known_wait` in weeks, `push` is the practice's champion's (it may
    be negative), `support` how far the practice stands behind the service (0 to 1), `pressure` as in
    `gp_pressure`, `unlearned` how far the GP has unlearned to signpost (0 to 1).
    """
    if awareness <= 0.0:
        return 0.0
    direct = directly(p)
    return odds(
        p.referral_base_log_odds
        + p.referral_per_log_awareness * math.log(awareness)
        + p.referral_per_trust * (trust - 0.5)
        + p.referral_habit_spread * habit
        + through_involvement(p) * p.referral_per_involvement * involvement
        + direct * p.location_log_rate_ratio_on_site * on_site
        + direct * p.champions_offer_per_push * push
        + direct * p.champions_offer_per_support * support
        + p.referral_per_unlearned_signposting * unlearned
        + p.referral_per_ease * p.referral_ease
        - p.referral_per_log_load * pressure
        - p.referral_per_week_of_known_wait * known_wait
    )


def gp_pressure(patients_per_gp: float, p: Parameters) -> float:
    """Return GPs' load: the log of registered patients per full-time GP against the usual number."""
    return math.log(max(patients_per_gp, 1.0) / p.referral_usual_list_of_gp)


def recognition(visit_number: int, p: Parameters) -> float:
    """Return by how much the odds of an offer are multiplied at the `visit_number`-th visit of a spell (from 1)."""
    return math.exp(p.referral_per_repeat_visit * math.log(float(min(visit_number, MOST_VISITS))))


def reading_of_readiness(skill: float, readiness: float, p: Parameters) -> float:
    """Return by how much the odds of an offer are multiplied because the GP reads the person's readiness."""
    return math.exp(p.referral_per_skill_and_readiness * skill * readiness)


def odds_by_sex(female: bool, p: Parameters) -> float:
    """Return by how much the odds of an offer are multiplied for a woman or for a man."""
    half = 0.5 * p.referral_women_log_odds
    return math.exp(half if female else -half)


def staff_offer_odds(middling_gp: float, p: Parameters) -> float:
    """Return the odds that other staff offer at a visit, from those of a GP of middling habit at a first visit."""
    return p.referral_other_staff * math.exp(p.referral_staff_log_odds) * middling_gp


def self_referral_odds(awareness: float, known_wait: float, p: Parameters) -> float:
    """Return the odds that a troubled person of middling readiness comes without an offer.

    `awareness` is the practice's (0 to 1); where nobody knows the service, nobody hears of it.
    """
    if awareness <= 0.0 or p.referral_self_referral <= 0.0:
        return 0.0
    return p.referral_self_referral * odds(
        p.referral_self_base_log_odds
        + p.referral_self_per_log_awareness * math.log(awareness)
        - p.referral_per_week_of_known_wait * known_wait
    )


def is_only_a_code(answer: float, p: Parameters) -> bool:
    """Return whether a coded referral never reaches a list, from a uniform `answer`."""
    shared = p.referral_code_only_per_shared_records * p.involvement_shared_records
    return answer < p.referral_code_only_share * math.exp(-shared)


def own_initiative(readiness: float, p: Parameters) -> float:
    """Return by how much readiness multiplies the odds of coming without an offer."""
    return math.exp(p.referral_self_per_readiness * readiness)


def accept_odds(
    readiness: float, trust: float, skill: float, service_standing: float, known_wait: float, on_site: float,
    band: int, female: bool, p: Parameters,
) -> float:  # fmt: skip
    """Return the odds that a person accepts an offer.

    `trust` and `skill` (0 to 1) are of whoever offers, `service_standing` (0 to 1) the practice's; `known_wait` in weeks; `on_site` is the share of link workers' time in practices, for a warm hand-over;
    `band` is an `AgeBand`.
    """
    half = 0.5 * p.referral_accept_women_log_odds
    return odds(
        p.referral_accept_base_log_odds
        + p.referral_accept_per_readiness * readiness
        + p.referral_accept_per_trust * trust
        + p.referral_accept_per_warm_handover * warm_handover(on_site, p)
        - p.referral_accept_per_week_of_known_wait * known_wait
        + p.referral_accept_per_age_band * bands_older(band)
        + (half if female else -half)
        + p.referral_accept_per_skill * (skill - 0.5)
        + p.referral_accept_per_standing * (service_standing - 0.5)
    )
