"""A common cause: a well-run service makes supervision look stronger than it is, and nothing else does."""

import numpy as np
import pytest

from sp_sim.engine.run import simulate
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area

SERVICES, POSTS, WEEKS = 400, 5, 104
QUIET = {
    "workforce_posts": POSTS,
    "consulting_demand_multiplier": 0.0,
    "turnover_base_rate": 0.0,
    "sickness_base_log_odds": -30.0,
}
NO_CLIMATE = {"climate_relief_per_sd": 0.0, "climate_offer_per_sd": 0.0, "climate_received_per_sd": 0.0}  # fmt: skip


def workers(**values):
    """Return each worker's sessions in the last year, and exhaustion at the end."""
    area = an_area(practices=SERVICES, networks=SERVICES, registered=100, gps=1.0)
    (records,) = simulate([build(area, a_scenario(**(QUIET | values)))], [7], weeks=WEEKS)
    rows = records.worker_weeks.reshape(SERVICES * POSTS, WEEKS)
    return rows["supervised"][:, -52:].sum(axis=1), rows["exhaustion"][:, -1]


def seen(**values):
    """What a cross-section sees: how much less exhausted the supervised are where half are offered it."""
    sessions, exhaustion = workers(support_supervised_share=0.5, **values)
    return exhaustion[sessions == 0].mean() - exhaustion[sessions > 0].mean()


def caused(**values):
    """What supervision does: the same workers, all supervised against none."""
    without, given = (workers(support_supervised_share=share, **values)[1] for share in (0.0, 1.0))
    return (without - given).mean()


SAMPLING = 2 * 9.0 / np.sqrt(SERVICES * POSTS)
"""Standard error of a difference between two halves of workers whose exhaustion has sd 9 at most."""


def test_where_services_are_run_unequally_a_cross_section_sees_more_than_supervision_does():
    assert seen() > caused() + 3 * SAMPLING


def test_where_climate_does_nothing_a_cross_section_sees_what_supervision_does():
    assert seen(**NO_CLIMATE) == pytest.approx(caused(**NO_CLIMATE), abs=3 * SAMPLING)


@pytest.mark.parametrize("gone", ["climate_relief_per_sd", "climate_offer_per_sd"])
def test_a_common_cause_needs_both_its_arms(gone):
    one_arm = {gone: 0.0}

    assert seen(**one_arm) == pytest.approx(caused(**one_arm), abs=3.5 * SAMPLING)


def test_what_is_seen_and_what_is_caused_lie_where_studies_have_them():
    """E085: r about 0.3 to 0.4 in size; E086: a small effect."""
    sessions, exhaustion = workers(support_supervised_share=0.5)

    assert -0.45 < np.corrcoef(sessions, exhaustion)[0, 1] < -0.15
    assert 0.05 < caused() / exhaustion.std() < 0.5
