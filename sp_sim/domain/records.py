"""Records: the flat rows that a run gives up, and nothing averaged.

Every table is a numpy record array. Weeks count from 0, those before the first that is recorded from -1
down; `NEVER` marks what has not happened, `NOBODY` (-1) a position of none.
`run` is the position of the seed in the list that was asked for. Practices, GPs and posts are
positions in the world's own tables (`world.world.World`), which are in key order.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Table = npt.NDArray[np.void]

REFERRAL = np.dtype(
    [
        ("run", "i4"),
        ("practice", "i4"),
        ("slot", "i4"),
        ("generation", "i4"),
        ("gp", "i4"),
        ("post", "i4"),
        ("referred", "i4"),
        ("accepted", "i4"),
        ("first_contact", "i4"),
        ("closed", "i4"),
        ("recovered", "i4"),
        ("contacts", "i2"),
        ("missed", "i2"),
        ("changes", "i2"),
        ("thinned", "i2"),
        ("ended", "i1"),
        ("stepped_up", "i1"),
        ("changed", "i4"),
        ("sought", "i4"),
        ("connected", "i4"),
        ("need", "i1"),
        ("route", "i1"),
        ("female", "i1"),
        ("age_band", "i1"),
        ("wellbeing_at_referral", "f8"),
        ("wellbeing_26", "f8"),
        ("wellbeing_26_without", "f8"),
        ("wellbeing_before", "f8"),
        ("wellbeing_after", "f8"),
        ("wellbeing_after_without", "f8"),
        ("gp_before", "i4"),
        ("gp_after", "i4"),
        ("gp_after_without", "i4"),
    ],
    align=True,
)
"""One row a referral that was open from week 0 on, in the order (run, system, week referred, practice, slot).

`slot` and `generation` name the person within the practice; `post` took the person on; `recovered` is
the week in which the service ended a spell of trouble early; `missed` are contacts booked and not
attended; `changes` counts changes of worker while the case was open, `thinned` those that reduced contact; `changed` is
the week of the last change of worker.
`need` is a `Need`; `sought` is the week in which a place in an activity was first sought, `connected` that in
which the activity began.
`age_band` is an `ages.AgeBand`.
`route` is a `stages.Route`; `gp` is the person's usual GP, who made the referral where the route says so.

Wellbeing is the SWEMWBS (7 to 35): by questionnaire in the week of referral and 26 weeks later, and in truth
averaged over the 52 weeks before and the 52 after (the week of referral in neither); `gp_` counts
consultations driven by need in the same 52 weeks. `without` is the same person in the same weeks had there
been no service. NaN and `NEVER` where the run, or the person's time in the area, does not hold all of those weeks,
and, of the years before and after, where nobody asked for them (`--counterfactual`).
"""

BEFORE_AFTER = (
    "wellbeing_at_referral",
    "wellbeing_26",
    "wellbeing_26_without",
    "wellbeing_before",
    "wellbeing_after",
    "wellbeing_after_without",
    "gp_before",
    "gp_after",
    "gp_after_without",
)
"""What is known of a referral only when all is over."""

PRACTICE_WEEK = np.dtype(
    [
        ("run", "i4"),
        ("practice", "i4"),
        ("week", "i4"),
        ("consultations", "i4"),
        ("offers", "i4"),
        ("declined", "i4"),
        ("referrals", "i4"),
        ("first_contacts", "i4"),
        ("completed", "i4"),
        ("dropped_out", "i4"),
        ("moved", "i4"),
        ("died", "i4"),
        ("waiting", "i4"),
        ("in_care", "i4"),
        ("awareness", "f8"),
        ("trust", "f8"),
        ("presence", "f8"),
        ("known_wait", "f8"),
        ("champion_energy", "f8"),
        ("staff_offers", "i4"),
        ("staff_declined", "i4"),
        ("staff_referrals", "i4"),
        ("self_referrals", "i4"),
        ("not_a_case", "i4"),
        ("signposted", "f8"),
        ("champion", "i4"),
        ("ever_troubled", "i4"),
        ("returned", "i4"),
        ("involvement", "f8"),
    ],
    align=True,
)
"""One row a practice and week: events of the week, then stocks at its end.

`consultations` are those driven by a non-medical need; `presence` is link workers' days on site (days a week);
`ever_troubled` are the people now registered who have been troubled at some time since week 0.
`offers`, `declined` and `referrals` are by all routes; of these, `staff_` are by other practice staff, and
`self_referrals` are not offered by anybody. `not_a_case` are referrals that are a code and no more.
`returned` are people on the list whom a link worker declined.
`involvement` is the mean over the link workers who cover the practice, as its GPs felt it this week; NaN where
nobody does.
`signposted` is the number expected to be pointed elsewhere by a GP instead. `champion` counts from 0 which
champion the practice has or waits for; there is one who speaks while `champion_energy` is above 0.
"""

WORKER_WEEK = np.dtype(
    [
        ("run", "i4"),
        ("post", "i4"),
        ("week", "i4"),
        ("holder", "i4"),
        ("in_post", "i4"),
        ("left", "i4"),
        ("caseload", "i4"),
        ("contacts", "i4"),
        ("missed", "i4"),
        ("supervised", "i4"),
        ("wte", "f8"),
        ("hours_available", "f8"),
        ("hours_used", "f8"),
        ("load", "f8"),
        ("exhaustion", "f8"),
        ("involvement", "f8"),
        ("skill", "f8"),
        ("sick", "i4"),
        ("supervisor_hours", "f8"),
        ("training_hours", "f8"),
        ("cover_hours", "f8"),
    ],
    align=True,
)
"""One row a post and week: who holds it (`holder` counts from 0), hours for contacts, and the holder's state.

`in_post` is 0 while the post is vacant or not yet funded (`wte` 0); states are then NaN. `sick` is 1 in a week
in which the holder is away sick; `supervisor_hours` are what the session received cost the supervisor;
`training_hours` are those that the holder spent being trained; `cover_hours` are the part of `hours_available`
in which a stand-in saw people meanwhile.
"""

GP_END = np.dtype(
    [
        ("run", "i4"),
        ("practice", "i4"),
        ("gp", "i4"),
        ("offers", "i4"),
        ("referrals", "i4"),
        ("last_referral", "i4"),
        ("awareness", "f8"),
        ("trust", "f8"),
        ("skill", "f8"),
    ],
    align=True,
)
"""One row a GP at the end of a run; `last_referral` is a week or `NEVER`."""

OFFER_WEEK = np.dtype(
    [
        ("run", "i4"),
        ("system", "i4"),
        ("need", "i4"),
        ("week", "i4"),
        ("open", "i4"),
        ("places", "i4"),
        ("taken", "i4"),
        ("waiting", "i4"),
    ],
    align=True,
)
"""One row a service's (system's) offer for a kind of need (`Need`) and week.

`open` is 1 while newcomers are taken; `places` is 0 where there is no such offer; `taken` are people who took
part this week, `waiting` those who wait for a place at its end.
"""


@dataclass(frozen=True)
class Records:
    """What one scenario's runs gave up: five tables (record arrays, see the dtypes above)."""

    referrals: Table
    practice_weeks: Table
    worker_weeks: Table
    gps: Table
    offer_weeks: Table

    def same_bits(self, other: Records) -> bool:
        """Return whether every field of every table equals the other's to the bit (NaN equals NaN)."""
        return all(
            same_table(getattr(self, field.name), getattr(other, field.name))
            for field in fields(self)
        )


def joined(parts: Sequence[tuple[Records, int]]) -> Records:
    """Return the records of one scenario's batches of runs as one; each comes with its number of runs."""
    return Records(**{field.name: _joined(field.name, parts) for field in fields(Records)})


def _joined(name: str, parts: Sequence[tuple[Records, int]]) -> Table:
    tables = [getattr(records, name) for records, _ in parts]
    whole = stacked(tables)
    before = row = 0
    for table, (_, runs) in zip(tables, parts, strict=True):
        whole["run"][row : row + len(table)] += before
        before, row = before + runs, row + len(table)
    return whole


def stacked(tables: Sequence[Table]) -> Table:
    """Return tables of one type as one, copied row by row and not field by field, which takes longer."""
    rows = [np.asarray(table).view(f"V{table.dtype.itemsize}") for table in tables]
    whole: Table = np.concatenate(rows).view(tables[0].dtype)
    return whole


def same_table(mine: Table, other: Table) -> bool:
    """Return whether two tables hold the same bits in every field.

    The bytes between aligned fields mean nothing and may hold anything.
    """
    if mine.dtype != other.dtype or mine.shape != other.shape:
        return False
    if mine.dtype.names is None:
        return bool(same_bits(mine, other).all())
    return all(bool(same_bits(mine[name], other[name]).all()) for name in mine.dtype.names or ())


def same_bits(mine: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return for each place whether two columns of one type hold the same bits (NaN equals NaN)."""
    whole = np.dtype(f"u{mine.dtype.itemsize}")
    same: npt.NDArray[np.bool_] = np.ascontiguousarray(mine).view(whole) == np.ascontiguousarray(
        other
    ).view(whole)
    if mine.dtype.kind == "f":
        same |= np.isnan(mine) & np.isnan(other)
    return same
