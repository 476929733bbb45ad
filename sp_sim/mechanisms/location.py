"""Location: where the link worker sits on each weekday, and what that alone does.

Rule: time in practices has a rate ratio of its own on offers and an odds ratio on first contact, beside what
    it does through involvement and awareness; contacts away from practices need travel, in the country more.
Reads: the site of each weekday, which of the practices covered are rural, and the rooms of each.
Decides: presence in practices, travel.
Assumes: days in practices are shared evenly among the practices that a post covers; what being there does by
    itself is as large as its coefficients say where one half is direct (`involvement.direct_share`); who finds no
    room there works at the head office instead, and all who want one find one as often as each other.
Source: no study measures referral by location; E094 and E095 (first contact when co-located).
"""

from __future__ import annotations

import math

from sp_sim.calendar import DAYS_PER_WEEK
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

SITES = ("practice", "head_office", "community", "home")

SECTION = section(
    "location",
    "where link workers sit, and the part of its effect that does not pass through involvement",
    site_by_weekday=param(
        ("practice", "practice", "practice", "head_office", "head_office"), unit="site on Monday to Friday",
        choices=SITES, length=5, grade="assumption", lever=True, place="post",
        source="assumption: the seed study met seven workers in practices and four at head office (10.1111/hsc.13295)",
        meaning="where each link worker of the service works on each weekday",
    ),
    rooms=param(
        10.0, unit="rooms", limits=(0.0, 100.0), grade="assumption", lever=True, place="practice",
        source="assumption: rooms are no limit unless a scenario says so; how many practices have to spare was not found",
        meaning="how many link workers can sit in a practice on one day; days for which there is no room are spent at head office",
    ),
    log_rate_ratio_on_site=param(
        0.4377, unit="log rate ratio", limits=(-3.0, 3.0), prior=uniform(-0.2231, 1.0986), grade="assumption",
        source="assumption: no measurement; log-uniform 0.8 to 3 with E096 as a sign only",
        meaning="direct effect of all time in practices against none on the odds of an offer, at a direct share of one half",
    ),
    first_contact_log_odds=param(
        0.3, unit="log odds", limits=(-3.0, 3.0), prior=uniform(0.0, 0.6), grade="analogous",
        source="E094, E095: 81% against 60 to 70% initial contact; different samples, so most of it is not credited",
        meaning="direct effect of all time in practices against none on attending the first contact, at a direct share of one half",
    ),
    travel_hours=param(
        0.35, unit="hours per contact", limits=(0.0, 4.0), prior=uniform(0.1, 0.6), grade="assumption",
        source="assumption: no figure was found",
        meaning="travel for one contact by a worker who is never in a practice, none of whose practices is rural",
    ),
    travel_per_rural=param(
        0.4, unit="log ratio", limits=(0.0, 3.0), prior=uniform(0.0, 0.8), grade="assumption",
        source="assumption: ways are longer in the country; no figure was found",
        meaning="how much longer travel for one contact is where all practices covered are rural than where none is",
    ),
)  # fmt: skip


def presence_share(days: float) -> float:
    """Return days a week on site as a share of the week, at most 1."""
    return min(days / DAYS_PER_WEEK, 1.0)


def share_with_a_room(days_wanted: float, rooms: float) -> float:
    """Return the share (0 to 1) of the days a week that link workers want to sit in a practice for which it has rooms."""
    days = DAYS_PER_WEEK * rooms
    return 1.0 if days_wanted <= days else days / days_wanted


def travel_hours_per_contact(on_site: float, rural: float, p: Parameters) -> float:
    """Return the hours of travel for one contact.

    `on_site` is the share of time in practices, `rural` the share of the practices covered that are rural.
    """
    return (1.0 - on_site) * p.location_travel_hours * math.exp(p.location_travel_per_rural * rural)
