"""`sp-sim check`: every problem of scenario, design, cost and area files, at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sp_sim.cli.problems import in_words
from sp_sim.errors import Problem, Problems

AREA_SUFFIX = ".csv"


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(files: tuple[str, ...], *, as_json: bool) -> None:
    """Check scenario files, designs and cost books (.yaml) and area files (.csv).

    Prints every problem with its line, column, rule and remedy; exits 2 if there is one.
    """
    good: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            good.append(_checked(file))
        except Problems as found:
            problems.extend(problem for problem in found.problems if problem not in problems)
    if as_json:
        told = [problem.as_document() for problem in problems]
        click.echo(json.dumps({"files": good, "problems": told}, indent=1))
    else:
        _print(good, problems)
    if problems:
        raise SystemExit(Problems.exit_code)


def _checked(file: str) -> dict[str, Any]:
    """Return what a good file is; a bad one raises its problems."""
    if Path(file).suffix.lower() == AREA_SUFFIX:
        from sp_sim.areas.area import load as load_area

        area = load_area(Path(file))
        return {
            "file": file,
            "kind": "area",
            "name": area.name,
            "fingerprint": area.fingerprint,
            "practices": len(area.practices),
            "registered": area.registered,
        }
    from sp_sim.economics.read import is_book, load_book
    from sp_sim.experiments.design_file import is_design

    if is_design(Path(file)):
        return _checked_design(file)
    from sp_sim.scenario import load

    if is_book(Path(file)):
        book = load_book(Path(file))
        return {
            "file": file,
            "kind": "cost book",
            "name": book.name,
            "fingerprint": book.fingerprint,
            "unconfirmed": list(book.unconfirmed),
        }
    scenario = load(file)
    return {
        "file": file,
        "kind": "scenario",
        "name": scenario.name,
        "fingerprint": scenario.fingerprint,
        "asks": scenario.asks,
    }


def _checked_design(file: str) -> dict[str, Any]:
    from sp_sim.experiments.design_file import load_design

    design = load_design(file)
    return {
        "file": file,
        "kind": "design",
        "name": design.name,
        "fingerprint": design.fingerprint,
        "asks": design.asks,
        "points": design.points,
        "runs": design.runs,
    }


def _print(good: list[dict[str, Any]], problems: list[Problem]) -> None:
    for one in good:
        kind, name, fingerprint = one["kind"], one["name"], one["fingerprint"]
        click.echo(f"{one['file']}: good ({kind} {name}, fingerprint {fingerprint})")
    for line in in_words(problems):
        click.echo(line, err=True)
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        click.echo(count, err=True)
