"""Offers: what voluntary, community and social enterprises provide, and how people come to take part.

Rule: each service has, for each kind of need, an offer that exists or does not, opens and closes, and has
    places, more or fewer where that kind is funded apart; a kind that is given none is closed. After an
    attended contact the worker may connect the person on; who finds no place waits for one while the case
    is open, as long as patience lasts. A place is taken for some weeks, or until the person stops coming.
Reads: kind of need, readiness, the worker's skill, registered patients, weeks waited, weeks taken part.
Decides: which offers there are and how large, who seeks a place, who waits on, who stops coming.
Assumes: who has a place keeps it when an offer or a whole kind closes or shrinks; the places counted are
    those that link workers can fill; one activity at a time and one search a case.
Source: E023, E024 (90% of referrals have a contact, 38% any intervention; a shortage of provision); the
    rest is assumption, and wide.
"""

from __future__ import annotations

import math

from sp_sim.domain.needs import KINDS, Need
from sp_sim.draws import geometric, geometric_scale
from sp_sim.mechanisms.curves import odds
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import loguniform, normal, param, section, uniform
from sp_sim.units import odds_of_week, weekly_rate

SECTION = section(
    "offers",
    "activity offers by kind of need: places, opening and closing, and connecting people on",
    exists_chance=param(
        0.8, unit="chance", prior=uniform(0.5, 1.0), grade="assumption", lever=True, place="service",
        source="E024: a shortage of provision was evident; how often the right kind is missing is an assumption",
        meaning="chance that a service has an offer for a kind of need at all",
    ),
    places_per_50000=param(
        85.0, unit="places per 50,000 registered", limits=(0.0, 50_000.0), prior=loguniform(20.0, 250.0),
        grade="assumption", lever=True, place="service",
        source="assumption: places are counted nowhere; chosen with the rest of this section near 38% (E024, C7)",
        meaning="places for people connected by link workers, over all kinds of need",
    ),
    places_multiplier=param(
        1.0, unit="times", limits=(0.0, 20.0), grade="assumption", lever=True, place="service",
        source="assumption: 1 by definition; a lever for asking what if there were more or fewer places",
        meaning="multiplies the places of every offer",
    ),
    places_loneliness=param(
        1.0, unit="times", limits=(0.0, 20.0), grade="assumption", lever=True, place="service",
        source="assumption: 1 by definition; a lever for asking what if offers for loneliness were funded, cut or closed",
        meaning="multiplies the places of offers for loneliness (0: closed to newcomers)",
    ),
    places_low_mood=param(
        1.0, unit="times", limits=(0.0, 20.0), grade="assumption", lever=True, place="service",
        source="assumption: 1 by definition; a lever for asking what if offers for low mood were funded, cut or closed",
        meaning="multiplies the places of offers for low mood (0: closed to newcomers)",
    ),
    places_money=param(
        1.0, unit="times", limits=(0.0, 20.0), grade="assumption", lever=True, place="service",
        source="assumption: 1 by definition; a lever for asking what if offers for money were funded, cut or closed",
        meaning="multiplies the places of offers for money (0: closed to newcomers)",
    ),
    places_housing=param(
        1.0, unit="times", limits=(0.0, 20.0), grade="assumption", lever=True, place="service",
        source="assumption: 1 by definition; a lever for asking what if offers for housing were funded, cut or closed",
        meaning="multiplies the places of offers for housing (0: closed to newcomers)",
    ),
    places_caring=param(
        1.0, unit="times", limits=(0.0, 20.0), grade="assumption", lever=True, place="service",
        source="assumption: 1 by definition; a lever for asking what if offers for caring for somebody were funded, cut or closed",
        meaning="multiplies the places of offers for caring for somebody (0: closed to newcomers)",
    ),
    match_to_need=param(
        0.5, unit="share", prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: whether provision follows need was not found",
        meaning="how far places follow the shares of need (1) rather than being the same for each kind (0)",
    ),
    closings_per_year=param(
        0.25, unit="per year", limits=(0.0, 50.0), prior=uniform(0.05, 0.6), grade="assumption", lever=True, place="service",
        source="assumption: how often offers close was not found; funding is commonly by the year",
        meaning="yearly rate at which an offer closes for newcomers",
    ),
    reopening_weeks=param(
        13.0, unit="weeks", limits=(1.0, 520.0), prior=uniform(4.0, 40.0), grade="assumption", lever=True, place="service",
        source="assumption: as closings_per_year",
        meaning="mean weeks until an offer that closed takes newcomers again",
    ),
    activity_weeks=param(
        12, unit="weeks", limits=(1, 104), prior=uniform(6, 26), grade="assumption", lever=True, place="service",
        source="assumption: the length of activities was not found; E036 has 12 weeks as a common limit of support",
        meaning="weeks for which a place is taken by a person who keeps coming",
    ),
    connect_base_log_odds=param(
        -0.5, unit="log odds per contact", limits=(-20.0, 10.0), prior=normal(-0.5, 0.7), grade="assumption",
        source="assumption: chosen with the rest of this section near 38% (E024, C7); the split is not known",
        meaning="log odds that an attended contact leads a person of middling readiness to seek a place",
    ),
    connect_per_readiness=param(
        0.7, unit="log odds per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.2, 1.2), grade="assumption",
        source="assumption: connecting on is limited by readiness; no figure was found",
        meaning="how strongly seeking a place follows readiness",
    ),
    connect_per_skill=param(
        0.5, unit="log odds per unit of skill", limits=(0.0, 5.0), prior=uniform(0.0, 1.0), grade="assumption",
        source="assumption: E092 has more help given after training; the transfer to connecting is an assumption",
        meaning="how strongly seeking a place follows the worker's skill",
    ),
    patience_weeks=param(
        12, unit="weeks", limits=(1, 260), prior=uniform(4, 26), grade="assumption",
        source="assumption: how long people wait for an activity was not found",
        meaning="weeks after which a person whose case is open no longer waits for a place",
    ),
    stop_base_log_odds=param(
        -3.2, unit="log odds per week", limits=(-20.0, 5.0), prior=normal(-3.2, 0.6), grade="assumption",
        source="assumption: how soon people stop coming to activities was not found",
        meaning="log odds that a person of middling readiness stops coming in a week",
    ),
    stop_per_readiness=param(
        0.4, unit="log odds lost per sd of readiness", limits=(0.0, 5.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: the ready stay",
        meaning="how much stopping falls with readiness",
    ),
)  # fmt: skip


def places_of_kind(need: int, p: Parameters) -> float:
    """Return by how much the places of offers for a kind of need (a `Need`) are multiplied."""
    if need == Need.LONELINESS:
        return p.offers_places_loneliness
    if need == Need.LOW_MOOD:
        return p.offers_places_low_mood
    if need == Need.MONEY:
        return p.offers_places_money
    if need == Need.HOUSING:
        return p.offers_places_housing
    return p.offers_places_caring


def chance_of_offer(need: int, p: Parameters) -> float:
    """Return the chance that a service has an offer for a kind of need; none where that kind is closed."""
    return p.offers_exists_chance if places_of_kind(need, p) > 0.0 else 0.0


def places_provided(registered: int, need: int, share: float, answer: float, p: Parameters) -> int:
    """Return the places of one offer of a service for `registered` patients.

    `share` is the share of people with the `need` that it serves. A uniform `answer`, always the same one
    for an offer, rounds a part of a place up or down.
    """
    part = (1.0 - p.offers_match_to_need) / KINDS + p.offers_match_to_need * share
    places = p.offers_places_per_50000 * p.offers_places_multiplier * (registered / 50_000.0)
    return int(places * part * places_of_kind(need, p) + answer)


def closing_odds(p: Parameters) -> float:
    """Return the odds that an open offer closes for newcomers this week."""
    return odds_of_week(weekly_rate(p.offers_closings_per_year))


def weeks_to_reopen(answer: float, p: Parameters) -> int:
    """Return in how many weeks (at least 1) a closed offer opens again, from a uniform `answer`."""
    return geometric(answer, geometric_scale(p.offers_reopening_weeks))


def share_open(p: Parameters) -> float:
    """Return the share of weeks in which an offer is open in the long run."""
    chance = 1.0 - math.exp(-weekly_rate(p.offers_closings_per_year))
    return 1.0 / (1.0 + chance * p.offers_reopening_weeks)


def connect_odds(readiness: float, skill: float, p: Parameters) -> float:
    """Return the odds that an attended contact leads to seeking a place in the right kind of offer."""
    return odds(
        p.offers_connect_base_log_odds
        + p.offers_connect_per_readiness * readiness
        + p.offers_connect_per_skill * skill
    )


def waits_on(weeks_waited: int, p: Parameters) -> bool:
    """Return whether a person still waits for a place after so many weeks."""
    return weeks_waited < p.offers_patience_weeks


def is_over(weeks_taken: int, p: Parameters) -> bool:
    """Return whether an activity is over after so many weeks."""
    return weeks_taken >= p.offers_activity_weeks


def stop_odds(readiness: float, p: Parameters) -> float:
    """Return the odds that a person stops coming to an activity this week."""
    return odds(p.offers_stop_base_log_odds - p.offers_stop_per_readiness * readiness)
