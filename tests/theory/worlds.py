"""Worlds in which one mechanism is on and the rest is off, lived by the real engine."""

import numpy as np

from sp_sim.engine.run import simulate
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area

NEVER = -80.0
ALWAYS = 40.0
"""Log odds of what practically never and practically always happens (about 1e-35 and 1 - 4e-18)."""

ALIKE = {
    "consulting_frequency_spread": 0.0,
    "consulting_prognosis_spread": 0.0,
    "consulting_readiness_spread": 0.0,
    "consulting_moving_rate": 0.0,
    "consulting_death_rate": 0.0,
}
"""Everybody consults alike and stays in the area."""

PLAIN_OFFERS = {
    "referral_per_log_awareness": 0.0,
    "referral_per_trust": 0.0,
    "referral_per_involvement": 0.0,
    "referral_per_repeat_visit": 0.0,
    "referral_per_week_of_known_wait": 0.0,
    "referral_per_skill_and_readiness": 0.0,
    "referral_habit_spread": 0.0,
    "referral_women_log_odds": 0.0,
    "referral_other_staff": 0.0,
    "referral_self_referral": 0.0,
    "referral_per_log_load": 0.0,
    "referral_per_unlearned_signposting": 0.0,
    "champions_offer_per_push": 0.0,
    "champions_offer_per_support": 0.0,
    "referral_code_only_share": 0.0,
    "referral_quiet_weeks": 1,
    "referral_accept_base_log_odds": ALWAYS,
    "referral_accept_per_readiness": 0.0,
    "referral_accept_per_age_band": 0.0,
    "referral_accept_women_log_odds": 0.0,
    "referral_accept_per_trust": 0.0,
    "referral_accept_per_week_of_known_wait": 0.0,
    "location_log_rate_ratio_on_site": 0.0,
}
"""Each visit brings a referral with one chance, whoever meets whom."""

NOBODY_LOST = {
    "pathway_leave_waiting_base_log_odds": NEVER,
    "pathway_leave_waiting_per_week": 0.0,
    "pathway_leave_waiting_if_recovered": 0.0,
    "pathway_leave_waiting_per_readiness": 0.0,
    "pathway_first_contact_base_log_odds": ALWAYS,
    "pathway_first_contact_per_readiness": 0.0,
    "pathway_first_contact_per_week_waited": 0.0,
    "pathway_first_contact_per_involvement": 0.0,
    "pathway_first_contact_per_age_band": 0.0,
    "location_first_contact_log_odds": 0.0,
    "pathway_attend_base_log_odds": ALWAYS,
    "pathway_attend_per_readiness": 0.0,
    "pathway_disengage_base_log_odds": NEVER,
    "pathway_disengage_per_readiness": 0.0,
    "pathway_disengage_per_prognosis": 0.0,
    "pathway_disengage_per_week_unseen": 0.0,
    "pathway_disengage_per_exhaustion": 0.0,
    "pathway_disengage_per_skill": 0.0,
}
"""Everybody waits, attends and stays."""

NO_TURNOVER = {
    "turnover_base_rate": 0.0,
    "workforce_settling_weeks": 0,
    "sickness_base_log_odds": NEVER,
}
NO_BENEFIT = {"benefit_base_log_odds": NEVER, "benefit_per_activity": 0.0}
NO_SERVICE = {"workforce_wte_per_50000": 0.0}
ALL_WEEK_ON_SITE = {"location_site_by_weekday": ("practice",) * 5}


def a_world(*settings, registered=3_000, gps=2.0, **values):
    """Return one practice in which the settings and values hold, and defaults elsewhere."""
    together = {name: value for setting in settings for name, value in setting.items()}
    return build(
        an_area(practices=1, registered=registered, gps=gps), a_scenario(**together | values)
    )


def live(world, *, seeds, weeks):
    """Return the records of a world lived with so many seeds."""
    return simulate([world], range(seeds), weeks=weeks, threads=2, looks_back=True)[0]


def by_run_and_week(table, column, *, runs, weeks):
    """Return a column summed over rows, shape (runs, weeks)."""
    totals = np.zeros((runs, weeks))
    np.add.at(totals, (table["run"], table["week"]), table[column])
    return totals


def standard_error(independent):
    """Return the standard error of the mean of independent values."""
    return float(np.std(independent, ddof=1) / np.sqrt(len(independent)))
