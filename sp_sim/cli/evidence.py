"""`sp-sim evidence`: every parameter with its default, its prior, its grade and its source."""

from __future__ import annotations

import csv
import json
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

from sp_sim.errors import Problem, Problems
from sp_sim.param import GRADES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.param import Param, Value

WIDTH = 100
TABLE = 16 + 12 * (len(GRADES) + 2)
STANDING_ALONE = "start"
IN_ALL = "in all"
GRADES_IN_WORDS = (
    "Direct: measured in social prescribing. Analogous: measured in a like service or occupation."
    " Expert: guidance or consensus. Assumption: nobody knows. Uncertain: has a range of belief; the"
    " others are a scenario's choices, and conventions."
)
COLUMNS = ("key", "default", "unit", "low", "high", "prior", "grade", "lever", "source", "meaning")


@click.command("evidence")
@click.option("--section", help="Only this mechanism, such as burnout.")
@click.option("--mechanism", help="The same as --section.")
@click.option("--grade", type=click.Choice(GRADES), help="Only parameters of this grade.")
@click.option("--summary", is_flag=True, help="Only how many parameters have which grade.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option("--csv", "as_csv", is_flag=True, help="A CSV table on standard output.")
def command(
    section: str | None, mechanism: str | None, grade: str | None, *, summary: bool, as_json: bool,
    as_csv: bool,
) -> None:  # fmt: skip
    """List what the model rests on: default, unit, prior, grade of evidence, source, meaning.

    Grades: direct (measured in social prescribing), analogous (a like service or occupation),
    expert (guidance, consensus), assumption (nobody knows).
    """
    if as_json and as_csv:
        message = "--json and --csv exclude each other"
        raise click.UsageError(message)
    if section is not None and mechanism is not None:
        message = "--section and --mechanism are the same: give one of them"
        raise click.UsageError(message)
    typed = "--section" if mechanism is None else "--mechanism"
    asked = parameters(section if mechanism is None else mechanism, typed=typed)
    kept = [told for told in asked if grade is None or told.grade == grade]
    columns = ("mechanism", *GRADES, "in_all", "uncertain") if summary else COLUMNS
    rows = [dict(each) for each in counts(kept)] if summary else [row(told) for told in kept]
    if as_json:
        document = {"summary" if summary else "parameters": rows}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        click.echo(summary_in_words(kept) if summary else in_words(kept))


def parameters(section: str | None, *, typed: str = "--section") -> list[Param]:
    """Return every parameter, or those of one section, in the order of the model."""
    from sp_sim.mechanisms.registry import SECTIONS

    names = [each.name for each in SECTIONS if each.name]
    if section is not None and section not in names:
        message, remedy = "is not a section of parameters", f"sections are {', '.join(names)}"
        problem = Problem(
            file="command line", key=typed, value=section, message=message,
            rule="the name of one section", remedy=remedy,
        )  # fmt: skip
        raise Problems([problem])
    return [told for each in SECTIONS if section in (None, each.name) for told in each.params]


def row(told: Param) -> dict[str, Any]:
    """Return one parameter of the register, ready for JSON and CSV."""
    low, high = told.limits if told.is_number else (None, None)
    return {
        "key": told.key,
        "default": list(told.default) if isinstance(told.default, tuple) else told.default,
        "unit": told.unit,
        "low": low,
        "high": high,
        "prior": str(told.prior),
        "grade": told.grade,
        "lever": told.lever,
        "source": told.source,
        "meaning": told.meaning,
    }


def counts(kept: Sequence[Param]) -> list[dict[str, Any]]:
    """Return how many parameters of each mechanism, and of all, have which grade.

    `uncertain` counts those with a prior: not levers, switches, words and conventions.
    """
    mechanisms: dict[str, list[Param]] = {told.section or STANDING_ALONE: [] for told in kept}
    for told in kept:
        mechanisms[told.section or STANDING_ALONE].append(told)
    mechanisms[IN_ALL] = list(kept)
    return [
        {"mechanism": name}
        | {grade: sum(told.grade == grade for told in members) for grade in GRADES}
        | {"in_all": len(members)}
        | {"uncertain": sum(told.prior.family != "fixed" for told in members)}
        for name, members in mechanisms.items()
    ]


def summary_in_words(kept: Sequence[Param]) -> str:
    """Return a table of grades by mechanism, and what the grades mean."""
    lines = [_line("mechanism", [*GRADES, "in all", "uncertain"]), "-" * TABLE]
    lines += [_line(name, list(numbers)) for name, *numbers in map(dict.values, counts(kept))]
    lines.insert(-1, "-" * TABLE)
    return "\n".join([*lines, "", textwrap.fill(GRADES_IN_WORDS, WIDTH)])


def _line(name: str, cells: Sequence[object]) -> str:
    return f"{name:<16}" + "".join(f"{cell!s:>12}" for cell in cells)


def in_words(kept: Sequence[Param]) -> str:
    """Return the register as text, and how many parameters have which grade."""
    if not kept:
        return "No parameter is like that."
    lines: list[str] = []
    section = ""  # parameters that stand alone come first, without a heading
    for told in kept:
        if told.section != section:
            section = told.section
            lines += ["", section, "-" * len(section)]
        prior = "" if told.prior.family == "fixed" else f", prior {told.prior}"
        lever = ", lever" if told.lever else ""
        lines.append(f"{told.key} = {_shown(told.default)} {told.unit}{prior}{lever}")
        lines += textwrap.wrap(told.meaning, WIDTH, initial_indent="    ", subsequent_indent="    ")
        source = f"[{told.grade}] {told.source}"
        lines += textwrap.wrap(source, WIDTH, initial_indent="    ", subsequent_indent="    ")
    counts = ", ".join(f"{sum(t.grade == grade for t in kept)} {grade}" for grade in GRADES)
    return "\n".join([*lines, "", f"{len(kept)} parameters: {counts}"]).lstrip()


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
