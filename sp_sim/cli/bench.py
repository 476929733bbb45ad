"""`sp-sim bench`: how fast the engine is here, as ratios of things timed in turns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sp_sim.cli.progress import preparing

if TYPE_CHECKING:
    from sp_sim.experiments.bench import Group, Plan, Row
    from sp_sim.experiments.timing import Spread

WORDS_WIDTH = 48
RATIO_WIDTH = 22
OPENING = """\
Median of repeats taken in turns, one process, compiled and warm; in brackets the least and the most.
Read the ratios: on a shared machine the same work may take twice as long a minute later.
"""
PLAN: dict[str, Any] = {}
"""What is timed instead of the full or the quick plan; tests put a small one here."""


@click.command("bench")
@click.option("--quick", is_flag=True, help="About a minute: no cold compile, no large Mesa model.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    default=2,
    show_default=True,
    help="Threads that are compared with one.",
)
@click.option(
    "--area",
    type=click.Path(path_type=Path),
    help="An area file (a large one takes long); a made-up network of 50,000 when left out.",
)
def command(*, quick: bool, as_json: bool, threads: int, area: Path | None) -> None:
    """Measure the speed of the engine on this machine, as ratios.

    A first and a further arm, the engine against the Mesa model, threads, growth with weeks and
    practices, what a person waits for, and whole what-if questions. Takes some minutes.
    """
    from sp_sim.areas.area import load

    chosen = None if area is None else load(area)
    with preparing(quiet=as_json, needed=not _is_warm()):
        from sp_sim.experiments.bench import FULL, QUICK, bench, load_engine

        load_engine()
    from sp_sim.experiments.timing import machine

    plan: Plan = PLAN.get("plan", QUICK if quick else FULL)
    here = machine()
    if not as_json:
        click.echo(f"{OPENING}\n{machine_in_words(here)}\n")
    groups = []
    for group in bench(plan, chosen, threads):
        groups.append(group)
        if not as_json:
            click.echo(f"{group_in_words(group)}\n")
    load_at_end = machine()["load"]
    if as_json:
        from sp_sim.results.write import as_json as written

        told = here | {"load_at_end": load_at_end}
        click.echo(written(document(groups, told, quick=quick)), nl=False)
    elif load_at_end is not None:
        click.echo(f"Load at the end: {load_at_end}, this program included")


def machine_in_words(here: dict[str, Any]) -> str:
    """Return what the figures are measured on."""
    load = "" if here["load"] is None else f" (load {here['load']})"
    parts = [f"{here['cores']} cores{load}", f"{here['system']} {here['processor']}"]
    parts += [f"{name} {here[name.lower()]}" for name in ("Python", "numba", "numpy", "Mesa")]
    return f"Machine: {', '.join(parts)}"


def group_in_words(group: Group) -> str:
    """Return a group as a table of words, ratios and times."""
    heading = f"{'':{WORDS_WIDTH}} {'ratio':>{RATIO_WIDTH}}  time"
    lines = [group.title, heading.rstrip(), "-" * 100]
    for row in group.rows:
        lines += row_in_words(row)
    return "\n".join(lines)


def row_in_words(row: Row) -> list[str]:
    """Return a row's line, and a line of what was simulated where that is known."""
    how = ": times as fast as" if row.is_speed else " /"
    words = f"{row.words}{how} {row.of}" if row.of else row.words
    ratio = "" if row.ratio is None else ratio_in_words(row.ratio)
    time = "" if row.seconds is None else time_in_words(row.seconds)
    lines = [f"{words:{WORDS_WIDTH}} {ratio:>{RATIO_WIDTH}}  {time}".rstrip()]
    if row.volume is not None:
        busy = row.volume
        lines.append(
            f"  simulated: {busy.consultations_per_1000:.0f} social consultations and"
            f" {busy.referrals_per_1000:.1f} referrals per 1,000 registered a year"
        )
    return lines


def ratio_in_words(ratio: Spread) -> str:
    """Return a ratio with its range; no more figures than it has meaning."""
    return f"{_short(ratio.median)} ({_short(ratio.low)} to {_short(ratio.high)})"


def time_in_words(seconds: Spread) -> str:
    """Return a time with its range, in seconds or thousandths of one."""
    large = seconds.median >= 1.0
    unit, factor = ("s", 1.0) if large else ("ms", 1000.0)
    told = [_short(factor * value) for value in (seconds.median, seconds.low, seconds.high)]
    return f"{told[0]} {unit} ({told[1]} to {told[2]})"


def document(groups: list[Group], here: dict[str, Any], *, quick: bool) -> dict[str, Any]:
    """Return everything that was measured, ready for JSON."""
    from sp_sim import __version__

    return {
        "benchmarks": [
            {
                "key": group.key,
                "title": group.title,
                "rows": [row_document(row) for row in group.rows],
            }
            for group in groups
        ],
        "quick": quick,
        "machine": here,
        "version": __version__,
    }


def row_document(row: Row) -> dict[str, Any]:
    """Return a row ready for JSON."""
    found: dict[str, Any] = {"key": row.key, "words": row.words}
    found["ratio"] = None if row.ratio is None else row.ratio.as_document()
    found["ratio_to"] = row.of or None
    found["ratio_is"] = ("speed" if row.is_speed else "time") if row.of else None
    found["seconds"] = None if row.seconds is None else row.seconds.as_document()
    if row.volume is not None:
        found["social_consultations_per_1000_per_year"] = row.volume.consultations_per_1000
        found["referrals_per_1000_per_year"] = row.volume.referrals_per_1000
    return found


def _short(value: float) -> str:
    """Return a number with three figures that count."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _is_warm() -> bool:
    from sp_sim.engine.compiled import is_warm

    return bool(is_warm())
