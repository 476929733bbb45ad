"""Options that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from sp_sim.results.checkpoint import Checkpoint

    Made = TypeVar("Made", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--area",
        type=click.Path(path_type=Path),
        help="An area file; the made-up area in the box when left out.",
    ),
    click.option("--weeks", type=int, default=104, show_default=True, help="Weeks to simulate."),
    click.option("--seed", type=int, default=1, show_default=True, help="The first seed."),
    click.option(
        "--replications",
        type=int,
        default=20,
        show_default=True,
        help="How many seeds: SEED, SEED+1, ...",
    ),
    click.option(
        "--from",
        "from_checkpoint",
        type=click.Path(path_type=Path),
        help="Go on from a folder that `sp-sim checkpoint` made, with its seeds.",
    ),
    click.option("--threads", type=int, help="Processor cores to use; all when left out."),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        help="Where results go; sp-sim-results/NAME when left out.",
    ),
    click.option("--overwrite", is_flag=True, help="Replace other results of ours in --out."),
    click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output."),
    click.option("--quiet", is_flag=True, help="No progress, no hints."),
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the shared options said."""

    area: Path | None
    weeks: int
    seed: int
    replications: int
    from_checkpoint: Path | None
    threads: int | None
    out: Path | None
    overwrite: bool
    as_json: bool
    quiet: bool
    counterfactual: bool = False

    @property
    def question(self) -> dict[str, Any]:
        """The options that an experiment takes."""
        return {
            "area": self.area,
            "weeks": self.weeks,
            "seed": self.seed,
            "replications": self.replications,
            "threads": self.threads,
            "past": self._past(),
            "counterfactual": self.counterfactual,
        }

    def _past(self) -> Checkpoint | None:
        if self.from_checkpoint is None:
            return None
        context = click.get_current_context()
        for name in ("seed", "replications"):
            if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
                message = f"--{name} cannot be given with --from: a checkpoint has its own seeds"
                raise click.UsageError(message)
        from sp_sim.results.checkpoint import load_checkpoint

        return load_checkpoint(self.from_checkpoint)


counterfactual_option = click.option(
    "--counterfactual",
    is_flag=True,
    help="Also what a before-after evaluation would claim, and what the service caused.",
)


def shared_options(command: Made) -> Made:
    """Give a command the options that experiments share, in the order of their listing."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def experiment_options(*, replications: int) -> Callable[[Made], Made]:
    """Return what gives a command the options of an experiment that leaves no folder behind."""
    many = click.option(
        "--replications", type=int, default=replications, show_default=True,
        help="How many seeds: SEED, SEED+1, ...",
    )  # fmt: skip
    area, _, seed, _, _, threads, _, _, as_json, quiet = _OPTIONS

    def given(command: Made) -> Made:
        for option in (quiet, as_json, threads, many, seed, area):
            command = option(command)
        return command

    return given
