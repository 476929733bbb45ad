"""Options that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from sp_sim.results.dimensions import BY

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
        help="How many seeds: SEED, SEED+1, ...; 80 when left out, 20 with --draws point.",
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
    replications: int | None
    from_checkpoint: Path | None
    threads: int | None
    out: Path | None
    overwrite: bool
    as_json: bool
    quiet: bool
    counterfactual: bool = False
    draws: str | None = None
    sets: int | None = None
    precision: tuple[str, ...] = ()
    most: int | None = None
    by: tuple[str, ...] = ()

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
            "draws": self.draws,
            "sets": self.sets,
            "by": self.by,
        }

    @property
    def precise(self) -> dict[str, Any]:
        """What `replicate` takes besides; nothing where no precision was asked for."""
        if not self.precision:
            if self.most is not None:
                message = "--most says when to stop looking for --precision, which is not given"
                raise click.UsageError(message)
            return {}
        most = {} if self.most is None else {"most": self.most}
        return {"precision": dict(map(_half_width, self.precision))} | most

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


by_option = click.option(
    "--by",
    multiple=True,
    type=click.Choice(BY),
    help="Break the measures down as well; may be repeated.",
)


def _half_width(text: str) -> tuple[str, float]:
    key, _, value = text.partition("=")
    try:
        return key, float(value)
    except ValueError:
        message = f"--precision takes KEY=HALFWIDTH, such as exhaustion_mean=0.5 (got {text})"
        raise click.UsageError(message) from None


_DRAWN = (
    click.option(
        "--draws",
        type=click.Choice(["point", "prior", "posterior"]),
        help="What parameters are: draws from what is believed after calibration (posterior, when left"
        " out) or before it (prior), or all at their central values (point).",
    ),
    click.option(
        "--sets",
        type=int,
        help="Over how many parameter sets runs are spread; two each when left out.",
    ),
)
_PRECISE = (
    click.option(
        "--precision",
        multiple=True,
        metavar="KEY=HALFWIDTH",
        help="Add runs until the measure (its difference) is known this precisely; may be repeated.",
    ),
    click.option("--most", type=int, help="With --precision: stop at so many runs; 1,000."),
)


def drawn_options(command: Made) -> Made:
    """Give a command the options of parameter sets, after those it has."""
    for option in reversed(_DRAWN):
        command = option(command)
    return command


def uncertainty_options(command: Made) -> Made:
    """Give a command the options of parameter sets and of precision, after those it has."""
    for option in reversed(_PRECISE):
        command = option(command)
    return drawn_options(command)


def shared_options(command: Made) -> Made:
    """Give a command the options that experiments share, in the order of their listing."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def experiment_options(*, replications: int | None) -> Callable[[Made], Made]:
    """Return what gives a command the options of an experiment that leaves no folder behind."""
    area, _, seed, many, _, threads, _, _, as_json, quiet = _OPTIONS

    if replications is not None:
        many = click.option(
            "--replications", type=int, default=replications, show_default=True,
            help="How many seeds: SEED, SEED+1, ...",
        )  # fmt: skip

    def given(command: Made) -> Made:
        for option in (quiet, as_json, threads, many, seed, area):
            command = option(command)
        return command

    return given
