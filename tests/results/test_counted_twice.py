"""Counted twice: measures by numpy are what plain SQL finds in the written tables."""

import duckdb
import pytest

from sp_sim.results.result import Result
from tests.results.handmade import an_arm, made_up

IN_SQL = {
    "referrals_per_1000_per_year": (
        "select seed, count(*) / 6.0 from '{}/referrals.parquet' where referred >= 52 group by seed"
    ),
    "wait_p90_weeks": (
        "select seed, quantile_cont(first_contact - referred, 0.9) from '{}/referrals.parquet' "
        "where referred <= 78 and first_contact is not null group by seed"
    ),
    "completed_share": (
        "select seed, avg((ended = 'completed')::int) from '{}/referrals.parquet' "
        "where referred <= 78 group by seed"
    ),
    "exhaustion_mean": (
        "select seed, avg(exhaustion) from '{}/worker_weeks.parquet' "
        "where week = 103 and in_post = 1 group by seed"
    ),
    "leavers_per_post_per_year": (
        "select seed, 52.0 * sum(\"left\") / count(*) from '{}/worker_weeks.parquet' "
        "where week >= 52 and wte > 0 group by seed"
    ),
    "referring_gps_share": (
        "select seed, avg((coalesce(last_referral, -1) >= 52)::int) from '{}/gps.parquet' "
        "group by seed"
    ),
    "waiting_at_end": (
        "select seed, sum(waiting) from '{}/practice_weeks.parquet' where week = 103 group by seed"
    ),
    "contact_lost_at_change_share": (
        "select seed, avg((thinned > 0 or ended = 'lost_at_change')::int) "
        "from '{}/referrals.parquet' where referred <= 78 and changes > 0 group by seed"
    ),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    seeds = tuple(range(1, 9))
    result = Result((an_arm("base", made_up(len(seeds), 104), seeds=seeds),))
    return result, result.save(tmp_path_factory.mktemp("counted") / "kept")


@pytest.mark.parametrize("key", IN_SQL)
def test_sql_finds_the_same(key, written):
    result, folder = written
    found = dict(duckdb.sql(IN_SQL[key].format(folder)).fetchall())
    measured = dict(zip(result.asked.seeds, result.arms[0].measured[key], strict=True))

    assert {seed: float(value) for seed, value in found.items()} == pytest.approx(measured)
