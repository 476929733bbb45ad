"""`sp-sim laws`: what must come of changes whose answer is known, tried on a scenario."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from sp_sim.cli.options import experiment_options

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.experiments.laws import Laws

WIDTH = 100
BROKEN = 1
"""The exit code when a law is broken."""
READING = (
    "How to read it. Held: what the law says was seen. Broken: the contrary was; do not use results of"
    " this scenario before you know why. Not shown: the scenario cannot tell (nothing happens, too few"
    " runs, or an interval holds both). Laws of the same bytes hold or not; where people are keyed by"
    " the code of their practice, other codes are other luck, so copies and new codes are tested: over"
    " all measures of a law together, a law that holds is called broken once in {rarely:,.0f} times."
)


@click.command("laws")
@click.argument("scenario")
@click.option("--weeks", type=int, default=104, show_default=True, help="Weeks to simulate.")
@experiment_options(replications=40)
def command(
    *, scenario: str, weeks: int, area: Path | None, seed: int, replications: int,
    threads: int | None, as_json: bool, quiet: bool,
) -> int:  # fmt: skip
    """Try laws on SCENARIO that must hold whatever it says: metamorphic tests of your own scenario.

    No posts, no contacts; nobody aware, no referrals; twice the hours never lengthen waits; an
    intervention of no size changes nothing; the same seeds, the same bytes; copies, other orders and
    other codes of practices change nothing. Exit code 0 when no law is broken, 1 when one is.
    """
    from sp_sim.cli.reporting import told
    from sp_sim.experiments.laws import laws

    found = told(
        lambda more: laws(
            scenario, area, weeks=weeks, seed=seed, replications=replications, threads=threads,
            **more,
        ),
        in_words, as_json=as_json, quiet=quiet,
    )  # fmt: skip
    return BROKEN if found.is_broken else 0


def in_words(found: Laws) -> str:
    """Return what came of every law as text."""
    asked = found.asked
    heading = (
        f"{found.scenario.name}: {found.scenario.asks}\nArea: {asked.area.name}; {asked.weeks} weeks,"
        f" {len(asked.seeds)} runs."
    )
    lines = heading.split("\n")
    for law in found.laws:
        lines += ["", f"{law.verdict.upper():<10} {law.title}"]
        lines += textwrap.wrap(
            law.words, WIDTH, initial_indent=" " * 11, subsequent_indent=" " * 11
        )
    told = found.document()["summary"]
    lines += [
        "",
        f"{told['held']} held, {told['broken']} broken, {told['not_shown']} not shown.",
        "",
    ]
    return "\n".join([*lines, textwrap.fill(READING.format(rarely=1 / told["error_rate"]), WIDTH)])
