"""`sp-sim area`: make and look at areas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sp_sim.areas.nhs import Reading
    from sp_sim.domain.places import Area

FILE = click.Path(path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead.")
OUT = click.option("--out", "-o", type=FILE, required=True, help="The area file to write.")


@click.group()
def group() -> None:
    """Make and look at areas: the practices that a run covers (used with --area FILE)."""


@group.command()
@click.argument("files", type=FILE, nargs=-1, metavar="[FILE]...")
@click.option("--map", type=FILE, multiple=True, help="The published practice map.")
@click.option("--lists", type=FILE, multiple=True, help="List sizes, by age or not, or both files.")
@click.option("--deprivation", type=FILE, multiple=True, help="Deprivation scores by practice.")
@click.option("--gps", type=FILE, multiple=True, help="GP numbers by practice.")
@click.option("--rurality", type=FILE, multiple=True, help="Urban or rural, by practice.")
@click.option("--link-workers", type=FILE, multiple=True, help="Link workers (wte) by PCN.")
@click.option("--registrars", is_flag=True, help="Count GPs in training as GPs.")
@click.option("--different-months", is_flag=True, help="Allow a map and lists of two months.")
@click.option("--icb", multiple=True, metavar="CODE", help="Only this ICB, such as QJK.")
@click.option("--sub-icb", multiple=True, metavar="CODE", help="Only this sub-ICB, such as 15N.")
@click.option("--pcn", multiple=True, metavar="CODE", help="Only this PCN.")
@OUT
@AS_JSON
def nhs(
    files: tuple[Path, ...],
    icb: tuple[str, ...],
    sub_icb: tuple[str, ...],
    pcn: tuple[str, ...],
    out: Path,
    *,
    registrars: bool,
    different_months: bool,
    as_json: bool,
    **named: tuple[Path, ...],
) -> None:
    """Make an area of published NHS files; all England without a choice.

    Each FILE is recognised by its columns; an option says what a file is when that is not enough.
    The map and the list sizes are needed. Several codes of one level widen the choice of practices;
    a further level narrows it.
    """
    from sp_sim.areas.kinds import KINDS
    from sp_sim.areas.nhs import choose, open_files
    from sp_sim.cli.writing import check_new_file

    said = [(file, kind) for kind in KINDS for file in named[kind.option.replace("-", "_")]]
    _keep_inputs(out, *files, *(file for file, _ in said))
    check_new_file(out)
    published = open_files(*said, *files, registrars=registrars, any_month=different_months)
    reading = choose(published, icb=icb, sub_icb=sub_icb, pcn=pcn)
    _write(reading.area, out, as_json=as_json, reading=reading)


@group.command()
@click.option("--practices", type=int, required=True, help="How many practices to make up.")
@click.option("--seed", type=click.IntRange(min=0), required=True, help="Same seed, same area.")
@OUT
@AS_JSON
def synthetic(practices: int, seed: int, out: Path, *, as_json: bool) -> None:
    """Make up an area that looks like England and is no real place."""
    from sp_sim.areas.synthetic import make
    from sp_sim.cli.writing import check_new_file

    check_new_file(out)
    _write(make(practices=practices, seed=seed), out, as_json=as_json)


@group.command()
@click.argument("file", type=FILE, required=False)
@click.option("--out", "-o", type=FILE, metavar="PNG", help="Draw it, too, as this picture.")
@AS_JSON
def show(file: Path | None, out: Path | None, *, as_json: bool) -> None:
    """Say what is in an area FILE, or in the area in the box."""
    from sp_sim.areas.area import load

    if out is not None:
        _check_picture(out)
    area = load(file)
    more = {"file": None if file is None else str(file)}
    if out is not None:
        from sp_sim.areas.table import write_aside
        from sp_sim.plots.areas import as_png

        write_aside(out, as_png(area))
        more["picture"] = str(out)
    _tell(area, more, as_json=as_json)
    if out is not None:
        click.echo(f"drew {out}", err=True)


def _write(
    area: Area,
    out: Path,
    *,
    as_json: bool,
    reading: Reading | None = None,
) -> None:
    from sp_sim.areas.area import write

    write(area, out)
    more: dict[str, object] = {"file": str(out)}
    if reading is not None:
        for note in reading.notes:
            click.echo(f"note: {note}", err=True)
        more |= reading.as_document()
    _tell(area, more, as_json=as_json)
    click.echo(f"wrote {out}; use it with --area {out}", err=True)


def _tell(area: Area, more: Mapping[str, object], *, as_json: bool) -> None:
    from sp_sim.areas.summary import summarise

    summary = summarise(area)
    if as_json:
        document = {**more, "area": summary.as_document()}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    lines = summary.lines()
    width = max(len(what) for what, _ in lines)
    for what, value in lines:
        click.echo(f"{what:<{width}}  {value}")


def _check_picture(out: Path) -> None:
    from sp_sim.cli.writing import check_new_file
    from sp_sim.errors import Problem, Problems

    if out.suffix.lower() != ".png":
        message, remedy = "a picture is written as PNG", f"write --out {out.stem or 'area'}.png"
        problem = Problem(
            file="command line", message=message, key="out", value=str(out),
            rule="a name that ends in .png", remedy=remedy,
        )  # fmt: skip
        raise Problems([problem])
    check_new_file(out)


def _keep_inputs(out: Path, *inputs: Path) -> None:
    from sp_sim.errors import Problem, Problems

    for file in inputs:
        if out.resolve() == file.resolve():
            message = "would overwrite a file that is read"
            remedy = "give --out another name"
            rule = "what is read is not written over"
            problem = Problem(file=str(out), message=message, key="out", rule=rule, remedy=remedy)
            raise Problems([problem])
