"""By service: every measure of each service, counted apart, where a scenario names its services."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.results.counting import Lives, Rows
from sp_sim.results.measures import MEASURES, measure
from sp_sim.results.over_sets import mean_over

if TYPE_CHECKING:
    from sp_sim.domain.records import Table
    from sp_sim.estimate import Estimate
    from sp_sim.results.arm import Arm
    from sp_sim.results.counting import Ints


def by_service(arm: Arm) -> dict[str, dict[str, Estimate]]:
    """Return every measure of each service; nothing where none is named, or records were not kept."""
    names, sets = arm.places.systems, arm.asked.sets
    if not arm.scenario.services or not arm.keeps_records or not arm.places.service_of:
        return {}
    counted = {key: values.reshape(-1, len(names)) for key, values in measure(_lives(arm)).items()}
    return {
        name: {
            key: mean_over(values[:, place].copy(), sets).within(*MEASURES[key].possible)
            for key, values in counted.items()
        }
        for place, name in enumerate(names)
    }


def _lives(arm: Arm) -> Lives:
    """Return the records counted by run and service: group `run * services + service`."""
    places, records, runs = arm.places, arm.records, len(arm.asked.seeds)
    services = len(places.systems)
    of_practice = np.array(places.service_of, dtype=np.int64)
    position = {name: place for place, name in enumerate(places.systems)}
    of_post = np.array([position[post.rpartition("/")[0]] for post in places.posts], dtype=np.int64)
    registered = np.bincount(of_practice, weights=places.registered, minlength=services)

    def grouped(table: Table, service: Ints) -> Rows:
        return Rows(table, table["run"].astype(np.int64) * services + service, runs * services)

    return Lives(
        referrals=grouped(records.referrals, of_practice[records.referrals["practice"]]),
        practice_weeks=grouped(
            records.practice_weeks, of_practice[records.practice_weeks["practice"]]
        ),
        worker_weeks=grouped(records.worker_weeks, of_post[records.worker_weeks["post"]]),
        gps=grouped(records.gps, of_practice[records.gps["practice"]]),
        offer_weeks=grouped(records.offer_weeks, records.offer_weeks["system"].astype(np.int64)),
        registered=np.tile(registered, runs),
        weeks=arm.asked.weeks,
    )
