"""Proof: whether the model is still the one that a posterior was fitted to, told by living sets again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sp_sim.experiments.calibrate import LIVED_AGAIN, evaluator, lived_again
from sp_sim.experiments.calibration.lived import lived
from sp_sim.experiments.calibration.plan import Sizes
from sp_sim.experiments.ensemble import by_key
from sp_sim.experiments.live import compiled, read_area, read_scenario
from sp_sim.experiments.posterior import WEIGHT, load_posterior

if TYPE_CHECKING:
    from pathlib import Path

    from sp_sim.domain.places import Area
    from sp_sim.scenario.scenario import Scenario

CLOSE = 1e-6
"""Numbers that lie closer, as a share of themselves or on the scale of judging, are the same."""


def altered(
    folder: Path | None = None,
    scenario: Scenario | str | Path | None = None,
    area: Area | Path | None = None,
) -> list[str]:
    """Return the numbers of patterns that sets of a posterior no longer give.

    Numbers may differ by a millionth: another processor's exponentials may differ in their last bits.

    Args:
        folder: Where `sp-sim calibrate` wrote; the posterior that comes with the package if left out.
        scenario: The reference that it was calibrated for; by the name in its manifest if left out.
        area: The area that it was calibrated in; the area in the box if left out.
    """
    table = load_posterior(folder)
    told = table.attrs["manifest"]
    sets = [by_key(row) for row in table.drop(columns=WEIGHT).head(LIVED_AGAIN).to_dict("records")]
    read = read_scenario(told["scenario"] if scenario is None else scenario)
    sizes = Sizes(**told["sizes"])
    evaluate, _ = evaluator(lived(read, read_area(area), sizes, compiled(), told["seed"]))
    again = lived_again(evaluate, evaluate.board, sets)
    pairs = enumerate(zip(told["lived_again"], again, strict=True))
    return [
        f"set {number}: {key}"
        for number, (kept, found) in pairs
        for key in sorted(kept.keys() | found.keys())
        if not _is_same(kept.get(key), found.get(key))
    ]


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
