"""Formulas: how each measure is counted from the records, one function a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.domain.ages import AgeBand
from sp_sim.domain.stages import NEVER, Ended, Route
from sp_sim.mechanisms.burnout import BURNT_OUT
from sp_sim.results.counting import ratio

if TYPE_CHECKING:
    from sp_sim.results.counting import Bools, Floats, Lives, Rows

LEFT_BEFORE_CONTACT = (Ended.DROPPED_OUT_WAITING, Ended.DROPPED_OUT_BEFORE_CONTACT)
LEFT_IN_CARE = (Ended.DISENGAGED, Ended.LOST_AT_CHANGE)


def referrals_per_1000(lives: Lives) -> Floats:
    """Coded referrals of the last 52 weeks per 1,000 registered patients a year."""
    return _per_1000_per_year(lives, _coded(lives))


def referrals_per_1000_of_kinds(lives: Lives) -> Floats:
    """The same, counted from the referrals themselves, which know of what kind the person is."""
    rows = lives.referrals
    by_practice = rows.column("route") != int(Route.SELF)
    in_time = rows.column("referred") >= lives.first_year_week
    return _per_1000_per_year(lives, rows.count(by_practice & in_time))


def consultations_per_1000(lives: Lives) -> Floats:
    """Consultations driven by a non-medical need, per 1,000 registered patients a year."""
    return _per_1000_per_year(lives, lives.year_practices.total("consultations"))


def referring_gps(lives: Lives) -> Floats:
    """Share of GPs whose last referral lies within the last 52 weeks."""
    last = lives.gps.column("last_referral")
    return lives.gps.share((last != NEVER) & (last >= lives.first_year_week))


def presentations_referred(lives: Lives) -> Floats:
    """Coded referrals by consultations driven by a non-medical need."""
    return ratio(_coded(lives), lives.year_practices.total("consultations"))


def declined(lives: Lives) -> Floats:
    """Offers declined by offers made."""
    return ratio(lives.year_practices.total("declined"), lives.year_practices.total("offers"))


def referrals_per_wte(lives: Lives) -> Floats:
    """Referrals that reach a list by funded wte, filled and vacant."""
    wte_years = lives.year_posts.total("wte") / WEEKS_PER_YEAR
    practices = lives.year_practices
    return ratio(practices.total("referrals") - practices.total("not_a_case"), wte_years)


def medical_route(lives: Lives) -> Floats:
    """Share of the cohort's referrals that GPs or other practice staff made."""
    return lives.cohort.share(lives.cohort.column("route") != int(Route.SELF))


def female(lives: Lives) -> Floats:
    """Share of the cohort's referrals that are of women."""
    return lives.cohort.share(lives.cohort.column("female") != 0)


def aged_65_plus(lives: Lives) -> Floats:
    """Share of the cohort's referrals that are of people of 65 and over."""
    return lives.cohort.share(lives.cohort.column("age_band") == int(AgeBand.FROM_65))


def only_a_code(lives: Lives) -> Floats:
    """Share of coded referrals of the last 52 weeks that never reached a list."""
    return ratio(lives.year_practices.total("not_a_case"), _coded(lives))


def signposted(lives: Lives) -> Floats:
    """Share of consultations at which a GP is expected to have signposted instead."""
    practices = lives.year_practices
    return ratio(practices.total("signposted"), practices.total("consultations"))


def wait_median(lives: Lives) -> Floats:
    """Median weeks from referral to first contact, of the cohort's who had one."""
    return _wait(lives, 0.5)


def wait_p90(lives: Lives) -> Floats:
    """90th percentile of weeks from referral to first contact, of the cohort's who had one."""
    return _wait(lives, 0.9)


def waiting_at_end(lives: Lives) -> Floats:
    """People waiting in the last week."""
    return lives.last_practices.total("waiting")


def waiting_of_kinds(lives: Lives) -> Floats:
    """The same, counted from the referrals themselves, which know of what kind the person is."""
    return _still_waiting(lives).count()


def waited_so_far(lives: Lives) -> Floats:
    """Median weeks waited so far by those who wait in the last week."""
    waiting = _still_waiting(lives)
    return waiting.quantile(lives.weeks - 1 - waiting.column("referred"), 0.5)


def first_contact(lives: Lives) -> Floats:
    """Share of the cohort's referrals with a first contact."""
    return lives.cohort.share(lives.cohort.column("first_contact") != NEVER)


def did_not_attend(lives: Lives) -> Floats:
    """Contacts missed by contacts booked."""
    missed = lives.year_posts.total("missed")
    return ratio(missed, missed + lives.year_posts.total("contacts"))


def contacts_mean(lives: Lives) -> Floats:
    """Contacts per referral with any contact."""
    return lives.seen.mean("contacts")


def seen_once(lives: Lives) -> Floats:
    """Share of referrals with any contact that had one."""
    return lives.seen.share(lives.seen.column("contacts") == 1)


def seen_three_or_more(lives: Lives) -> Floats:
    """Share of referrals with any contact that had three or more."""
    return lives.seen.share(lives.seen.column("contacts") >= 3)


def seen_over_five(lives: Lives) -> Floats:
    """Share of referrals with any contact that had more than five."""
    return lives.seen.share(lives.seen.column("contacts") > 5)


def seen_once_of_referred(lives: Lives) -> Floats:
    """Share of the cohort's referrals that had one contact."""
    return lives.cohort.share(lives.cohort.column("contacts") == 1)


def seen_three_or_more_of_referred(lives: Lives) -> Floats:
    """Share of the cohort's referrals that had three or more contacts."""
    return lives.cohort.share(lives.cohort.column("contacts") >= 3)


def seen_over_five_of_referred(lives: Lives) -> Floats:
    """Share of the cohort's referrals that had more than five contacts."""
    return lives.cohort.share(lives.cohort.column("contacts") > 5)


def completed(lives: Lives) -> Floats:
    """Share of the cohort's referrals that were closed as planned."""
    return lives.cohort.share(_ended(lives.cohort, Ended.COMPLETED))


def dropped_out(lives: Lives) -> Floats:
    """Share of the cohort's referrals that dropped out, before or after a first contact."""
    return lives.cohort.share(_ended(lives.cohort, *LEFT_BEFORE_CONTACT, *LEFT_IN_CARE))


def dropped_out_waiting(lives: Lives) -> Floats:
    """Share of the cohort's referrals that dropped out before any contact."""
    return lives.cohort.share(_ended(lives.cohort, *LEFT_BEFORE_CONTACT))


def dropped_out_in_care(lives: Lives) -> Floats:
    """Share of the cohort's referrals that disengaged, or were lost at a change of worker."""
    return lives.cohort.share(_ended(lives.cohort, *LEFT_IN_CARE))


def returned(lives: Lives) -> Floats:
    """Share of the cohort's referrals that a link worker declined."""
    return lives.cohort.share(_ended(lives.cohort, Ended.RETURNED))


def connected(lives: Lives) -> Floats:
    """Share of the cohort's referrals that began an activity."""
    return lives.cohort.share(lives.cohort.column("connected") != NEVER)


def connected_of_seen(lives: Lives) -> Floats:
    """Share of the cohort's referrals with any contact that began an activity."""
    return lives.seen.share(lives.seen.column("connected") != NEVER)


def places_used(lives: Lives) -> Floats:
    """Share of place-weeks that were used; lost places count for as long as they are in use."""
    offers = lives.year_offers
    taken, places = offers.column("taken"), offers.column("places")
    there = np.bincount(offers.group, np.maximum(places, taken), offers.groups)
    return ratio(offers.total("taken"), np.asarray(there, dtype=np.float64))


def caseload_mean(lives: Lives) -> Floats:
    """Open cases by filled wte, over the last 52 weeks."""
    return ratio(lives.year_workers.total("caseload"), lives.year_workers.total("wte"))


def hours_used(lives: Lives) -> Floats:
    """Contact and case hours by available hours."""
    return ratio(lives.year_posts.total("hours_used"), lives.year_posts.total("hours_available"))


def involvement_mean(lives: Lives) -> Floats:
    """Mean involvement of link workers in post in the last week."""
    return lives.last_workers.mean("involvement")


def exhaustion_mean(lives: Lives) -> Floats:
    """Mean exhaustion of link workers in post in the last week."""
    return lives.last_workers.mean("exhaustion")


def burnt_out(lives: Lives) -> Floats:
    """Share of link workers in post in the last week with exhaustion of 27 or more."""
    return lives.last_workers.share(lives.last_workers.column("exhaustion") >= BURNT_OUT)


def leavers_per_post(lives: Lives) -> Floats:
    """Link workers who left, by years of funded posts."""
    return ratio(lives.year_posts.total("left"), lives.year_posts.count() / WEEKS_PER_YEAR)


def vacant_weeks(lives: Lives) -> Floats:
    """Share of funded post-weeks in which the post was vacant."""
    return lives.year_posts.share(lives.year_posts.column("in_post") == 0)


def continuity(lives: Lives) -> Floats:
    """Share of the cohort's cases (taken on by a link worker) without a change of worker."""
    cases = lives.cohort.where(lives.cohort.column("accepted") != NEVER)
    return cases.share(cases.column("changes") == 0)


def lost_at_change(lives: Lives) -> Floats:
    """Share of the cohort's cases open at a change of worker whose contact was reduced or lost."""
    changed = lives.cohort.where(lives.cohort.column("changes") > 0)
    return changed.share(_cut_at_change(changed))


def lost_at_change_long(lives: Lives) -> Floats:
    """Share of the cohort's cases over a year long at their last change whose contact was cut at one."""
    changed = lives.cohort.where(lives.cohort.column("changes") > 0)
    weeks = changed.column("changed") - changed.column("accepted")
    long = changed.where(weeks > WEEKS_PER_YEAR)
    return long.share(_cut_at_change(long))


def supervisor_hours(lives: Lives) -> Floats:
    """Supervisors' hours by years of funded posts."""
    years = lives.year_posts.count() / WEEKS_PER_YEAR
    return ratio(lives.year_posts.total("supervisor_hours"), years)


def sickness(lives: Lives) -> Floats:
    """Share of filled post-weeks in which the link worker was away sick."""
    return lives.year_workers.share(lives.year_workers.column("sick") != 0)


def _still_waiting(lives: Lives) -> Rows:
    rows = lives.referrals
    return rows.where(
        (rows.column("accepted") == NEVER) & (rows.column("ended") == int(Ended.OPEN))
    )


def _coded(lives: Lives) -> Floats:
    """Referrals of the last 52 weeks that the practice made, and so coded."""
    practices = lives.year_practices
    return practices.total("referrals") - practices.total("self_referrals")


def _per_1000_per_year(lives: Lives, total: Floats) -> Floats:
    years = lives.year_weeks / WEEKS_PER_YEAR
    return ratio(total * 1000.0, lives.registered * years)


def _wait(lives: Lives, chance: float) -> Floats:
    met = lives.cohort.where(lives.cohort.column("first_contact") != NEVER)
    return met.quantile(met.column("first_contact") - met.column("referred"), chance)


def _cut_at_change(changed: Rows) -> Bools:
    return np.asarray(
        (changed.column("thinned") > 0) | _ended(changed, Ended.LOST_AT_CHANGE), dtype=np.bool_
    )


def _ended(rows: Rows, *ends: Ended) -> Bools:
    ended = rows.column("ended")
    found: Bools = np.asarray(ended == int(ends[0]), dtype=np.bool_)
    for end in ends[1:]:
        found |= ended == int(end)
    return found
