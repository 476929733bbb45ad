"""Answer: scenarios are lived, priced by a cost book, and compared; cost beside consequence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sp_sim.economics import documents, frames
from sp_sim.economics.costing import Costing
from sp_sim.economics.evaluation import Evaluation
from sp_sim.economics.read import load_book
from sp_sim.errors import Problem, Problems
from sp_sim.experiments.compare import compare
from sp_sim.experiments.live import Question, read_scenario
from sp_sim.experiments.run import run
from sp_sim.results.manifest import identity
from sp_sim.results.write import check_folder, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from sp_sim.domain.places import Area
    from sp_sim.economics.book import Book
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.result import Result
    from sp_sim.scenario.scenario import Scenario

MOST_DISCOUNT = 0.2
LONG_YEARS = 3
"""From a horizon longer than this on, it is said that later years count in full."""
A_RATE = f"a yearly rate from 0 to {MOST_DISCOUNT:g}, such as 0.035 for 3.5%"


@dataclass(frozen=True)
class Costs:
    """A result with its price: every arm costed, every other arm evaluated against the base."""

    result: Result
    book: Book
    discount: float = 0.0

    def __repr__(self) -> str:
        """Return the whole in one line."""
        names = " against ".join(arm.name for arm in self.result.arms)
        unsure = len(self.book.unconfirmed)
        return f"<Costs: {names}, {unsure} of {len(self.book.figures)} figures unconfirmed>"

    @cached_property
    def arms(self) -> tuple[Costing, ...]:
        """Every arm priced, in the order asked for; what one cannot count is left out of all sums."""
        alone = [Costing(arm, self.book, self.discount) for arm in self.result.arms]
        left_out = frozenset(key for each in alone for key in each.missing)
        return (
            tuple(replace(each, left_out=left_out) for each in alone) if left_out else tuple(alone)
        )

    def arm(self, name: str) -> Costing:
        """Return the costing of the scenario called `name`."""
        return next(each for each in self.arms if each.arm.name == name)

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Each other arm against the base."""
        return tuple(
            Evaluation(self.arm(told.base), self.arm(told.other), told)
            for told in self.result.comparisons
        )

    @cached_property
    def missing(self) -> dict[str, str]:
        """Unit costs that some arm has no quantity for, and why; they are in no sum."""
        return {key: why for each in self.arms for key, why in each.missing.items()}

    @property
    def is_long(self) -> bool:
        """Whether later years might be expected to count less, and do not."""
        return self.arms[0].use.years > LONG_YEARS and self.discount == 0.0

    @property
    def table(self) -> pd.DataFrame:
        """One row a scenario, seed, year and unit cost: quantity, unit cost, payer, pounds."""
        return frames.costs(self.arms)

    @property
    def differences(self) -> pd.DataFrame:
        """One row a comparison and unit cost, payer, year or total: pounds more than the base."""
        return frames.differences(self.evaluations)

    @property
    def sensitivity(self) -> pd.DataFrame:
        """One row a comparison and unit cost: the difference at both ends of its range."""
        return frames.sensitivity(self.evaluations)

    def document(self) -> dict[str, Any]:
        """Return the whole as one JSON-ready object."""
        return documents.document(self)

    def save(self, folder: Path, *, overwrite: bool = False, command: str = "") -> Path:
        """Write tables and manifest into `folder`, all or nothing, and return it."""
        told = documents.manifest(self) | {"command": command}
        made = {
            "costs": lambda: self.table,
            "differences": lambda: self.differences,
            "sensitivity": lambda: self.sensitivity,
        }
        return write(made, told, folder, overwrite=overwrite)


def costs(
    base: Scenario | str | Path,
    *others: Scenario | str | Path,
    book: Book | str | Path | None = None,
    discount: float = 0.0,
    area: Area | Path | None = None,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Costs:
    """Live scenarios, price what they used, and set the cost of each beside what it achieves.

    Args:
        base: The scenario that the others are compared with: itself, its file or its name.
        others: Any more scenarios.
        book: A cost book, its file or its name; the placeholders that are shipped when left out.
        discount: The yearly rate by which later years count less; 0 counts all years in full.
        area: An area or its file; the synthetic area in the box when left out.
        on_progress: Called with the jobs done and all jobs.
        living: What builds and lives worlds; the compiled engine when left out.
        question: `weeks` (104), `seed` (1), `replications` (80 runs; with draws of point 20), `threads`
            (all), `draws` (posterior; prior, point), `sets` (half as many as runs), `past` (a checkpoint
            to go on from, whose weeks are priced too; none).
    """
    figures = load_book(book)
    _check(discount)
    told: dict[str, Any] = {"area": area, "on_progress": on_progress, "living": living, **question}
    result = compare(base, *others, **told) if others else run(base, **told)
    return Costs(result, figures, discount)


def check_folder_for(
    folder: Path,
    scenarios: Sequence[Scenario | str | Path],
    *,
    book: Book | str | Path | None = None,
    discount: float = 0.0,
    overwrite: bool = False,
    **question: Any,  # noqa: ANN401 - the fields of Question
) -> None:
    """Refuse, before any work is done, a folder that holds something else than these costs."""
    _check(discount)
    asked = Question(**question).asked()
    told = identity([read_scenario(scenario) for scenario in scenarios], asked)
    check_folder(folder, documents.marked(told, load_book(book), discount), overwrite=overwrite)


def _check(discount: float) -> None:
    """Refuse a rate that is none."""
    is_number = isinstance(discount, int | float) and not isinstance(discount, bool)
    if not is_number or not 0.0 <= discount <= MOST_DISCOUNT:
        problem = Problem(
            file="asked", key="discount", value=str(discount), message="cannot be used",
            rule=A_RATE, remedy="leave it out to count all years in full",
        )  # fmt: skip
        raise Problems([problem])
