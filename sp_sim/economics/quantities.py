"""Quantities: hours, posts, hires, places and days of a lived scenario, one function each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.calendar import DAYS_PER_WEEK, WEEKS_PER_YEAR
from sp_sim.economics.use import Missing
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.units import weekly_rate

if TYPE_CHECKING:
    from sp_sim.domain.records import Table
    from sp_sim.economics.use import Bools, Floats, Quantity, Use
    from sp_sim.world.world import World

FULL_TIME = "workforce.hours_per_wte"
BAND = "workforce.band"
BAND_OF_E061 = 5
MONTHS_PER_YEAR = 12


def wte_years_filled(use: Use, band: int = BAND_OF_E061) -> Quantity:
    """Whole-time equivalent years of link workers in post at a pay band, sick leave included."""
    rows = use.worker_weeks
    paid_so = use.by_post(BAND)[rows["week"], rows["post"]] == band
    return _wte_years(use, (rows["in_post"] == 1) & paid_so)


def wte_years_vacant(use: Use) -> Quantity:
    """Whole-time equivalent years of funded posts that nobody holds."""
    return _wte_years(use, use.worker_weeks["in_post"] == 0)


def _wte_years(use: Use, counted: Bools) -> Floats:
    """Return wte years of some rows, an equivalent being of the usual full-time week whatever the scenario's."""
    rows = use.worker_weeks
    longer = use.by_post(FULL_TIME) / float(PARAMETERS[FULL_TIME].default)  # type: ignore[arg-type]
    equivalents = rows["wte"] * counted * longer[rows["week"], rows["post"]]
    return use.total(rows, equivalents) / WEEKS_PER_YEAR


def post_months(use: Use) -> Quantity:
    """Months of funded posts, filled or vacant."""
    rows = use.worker_weeks
    return use.total(rows, rows["wte"] > 0.0) * MONTHS_PER_YEAR / WEEKS_PER_YEAR


def hires(use: Use) -> Quantity:
    """Link workers who started; of a service that is mature at week 0, those in post then did not."""
    rows = use.worker_weeks
    held, first = _firsts(rows[rows["in_post"] == 1], "run", "post", "holder")
    if use.began_mature:
        first &= held["week"] > 0
    return use.total(held, first)


def _firsts(rows: Table, *columns: str) -> tuple[Table, Bools]:
    """Return the rows in the order of these columns and the week, and which are the first of each."""
    order = np.lexsort((rows["week"], *(rows[column] for column in reversed(columns))))
    ordered = rows[order]
    first = np.zeros(len(ordered), dtype=np.bool_)
    first[:1] = True
    for column in columns:
        first[1:] |= ordered[column][1:] != ordered[column][:-1]
    return ordered, first


def supervisor_hours(use: Use) -> Quantity:
    """Hours of clinical supervisors who are not the service's own managers."""
    rows = use.worker_weeks
    apart = 1.0 - use.by_post("management.supervises")
    return use.total(rows, rows["supervisor_hours"] * apart[rows["week"], rows["post"]])


def manager_hours(use: Use) -> Quantity:
    """Hours of managers, of services with funded posts."""
    posts, span = use.posts_by_service, use.by_service("management.posts_per_manager")[np.newaxis]
    several = np.ceil(posts / np.maximum(span, 1.0))
    managers = np.where(span > 0.0, several, 1.0) * (posts > 0)
    hours = managers * use.by_service("management.manager_hours_per_week")[np.newaxis]
    return use.by_year(hours.sum(axis=2))


def counsellor_hours(use: Use) -> Quantity:
    """Hours of the counsellor, by the share of it that services with funded posts have."""
    hours = use.by_service("counsellor.hours_per_week")
    shared = (hours / use.by_service("counsellor.services_sharing"))[np.newaxis]
    return use.by_year(((use.posts_by_service > 0) * shared).sum(axis=2))


def training_hours(use: Use) -> Quantity:
    """Hours that link workers spent being trained (their own time is in their pay)."""
    rows = use.worker_weeks
    if "training_hours" not in (rows.dtype.names or ()):
        return Missing("the records have no hours of training")
    return use.total(rows, rows["training_hours"])


def cover_hours(use: Use) -> Quantity:
    """Hours in which stand-ins saw people while link workers were trained."""
    rows = use.worker_weeks
    if "cover_hours" not in (rows.dtype.names or ()):
        return Missing("the records have no hours of cover")
    return use.total(rows, rows["cover_hours"])


def champion_hours(use: Use) -> Quantity:
    """Hours of champions, in weeks in which they have any energy for it."""
    rows = use.practice_weeks
    return use.total(rows, _speaking(rows) * _there(use, rows, "champions.hours_per_week"))


def champion_training_hours(use: Use) -> Quantity:
    """Hours in which champions were trained: each new one, and all who speak when there is more of it."""
    hours = use.by_practice("champions.training_hours")
    more = np.maximum(np.diff(hours, axis=0, prepend=hours[:1]), 0.0)
    rows = use.practice_weeks
    speaking = rows[rows["champion_energy"] > 0.0]
    speaking, first = _firsts(speaking, "run", "practice", "champion")
    week, practice = speaking["week"], speaking["practice"]
    given = np.where(first, hours[week, practice], more[week, practice])
    if use.began_mature:
        given = given * (week > 0)
    return use.total(speaking, given)


def network_years(use: Use) -> Quantity:
    """Years in which the champions of a service meet as a network, over all services."""
    weekly = use.by_service("champions.network").sum(axis=1) / WEEKS_PER_YEAR
    return use.by_year(np.tile(weekly, (use.runs, 1)))


def staff_training_hours(use: Use) -> Quantity:
    """Hours in which the staff of practices are told about the service, over all practices."""
    return _over_the_years(use, "awareness.staff_training_hours")


def ease_years(use: Use) -> Quantity:
    """Years of practices, each weighed by how far referring is made easier there."""
    return _over_the_years(use, "referral.ease")


def _over_the_years(use: Use, key: str) -> Floats:
    """Return the sum over practices of what is set by the year."""
    weekly = use.by_practice(key).sum(axis=1) / WEEKS_PER_YEAR
    return use.by_year(np.tile(weekly, (use.runs, 1)))


def shared_record_years(use: Use) -> Quantity:
    """Years of funded posts, each weighed by how far records are shared in the practices covered."""
    rows = use.worker_weeks
    if not use.arm.scenario.placed:
        shared = use.lever("involvement.shared_records")[rows["week"]]
        return use.total(rows, (rows["wte"] > 0.0) * shared) / WEEKS_PER_YEAR
    world = use.world
    if world is None:
        return Missing("which practices each post covers is not in the records")
    told = use.by_practice("involvement.shared_records")
    covered = np.maximum(_over_practices(use, world, np.ones_like(told)), 1.0)
    mean = (_over_practices(use, world, told) / covered)[rows["week"], rows["post"]]
    return use.total(rows, (rows["wte"] > 0.0) * mean) / WEEKS_PER_YEAR


def champion_support_years(use: Use) -> Quantity:
    """Years of champions, each weighed by how far the practice's organisation stands behind them."""
    rows = use.practice_weeks
    support = _there(use, rows, "champions.organisational_support")
    return use.total(rows, _speaking(rows) * support) / WEEKS_PER_YEAR


def _there(use: Use, rows: Table, key: str) -> Floats:
    """Return what a lever is in the practice and week of each row."""
    there = use.by_practice(key)[rows["week"], rows["practice"]]
    return np.asarray(there, dtype=np.float64)


def _speaking(rows: Table) -> Floats:
    return (rows["champion_energy"] > 0.0).astype(np.float64)


def meetings(use: Use) -> Quantity:
    """Practice meetings that link workers attend: of each practice covered, by workers who are well."""
    world = use.world
    if world is None:
        return Missing("which practices each post covers is not in the records")
    a_month = _over_practices(use, world, use.by_practice("involvement.meetings_per_month"))
    rows = use.worker_weeks
    there = (rows["in_post"] == 1) & (rows["sick"] == 0)
    return use.total(rows, there * a_month[rows["week"], rows["post"]] * weekly_rate(12.0))


def _over_practices(use: Use, world: World, told: Floats) -> Floats:
    """Return for each week and post the sum, over the practices covered, of what holds in each."""
    starts = np.asarray(world.segment_weeks)
    segments = np.searchsorted(starts, np.arange(use.weeks), side="right") - 1
    found = np.zeros((use.weeks, len(world.posts)))
    for week, covers in enumerate(world.pair_levers["covers"][segments]):
        weights = covers * told[week, world.pairs["practice"]]
        found[week] = np.bincount(world.pairs["post"], weights, minlength=len(world.posts))
    return found


def room_days(use: Use) -> Quantity:
    """Days that link workers spent on site in practices."""
    rows = use.practice_weeks
    return use.total(rows, rows["presence"])


def contacts_elsewhere(use: Use) -> Quantity:
    """Contacts held away from practices, as the share of the working week planned elsewhere."""
    rows = use.worker_weeks
    sites = use.at_posts("location.site_by_weekday")
    away = np.array(
        [[1.0 - _days_in_practice(site) / DAYS_PER_WEEK for site in week] for week in sites]
    ).reshape(use.weeks, len(use.arm.places.posts))
    return use.total(rows, rows["contacts"] * away[rows["week"], rows["post"]])


def _days_in_practice(sites: object) -> int:
    return sum(site == "practice" for site in sites) if isinstance(sites, tuple | list) else 0


def activity_weeks(use: Use) -> Quantity:
    """Weeks that people connected by link workers took part in an activity."""
    rows = use.offer_weeks
    return use.total(rows, rows["taken"])


def social_consultations(use: Use) -> Quantity:
    """Consultations in general practice that were driven by a non-medical need."""
    rows = use.practice_weeks
    return use.total(rows, rows["consultations"])


def offers_made(use: Use) -> Quantity:
    """Offers of a referral, taken up or declined."""
    rows = use.practice_weeks
    return use.total(rows, rows["offers"])
