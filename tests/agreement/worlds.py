"""Worlds for the two models: one in which everything happens, and any that parameters allow."""

from dataclasses import replace

from hypothesis import strategies as st

from sp_sim.areas.area import load as load_area
from sp_sim.domain.places import Area
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.scenario.scenario import Change
from sp_sim.world.build import build
from tests.builders import a_change, a_practice, a_scenario, an_area
from tests.strategies import allowed, believed

SIZES = ("consulting.prone_share", "workforce.posts", "workforce.wte_per_50000")
"""Drawn apart, so that worlds stay small and have link workers."""

BUSY = {
    "workforce_posts": 3,
    "referral_base_log_odds": -1.0,
    "referral_self_base_log_odds": -2.0,
    "awareness_start": 0.5,
    "champions_practices_share": 0.7,
    "champions_lapse_rate": 3.0,
    "champions_leave_rate": 2.0,
    "champions_replacement_weeks": 3.0,
    "champions_network": True,
    "champions_training_hours": 4.0,
    "involvement_feedback_letters": 0.5,
    "involvement_shared_records": 0.5,
    "involvement_warm_handover": 0.5,
    "counsellor_hours_per_week": 5.0,
    "counsellor_severe_above": 0.0,
    "training_mental_health_hours": 5.0,
    "training_interval_weeks": 6,
    "training_core_hours": 3.0,
    "training_core_starters_only": True,
    "support_supervised_share": 1.0,
    "support_peer_share": 0.5,
    "turnover_base_rate": 3.0,
    "turnover_hiring_weeks": 2.0,
    "turnover_notice_weeks": 1,
    "sickness_base_log_odds": -3.0,
    "consulting_moving_rate": 0.5,
    "consulting_death_rate": 1.0,
    "pathway_leave_waiting_base_log_odds": -2.0,
    "management_caseload_cap_per_wte": 4.0,
    "benefit_base_log_odds": -1.0,
    "benefit_per_activity": 0.1,
    "offers_exists_chance": 0.9,
    "offers_places_per_50000": 500.0,
    "offers_closings_per_year": 3.0,
    "offers_reopening_weeks": 3.0,
    "offers_activity_weeks": 6,
    "offers_patience_weeks": 5,
    "management_urgency_weeks": 2.0,
    "offers_connect_base_log_odds": 0.5,
    "pathway_continue_log_odds": 1.5,
    "criteria_most_severity": 1.5,
    "discretion_may_decline": 0.3,
    "discretion_may_reroute": 0.2,
}
"""A service in which there is every kind of event within half a year."""


def a_busy_world(changes=(), /, *, area=None, services=None, placed=(), **values):
    """A small world in which everything happens."""
    place = area or an_area(practices=5, registered=300, networks=2)
    scenario = a_scenario(changes, **(BUSY | values))
    return build(place, replace(scenario, services=services or {}, placed=placed))


def an_area_for(scenario, **made_up):
    """A made-up area; for a scenario that names its services the area in the box, with short lists."""
    if not scenario.services:
        return an_area(**made_up)
    area = load_area(None)
    return replace(
        area, practices=tuple(replace(one, registered=170, gps=1.0) for one in area.practices)
    )


MOVING = (
    a_change(5, location_site_by_weekday=("head_office",) * 5, training_mental_health_hours=0.0),
    a_change(9, workforce_posts=5, discretion_level=1.0, champions_practices_share=1.0),
    a_change(15, workforce_posts=1, champions_practices_share=0.0),
    a_change(
        20,
        workforce_posts=2,
        involvement_held=True,
        counsellor_hours_per_week=0.0,
        offers_places_multiplier=0.3,
    ),
)
"""Dated changes of place, posts, champions, training, of what is felt, and of places in activities."""


def any_value(declared):
    """A value at a limit, a likely one, or any that is allowed."""
    if not declared.is_number:
        return allowed(declared)
    count = declared.kind == "count"
    edges = st.sampled_from([int(edge) if count else float(edge) for edge in declared.limits])
    likely = believed(declared).map(lambda value: round(value) if count else value)
    return st.one_of(allowed(declared), edges, likely)


def _some(keys, most):
    chosen = st.lists(st.sampled_from(sorted(keys)), unique=True, max_size=most)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({name: any_value(PARAMETERS[name]) for name in names})
    )


DATED = [key for key, declared in PARAMETERS.items() if declared.dated and key not in SIZES]
changes = st.builds(
    lambda week, values, posts: Change(week=week, values=values | posts),
    st.integers(1, 25),
    _some(DATED, 4),
    st.sampled_from([{}, *({"workforce.posts": posts} for posts in (1, 2, 5))]),
)
"""Any dated change, posts added and taken away among them."""


def _together(values, eagerness, staffing, dated):
    return a_scenario(tuple(dated), **(values | eagerness | staffing))


scenarios = st.builds(
    _together,
    _some(set(PARAMETERS) - set(SIZES), 20),
    st.sampled_from(
        [
            {},
            {"referral.base_log_odds": 0.0},
            {"referral.base_log_odds": 2.0},
            {"referral.base_log_odds": 2.0, "offers.places_per_50000": 500.0},
        ]
    ),
    st.sampled_from(
        [{"workforce.posts": posts} for posts in (1, 2, 3, 7)]
        + [{"workforce.wte_per_50000": wte} for wte in (0.0, 10.0, 50.0)]
    ),
    st.lists(changes, max_size=4),
)
"""Scenarios with many parameters drawn at once, extremes among them."""

A_MIX = {"share_20_39": 0.3, "share_40_64": 0.1, "share_65_plus": 0.2}

practices = st.lists(
    st.tuples(
        st.sampled_from(["N1", "N2", "U", ""]),
        st.sampled_from([1, 3, 40, 400]) | st.integers(1, 500),
        st.sampled_from([0.1, 1.0, 2.4, 5.0]),
        st.sampled_from([None, 1, 3, 5]),
        st.sampled_from([{}, {"share_65_plus": 0.4}, A_MIX]),
        st.sampled_from([None, False, True]),
    ),
    min_size=1,
    max_size=4,
)
areas = practices.map(
    lambda told: Area(
        name="made up by hypothesis",
        practices=tuple(
            a_practice(
                f"P{place}",
                pcn_code=pcn,
                registered=registered,
                gps=gps,
                deprivation_fifth=fifth,
                rural=rural,
                **ages,
            )
            for place, (pcn, registered, gps, fifth, ages, rural) in enumerate(told)
        ),
        synthetic=True,
        source="a test",
    )
)
"""Areas of at most 2,000 people in networks or in none, tiny lists and single GPs among them."""

worlds = st.builds(build, areas, scenarios)
seeds = st.sampled_from([0, 1, 2**31, 2**62]) | st.integers(0, 2**32)
