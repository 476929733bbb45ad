"""Controls: what differs by ever so little is reported, and what means nothing is not."""

import math
from dataclasses import replace

import numpy as np
import pytest

from sp_sim.domain.records import PRACTICE_WEEK
from sp_sim.model.model import SocialPrescribingModel
from tests.agreement.lives import HALF_A_YEAR, TABLES, digest, first_difference, ran, read
from tests.agreement.worlds import a_busy_world


@pytest.fixture(scope="module")
def lived():
    return ran(a_busy_world(), 5)


def altered(records, table, field, row, value):
    copy = getattr(records, table).copy()
    copy[field][row] = value
    return replace(records, **{table: copy})


@pytest.mark.parametrize(
    "field", ["burnout_base", "trust_drift", "awareness_per_colleague", "workforce_hours_per_wte"]
)
def test_a_parameter_that_differs_in_its_last_bit_is_found(field):
    """Not by every seed: rounding may swallow a last bit."""
    world = a_busy_world()
    other = a_busy_world(**{field: math.nextafter(float(world.params[field][0]), 100.0)})

    found = [first_difference(read(world, seed), ran(other, seed)) for seed in range(5, 10)]

    assert any(found)


class NeverSupported(SocialPrescribingModel):
    """A reading copy in which sessions of supervision give nothing."""

    def strain(self):
        for service in self.services:
            for worker in service.workers:
                worker.support = 0.0
        super().strain()


class AcceptsLast(SocialPrescribingModel):
    """A reading copy that takes people from the list once contacts have been held."""

    def accept(self):
        for service in self.services:
            for worker in service.workers:
                worker.plan_hours(self.week)

    def meet(self):
        super().meet()
        for service in self.services:
            service.share_out(self.week)


class LastComeFirstServed(SocialPrescribingModel):
    """A reading copy whose waiting list is taken from the wrong end."""

    def accept(self):
        for service in self.services:
            service.waiting.reverse()
        super().accept()


class ForgetsWhoWaits(SocialPrescribingModel):
    """A reading copy in which nobody waits for a place in an activity beyond the week."""

    def live(self):
        super().live()
        for service in self.services:
            for offer in service.offers:
                offer.seeking.clear()


@pytest.mark.parametrize(
    "spoilt", [NeverSupported, AcceptsLast, LastComeFirstServed, ForgetsWhoWaits]
)
def test_a_model_that_does_one_thing_otherwise_is_found(spoilt):
    world = a_busy_world(workforce_posts=1, management_urgency_weeks=0.0)
    other = spoilt(world, seed=5, weeks=HALF_A_YEAR).run()

    assert first_difference(other, ran(world, 5))


def test_the_first_difference_is_named_by_table_week_row_and_field(lived):
    row = int(np.flatnonzero(lived.worker_weeks["in_post"])[40])
    was = lived.worker_weeks["exhaustion"][row]
    week, post = (lived.worker_weeks[name][row] for name in ("week", "post"))
    other = altered(lived, "worker_weeks", "exhaustion", row, np.nextafter(was, 0.0))

    told = first_difference(other, lived)

    assert told.startswith(
        f"worker_weeks, week {week}, row {row} (run 0, post {post}), exhaustion: "
    )
    assert told.endswith(f" against {was.item()!r}")


def test_of_two_differences_the_earlier_week_is_told(lived):
    late = altered(lived, "practice_weeks", "offers", 20, 99)
    early = altered(late, "worker_weeks", "contacts", 3, 99)

    assert first_difference(early, lived).startswith("worker_weeks, week 3, row 3 (run 0, post 0)")


def test_a_missing_referral_is_found(lived):
    shorter = replace(lived, referrals=lived.referrals[:-1])
    rows = len(lived.referrals)

    assert f"referrals: {rows - 1} rows against {rows}; " in first_difference(shorter, lived)


def test_a_difference_in_gps_is_of_the_end(lived):
    other = altered(lived, "gps", "trust", 2, 0.5)

    assert first_difference(other, lived).startswith("gps, the end, row 2 (run 0, practice ")


@pytest.mark.parametrize("table", TABLES)
def test_records_that_differ_in_one_row_are_not_the_same(lived, table):
    field = getattr(lived, table).dtype.names[-1]
    other = altered(lived, table, field, 0, 7)

    assert lived.same_bits(lived)
    assert not lived.same_bits(other)
    assert digest(lived) != digest(other)


def test_records_of_other_lengths_are_not_the_same(lived):
    assert not lived.same_bits(replace(lived, gps=lived.gps[1:]))


def test_records_of_other_columns_are_not_the_same(lived):
    assert not lived.same_bits(replace(lived, gps=lived.practice_weeks))


def test_what_lies_between_aligned_fields_means_nothing(lived):
    """The dtype has gaps; they are filled here with what memory might hold."""
    other = lived.practice_weeks.copy()
    kinds = [PRACTICE_WEEK.fields[name] for name in PRACTICE_WEEK.names]
    used = {byte for kind, place in kinds for byte in range(place, place + kind.itemsize)}
    gaps = sorted(set(range(PRACTICE_WEEK.itemsize)) - used)
    other.view("u1").reshape(-1, PRACTICE_WEEK.itemsize)[:, gaps] ^= 0xFF
    filled = replace(lived, practice_weeks=other)

    assert gaps
    assert lived.practice_weeks.tobytes() != other.tobytes()
    assert lived.same_bits(filled)
    assert digest(lived) == digest(filled)


def test_nan_equals_nan_whatever_its_bits(lived):
    vacant = np.flatnonzero(np.isnan(lived.worker_weeks["load"]))
    other = lived.worker_weeks.copy()
    other["load"][vacant] = -other["load"][vacant]

    assert len(vacant)
    assert lived.worker_weeks.tobytes() != other.tobytes()
    assert lived.same_bits(replace(lived, worker_weeks=other))
