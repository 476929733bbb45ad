"""Register: every assumption with the value that was used, its range, its grade and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sp_sim.mechanisms.registry import SECTIONS
from sp_sim.param import GRADES
from sp_sim.report.compared import Row, Table, plain
from sp_sim.results.basis import BELIEVED
from sp_sim.scenario.differences import course, course_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sp_sim.param import Param
    from sp_sim.results.reopen import Kept
    from sp_sim.scenario.scenario import Scenario

GRADES_IN_WORDS = {
    "direct": "measured in social prescribing",
    "analogous": "measured in a like service or occupation",
    "expert": "guidance or consensus",
    "assumption": "nobody knows",
}
AT_ONE_VALUE, DRAWN = "Value used", "Value at the centre"
"""What a register's values are: used in every run, or the centre of what was drawn."""


def rests_on(kept: Kept) -> list[Table]:
    """Return, for each comparison, the assumptions through which the changed levers act directly."""
    heads = ("Assumption", value_of(kept), "Believed (95%)", "Unit", "Grade", "Source")
    return [
        plain(
            f"What {found['other']} against {found['base']} rests on directly", heads,
            [
                (
                    f"{each['meaning']} ({each['key']})", f"{each['value']:.3g}",
                    f"{each['low']:.3g} to {each['high']:.3g}", each["unit"], each["grade"], each["source"],
                )
                for each in found["rests_on"]
            ],
            f"basis{number}",
        )
        for number, found in enumerate(kept.comparisons, 1)
        if found["rests_on"]
    ]  # fmt: skip


def register(kept: Kept) -> Table:
    """Return every parameter, section by section, with the course of its value in each scenario."""
    groups = tuple(
        (
            section.meaning or "in all",
            tuple(_row(param, kept.scenarios) for param in section.params),
        )
        for section in SECTIONS
    )
    heads = ("Assumption", value_of(kept), "Unit", "Believed (95%)", "Grade", "Source")
    return Table("register", "Every assumption and every lever", heads, groups)


def value_of(kept: Kept) -> str:
    """Return what the values of a register are."""
    return AT_ONE_VALUE if kept.manifest["draws"] == "point" else DRAWN


def _row(param: Param, scenarios: Sequence[Scenario]) -> Row:
    cells = (
        values_in_words(param, scenarios),
        param.unit,
        believed(param),
        param.grade,
        param.source,
    )
    return Row(f"p-{param.key}", f"{param.meaning} ({param.key})", cells)


def values_in_words(param: Param, scenarios: Sequence[Scenario]) -> str:
    """Return the value in use; of several where scenarios differ, each with its scenario."""
    told = {each.name: course_in_words(course(each, param.key)) for each in scenarios}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "; ".join(f"{name}: {words}" for name, words in told.items())


def believed(param: Param) -> str:
    """Return the range in which belief lies; a choice has none."""
    if not param.is_number or param.prior.family == "fixed":
        return "a choice" if param.lever else "fixed"
    low, high = (param.prior.quantile(chance) for chance in BELIEVED)
    return f"{low:.3g} to {high:.3g}"


def grades() -> list[tuple[str, str, int]]:
    """Return each grade, what it means, and how many uncertain numbers have it."""
    return [
        (grade, GRADES_IN_WORDS[grade], sum(each.grade == grade for each in _uncertain()))
        for grade in GRADES
    ]


def _uncertain() -> Iterator[Param]:
    return (
        each
        for section in SECTIONS
        for each in section.params
        if each.is_number and each.prior.family != "fixed"
    )
