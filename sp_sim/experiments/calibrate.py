"""Calibrate: fit what is uncertain to the published patterns, into an ensemble and never a point."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sp_sim import __version__
from sp_sim.errors import CouldNotFinishError, Problems
from sp_sim.experiments.calibration import diagnosis, emulator
from sp_sim.experiments.calibration.fitting import Evaluate, Task, fit
from sp_sim.experiments.calibration.lived import Lived, lived, numbers
from sp_sim.experiments.calibration.plan import LEAST_BUDGET, USUAL_BUDGET, Plan, Sizes, plan_of
from sp_sim.experiments.calibration.space import Space, generator
from sp_sim.experiments.calibration.store import Store, as_text
from sp_sim.experiments.calibration.summary import Calibration
from sp_sim.experiments.calibration.target import Board, targets_of
from sp_sim.experiments.calibration.walk import resampled
from sp_sim.experiments.live import (
    Question,
    asked_problem,
    compiled,
    read_scenario,
    threads_or_all,
)
from sp_sim.experiments.past import engine_of_now
from sp_sim.experiments.patterns import SPECS
from sp_sim.experiments.posterior import (
    MANIFEST,
    TABLE,
    as_kept,
    as_manifest,
    as_table,
    fingerprint_of,
)
from sp_sim.experiments.priors import is_drawn
from sp_sim.mechanisms.registry import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sp_sim.domain.places import Area
    from sp_sim.estimate import Floats
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.param import Value
    from sp_sim.scenario.scenario import Scenario

DIAGNOSIS = "diagnosis.json"
MOST_BUDGET = 1_000_000
LIVED_AGAIN = 2
"""So many sets are lived once more at the end; what they give is kept beside the ensemble."""


def calibrate(  # noqa: PLR0913 - each by its name
    out: Path | str,
    scenario: Scenario | str | Path = "baseline",
    area: Area | Path | None = None,
    *,
    budget: int = USUAL_BUDGET,
    resume: bool = False,
    seed: int = 1,
    threads: int | None = None,
    plan: Plan | None = None,
    sizes: Sizes | None = None,
    on_progress: Progress | None = None,
    on_stage: Callable[[str], None] | None = None,
    living: Living | None = None,
) -> Calibration:
    """Fit the uncertain parameters to the published patterns; keep the work and the ensemble in `out`.

    Args:
        out: A folder of its own; `posterior.csv` and `posterior.json` are written there at the end.
        scenario: The reference of the patterns; what it sets itself stays as it is.
        area: Where the mature service is lived; the area in the box when left out.
        budget: How many parameter sets are lived in all.
        resume: Whether to go on in a folder that was left; the end is the same to the byte.
        seed: The first seed.
        threads: Processor cores to use; all when left out. It changes nothing but the time.
        plan: How the budget is spent, where `budget` alone does not say.
        sizes: How long and how often one set is lived.
        on_progress: Called with sets lived and all sets.
        on_stage: Called with a sentence as each stage begins.
        living: What builds and lives worlds; the compiled engine when left out.

    Raises:
        CouldNotFinishError: The ensemble would be too small or too uneven to be believed.
    """
    emulator.check_installed()
    read = read_scenario(scenario)
    asked = Question(area=area, seed=seed, threads=threads, draws="point").asked()
    _check_budget(budget)
    store = Store(Path(out))
    store.refuse_used(resume=resume)
    plan, sizes = plan or plan_of(budget), sizes or Sizes()
    hands = lived(read, asked.area, sizes, compiled() if living is None else living, seed)
    space = Space(tuple(told for told in PARAMETERS.values() if is_drawn(told, read)))
    evaluate, missing = evaluator(hands)
    board = evaluate.board
    store.open(_asked(hands, plan, board), resume=resume)
    task = Task(
        space=space, board=board, evaluate=evaluate, plan=plan, store=store,
        threads=threads_or_all(threads), on_progress=on_progress, on_stage=on_stage,
    )  # fmt: skip
    return finish(task, missing, _about(hands))


def finish(task: Task, missing: list[str], about: Mapping[str, Any]) -> Calibration:
    """Fit a task, write its diagnosis, and its posterior where that can be believed."""
    fitted = fit(task)
    rows, weights = chosen(fitted.weighed.weights, task.plan.draws)
    found = Calibration(
        space=task.space, board=task.board, fitted=fitted, missing=tuple(missing),
        sets=len(rows), checked=diagnosis.checked(fitted, task.board),
        learned=tuple(diagnosis.learned(fitted, task.space)),
        conflicts=tuple(diagnosis.conflicts(fitted, task.board, task.space)),
        pairs=tuple(diagnosis.closest_pairs(fitted, task.board)),
    )  # fmt: skip
    task.store.write(DIAGNOSIS, as_text(found.document()))
    _check_floors(found, task.plan, task.store.folder)
    sets = [as_kept(task.space.values(fitted.final[0][row])) for row in rows]
    table = as_table(sets, list(weights))
    told = {
        "sets": len(rows), "ess": round(fitted.weighed.ess, 1), "plan": asdict(task.plan),
        "lived_again": lived_again(task.evaluate, task.board, sets[:LIVED_AGAIN]),
    }  # fmt: skip
    task.store.write(TABLE, table)
    task.store.write(MANIFEST, as_text(as_manifest(table, dict(about) | told)))
    return found


def lived_again(
    evaluate: Evaluate, board: Board, sets: Sequence[Mapping[str, Value]]
) -> list[dict[str, float | None]]:
    """Return the targets of some sets as the table gives them, on the scales of judging.

    Who lives the sets again with the same numbers (0, 1, ...) gets the same to the bit, as long as the
    model is still the one that was calibrated.
    """
    keys = [target.key for target in board.targets]
    found = (evaluate(values, number) for number, values in enumerate(sets))
    return [
        {
            key: None if np.isnan(value) else float(value)
            for key, value in zip(keys, each, strict=True)
        }
        for each in found
    ]


def evaluator(hands: Lived) -> tuple[_Evaluate, list[str]]:
    """Return what lives one set and tells the targets, and which numbers there is no target for."""
    targets, missing = targets_of(SPECS, hands.parts({}, 0))
    return _Evaluate(hands, Board(tuple(targets))), missing


def chosen(weights: Floats, draws: int) -> tuple[Floats, Floats]:
    """Return the rows drawn for the ensemble, each once, and their weights (how often over all)."""
    rows, counts = np.unique(
        resampled(weights, draws, float(generator("ensemble").random())), return_counts=True
    )
    return rows, counts / draws


@dataclass(frozen=True)
class _Evaluate:
    """Lives one set and tells the targets, on their scales."""

    hands: Lived
    board: Board

    def __call__(self, values: Mapping[str, Value], number: int, /) -> Floats:
        found = numbers(self.hands.parts(values, number))
        return np.array([target.scaled(found[target.key]) for target in self.board.targets])


def _asked(hands: Lived, plan: Plan, board: Board) -> dict[str, Any]:
    """Return what makes a calibration what it is: one that shares it may be resumed."""
    return {
        "program": "sp_sim",
        "version": __version__,
        "parameters": fingerprint_of(),
        **_about(hands),
        "plan": asdict(plan),
        "targets": [
            {"key": t.key, "words": t.words, "weight": t.weight, "discrepancy": t.discrepancy,
             "log_scale": t.is_log, "doubt": t.doubt, "vote": round(t.vote, 6), "why": t.why}
            for t in board.targets
        ],
    }  # fmt: skip


def _about(hands: Lived) -> dict[str, Any]:
    return {
        "engine": engine_of_now(),
        "scenario": hands.scenario.name,
        "scenario_fingerprint": hands.scenario.fingerprint,
        "area": hands.area.name,
        "area_fingerprint": hands.area.fingerprint,
        "seed": hands.seed,
        "sizes": asdict(hands.sizes),
    }


def _check_budget(budget: int) -> None:
    if isinstance(budget, bool) or not LEAST_BUDGET <= budget <= MOST_BUDGET:
        rule = f"must be a whole number from {LEAST_BUDGET} to {MOST_BUDGET:,}"
        raise Problems(
            [asked_problem("budget", budget, rule, f"leave it out for {USUAL_BUDGET:,}")]
        )


def _check_floors(found: Calibration, plan: Plan, folder: Path) -> None:
    """Stop where the ensemble is on the way to a point: nothing is written that looks like belief."""
    ess = found.fitted.weighed.ess
    if ess >= plan.least_ess and found.sets >= plan.least_sets:
        return
    message = (
        f"the ensemble would be nearly a point: {found.sets} different sets (at least "
        f"{plan.least_sets} are asked for), an effective size of {ess:.0f} (at least "
        f"{plan.least_ess:.0f}). No posterior was written; {folder / DIAGNOSIS} says what came of it. "
        "Ask again with a larger --budget, in a new folder"
    )
    raise CouldNotFinishError(message)
