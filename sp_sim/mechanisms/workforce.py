"""Workforce: how many posts there are, and how many hours of theirs are left for people.

Rule: contracted hours less leave, recording, meetings, supervision, peers and training are hours for contacts;
    a stand-in may cover part of what training takes of them; contacts take longer the more exhausted the worker,
    and travel comes on top away from practices.
Reads: wte, site, this week's supervision, peers, training and meetings, exhaustion, weeks in post.
Decides: hours available, hours that a contact takes.
Assumes: hours used never exceed hours present and covered; a stand-in sees people as the worker would; a band
    says what a post pays, not what its holder can do.
Source: E050, E115 (2.2 wte per 50,000), E048 (0.87 wte per head), E061 (band 5); hours per contact have no evidence.
"""

from __future__ import annotations

from sp_sim.mechanisms.discretion import lengthening
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import fixed, param, section, uniform

SECTION = section(
    "workforce",
    "posts, hours and what a contact takes",
    posts=param(
        0, unit="posts per service", limits=(0, 500), grade="assumption", lever=True, place="service",
        source="assumption: 0 means that wte_per_50000 decides",
        meaning="number of link worker posts of the service; 0 takes them from wte_per_50000",
    ),
    wte_per_50000=param(
        2.2, unit="wte per 50,000 registered", limits=(0.0, 50.0), grade="direct", lever=True, place="service",
        source="E050, E115: 2,775 wte in July 2023 over the registered population",
        meaning="link workers in whole-time equivalents per 50,000 registered patients",
    ),
    as_published=param(
        False, unit="true or false", grade="assumption", lever=True, place="service",
        source="assumption: a lever; published posts leave out link workers whom others than the network employ",
        meaning="whether a service has the wte published for its networks, where the area gives them, in place of wte_per_50000",
    ),
    wte_per_post=param(
        0.87, unit="wte", limits=(0.1, 1.0), grade="direct", lever=True, place="post",
        source="E048: 1,265 wte in 1,449 heads",
        meaning="hours of one post as a share of full time (a service's posts share its wte evenly; a post set apart has its own)",
    ),
    posts_multiplier=param(
        1.0, unit="times", limits=(0.0, 10.0), grade="assumption", lever=True, place="service",
        source="assumption: a lever; 1 leaves posts as they are set",
        meaning="by how much the wte of posts, however they are set, is multiplied",
    ),
    covers=param(
        "pcn", unit="which practices", choices=("pcn", "area"), grade="assumption", lever=True, dated=False,
        source="assumption: posts are funded through networks; the services of the seed study spanned more",
        meaning="whether each PCN has a service of its own (pcn) or one service covers the whole area (area)",
    ),
    hours_per_wte=param(
        37.5, unit="hours per week", limits=(30.0, 45.0), grade="expert", lever=True, place="post",
        source="assumption: the NHS full-time week",
        meaning="contracted hours of one whole-time equivalent",
    ),
    leave_share=param(
        0.15, unit="share of hours", limits=(0.0, 0.9), prior=uniform(0.12, 0.18), grade="assumption",
        source="assumption: annual leave and public holidays; no figure in the evidence",
        meaning="share of contracted hours taken as leave",
    ),
    recording_share=param(
        0.2, unit="share of hours", limits=(0.0, 0.9), prior=uniform(0.1, 0.35), grade="assumption",
        source="assumption: the non-contact share of the working week was not found; chosen so that a post can serve what C3 and C6 imply",
        meaning="share of hours at work spent on recording, liaison and finding offers",
    ),
    settling_weeks=param(
        8, unit="weeks", limits=(0, 104), prior=uniform(4, 12), grade="assumption",
        source="assumption: time to competence was not found",
        meaning="weeks that a new holder of a post needs to settle in",
    ),
    settling_share=param(
        0.5, unit="share of hours", limits=(0.0, 1.0), prior=uniform(0.3, 0.7), grade="assumption",
        source="assumption: as settling_weeks",
        meaning="share of the usual contact hours that a holder who is settling in has",
    ),
    first_contact_hours=param(
        1.1, unit="hours", limits=(0.1, 10.0), prior=uniform(0.8, 1.5), grade="assumption",
        source="assumption: contact time per session was not found; chosen so that a post can serve what C3 and C6 imply",
        meaning="hours that a first contact takes, with its preparation",
    ),
    contact_hours=param(
        0.6, unit="hours", limits=(0.1, 10.0), prior=uniform(0.4, 0.9), grade="assumption",
        source="assumption: contact time per session was not found; chosen so that a post can serve what C3 and C6 imply",
        meaning="hours that a further contact takes, with its preparation",
    ),
    missed_share=param(
        0.4, unit="share of hours", limits=(0.0, 1.0), prior=uniform(0.2, 0.6), grade="assumption",
        source="assumption: part of the time booked for somebody who does not come can be used otherwise",
        meaning="share of a contact's hours that is lost when the person does not attend",
    ),
    slower_when_exhausted=param(
        0.3, unit="share added at full scale", limits=(0.0, 3.0), prior=uniform(0.1, 0.6), grade="assumption",
        source="E088 has the direction: burnt-out workers make more demand; the size is an assumption",
        meaning="by how much contacts take longer from no to the highest exhaustion",
    ),
    band=param(
        5, unit="Agenda for Change band", limits=(3, 7), grade="direct", lever=True, place="post",
        source="E056, E061: posts are reimbursed up to band 5",
        meaning="band at which posts are paid",
    ),
    usual_band=param(
        5, unit="Agenda for Change band", limits=(3, 7), prior=fixed(5), grade="direct",
        source="E056, E061: a convention: the band from which effects of pay are counted",
        meaning="the band at which all other parameters hold",
    ),
)  # fmt: skip


def hours_for_contacts(
    wte: float, weeks_in_post: int, meeting_hours: float, supervision_hours: float, peer_hours: float,
    training_hours: float, p: Parameters,
) -> float:  # fmt: skip
    """Return the hours of this week that a holder of a post has for contacts (at least 0)."""
    at_work = wte * p.workforce_hours_per_wte * (1.0 - p.workforce_leave_share)
    left = (
        at_work * (1.0 - p.workforce_recording_share)
        - meeting_hours
        - supervision_hours
        - peer_hours
        - training_hours
    )
    if weeks_in_post < p.workforce_settling_weeks:
        left = left * p.workforce_settling_share
    return max(0.0, left)


def hours_of_cover(
    wte: float, weeks_in_post: int, meeting_hours: float, supervision_hours: float, peer_hours: float,
    training_hours: float, p: Parameters,
) -> float:  # fmt: skip
    """Return the hours for contacts that a stand-in gives this week, out of those that training takes."""
    without = hours_for_contacts(
        wte, weeks_in_post, meeting_hours, supervision_hours, peer_hours, 0.0, p
    )
    left = hours_for_contacts(
        wte, weeks_in_post, meeting_hours, supervision_hours, peer_hours, training_hours, p
    )
    return p.training_cover_share * (without - left)


def hours_of_first_contact(exhaustion: float, travel_hours: float, p: Parameters) -> float:
    """Return the hours that a first contact takes; `exhaustion` from 0 to 54."""
    return p.workforce_first_contact_hours * slowness(exhaustion, p) * lengthening(p) + travel_hours


def hours_of_contact(exhaustion: float, travel_hours: float, p: Parameters) -> float:
    """Return the hours that a further contact takes; `exhaustion` from 0 to 54."""
    return p.workforce_contact_hours * slowness(exhaustion, p) * lengthening(p) + travel_hours


def slowness(exhaustion: float, p: Parameters) -> float:
    """Return by how much a worker takes longer because of exhaustion (1 at 0)."""
    return 1.0 + p.workforce_slower_when_exhausted * (exhaustion / 54.0)


def load_of_week(
    hours_due: float, hours_waiting: float, hours_available: float, waiting_weight: float
) -> float:
    """Return what is asked of a worker against what there is (0 to 3; 1 is just enough).

    `hours_waiting` is the worker's part of the waiting list in hours; it presses with `waiting_weight`.
    """
    asked = hours_due + waiting_weight * hours_waiting
    if hours_available <= 0.0:
        return 3.0 if asked > 0.0 else 0.0
    return min(asked / hours_available, 3.0)


def hours_of_missed(hours: float, p: Parameters) -> float:
    """Return the hours that are lost when a person does not come to a contact of so many `hours`."""
    return p.workforce_missed_share * hours


def hours_due(first: int, further: int, first_hours: float, contact_hours: float) -> float:
    """Return the hours that so many `first` and `further` contacts take."""
    return first * first_hours + further * contact_hours


def fits(hours_asked: float, hours_more: float, hours_available: float) -> bool:
    """Return whether hours last for `hours_more` beside what is asked already."""
    return hours_asked + hours_more <= hours_available
