"""The door: `sp-sim`, its commands, and how it ends."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from sp_sim import __version__
from sp_sim.cli.problems import in_words
from sp_sim.errors import Problem, Problems, SpSimError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
COULD_NOT_FINISH = 3


@dataclass(frozen=True)
class Door:
    """Where a command lives, and what it does in one line."""

    target: str
    help: str


DOORS = {
    "demo": Door("sp_sim.cli.demo:command", "See what it does, in a minute, without any files."),
    "run": Door("sp_sim.cli.run:command", "Live one scenario."),
    "compare": Door("sp_sim.cli.compare:command", "Compare scenarios: same people, same luck."),
    "costs": Door("sp_sim.cli.costs:command", "Price scenarios: who pays, and what it buys."),
    "sweep": Door("sp_sim.cli.sweep:command", "Live a design of many points; never lose a run."),
    "results": Door("sp_sim.cli.results:group", "List, show, query, export and rerun results."),
    "sensitivity": Door("sp_sim.cli.sensitivity:command", "Rank what decides the answer."),
    "breakeven": Door("sp_sim.cli.breakeven:command", "Find which belief would turn the answer."),
    "report": Door("sp_sim.cli.report:command", "Tell results on one page, in a workbook."),
    "plot": Door("sp_sim.cli.plot:command", "Draw results, the data beside each picture."),
    "checkpoint": Door("sp_sim.cli.checkpoint:command", "Live up to a week; many futures go on."),
    "patterns": Door("sp_sim.cli.patterns:command", "Report published patterns: in or out."),
    "calibrate": Door("sp_sim.cli.calibrate:command", "Fit what is not known to the patterns."),
    "conduit": Door("sp_sim.cli.conduit:command", "Measure what passes through involvement."),
    "laws": Door("sp_sim.cli.laws:command", "Try laws that must hold, on your own scenario."),
    "check": Door("sp_sim.cli.check:command", "Check files: every error at once."),
    "scenario": Door("sp_sim.cli.scenario:group", "Explain, compare and start scenario files."),
    "area": Door("sp_sim.cli.area:group", "Make and look at areas: practices and their networks."),
    "evidence": Door("sp_sim.cli.evidence:command", "List every assumption with its source."),
    "docs": Door("sp_sim.cli.docs:group", "Write the model's description from the program."),
    "serve": Door("sp_sim.dashboard.serve:command", "Ask what if in a browser, on this machine."),
    "bench": Door("sp_sim.cli.bench:command", "Measure the speed of the engine, as ratios."),
}  # fmt: skip


class LazyGroup(click.Group):
    """A group that imports a command when it is used, and none to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of their use."""
        return list(DOORS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command called `name`."""
        if name not in DOORS:
            return None
        module, attribute = DOORS[name].target.split(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, door.help) for name, door in DOORS.items()])


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group("sp-sim", cls=LazyGroup, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="sp-sim")
def cli() -> None:
    """Simulate how social prescribing link workers get established in English general practice.

    Start with `sp-sim demo`. Every command says more with --help.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 something failed or did not hold, 2 bad input, 3 could not."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    as_json = "--json" in given
    try:
        ended = cli.main(given, prog_name="sp-sim", standalone_mode=False)
    except click.ClickException as error:
        return _usage(error, as_json=as_json)
    except SpSimError as error:
        return _refused(error, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except MemoryError:
        print("sp-sim: not enough memory: ask for fewer replications or weeks", file=sys.stderr)
        return COULD_NOT_FINISH
    return ended if isinstance(ended, int) else 0


def _usage(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        _print_problems([_as_problem(error)])
    else:
        error.show()
    return error.exit_code if error.exit_code != 1 else 2


def _as_problem(error: click.ClickException) -> Problem:
    context = getattr(error, "ctx", None)
    command = "sp-sim" if context is None else context.command_path
    return Problem(
        file="command line",
        message=error.format_message(),
        rule=f"the arguments and options that {command} --help lists",
        remedy=f"see: {command} --help",
    )


def _refused(error: SpSimError, *, as_json: bool) -> int:
    problems = error.problems if isinstance(error, Problems) else ()
    if as_json:
        _print_problems(problems or [_unfinished(error)])
    elif problems:
        print(*in_words(problems), sep="\n", file=sys.stderr)
    else:
        print(f"sp-sim: {error}", file=sys.stderr)
    return error.exit_code


def _unfinished(error: SpSimError) -> Problem:
    rule, remedy = "nothing is left half-done", "mend the cause, then ask again"
    return Problem(file="sp-sim", message=str(error), rule=rule, remedy=remedy)


def _print_problems(problems: Sequence[Problem]) -> None:
    document: dict[str, Any] = {"problems": [problem.as_document() for problem in problems]}
    print(json.dumps(document, indent=2, ensure_ascii=False))
