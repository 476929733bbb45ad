"""Pay keeps link workers and fills posts; cover keeps hours for people while workers are trained."""

import numpy as np
import pytest

from sp_sim.engine.run import simulate
from tests.agreement.worlds import a_busy_world

SEEDS = range(12)
WEEKS = 104


def worked(**values):
    """The worker-weeks of a busy service over two years, all seeds together."""
    (records,) = simulate([a_busy_world(**values)], SEEDS, weeks=WEEKS)
    return records.worker_weeks


@pytest.fixture(scope="module")
def by_band():
    """Worker-weeks at the lowest, the usual and the highest band."""
    return [worked(workforce_band=band, turnover_hiring_weeks=8.0) for band in (3, 5, 7)]


def test_better_paid_workers_leave_more_rarely(by_band):
    """A week in post is the exposure; each step is more than five standard errors of Poisson counts."""
    left = np.array([rows["left"].sum() for rows in by_band])
    exposed = np.array([(rows["in_post"] == 1).sum() for rows in by_band])
    rates, errors = left / exposed, np.sqrt(left) / exposed

    assert (-np.diff(rates) > 5 * np.hypot(errors[1:], errors[:-1])).all()


def test_better_paid_posts_stand_empty_for_less_time(by_band):
    empty = [(rows["in_post"] == 0).sum() for rows in by_band]

    assert empty[0] > 1.2 * empty[1] > 1.44 * empty[2]


def test_with_cover_no_hour_for_people_is_lost_to_training():
    course = {"training_core_hours": 10.0, "training_core_starters_only": False}
    bare, half, whole = (worked(training_cover_share=share, **course) for share in (0.0, 0.5, 1.0))

    assert not bare["cover_hours"].any()
    assert bare["hours_available"].sum() < half["hours_available"].sum()
    assert half["hours_available"].sum() < whole["hours_available"].sum()
    assert bare["hours_used"].sum() < whole["hours_used"].sum()


def test_cover_is_counted_in_the_week_of_training_alone():
    rows = worked(training_cover_share=1.0)
    trained = rows["training_hours"] > 0.0

    assert (rows["cover_hours"][trained] > 0.0).mean() > 0.9
    assert not rows["cover_hours"][~trained].any()
