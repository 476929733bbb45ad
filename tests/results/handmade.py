"""Records made by hand, a dict a row, and made-up runs by the thousand."""

import numpy as np

from sp_sim.domain.ages import AgeBand
from sp_sim.domain.needs import KINDS
from sp_sim.domain.records import GP_END, OFFER_WEEK, PRACTICE_WEEK, REFERRAL, WORKER_WEEK, Records
from sp_sim.domain.stages import NEVER, NOBODY, Ended
from sp_sim.experiments.live import Living
from sp_sim.results.arm import Arm, Asked, Places
from sp_sim.results.counting import by_run
from sp_sim.results.measures import MEASURES
from tests.builders import a_scenario, an_area

UNSEEN = {
    "gp": 0,
    "post": NOBODY,
    "accepted": NEVER,
    "first_contact": NEVER,
    "closed": NEVER,
    "recovered": NEVER,
    "changed": NEVER,
    "sought": NEVER,
    "connected": NEVER,
    "gp_before": NEVER,
    "gp_after": NEVER,
    "gp_after_without": NEVER,
    "wellbeing_at_referral": np.nan,
    "wellbeing_26": np.nan,
    "wellbeing_26_without": np.nan,
    "wellbeing_before": np.nan,
    "wellbeing_after": np.nan,
    "wellbeing_after_without": np.nan,
}
PLACES = Places(("P00", "P01"), (3_000, 3_000), ("N1/1", "N1/2"), ("N1",))


def table(dtype, rows, usual=None):
    """Return a record array of rows given as dicts; what a row does not say is usual or zero."""
    made = np.zeros(len(rows), dtype=dtype)
    for number, row in enumerate(rows):
        for column, value in ((usual or {}) | row).items():
            made[number][column] = value
    return made


def records(referrals=(), practice_weeks=(), worker_weeks=(), gps=(), offer_weeks=()):
    return Records(
        table(REFERRAL, referrals, UNSEEN),
        table(PRACTICE_WEEK, practice_weeks),
        table(WORKER_WEEK, worker_weeks, {"in_post": 1, "wte": 1.0}),
        table(GP_END, gps, {"last_referral": NEVER}),
        table(OFFER_WEEK, offer_weeks),
    )


def lives(runs=1, weeks=104, **rows):
    return by_run(records(**rows), runs=runs, weeks=weeks, registered=np.array([4_000.0, 6_000.0]))


def made_up(runs, weeks, *, practices=2, posts=2, referred_a_week=0.35, exhaustion=20.0):
    """Return records of plausible shape and no meaning, quickly, for any number of runs."""
    rng = np.random.default_rng(runs)
    weeks_of = grid(PRACTICE_WEEK, runs, practices, weeks, "practice")
    size = len(weeks_of)
    weeks_of["offers"] = rng.poisson(2 * referred_a_week, size)
    weeks_of["referrals"] = rng.binomial(weeks_of["offers"], 0.5)
    weeks_of["declined"] = weeks_of["offers"] - weeks_of["referrals"]
    weeks_of["consultations"] = weeks_of["offers"] + rng.poisson(10, size)
    weeks_of["waiting"] = rng.poisson(3, size)
    weeks_of["ever_troubled"] = 100
    weeks_of["involvement"] = 0.05 + 0.1 * (weeks_of["run"] % 10)
    worked = grid(WORKER_WEEK, runs, posts, weeks, "post")
    size = len(worked)
    worked["wte"] = 0.8
    worked["in_post"] = rng.random(size) < 0.9
    worked["left"] = rng.random(size) < 0.005
    worked["caseload"] = rng.poisson(20, size)
    worked["contacts"] = rng.poisson(9, size)
    worked["missed"] = rng.poisson(1, size)
    worked["hours_available"] = 15.0
    worked["hours_used"] = rng.uniform(8, 15, size)
    worked["exhaustion"] = rng.normal(exhaustion, 5, size)
    worked["supervisor_hours"] = worked["week"] % 4 == 0
    worked["involvement"] = rng.uniform(0.2, 0.8, size)
    for state in ("exhaustion", "involvement"):
        worked[state][worked["in_post"] == 0] = np.nan
    gps = np.zeros(runs * practices * 2, dtype=GP_END)
    gps["run"] = np.repeat(np.arange(runs), practices * 2)
    gps["practice"] = np.tile(np.repeat(np.arange(practices), 2), runs)
    gps["gp"] = np.tile(np.arange(practices * 2), runs)
    gps["last_referral"] = np.where(
        rng.random(len(gps)) < 0.2, NEVER, rng.integers(0, weeks, len(gps))
    )
    offers = grid(OFFER_WEEK, runs, KINDS, weeks, "need")
    offers["open"], offers["places"] = 1, 12
    offers["taken"] = rng.binomial(12, 0.8, len(offers))
    return Records(_referrals(rng, weeks_of, posts, weeks), weeks_of, worked, gps, offers)


def grid(dtype, runs, places, weeks, column):
    made = np.zeros(runs * places * weeks, dtype=dtype)
    made["run"] = np.repeat(np.arange(runs), places * weeks)
    made[column] = np.tile(np.repeat(np.arange(places), weeks), runs)
    made["week"] = np.tile(np.arange(weeks), runs * places)
    return made


def _referrals(rng, weeks_of, posts, weeks):
    each = np.repeat(np.arange(len(weeks_of)), weeks_of["referrals"])
    made = np.zeros(len(each), dtype=REFERRAL)
    for column in ("run", "practice"):
        made[column] = weeks_of[column][each]
    made["referred"] = weeks_of["week"][each]
    size = len(made)
    for column, value in UNSEEN.items():
        made[column] = value if column != "gp" else NEVER
    made["post"] = rng.integers(0, posts, size)
    accepted = made["referred"] + rng.integers(0, 8, size)
    made["accepted"] = np.where(accepted < weeks, accepted, NEVER)
    contact = accepted + rng.integers(0, 3, size)
    is_seen = (contact < weeks) & (rng.random(size) < 0.85)
    made["first_contact"] = np.where(is_seen, contact, NEVER)
    made["contacts"] = np.where(is_seen, rng.geometric(0.3, size), 0)
    closed = contact + 2 * made["contacts"]
    is_closed = is_seen & (closed < weeks)
    made["closed"] = np.where(is_closed, closed, NEVER)
    made["ended"] = np.where(is_closed, int(Ended.COMPLETED), int(Ended.OPEN))
    is_connected = is_seen & (rng.random(size) < 0.45)
    made["sought"] = made["connected"] = np.where(is_connected, contact, NEVER)
    made["need"] = rng.integers(0, KINDS, size)
    made["female"] = rng.random(size) < 0.6
    made["age_band"] = rng.integers(0, len(AgeBand), size)
    made["changes"] = rng.random(size) < 0.2
    made["thinned"] = (made["changes"] > 0) & (rng.random(size) < 0.5)
    changed = made["accepted"] + rng.integers(1, 80, size)
    made["changed"] = np.where(made["changes"] > 0, changed, NEVER)
    _before_and_after(rng, made, weeks)
    return made


def _before_and_after(rng, made, weeks):
    size = len(made)
    made["wellbeing_at_referral"] = rng.uniform(7, 20, size)
    for column, ends in (("26", 26), ("before", 0), ("after", 52)):
        known = made["referred"] + ends < weeks
        made[f"wellbeing_{column}"] = np.where(known, rng.uniform(15, 30, size), np.nan)
    made["gp_before"] = rng.poisson(8, size) + 1
    known = made["referred"] + 52 < weeks
    made["gp_after_without"] = np.where(known, rng.poisson(7, size), NEVER)
    made["gp_after"] = np.where(known, made["gp_after_without"] // 2, NEVER)
    for column in ("26", "after"):
        made[f"wellbeing_{column}_without"] = made[f"wellbeing_{column}"] - 1.0


def an_arm(name="built for a test", given=None, *, seeds=(1, 2), weeks=104, **values):
    asked = Asked(an_area(), weeks, seeds)
    given = made_up(len(seeds), weeks) if given is None else given
    return Arm(a_scenario((), name, **values), asked, PLACES, given)


def a_living(lift=0.3):
    """Return a living of made-up runs: each further arm refers more and is more exhausted."""

    def simulate(worlds, seeds, *, weeks, threads=1, on_progress=None, past=None, **_):
        made = []
        for number, _ in enumerate(worlds):
            made.append(
                made_up(
                    len(seeds),
                    weeks,
                    referred_a_week=0.35 + lift * number,
                    exhaustion=20.0 + 3.0 * number,
                )
            )
            if on_progress is not None:
                on_progress(number + 1, len(worlds))
        return made

    return Living(lambda area, scenario: (area, scenario), simulate, lambda world: PLACES)


def counted(key, **rows):
    """The measure of the only run of records given as dicts."""
    (value,) = MEASURES[key].formula(lives(**rows))
    return value


def weeks_of(**columns):
    """Practice-weeks in both halves of a run of 104 weeks; only the second year counts."""
    return [{"week": week, **columns} for week in (0, 51, 52, 103)]
