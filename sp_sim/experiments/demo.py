"""The demo: what the place does with the same posts, then the two services as they were studied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sp_sim.experiments.compare import pair
from sp_sim.experiments.live import Question, live

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.experiments.live import Living, Progress
    from sp_sim.results.result import Result

PLACE = ("head-office", "in-practices")
"""The same posts and hours at head office (the base) and in practices."""
SERVICES = ("service-2-head-office", "service-1-practice-based")
"""The services of Hazeldine et al. 2021: four posts at head office (base), seven in practices."""


def demo(
    area: Area | Path | None = None,
    *,
    on_progress: Progress | None = None,
    living: Living | None = None,
    **question: Any,  # noqa: ANN401 - the fields of Question, which checks them
) -> Result:
    """Live both pairs with the same people and luck, and compare within each pair."""
    asked = Question(area=area, **question)
    result = live([*PLACE, *SERVICES], asked, on_progress=on_progress, living=living)
    office, practices, second, first = result.arms
    return replace(result, name="demo", comparisons=(pair(office, practices), pair(second, first)))
