"""Groups: what a scenario file lists (dated changes, places, roll-outs, services), with keys and rules."""

from __future__ import annotations

from dataclasses import dataclass

LAST_WEEK = 2080
"""A dated change lies within forty years of the start."""
MOST_STEPS = 1000
MOST_PLACES = 20_000
CHANGE_EXAMPLE = "write `- week: 26` and below it `set:` with `section.name: value` lines"
PLACE_EXAMPLE = (
    "write `- where: {practice: [CODE]}` and below it `set:` with `section.name: value` lines"
)
ROLL_OUT_EXAMPLE = (
    "write `- by: practice`, `first_week: 13`, `every_weeks: 13`, `steps: 4` and `set:` with"
    " `section.name: value` lines"
)
SERVICES_EXAMPLE = "write `services:` and below it lines such as `  east: [CODE, CODE]`"
SET_LINES = "set has `section.name: value` lines"
WHERE_RULE = "where names one kind of place (practice, pcn, service or post) and a list of codes"
A_WEEK = f"a whole number from 0 to {LAST_WEEK} (week)"


@dataclass(frozen=True)
class Group:
    """A list of a scenario file: what one item is, its rule, how to write one, the rule of each key."""

    name: str
    one: str
    many: str
    rule: str
    example: str
    keys: dict[str, str]


GROUPS = {
    group.name: group
    for group in (
        Group(
            "changes", "a dated change", "dated changes", "a change has week and set",
            CHANGE_EXAMPLE, {"week": A_WEEK, "set": SET_LINES, "where": WHERE_RULE},
        ),
        Group(
            "places", "a place with its values", "places", "a place has where and set",
            PLACE_EXAMPLE, {"where": WHERE_RULE, "set": SET_LINES},
        ),
        Group(
            "roll_outs", "a roll-out", "roll-outs",
            "a roll-out has by, first_week, every_weeks, steps and set, and perhaps order",
            ROLL_OUT_EXAMPLE,
            {
                "by": "one of practice, pcn, service, post",
                "first_week": A_WEEK,
                "every_weeks": A_WEEK,
                "steps": f"a whole number from 1 to {MOST_STEPS} (groups that begin one after the other)",
                "order": "a list of codes, those that begin first at the head; left out, it is drawn",
                "set": SET_LINES,
            },
        ),
        Group(
            "services", "services by their names", "services",
            "services has a line for each service: its name and a list of codes of practices or PCNs",
            SERVICES_EXAMPLE, {},
        ),
    )
}  # fmt: skip
