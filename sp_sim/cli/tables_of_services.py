"""Tables of services: the services that a scenario names, side by side in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.cli.showing import bullets, paragraph, shown_mean, table
from sp_sim.results.measures import MEASURES

if TYPE_CHECKING:
    from sp_sim.results.arm import Arm

SHOWN = (
    "referrals_per_1000_per_year",
    "wait_median_weeks",
    "waiting_at_end",
    "completed_share",
    "exhaustion_mean",
    "burnt_out_share",
    "involvement_mean",
    "leavers_per_post_per_year",
)
MOST_SERVICES = 6
MOST_LETTERS = 50
READING = (
    "Means over all runs. Services differ in their people, posts and place at once, so what lies between two of"
    " them is not the effect of any one of these; for that, change one thing and compare scenarios. All measures"
    " of all services, with intervals, are in the JSON document."
)


def side_by_side(arm: Arm) -> str:
    """Return the named services of an arm beside each other; nothing where it names none."""
    told = dict(list(arm.services.items())[:MOST_SERVICES])
    if not told:
        return ""
    heading = f"{arm.name}: service by service"
    rows = {
        key: tuple(shown_mean(MEASURES[key], found[key]) for found in told.values())
        for key in SHOWN
    }
    names = tuple(told)
    more = len(arm.services) - len(told)
    lines = [heading, "=" * len(heading)]
    if sum(map(len, names)) > MOST_LETTERS:
        lines += bullets(f"{number}: {name}" for number, name in enumerate(names, 1))
        names = tuple(str(number) for number in range(1, len(names) + 1))
    lines += [table(rows, (names,))]
    lines += [f"and {more} more service{'s' if more > 1 else ''}"] if more else []
    return "\n".join([*lines, "", paragraph(READING)])
