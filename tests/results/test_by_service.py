"""Services that a scenario names are counted apart, and their parts make up the whole."""

from dataclasses import replace

import numpy as np
import pytest

from sp_sim.cli.tables_of_services import side_by_side
from sp_sim.experiments.run import run
from sp_sim.report.services import services
from sp_sim.results.reopen import reopen
from sp_sim.results.result import Result
from tests.builders import a_scenario, an_area
from tests.results.handmade import PLACES, an_arm

AREA = an_area(practices=4, networks=2)
NAMED = {"south": ("N1", "P01"), "north": ("P03",)}


@pytest.fixture(scope="module")
def lived():
    scenario = replace(
        a_scenario((), "two", workforce_posts=2, awareness_start=0.5), services=NAMED
    )
    return run(scenario, AREA, weeks=40, replications=4, threads=1, draws="point")


def of_services(count):
    """A made-up arm of so many services, one practice in the first and all others in the last."""
    names = tuple(f"service number {number}" for number in range(count))
    places = replace(
        PLACES, systems=names, posts=(f"{names[0]}/1", f"{names[-1]}/1"), service_of=(0, count - 1)
    )
    arm = an_arm()
    return replace(arm, places=places, scenario=replace(arm.scenario, services={"a": ("P00",)}))


def test_rates_of_services_weigh_up_to_that_of_all(lived):
    (arm,) = lived.arms
    key = "referrals_per_1000_per_year"
    sizes = {"north": 3_000, "south": 9_000}

    assert {"north", "south"} == set(arm.services)
    assert arm.estimates[key].mean == pytest.approx(
        sum(sizes[name] / 12_000 * found[key].mean for name, found in arm.services.items())
    )
    assert arm.estimates["waiting_at_end"].mean == pytest.approx(
        sum(found["waiting_at_end"].mean for found in arm.services.values())
    )


def test_link_workers_count_in_their_own_service(lived):
    (arm,) = lived.arms
    rows = arm.records.worker_weeks
    ours = [post for post, code in enumerate(arm.places.posts) if code.startswith("north/")]
    last = rows[(rows["week"] == 39) & (rows["in_post"] != 0) & np.isin(rows["post"], ours)]
    means = [last["exhaustion"][last["run"] == run].mean() for run in range(4)]

    assert arm.services["north"]["exhaustion_mean"].mean == pytest.approx(np.mean(means))


def test_services_are_told_in_words_in_the_document_and_in_a_report(lived, tmp_path):
    (arm,) = lived.arms
    told = side_by_side(arm)
    kept = reopen(lived.save(tmp_path / "kept"))
    (table,) = services(kept)

    assert "two: service by service" in told
    assert "north south" in " ".join(told.split())
    assert set(arm.services) == set(lived.document()["scenarios"]["two"]["services"])
    assert ("Measure", "north", "south") == table.heads
    assert dict(arm.services) == dict(kept.arms[0].services)


def test_where_no_service_is_named_nothing_is_told_apart(lived):
    assert {} == an_arm().services
    assert "" == side_by_side(an_arm())
    assert "services" not in Result((an_arm("one"),)).document()["scenarios"]["one"]


def test_many_services_and_long_names_still_fit_a_terminal():
    told = side_by_side(of_services(8))

    assert max(map(len, told.splitlines())) <= 100
    assert "- 6: service number 5" in told
    assert "and 2 more services" in told
    assert "and 1 more service\n" in side_by_side(of_services(7))
