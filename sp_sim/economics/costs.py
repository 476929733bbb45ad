"""Costs: every unit cost declared once, and why the other levers have none of their own."""

from __future__ import annotations

from functools import partial
from typing import Any

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.economics import quantities
from sp_sim.economics.unit_cost import PLACEHOLDER, UnitCost, placeholder
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.param import loguniform, uniform
from sp_sim.scenario.services import SERVICES

_YEAR_OF_E061 = 36_428.0
_STEP = 5_000.0
_POSTS = (
    "workforce.posts", "workforce.wte_per_50000", "workforce.wte_per_post", "workforce.hours_per_wte",
    "workforce.posts_multiplier", "workforce.as_published", "workforce.covers", "workforce.band",
)  # fmt: skip


def _hour_of_e061() -> float:
    """Return the figure of E061 for an hour at work, to the pound: full-time weeks less leave."""
    full_time, leave = (
        float(PARAMETERS[key].default)  # type: ignore[arg-type]
        for key in ("workforce.hours_per_wte", "workforce.leave_share")
    )
    return round(_YEAR_OF_E061 / (WEEKS_PER_YEAR * full_time * (1.0 - leave)), 0)


def _at_band(band: int) -> UnitCost:
    """Return what a year of a link worker costs at a band that the evidence has no figure for."""
    steps = band - quantities.BAND_OF_E061
    furthest = _YEAR_OF_E061 + 2.0 * steps * _STEP
    return UnitCost(
        key=f"link_worker_year_band_{band}",
        words=f"Link workers in post, band {band}",
        default=round(_YEAR_OF_E061 + steps * _STEP, -3),
        unit="GBP per wte a year",
        prior=uniform(*sorted((_YEAR_OF_E061, furthest))),
        grade=PLACEHOLDER,
        source=f"placeholder: E061 (band 5) and a step of {_STEP:,.0f} a band that nobody has a source for,"
        " rounded; range from no step to twice as much",
        payer="pcn",
        meaning=f"as of link workers in post, where posts are paid at band {band}",
        count=partial(quantities.wte_years_filled, band=band),
        levers=_POSTS,
    )


_LINK_WORKERS = (
    UnitCost(
        key="link_worker_year",
        words="Link workers in post",
        default=_YEAR_OF_E061,
        unit="GBP per wte a year",
        prior=uniform(34_113.0, _YEAR_OF_E061),
        grade="direct",
        source="E061: the most that was reimbursed in 2022/23; range from E059 (2019/20). What a"
        " worker costs the employer was not found",
        payer="pcn",
        meaning="pay and on-costs of one whole-time link worker at band 5 for a year; all hours of the"
        " post, those in training, supervision, meetings and sickness among them",
        count=quantities.wte_years_filled,
        levers=_POSTS,
    ),
    *(_at_band(band) for band in (3, 4, 6, 7)),
    UnitCost(
        key="vacant_year",
        words="Vacant posts",
        default=0.0,
        unit="GBP per vacant wte a year",
        prior=uniform(0.0, _YEAR_OF_E061),
        grade=PLACEHOLDER,
        source="placeholder: nothing is paid for a vacant post; range up to E061, paid in full",
        payer="pcn",
        meaning="what a funded post costs while nobody holds it (cover, agency, money not returned)",
        count=quantities.wte_years_vacant,
        levers=("turnover.hiring_weeks", "turnover.notice_weeks"),
    ),
    UnitCost(
        key="hosting_month",
        words="Hosting of posts",
        default=200.0,
        unit="GBP per post a month",
        prior=uniform(0.0, 200.0),
        grade=PLACEHOLDER,
        source="placeholder: E060 has up to 200 a month in 2020/21 where the post is sub-contracted;"
        " nothing where it is not",
        payer="pcn",
        meaning="overheads of the organisation that employs the link workers",
        count=quantities.post_months,
    ),
    placeholder(
        "hire",
        "Recruiting link workers",
        1_000.0,
        unit="GBP per hire",
        payer="pcn",
        meaning="advertising, interviews and induction of one new link worker",
        count=quantities.hires,
    ),
)  # fmt: skip

_SUPPORT = (
    placeholder(
        "training_hour",
        "Training of link workers",
        50.0,
        unit="GBP per hour of one worker",
        payer="icb",
        meaning="course fees and trainers for one link worker's hour of training",
        count=quantities.training_hours,
        levers=("training.mental_health_hours", "training.starters_only", "training.interval_weeks",
                "training.core_hours", "training.core_starters_only", "training.core_interval_weeks"),
    ),
    UnitCost(
        key="cover_hour",
        words="Cover while link workers are trained",
        default=_hour_of_e061(),
        unit="GBP per hour of a stand-in",
        prior=loguniform(_hour_of_e061() / 4.0, 4.0 * _hour_of_e061()),
        grade=PLACEHOLDER,
        source="placeholder: E061 by the hour at work, rounded (workforce.hours_per_wte and leave_share"
        " by default); what a stand-in costs was not found, wrong by a factor of four perhaps",
        payer="pcn",
        meaning="pay of whoever sees people in the place of a link worker who is being trained",
        count=quantities.cover_hours,
        levers=("training.cover_share",),
    ),
    placeholder(
        "supervisor_hour",
        "Clinical supervision",
        50.0,
        unit="GBP per hour of a supervisor",
        payer="icb",
        meaning="clinical supervisors; none where managers supervise, whose hours are paid already",
        count=quantities.supervisor_hours,
        levers=("support.supervised_share", "support.supervision_interval_weeks",
                "support.supervision_hours", "support.supervision_group_size",
                "management.supervises"),
    ),
    placeholder(
        "manager_hour",
        "Managers",
        50.0,
        unit="GBP per hour of a manager",
        payer="pcn",
        meaning="hours that managers have for link workers",
        count=quantities.manager_hours,
        levers=("management.manager_hours_per_week", "management.posts_per_manager"),
    ),
    placeholder(
        "counsellor_hour",
        "Social prescribing counsellor",
        50.0,
        unit="GBP per hour of a counsellor",
        payer="icb",
        meaning="contracted hours of the counsellor, used or not",
        count=quantities.counsellor_hours,
        levers=("counsellor.hours_per_week", "counsellor.services_sharing", "counsellor.advice_share"),
    ),
)  # fmt: skip

_PRACTICES = (
    placeholder(
        "champion_hour",
        "Champions' hours",
        100.0,
        unit="GBP per hour of a champion",
        payer="practice",
        meaning="cover for the hours that a champion gives, while the champion has energy for it",
        count=quantities.champion_hours,
        levers=("champions.practices_share", "champions.hours_per_week"),
    ),
    placeholder(
        "champion_support_year",
        "Standing behind champions",
        1_000.0,
        unit="GBP per champion a year at full support",
        payer="practice",
        meaning="what practices spend to stand wholly behind a champion, in proportion if less",
        count=quantities.champion_support_years,
        levers=("champions.organisational_support",),
    ),
    placeholder(
        "champion_training_hour",
        "Training of champions",
        50.0,
        unit="GBP per hour of one champion",
        payer="icb",
        meaning="trainers, and cover for the champion meanwhile",
        count=quantities.champion_training_hours,
        levers=("champions.training_hours",),
    ),
    placeholder(
        "champion_network_year",
        "Network of champions",
        1_000.0,
        unit="GBP per service a year",
        payer="icb",
        meaning="someone who brings the champions of a service together, and cover while they meet",
        count=quantities.network_years,
        levers=("champions.network",),
    ),
    placeholder(
        "staff_training_hour",
        "Telling practice staff about the service",
        500.0,
        unit="GBP per hour of a practice",
        payer="practice",
        meaning="time of all the staff of a practice who come, and of whoever tells them",
        count=quantities.staff_training_hours,
        levers=("awareness.staff_training_hours",),
    ),
    placeholder(
        "ease_year",
        "Making referring easier",
        100.0,
        unit="GBP per practice a year at full ease",
        payer="practice",
        meaning="setting up and keeping a button in the record system or a short form, in proportion if less",
        count=quantities.ease_years,
        levers=("referral.ease",),
    ),
    placeholder(
        "practice_meeting",
        "Practice meetings attended",
        10.0,
        unit="GBP per meeting and link worker",
        payer="practice",
        meaning="time of practice staff for the link worker's part of a practice meeting",
        count=quantities.meetings,
        levers=("involvement.meetings_per_month",),
    ),
    placeholder(
        "shared_records_year",
        "Shared records",
        100.0,
        unit="GBP per post a year at full sharing",
        payer="practice",
        meaning="licences and set-up with which link workers read and write the practice's records",
        count=quantities.shared_record_years,
        levers=("involvement.shared_records",),
    ),
    placeholder(
        "room_day",
        "Rooms in practices",
        50.0,
        unit="GBP per day on site",
        payer="practice",
        meaning="room and equipment for a link worker's day in a practice",
        count=quantities.room_days,
        levers=("location.site_by_weekday", "location.rooms"),
    ),
    placeholder(
        "travel_contact",
        "Travel to contacts elsewhere",
        5.0,
        unit="GBP per contact away from practices",
        payer="pcn",
        meaning="fares and mileage; the time is in the link worker's pay",
        count=quantities.contacts_elsewhere,
        levers=("location.site_by_weekday",),
    ),
)  # fmt: skip

_COMMUNITY = (
    placeholder(
        "activity_week",
        "Places in activities used",
        10.0,
        unit="GBP per person a week",
        payer="vcse",
        meaning="what it costs an activity to have one more person for a week",
        count=quantities.activity_weeks,
        levers=("offers.places_per_50000", "offers.places_multiplier", "offers.exists_chance",
                "offers.places_loneliness", "offers.places_low_mood", "offers.places_money",
                "offers.places_housing", "offers.places_caring", "offers.closings_per_year",
                "offers.reopening_weeks", "offers.activity_weeks"),
    ),
)  # fmt: skip

_TIME: tuple[UnitCost, ...] = (
    placeholder(
        "social_consultation",
        "Social consultations in practices",
        50.0,
        unit="GBP per consultation",
        payer="practice",
        meaning="time of a consultation driven by a non-medical need; fewer of them free time, and"
        " no budget falls",
        count=quantities.social_consultations,
        is_cash=False,
    ),
    placeholder(
        "offer_of_referral",
        "Offering a referral",
        10.0,
        unit="GBP per offer",
        payer="practice",
        meaning="time that offering and writing a referral adds to a consultation",
        count=quantities.offers_made,
        is_cash=False,
    ),
)

UNIT_COSTS: dict[str, UnitCost] = {
    each.key: each for each in (*_LINK_WORKERS, *_SUPPORT, *_PRACTICES, *_COMMUNITY, *_TIME)
}
"""Every unit cost by key, in the order in which they are printed."""

IN_PAY = "takes hours of link workers, which their pay has in it already"
A_RULE = "a rule of working: what it changes shows in the quantities that cost"
NO_CHOICE = "an assumption to try, not something that is bought"

WITHOUT: dict[str, str] = {
    "start": NO_CHOICE,
    "consulting.demand_multiplier": NO_CHOICE,
    "involvement.held": NO_CHOICE,
    "trust.heard_chance": NO_CHOICE,
    "involvement.feedback_letters": IN_PAY,
    "involvement.warm_handover": IN_PAY,
    "referral.other_staff": A_RULE,
    "referral.self_referral": A_RULE,
    "criteria.most_severity": A_RULE,
    "criteria.least_complexity": A_RULE,
    "champions.replaced": A_RULE,
    "champions.replacement_weeks": A_RULE,
    "support.peer_share": IN_PAY,
    "support.peer_hours_per_month": IN_PAY,
    "support.supervision_quality": "put the price of better supervision into the supervisor's hour",
    "pathway.missed_limit": A_RULE,
    "pathway.rebook_weeks": A_RULE,
    "pathway.weeks_between_contacts": A_RULE,
    "pathway.weeks_added_per_contact": A_RULE,
    "management.authority": A_RULE,
    "management.review_weeks": "takes hours of managers, which are paid already",
    "management.pause_above_load": A_RULE,
    "management.cap_step": A_RULE,
    "management.raise_below_load": A_RULE,
    "management.open_list_above_weeks": A_RULE,
    "management.caseload_cap_per_wte": A_RULE,
    "management.urgency_weeks": A_RULE,
    "discretion.level": A_RULE,
    "discretion.may_decline": A_RULE,
    "discretion.may_reroute": A_RULE,
}
"""Levers without a unit cost of their own, and why."""


def unpriced(levers: Any) -> list[str]:  # noqa: ANN401 - any keys
    """Return which of these levers have neither a unit cost nor a reason to have none."""
    priced = {lever for each in UNIT_COSTS.values() for lever in each.levers}
    return [
        key for key in levers if key not in priced and key not in WITHOUT and key != SERVICES.key
    ]
