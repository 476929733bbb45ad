"""`sp-sim results`: the store: what there is, what it holds, and any run of it lived again."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from sp_sim.experiments.rerun import Rerun
    from sp_sim.results.store import Store

FOLDER = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
MOST_ROWS = 200


@click.group("results")
def group() -> None:
    """List, show, query, export and rerun what run, compare and sweep left on disk."""


@group.command("list")
@click.argument("folder", type=FOLDER, default=Path())
@JSON
def list_(folder: Path, *, as_json: bool) -> None:
    """List the results in FOLDER (here) and two levels below."""
    from sp_sim.results.catalogue import catalogue, entry

    found = [entry(store) for store in catalogue(folder)]
    if as_json:
        _print({"results": found})
    elif found:
        _table(found)
    else:
        click.echo(f"no results of sp_sim in {folder}")


@group.command("show")
@click.argument("folder", type=FOLDER, metavar="DIR")
@JSON
def show(folder: Path, *, as_json: bool) -> None:
    """Say what DIR holds: what was asked, whether all is there, what failed and why, and how results spread."""
    from sp_sim.results.catalogue import causes, entry, spread
    from sp_sim.results.store import open_results

    store = open_results(folder)
    told = entry(store)
    failed, measures = list(causes(store)), list(spread(store))
    if as_json:
        document = {"results": told, "factors": list(store.factors), "causes": failed}
        _print(document | {"measures": measures, "manifest": store.manifest})
        return
    _table([told])
    click.echo(f"asks: {store.manifest['asks']}" if store.manifest.get("asks") else "")
    click.echo(f"varied: {', '.join(store.factors)}")
    _journal(store)
    if failed:
        click.echo("\nRuns that failed (live one again: sp-sim results rerun DIR RUN)")
        _table(failed)
    click.echo("\nOver all runs: the mean, and the range of all but a tenth at either end")
    keys = ("words", "mean", "run_low", "run_high", "unit")
    _table([{key: row[key] for key in keys} for row in measures])


@group.command("query")
@click.argument("sql", metavar="SQL")
@click.argument("folder", type=FOLDER, metavar="[DIR]", default=Path())
@JSON
def query(sql: str, folder: Path, *, as_json: bool) -> None:
    """Ask the tables of DIR (here): `runs` has one row a run, `long` one a run and measure.

    For example: sp-sim results query "SELECT scenario, avg(exhaustion_mean) FROM runs GROUP BY 1" DIR
    """
    from sp_sim.results.store import open_results

    found = open_results(folder).query(sql)
    if as_json:
        _print({"rows": _rows(found)})
        return
    _table(_rows(found.head(MOST_ROWS)) or [dict.fromkeys(found.columns, "")])
    if len(found) > MOST_ROWS:
        click.echo(f"... and {len(found) - MOST_ROWS:,} rows more: see --json, or export", err=True)


@group.command("export")
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--csv", "csv", required=True, metavar="FILE|-", help="Where to; - prints it.")
@click.option("--table", default="runs", show_default=True, help="runs, long, or a table's name.")
def export(folder: Path, *, csv: str, table: str) -> None:
    """Write a table of DIR as CSV, for a spreadsheet or for R."""
    from sp_sim.results.store import open_results

    frame = open_results(folder).table(table)
    if csv == "-":
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")
        return
    from sp_sim.cli.writing import check_new_file
    from sp_sim.results.parts import write_text

    check_new_file(Path(csv))
    write_text(Path(csv), frame.to_csv(index=False, lineterminator="\n"))
    click.echo(f"{len(frame):,} rows written to {csv}", err=True)


@group.command("rerun")
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.argument("run", metavar="RUN")
@click.option("--out", type=FOLDER, help="Keep every record of the run in a folder of its own.")
@click.option("--keep", is_flag=True, help="Of a failed run, keep the new row in DIR.")
@JSON
def rerun_(folder: Path, run: str, *, out: Path | None, keep: bool, as_json: bool) -> int:
    """Live RUN of DIR again (its name as in the column `run`) and tell whether it is the same to the bit.

    Exits 1 when it failed or is not the same.
    """
    from sp_sim.cli.telling import LIVING
    from sp_sim.experiments.rerun import rerun

    more = {"living": lambda: LIVING["living"]} if LIVING else {}
    told = rerun(folder, run, keep=keep, **more)
    if out is not None and told.result is not None:
        told.result.save(out, command=f"sp-sim results rerun {folder} {run}")
    _tell(told, as_json=as_json)
    return 0 if told.is_same and told.result is not None else 1


def _tell(told: Rerun, *, as_json: bool) -> None:
    measures = [
        {"measure": key, "kept": told.kept.get(key), "now": value}
        for key, value in told.found.items()
        if key != "cause"
    ]
    document = {
        "run": told.key, "same": told.is_same, "cause": told.found["cause"],
        "made_by": told.another_program, "measures": measures,
    }  # fmt: skip
    if as_json:
        _print(document)
        return
    _table(measures)
    if told.found["cause"]:
        click.echo(f"{told.key} failed: {told.found['cause']}")
    if told.another_program:
        click.echo(f"what is kept was made by another program: {told.another_program}")
    same = "the same to the bit" if told.is_same else "NOT the same as what is kept"
    click.echo(f"{told.key}: {same}")


def _journal(store: Store) -> None:
    from sp_sim.results.journal import Journal

    totals = Journal(store.folder).totals()
    if totals is not None:
        seconds, entries, hosts = totals
        machines = "one machine" if hosts == 1 else f"{hosts} machines"
        click.echo(f"took {seconds / 60:,.1f} core minutes over {entries:,} parts on {machines}")


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=15))
    return found


def _print(document: Mapping[str, Any]) -> None:
    click.echo(json.dumps(_finite(document), indent=2, ensure_ascii=False, allow_nan=False))


def _finite(told: Any) -> Any:  # noqa: ANN401 - a document, or a part of one
    """Return a document in which what is not a number is nothing."""
    if isinstance(told, dict):
        return {key: _finite(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [_finite(value) for value in told]
    plain = told.item() if hasattr(told, "item") else told
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    heads = list(rows[0])
    cells = [heads, *([_cell(row[head]) for head in heads] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    for row in cells:
        click.echo(_line(row, widths))


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cell(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN is not itself
        return "-"
    if isinstance(value, float):
        return f"{value:.4g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
