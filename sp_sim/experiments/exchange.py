"""Exchange: whether two groups of runs could change places, for many measures at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sp_sim.estimate import estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sp_sim.estimate import Estimate, Floats

ERROR_RATE = 0.001
"""How often a law that holds is called broken, over all measures of a law together."""
LEAST_RUNS = 12
"""With fewer runs no shuffle is rare enough to be told from chance at that rate."""
SHUFFLES = 9999
_SEED = 846


@dataclass(frozen=True)
class Exchanged:
    """What came of it: the chance of so great a difference by luck, and the measure furthest apart.

    `chance` is that over all measures together. `furthest` is `None` where nothing differs at all.
    """

    chance: float
    furthest: str | None
    apart: Estimate

    @property
    def is_broken(self) -> bool:
        """Whether the groups differ by more than luck at the stated error rate."""
        return self.chance <= ERROR_RATE


def exchanged(differences: Floats, names: Sequence[str]) -> Exchanged:
    """Test whether differences of pairs of runs are as likely one way as the other.

    Where both of a pair come from one distribution, the sign of each pair's differences is a coin
    toss. The largest sum over measures, each by its own size, is held against the same with signs
    tossed anew, which makes the error rate that of all measures together, exactly.

    Args:
        differences: One row a pair of runs, one column a measure.
        names: What the columns are called.
    """
    sizes = np.sqrt((differences * differences).sum(axis=0))
    moving = sizes > 0.0
    if not moving.any():
        return Exchanged(1.0, None, estimate(np.zeros(len(differences))))
    scaled = differences[:, moving] / sizes[moving]
    found = np.abs(scaled.sum(axis=0))
    tossed = np.random.default_rng(_SEED).integers(0, 2, size=(SHUFFLES, len(scaled))) * 2.0 - 1.0
    highest = np.abs(tossed @ scaled).max(axis=1)
    as_high = int(np.sum(highest >= found.max() * (1.0 - 1e-12)))
    place = int(np.flatnonzero(moving)[int(found.argmax())])
    chance = (1.0 + as_high) / (1.0 + SHUFFLES)
    return Exchanged(chance, names[place], estimate(differences[:, place]))
