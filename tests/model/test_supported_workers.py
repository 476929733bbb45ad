"""Stories of support: well-run services, sessions in groups, peers elsewhere."""

import pytest

from sp_sim.mechanisms.support import supervisor_hours
from sp_sim.model.model import SocialPrescribingModel
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area
from tests.model.village import Village

SURE_SESSION = {
    "support_supervised_share": 1.0,
    "support_supervision_interval_weeks": 1,
    "support_received_base_log_odds": 8.0,
}


def supervised(**values):
    village = Village(**SURE_SESSION, **values).open_up()
    village.week = 1
    village.learn()
    return village.worker


def test_a_session_in_a_group_gives_each_less_and_costs_the_supervisor_less():
    single = supervised()
    group = supervised(support_supervision_group_size=4, support_group_gain=0.5)

    assert single.received is group.received is True
    assert group.support == pytest.approx(single.support / 2)
    costs = [supervisor_hours(w.supervision_hours, w.model.p) for w in (single, group)]
    assert [1.0, 0.25] == costs


def test_supervision_without_quality_takes_hours_and_gives_nothing():
    worker = supervised(support_supervision_quality=0.0)

    assert (0.0, 1.0) == (worker.support, worker.supervision_hours)


def test_peers_take_hours_and_relieve():
    alone, befriended = (Village(support_peer_share=share) for share in (0.0, 1.0))
    for village in alone, befriended:
        village.open_up().accept()
        village.strain()

    hours = [v.worker.post.hours_available for v in (alone, befriended)]
    assert 24 / 52 == pytest.approx(hours[0] - hours[1])
    assert befriended.worker.exhaustion < alone.worker.exhaustion


def test_well_run_services_supervise_more_of_their_posts():
    """Of 40 services, the better run half offers supervision to more of its posts."""
    area = an_area(practices=40, registered=20, gps=1.0, networks=40)
    scenario = a_scenario(workforce_posts=10, support_supervised_share=0.5)
    model = SocialPrescribingModel(build(area, scenario), seed=2, weeks=1)
    model.change()
    services = sorted(model.services, key=lambda service: service.climate)
    offered = [sum(post.supervised for post in service.posts) for service in services]
    model.forget()

    assert sum(offered[20:]) > sum(offered[:20]) + 40
    assert 150 < sum(offered) < 250


def test_a_well_run_service_strains_people_less_though_it_gives_nothing_more():
    felt = []
    for climate in (-1.0, 1.0):
        village = Village().open_up()
        village.service.climate = climate
        village.accept()
        village.strain()
        felt.append(village.worker.exhaustion)

    assert felt[1] < felt[0]


STORY = {
    "discretion_per_relief": 4.0,
    "discretion_per_exposure": 2.0,
    "counsellor_severe_above": -3.0,
}


@pytest.mark.parametrize(("support", "better"), [(1.0, True), (0.0, False)])
def test_discretion_relieves_a_supported_worker_and_exposes_one_with_severe_cases_and_no_support(
    support, better
):
    felt = []
    for level in (0.5, 1.0):
        village = Village(discretion_level=level, **STORY).open_up()
        village.take_on(*village.people(12))
        village.worker.support = support
        village.strain()
        felt.append(village.worker.exhaustion)

    assert (felt[1] < felt[0]) is better
