"""Funnel: of every 100 people offered a referral, or asking for one, how many get how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sp_sim.plots.drawing import Drawing, canvas, finish, legend
from sp_sim.plots.theme import INK, quiet, style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sp_sim.plots.drawing import Source

BAR = 0.8
TITLE = "How far people get: of every 100 offered a referral or asking for one"
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "++")
"""A filling for each scenario, so that grey paper is enough."""


def funnel(
    stages: Sequence[str], counts: Mapping[str, Sequence[float]], note: str, source: Source
) -> Drawing:
    """Return a bar a stage and scenario; `counts` are people a run, in the order of the stages."""
    made = canvas(0.3 + (0.2 + 0.2 * len(counts)) * len(stages))
    axes = made.subplots(1, 1)
    shares = {arm: hundred(told) for arm, told in counts.items()}
    height = BAR / len(counts)
    for number, (arm, share) in enumerate(shares.items()):
        places = np.arange(len(stages)) - BAR / 2 + height * (number + 0.5)
        bars = axes.barh(
            places, share, height=height * 0.92, color=style(number).colour, label=arm,
            hatch=HATCHES[number % len(HATCHES)], edgecolor="white", linewidth=0.4,
        )  # fmt: skip
        axes.bar_label(bars, [f"{value:.0f}" for value in share], fontsize=8, padding=3, color=INK)
    axes.set_yticks(range(len(stages)), list(stages))
    axes.invert_yaxis()
    quiet(axes, along="x")
    axes.tick_params(axis="y", labelsize=9, length=0)
    axes.set_xlim(0, 110)
    axes.set_xlabel("of every 100", fontsize=8.5, color=INK)
    finish(made, TITLE, source, notes=(note,), room=0.4, left=0.27)
    legend(made, *axes.get_legend_handles_labels())
    rows = [
        (arm, stage, count, share)
        for arm, told in counts.items()
        for stage, count, share in zip(stages, told, shares[arm], strict=True)
    ]
    return Drawing(
        name="funnel", title=TITLE, described=_described(stages, shares), source=source, figure=made,
        columns=("scenario", "stage", "people a run", "of every 100"), rows=rows,
    )  # fmt: skip


def hundred(counts: Sequence[float]) -> list[float]:
    """Return each count of every 100 at the first stage; nothing where nobody is there."""
    return [100.0 * count / counts[0] if counts[0] > 0 else 0.0 for count in counts]


def _described(stages: Sequence[str], shares: Mapping[str, Sequence[float]]) -> str:
    told = [
        f"{arm}: " + ", ".join(f"{stage} {value:.0f}" for stage, value in zip(stages, share, strict=True))
        for arm, share in shares.items()
    ]  # fmt: skip
    return f"Of every 100. {'; '.join(told)}."
