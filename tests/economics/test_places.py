"""Costs by place: what is set for some practices or posts is paid for there and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.economics import quantities
from sp_sim.economics.use import Use
from sp_sim.experiments.live import Question, live
from sp_sim.scenario.scenario import Placed
from sp_sim.scenario.where import Where
from tests.builders import a_scenario, an_area, keyed

AREA = an_area(practices=4, networks=2)
EVERYWHERE = {
    "involvement_meetings_per_month": 4.0,
    "involvement_shared_records": 1.0,
    "location_site_by_weekday": ("head_office",) * 5,
    "champions_practices_share": 1.0,
    "champions_hours_per_week": 3.0,
    "champions_organisational_support": 0.9,
    "champions_training_hours": 5.0,
    "champions_network": True,
    "management_manager_hours_per_week": 9.0,
    "counsellor_hours_per_week": 20.0,
    "workforce_hours_per_wte": 45.0,
    "awareness_staff_training_hours": 3.0,
    "referral_ease": 0.5,
}
COUNTED = (
    "meetings", "shared_record_years", "contacts_elsewhere", "champion_hours", "champion_support_years",
    "champion_training_hours", "network_years", "manager_hours", "counsellor_hours", "wte_years_filled",
    "staff_training_hours", "ease_years",
)  # fmt: skip


def counted(scenario):
    (arm,) = live([scenario], Question(area=AREA, weeks=60, replications=2)).arms
    return {name: getattr(quantities, name)(Use(arm)) for name in COUNTED}


@pytest.fixture(scope="module")
def found():
    """Quantities where nothing, everything, or everything in each service by its code is set."""
    usual = a_scenario(workforce_posts=2)
    apart = tuple(
        Placed(Where("service", (code,)), None, keyed(EVERYWHERE)) for code in ("N1", "N2")
    )
    half = replace(usual, placed=apart[:1])
    return {
        "none": counted(usual),
        "half": counted(half),
        "each": counted(replace(usual, placed=apart)),
        "all": counted(a_scenario(workforce_posts=2, **EVERYWHERE)),
    }


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_set_for_each_service_costs_what_it_costs_for_all(found, name):
    assert np.array_equal(found["each"][name], found["all"][name])


def test_a_band_set_for_one_service_is_paid_there():
    higher = Placed(Where("service", ("N1",)), None, keyed({"workforce_band": 6}))
    placed = replace(a_scenario(workforce_posts=2), placed=(higher,))
    (arm,) = live([placed], Question(area=AREA, weeks=60, replications=2)).arms
    rows, use = arm.records.worker_weeks, Use(arm)
    years = rows["wte"] * (rows["in_post"] == 1) / 52
    there = np.char.startswith(np.array(arm.places.posts), "N1/")[rows["post"]]
    paid = [quantities.wte_years_filled(use, band).sum() for band in (5, 6)]

    assert [years[~there].sum(), years[there].sum()] == pytest.approx(paid)
    assert min(paid) > 0.0


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_set_for_one_service_costs_between_nothing_and_all(found, name):
    none, half, everything = (found[where][name].sum() for where in ("none", "half", "all"))

    assert none < half < everything
