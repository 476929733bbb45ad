"""Sweep: every run of a design, kept part by part; what is stopped goes on where it was."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sp_sim.errors import Problem, Problems
from sp_sim.experiments import plan
from sp_sim.experiments.apart import live_apart
from sp_sim.experiments.chunk import Study, live_chunk
from sp_sim.experiments.design import SIZES, Design, growth_problem, size_problem
from sp_sim.experiments.executor import Cluster, Here, Processes
from sp_sim.experiments.live import compiled, threads_or_all
from sp_sim.experiments.past import engine_of_now
from sp_sim.experiments.sweep_folder import Folder
from sp_sim.results.journal import Entry, Journal
from sp_sim.results.parts import Parts
from sp_sim.results.store import open_results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sp_sim.experiments.chunk import Lived
    from sp_sim.experiments.executor import Executor
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.parts import Held
    from sp_sim.results.store import Store

TO_EXPAND = "--expand replications=N, points=N or trajectories=N, whichever the design has"


def sweep(  # noqa: PLR0913 - all but two by name
    design: Design | str | Path,
    out: Path | str,
    *,
    resume: bool = False,
    expand: Mapping[str, int] | None = None,
    cluster: str | None = None,
    workers: int | None = None,
    on_progress: Progress | None = None,
    on_estimate: Callable[[plan.Estimate], object] | None = None,
    living: Callable[[], Living] = compiled,
) -> Store:
    """Live every run of a design, keep them in a folder, and return what is there.

    A script that is not a notebook calls this below `if __name__ == "__main__":`, since worker
    processes read it again.

    Args:
        design: A design, its file or its name.
        out: The folder; one in use is refused unless it is resumed or expanded.
        resume: Go on with what is in the folder, if there is anything.
        expand: Larger `replications`, `points` or `trajectories` than the design's.
        cluster: The address of a Dask scheduler; this machine when left out.
        workers: How many processes; as many as cores when left out, and none for 1.
        on_progress: Called with the runs done and all runs.
        on_estimate: Called once before the work starts.
        living: What builds and lives worlds; sent to the workers, so a function of a module.
    """
    asked = _expanded(_read(design), expand or {})
    folder = Folder(Path(out), asked)
    folder.check(resume=resume, grows=bool(expand))
    with (
        closing(_executor(cluster, workers, asked)) as hands,
        closing(Parts(folder.path, plan.types(asked))) as parts,
    ):
        work = _Work(asked, folder, parts, living)
        if on_estimate is not None:
            on_estimate(plan.estimate(asked, asked.runs - work.done, hands.workers))
        work.live(hands, on_progress)
        folder.finish(parts)
    return open_results(folder.path)


@dataclass
class _Work:
    """What is done and what is to be done."""

    design: Design
    folder: Folder
    parts: Parts
    living: Callable[[], Living]

    def __post_init__(self) -> None:
        there = self.parts.held()
        self.wanted = {held.file: held for held in plan.parts(self.design)}
        self.there = {held for held in there if held.file in self.wanted}
        self.beginnings = [held for held in there if held not in self.there]
        self.done = sum(held.runs for held in self.there)

    def live(self, hands: Executor, on_progress: Progress | None) -> None:
        """Live what is missing, and keep each part when it comes."""
        if self.done < self.design.runs:
            self.folder.begin()
            journal = Journal(self.folder.path)
            if on_progress is not None:
                on_progress(self.done, self.design.runs)
            with closing(hands.run(live_chunk, self._jobs(), live_apart)) as found:  # type: ignore[type-var]
                for lived in found:
                    self._keep(lived, journal)
                    if on_progress is not None:
                        on_progress(self.done, self.design.runs)
        self.parts.drop(self.beginnings)

    def _jobs(self) -> Iterator[Any]:
        told = self.design
        study = Study(
            told.scenarios, told.areas, told.keys, told.weeks, engine_of_now(), self.living,
            told.draws, told.seed,
        )  # fmt: skip
        for held in self.wanted.values():
            if held not in self.there:
                yield plan.job(held, self._known(held), told, study)

    def _known(self, held: Held) -> Held | None:
        fitting = [known for known in self.beginnings if known.begins_like(held)]
        return max(fitting, key=lambda known: known.runs, default=None)

    def _keep(self, lived: Lived, journal: Journal) -> None:
        held = self.wanted[lived.name]
        known = self._known(held)
        frames = [] if known is None else [self.parts.read(known)]
        frames.append(plan.frame(lived, self.design))
        self.parts.write(held, plan.joined(frames))
        failed = sum(cause is not None for cause in lived.causes)
        journal.note(Entry(lived.name, lived.runs, failed, lived.seconds, lived.host))
        self.done += held.runs


def _read(design: Design | str | Path) -> Design:
    if isinstance(design, Design):
        return design
    from sp_sim.experiments.design_file import load_design  # noqa: PLC0415 - YAML takes its time

    return load_design(design)


def _expanded(design: Design, expand: Mapping[str, int]) -> Design:
    """Return the design with larger numbers; refuse what it has not, and what is not larger."""
    size = SIZES.get(design.kind, "")
    now = {"replications": design.replications} | ({size: design.size or 1} if size else {})
    for key, value in expand.items():
        if key not in now:
            message, remedy = f"a {design.kind} design has no {key}", f"use {' or '.join(now)}"
        elif value < now[key]:
            message, remedy = f"the design has {now[key]} already", f"ask for more than {now[key]}"
        else:
            continue
        told = f"{key}={value}"
        raise _refused(told, message, remedy)
    sizes = {"size": expand[size]} if size in expand else {}
    if "replications" in expand:
        sizes["replications"] = expand["replications"]
    grown = design.grown(**sizes)
    problem = size_problem(grown) or (growth_problem(design, grown) if expand else None)
    if problem is not None:
        raise _refused(str(dict(expand)), *problem)
    return grown


def _refused(value: str, message: str, remedy: str) -> Problems:
    problem = Problem(
        file="asked", key="expand", value=value, message=message, rule=TO_EXPAND, remedy=remedy
    )
    return Problems([problem])


def _executor(cluster: str | None, workers: int | None, design: Design) -> Executor:
    if cluster is not None:
        return Cluster(cluster)
    many = min(threads_or_all(workers), len(list(plan.parts(design))))
    return Here() if many <= 1 else Processes(many)
