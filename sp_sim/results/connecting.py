"""Connecting: the measures of who begins an activity, and of the places that there are."""

from __future__ import annotations

from sp_sim.results import formulas
from sp_sim.results.measure import CONNECTING, cohort, rate

DECLARED = (
    cohort(
        "connected_share",
        "Referrals that led to an activity",
        theme=CONNECTING,
        definition="of referrals, those whose person began an activity",
        numerator="referrals with an activity begun",
        better="up",
        formula=formulas.connected,
    ),
    cohort(
        "connected_of_seen_share",
        "Led to an activity, of those seen",
        theme=CONNECTING,
        definition="of referrals with any contact, those whose person began an activity",
        numerator="referrals with an activity begun",
        denominator="referrals of the cohort with any contact",
        better="up",
        formula=formulas.connected_of_seen,
    ),
    rate(
        "places_used_share",
        "Places in activities that were used",
        theme=CONNECTING,
        definition="place-weeks taken by place-weeks provided, offers closed to newcomers included",
        numerator="places taken, summed over weeks",
        denominator="places provided, or lost and still in use, summed over weeks",
        unit="share",
        kind="share",
        better="neither",
        smallest=0.05,
        formula=formulas.places_used,
    ),
)
"""The measures of connecting on, in the order in which they are printed."""
