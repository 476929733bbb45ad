"""`sp-sim area`: make and look at areas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.domain.places import Area

FILE = click.Path(path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead.")
OUT = click.option("--out", "-o", type=FILE, required=True, help="The area file to write.")


@click.group()
def group() -> None:
    """Make and look at areas: the practices that a run covers (used with --area FILE)."""


@group.command()
@click.option("--map", "map_file", type=FILE, required=True, help="The published practice map.")
@click.option("--lists", "lists_file", type=FILE, required=True, help="The published list sizes.")
@click.option("--icb", multiple=True, metavar="CODE", help="Only this ICB, such as QJK.")
@click.option("--sub-icb", multiple=True, metavar="CODE", help="Only this sub-ICB, such as 15N.")
@click.option("--pcn", multiple=True, metavar="CODE", help="Only this PCN.")
@OUT
@AS_JSON
def nhs(
    map_file: Path,
    lists_file: Path,
    icb: tuple[str, ...],
    sub_icb: tuple[str, ...],
    pcn: tuple[str, ...],
    out: Path,
    *,
    as_json: bool,
) -> None:
    """Make an area of published NHS files; all England without a choice.

    Several codes of one level widen the choice; a further level narrows it.
    """
    from sp_sim.areas.nhs import read_with_notes

    _keep_inputs(out, map_file, lists_file)
    reading = read_with_notes(map_file, lists_file, icb=icb, sub_icb=sub_icb, pcn=pcn)
    left_out = {
        "only_in_map": reading.only_in_map,
        "only_in_lists": reading.only_in_lists,
        "cut_pcns": reading.cut_pcns,
    }
    _write(reading.area, out, as_json=as_json, notes=reading.notes, left_out=left_out)


@group.command()
@click.option("--practices", type=int, required=True, help="How many practices to make up.")
@click.option("--seed", type=click.IntRange(min=0), required=True, help="Same seed, same area.")
@OUT
@AS_JSON
def synthetic(practices: int, seed: int, out: Path, *, as_json: bool) -> None:
    """Make up an area that looks like England and is no real place."""
    from sp_sim.areas.synthetic import make

    _write(make(practices=practices, seed=seed), out, as_json=as_json)


@group.command()
@click.argument("file", type=FILE, required=False)
@AS_JSON
def show(file: Path | None, *, as_json: bool) -> None:
    """Say what is in an area FILE, or in the area in the box."""
    from sp_sim.areas.area import load

    _tell(load(file), {"file": None if file is None else str(file)}, as_json=as_json)


def _write(
    area: Area,
    out: Path,
    *,
    as_json: bool,
    notes: Sequence[str] = (),
    left_out: dict[str, tuple[str, ...]] | None = None,
) -> None:
    from sp_sim.areas.area import write

    write(area, out)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    more: dict[str, object] = {"file": str(out)} | (
        {} if left_out is None else {"left_out": left_out}
    )
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


def _keep_inputs(out: Path, *inputs: Path) -> None:
    from sp_sim.errors import Problem, Problems

    for file in inputs:
        if out.resolve() == file.resolve():
            message = "would overwrite a file that is read"
            remedy = "give --out another name"
            problem = Problem(file=str(out), message=message, key="out", remedy=remedy)
            raise Problems([problem])
