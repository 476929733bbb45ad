"""The models ask no question twice: a second asking would tie together what should be apart."""

import os
import subprocess
import sys

from tests.house.source import CHECKOUT

LIVED = """
from sp_sim.draws import asking_once, uniform
from sp_sim.engine.run import simulate
from sp_sim.world.build import build
from tests.builders import a_scenario, an_area

scenario = a_scenario(
    support_supervised_share=1.0,
    champions_practices_share=1.0,
    champions_leave_rate=2.0,
    champions_lapse_rate=2.0,
    counsellor_hours_per_week=10.0,
    turnover_base_rate=2.0,
    training_mental_health_hours=6.0,
)
world = build(an_area(practices=3, registered=1_500), scenario)
with asking_once():
    {before}
    (records,) = simulate([world], [1], weeks=60)
assert len(records.referrals) > 20, len(records.referrals)
assert records.worker_weeks["left"].sum() > 0
"""

AGAIN = """
    import sp_sim.engine.consult as consult
    once = consult.tie_break
    consult.tie_break = lambda *question: once(*question) + 0.0 * once(*question)
"""


def live(before):
    """Live a small world in plain Python, which is the form that can be watched."""
    return subprocess.run(
        [sys.executable, "-c", LIVED.format(before=before.strip())],
        cwd=CHECKOUT,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_year_of_a_small_world_asks_no_question_twice():
    told = live("pass")

    assert told.returncode == 0, told.stderr


def test_a_question_asked_twice_in_the_engine_would_be_found():
    told = live(AGAIN)

    assert told.returncode == 1
    assert "AskedTwiceError: WAITING_TIE was asked twice" in told.stderr
