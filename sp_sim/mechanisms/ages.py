"""Ages: how old the people on a practice's list are.

Rule: each person prone to need is of a band of age that is drawn from the adults of the practice's own list;
    what age does is with what it acts on (`referral.accept_odds`, `pathway.first_contact_odds`).
Reads: the shares of the list aged 20 to 39, 40 to 64, and 65 and over, where the area gives all three; else
    what is known of them, and the assumptions below.
Decides: a person's band of age, for life.
Assumes: need comes alike at all ages, and nobody leaves their band within a run.
Source: practices' lists by age are published; no row of the evidence has the ages of those in need.
"""

from __future__ import annotations

from sp_sim.domain.ages import AgeBand
from sp_sim.mechanisms.values import Parameters
from sp_sim.param import param, section, uniform

MIDDLE_BAND = int(AgeBand.FROM_40_TO_64)
"""The band against which what age does is counted."""

SECTION = section(
    "ages",
    "how old people are where an area does not give the ages on its practices' lists",
    adult_share=param(
        0.78, unit="share of registered patients", limits=(0.1, 1.0), prior=uniform(0.74, 0.82),
        grade="assumption", dated=False,
        source="assumption: somewhat over a fifth of registered people are children and teenagers; no figure in the evidence",
        meaning="share of a list aged 20 and over, where an area does not give it",
    ),
    share_65_plus=param(
        0.19, unit="share of registered patients", limits=(0.0, 1.0), prior=uniform(0.12, 0.26),
        grade="assumption", dated=False,
        source="assumption: about a fifth of registered people, with the spread between ordinary practices; no figure in the evidence",
        meaning="share of a list aged 65 and over, where an area does not give it",
    ),
    share_under_40=param(
        0.44, unit="share of those aged 20 to 64", limits=(0.0, 1.0), prior=uniform(0.36, 0.52),
        grade="assumption", dated=False,
        source="assumption: as many people of each year of age, which are 20 of 45 years; no figure in the evidence",
        meaning="share of those aged 20 to 64 who are under 40, where an area does not give it",
    ),
)  # fmt: skip


def share_under_65(share_65_plus: float, p: Parameters) -> float:
    """Return the share of adults aged under 65, from the share of a whole list aged 65 and over."""
    return 1.0 - min(share_65_plus / p.ages_adult_share, 1.0)


def share_under_40(under_65: float, p: Parameters) -> float:
    """Return the share of adults aged under 40, from the share of adults aged under 65."""
    return under_65 * p.ages_share_under_40


def age_band(answer: float, under_40: float, under_65: float) -> int:
    """Return a person's `AgeBand` from a uniform `answer` and the shares of adults below 40 and below 65."""
    return int(answer >= under_40) + int(answer >= under_65)


def bands_older(band: int) -> float:
    """Return how many bands older a person is than the middle one: -1, 0 or 1."""
    return float(band - MIDDLE_BAND)
