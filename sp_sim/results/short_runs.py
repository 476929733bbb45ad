"""Short runs: what a run is too short to tell, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.calendar import WEEKS_PER_YEAR
from sp_sim.results.counting import FEWEST_WEEKS_OF_REFERRALS, FOLLOW_UP_WEEKS, weeks_followed
from sp_sim.results.measure import COHORT, FOLLOWED_26

if TYPE_CHECKING:
    from sp_sim.results.measure import Measure

FEWEST_WEEKS = FOLLOW_UP_WEEKS + FEWEST_WEEKS_OF_REFERRALS - 1
"""A shorter run tells nothing of what becomes of referrals."""
TOO_SHORT = (
    f"the run is too short: this is told of referrals made {FOLLOW_UP_WEEKS} weeks or more before its end,"
    f" and takes {FEWEST_WEEKS} weeks or more"
)
NOTHING = "there was nothing to count in any run"


def short_run_warnings(weeks: int, *, counterfactual: bool) -> tuple[str, ...]:
    """Return what must be said of a run of so few weeks; nothing of one that is long enough."""
    told = []
    if weeks < FEWEST_WEEKS:
        told.append(
            f"{weeks} weeks are too few to tell waits, contacts and how referrals ended, which takes"
            f" {FOLLOW_UP_WEEKS} weeks after a referral, and {FEWEST_WEEKS_OF_REFERRALS} weeks of such"
            f" referrals: they are left out. {WEEKS_PER_YEAR} weeks tell what became of those referred"
            f" in the first {FOLLOW_UP_WEEKS}."
        )
    elif weeks < WEEKS_PER_YEAR:
        told.append(
            f"Waits, contacts and how referrals ended are told of the first {weeks_followed(weeks)} weeks'"
            f" referrals only, the others being too late to follow in {weeks} weeks: a service that"
            " begins may look better or worse than it will."
        )
    known = weeks - WEEKS_PER_YEAR
    if counterfactual and known < FEWEST_WEEKS_OF_REFERRALS:
        told.append(
            f"Before and after referral are told of the first {max(0, known)} weeks' referrals only:"
            f" it takes a year after a referral, and the run has {weeks} weeks."
        )
    return tuple(told)


def why_nothing(measure: Measure, weeks: int) -> str:
    """Return why a measure has no value in any run of so many weeks."""
    is_followed = measure.window in (COHORT, FOLLOWED_26)
    return TOO_SHORT if is_followed and weeks < FEWEST_WEEKS else NOTHING
