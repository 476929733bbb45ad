"""Measures: every number that is reported, declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.results import connecting, formulas, outcomes
from sp_sim.results.measure import (
    CARE,
    LAST_WEEK,
    NO_CENSORING,
    WAITING,
    Measure,
    cohort,
    rate,
)
from sp_sim.results.referring import REFERRING_MEASURES
from sp_sim.results.staff_measures import HAND_OVER, STAFF

if TYPE_CHECKING:
    from sp_sim.results.counting import Floats, Lives

_WAITING = (
    cohort(
        "wait_median_weeks",
        "Typical wait (median), weeks",
        theme=WAITING,
        definition="median weeks from referral to first contact, of those who had one",
        numerator="weeks from referral to first contact",
        denominator="referrals of the cohort with a first contact",
        censoring="those without a first contact yet are left out, which shortens long waits",
        unit="weeks",
        kind="count",
        better="down",
        smallest=1.0,
        formula=formulas.wait_median,
    ),
    cohort(
        "wait_p90_weeks",
        "Long wait (one in ten), weeks",
        theme=WAITING,
        definition="90th percentile of weeks from referral to first contact, of those who had one",
        numerator="weeks from referral to first contact",
        denominator="referrals of the cohort with a first contact",
        censoring="those without a first contact yet are left out, which shortens long waits",
        unit="weeks",
        kind="count",
        better="down",
        smallest=2.0,
        formula=formulas.wait_p90,
    ),
    Measure(
        key="waiting_at_end",
        words="People waiting at the end",
        theme=WAITING,
        definition="people waiting for a link worker in the last week",
        numerator="people waiting",
        denominator="none: a number of people",
        window=LAST_WEEK,
        censoring=NO_CENSORING,
        unit="people",
        kind="stock",
        better="down",
        smallest=10.0,
        formula=formulas.waiting_at_end,
    ),
    Measure(
        key="waited_so_far_median_weeks",
        words="Weeks waited so far by those (median)",
        theme=WAITING,
        definition="weeks from referral to the last week, of people who still wait then",
        numerator="median over people waiting in the last week",
        denominator="people waiting in the last week",
        window=LAST_WEEK,
        censoring="the waits are not over: this is how long they have lasted",
        unit="weeks",
        kind="count",
        better="down",
        smallest=1.0,
        formula=formulas.waited_so_far,
    ),
    cohort(
        "first_contact_share",
        "Referrals that led to a first contact",
        theme=WAITING,
        definition="of accepted referrals (all that joined the list), those with a first contact",
        numerator="referrals with a first contact",
        better="up",
        formula=formulas.first_contact,
    ),
)

_CARE = (
    rate(
        "did_not_attend_share",
        "Booked contacts that were missed",
        theme=CARE,
        definition="booked contacts not attended",
        numerator="contacts missed",
        denominator="contacts booked: attended and missed",
        unit="share",
        kind="share",
        better="down",
        smallest=0.03,
        formula=formulas.did_not_attend,
    ),
    cohort(
        "contacts_mean",
        "Contacts per person seen",
        definition="contacts per referral with any contact",
        numerator="contacts",
        denominator="referrals of the cohort with any contact",
        unit="contacts",
        kind="count",
        better="neither",
        smallest=0.5,
        formula=formulas.contacts_mean,
    ),
    cohort(
        "seen_once_share",
        "Seen once only, of those seen",
        definition="of referrals with any contact, those with one",
        numerator="referrals with one contact",
        denominator="referrals of the cohort with any contact",
        better="neither",
        formula=formulas.seen_once,
    ),
    cohort(
        "seen_three_or_more_share",
        "Seen 3 times or more, of those seen",
        definition="of referrals with any contact, those with three or more",
        numerator="referrals with three contacts or more",
        denominator="referrals of the cohort with any contact",
        better="neither",
        formula=formulas.seen_three_or_more,
    ),
    cohort(
        "seen_over_five_share",
        "Seen over 5 times, of those seen",
        definition="of referrals with any contact, those with more than five",
        numerator="referrals with more than five contacts",
        denominator="referrals of the cohort with any contact",
        better="neither",
        formula=formulas.seen_over_five,
    ),
    cohort(
        "seen_once_share_of_referred",
        "Seen once only, of all referred",
        definition="of referrals, those with one contact",
        numerator="referrals with one contact",
        better="neither",
        formula=formulas.seen_once_of_referred,
    ),
    cohort(
        "seen_three_or_more_share_of_referred",
        "Seen 3 times or more, of all referred",
        definition="of referrals, those with three contacts or more",
        numerator="referrals with three contacts or more",
        better="neither",
        formula=formulas.seen_three_or_more_of_referred,
    ),
    cohort(
        "seen_over_five_share_of_referred",
        "Seen over 5 times, of all referred",
        definition="of referrals, those with more than five contacts",
        numerator="referrals with more than five contacts",
        better="neither",
        formula=formulas.seen_over_five_of_referred,
    ),
    cohort(
        "completed_share",
        "Referrals closed as planned",
        definition="of referrals, those closed as planned by the link worker",
        numerator="referrals completed",
        better="up",
        formula=formulas.completed,
    ),
    cohort(
        "dropped_out_share",
        "Referrals that dropped out",
        definition="of referrals, those that left before or after a contact (not moves or deaths)",
        numerator="referrals that dropped out",
        better="down",
        formula=formulas.dropped_out,
    ),
    cohort(
        "dropped_out_waiting_share",
        "Dropped out before any contact",
        definition="of referrals, those that left while waiting or were taken on and never seen",
        numerator="referrals that dropped out before any contact",
        better="down",
        formula=formulas.dropped_out_waiting,
    ),
    cohort(
        "dropped_out_in_care_share",
        "Dropped out after a contact",
        definition="of referrals, those that disengaged or were lost at a change of worker",
        numerator="referrals that disengaged in care or were lost at a change of worker",
        better="down",
        formula=formulas.dropped_out_in_care,
    ),
    cohort(
        "returned_share",
        "Referrals returned to the practice",
        definition="of referrals, those that a link worker declined because the service could not serve the person",
        numerator="referrals declined by a link worker",
        better="neither",
        formula=formulas.returned,
    ),
    cohort(
        "continuity_share",
        "Kept by one worker throughout",
        definition="of cases taken on by a link worker, those with one worker throughout",
        numerator="cases without a change of worker",
        denominator="referrals of the cohort that a link worker took on",
        better="up",
        formula=formulas.continuity,
    ),
    cohort(
        "contact_lost_at_change_share",
        "Contact cut at a change of worker",
        definition="of cases open at a change of worker, those whose contact was reduced or lost",
        numerator="cases thinned or lost at a change of worker",
        denominator="cases of the cohort with a change of worker",
        better="down",
        formula=formulas.lost_at_change,
    ),
)

MEASURES: dict[str, Measure] = {
    each.key: each
    for each in (
        *REFERRING_MEASURES,
        *_WAITING,
        *_CARE,
        *HAND_OVER,
        *connecting.DECLARED,
        *outcomes.OUTCOMES,
        *STAFF,
    )
}
"""Every measure by key, in the order in which they are printed."""


def measure(lives: Lives) -> dict[str, Floats]:
    """Return every measure, one value a group; NaN where there is nothing to count."""
    return {key: each.formula(lives) for key, each in MEASURES.items()}
